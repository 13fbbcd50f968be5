/* The search box: nothing of search is loaded before it is first used. */
onRecord.ready(() => {
  const form = onRecord.find('.search');
  if (!form) return;
  const box = onRecord.find('input', form);
  form.addEventListener('submit', (event) => event.preventDefault());
  box.addEventListener('focus', () => onRecord.load('assets/search.js'), { once: true });
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.target.closest('input, textarea, select')) { event.preventDefault(); box.focus(); }
  });
});
