// How the page is set: lines of all scripts on one grid, heads in even rows, tools in one line, the light that a reader chose.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible } from './checks.mjs';
import { base, visit } from './stage.mjs';

// Where the first lines of some elements stand, by an empty box put in front of each.
const baselines = (page, selector) => page.evaluate((wanted) => [...document.querySelectorAll(wanted)].map((element) => {
  const box = document.createElement('span');
  box.style.cssText = 'display:inline-block;width:1px;height:0';
  element.prepend(box);
  const y = box.getBoundingClientRect().bottom;
  box.remove();
  return y;
}), selector);
const spread = (values) => Math.max(...values) - Math.min(...values);

test('the first lines of Arabic, Hebrew, Thai, Chinese, Greek and Latin columns stand on one line', async () => {
  for (const width of [1440, 1920]) {
    await visit('/a/long/compare?v=all', async (page) => {
      await page.evaluate(() => document.fonts.ready);
      const heads = await baselines(page, 'th.col .lang');
      assert.equal(heads.length, 8);
      assert.ok(spread(heads) < 0.6, `names of languages: ${heads}`);
      const lines = await baselines(page, '#s2 td > .seg:not(.dif)');
      assert.equal(lines.length, 8);
      assert.ok(spread(lines) <= 2, `text: ${lines}`);
    }, { viewport: { width, height: 900 } });
  }
});

test('on a tablet tools and synopsis take one line each, and no name of a version runs into its neighbour', async () => {
  await visit('/a/late-clock/compare', async (page) => {
    const tools = await page.locator('.tools').boundingBox();
    assert.ok(tools.height < 50, `tools of ${tools.height} px`);
    const rows = new Set(await page.locator('.syn li').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top)));
    assert.equal(rows.size, 1);
    const heads = await page.locator('th.col').evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth));
    assert.ok(heads.every((more) => more <= 0), heads.join(' '));
    assert.equal(await page.locator('.tools .short').isVisible(), await page.locator('#v-diff').count() > 0);
  }, { viewport: { width: 834, height: 1100 } });
});

test('comparing two of many versions on a tablet, both are in sight', async () => {
  await visit('/a/inland-lighthouse/compare?v=all&view=difference', async (page) => {
    const boxes = await page.locator('th.col').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
    assert.ok(boxes.every((right) => right <= 834), boxes.join(' '));
  }, { viewport: { width: 834, height: 1100 } });
});

test('the light that a reader chose is that of the next page, from its first moment', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    page.removeAllListeners('console');  // the missing page is one on purpose
    const paper = () => page.locator('.page').evaluate((element) => getComputedStyle(element).backgroundColor);
    const day = await paper();
    await page.locator('label:has(#t-dark)').click();
    const night = await paper();
    assert.notEqual(night, day);
    await page.addInitScript(() => document.addEventListener('readystatechange', () => {
      globalThis.early ??= document.documentElement.className;
    }));
    for (const address of ['/', '/a/orrin-ferry', '/a/goat-bus/he', '/log', '/log/3', '/search', '/import', '/about', '/a/nothing', '/a/goat-bus/compare']) {
      await page.goto(base + address);
      assert.equal(await paper(), night, address);
    }
    assert.match(await page.evaluate(() => globalThis.early), /is-t-dark/);
    assert.ok(await page.locator('#t-dark').isChecked());
    await assertAccessible(page, 'night by choice');
    await page.locator('label:has(#t-light)').click();
    assert.equal(await paper(), day);
    await page.goto(`${base}/about`);
    assert.equal(await paper(), day);
    await page.locator('label:has(#t-auto)').click();
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.equal(await paper(), night, 'by the system');
  }, { colorScheme: 'light' });
});

test('a view that the address asks for is there before the rest of the script runs', async () => {
  await visit('/', async (page) => {
    await page.addInitScript(() => document.addEventListener('readystatechange', () => {
      globalThis.early ??= document.documentElement.className;
    }));
    await page.goto(`${base}/a/orrin-ferry/compare?view=difference&fold=1&signs=0`);
    const early = await page.evaluate(() => globalThis.early);
    for (const name of ['is-v-diff', 'is-f0', 'no-k-marks', 'is-k-flags']) assert.match(early, new RegExp(`(^| )${name}( |$)`));
    assert.equal(await page.locator('#s2 td.c0 .seg').first().isVisible(), false);
    await page.keyboard.press('1');
    assert.equal(await page.locator('#s2 td.c0 .seg').first().isVisible(), true);
  });
});

test('on paper a head has its names and nothing else above the text', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    await page.emulateMedia({ media: 'print' });
    const head = await page.locator('th.col').first().boundingBox();
    assert.ok(head.height < 60, `a head of ${head.height} px`);
    assert.equal(await page.locator('.tools').isVisible(), false);
    // Rows beyond the first screen are printed too.
    assert.ok((await page.locator('.text tr').last().boundingBox()).height > 10);
  });
});

test('what is known of all versions is said once, and of many versions no other column is left half empty', async () => {
  await visit('/a/inland-lighthouse/compare?v=all', async (page) => {
    assert.equal(await page.locator('.meta dt', { hasText: 'All kinds' }).count(), 1);
    assert.equal(await page.locator('.meta dt', { hasText: /^Kind$/ }).count(), 0);
    const heights = await page.locator('.meta dl').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    const sorted = heights.toSorted((a, b) => a - b);
    assert.ok(sorted.at(-1) < 280, heights.join(' '));
    // All but the one with an engine, an editor and a place of its own are as high as each other, give or take two lines.
    assert.ok(sorted.at(-2) - sorted[0] < 45, heights.join(' '));
  }, { viewport: { width: 1440, height: 900 } });
  await visit('/a/orrin-ferry/compare', async (page) => {
    assert.equal(await page.locator('.meta dt', { hasText: 'All kinds' }).count(), 1);
  });
  await visit('/a/orrin-ferry/compare?v=en&v=ar', async (page) => {
    assert.equal(await page.locator('.meta dt', { hasText: /^Kind$/ }).count(), 2);
  });
});

