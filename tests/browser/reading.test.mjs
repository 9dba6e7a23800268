import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, cellText, isShown } from './checks.mjs';
import { visit } from './stage.mjs';

test('two to eight versions stand beside each other, in whatever order they are asked for', async () => {
  await visit('/a/long/compare?v=ar&v=zh-Hans&v=he&v=es&v=uk&v=th&v=el&v=en', async (page) => {
    const heads = await page.locator('th.col .lang').allTextContents();
    assert.equal(heads.length, 8);
    assert.deepEqual(heads.slice(0, 3), ['العربية', '简体中文', 'עברית'].map((name, i) => heads[i]));
    const languages = await page.locator('th.col .lang').evaluateAll((names) => names.map((name) => name.lang));
    assert.deepEqual(languages, ['ar', 'zh-Hans', 'he', 'es', 'uk', 'th', 'el', 'en']);
  });
  await visit('/a/orrin-ferry/compare?v=en&v=es', async (page) => {
    assert.equal(await page.locator('th.col').count(), 2);
  });
});

test('an Arabic or Hebrew original and its translations keep their own directions', async () => {
  for (const [article, language] of [['late-clock', 'ar'], ['goat-bus', 'he']]) {
    await visit(`/a/${article}/compare`, async (page) => {
      const cells = await page.locator('#s2 td .seg').evaluateAll((all) =>
        all.map((one) => [one.lang, one.dir, getComputedStyle(one).direction]));
      assert.equal(cells[0][0], language);
      for (const [lang, dir, shown] of cells) {
        assert.equal(dir, /^(ar|he|fa)/.test(lang) ? 'rtl' : 'ltr', lang);
        assert.equal(shown, dir);
      }
    });
  }
});

test('every row of the same segments starts at one height in all columns', async () => {
  await visit('/a/late-clock/compare', async (page) => {
    const tops = await page.locator('#s3 td').evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().top)));
    assert.equal(new Set(tops).size, 1, tops.join(' '));
  });
});

test('the first lines of a row stand on one line, also of versions that are compared', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    for (const row of ['s1', 's6', 's8', 's10']) {
      const tops = await page.locator(`#${row} td .seg:not(.dif)`).evaluateAll((all) =>
        all.filter((one) => one.dir === 'ltr').map((one) => Math.round(one.getBoundingClientRect().top)));
      assert.equal(tops.length, 3);
      assert.equal(new Set(tops).size, 1, `${row}: ${tops.join(' ')}`);
    }
  });
});

test('the interleaved view sets the versions of a segment under each other, each with its name', async () => {
  await visit('/a/late-clock/compare?view=interleaved', async (page) => {
    assert.ok(await page.locator('#v-int').isChecked());
    const tops = await page.locator('#s2 td').evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().top));
    assert.ok(tops.every((top, i) => i === 0 || top > tops[i - 1]), tops.join(' '));
    assert.ok(await isShown(page, '#s2 td.c1 .cl'));
  });
});

test('the difference of two versions in one language shows what came and what went, and folds the rest', async () => {
  await visit('/a/orrin-ferry/compare?view=difference', async (page) => {
    const before = page.locator('#s1 td.c2 .dif del').first(), after = page.locator('#s1 td.c3 .dif ins').first();
    assert.ok(await before.isVisible());
    assert.ok(await after.isVisible());
    assert.equal(await page.locator('#s1 td.c2 .dif ins').first().isVisible(), false);
    assert.equal(await page.locator('#s1 td.c3 .pl').first().isVisible(), false);
    const lines = await Promise.all([before, after].map((one) => one.evaluate((element) => getComputedStyle(element).textDecorationLine)));
    assert.deepEqual(lines, ['underline', 'underline']);
    const width = await page.locator('#s1 td.c1').evaluate((cell) => cell.getBoundingClientRect().width);
    assert.ok(width < 60, `the Arabic column is ${width} px wide`);
  });
});

test('each sign stands in the text, in a remark with words and in the apparatus', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    const remarks = (await page.locator('.flag').allTextContents()).join('\n');
    assert.match(remarks, /≠\s*Number differs: 412,000 became 421\.000/);
    assert.match(remarks, /↻\s*Made from revision 1, which read/);
    assert.match(remarks, /=\s*Left in English/);
    for (const sign of ['om', 'ad']) assert.ok(await isShown(page, `.blank:has(.sg.${sign})`), sign);
    for (const [mark, style] of [['bad', 'double'], ['left', 'wavy'], ['old-w', 'dotted'], ['add', 'dashed']]) {
      const shown = await page.locator(`.seg:not(.dif) .${mark}`).first().evaluate((word) => getComputedStyle(word).textDecorationStyle);
      assert.equal(shown, style, mark);
    }
    const apparatus = await page.locator('.crit').innerText();
    for (const sign of ['≠', '↻', '=', '※', '÷']) assert.ok(apparatus.includes(sign), sign);
    assert.match(await page.locator('td.c1 dl').innerText(), /«ترجمة آلية»/);
  });
});

