/* The engine of search, loaded when the box is first used (6-search-box.js) or on the page of all results
   (search-page.js). The index is scripts, so that it works from a folder too: words in files by their first letters,
   documents in groups (onrecord/render/search.py and tokens.py, with the same fold, split, stem and bucket).
   Every word of a query is looked up as it stands, as the beginning of a word, and, where that finds little, one slip
   away. What the words alone say ranks documents; those that come first are loaded, and ranked by all that they say. */
{
  const { load } = onRecord;
  const HEAVIEST = 8, SPREAD = 16, ROLE = 8, NAME = 7; // as search.py packs a posting
  const RARE = 3; // fewer documents than this may be due to a slip
  const QUALITY = { whole: 1, start: 0.55, slip: 0.3 };
  const OF_KIND = { Actor: 1000, Briefing: 900, Tag: 900, Source: 700, Quote: 600, Figure: 550, Reported: 500, Text: 400 };
  const words = {}, ends = {}, groups = {};
  let contents = null, places = onRecord.places;

  Object.assign(onRecord, {
    searchContents(value) { contents = value; },
    searchWords(number, value) { words[number] = value; },
    searchEnds(number, value) { ends[number] = value.split(' '); },
    searchGroup(name, [page, before, after], value) {
      groups[name] = value;
      Object.values(value).filter((row) => row[5].startsWith('#')).forEach((row) => {
        row[4] = before + row[4] + after;
        row[5] = page + row[5];
      });
    },
    searchPlaces(value) { places = value; onRecord.places = value; },
  });

  const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/(\d),(?=\d{3})/g, '$1').replace(/(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))/gu, '$1');
  const WORD = /\d+\.\d+(?![.\d])|[\p{L}\p{N}]+/gu;
  const split = (text) => fold(text).match(WORD) || [];
  const PLURAL = /(?<=..)(?:(?<=[^aeiou])ies|(?<=[sxz])es|(?<=[cs]h)es|(?<![suid])s)$/;
  const stem = (word) => (!PLURAL.test(word) ? word : word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.replace(PLURAL, ''));
  const isNumber = (word) => /\d/.test(word);

  function bucket(key, count) {
    let value = 0x811c9dc5;
    for (const letter of key) value = Math.imul(value ^ letter.codePointAt(0), 0x01000193) >>> 0;
    return ((value ^ (value >>> 15)) >>> 0) % count;
  }

  function keyOf(word) {
    let length = 2;
    while (length < 4 && contents.long.includes(word.slice(0, length))) length += 1;
    return word.slice(0, length);
  }

  /** Whether two words are one slip apart: a letter more, less, other, or two letters swapped. */
  function near(one, other) {
    if (one === other || Math.abs(one.length - other.length) > 1) return false;
    let i = 0;
    while (i < one.length && one[i] === other[i]) i += 1;
    const [a, b] = [one.slice(i), other.slice(i)];
    if (a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2)) return true;
    if (a.length === b.length) return a.slice(1) === b.slice(1);
    return a.length > b.length ? a.slice(1) === b : a === b.slice(1);
  }

  async function shardOf(word) {
    const number = bucket(keyOf(word), contents.words);
    await load(`search/words-${number}.js`);
    return words[number];
  }

  /** The groups that have a word, each with what packs its documents. */
  const postings = (text) => text.split(',').map((one) => (
    [one.slice(0, NAME), one.slice(NAME).split('.').map((code) => parseInt(code, 36))]));

  /** The words of the index that a word of the query may mean, each with how well it fits. */
  async function meant(word) {
    const plain = stem(word), shard = await shardOf(plain), found = new Map();
    const size = (term) => shard[term].split(',').length;
    if (shard[plain]) found.set(plain, QUALITY.whole);
    if (isNumber(word)) return found; // 100,000 is no 10,000
    if (word.length > 1 && !contents.long.includes(word)) {
      for (const term of Object.keys(shard)) {
        if (term !== plain && (term.startsWith(word) || term.startsWith(plain))) found.set(term, QUALITY.start);
      }
    }
    const many = [...found.keys()].reduce((sum, term) => sum + size(term), 0);
    if (many >= RARE || word.length < 4) return found;
    const behind = bucket(plain.slice(-2), contents.ends);
    await load(`search/ends-${behind}.js`);
    for (const term of [...Object.keys(shard), ...ends[behind]]) {
      if (!found.has(term) && !isNumber(term) && near(term, plain)) found.set(term, QUALITY.slip);
    }
    return found;
  }

  /** Documents by the words of the query that they have: how well each fits, by "group.index". */
  async function matching(wanted) {
    const documents = new Map();
    const found = await Promise.all(wanted.map(async (word) => {
      const fits = await meant(word);
      const shards = await Promise.all([...fits.keys()].map(shardOf));
      return [...fits].map(([term, quality], i) => [postings(shards[i][term]), quality]);
    }));
    found.forEach((terms, at) => {
      const count = terms.reduce((sum, [groupsOf]) => sum + groupsOf.length, 0);
      const rarity = 1 / Math.log2(2 + count);
      terms.forEach(([groupsOf, quality]) => groupsOf.forEach(([group, codes]) => codes.forEach((code) => {
        const weight = code % HEAVIEST, kind = Math.floor(code / HEAVIEST) % SPREAD;
        const index = Math.floor(code / HEAVIEST / SPREAD), id = `${group}.${index}`;
        let document = documents.get(id);
        if (!document) {
          document = { id, group, index, kind: contents.kinds[kind] || 'Actor', weight, fits: new Array(wanted.length).fill(0), rarity: [] };
          documents.set(id, document);
        }
        document.fits[at] = Math.max(document.fits[at], quality * (kind === ROLE ? 0.4 : 1));
        document.rarity[at] = rarity;
      })));
    });
    documents.forEach((document) => {
      document.count = document.fits.filter(Boolean).length;
      const quality = document.fits.reduce((sum, fit, i) => sum + fit * (document.rarity[i] || 0), 0);
      document.score = OF_KIND[document.kind] * quality * (1 + document.weight / 4);
    });
    return [...documents.values()];
  }

  /** Whether a query has the name of who speaks and, besides, words of what is said: "Arlo on the strike". */
  function onAnother(wanted, who, said) {
    const has = (words) => (word) => words.some((one) => stem(one).startsWith(stem(word)));
    const rest = wanted.filter((word) => !has(who)(word));
    return rest.length > 0 && rest.length < wanted.length && rest.every(has(said));
  }

  /** Ranks a document by all that it says, now that it is loaded. */
  function rank(document, query) {
    const [, title, text, also, where, href, weight] = groups[document.group][document.index];
    Object.assign(document, { title, text, also, where, href });
    const { kind, fits } = document, names = [title, ...also.split(', ')].map((name) => split(name).join(' '));
    const quality = fits.reduce((sum, fit) => sum + fit, 0) / fits.length;
    const amount = Math.log2(1 + weight);
    const whole = split(title), all = ` ${split(`${title} ${text}`).join(' ')} `;
    let score = OF_KIND[kind] * quality ** 2;
    if (kind === 'Actor') {
      score = 130 * (1 + amount) * quality ** 2;
      if (names[0] === query.plain) score += 900;
      else if (names.includes(query.plain)) score += 600;
      else if (query.words.every((word) => names.some((name) => name.split(' ').some((w) => stem(w) === stem(word))))) score += 400;
      else if (split(text).join(' ').includes(query.plain)) score += 900; // a role
      else if (document.fits.every((fit) => fit > 0)) score += 200;
    } else if (whole.join(' ') === query.plain) {
      score += ['Briefing', 'Tag', 'Source'].includes(kind) ? 3000 : 400;
    } else if (kind === 'Briefing' || kind === 'Source') {
      if (!query.words.some((word) => whole.some((w) => stem(w).startsWith(stem(word))))) score *= 0.4;
      if (query.words.length > 1 && ` ${whole.join(' ')} `.includes(` ${query.plain} `)) score += 900;
    } else if (query.words.length > 1 && all.includes(` ${query.plain} `)) score += 500;
    else if (['Quote', 'Reported'].includes(kind) && fits.every(Boolean) && onAnother(query.words, split(text), whole)) score += 600;
    if (kind === 'Figure' && query.words.some(isNumber)) score += 500;
    document.score = score + (kind === 'Actor' ? 0 : weight / 4);
    document.exact = query.phrases.every((phrase) => all.includes(` ${phrase} `));
    return document;
  }

  const NO_PHRASE = { found: [], all: 0, some: 0, literal: true, total: 0 };

  /** The documents that a query finds, the first of them loaded. `most`: how many; `mostGroups`: of how many files;
      `fits`: which documents count. A phrase in quotation marks must be there word for word. */
  onRecord.search = async (text, { most = 24, mostGroups = 10, fits = () => true } = {}) => {
    await load('search/contents.js');
    const phrases = [...text.matchAll(/["“„«]([^"“”„«»]+)["”»]/g)].map((match) => split(match[1]).join(' ')).filter(Boolean);
    const words_ = split(text), telling = words_.filter((word) => !contents.stop.includes(word));
    const wanted = [...new Set(telling.length ? telling : words_)];
    if (!wanted.length) return { ...NO_PHRASE, literal: false, words: [] };
    const query = { plain: words_.join(' '), words: wanted, phrases };
    const every = (await matching(wanted)).filter(fits);
    const full = every.filter((document) => document.count === wanted.length
      && (!phrases.length || document.fits.every((fit) => fit === QUALITY.whole)));
    const counts = {};
    (full.length ? full : every).forEach(({ kind }) => { counts[kind] = (counts[kind] || 0) + 1; });
    const ordered = every.sort((a, b) => b.count - a.count || b.score - a.score || (a.id < b.id ? -1 : 1));
    const near_ = phrases.length ? full : ordered.filter((document) => document.count === ordered[0].count || document.count > 1 || most > 24);
    const taken = [], opened = new Set(), ofKind = {};
    const mostOfKind = Math.max(6, Math.floor(most / 3));
    for (const document of near_) {
      if (taken.length >= most * (phrases.length ? 8 : 2)) break;
      if (!opened.has(document.group) && opened.size >= mostGroups * (phrases.length ? 2 : 1)) continue;
      ofKind[document.kind] = (ofKind[document.kind] || 0) + 1;
      if (!phrases.length && most <= 24 && ofKind[document.kind] > mostOfKind) continue;
      opened.add(document.group);
      taken.push(document);
    }
    await Promise.all([...opened].map((name) => load(`search/group-${name}.js`)));
    let found = taken.map((document) => rank(document, query));
    const literal = phrases.length > 0, exact = found.filter((document) => document.exact);
    if (literal) found = exact;
    found.sort((a, b) => b.count - a.count || b.score - a.score || (a.id < b.id ? -1 : 1));
    const shown = found.slice(0, most), all = shown.filter((document) => document.count === wanted.length).length;
    return {
      found: shown, all, some: shown.length - all, literal, counts, words: wanted,
      total: literal ? found.length : full.length || every.length, asked: wanted.length,
    };
  };

  /** All documents of some groups, the weightiest of each kind first: what is narrowed to without any word. */
  onRecord.searchWithin = async (names, most) => {
    await load('search/contents.js');
    await Promise.all(names.map((name) => load(`search/group-${name}.js`)));
    const found = names.flatMap((group) => Object.entries(groups[group]).map(([index, [kind, title, text, also, where, href, weight]]) => (
      { group, index: Number(index), kind: contents.kinds[kind], title, text, also, where, href, weight })));
    const order = ['Quote', 'Figure', 'Reported', 'Source', 'Briefing', 'Tag', 'Text', 'Actor'];
    found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || b.weight - a.weight || (a.href < b.href ? -1 : 1));
    const counts = {};
    found.forEach(({ kind }) => { counts[kind] = (counts[kind] || 0) + 1; });
    return (kind) => {
      const fit = found.filter((document) => !kind || document.kind === kind);
      return { found: fit.slice(0, most), all: fit.length, some: 0, literal: false, counts, words: [], total: fit.length };
    };
  };

  /** What of the site a group is of: title, publisher, day, day in words, tags; by the name of the group. */
  onRecord.searchPlacesOf = async () => {
    await load('search/places.js');
    return new Map(places.flatMap((place) => place[5].map((group) => [group, place])));
  };

  /** A text as nodes, with the words that were looked for lit; of a long one what is around the first of them. */
  onRecord.searchLit = (text, wanted, most = 220) => {
    const plain = wanted.map(stem);
    const hits = [...text.matchAll(/[\p{L}\p{N}\p{M}.,’']+/gu)].flatMap((match) => {
      const parts = split(match[0]);
      return parts.some((part) => plain.some((word) => {
        const one = stem(part);
        return one === word || (!isNumber(word) && (one.startsWith(word) || (word.length > 3 && near(one, word))));
      })) ? [[match.index, match.index + match[0].replace(/[.,’']+$/, '').length]] : [];
    });
    let from = 0, to = text.length;
    if (to > most) {
      const first = hits.length ? hits[0][0] : 0;
      from = first > most / 2 ? text.lastIndexOf(' ', first - most / 3) + 1 : 0;
      to = from + most < to ? text.lastIndexOf(' ', from + most) : to;
    }
    const nodes = [];
    let at = from;
    hits.filter(([start, end]) => start >= from && end <= to).forEach(([start, end]) => {
      const mark = document.createElement('mark');
      mark.textContent = text.slice(start, end);
      nodes.push(text.slice(at, start), mark);
      at = end;
    });
    return [from > 0 ? '… ' : '', ...nodes, text.slice(at, to), to < text.length ? ' …' : ''].filter(Boolean);
  };
}
