// What the checks find, beside the sentences they find it in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, overhanging } from './checks.mjs';
import { visit } from './stage.mjs';

test('every kind of finding is told beside its sentence, with its sign', async () => {
  await visit('/a/faulty/compare?v=en&v=es', async (page) => {
    const said = (await page.locator('.text .flag').allInnerTexts()).join('\n');
    for (const words of [/≠\s*Number differs: 412,000 became 421\.000/, /≠\s*Date differs/, /≠\s*Address/, /†\s*Brackets:/,
      /†\s*Quotation marks:/, /†\s*Said twice:/, /=\s*Left in English/, /†\s*Hidden characters:/]) assert.match(said, words);
    assert.ok(await page.locator('.blank', { hasText: 'wanting in this version' }).isVisible());
    assert.ok(await page.locator('.blank', { hasText: 'not in the original' }).isVisible());
    assert.equal(await page.locator('.app ol.crit li').count(), await page.locator('.text .flag').count() + 2);
    await assertAccessible(page, 'all remarks');
  });
});

test('a sentence that stands elsewhere is shown as moved, with a link to where', async () => {
  await visit('/a/moved/compare?v=th&v=en~first&v=en~second&view=difference', async (page) => {
    const moved = page.locator('.text td.c2 .dif .moved');
    assert.equal(await moved.count(), 1);
    assert.match(await moved.innerText(), /moved from \d+\s+The captain waves to the people on the .*new.* pier\./);
    assert.equal((await moved.locator('ins').innerText()).trim(), 'new');
    assert.equal(await page.locator('.text td.c1 .moved del:visible').innerText(), 'old');
    assert.ok(await page.locator('.text td.c1 .dif .moved', { hasText: 'moved to' }).isVisible());
    assert.equal(await page.locator('.text ins', { hasText: 'captain' }).count(), 0);
    // Neither wanting nor added: the rows say where it stands.
    assert.doesNotMatch(await page.locator('.hex .text').innerText(), /wanting in this version|not in the original/);
    assert.match(await page.locator('#s3 td.c2 .blank').innerText(), /moved to/);
    assert.match(await page.locator('.syn > span').last().innerText(), / 1 remark$/);
    assert.match(await page.locator('.app .crit').innerText(), /stands elsewhere/);
    assert.doesNotMatch(await page.locator('.app').innerText(), /Nothing to remark/);
    assert.match(await page.locator('.app').innerText(), /en~second, post-edited\s+6 of 6/);
    await moved.locator('a').click();
    assert.match(page.url(), /#s\d+$/);
    await assertAccessible(page, 'moved');
  });
});

test('two versions in one language are scored, with what each score means and its signature', async () => {
  await visit('/a/moved/compare?v=th&v=en~first&v=en~second', async (page) => {
    const table = await page.locator('table.scores').innerText();
    for (const words of [/BLEU\s+\d+\.\d\d\s/, /chrF2\s/, /chrF2\+\+/, /TER\s+\d/, /nrefs:1\|case:mixed\|eff:no\|tok:13a\|smooth:exp/]) assert.match(table, words);
    assert.match(await page.locator('section[aria-labelledby=shares]').innerText(), /Ana Sil\s+Meridian\s+en~second\s+\d+\s+\d+ %/);
  });
});

test('where a text itself speaks against its kind, a sign beside the kind says so, and words above', async () => {
  for (const address of ['/a/doubtful', '/a/doubtful/ar', '/a/doubtful/compare']) {
    for (const width of [1440, 390]) {
      await visit(address, async (page) => {
        await page.evaluate(() => document.fonts.ready);
        assert.match(await page.locator('.warning').innerText(), /is original as declared by stage, yet the text itself bears the label «ترجمة آلية»/);
        assert.deepEqual(await overhanging(page), []);
        if (address.endsWith('ar') || width < 800) return;
        const kinds = await page.locator(':is(th.col,.versions-table) .kind').evaluateAll((all) => all.map((one) => [one.innerText.replaceAll(/\s+/g, ' '), one.getBoundingClientRect().height]));
        assert.deepEqual(kinds.map(([words]) => words), ['Original †', 'Human translation']);
        assert.ok(Math.abs(kinds[0][1] - kinds[1][1]) < 2, 'on the line of its words');
        await assertAccessible(page, `${address} at ${width}`);
      }, { viewport: { width, height: 900 } });
    }
  }
});
