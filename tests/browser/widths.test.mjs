import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, overhanging } from './checks.mjs';
import { base, visit } from './stage.mjs';

const pages = ['/', '/a/orrin-ferry', '/a/orrin-ferry/compare', '/a/orrin-ferry/compare?view=difference',
  '/a/tram-library/compare?view=interleaved', '/a/goat-bus/he', '/log', '/log/3', '/a/nothing', '/a/orrin-ferry/en@9', '/about'];
const widths = [320, 390, 600, 834, 1024, 1280, 1440, 1920, 2560];

test('no page sticks out to the side, from 320 to 2560 pixels', { timeout: 120_000 }, async () => {
  await visit('/', async (page) => {
    page.removeAllListeners('console');  // the missing page is one on purpose
    for (const address of pages) {
      await page.goto(base + address);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        assert.deepEqual(await overhanging(page), [], `${address} at ${width}`);
      }
    }
  });
});

test('eight columns scroll within the page, which itself stays still', async () => {
  for (const width of [834, 1280, 1440]) {
    await visit('/a/long/compare?v=all', async (page) => {
      assert.deepEqual(await overhanging(page), [], `at ${width}`);
      const aside = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(aside, 0, `at ${width} the window itself scrolls to the side`);
      const column = await page.locator('#s2 td.c7').evaluate((cell) => cell.getBoundingClientRect().width);
      assert.ok(column > 120, `a column of ${column} px at ${width}`);
    }, { viewport: { width, height: 900 } });
  }
});

test('on a telephone one companion at a time stands under the original, chosen from tabs', async () => {
  await visit('/a/late-clock/compare', async (page) => {
    const shown = () => page.locator('#s2 td').evaluateAll((cells) => cells.map((cell) => cell.getClientRects().length > 0));
    assert.deepEqual((await shown()).slice(0, 3), [true, true, false]);
    await page.locator('.mtabs label:has(#m2)').click();
    assert.deepEqual((await shown()).slice(0, 3), [true, false, true]);
    await page.locator('.mtabs label:has(#m-all)').scrollIntoViewIfNeeded();
    await page.locator('.mtabs label:has(#m-all)').click();
    assert.ok((await shown()).every(Boolean));
    assert.equal(await page.locator('.meta').isVisible(), false);
    await page.locator('label:has(#k-meta)').click();
    assert.ok(await page.locator('.meta').isVisible());
    await assertAccessible(page, 'the telephone');
  }, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
});

test('what a finger aims at is at least 24 pixels wide and high, or stands apart', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => assertAccessible(page, 'at 320'), { viewport: { width: 320, height: 700 } });
});

test('on a telephone the text begins in the upper third, with all tools above it', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    await page.evaluate(() => document.fonts.ready);
    const { y } = await page.locator('#s1 td.c0 .seg').boundingBox();
    assert.ok(y < 844 / 3, `the title is at ${y}`);
  }, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
});

test('on a telephone the path and the light share a line, and so the head has two', async () => {
  for (const width of [320, 390, 600]) {
    await visit('/a/orrin-ferry/compare', async (page) => {
      const centre = (selector) => page.locator(selector).first().evaluate((one) => {
        const box = one.getBoundingClientRect();
        return Math.round((box.top + box.bottom) / 2);
      });
      assert.ok(Math.abs(await centre('.crumb') - await centre('.light')) < 8, `at ${width}`);
      assert.ok(Math.abs(await centre('.word') - await centre('.find')) < 8, `at ${width}`);
      assert.ok((await page.locator('.mast').boundingBox()).height < 100, `at ${width}`);
    }, { viewport: { width, height: 700 } });
  }
});

test('on a telephone a long article has its tools in two lines and its synopsis in one, where what is remarked on can be hit', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    const tops = new Set(await page.locator('.tools .opt:visible,.tools summary:visible,.tools a:visible').evaluateAll((all) => all.map((one) => Math.round((one.getBoundingClientRect().top + one.getBoundingClientRect().bottom) / 2 / 8))));
    assert.equal(tops.size, 2, [...tops].join(' '));
    const marks = await page.locator('.syn li').evaluateAll((all) => all.map((one) => ({ top: one.getBoundingClientRect().top, width: one.getBoundingClientRect().width, told: one.className === 'told' })));
    assert.ok(marks.length > 14);
    assert.equal(new Set(marks.map((one) => one.top)).size, 1);
    for (const one of marks) if (one.told) assert.ok(one.width >= 24, `a mark of ${one.width} px`);
    // The lines between them are drawn, and lead nowhere.
    assert.equal(await page.locator('.syn li:not(.told) a:visible').count(), 0);
    assert.ok(await page.locator('.syn li:not(.told) i').first().isVisible());
    await page.locator('.choose summary').last().click();
    const form = await page.locator('.choose[open] form').boundingBox();
    assert.ok(form.x >= 0 && form.x + form.width <= 390, `${form.x} and ${form.width} wide`);
    await assertAccessible(page, 'the telephone, choosing versions', '.choose[open]');
  }, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
});

test('no word of the log is torn apart on a telephone', async () => {
  await visit('/log', async (page) => {
    const tall = await page.locator('.events bdi').evaluateAll((all) => all.filter((one) => one.getClientRects().length > 1).length);
    assert.equal(tall, 0);
    await assertAccessible(page, 'the log at 390');
  }, { viewport: { width: 390, height: 844 } });
});

test('many columns take the width of a large window, and few keep a measure that can be read', async () => {
  for (const [address, least, most] of [['/a/long/compare?v=all', 2300, 2560], ['/a/orrin-ferry/compare', 1400, 1600]]) {
    await visit(address, async (page) => {
      const { width } = await page.locator('.page').boundingBox();
      assert.ok(width > least && width < most, `${address}: ${width}`);
    }, { viewport: { width: 2560, height: 1300 } });
  }
});