test('a title is as small as its column needs to hold its longest word, and smaller than the text only rather than torn', async () => {
  // On how many lines the longest words of titles stand, and how large titles and text are.
  const measured = (page) => page.evaluate(() => [...document.querySelectorAll('#s1 td .seg')].filter((one) => one.getClientRects().length).map((title) => {
    const node = [...title.childNodes].find((one) => one.nodeType === Node.TEXT_NODE);
    const word = node.data.match(/[\p{L}\p{M}]+/gu).toSorted((a, b) => b.length - a.length)[0];
    const range = new Range();
    range.setStart(node, node.data.indexOf(word));
    range.setEnd(node, node.data.indexOf(word) + word.length);
    const size = (cell) => parseFloat(getComputedStyle(cell).fontSize);
    const column = title.closest('td').className.slice(0, 2);
    const text = size(document.querySelector(`#s2 td.${column} .seg`));
    // How much of its line the word would take in the size of the text.
    const share = range.getBoundingClientRect().width / size(title) * text / title.getBoundingClientRect().width;
    return { language: title.lang, lines: range.getClientRects().length, title: size(title), text, share, lead: parseFloat(getComputedStyle(title).lineHeight) };
  }));
  for (const [versions, width] of [['v=ar&v=de&v=uk&v=el', 1024], ['v=ar&v=de&v=uk&v=el&v=es', 1440], ['v=ar&v=es&v=uk&v=el', 834], ['v=de&v=uk', 390], ['v=de&v=uk', 320]]) {
    await visit('/a/wordy/compare?' + versions, async (page) => {
      await page.evaluate(() => document.fonts.ready);
      for (const one of await measured(page)) {
        if (one.language === 'ar') continue;  // no long words
        assert.equal(one.lines, 1, `${one.language} at ${width}`);
        const least = one.share > .8 ? one.text * 8 / 9 : one.text;
        assert.ok(one.title >= least - .01, `${one.language} at ${width}: ${one.title} px over ${one.text}`);
        // The lines of one title belong together.
        assert.ok(one.lead <= 1.65 * one.title, `${one.language} at ${width}: lines of ${one.lead} px for ${one.title}`);
      }
    }, { viewport: { width, height: 900 } });
  }
  await visit('/a/wordy/compare?v=es&v=de', async (page) => {
    const [spanish, german] = await measured(page);
    assert.equal(spanish.title, 32);
    assert.equal(german.title, 32, 'where there is room titles are as large as each other');
  });
});

test('a language of long words has a wider column among many', async () => {
  await visit('/a/wordy/compare?v=ar&v=es&v=uk&v=de&v=th', async (page) => {
    const widths = await page.locator('#s2 td').evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().width));
    assert.ok(widths[3] > 1.2 * widths[1], widths.join(' '));
    assert.ok(Math.abs(widths[4] - widths[1]) < 1, widths.join(' '));
  });
});

test('in four columns of a tablet a particular is said in the fewest words: the day, and no picture of a share', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    await page.evaluate(() => document.fonts.ready);
    const moments = await page.locator('.meta time').evaluateAll((all) => all.map((one) => [one.innerText, one.getClientRects().length]));
    assert.ok(moments.length >= 4);
    for (const [words, lines] of moments) {
      assert.match(words, /^\d+ Apr 2026$/);
      assert.equal(lines, 1);
    }
    assert.equal(await page.locator('.meta .bar').isVisible(), false);
    await page.setViewportSize({ width: 1440, height: 900 });
    assert.match(await page.locator('.meta time').first().innerText(), /^\d+ Apr 2026, \d\d:\d\d UTC$/);
  }, { viewport: { width: 834, height: 900 } });
});

test('names of versions stand in letters in which a tilde looks like no hyphen', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    const fonts = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) if (walker.currentNode.data.includes('es~')) found.push(getComputedStyle(walker.currentNode.parentElement).fontFamily);
      return found;
    });
    assert.ok(fonts.length >= 5, `${fonts.length} places`);
    for (const font of fonts) assert.match(font, /^ui-monospace/);
  });
});

test('where the page scrolls to the side, columns of long words take no room from the others', async () => {
  const width = async (versions) => visit(`/a/wordy/compare?${versions}`, async (page) => {
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    return (await page.locator('#s2 td.c1').boundingBox()).width;
  }, { viewport: { width: 900, height: 900 } });
  const among = await width('v=ar&v=es&v=uk&v=th&v=de'), alone = await width('v=ar&v=es&v=uk&v=th&v=el');
  assert.ok(among >= alone, `${among} beside German, ${alone} else`);
});

test('numbers of segments stand on the lines of their titles, in few columns and in many', async () => {
  for (const [address, width] of [['/a/orrin-ferry/compare', 1440], ['/a/orrin-ferry/compare', 1000], ['/a/long/compare?v=all', 1440]]) {
    await visit(address, async (page) => {
      await page.evaluate(() => document.fonts.ready);
      const [number] = await baselines(page, '#s1 th.num a:not(.fix)'), [title] = await baselines(page, '#s1 td.c0 .seg');
      assert.ok(Math.abs(number - title) <= 2.5, `${address} at ${width}: ${number} beside ${title}`);
    }, { viewport: { width, height: 900 } });
  }
});
