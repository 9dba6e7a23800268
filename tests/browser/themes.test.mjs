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
      await page.goto(base + '/search?q=captain');
      const folds = page.locator('.renderings details');
      assert.ok(await folds.count() > 0);
      await folds.evaluateAll((all) => all.forEach((one) => { one.open = true; }));
      await assertAccessible(page, 'what was found, with every rendering');
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

test('on paper columns are as wide against each other as on the screen', async () => {
  await visit('/a/wordy/compare?v=ar&v=es&v=uk&v=de&v=th', async (page) => {
    const shares = () => page.locator('#s2 td').evaluateAll((cells) => {
      const widths = cells.slice(1).map((cell) => cell.getBoundingClientRect().width);
      return widths.map((width) => width / widths[0]);
    });
    const screen = await shares();
    assert.ok(screen[2] > 1.2, screen.join(' '));
    await page.emulateMedia({ media: 'print' });
    const paper = await shares();
    paper.forEach((share, i) => assert.ok(Math.abs(share - screen[i]) < 0.02, `${paper} on paper, ${screen} on the screen`));
  });
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

test('on paper type of every script keeps its proportion, and the citation its whole address', async () => {
  for (const [address, row] of [['/a/umbrella-school/compare', '#s4'], ['/a/late-clock/compare', '#s4'], ['/a/long/compare?v=all', '#s2']]) {
    await visit(address, async (page) => {
      const sizes = () => page.locator(`${row} td`).evaluateAll((cells) => cells.map((cell) => parseFloat(getComputedStyle(cell.querySelector('.seg')).fontSize)));
      const screen = await sizes();
      await page.emulateMedia({ media: 'print' });
      const paper = await sizes();
      const shares = paper.map((size, i) => size / screen[i]);
      assert.ok(Math.max(...shares) - Math.min(...shares) < 0.01, `${address}: ${shares}`);
      assert.ok(paper.every((size) => size >= 10 && size <= 17), `${address}: ${paper} px`);
      const cited = await page.locator('#cite a.hash').evaluate((one) => getComputedStyle(one, '::before').content);
      assert.match(cited, /^"http:\/\/127/);
      assert.equal(await page.locator('#cite button').isVisible(), false);
    });
  }
});

test('in forced colours the lineage keeps its words and lines', async () => {
  await visit('/a/orrin-ferry', async (page) => {
    const colours = (selector, property) => page.locator(selector).evaluateAll((all, name) => [...new Set(all.map((one) => getComputedStyle(one)[name]))], property);
    const ink = (await colours('body', 'color'))[0];
    assert.deepEqual(await colours('.tree .made', 'fill'), [ink]);
    assert.deepEqual(await colours('.tree path', 'stroke'), [ink]);
  }, { forcedColors: 'active' });
});

test('who wants less motion gets none', async () => {
  await visit(compare, async (page) => {
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].some((one) => parseFloat(getComputedStyle(one).transitionDuration) > 0));
    assert.equal(moving, false);
  }, { reducedMotion: 'reduce' });
});
