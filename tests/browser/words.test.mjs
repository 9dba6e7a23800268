import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textAt } from './checks.mjs';
import { base, visit } from './stage.mjs';

// The words that are lit, by column.
const lit = (page) => page.evaluate(() => {
  const found = {};
  for (const range of CSS.highlights.get('linked') ?? []) {
    const cell = range.startContainer.parentElement.closest('td');
    (found[cell.className.split(' ')[0]] ??= []).push(range.toString());
  }
  return found;
});

// Moves the pointer onto a word of a cell.
async function pointAt(page, row, column, word, act = (x, y) => page.mouse.move(x, y)) {
  const place = await page.locator(`#${row} td.c${column}`).evaluate((cell, text) => {
    cell.scrollIntoView({ block: 'center' });
    const walk = document.createTreeWalker(cell.querySelector('.seg:not(.dif)'), NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const at = node.data.indexOf(text);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + text.length);
      const box = range.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }
    return null;
  }, word);
  assert.ok(place, `there is no ${word}`);
  await act(place.x, place.y);
}

const ready = (page) => page.waitForFunction(() => CSS.highlights.has('linkable'));

test('pointing at a word lights what renders it in every column', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    await pointAt(page, 's4', 0, 'four');
    await ready(page);
    await pointAt(page, 's5', 0, 'cost');
    await pointAt(page, 's5', 0, '412,000');
    await page.waitForFunction(() => CSS.highlights.has('linked'));
    const words = await lit(page);
    assert.deepEqual(words.c0, ['412,000']);
    assert.deepEqual(words.c1, ['٤١٢٬٠٠٠']);
    assert.deepEqual(words.c3, ['412.000']);
    await pointAt(page, 's5', 1, '٤١٢٬٠٠٠');
    await page.waitForFunction(() => [...CSS.highlights.get('linked') ?? []].some((range) => range.toString() === '412,000'));
    await page.mouse.move(5, 5);
    await page.waitForFunction(() => !CSS.highlights.has('linked') && !CSS.highlights.has('linkable'));
  });
});

test('the page carries no links: they are fetched once, when somebody asks', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    const asked = [];
    page.on('request', (request) => { if (request.url().includes('/words')) asked.push(request.url()); });
    await page.waitForTimeout(200);
    assert.deepEqual(asked, []);
    await pointAt(page, 's5', 0, 'cost');
    await ready(page);
    await pointAt(page, 's8', 0, 'ferry');
    await page.waitForTimeout(200);
    assert.equal(asked.length, 1);
  });
});

test('a finger lights words too', async () => {
  await visit('/a/orrin-ferry/compare?v=en&v=es~desk', async (page) => {
    const tap = (x, y) => page.touchscreen.tap(x, y);
    await pointAt(page, 's5', 0, '412,000', tap);
    await ready(page);
    await pointAt(page, 's5', 0, '412,000', tap);
    await page.waitForFunction(() => CSS.highlights.has('linked'));
    assert.deepEqual((await lit(page)).c1, ['412.000']);
  }, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
});

test('arrow keys walk through the linked words of the segment and say them; Escape lets go', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    for (let i = 0; i < 8; ++i) await page.keyboard.press('j');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => CSS.highlights.has('linked'));
    const first = await lit(page);
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction((before) => [...CSS.highlights.get('linked')][0].toString() !== before, first.c0[0]);
    const second = await lit(page);
    assert.notDeepEqual(second, first);
    const said = await page.locator('#words-said').textContent();
    assert.ok(said.includes(second.c0[0]), said);
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction((word) => [...CSS.highlights.get('linked')][0].toString() === word, first.c0[0]);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !CSS.highlights.has('linked'));
  });
});

test('in a text from right to left the left arrow goes on', async () => {
  await visit('/a/late-clock/compare', async (page) => {
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => CSS.highlights.has('linked'));
    const at = () => page.evaluate(() => [...CSS.highlights.get('linked')][0].startOffset);
    const first = await at();
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction((before) => [...CSS.highlights.get('linked')][0].startOffset !== before, first);
    assert.ok(await at() > first);
  });
});

test('word links can be switched off', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    await page.locator('#k-links').uncheck();
    await pointAt(page, 's5', 0, 'cost');
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => CSS.highlights.has('linked') || CSS.highlights.has('linkable')), false);
  });
});

test('links of Thai and Chinese text fall on whole words', async () => {
  for (const article of ['mail-boat', 'umbrella-school']) {
    await visit(`/a/${article}/compare`, async (page) => {
      const address = await page.locator('.hex').getAttribute('data-words');
      const { rows } = JSON.parse(await textAt(base + address));
      const texts = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('.text tr')].map((row) =>
        [row.id, [...row.querySelectorAll('td')].map((cell) => [...cell.querySelectorAll('.seg:not(.dif)')].map((one) => {
            const words = one.cloneNode(true);
            for (const sign of words.querySelectorAll('.sg')) sign.remove();
            return words.textContent;
          }).join(''))])));
      let count = 0;
      for (const [id, columns] of Object.entries(rows)) {
        columns.forEach((list, column) => list.forEach(([begin, end]) => {
          const word = texts[id][column].slice(begin, end);
          assert.ok(word.length > 0 && /^[\p{L}\p{M}\p{N}]/u.test(word) && word.trim() === word, `${id} ${column}: “${word}”`);
          ++count;
        }));
      }
      assert.ok(count > 20, `${count} words`);
    });
  }
});
