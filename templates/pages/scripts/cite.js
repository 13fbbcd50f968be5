/* Copies a quotation, a figure or an actor's card with its citation, in the form that is chosen. Loaded when the first
   "cite" is pressed (4-copy.js). What is known of a source stands in search/places.js. */
{
  const { all, find, load, root } = onRecord;
  onRecord.searchPlaces ??= (value) => { onRecord.places = value; };

  const plain = (node, without) => {
    const copy = node.cloneNode(true);
    if (without) all(without, copy).forEach((part) => part.remove());
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const braced = (text) => text.replace(/[{}\\]/g, '').replace(/([&%$#_])/g, '\\$1');
  const markdown = (text) => text.replace(/([\\`*_[\]<>])/g, '\\$1');

  /** What an item says: words, who says it, which place of which source. */
  function told(item) {
    if (item.matches('.margin-note')) {
      const mark = document.getElementById(find('.copy', item).hash.slice(1));
      const quote = item.matches('.of-quote');
      return { words: mark.textContent, quote, who: quote ? plain(find('.who', item), '.tag') : '', link: find('.copy', item).href };
    }
    if (item.matches('mark')) {
      const number = find('.paragraph-number', item.closest('.paragraph') || item)?.textContent;
      return { words: item.textContent, quote: true, who: item.dataset.who || '', where: number ? `¶\u00a0${number}` : '', link: `${location.href.split('#')[0]}#${item.id}` };
    }
    if (item.matches('.card')) {
      return { words: plain(find('.name', item), ''), more: [find('.role', item), find('.number', item)].filter(Boolean).map((p) => p.textContent), link: find('.ways-on a', item).href };
    }
    const link = [...all('a.reference', item)].pop();
    const where = (link.textContent.match(/¶.\d+|\S+$/) || [''])[0];
    if (item.matches('tr')) {
      const [number, what, who] = [...item.cells].map((cell) => plain(cell, '.tag, .ours, .share, .unseen'));
      return { words: number, more: [what], who, where, link: link.href };
    }
    const block = find('blockquote, .focus', item), speaker = item.closest('.speaker');
    const who = speaker && find('h2, h3, h4', speaker) ? find('h2, h3, h4', speaker) : find('cite', item);
    const profile = find('.actor-page h1');
    return { words: plain(block, '.cut'), quote: true, who: who ? plain(who, '') : profile ? profile.textContent : '', where, link: link.href };
  }

  const forms = {
    plain: ({ words, more, who, source, where, link }) => (
      `${words}${more ? `, ${more}` : ''}${who ? ` — ${who}` : ''}${source ? `, in “${source.title}”, ${source.about}${where ? `, ${where}` : ''}${source.url ? `. ${source.url}` : ''}` : ''}. ${link}`),
    Markdown: ({ words, more, who, source, where, link }) => (
      `> ${markdown(words)}${more ? `, ${markdown(more)}` : ''}\n>\n> — ${who ? `${markdown(who)}, ` : ''}${source ? `[${markdown(source.title)}](${source.url || link}), ${markdown(source.about)}, ` : ''}[${where || 'source'}](${link})`),
    HTML: ({ words, more, who, source, where, link }) => (
      `<figure><blockquote cite="${escaped(source?.url || link)}"><p>${escaped(words)}${more ? `, ${escaped(more)}` : ''}</p></blockquote>\n`
      + `<figcaption>${who ? `${escaped(who)}, ` : ''}${source ? `<a href="${escaped(source.url || link)}"><cite>${escaped(source.title)}</cite></a>, ${escaped(source.about)}, ` : ''}<a href="${escaped(link)}">${escaped(where || 'source')}</a></figcaption></figure>`),
    BibTeX: ({ words, who, source, where, link }) => (source ? `@online{${source.key},\n  title = {${braced(source.title)}},\n`
      + `${source.publisher ? `  organization = {${braced(source.publisher)}},\n` : ''}${source.day ? `  date = {${source.day}},\n` : ''}`
      + `  url = {${source.url || link}},\n  note = {${braced(`“${words.replace(/^["“]|["”]$/g, '')}”${who ? `, ${who}` : ''}${where ? `, ${where}` : ''}`)}},\n}` : `@online{onrecord,\n  title = {${braced(words)}},\n  url = {${link}},\n}`),
    'CSL-JSON': ({ words, who, source, where, link }) => JSON.stringify([{
      id: source?.key || 'onrecord', type: source ? 'article-newspaper' : 'webpage', title: source?.title || words,
      ...(source?.publisher && { 'container-title': source.publisher }),
      ...(source?.day && { issued: { 'date-parts': [source.day.split('-').map(Number)] } }),
      URL: source?.url || link, ...(source && { note: `${words}${who ? `, ${who}` : ''}${where ? `, ${where}` : ''}` }),
    }], null, 1),
  };

  async function sourceOf(link) {
    await load('search/places.js');
    const path = decodeURIComponent(link.replace(root, '').split('#')[0]).replace(/_\d+(?=\.html$)/, ''); // of a source in parts
    const place = onRecord.places.find((row) => row[6] === path && path.startsWith('sources/'));
    if (!place) return null;
    const [title, publisher, day, words] = place;
    return { title, publisher, day, url: place[7], about: [publisher, words].filter(Boolean).join(', '), key: path.replace(/^sources\/|\.html$/g, '').replace(/\W+/g, '-') };
  }

  onRecord.cite = async (item, button) => {
    find('.cite-forms')?.remove();
    const { more, ...found } = told(item), source = await sourceOf(found.link);
    const facts = { ...found, more: more ? more.filter(Boolean).join(', ') : '', source };
    const box = document.createElement('span');
    box.className = 'cite-forms';
    box.setAttribute('role', 'group');
    box.setAttribute('aria-label', 'Copy with citation as');
    Object.entries(forms).forEach(([name, form]) => {
      const choice = document.createElement('button');
      choice.type = 'button';
      choice.textContent = name;
      choice.addEventListener('click', async () => {
        const text = form(facts);
        try {
          await navigator.clipboard.writeText(text);
          onRecord.say(`Copied as ${name}`);
          choice.textContent = 'copied';
        } catch {
          const area = document.createElement('textarea');
          area.readOnly = true;
          area.value = text;
          box.replaceChildren(area);
          area.select();
        }
        setTimeout(() => { choice.textContent = name; }, 1600);
      });
      box.append(choice);
    });
    button.after(box);
    find('button', box).focus();
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') { event.stopPropagation(); box.remove(); button.focus(); }
    });
  };
}
