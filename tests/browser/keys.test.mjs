import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit, visitWithClipboard } from './stage.mjs';

const current = (page) => page.locator('.text tr.cur').evaluateAll((rows) => rows.map((row) => row.id).join(' '));
const press = (page, ...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

test('j and k step through segments, n and p through remarks', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    await press(page, 'j', 'j');
    assert.equal(await current(page), 's2');
    await press(page, 'k');
    assert.equal(await current(page), 's1');
    await press(page, 'n');
    assert.equal(await current(page), 's2');
    const at = [];
    for (let i = 0; i < 3; ++i) {
      await press(page, 'n');
      at.push(await current(page));
    }
    for (const id of at) assert.ok(await page.locator(`#${id} :is(.flag,.blank)`).count() > 0, id);
    await press(page, 'p');
    assert.equal(await current(page), at[1]);
    await press(page, 'Escape');
    assert.equal(await current(page), '');
  });
});

test('j skips rows that the view does not show', async () => {
  await visit('/a/orrin-ferry/compare?view=difference', async (page) => {
    const seen = [];
    for (let i = 0; i < 6; ++i) {
      await press(page, 'j');
      seen.push(await current(page));
    }
    for (const id of seen) assert.ok(await page.locator(`#${id}`).isVisible(), id);
  });
});

test('digits fold columns, d compares, i interleaves, s hides signs', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    await press(page, '2');
    assert.ok(await page.locator('#f1').isChecked());
    await press(page, '2');
    assert.equal(await page.locator('#f1').isChecked(), false);
    await press(page, 'd');
    assert.ok(await page.locator('#v-diff').isChecked());
    assert.match(page.url(), /view=difference/);
    await press(page, 'd');
    assert.ok(await page.locator('#v-par').isChecked());
    await press(page, 'i');
    assert.ok(await page.locator('#v-int').isChecked());
    await press(page, 's');
    assert.equal(await page.locator('#k-marks').isChecked(), false);
    assert.equal(await page.locator('#k-flags').isChecked(), false);
  });
});

test('y copies the link to the segment', async () => {
  await visitWithClipboard('/a/orrin-ferry/compare', async (page) => {
    await press(page, 'j', 'j', 'j', 'y');
    await page.locator('.toast').filter({ hasText: 'copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^http:\/\/127\.0\.0\.1:\d+\/a\/orrin-ferry\/compare.*#s/);
  });
});

test('question mark lists the keys, and single letters can be switched off for good', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    await press(page, '?');
    const help = page.locator('#help');
    assert.ok(await help.isVisible());
    await press(page, 'j');
    assert.equal(await current(page), '', 'keys do not reach the page behind the list');
    await page.locator('#k-on').uncheck();
    await press(page, 'Escape');
    assert.equal(await help.isVisible(), false);
    await press(page, 'j', '2', 'd');
    assert.equal(await current(page), '');
    assert.equal(await page.locator('#v-diff').isChecked(), false);
    await page.reload();
    await press(page, 'j');
    assert.equal(await current(page), '', 'the choice outlives the page');
  });
});

test('slash goes to the search', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    await press(page, '/');
    await page.waitForFunction(() => location.pathname === '/' || document.activeElement?.type === 'search');
  });
});

test('everything can be reached and used by the keyboard alone', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    await press(page, 'Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the text');
    const visited = new Set();
    for (let i = 0; i < 260; ++i) {
      await press(page, 'Tab');
      const name = await page.evaluate(() => {
        const at = document.activeElement;
        if (!at || at === document.body) return '';
        const box = (at.closest('label') ?? at).getBoundingClientRect();
        const ring = getComputedStyle(at.closest('.opt,.fold') ?? at).outlineStyle;
        return `${at.id || at.getAttribute('href') || at.dataset.act || at.tagName}|${box.width > 0 && ring !== 'none'}`;
      });
      if (name === '') break;
      assert.ok(name.endsWith('|true'), `the focus cannot be seen on ${name}`);
      visited.add(name.split('|')[0]);
    }
    for (const wanted of ['v-par', 'k-marks', 'k-flags', 't-auto', 'f0', 'f1', 'f3', 'SUMMARY', '#cite', 'help', 'print', 'cite', '#s1', '#s31', '/log'])
      assert.ok(visited.has(wanted), `Tab never came to ${wanted}: ${[...visited].join(' ')}`);
  });
});

test('y copies what the citation pins: the revisions, the part, the segment, and how they are shown', async () => {
  const copy = async (page, ...keys) => {
    await press(page, ...keys, 'y');
    await page.locator('.toast').filter({ hasText: 'copied' }).waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  await visitWithClipboard('/a/orrin-ferry/compare?v=ar&v=en', async (page) => {
    const cited = await page.locator('#cite a.hash').evaluate((link) => link.href);
    assert.match(cited, /v=ar@\d+&v=en@\d+$/);
    assert.equal(await copy(page, 'j', 'j', 'j'), `${cited}#s3`);
    assert.equal(await copy(page, '2', 'd'), `${cited}&fold=1#s3`, 'there are no two to compare');
  });
  await visitWithClipboard('/a/parted/compare?at=850', async (page) => {
    const cited = await page.locator('#cite a.hash').evaluate((link) => link.href);
    assert.match(cited, /v=ar@1&v=th@1&part=3$/);
    assert.equal(await copy(page, 'j'), `${cited}#s801`);
    const bibtex = await page.locator('.cite a', { hasText: 'BibTeX' }).evaluate(async (link) => (await fetch(link.href)).text());
    assert.ok(bibtex.includes(`url = {${cited}}`), bibtex);
  });
});

test('lists of choices go by Escape, which gives the focus back, and by a click beside them', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    const list = page.locator('.choose').filter({ hasText: 'Versions' });
    await list.locator('summary').click();
    await page.keyboard.press('Tab');
    await press(page, 'Escape');
    assert.equal(await list.getAttribute('open'), null);
    assert.match(await page.evaluate(() => document.activeElement.textContent), /^Versions/);
    await list.locator('summary').click();
    await list.locator('input').first().click();
    assert.equal(await list.getAttribute('open'), '', 'a click in it leaves it open');
    await page.locator('#s2 td.c0').click();
    assert.equal(await list.getAttribute('open'), null);
  });
});