test('signs and remarks can each be put away, and the address keeps it', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    await page.locator('#k-flags').uncheck();
    assert.equal(await page.locator('.flag').first().isVisible(), false);
    await page.locator('#k-marks').uncheck();
    assert.equal(await page.locator('.blank').first().isVisible(), false);
    assert.match(page.url(), /signs=0/);
    assert.match(page.url(), /remarks=0/);
    await page.reload();
    assert.equal(await page.locator('#k-marks').isChecked(), false);
    assert.equal(await page.locator('.flag').first().isVisible(), false);
  });
});

test('each mark of the synopsis leads to its segment, and the target is lit', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    const links = await page.locator('.syn a').evaluateAll((all) => all.map((one) => [one.getAttribute('href'), one.ariaLabel]));
    assert.ok(links.some(([, label]) => /number differs in Spanish/.test(label)));
    for (const [href] of links) assert.equal(await page.locator(`tr${href}`).count(), 1, href);
    await page.locator('.syn a[href="#s20"]').click();
    assert.match(page.url(), /#s20$/);
    await page.waitForTimeout(300);
    const box = await page.locator('#s20').boundingBox(), head = await page.locator('.hex thead').boundingBox();
    assert.ok(box.y >= head.y + head.height - 1 && box.y < 900, `the segment is at ${box.y}`);
  });
});

test('a link into a long article leads to its segment, below the heads', { timeout: 60_000 }, async () => {
  const places = (page, id) => page.locator(`#${id}`).evaluate((row) => [row.getBoundingClientRect().top, document.querySelector('.hex thead').getBoundingClientRect().bottom]);
  for (const versions of ['v=all', 'v=ar&v=en']) {
    await visit('/a/long/compare?' + versions, async (page) => {
      await page.evaluate(() => document.fonts.ready);
      for (const id of ['s300', 's20', 's150']) {
        await page.evaluate((hash) => { location.hash = hash; }, id);
        await page.waitForTimeout(300);
        const [top, head] = await places(page, id);
        assert.ok(top >= head - 1 && top < head + 60, `${versions}: ${id} at ${top}, below heads that end at ${head}`);
      }
    });
    await visit(`/a/long/compare?${versions}#s250`, async (page) => {
      await page.waitForTimeout(500);
      const [top, head] = await places(page, 's250');
      assert.ok(top >= head - 1 && top < head + 60, `${versions}, when opened: at ${top}, below heads that end at ${head}`);
    });
  }
});

test('a link to a segment of another view finds the same segment', async () => {
  for (const view of ['parallel', 'interleaved', 'difference']) {
    await visit(`/a/orrin-ferry/compare?view=${view}#s7`, async (page) => {
      assert.ok(await page.locator('#s7').evaluate((row) => row.matches(':target')));
      assert.ok(await page.locator('#s7').isVisible());
      assert.match(await cellText(page, 's7', 0), /Twelve of the original oak frames/);
    });
  }
});

test('measures say what they mean', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    const table = await page.locator('table.tbl[aria-labelledby=meas]').innerText();
    for (const head of ['Aligned', 'Length', 'Edits', 'chrF']) assert.ok(table.includes(head), head);
    const meanings = await page.locator('.means dt').allInnerTexts();
    for (const head of ['Aligned', 'Length', 'Edits', 'chrF']) assert.ok(meanings.includes(head), `${head} is not explained`);
    const [edits, chrf] = await page.locator('table.tbl[aria-labelledby=meas] tbody tr:last-child td').evaluateAll((cells) =>
      cells.slice(-2).map((cell) => Number(cell.textContent)));
    assert.ok(edits > 0 && edits < 1, `edits ${edits}`);
    assert.ok(chrf > 20 && chrf < 100, `chrF ${chrf}`);
  });
});

test('versions are chosen from a list by ticking them', async () => {
  await visit('/a/tram-library/compare?v=uk&v=en', async (page) => {
    await page.locator('.choose summary').click();
    await page.locator('.choose input[value="zh-Hans"]').check();
    await page.locator('.choose button').click();
    await page.waitForURL(/zh-Hans/);
    assert.equal(await page.locator('th.col').count(), 3);
    await assertAccessible(page, 'the chosen versions');
  });
});

test('a version that is not there is said to be missing, beside those that are', async () => {
  await visit('/a/tram-library/compare?v=uk&v=en&v=fr', async (page) => {
    assert.match(await page.locator('.warning').innerText(), /no version “fr”/);
    assert.equal(await page.locator('th.col').count(), 2);
  });
});
