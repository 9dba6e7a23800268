import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markup } from './articles.mjs';
import { assertAccessible, overhanging, textAt } from './checks.mjs';
import { base, visit } from './stage.mjs';

const pages = ['/', '/a/hostile', '/a/hostile/compare?v=all', '/a/hostile/compare?v=all&view=difference', '/a/hostile/compare?v=all&view=interleaved',
  '/a/hostile/en', '/a/hostile/ar', '/log'];

// visit() itself fails on errors, dialogs, violations of the policy and requests to other sites.
test('markup in any field is shown as text, nothing of it runs, and no endless word sticks out', { timeout: 180_000 }, async () => {
  for (const address of pages) {
    await visit(address, async (page) => {
      const own = await page.evaluate(() => ({
        scripts: [...document.scripts].filter((one) => one.type !== 'application/ld+json').map((one) => one.getAttribute('src')),
        images: document.images.length,
        handlers: [...document.querySelectorAll('*')].filter((one) => [...one.attributes].some((attribute) => /^on|^style$/.test(attribute.name))).length,
        links: [...document.links].map((one) => one.protocol).filter((protocol) => !/^https?:$/.test(protocol)),
      }));
      assert.ok(own.scripts.every((source) => source?.startsWith('/static/site.')), own.scripts.join(' '));
      assert.deepEqual([own.images, own.handlers, own.links], [0, 0, []], address);
      for (const width of [1440, 834, 320]) {
        await page.setViewportSize({ width, height: 900 });
        assert.deepEqual(await overhanging(page), [], `${address} at ${width}`);
      }
    });
  }
  await visit('/a/hostile/compare?v=all', async (page) => {
    assert.ok((await page.locator('#s1 td.c0 .seg').first().innerText()).includes(markup));
    assert.ok((await page.locator('#s1 td.c0 .seg').first().innerText()).includes('&lt;b&gt;&amp;'));
    assert.ok((await page.title()).includes(markup));
    assert.ok((await page.locator('td.c1 dl').innerText()).includes(markup));
  });
});

test('a link that would run something is no link', async () => {
  await visit('/a/hostile/en', async (page) => {
    const links = await page.locator('main a').evaluateAll((all) => all.map((one) => one.href));
    assert.ok(links.some((link) => link.startsWith('https://example.org/%22%3E%3Cscript')), links.join(' '));
    assert.ok(!links.some((link) => link.startsWith('javascript')), links.join(' '));
  });
});

test('direction controls that nobody ends stay in their cell', async () => {
  await visit('/a/hostile/compare?v=all', async (page) => {
    // Were the override to leak, the number of the row and the words of the remark would be drawn from right to left.
    const order = await page.evaluate(() => {
      const place = (node, index) => {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        return range.getBoundingClientRect().left;
      };
      const walk = (element) => document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
      return ['.syn > span:last-child', 'h2#meas', '.legend span', '.cite .mut', 'td.c0 dt', 'td.c1 dt'].map((selector) => {
        const node = walk(document.querySelector(selector));
        return [selector, place(node, 0) < place(node, node.length - 1)];
      });
    });
    assert.deepEqual(order.filter(([, forward]) => !forward), []);
  });
});

test('ten thousand marks on a letter do not bury the rows around it', { timeout: 60_000 }, async () => {
  await visit('/a/hostile/compare?v=all', async (page) => {
    const boxes = await page.locator('.text tr').evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect()).map((box) => [box.top, box.bottom]));
    for (let i = 1; i < boxes.length; ++i) assert.ok(boxes[i][0] >= boxes[i - 1][1] - 1);
    await assertAccessible(page, 'hostile text side by side');
  });
});

test('hostile text ends no field of a citation', async () => {
  for (const format of ['text', 'bibtex', 'ris', 'csl-json']) {
    const text = await textAt(`${base}/a/hostile/cite?format=${format}&v=all`);
    if (format === 'text') assert.equal(text.split('\n').length, 2, text);
    if (format === 'csl-json') assert.equal(JSON.parse(text).length, 1);
    if (format === 'ris') assert.equal(text.split('\r\n').filter((line) => line && !/^[A-Z][A-Z0-9] {2}- /.test(line)).length, 0, text);
    if (format === 'bibtex') {
      let depth = 0;
      for (const [brace] of text.matchAll(/\\[{}]|[{}]/g)) depth += { '{': 1, '}': -1 }[brace] ?? 0;
      assert.equal(depth, 0, text);
    }
  }
});

test('the title of a tab has no control that turns round what follows', async () => {
  for (const address of ['/a/hostile', '/a/hostile/ar']) {
    await visit(address, async (page) => assert.doesNotMatch(await page.title(), /[\u202A-\u202E\u2066-\u2069]/));
  }
});
