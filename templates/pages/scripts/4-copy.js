/* The addresses of paragraphs, quotes and figures copy themselves, and say so. */
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
