/* Words that render each other, lit by pointer, touch or arrow keys in every column. The page holds no mark of them: which
   words are linked is fetched when somebody first asks, and drawn as highlights, so the text itself is never touched. */
addEventListener('DOMContentLoaded', () => {
  'use strict';
  const table = document.querySelector('.hex[data-words]');
  const choice = document.querySelector('#k-links');
  if (!table || !choice) return;
  if (!globalThis.Highlight || !CSS.highlights) {
    choice.closest('label').remove();
    return;
  }
  let wanted = null;  // the answer of the server, once asked for
  let words = null;   // and when it is here
  let shown = null;   // the row whose words are underlined
  let lit = -1;       // which of them is lit, of those in reach of the arrow keys
  let lastRow = null;

  const load = () => {
    wanted ??= fetch(table.dataset.words).then((answer) => (answer.ok ? answer.json() : { rows: {} }))
      .then((answer) => { words = answer.rows; }, () => { words = {}; });
    return wanted;
  };

  /* A cell's text as the server counts it: what its paragraphs say, without signs and without the marked difference. */
  const cells = new WeakMap();
  const piecesOf = (cell) => {
    const known = cells.get(cell);
    if (known) return known;
    const pieces = [];
    let at = 0;
    for (const paragraph of cell.querySelectorAll('.seg:not(.dif)')) {
      const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        if (node.parentElement.closest('.sg,.pick')) continue;
        pieces.push({ node, at });
        at += node.length;
      }
    }
    cells.set(cell, pieces);
    return pieces;
  };
  const rangeOf = (cell, begin, end) => {
    const range = new Range();
    for (const { node, at } of piecesOf(cell)) {
      if (begin >= at && begin < at + node.length) range.setStart(node, begin - at);
      if (end > at && end <= at + node.length) {
        range.setEnd(node, end - at);
        return range;
      }
    }
    return null;
  };
  const cellOf = (row, column) => row.querySelector(`td.c${column}`);

  /* words[row] = columns; a column is a list of words; a word is [begin, end, …the original's words that it renders]. */
  const partners = (columns, column, index) => {
    const originals = new Set(column === 0 ? [index] : columns[column][index].slice(2));
    const found = [];
    columns.forEach((list, i) => {
      list.forEach((word, k) => {
        const linked = i === 0 ? originals.has(k) : word.slice(2).some((original) => originals.has(original));
        if (linked || (i === column && k === index)) found.push([i, word]);
      });
    });
    return found;
  };
  const highlight = (name, row, found) => {
    const ranges = found.map(([column, word]) => rangeOf(cellOf(row, column), word[0], word[1])).filter(Boolean);
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
    return ranges;
  };
  const reachable = (columns) => {
    const linked = new Set(columns.slice(1).flatMap((list) => list.flatMap((word) => word.slice(2))));
    return [...linked].sort((a, b) => columns[0][a][0] - columns[0][b][0]);
  };

  const clear = () => {
    shown = null;
    lit = -1;
    CSS.highlights.delete('linkable');
    CSS.highlights.delete('linked');
  };
  const show = (row) => {
    if (shown === row) return;
    clear();
    const columns = words?.[row.id];
    if (!columns) return;
    shown = row;
    const originals = new Set(reachable(columns));
    highlight('linkable', row, columns.flatMap((list, i) =>
      list.filter((word, k) => (i === 0 ? originals.has(k) : word.length > 2)).map((word) => [i, word])));
  };
  const light = (row, column, index) => {
    const columns = words[row.id];
    return highlight('linked', row, partners(columns, column, index));
  };

  /* Which word of the cell is under the pointer. */
  const wordAt = (cell, x, y) => {
    const place = document.caretPositionFromPoint?.(x, y);
    const old = place ? null : document.caretRangeFromPoint?.(x, y);
    const node = place?.offsetNode ?? old?.startContainer;
    const piece = piecesOf(cell).find((one) => one.node === node);
    if (!piece) return -1;
    const at = piece.at + (place?.offset ?? old.startOffset);
    const list = words[cell.closest('tr').id]?.[Number(/\bc(\d)/.exec(cell.className)[1])] ?? [];
    return list.findIndex(([begin, end]) => {
      if (at < begin || at > end) return false;
      const range = rangeOf(cell, begin, end);
      return range && [...range.getClientRects()].some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
    });
  };

  let pending = 0;
  const point = (event) => {
    if (!choice.checked) return;
    const { clientX: x, clientY: y } = event;
    const cell = event.target.closest?.('.text td');
    const row = cell?.closest('tr');
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(() => {
      if (!row) return clear();
      if (!words) {
        load().then(() => { if (row.matches(':hover') || event.pointerType === 'touch') show(row); });
        return;
      }
      show(row);
      const index = wordAt(cell, x, y);
      if (index >= 0) light(row, Number(/\bc(\d)/.exec(cell.className)[1]), index);
      else CSS.highlights.delete('linked');
    });
  };
  table.addEventListener('pointermove', point);
  table.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'mouse') return;
    if (words) point(event);
    else if (choice.checked) load().then(() => point(event));
  });
  table.addEventListener('pointerleave', (event) => {
    if (event.pointerType === 'mouse') {
      cancelAnimationFrame(pending);
      clear();
    }
  });
  choice.addEventListener('change', () => { if (!choice.checked) clear(); });

  /* Arrow keys walk through the linked words of the current segment, and say them. */
  const voice = document.querySelector('#words-said');
  document.addEventListener('hexapla:step', async (event) => {
    if (!choice.checked) return;
    const { row, step } = event.detail;
    await load();
    const columns = words[row.id];
    const reach = columns ? reachable(columns) : [];
    if (!reach.length) return;
    if (shown !== row || lastRow !== row) lit = -1;
    show(row);
    lastRow = row;
    lit = lit < 0 ? (step > 0 ? 0 : reach.length - 1) : (lit + step + reach.length) % reach.length;
    const ranges = light(row, 0, reach[lit]);
    if (voice) voice.textContent = ranges.map(String).join(', ');
  });
  document.addEventListener('hexapla:release', clear);
});
