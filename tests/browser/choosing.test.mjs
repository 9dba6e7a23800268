// Of very many versions a reader finds those wanted: under their languages, or by what is written into a field.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manyHands } from './articles.mjs';
import { assertAccessible, overhanging } from './checks.mjs';
import { visit } from './stage.mjs';

const address = '/a/island-ferry-by-many-hands/compare?v=ar';
const open = (page) => page.locator('.choose>summary').filter({ hasText: 'Versions' }).click();
const shown = (page, selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).map((one) => one.value ?? one.textContent));

for (const javaScriptEnabled of [true, false]) test(`very many versions stand under their languages, people's first, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
  await visit(address, async (page) => {
    await open(page);
    const groups = page.locator('.choose .in');
    assert.deepEqual(await groups.locator('summary').evaluateAll((all) => all.map((one) => one.innerText.replace(/\s+/g, ' '))), [
      `简体中文 Simplified Chinese ${manyHands} versions`, `Español Spanish ${manyHands} versions`, `ไทย Thai ${manyHands} versions`, `Українська Ukrainian ${manyHands} versions`]);
    assert.deepEqual(await shown(page, '.in input'), []);
    assert.equal(await page.locator('#find-version').isVisible(), javaScriptEnabled);
    // By keys alone.
    await groups.nth(2).locator('summary').focus();
    await page.keyboard.press('Enter');
    assert.equal((await shown(page, '.in input')).length, manyHands);
    assert.equal((await shown(page, '.in input'))[0], 'th~hand1');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    if (javaScriptEnabled) await assertAccessible(page, 'the list of very many versions', '.choose[open]');
    await page.locator('.choose button').click();
    await page.waitForURL(/v=ar&v=th(~|%7E)hand1$/);
    assert.equal(await page.locator('th.col').count(), 2);
  }, { javaScriptEnabled });
});

test('versions are found by words of their language, their name or their kind', async () => {
  await visit(address, async (page) => {
    await open(page);
    const find = async (words) => {
      await page.fill('#find-version', words);
      return shown(page, '.in input');
    };
    assert.deepEqual(await find('thai human'), ['th~hand1']);
    assert.deepEqual(await find('ไทย hand1 auto'), ['th~hand10', 'th~hand11', 'th~hand12']);
    assert.deepEqual(await find('ESPANOL hand7'), ['es~hand7']);
    assert.equal(await page.locator('.seek output').innerText(), '1');
    assert.deepEqual(await find('no such words'), []);
    assert.equal(await page.locator('.seek output').innerText(), '0');
    assert.deepEqual(await find(''), []);
    assert.equal(await page.locator('.in:visible').count(), 4);
    await find('hand3');
    await page.keyboard.press('Enter');
    assert.ok(page.url().endsWith('compare?v=ar'), 'looking is no choice');
    await page.locator('input[value="uk~hand3"]').check();
    assert.deepEqual(await find(''), Array.from({ length: manyHands }, (_, i) => `uk~hand${i + 1}`), 'what is chosen stays in sight');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.choose[open]').count(), 0);
  });
});

for (const width of [320, 834]) test(`the list of very many versions fits at ${width} pixels`, async () => {
  await visit(`${address}&v=zh-Hans~hand1&v=uk~hand2`, async (page) => {
    await open(page);
    await page.fill('#find-version', 'auto');
    assert.deepEqual(await overhanging(page), []);
    const form = page.locator('.choose[open] form');
    const { x, width: wide } = await form.boundingBox();
    assert.ok(x >= 0 && x + wide <= width, `${x} and ${wide} wide`);
    assert.ok(await form.evaluate((one) => one.scrollWidth <= one.clientWidth), 'it does not scroll to the side');
    const crossing = await page.locator('.choose[open] label:visible').evaluateAll((all) => all.filter((one) => {
      const parts = [...one.children].map((part) => part.getBoundingClientRect());
      return parts.some((a, i) => parts.some((b, k) => k > i && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3));
    }).length);
    assert.equal(crossing, 0, 'no name runs into what stands beside it');
    await assertAccessible(page, `the list at ${width}`, '.choose[open]');
  }, { viewport: { width, height: 800 } });
});
