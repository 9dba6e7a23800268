import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base, visit } from './stage.mjs';

// The fonts that really drew an element's text, as the browser's inspector tells.
async function fontsOf(page, context, selector) {
  const inspector = await context.newCDPSession(page);
  await inspector.send('DOM.enable');
  await inspector.send('CSS.enable');
  const { root } = await inspector.send('DOM.getDocument');
  const { nodeId } = await inspector.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await inspector.send('CSS.getPlatformFontsForNode', { nodeId });
  return fonts;
}

test('each script is drawn in a font that came with the page', async () => {
  const cases = [
    ['/a/orrin-ferry/compare', '#s4 td.c0 .seg', 'Garamond'], ['/a/orrin-ferry/compare', '#s4 td.c1 .seg', 'Amiri'],
    ['/a/tram-library/compare', '#s3 td.c0 .seg', 'Garamond'], ['/a/goat-bus/compare', '#s3 td.c0 .seg', 'Hebrew'],
    ['/a/mail-boat/compare', '#s3 td.c0 .seg', 'Thai'], ['/a/long/compare?v=ar&v=el', '#s3 td.c1 .seg', 'Garamond'],
  ];
  for (const [address, selector, name] of cases) {
    await visit(address, async (page, context) => {
      await page.evaluate(() => document.fonts.ready);
      const fonts = await fontsOf(page, context, selector);
      const main = fonts.sort((a, b) => b.glyphCount - a.glyphCount)[0];
      assert.ok(main, `nothing is drawn at ${address} ${selector}`);
      assert.ok(main.isCustomFont && main.familyName.includes(name), `${address} ${selector}: ${JSON.stringify(fonts)}`);
    });
  }
});

test('names of languages on the page are in fonts that came with it, for every script that has one', async () => {
  // Of a list of names, as the page writes them: no article of the stage is in all of these.
  const names = { beng: 'বাংলা', guru: 'ਪੰਜਾਬੀ', gujr: 'ગુજરાતી', taml: 'தமிழ்', telu: 'తెలుగు', knda: 'ಕನ್ನಡ', mlym: 'മലയാളം', sinh: 'සිංහල', laoo: 'ລາວ', mymr: 'မြန်မာ', khmr: 'ខ្មែរ', ethi: 'አማርኛ', armn: 'հայերեն', geor: 'ქართული' };
  await visit('/about', async (page, context) => {
    await page.locator('.tally').first().evaluate((list, all) => {
      for (const [script, name] of Object.entries(all)) {
        const item = document.createElement('li');
        Object.assign(item, { id: `name-${script}`, className: `x-${script}`, textContent: name });
        list.append(item);
      }
    }, names);
    // A font is fetched when its text is first drawn.
    await page.screenshot();
    await page.evaluate(() => document.fonts.ready);
    for (const script of Object.keys(names)) {
      const fonts = await fontsOf(page, context, `#name-${script}`);
      assert.ok(fonts.length === 1 && fonts[0].isCustomFont, `${script}: ${JSON.stringify(fonts)}`);
    }
  });
});

test('a page fetches only the parts of fonts that its text needs, and each for ever', async () => {
  const fetched = [];
  await visit('/log', async (page) => {
    page.on('response', (answer) => {
      if (answer.url().endsWith('.woff2')) fetched.push(answer);
    });
    await page.goto(`${base}/a/orrin-ferry/compare?v=en&v=es`);
    await page.evaluate(() => document.fonts.ready);
    const names = fetched.map((answer) => /static\/(\w+)/.exec(answer.url())[1]);
    assert.ok(names.includes('latin') && names.includes('latin_italic'), names.join(' '));
    for (const other of ['thai', 'devanagari', 'greek', 'hebrew']) assert.ok(!names.includes(other), names.join(' '));
    for (const answer of fetched) {
      assert.match(answer.headers()['cache-control'], /immutable/);
      assert.equal(answer.headers()['content-type'], 'font/woff2');
      assert.equal(answer.headers()['content-encoding'], undefined);
      assert.ok(Number(answer.headers()['content-length']) < 110_000, answer.url());
    }
  });
});

test('scripts keep one grid of lines', async () => {
  for (const address of ['/a/late-clock/compare', '/a/umbrella-school/compare', '/a/mail-boat/compare']) {
    await visit(address, async (page) => {
      const heights = await page.locator('.text .r-txt td .seg').evaluateAll((all) =>
        all.filter((one) => one.getClientRects().length).map((one) => Math.round(parseFloat(getComputedStyle(one).lineHeight))));
      assert.equal(new Set(heights).size, 1, `${address}: ${[...new Set(heights)].join(' ')}`);
    });
  }
});

test('Thai and Chinese are compared by words, as other languages are', async () => {
  for (const [article, first, second] of [['mail-boat', 'th', 'en'], ['umbrella-school', 'zh-Hans', 'en']]) {
    await visit(`/a/${article}/compare?v=${first}&v=${second}`, async (page) => {
      const cell = page.locator('#s2 td.c0 .seg').first();
      assert.equal(await cell.getAttribute('lang'), first);
      assert.ok((await cell.innerText()).length > 10);
    });
  }
});

test('Latin and digits among Cyrillic and Greek are of one cut with it', async () => {
  for (const [address, selector] of [['/a/tram-library/compare', '#s2 td.c0 .seg'], ['/a/long/compare?v=ar&v=el', '#s3 td.c1 .seg'], ['/a/long/compare?v=ar&v=uk', '#s3 td.c1 .seg']]) {
    await visit(address, async (page, context) => {
      await page.evaluate(() => document.fonts.ready);
      const fonts = (await fontsOf(page, context, selector)).map((one) => one.postScriptName ?? one.familyName);
      assert.ok(fonts.every((name) => /12/.test(name)), `${address}: ${fonts}`);
    });
  }
  await visit('/a/orrin-ferry/compare', async (page, context) => {
    await page.evaluate(() => document.fonts.ready);
    for (const [row, what] of [['#s4', 'upright'], ['#s2', 'italic']]) {
      const fonts = (await fontsOf(page, context, `${row} td.c0 .seg`)).map((one) => one.postScriptName ?? one.familyName);
      assert.ok(fonts.every((name) => /08/.test(name)), `Latin, ${what}: ${fonts}`);
    }
  });
});

test('Cyrillic and Greek are drawn as dark as Latin, and what is said of them is not', async () => {
  const strokes = (page, selector) => page.locator(selector).evaluateAll((all) => [...new Set(all.map((one) => parseFloat(getComputedStyle(one).webkitTextStrokeWidth)))]);
  await visit('/a/tram-library/compare?v=uk&v=es', async (page) => {
    const [own] = await strokes(page, '#s4 td.c0 .seg');
    const size = await page.locator('#s4 td.c0 .seg').first().evaluate((one) => parseFloat(getComputedStyle(one).fontSize));
    assert.ok(own > 0.01 * size && own < 0.015 * size, `${own} at ${size}`);
    assert.deepEqual(await strokes(page, 'td.c1 .seg'), [0]);
    assert.deepEqual(await strokes(page, 'td.c0 .cl'), [0]);
    // Documents would hold such text twice.
    await page.emulateMedia({ media: 'print' });
    assert.deepEqual(await strokes(page, 'td.c0 .seg'), [0]);
  });
});
