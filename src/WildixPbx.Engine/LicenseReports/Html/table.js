// The table of all PBXs: sorts, filters and shows a page at a time. A row is an array, as small as it can be; what is
// shown of it is made when it is shown. Every value reaches the page as text, never as markup.
(() => {
  'use strict';
  const { rows, strings, marks, states } = JSON.parse(document.getElementById('data').textContent);
  const [CUSTOMER, PBX, SERIAL, STATE, RENEWAL, DAYS, LEFT, EMERGENCY, VERSION, SERVER, PLATFORM, TERM, EXPIRES, ACTION, NEEDED, MARKS, WORD] = Array(17).keys();
  const CLAMPED = 40; // a name of more may be cut off after three lines, so the whole of it is its title
  const byId = (id) => document.getElementById(id);
  const section = byId('all'), head = byId('head'), table = byId('pbxs'), search = byId('search'), state = byId('state'), size = byId('size');
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const number = new Intl.NumberFormat('en');
  const labels = Object.fromEntries([...head.children].map((th) => [th.dataset.key, th.textContent]));

  // What a row is sorted by; texts are ranked once, and numbers compared from then on.
  const ranks = {};
  const rank = (name, count, text) => ranks[name] ??= (() => {
    const order = Array.from({ length: count }, (_, i) => i);
    const texts = order.map(text);
    order.sort((a, b) => collator.compare(texts[a], texts[b]));
    const places = new Int32Array(count);
    order.forEach((i, place) => { places[i] = place; });
    return places;
  })();
  const ofString = (column) => {
    const places = rank('strings', strings.length, (i) => strings[i]);
    return (i) => places[rows[i][column]];
  };
  const last = (column) => (i) => rows[i][column] ?? Number.MAX_SAFE_INTEGER;
  const versionKey = () => {
    const keys = strings.map((text) => /^\d+(\.\d+){1,3}$/.test(text) ? [0, 1, 2, 3].reduce((sum, part) => sum * 1e5 + Number(text.split('.')[part] ?? 0) % 1e5, 0) : Number.MAX_VALUE);
    return (i) => keys[rows[i][VERSION]];
  };
  const keys = {
    customer: () => ofString(CUSTOMER),
    pbx: () => { const places = rank('pbxs', rows.length, (i) => rows[i][PBX]); return (i) => places[i]; },
    state: () => (i) => rows[i][STATE],
    renewal: () => last(RENEWAL),
    emergency: () => last(EMERGENCY),
    version: versionKey,
    platform: () => ofString(PLATFORM),
    expires: () => last(EXPIRES),
  };

  let sort = 'customer', descending = false, page = 0, shown = [];
  let haystacks = null;
  const haystack = (i) => `${strings[rows[i][CUSTOMER]]}\n${rows[i][PBX]}\n${rows[i][SERIAL]}\n${strings[rows[i][VERSION]]}\n${strings[rows[i][SERVER]]}\n${strings[rows[i][PLATFORM]]}\n${strings[rows[i][TERM]]}`.toLowerCase();

  function select() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length && !haystacks) haystacks = rows.map((_, i) => haystack(i));
    const wanted = state.value === '' ? null : state.value === 'action' ? (row) => row[NEEDED] === 1
      : state.value.startsWith('box') ? (row) => row[MARKS] & Number(state.value.slice(3)) : (row) => row[STATE] === Number(state.value);
    shown = [];
    for (let i = 0; i < rows.length; i++) {
      if (wanted && !wanted(rows[i])) continue;
      if (words.every((word) => haystacks[i].includes(word))) shown.push(i);
    }
    order();
  }

  function order() {
    const key = keys[sort](), sign = descending ? -1 : 1, places = new Float64Array(rows.length);
    for (const i of shown) places[i] = key(i);
    shown.sort((a, b) => sign * (places[a] - places[b]) || a - b);
    page = 0;
    show();
  }

  const pad = (value) => String(value).padStart(2, '0');
  const day = (date) => `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
  const moment = (minutes) => {
    if (minutes === null) return '';
    const date = new Date(minutes * 60000);
    return `${day(date)} ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
  };

  // With roles that the elements have by themselves, until a narrow window lays them out as something else than a table.
  function make(kind, role, className) {
    const element = document.createElement(kind);
    if (role) element.setAttribute('role', role);
    if (className) element.className = className;
    return element;
  }

  function isolated(text, clamped) {
    const name = make('bdi');
    name.textContent = text;
    if (clamped && text.length > CLAMPED) name.title = text;
    return name;
  }

  function under(element, text) {
    const below = make('small');
    below.dir = 'auto';
    below.textContent = text;
    element.append(below);
  }

  function cell(kind, className, text, small, label) {
    const element = make(kind, kind === 'th' ? 'rowheader' : 'cell', className);
    element.append(isolated(text, className === 'name'));
    if (small) under(element, small);
    if (label) element.dataset.label = label;
    return element;
  }

  // Where a PBX stands, with what it says itself: the marks, and the state of its licence in its own word.
  function stateCell(row) {
    const element = cell('td', 'nowrap', states[row[STATE]].label);
    element.firstChild.className = `pill ${states[row[STATE]].style}`;
    marks.forEach((mark, place) => { if (row[MARKS] >> place & 1) under(element, mark); });
    if (row[WORD]) {
      const word = make('small', null, 'word');
      word.append('the box says “', isolated(strings[row[WORD]], true), '”');
      element.append(word);
    }
    return element;
  }

  function line(i) {
    const row = rows[i], tr = make('tr', 'row');
    const pbx = cell('th', 'name', row[PBX], row[SERIAL]);
    pbx.scope = 'row';
    const days = row[DAYS] === null ? '' : row[DAYS] < 0 ? 'in the future' : row[DAYS] === 0 ? 'within a day' : row[DAYS] === 1 ? '1 day ago' : `${row[DAYS]} days ago`;
    const left = row[LEFT] ? (row[LEFT] === 1 ? '1 day left' : `${row[LEFT]} days left`) : '';
    const renewal = row[RENEWAL] === null ? (states[row[STATE]].renews ? 'none on record' : '') : moment(row[RENEWAL]);
    tr.append(
      pbx, stateCell(row),
      cell('td', 'nowrap', renewal, days, labels.renewal),
      cell('td', 'nowrap', moment(row[EMERGENCY]), left, labels.emergency),
      cell('td', 'nowrap', strings[row[VERSION]], strings[row[SERVER]], labels.version),
      cell('td', 'nowrap', strings[row[PLATFORM]], '', labels.platform),
      cell('td', 'nowrap', row[EXPIRES] === null ? '' : day(new Date(row[EXPIRES] * 86400000)), strings[row[TERM]], labels.expires),
      cell('td', 'what', strings[row[ACTION]]));
    return tr;
  }

  // The rows of one customer that stand together share one cell: it is the heading of them all.
  function show() {
    const count = Number(size.value), pages = Math.max(1, Math.ceil(shown.length / count));
    page = Math.min(Math.max(page, 0), pages - 1);
    const visible = shown.slice(page * count, (page + 1) * count);
    table.querySelectorAll('tbody').forEach((body) => body.remove());
    for (let from = 0, to; from < visible.length; from = to) {
      const customer = rows[visible[from]][CUSTOMER];
      for (to = from + 1; to < visible.length && rows[visible[to]][CUSTOMER] === customer; to++);
      const body = make('tbody', 'rowgroup');
      body.append(...visible.slice(from, to).map(line));
      const heading = cell('th', 'name', strings[customer] || '(not known)', to - from > 1 ? `${to - from} PBXs here` : '');
      heading.scope = 'rowgroup';
      heading.rowSpan = to - from;
      body.firstChild.prepend(heading);
      table.append(body);
    }
    byId('count').textContent = `${number.format(shown.length)} of ${number.format(rows.length)} ${rows.length === 1 ? 'PBX' : 'PBXs'}`;
    byId('place').textContent = `Page ${number.format(page + 1)} of ${number.format(pages)}`;
    for (const id of ['first', 'previous']) byId(id).disabled = page === 0;
    for (const id of ['next', 'last']) byId(id).disabled = page >= pages - 1;
    for (const th of head.children) {
      if (th.dataset.key === sort) th.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      else th.removeAttribute('aria-sort');
    }
  }

  const go = (to) => { page = to; show(); byId('scroll').scrollTop = 0; };
  let waiting = 0;
  search.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(select, 120); });
  state.addEventListener('change', select);
  size.addEventListener('change', () => go(0));
  byId('clear').addEventListener('click', () => { search.value = ''; state.value = ''; select(); search.focus(); });
  byId('first').addEventListener('click', () => go(0));
  byId('previous').addEventListener('click', () => go(page - 1));
  byId('next').addEventListener('click', () => go(page + 1));
  byId('last').addEventListener('click', () => go(Infinity));
  head.addEventListener('click', (event) => {
    const key = event.target.closest('button')?.parentElement.dataset.key;
    if (!key) return;
    descending = key === sort && !descending;
    sort = key;
    order();
  });
  for (const link of document.querySelectorAll('.figures a')) link.addEventListener('click', () => { state.value = link.dataset.state; search.value = ''; select(); });

  section.hidden = false;
  select();
})();
