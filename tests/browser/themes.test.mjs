import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible } from './checks.mjs';
import { base, visit } from './stage.mjs';

const compare = '/a/orrin-ferry/compare';
const modes = ['parallel', 'interleaved', 'difference'];

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing in any view, ${colorScheme}`, { timeout: 120_000 }, async () => {
    for (const mode of modes) {
      await visit(`${compare}?view=${mode}&fold=1`, async (page) => {
        // What lies over the page hides parts of targets below it, by its nature.
        await page.locator('.choose summary').click();
        await assertAccessible(page, `${mode}, the choice of versions`, '.choose');
        await page.locator('.choose summary').click();
        await page.keyboard.press('j');
        await assertAccessible(page, mode);
        await page.keyboard.press('?');
        await assertAccessible(page, `${mode}, with the list of keys`);
      }, { colorScheme });
    }
  });

  test(`axe finds nothing on the other pages, ${colorScheme}`, { timeout: 120_000 }, async () => {
    await visit('/', async (page) => {
      page.removeAllListeners('console');  // the missing page is one on purpose
      for (const address of ['/', '/a/orrin-ferry', '/a/goat-bus/he', '/a/mail-boat/compare', '/log', '/log/3', '/about', '/a/orrin-fery', '/a/orrin-ferry/en@9', '/log/99999']) {
        await page.goto(base + address);
        await assertAccessible(page, address);
      }
    }, { colorScheme });
  });
}

test('in forced colours every state keeps a line of its own', async () => {
  await visit(compare, async (page) => {
    await page.keyboard.press('j');
    const row = await page.locator('.text tr.cur').evaluate((element) => getComputedStyle(element).outlineStyle);
    assert.equal(row, 'solid');
    const marks = await page.locator('.syn i').evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).backgroundColor))]);
    assert.ok(marks.length >= 2, 'remarks cannot be told from the rest');
    await assertAccessible(page, 'forced colours');
  }, { forcedColors: 'active' });
});

test('on paper the columns stay, on A4 turned, without the tools of the screen', async () => {
  await visit(compare, async (page) => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const selector of ['.mast', '.tools', '.syn', '.keys', '.foot']) assert.equal(await page.locator(selector).first().isVisible(), false, selector);
    const tops = await page.locator('#s3 td').evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().top)));
    assert.equal(new Set(tops).size, 1, 'a row is in pieces');
    const ink = await page.locator('#s4 td.c0 .seg').first().evaluate((element) => getComputedStyle(element).color);
    assert.equal(ink, 'rgb(0, 0, 0)');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf).map(Number);
    assert.ok(Math.abs(width - 842) < 2 && Math.abs(height - 595) < 2, `${width} by ${height}`);
  });
});

test('who wants less motion gets none', async () => {
  await visit(compare, async (page) => {
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].some((one) => parseFloat(getComputedStyle(one).transitionDuration) > 0));
    assert.equal(moving, false);
  }, { reducedMotion: 'reduce' });
});