test('on a telephone what narrows a search is folded until something is narrowed; in a window it is there', async () => {
  for (const [width, address, shown] of [[390, '/search?q=captain', false], [390, '/search?q=captain&language=en', true], [1440, '/search?q=captain', true]]) {
    await visit(address, async (page) => {
      assert.equal(await page.locator('.narrow select').first().isVisible(), shown, `${address} at ${width}`);
      assert.equal(await page.locator('.narrowing summary').isVisible(), width < 800);
      await assertAccessible(page, `${address} at ${width}`, '.search');
    }, { viewport: { width, height: 844 } });
  }
});

test('what is pushed aside of many versions is hinted at', async () => {
  await visit('/a/long/compare?v=all', async (page) => {
    assert.match(await page.locator('.page').evaluate((one) => getComputedStyle(one).backgroundAttachment), /local.*scroll/);
    assert.ok(await page.locator('.page').evaluate((one) => one.scrollWidth > one.clientWidth + 100));
  }, { viewport: { width: 834, height: 1100 } });
});

const telephone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
for (const javaScriptEnabled of [true, false]) test(`the companion chosen on a telephone goes along with the address and the list of versions, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
  const shown = (page) => page.locator('#s2 td').evaluateAll((cells) => cells.filter((cell) => cell.getClientRects().length > 0).map((cell) => cell.className.slice(0, 2)).join(' '));
  await visit('/a/wordy/compare?v=ar&v=th&v=uk&v=de', async (page) => {
    await page.locator('.mtabs label:has(#m3)').click();
    if (javaScriptEnabled) {
      await page.waitForURL(/m=4$/);
      await page.reload();
    }
    assert.equal(await shown(page), 'c0 c3');
    await page.locator('.choose summary').last().click();
    await page.locator('.choose[open] input[value=th]').uncheck();
    await page.locator('.choose[open] button').click();
    await page.waitForURL((url) => !url.search.includes('th'));
    assert.equal(await shown(page), 'c0 c2');
    assert.ok(await page.locator('.mtabs label:has(#m2)').innerText().then((one) => /Deutsch/.test(one)));
    for (const [query, cells] of [['&m=all', 'c0 c1 c2 c3'], ['&m=3', 'c0 c2'], ['&m=9', 'c0 c1'], ['&m=uk', 'c0 c2']]) {
      await page.goto(`${base}/a/wordy/compare?v=ar&v=th&v=uk&v=de${query}`);
      assert.equal(await shown(page), cells, query);
    }
  }, { ...telephone, javaScriptEnabled });
});

test('the row that is meant is lit in every cell, the original that stays in sight among them', async () => {
  for (const width of [834, 1024]) {
    await visit('/a/long/compare?v=all#s3', async (page) => {
      const colour = (selector) => page.locator(selector).evaluate((one) => getComputedStyle(one).backgroundColor);
      assert.equal(await colour('#s3 td.c0'), await colour('#s3'));
      await page.keyboard.press('j');
      assert.equal(await colour('#s1 td.c0'), await colour('#s1'));
      assert.notEqual(await colour('#s1 td.c0'), await colour('#s2 td.c0'));
    }, { viewport: { width, height: 900 } });
  }
});

test('names of languages stand on one line in all heads, and the names of versions break at their hyphens alone', async () => {
  for (const [width, versions] of [[834, 'v=ar&v=th&v=az-Latn~doctransformer&v=uk'], [834, 'v=all'], [1024, 'v=ar&v=th&v=az-Latn~doctransformer&v=uk'], [1024, 'v=all'], [1440, 'v=all']]) {
    await visit(`/a/named/compare?${versions}`, async (page) => {
      const tops = await page.locator('th.col .lang').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
      assert.ok(Math.max(...tops) - Math.min(...tops) < 12, `${width}, ${versions}: ${tops.join(' ')}`);
      const words = await page.locator('th.col .id').filter({ hasText: 'doctransformer' }).evaluate((id) => {
        const range = new Range();
        const at = id.textContent.indexOf('doctransformer');
        range.setStart(id.firstChild, at);
        range.setEnd(id.firstChild, at + 'doctransformer'.length);
        return range.getClientRects().length;
      });
      assert.equal(words, 1, `${width}, ${versions}: torn`);
      assert.deepEqual(await overhanging(page), []);
    }, { viewport: { width, height: 900 } });
  }
});

test('links one under the other on a telephone are far enough apart to be hit', async () => {
  for (const colorScheme of ['light', 'dark']) {
    await visit('/a/island-ferry-by-many-hands', async (page) => {
      await assertAccessible(page, `provenance, ${colorScheme}`);
    }, { colorScheme, viewport: { width: 390, height: 844 } });
  }
});

test('an article in very many versions is a page that can be read, and each version is found on it', async () => {
  for (const [width, most] of [[1440, 9000], [390, 16_000]]) {
    await visit('/a/island-ferry-by-many-hands', async (page) => {
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      assert.ok(height < most, `${height} pixels at ${width}`);
      assert.deepEqual(await overhanging(page), []);
      // Nothing of the table is pushed aside on a telephone.
      assert.ok(await page.locator('.versions-table').evaluate((one) => one.getBoundingClientRect().right <= document.documentElement.clientWidth));
      assert.equal(await page.locator('.versions-in').count(), 5);
      assert.match(await page.locator('.made-in').innerText(), /ไทย\s+11 automated\s+1 human/);
      await page.locator('.versions-in summary', { hasText: 'ไทย' }).first().click();
      assert.ok(await page.locator('section.version h2', { hasText: 'th~hand7' }).isVisible());
    }, { viewport: { width, height: 844 } });
  }
});
