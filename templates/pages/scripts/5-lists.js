/* Filter boxes of the indexes, and lists and tables that can be sorted. */
onRecord.ready(() => {
  const { all, find } = onRecord;

  const box = find('#find');
  if (box) {
    const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    const items = all(box.dataset.filter), everywhere = find('.search-all');
    const nothing = find('.nothing'), output = find('output', box.parentNode);
    const words = items.map((item) => {
      const speaker = item.closest('.speaker');
      return fold((speaker ? find('.folio', speaker).textContent : '') + ' ' + item.textContent);
    });
    const run = () => {
      const wanted = fold(box.value.trim()), parts = wanted.split(/\s+/);
      if (everywhere) {
        const address = new URL(everywhere.href);
        address.searchParams.set('q', box.value.trim());
        everywhere.href = address.href;
      }
      if (wanted || find('#kind-indirect:checked')) all('.reported').forEach((group) => { group.open = true; });
      items.forEach((item, i) => { item.hidden = wanted !== '' && !parts.every((part) => words[i].includes(part)); });
      all('.speaker, .letter, .kind').forEach((group) => {
        group.hidden = wanted !== '' && !find(`:is(${box.dataset.filter}):not([hidden])`, group);
      });
      const shown = items.filter((item) => item.getClientRects().length).length;
      output.textContent = shown === items.length ? '' : `${shown} of ${items.length}`;
      nothing.hidden = shown > 0;
    };
    document.addEventListener('input', run);
    addEventListener('hashchange', () => {
      const every = find('#kind-all');
      if (every) every.checked = true;
      setTimeout(run);
    });
    if (box.value || location.hash) run();
  }

  /* Actors by name, as they stand, or by how often they are mentioned. */
  const groups = all('.letters').map((group) => {
    const letters = [...group.children], entries = all('.entry', group);
    return { group, letters, entries, homes: entries.map((entry) => entry.parentNode) };
  });
  if (groups.length) {
    const choice = document.createElement('fieldset');
    choice.className = 'options';
    choice.innerHTML = '<legend>Order</legend>'
      + '<label><input type="radio" name="order" value="name" checked><span>By name</span></label>'
      + '<label><input type="radio" name="order" value="mentions"><span>By mentions</span></label>';
    find('.filters .column').append(choice);
    choice.addEventListener('change', (event) => groups.forEach(({ group, letters, entries, homes }) => {
      if (event.target.value === 'name') {
        entries.forEach((entry, i) => homes[i].append(entry));
        group.replaceChildren(...letters);
      } else {
        const list = document.createElement('ul');
        list.append(...[...entries].sort((a, b) => b.dataset.mentions - a.dataset.mentions));
        group.replaceChildren(list, ...letters.flatMap((letter) => all('.also-named', letter).map((also) => also.cloneNode(true))));
      }
    }));
  }

  /* What runs by month, from the newest or from the oldest. */
  all('.by-month').forEach((list) => {
    if (all(':scope > .month', list).length < 2) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'turn';
    const turn = (oldest) => { button.textContent = oldest ? 'Newest first' : 'Oldest first'; };
    button.addEventListener('click', () => {
      list.classList.toggle('oldest');
      all(':scope > .month', list).reverse().forEach((month) => {
        const lists = [...month.children].filter((child) => child.matches('.days, .earlier, .speaker-quotes'));
        [month, ...lists].slice(lists.length ? 1 : 0).forEach((within) => {
          within.append(...[...within.children].filter((child) => !child.matches('h2, h3')).reverse());
        });
        list.append(month);
      });
      turn(list.matches('.oldest'));
    });
    turn(false);
    list.before(button);
  });

  all('.sortable').forEach((table) => {
    const body = find('tbody', table), heads = all('thead th', table);
    const value = (row, column, kind) => {
      const cell = row.cells[column];
      return kind === 'number' ? Number(cell.dataset.value) : cell.textContent.trim();
    };
    heads.forEach((head, column) => {
      if (!head.dataset.sort) return;
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const up = head.getAttribute('aria-sort') !== 'ascending';
        heads.forEach((other) => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        const rows = [...body.rows].map((row) => [value(row, column, head.dataset.sort), row]);
        rows.sort(([a], [b]) => (typeof a === 'number' ? a - b : a.localeCompare(b, undefined, { numeric: true })) * (up ? 1 : -1));
        body.append(...rows.map(([, row]) => row));
      });
    });
  });

  const here = () => all('nav.options a').forEach((link) => {
    if (link.getAttribute('aria-current') === 'page') return;
    const shown = link.pathname === location.pathname && link.hash === (location.hash || '#all');
    if (shown) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current');
  });
  addEventListener('hashchange', here);
  here();
});
