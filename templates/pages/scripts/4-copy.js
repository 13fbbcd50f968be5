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
  document.addEventListener('pointerover', offer);
  document.addEventListener('focusin', offer);
});
