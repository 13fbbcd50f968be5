/* Search, loaded when the box is first used (6-search-box.js). The index is scripts, so that it works from a folder too:
   a list of what there is, documents in shards, and for a large site terms in shards that say which documents to load.
   MiniSearch then ranks those few. What `fold` does here, onrecord/search.py does when it builds the index. */
{
  const { find, root } = onRecord;
  const form = find('.search');
  const MOST_SHARDS = 6, MOST_ALIKE = 12, MOST_OF_A_KIND = 40, MOST_SHOWN = 24, WAIT = 90;
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

  const isNumber = (word) => /\d/.test(word);
  const singular = (word) => (word.length > 3 ? word.replace(/(?<!s)s$/, '') : word);

  /** Whether two words are one edit apart: a letter more, less, other, or two letters swapped. */
  function near(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false;
    let i = 0;
    while (i < one.length && one[i] === other[i]) i += 1;
    const [a, b] = [one.slice(i), other.slice(i)];
    if (a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2)) return true;
    if (a.length === b.length) return a.slice(1) === b.slice(1);
    return a.length > b.length ? a.slice(1) === b : a === b.slice(1);
  }

  /** The numbers of the documents that have a word, the beginning of one, or, if there is none, one like it. */
  async function having(word) {
    const load = async (shards, fits) => {
      await Promise.all(shards.map((i) => onRecord.load(`search/terms-${i}.js`)));
      const found = new Set();
      for (const i of shards) {
        for (const [term, numbers] of Object.entries(terms[i])) {
          if (fits(term)) numbers.forEach((number) => found.add(number));
        }
      }
      return found;
    };
    const all = [...contents.terms.keys()], plain = singular(word);
    const close = all.filter((i) => plain.startsWith(contents.terms[i]) || contents.terms[i].startsWith(plain));
    const found = await load(close.slice(0, MOST_SHARDS), (term) => (isNumber(word) ? term === word : term.startsWith(plain)));
    if (found.size || isNumber(word) || word.length < 4) return found;
    const alike = all.filter((i) => contents.terms[i][0] === word[0] || contents.terms[i][0] === word[1]);
    return load(alike.slice(0, MOST_ALIKE), (term) => near(term, word));
  }

  /** The numbers of the documents that have every word of the query, else of those that have the most of them. */
  async function narrow(words) {
    if (!contents.terms.length) return Array.from({ length: contents.count }, (_, i) => i);
    const telling = words.filter((word) => !contents.stop.includes(word));
    const times = new Map();
    for (const word of telling.length ? telling : words) {
      (await having(word)).forEach((number) => times.set(number, (times.get(number) || 0) + 1));
    }
    const most = Math.max(0, ...times.values());
    const kept = [...times.keys()].filter((number) => times.get(number) === most).sort((a, b) => a - b);
    // the important ones of each kind come first
    return contents.kinds.flatMap(([, from, to]) => kept.filter((n) => n >= from && n < to).slice(0, MOST_OF_A_KIND));
  }

  /** Names that have all the words stand first, those with the most mentions before others; then what fits best. */
  function ranked(found, words) {
    const tier = (result) => {
      const title = split(result.title);
      if (!words.every((word) => title.includes(word))) return 0;
      if (result.kind === 'Actor') return 2;
      return result.kind === 'Briefing' && title.length === words.length ? 3 : 0;
    };
    const tiers = new Map(found.map((result) => [result.id, tier(result)]));
    return found.sort((a, b) => (
      tiers.get(b.id) - tiers.get(a.id) || (tiers.get(a.id) === 2 ? a.id - b.id : b.score - a.score)));
  }

  async function search(query) {
    await start();
    const words = split(query);
    if (!words.length) return { all: true, found: [] };
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
    const all = (combineWith) => index.search(query, {
      combineWith,
      processTerm: (term) => (isNumber(term) ? term : singular(term)),
      prefix: (term) => !isNumber(term), // 100,000 is no 10,000
      fuzzy: (term) => (isNumber(term) || term.length < 4 ? false : term.length < 7 ? 1 : 2),
      boost: { title: 2, also: 1.5 },
      boostDocument: (id, term, stored) => ({ Actor: 2, Briefing: 1.4 })[stored.kind] || 1,
    });
    const whole = all('AND'), found = whole.length ? whole : all('OR');
    return { all: whole.length > 0, found: ranked(found, words).slice(0, MOST_SHOWN) };
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
  function show({ all, found }, query) {
    const held = list.contains(document.activeElement) ? document.activeElement.href : null;
    list.replaceChildren(...found.map((result) => {
      const item = element('li'), link = element('a'), kind = element('span', 'result-kind', result.kind);
      if (SHAPES[result.kind]) kind.prepend(element('span', `shape shape-${SHAPES[result.kind]}`));
      link.href = root + result.href;
      link.append(kind, element('b', '', short(result.title)), element('span', 'result-where', [short(result.text), result.where].filter(Boolean).join(', ')));
      item.append(link);
      return item;
    }));
    const some = all ? 'found' : 'found with some of these words';
    const number = `${found.length}${found.length === MOST_SHOWN ? ' or more' : ''}`;
    status.textContent = found.length ? `${number} ${some}` : `Nothing found for “${query}”`;
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
