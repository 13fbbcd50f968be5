/* Search, loaded when the box is first used (6-search-box.js). The index is scripts, so that it works from a folder too:
   a list of what there is, documents in shards, and for a large site terms in shards that say which documents to load.
   MiniSearch then ranks those few. What `fold` does here, onrecord/search.py does when it builds the index. */
{
  const { find, root } = onRecord;
  const form = find('.search');
  const MOST_SHARDS = 6, MOST_OF_A_KIND = 40, MOST_SHOWN = 24, WAIT = 90;
  const box = find('input', form), panel = find('.results', form), list = find('ul', panel), status = find('p', panel);
  const terms = {}, documents = {};
  let contents = null, timer, asked = 0;

  Object.assign(onRecord, {
    searchContents(value) { contents = value; },
    searchTerms(number, value) { terms[number] = value; },
    searchDocuments(number, value) { documents[number] = value; },
  });

  const start = () => Promise.all([onRecord.load('assets/minisearch.js'), onRecord.load('search/contents.js')]);

  const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/(\d),(?=\d{3})/g, '$1').replace(/(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))/gu, '$1');
  const split = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];

  /** The numbers of the documents that have every word of the query; the last word may be unfinished. */
  async function narrow(words) {
    if (!contents.terms.length) return Array.from({ length: contents.count }, (_, i) => i);
    const telling = words.filter((word) => !contents.stop.includes(word));
    let kept = null;
    for (const word of telling.length ? telling : words) {
      const shards = [...contents.terms.keys()].filter((i) => (
        word.startsWith(contents.terms[i]) || contents.terms[i].startsWith(word))).slice(0, MOST_SHARDS);
      await Promise.all(shards.map((i) => onRecord.load(`search/terms-${i}.js`)));
      const having = new Set();
      for (const i of shards) {
        for (const [term, numbers] of Object.entries(terms[i])) {
          if (term.startsWith(word)) numbers.forEach((number) => having.add(number));
        }
      }
      kept = kept ? kept.filter((number) => having.has(number)) : [...having];
    }
    kept.sort((a, b) => a - b); // the important ones of each kind come first
    return contents.kinds.flatMap(([, from, to]) => kept.filter((n) => n >= from && n < to).slice(0, MOST_OF_A_KIND));
  }

  async function search(query) {
    await start();
    const words = split(query);
    if (!words.length) return [];
    const numbers = await narrow(words);
    const shards = [...new Set(numbers.map((number) => Math.floor(number / contents.shard)))];
    await Promise.all(shards.map((shard) => onRecord.load(`search/documents-${shard}.js`)));
    const index = new MiniSearch({
      fields: ['title', 'text', 'also'],
      storeFields: ['kind', 'title', 'text', 'where', 'href'],
      tokenize: split,
      processTerm: (term) => term,
    });
    index.addAll(numbers.map((number) => {
      const [kind, title, text, also, where, href] = documents[Math.floor(number / contents.shard)][number % contents.shard];
      return { id: number, kind, title, text, also, where, href };
    }));
    return index.search(query, {
      combineWith: 'AND',
      prefix: true,
      fuzzy: (term) => (term.length > 4 && !/\d/.test(term) ? 0.2 : false), // another number is no misprint
      boost: { title: 2, also: 1.5 },
      boostDocument: (id, term, stored) => ({ Actor: 2, Briefing: 1.4 })[stored.kind] || 1,
    }).slice(0, MOST_SHOWN);
  }

  const element = (tag, name, words) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (words) made.textContent = words;
    return made;
  };
  const short = (text) => (text.length > 160 ? `${text.slice(0, 157).replace(/\s\S*$/, '')} …` : text);
  const SHAPES = { Actor: 'actor', Quote: 'quote', Reported: 'quote', Figure: 'figure' };

  /** Fills the list. Whoever stands in it already stays on the same result, or else on the first. */
  function show(found, query) {
    const held = list.contains(document.activeElement) ? document.activeElement.href : null;
    list.replaceChildren(...found.map((result) => {
      const item = element('li'), link = element('a'), kind = element('span', 'result-kind', result.kind);
      if (SHAPES[result.kind]) kind.prepend(element('span', `shape shape-${SHAPES[result.kind]}`));
      link.href = root + result.href;
      link.append(kind, element('b', '', short(result.title)), element('span', 'result-where', [short(result.text), result.where].filter(Boolean).join(', ')));
      item.append(link);
      return item;
    }));
    status.textContent = found.length ? `${found.length}${found.length === MOST_SHOWN ? ' or more' : ''} found` : `Nothing found for “${query}”`;
    panel.hidden = false;
    if (held) {
      const links = [...list.querySelectorAll('a')];
      (links.find((link) => link.href === held) || links[0] || box).focus();
    }
  }

  const close = () => { panel.hidden = true; };

  async function run() {
    const query = box.value.trim(), mine = ++asked;
    if (!query) return close();
    try {
      const found = await search(query);
      if (mine === asked) show(found, query);
    } catch {
      status.textContent = 'The index could not be loaded.';
      panel.hidden = false;
    }
  }

  start().catch(() => {});
  box.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(run, WAIT); });
  form.addEventListener('keydown', (event) => {
    const links = [box, ...list.querySelectorAll('a')], at = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') { close(); box.focus(); }
    if (step && !panel.hidden && at >= 0) {
      event.preventDefault();
      links[Math.max(0, Math.min(links.length - 1, at + step))].focus();
    }
  });
  form.addEventListener('submit', run);
  list.addEventListener('click', close);
  document.addEventListener('click', (event) => { if (!form.contains(event.target)) close(); });
  run();
}
