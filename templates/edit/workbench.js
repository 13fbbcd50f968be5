/* On Record, the workbench: correct on the page itself. Served by `serve --edit`, and in no built site. */
'use strict';

(() => {
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const here = decodeURIComponent(location.pathname.slice(1)) || 'index.html';
  const isSource = here.startsWith('sources/');
  const recall = (key) => { try { return sessionStorage.getItem(`edit.${key}`); } catch { return null; } };
  const keep = (key, value) => { try { sessionStorage.setItem(`edit.${key}`, value); } catch { /* private window */ } };
  let asked = null; // the form that is open
  let opener = null; // what had the focus before it
  let left = [], at = 0; // open questions, and which is shown
  let shownAtOnce = false; // whether this page needs no whole build

  /** An element with its attributes, properties and children; text is never read as HTML. */
  function make(tag, told = {}, ...inside) {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(told)) {
      if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
      else if (key in element && key !== 'list') element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...inside.filter((part) => part !== null && part !== undefined));
    return element;
  }

  async function post(act, told = {}) {
    const answer = await fetch(`/edit/${act}`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(told),
    });
    const text = await answer.text();
    let data;
    try { data = JSON.parse(text); } catch { data = { error: text.trim() }; }
    if (!answer.ok) throw Object.assign(new Error(data.error), data);
    return data;
  }

  // ---- the panel -------------------------------------------------------------------------------

  const status = make('p', { className: 'wb-status', role: 'status' });
  const rest = make('p', { className: 'wb-rest', role: 'status' });
  const queue = make('div', { className: 'wb-queue' });
  const count = make('span', { className: 'wb-count' });
  const undo = make('button', { type: 'button', onclick: takeBack }, 'Undo', make('kbd', {}, 'u'));
  const wanted = make('input', { type: 'text', id: 'wb-words', autocomplete: 'off' });
  const panel = make('details', { className: 'wb-panel' },
    make('summary', {}, 'Correct ', count),
    make('div', { className: 'wb-body' }, status, rest, queue,
      isSource ? make('form', { className: 'wb-find', onsubmit: byWords },
        make('label', { htmlFor: 'wb-words' }, 'Exact words of this source'), wanted,
        make('button', {}, 'Decide on them')) : null,
      make('p', { className: 'wb-row' }, undo,
        isSource ? make('button', { type: 'button', onclick: facts }, 'Facts', make('kbd', {}, 'f')) : null),
      make('p', { className: 'wb-help' }, 'Click a name, a quotation or a figure, or select words. ',
        make('kbd', {}, 'j'), ' ', make('kbd', {}, 'k'), ' next and last mark, ',
        make('kbd', {}, 'e'), ' correct it, ', make('kbd', {}, 'q'), ' questions, ',
        make('kbd', {}, 'w'), ' words. Ctrl and a click follow a link.')));
  const dialog = make('dialog', { className: 'wb-dialog', 'aria-labelledby': 'wb-title' });
  dialog.addEventListener('close', () => {
    asked = null;
    all('.wb-on').forEach((mark) => mark.classList.remove('wb-on'));
    opener?.focus?.({ preventScroll: true });
  });

  function say(words) { status.textContent = words; }

  function after(told, words) {
    keep('said', words + (told.problems?.length ? ` But: ${told.problems.join(' ')}` : ''));
    keep('open', String(panel.open));
    keep('scroll', String(scrollY));
    location.reload();
  }

  async function takeBack() {
    try {
      const told = await post('undo');
      after(told, `Taken back: ${told.says || 'the last decision'}.`);
    } catch (error) { say(error.message); panel.open = true; }
  }

  // ---- questions -------------------------------------------------------------------------------

  async function load() {
    try {
      follow();
      const told = await post('queue', { page: here });
      left = told.questions;
      undo.disabled = !told.undo;
      count.textContent = left.length ? `· ${left.length} open` : '';
      if (told.problems.length && !status.textContent) say(told.problems.join(' '));
      ask(0);
    } catch (error) { say(error.message); }
  }

  /** What is not on its pages yet, said in a quiet line until the whole site has it. */
  async function follow() {
    let told;
    try { told = await post('news', { page: here }); } catch { return; }
    const behind = told.built !== told.version;
    const waited = rest.textContent !== '';
    rest.replaceChildren();
    if (told.failed) rest.append('The whole site could not be built; the terminal says why.');
    else if (behind) rest.append(told.at_once ? 'This page is up to date; profiles and lists follow.' : 'This page follows when the whole site is built.');
    else if (waited) rest.append('The whole site is up to date. ', told.at_once || shownAtOnce ? '' : make('button', { type: 'button', onclick: () => location.reload() }, 'Load this page again'));
    shownAtOnce = told.at_once;
    if (behind && !told.failed) setTimeout(follow, 2000);
  }

  function ask(n) {
    at = left.length ? (n + left.length) % left.length : 0;
    const question = left[at];
    if (!question) {
      queue.replaceChildren(make('p', { className: 'wb-what', tabIndex: -1 }, 'Nothing is open.'));
      return;
    }
    const answers = question.answers.map((answer) => make('button', {
      type: 'button', onclick: () => reply(question, answer),
    }, make('kbd', {}, answer.key), answer.says));
    queue.replaceChildren(
      make('h2', { className: 'wb-label' }, `Question ${at + 1} of ${left.length}, moves ${question.moves}`),
      make('p', { className: 'wb-what', tabIndex: -1 }, question.what),
      ...question.evidence.map((e) => make('blockquote', {}, e.words)),
      make('div', { className: 'wb-answers' }, ...answers),
      make('p', { className: 'wb-row' },
        make('button', { type: 'button', onclick: () => { ask(at + 1); focusQuestion(); } }, 'Later', make('kbd', {}, 'l')),
        question.page && question.page !== here ? make('a', { href: `/${question.page}` }, 'its source') : null),
    );
  }

  function focusQuestion() {
    panel.open = true;
    find('.wb-what', queue)?.focus();
  }

  async function reply(question, answer) {
    try {
      const told = await post('answer', { id: question.id, answer: answer.key, digest: question.digest });
      keep('queue', 'on');
      after(told, `Decided: ${answer.says}.`);
    } catch (error) {
      if (!error.changed) { say(error.message); return; }
      conflict(error, `${question.what} ${answer.says}`, (digest) => reply({ ...question, digest }, answer));
    }
  }

  // ---- forms -----------------------------------------------------------------------------------

  async function open(act, told, from) {
    if (!dialog.open) opener = from || document.activeElement;
    try { show(await post(act, told)); } catch (error) {
      if (dialog.open) { trouble(error.message); return; }
      all('.wb-on').forEach((mark) => mark.classList.remove('wb-on'));
      say(error.message);
      panel.open = true;
    }
  }

  function facts() { if (isSource) open('facts', { page: here }); }

  function byWords(event) {
    event.preventDefault();
    open('find', { page: here, words: wanted.value });
  }

  function show(told) {
    if (told.places) { choosePlace(told); return; }
    const sorts = told.sorts || [told];
    const body = make('div', { className: 'wb-form' });
    const draw = (form) => { asked = form; body.replaceChildren(...parts(form)); };
    head(sorts.length > 1 ? 'These words are' : sorts[0].title,
      sorts.length > 1 ? make('fieldset', { className: 'wb-sorts' },
        make('legend', { className: 'wb-hidden' }, 'What these words are'),
        ...sorts.map((form, i) => make('label', {},
          make('input', { type: 'radio', name: 'wb-sort', checked: !i, onchange: () => draw(form) }), form.title))) : null,
      body);
    draw(sorts[0]);
    focusFirst(sorts.length > 1 ? '.wb-sorts input:checked' : '.wb-quick button, .wb-field input, .wb-field select');
  }

  /** The dialog with a title, its content and the way out. */
  function head(title, ...content) {
    dialog.replaceChildren(
      make('h2', { id: 'wb-title', className: 'wb-label' }, title),
      ...content.filter(Boolean),
      make('button', { type: 'button', className: 'wb-close', 'aria-label': 'Close', title: 'Escape', onclick: () => dialog.close() }, '×'));
  }

  function focusFirst(selector) {
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    find(selector, dialog)?.focus({ preventScroll: true });
  }

  /** Words that stand several times: which are meant? */
  function choosePlace(told) {
    const take = (nth) => open('find', { page: here, words: told.words, nth });
    asked = { quick: told.places.map((_, i) => ({ act: () => take(i + 1) })) };
    head(`They stand ${told.places.length} times: which are meant?`,
      quickList(told.places.map(([before, words, behind], i) => [[before, make('b', {}, words), behind], () => take(i + 1)])));
    focusFirst('.wb-quick button');
  }

  function quickList(choices) {
    return make('ol', { className: 'wb-quick' }, ...choices.map(([content, act], i) => make('li', {},
      make('button', { type: 'button', onclick: act }, make('kbd', {}, i < 9 ? String(i + 1) : ''), make('span', {}, ...content)))));
  }

  function* parts(form) {
    yield make('p', { className: 'wb-words' }, `“${form.words}”`);
    if (form.now) yield make('p', { className: 'wb-now' }, form.now);
    if (form.also?.length) {
      yield make('p', { className: 'wb-also' }, 'or ', ...form.also.map((one) => make('button', {
        type: 'button', onclick: () => open('item', { page: here, id: one.id }),
      }, `${one.title.toLowerCase()} “${short(one.words)}”`)));
    }
    if (form.quick.length) {
      yield quickList(form.quick.map((choice) => [
        [choice.label, choice.hint ? make('span', { className: 'wb-hint' }, choice.hint) : ''],
        () => decide(form, choice.entry, choice.label)]));
    }
    const fields = form.whole === false ? [] : form.fields;
    const more = make('form', { className: 'wb-fields', onsubmit: (event) => { event.preventDefault(); save(form); } },
      ...fields.map(field),
      field({ key: 'why', label: 'why', kind: 'text', says: 'Readers see it.', choices: [], likely: [], value: '' }),
      field({ key: 'by', label: 'your name', kind: 'text', says: 'Readers see it.', choices: [], likely: [], value: recall('by') || '' }),
      form.whole === false ? '' : make('button', { className: 'wb-save' }, 'Decide'));
    yield form.quick.length ? make('details', { className: 'wb-more' }, make('summary', {}, moreLabel(fields)), more) : more;
  }

  /** What stands behind the quick choices, in words. */
  function moreLabel(fields) {
    const names = fields.slice(0, 3).map((f) => f.label).join(', ');
    return names ? `Something else: ${names} …` : 'With a reason';
  }

  function short(words) { return words.length > 40 ? `${words.slice(0, 38)} …` : words; }

  function field(told) {
    const id = `wb-field-${told.key.replaceAll(' ', '-')}`;
    const common = { id, name: told.key, 'aria-describedby': `${id}-help` };
    let input;
    if (told.kind === 'choice') {
      input = make('select', common, make('option', { value: '' }, 'as found'),
        ...told.choices.map((choice) => make('option', { value: choice }, choice)));
    } else if (told.kind === 'flag') {
      input = make('select', common, ...['as found', 'yes', 'no'].map((words, i) => make('option', { value: ['', 'true', 'false'][i] }, words)));
    } else {
      input = make('input', { ...common, type: 'text', autocomplete: 'off', value: told.value || '' });
      if (told.kind === 'actor') input.setAttribute('list', `${id}-list`);
    }
    input.dataset.before = told.value || '';
    const put = (words) => { input.value = words; input.focus(); };
    return make('div', { className: 'wb-field' }, make('label', { htmlFor: id }, told.label), input,
      told.kind === 'actor' ? make('datalist', { id: `${id}-list` }, ...told.likely.map((choice) => make('option', { value: choice }))) : '',
      told.likely.length ? make('p', { className: 'wb-chips' }, ...told.likely.slice(0, 6).map((words) => make('button', { type: 'button', onclick: () => put(words) }, words))) : '',
      make('small', { id: `${id}-help` }, told.says));
  }

  /** What stands in the fields, where it is not what stood there before. */
  function filled(form) {
    const found = {};
    for (const input of all('.wb-fields [name]', dialog)) {
      const value = input.value.trim(), known = form.fields.find((f) => f.key === input.name);
      if (!known || !value || value === input.dataset.before) continue;
      found[input.name] = known.kind === 'flag' ? value === 'true' : value;
    }
    return found;
  }

  function signed() {
    const by = find('#wb-field-by', dialog)?.value.trim(), why = find('#wb-field-why', dialog)?.value.trim();
    if (by) keep('by', by);
    const now = new Date(), two = (n) => String(n).padStart(2, '0');
    const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    return { ...(why && { why }), ...(by && { by }), date };
  }

  function save(form) {
    const told = filled(form);
    const facts = 'facts' in form.base;
    if (facts && !Object.keys(told).length) { dialog.close(); return; }
    decide(form, facts ? { facts: told } : { ...form.base, ...told }, form.title);
  }

  async function decide(form, entry, label, digest = form.digest) {
    const whole = { ...entry, ...signed() };
    try {
      const says = `“${form.words}”: ${label}`;
      const told = await post('decide', { file: form.file, key: form.key, entry: whole, digest, says });
      keep('at', opener?.id || '');
      after(told, `Decided: ${label}.`);
    } catch (error) {
      if (error.changed) conflict(error, JSON.stringify(whole, null, 1), (now) => decide(form, entry, label, now));
      else trouble(error.message);
    }
  }

  function trouble(words) {
    find('.wb-error', dialog)?.remove();
    const told = make('p', { className: 'wb-error', role: 'alert' }, words);
    find('.wb-label', dialog).after(told); // where the eye is, whatever was scrolled
    told.scrollIntoView({ block: 'nearest' });
  }

  /** Somebody else has written the file: both are shown, and nothing is written but by a choice. */
  function conflict(error, mine, again) {
    dialog.replaceChildren(
      make('h2', { id: 'wb-title', className: 'wb-label' }, 'Changed by somebody else'),
      make('p', {}, error.message),
      make('h3', { className: 'wb-label' }, 'The file now'), make('pre', { tabIndex: 0 }, error.now || '(empty)'),
      make('h3', { className: 'wb-label' }, 'Your decision'), make('pre', { tabIndex: 0 }, mine),
      make('p', { className: 'wb-row' },
        make('button', { type: 'button', onclick: () => again(error.digest) }, 'Add mine to it'),
        make('button', { type: 'button', onclick: () => { dialog.close(); load(); } }, 'Drop mine')));
    if (!dialog.open) dialog.showModal();
    find('button', dialog).focus();
  }

  // ---- items of the page -----------------------------------------------------------------------

  const MARKS = '.source-text :is(.mark-actor, .mark-quote, .mark-figure)[id]';

  function item(mark) {
    mark.classList.add('wb-on');
    if (innerWidth < 640) scrollTo(0, scrollY + mark.getBoundingClientRect().top - 120); // the form covers what is below
    open('item', { page: here, id: mark.id }, mark);
  }

  if (isSource) {
    all(MARKS).forEach((mark) => { if (mark.tagName !== 'A') mark.tabIndex = -1; });
    document.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !event.isTrusted && !event.detail) return;
      const mark = event.target.closest?.(MARKS);
      if (!mark || event.target.closest('.note-number') || String(getSelection()).trim()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      item(mark);
    }, true);
    let pressed = false; // a mouse that still draws over words
    document.addEventListener('pointerdown', (event) => { pressed = event.pointerType === 'mouse'; });
    document.addEventListener('pointerup', () => { pressed = false; selected(); });
    document.addEventListener('selectionchange', () => { if (!pressed) selected(); });
  }

  const pick = make('button', { type: 'button', className: 'wb-pick', hidden: true }, 'Decide on these words');
  pick.addEventListener('pointerdown', (event) => event.preventDefault()); // the words stay selected
  pick.addEventListener('mousedown', (event) => event.preventDefault());
  pick.addEventListener('click', () => { if (pick.told) open('words', pick.told); pick.hidden = true; });

  /** Selected words of one paragraph, as offsets into its text. */
  function selected() {
    const selection = getSelection();
    pick.hidden = true;
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const of = (node) => (node.nodeType === 1 ? node : node.parentElement);
    const block = of(range.startContainer)?.closest('.source-text > [id]');
    if (!block || block !== of(range.endContainer)?.closest('.source-text > [id]')) return;
    const text = find('p', block) || block;
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const start = [...before.toString()].length, size = [...range.toString()].length;
    if (!range.toString().trim()) return;
    pick.told = { page: here, block: block.id, start, end: start + size };
    const box = range.getBoundingClientRect();
    pick.hidden = false;
    pick.style.left = `${Math.max(8, Math.min(box.left + scrollX, innerWidth - 200))}px`;
    pick.style.top = `${box.bottom + scrollY + 6}px`;
  }

  function button(label, act) {
    return make('button', { type: 'button', className: 'wb-edit', 'aria-label': `Correct ${label}`, onclick: act }, 'correct');
  }

  function target(link) {
    const url = new URL(link.href);
    return [decodeURIComponent(url.pathname.slice(1)), decodeURIComponent(url.hash.slice(1))];
  }

  function buttons() {
    all('.margin-note .note-links').forEach((links) => {
      const mark = document.getElementById(target(find('.copy', links))[1]);
      if (mark) links.append(' ', button(mark.textContent.slice(0, 40), () => item(mark)));
    });
    if (isSource) return;
    all('a.reference').forEach((link) => {
      const [page, id] = target(link);
      if (!page.startsWith('sources/')) return;
      const day = link.closest('.timeline li');
      const words = day && find('.focus', day);
      if (words) link.after(' ', button(words.textContent, () => open('day', { page, block: id, words: words.textContent })));
      else if (/^[qfm]-/.test(id)) link.after(' ', button(`the item of ${link.textContent}`, () => open('item', { page, id })));
    });
    all('tbody:is(.disagreement, .agreement, .update, .counted)').forEach((group) => {
      const hrefs = all('a.reference', group).map((link) => target(link).join('#'));
      const head = find('.rows-head th, td', group);
      if (hrefs.length > 1 && head) head.append(' ', button('this comparison', () => open('comparison', { hrefs })));
    });
  }

  // ---- keys ------------------------------------------------------------------------------------

  function step(by) {
    const marks = all(MARKS).filter((mark) => mark.getClientRects().length);
    if (!marks.length) return;
    const now = marks.indexOf(document.activeElement);
    const next = marks[(now + by + marks.length) % marks.length] || marks[0];
    next.focus();
    next.scrollIntoView({ block: 'center' });
  }

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input:not([type=radio]), textarea, select')) return;
    const key = event.key;
    if (dialog.open) {
      const choice = asked && /^[1-9]$/.test(key) && asked.quick[Number(key) - 1];
      if (choice) { event.preventDefault(); if (choice.act) choice.act(); else decide(asked, choice.entry, choice.label); }
      return;
    }
    const answer = queue.contains(document.activeElement) && left[at]?.answers.find((a) => a.key === key);
    const acts = {
      j: () => step(1), k: () => step(-1), u: takeBack, f: facts, q: focusQuestion,
      l: () => { ask(at + 1); focusQuestion(); },
      w: () => { if (isSource) { panel.open = true; wanted.focus(); } },
      e: () => { const mark = document.activeElement?.closest?.(MARKS); if (mark) item(mark); },
    };
    const act = answer ? () => reply(left[at], answer) : acts[key];
    if (act) { event.preventDefault(); act(); }
    else if (key === 'Enter' && document.activeElement?.matches?.(`mark${MARKS.slice(MARKS.indexOf(':is'))}`)) item(document.activeElement);
  });

  document.body.append(make('aside', { className: 'workbench', 'aria-label': 'Workbench' }, panel), dialog, pick);
  buttons();
  if (recall('said')) {
    say(recall('said'));
    panel.open = recall('open') === 'true' || innerWidth > 900;
    scrollTo(0, Number(recall('scroll')));
    document.getElementById(recall('at') || '-')?.focus({ preventScroll: true });
    ['said', 'open', 'scroll', 'at'].forEach((key) => keep(key, ''));
  }
  load().then(() => { if (recall('queue') === 'on') { keep('queue', ''); focusQuestion(); } });
})();
