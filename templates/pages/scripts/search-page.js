/* The page of all results: its address has the query, and what it is narrowed to (?q=, kind, source, tag, from, to). */
{
  const { all, find, search, searchCount, searchLine, searchPlacesOf, searchWithin } = onRecord;
  const page = find('.search-page'), form = find('form', page), list = find('.all-found', page), status = find('.found-count', page);
  const more = find('.more-results', page), kinds = find('.result-kinds', page);
  const STEP = 50;
  let most = STEP, asked = 0;

  const field = (name) => form.elements[name];
  new URLSearchParams(location.search).forEach((value, name) => {
    const input = field(name);
    if (input instanceof HTMLSelectElement) input.append(new Option(value, value, true, true));
    if (input) input.value = value;
  });

  const options = (select, values) => {
    const chosen = select.value;
    select.replaceChildren(select.options[0], ...values.map((value) => new Option(value, value)));
    select.value = values.includes(chosen) ? chosen : '';
  };

  async function begin() {
    const places = await searchPlacesOf(), every = [...new Set(places.values())];
    const unique = (values) => [...new Set(values.filter(Boolean))].sort((a, b) => a.localeCompare(b));
    options(field('source'), unique(every.map((place) => place[1])));
    options(field('tag'), unique(every.flatMap((place) => place[4])));
    return places;
  }
  const ready = begin();

  async function run(step) {
    most = step || STEP;
    const mine = ++asked, query = field('q').value.trim(), places = await ready;
    const wanted = Object.fromEntries(['source', 'tag', 'from', 'to'].map((name) => [name, field(name).value]));
    const narrowed = Object.values(wanted).some(Boolean);
    const within = ({ group }) => {
      const place = places.get(group);
      if (!narrowed) return true;
      return place && (!wanted.source || place[1] === wanted.source) && (!wanted.tag || place[4].includes(wanted.tag))
        && (!wanted.from || (place[2] && place[2] >= wanted.from)) && (!wanted.to || (place[2] && place[2] <= wanted.to));
    };
    const kind = field('kind').value;
    const address = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    if (mine > 1) history.replaceState(null, '', `?${address}`);
    document.title = document.title.replace(/^(.*?: )?/, query ? `${query}: ` : '');
    if (!query && !narrowed) { list.replaceChildren(); status.textContent = ''; more.hidden = true; return; }
    const { counted, answer } = query ? {
      counted: await search(query, { most: 0, mostGroups: 0, fits: within }),
      answer: await search(query, {
        most, mostGroups: 200, fits: (document) => within(document) && (!kind || document.kind === kind),
      }),
    } : await everything([...places.keys()].filter((group) => within({ group })), kind);
    if (mine !== asked) return;
    all('option', kinds).forEach((option) => {
      const number = option.value ? counted.counts?.[option.value] || 0 : Object.values(counted.counts || {}).reduce((a, b) => a + b, 0);
      option.textContent = `${option.dataset.words} (${number.toLocaleString('en')})`;
    });
    list.replaceChildren(...answer.found.map((result) => searchLine(result, answer.words)));
    status.textContent = searchCount(answer, query);
    more.hidden = answer.found.length < most;
  }

  async function everything(names, kind) {
    const of = await searchWithin(names, most);
    return { counted: of(''), answer: of(kind) };
  }

  const again = () => run().catch(() => { status.textContent = 'The index could not be loaded.'; });
  form.addEventListener('submit', (event) => { event.preventDefault(); again(); });
  form.addEventListener('change', again);
  more.addEventListener('click', () => run(most + STEP));
  const box = find('.search input');
  if (box) box.value = field('q').value;
  again();
}
