/* The addresses of paragraphs, quotes and figures copy themselves, and say so. What is pointed at or stepped into can be
   copied with its citation (cite.js). */
onRecord.ready(() => {
  onRecord.all('.paragraph-number, .copy').forEach((link) => link.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return; // refused: the address bar has it
    }
    link.dataset.copied = '';
    onRecord.say('Link copied');
    setTimeout(() => { delete link.dataset.copied; onRecord.say(''); }, 1600);
  }));
});

onRecord.ready(() => {
  const CITED = '.quote, .reported li, .figure-table tbody tr, .margin-note, .card';
  const BESIDE = '.attribution, .note-links, .ways-on, td:last-child, :scope > p';
  const offer = (event) => {
    const item = event.target.closest?.(CITED);
    if (!item || item.dataset.cited !== undefined || !onRecord.find('a.reference, .copy, .ways-on a', item)) return;
    item.dataset.cited = '';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'cite';
    button.textContent = 'cite';
    button.addEventListener('click', () => onRecord.load('assets/cite.js').then(() => onRecord.cite(item, button)));
    onRecord.find(BESIDE, item)?.append(' ', button);
  };

  /* On a page of a source: what its address leads to, under its paragraph. */
  const aimed = () => {
    onRecord.find('.aimed')?.remove();
    const at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const mark = at?.matches('.source mark') ? at : null, block = mark?.closest('.source-text > *');
    if (!block) return;
    const line = document.createElement('p'), button = document.createElement('button');
    line.className = 'aimed';
    button.type = 'button';
    button.className = 'cite';
    button.textContent = mark.matches('.mark-quote') ? 'cite this quote' : 'cite this figure';
    button.addEventListener('click', () => onRecord.load('assets/cite.js').then(() => onRecord.cite(mark, button)));
    line.append(button);
    block.append(line);
  };
  aimed();
  addEventListener('hashchange', aimed);
  document.addEventListener('pointerover', offer);
  document.addEventListener('focusin', offer);
});
