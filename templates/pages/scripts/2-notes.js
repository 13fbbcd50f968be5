/* Layers are remembered; notes stand beside the line of their mark; a mark and its note light up together. */
onRecord.ready(() => {
  const { all, find, keep, recall } = onRecord;
  const source = find('.source');
  if (!source) return;

  all('.layers input').forEach((input) => {
    const key = input.id;
    const apply = () => {
      if (input.id === 'layer-actor') {
        all('a.mark-actor', source).forEach((mark) => { mark.tabIndex = input.checked ? 0 : -1; });
      }
      place();
    };
    if (recall(key) === 'off') input.checked = false;
    if (!input.checked) apply();
    input.addEventListener('change', () => { keep(key, input.checked ? 'on' : 'off'); apply(); });
  });

  const markOf = (note) => document.getElementById('r' + note.id.slice(1));

  /* Moved by transform, so that nothing else of the page moves. All is read before anything is written. */
  function place() {
    const margin = find('.notes', source);
    if (!margin) return;
    const notes = all('.margin-note', source);
    notes.forEach((note) => { note.style.translate = ''; });
    if (getComputedStyle(margin).display !== 'contents') return;
    const seen = notes.filter((note) => note.offsetParent);
    const boxes = seen.map((note) => [note.getBoundingClientRect(), markOf(note).getBoundingClientRect().top - 4]);
    const zoom = margin.currentCSSZoom || 1; // under Material
    let free = -Infinity;
    boxes.forEach(([box, wanted], i) => {
      const top = Math.max(box.top, wanted, free);
      if (top > box.top + 1) seen[i].style.translate = `0 ${(top - box.top) / zoom}px`;
      free = top + box.height;
    });
  }
  place();
  addEventListener('resize', place);
  document.fonts?.ready.then(place);

  all('.margin-note', source).forEach((note) => {
    const number = markOf(note);
    const mark = document.getElementById(find('.copy', note).hash.slice(1));
    const light = (on) => [note, mark].forEach((element) => element?.classList.toggle('lit', on));
    [note, number, mark].forEach((element) => {
      // not beyond the innermost: a figure in a quotation is not the quotation
      element?.addEventListener('mouseover', (event) => { event.stopPropagation(); light(true); });
      element?.addEventListener('mouseout', (event) => { event.stopPropagation(); light(false); });
      element?.addEventListener('focusin', () => light(true));
      element?.addEventListener('focusout', () => light(false));
    });
  });

  /* Escape closes what its address opened, and leads back to the text. */
  document.addEventListener('keydown', (event) => {
    const open = event.key === 'Escape' && find('.margin-note:target, .card:target');
    if (!open) return;
    const number = markOf(open);
    location.hash = number ? number.id : find('.close', open).hash.slice(1);
    number?.focus({ preventScroll: true });
  });
});
