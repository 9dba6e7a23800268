/* Only what CSS cannot do: keys, copying, and the address that keeps the view. Everything else works without script. */
(() => {
  'use strict';
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const root = document.documentElement;
  const mark = (name, on) => {
    root.classList.toggle('is-' + name, on);
    root.classList.toggle('no-' + name, !on);
  };
  /* Before anything is shown: what the address asks for. */
  const asked = new URL(location.href).searchParams;
  mark({ interleaved: 'v-int', difference: 'v-diff' }[asked.get('view')] ?? 'v-par', true);
  for (const digit of asked.getAll('fold').join('')) mark('f' + (digit - 1), true);
  mark('k-marks', asked.get('signs') !== '0');
  mark('k-flags', asked.get('remarks') !== '0');
  mark('k-meta', false);
  const tab = asked.get('m') ?? '';
  mark(tab === 'all' ? 'm-all' : /^[2-8]$/.test(tab) ? 'm' + (tab - 1) : 'm1', true);

  addEventListener('DOMContentLoaded', () => {
    const rows = all('.hex .text tr[id]');
    if (!rows.length) return;
    let current = -1;
    const lastSegment = Number(one('.hex').dataset.segments);

    /* What the boxes say, as classes of the root: see the style sheet. */
    const boxes = all('.light input,.tools input[id],.fold input,.mtabs input');
    const tell = () => {
      for (const box of boxes) mark(box.id, box.checked);
    };

    const say = (text) => {
      const toast = one('.toast');
      toast.textContent = text;
      clearTimeout(say.timer);
      say.timer = setTimeout(() => { toast.textContent = ''; }, 2200);
    };
    const visible = (row) => row.getClientRects().length > 0;
    const go = (index) => {
      if (!rows[index]) return;
      rows[current]?.classList.remove('cur');
      current = index;
      const row = rows[index];
      row.classList.add('cur');
      row.tabIndex = -1;
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    };
    const next = (step, wanted = () => true) => {
      for (let i = current + step; rows[i]; i += step) if (visible(rows[i]) && wanted(rows[i])) return go(i);
    };
    const remarked = (row) => one('.flag,.blank', row) !== null;

    /* Rows out of sight have heights by guess alone, and letters change them when their fonts come: where a link has led
       is set right until nothing moves for half a second, or the reader does. */
    let touches = 0;
    for (const kind of ['wheel', 'touchstart', 'keydown', 'pointerdown'])
      addEventListener(kind, () => { touches += 1; }, { passive: true });
    let settledAt = -1;
    const settle = () => {
      const row = one('.hex .text tr:target');
      if (!row || !visible(row)) return;
      settledAt = touches;
      const until = performance.now() + 3000;
      let calm = 0;
      const look = () => {
        if (touches !== settledAt || !row.matches(':target')) return;
        const before = row.getBoundingClientRect().top;
        row.scrollIntoView({ block: 'start', behavior: 'instant' });
        calm = row.getBoundingClientRect().top === before ? calm + 1 : 0;
        if (calm < 30 && performance.now() < until) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    const plain = (address) => address.href.replaceAll('%40', '@').replaceAll('%7E', '~');
    /* A link to a segment that has no row of its own here: it shares one with those before it, or stands in another part. */
    const seek = () => {
      const number = Number(/^#s(\d+)/.exec(location.hash)?.[1] ?? 0);
      if (!number || document.getElementById(location.hash.slice(1))) return;
      const part = all('.parts [data-first]').find((one) => one.dataset.first <= number && number <= one.dataset.last);
      if (part && !part.hasAttribute('aria-current')) {
        location.replace(plain(withView(part)) + location.hash);
        return;
      }
      const row = rows.findLast((one) => /^s\d+$/.test(one.id) && Number(one.id.slice(1)) <= number);
      if (row && number <= lastSegment) location.replace('#' + row.id);
      else say('There is no segment ' + number + ' here');
    };
    addEventListener('hashchange', () => { seek(); settle(); });
    /* Where a reader comes back to, a browser knows better; and who moved meanwhile is left where he is. */
    if (performance.getEntriesByType('navigation')[0]?.type === 'navigate')
      addEventListener('load', () => document.fonts.ready.then(() => { if (touches === 0) settle(); }));
    document.fonts.addEventListener('loadingdone', () => { if (touches === settledAt) settle(); });

    /* The address says what is shown, so that it can be sent to somebody. */
    const keep = () => {
      const address = new URL(location.href);
      const put = (name, value) => (value ? address.searchParams.set(name, value) : address.searchParams.delete(name));
      const view = one('input[name=view]:checked')?.value;
      put('view', view === 'parallel' ? '' : view);
      put('fold', all('.fold input:checked').map((box) => Number(box.id.slice(1)) + 1).sort().join(''));
      const tab = one('.mtabs input:checked')?.id.slice(1) ?? '1';
      put('m', tab === '-all' ? 'all' : tab === '1' ? '' : Number(tab) + 1);
      put('signs', one('#k-marks').checked ? '' : '0');
      put('remarks', one('#k-flags').checked ? '' : '0');
      history.replaceState(null, '', plain(address));
    };
    /* What was chosen since the page came goes along with links and forms that come back to it. */
    const keptNames = ['before', 'after', 'view', 'fold', 'm', 'signs', 'remarks'];
    const withView = (link) => {
      const now = new URL(location.href).searchParams;
      const address = new URL(link.href);
      for (const name of keptNames) {
        if (now.has(name)) address.searchParams.set(name, now.get(name));
        else address.searchParams.delete(name);
      }
      /* in another order versions have other numbers */
      const { numbers } = link.dataset;
      for (const name of numbers ? ['fold', 'm'] : []) {
        const digits = address.searchParams.get(name);
        if (/^\d+$/.test(digits ?? '')) address.searchParams.set(name, [...digits].map((digit) => numbers[digit - 1] ?? '').sort().join(''));
      }
      return address;
    };
    document.addEventListener('click', (event) => {
      const link = event.target.closest?.('.fix,.parts a,.fixing a,.moves a');
      if (link) link.href = plain(withView(link));
    });
    document.addEventListener('formdata', (event) => {
      if (one('#m1')?.checked) event.formData.delete('m');
    });
    document.addEventListener('submit', (event) => {
      const now = new URL(location.href).searchParams;
      for (const name of event.target.dataset.keeps?.split(' ') ?? []) {
        one(`input[name=${name}]`, event.target)?.remove();
        if (!now.has(name)) continue;
        const field = document.createElement('input');
        Object.assign(field, { type: 'hidden', name, value: now.get(name) });
        event.target.append(field);
      }
    });
    addEventListener('change', (event) => {
      tell();
      if (event.target.matches('input[name=view],.fold input,.mtabs input,#k-marks,#k-flags')) keep();
    });
    const press = (selector) => {
      const box = one(selector);
      if (!box) return;
      box.checked = box.type === 'radio' ? true : !box.checked;
      tell();
      keep();
    };
    /* Columns are counted as they stand; in the address, versions as they are numbered. */
    const pressFold = (column) => {
      const box = all('.fold input')[column - 1];
      if (box) press('#' + box.id);
    };
    const cited = one('#cite a.hash');
    const copy = (text, done) => {
      navigator.clipboard?.writeText(text).then(() => say(done), () => say('Copying is not allowed here'));
    };

    /* From word to linked word, in the direction of the original's line. */
    const step = (right) => {
      const row = rows[current];
      if (!row) return false;
      const back = one('td.c0', row)?.classList.contains('rtl');
      document.dispatchEvent(new CustomEvent('hexapla:step', { detail: { row, step: back ? -right : right } }));
      return true;
    };

    const actions = {
      j: () => next(1),
      k: () => next(-1),
      n: () => next(1, remarked),
      p: () => next(-1, remarked),
      d: () => press(one('#v-diff')?.checked ? '#v-par' : '#v-diff'),
      i: () => press(one('#v-int')?.checked ? '#v-par' : '#v-int'),
      s: () => {
        press('#k-marks');
        one('#k-flags').checked = one('#k-marks').checked;
        tell();
        keep();
      },
      y: () => {
        const row = rows[Math.max(current, 0)];
        copy(plain(withView(cited)) + '#' + row.id, 'Link to segment ' + row.id.slice(1) + ' copied');
      },
      '/': () => {
        const box = one('input[type=search]');
        if (box) box.focus();
        else location.assign('/');
      },
      '?': () => one('#help').showModal(),
      ArrowRight: () => step(1),
      ArrowLeft: () => step(-1),
      Escape: () => {
        document.dispatchEvent(new Event('hexapla:release'));
        rows[current]?.classList.remove('cur');
        current = -1;
      },
    };
    cited.dataset.site = location.origin;
    /* What this reader prefers stays with this browser. */
    const remember = (box, name) => {
      try {
        const kept = localStorage.getItem(name);
        if (kept !== null && box) box.checked = kept === '1';
        box?.addEventListener('change', () => localStorage.setItem(name, box.checked ? '1' : '0'));
      } catch {
        /* a browser that keeps nothing */
      }
    };
    remember(one('#k-on'), 'hexapla-keys');
    remember(one('#k-links'), 'hexapla-words');
    root.className = 'scripted';
    tell();
    seek();
    /* A browser that goes back fills in the boxes after this. */
    addEventListener('pageshow', tell);

    /* Lists of choices go by Escape and by a click beside them. */
    const openLists = () => all('.choose[open]');
    document.addEventListener('pointerdown', (event) => {
      for (const list of openLists()) if (!list.contains(event.target)) list.open = false;
    });
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      for (const list of openLists()) {
        list.open = false;
        one('summary', list).focus();
        event.stopPropagation();
      }
    });

    /* Of very many versions those whose name, language or kind has all the words written. */
    const folded = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    const find = (field) => {
      const wanted = folded(field.value).split(/\s+/).filter(Boolean);
      let found = 0;
      for (const group of all('details.in', field.form)) {
        const heading = folded(one('summary', group).textContent);
        const labels = all('label', group);
        for (const label of labels) {
          const words = heading + ' ' + folded(label.textContent);
          label.hidden = !wanted.every((word) => words.includes(word));
        }
        const left = labels.filter((label) => !label.hidden);
        found += left.length;
        group.hidden = left.length === 0;
        group.open = left.length > 0 && (wanted.length > 0 || left.some((label) => one('input', label).checked));
      }
      one('output', field.parentElement).textContent = wanted.length ? String(found) : '';
    };
    for (const field of all('.seek input')) {
      field.addEventListener('input', () => find(field));
      field.addEventListener('keydown', (event) => {
        if (event.key === 'Enter') event.preventDefault();  // it is no choice yet
      });
    }

    addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !one('#k-on').checked) return;
      if (event.key.startsWith('Arrow') && event.target.matches('input')) return;  // a choice among buttons
      if (event.target.matches('input:not([type=checkbox],[type=radio]),textarea,select') || one('#help').open) return;
      const act = actions[event.key] ?? (/^[1-8]$/.test(event.key) ? () => pressFold(Number(event.key)) : null);
      if (!act) return;
      if (act() !== false) event.preventDefault();
    });
    document.addEventListener('click', (event) => {
      const act = event.target.closest('[data-act]')?.dataset.act;
      if (act === 'help') one('#help').showModal();
      if (act === 'print') print();
      if (act === 'cite') {
        const path = one('#cite a.hash');
        copy(one('#cite p').innerText.replace(path.innerText, path.href), 'Citation copied');
      }
    });
  });
})();
