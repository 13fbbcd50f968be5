/* The search box: nothing of search is loaded before it is first used. Enter leads to the page of all results. */
onRecord.ready(() => {
  const { all, find, load, root } = onRecord;
  const SHAPES = { Actor: 'actor', Quote: 'quote', Reported: 'quote', Figure: 'figure' };
  const WAIT = 60; // milliseconds after the last letter

  const element = (tag, name, ...inside) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    made.append(...inside);
    return made;
  };

  /** A line of a list of results: what kind, its words with those looked for lit, where. */
  onRecord.searchLine = (result, words) => {
    const { searchLit } = onRecord;
    const kind = element('span', 'result-kind', result.kind), link = element('a', '');
    if (SHAPES[result.kind]) kind.prepend(element('span', `shape shape-${SHAPES[result.kind]}`));
    link.href = root + result.href;
    const name = element('b', result.kind === 'Text' ? 'result-text' : '', ...searchLit(result.title, words));
    const told = result.kind === 'Actor' ? '' : result.text; // an actor's roles are found, the first stands in `where`
    const more = element('span', 'result-where', ...(told ? searchLit(told, words, 120) : []));
    more.append(told && result.where ? ', ' : '', result.where);
    link.append(kind, name, more);
    return element('li', '', link);
  };

  /** How many there are, and whether they have all the words. */
  onRecord.searchCount = ({ found, all: whole, some, literal, total }, query) => {
    if (!found.length && !query) return 'Nothing is of these days, sources and kinds';
    if (!found.length) return literal ? `Nothing has these very words: ${query}` : `Nothing found for “${query}”`;
    if (literal) return `${total.toLocaleString('en')} found with these very words`;
    if (!whole) return `Nothing has all of these words; ${some} found with some of these words`;
    return `${total.toLocaleString('en')} found${some ? `, and ${some} with some of these words` : ''}`;
  };

  const search = find('.search-page');
  if (search) load('assets/search.js').then(() => load('assets/search-page.js'));

  const form = find('.search');
  if (!form) return;
  const box = find('input', form), panel = find('.results', form), list = find('ul', panel), status = find('p', panel);
  let timer, asked = 0;

  /** Fills the list. Whoever stands in it already stays on the same result, or else on the first. */
  function show(answer, query) {
    const held = list.contains(document.activeElement) ? document.activeElement.href : null;
    list.replaceChildren(...answer.found.map((result) => onRecord.searchLine(result, answer.words)));
    if (answer.found.length) {
      const every = element('a', 'all-results', 'All results');
      every.href = `${root}search.html?q=${encodeURIComponent(query)}`;
      list.append(element('li', '', every));
    }
    status.textContent = onRecord.searchCount(answer, query);
    panel.hidden = false;
    if (held) {
      const links = all('a', list);
      (links.find((link) => link.href === held) || links[0] || box).focus();
    }
  }

  const close = () => { panel.hidden = true; };

  async function run() {
    const query = box.value.trim(), mine = ++asked;
    if (!query) return close();
    try {
      await load('assets/search.js');
      const answer = await onRecord.search(query);
      if (mine === asked) show(answer, query);
    } catch {
      status.textContent = 'The index could not be loaded.';
      panel.hidden = false;
    }
  }

  box.addEventListener('focus', () => load('assets/search.js').then(() => load('search/contents.js')).catch(() => {}), { once: true });
  box.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(run, WAIT); });
  form.addEventListener('submit', (event) => {
    event.preventDefault(); // from a folder a page may follow a link, but not send a form
    const query = box.value.trim(); // without any the page of all results narrows by day, source, kind
    location.href = `${root}search.html${query ? `?${new URLSearchParams({ q: query })}` : ''}`;
  });
  form.addEventListener('keydown', (event) => {
    const links = [box, ...all('a', list)], at = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') { close(); box.focus(); }
    if (step && !panel.hidden && at >= 0) {
      event.preventDefault();
      links[Math.max(0, Math.min(links.length - 1, at + step))].focus();
    }
  });
  list.addEventListener('click', close);
  document.addEventListener('click', (event) => { if (!form.contains(event.target)) close(); });
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.target.closest('input, textarea, select')) { event.preventDefault(); box.focus(); }
  });
});
