/* Cards of actors: shown by hover or focus, pinned by a click, a touch or Enter, closed by Escape or a click elsewhere. */
onRecord.ready(() => {
  const { all, find } = onRecord;
  if (!HTMLElement.prototype.showPopover) return; // the card's own address opens it
  const SHOW = 220, HIDE = 260; // milliseconds: neither in the way nor gone too soon
  let timer, pinned = null, returning = false;

  const soon = (act, wait) => { clearTimeout(timer); timer = setTimeout(act, wait); };
  const isOpen = (card) => card.matches(':popover-open');
  const cardOf = (mark) => document.getElementById(mark.dataset.card || decodeURIComponent((mark.hash || '').slice(1)));

  function show(mark, pin) {
    const card = cardOf(mark);
    if (!card || (pinned && pinned !== card && !pin)) return;
    if (!isOpen(card)) card.showPopover();
    const box = mark.getClientRects()[0], { width, height } = card.getBoundingClientRect();
    const zoom = card.currentCSSZoom || 1; // under Material
    const below = box.bottom + height + 8 < innerHeight || box.top < height + 8;
    card.style.left = `${Math.max(16, Math.min(box.left, innerWidth - width - 16)) / zoom}px`;
    card.style.top = `${(below ? box.bottom + 6 : box.top - height - 6) / zoom}px`;
    pinned = pin ? card : null;
    if (pin) find('a', card).focus({ preventScroll: true });
  }

  function hide(card) {
    if (isOpen(card) && card !== pinned && !card.matches(':hover, :focus-within')) card.hidePopover();
  }

  all('.source .mark-actor').forEach((mark) => {
    const card = cardOf(mark);
    if (!card) return;
    mark.addEventListener('pointerenter', (event) => {
      if (event.pointerType === 'mouse') soon(() => show(mark, false), SHOW);
    });
    mark.addEventListener('pointerleave', () => soon(() => hide(card), HIDE));
    mark.addEventListener('focus', () => {
      if (!returning && mark.matches(':focus-visible')) {
        soon(() => { if (document.activeElement === mark) show(mark, false); }, SHOW);
      }
    });
    mark.addEventListener('blur', () => soon(() => hide(card), HIDE));
    mark.addEventListener('click', (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      clearTimeout(timer);
      show(mark, true);
    });
  });

  all('.card').forEach((card) => {
    card.addEventListener('pointerleave', () => soon(() => hide(card), HIDE));
    card.addEventListener('beforetoggle', (event) => {
      if (event.newState !== 'closed') return;
      if (pinned === card) pinned = null;
      returning = true; // focus comes back to the name: that must not open the card again
      setTimeout(() => { returning = false; }, 60);
    });
    all('a', card).forEach((link) => link.addEventListener('click', (event) => {
      if (!isOpen(card)) return;
      if (link.matches('.close')) event.preventDefault();
      pinned = null;
      card.hidePopover();
    }));
  });

  addEventListener('scroll', () => {
    const card = find('.card:popover-open');
    if (card && card !== pinned) card.hidePopover();
  }, { passive: true });
});
