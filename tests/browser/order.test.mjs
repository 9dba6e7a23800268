// The order of columns is the reader's; the original stays what the others are compared with.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible } from './checks.mjs';
import { visit } from './stage.mjs';

// The variants by what is seen: their heads from left to right.
const shown = (page) => page.locator('th.col').evaluateAll((heads) => heads
  .map((head) => [head.getBoundingClientRect().left, head.querySelector('.id').textContent])
  .sort((one, other) => one[0] - other[0]).map(([, id]) => id));
const lefts = (page, selector) => page.locator(selector).evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().left)));

test('versions stand in the order in which the address names them, with the original compared wherever it stands', async () => {
  for (const [order, fold] of [[['uk', 'ar', 'th', 'de'], ''], [['de', 'th', 'uk', 'ar'], ''], [['th', 'uk', 'ar'], '&fold=1'], [['el', 'es', 'th', 'uk', 'ar', 'de'], '&fold=3']]) {
    await visit(`/a/wordy/compare?${order.map((id) => `v=${id}`).join('&')}${fold}`, async (page) => {
      assert.deepEqual(await shown(page), order);
      assert.deepEqual(await lefts(page, '#s2 td'), await lefts(page, 'th.col'), 'cells under their heads');
      // Rows are those of the original, and it is what lacks nothing.
      assert.equal(await page.locator('#s2 td.c0').getAttribute('class').then((one) => one.includes('x-arab')), true);
      assert.equal(await page.locator('.text tr[id]').count(), 3);
      if (fold) {
        const folded = await page.locator('th.col').evaluateAll((heads) => heads.findIndex((head) => head.getBoundingClientRect().width < 80));
        assert.equal(order[folded], fold === '&fold=1' ? 'ar' : 'es');
      }
    }, { viewport: { width: 1600, height: 900 } });
  }
});

test('a digit folds the column that stands there', async () => {
  await visit('/a/wordy/compare?v=uk&v=ar&v=th', async (page) => {
    await page.keyboard.press('1');
    assert.ok((await page.locator('th.col').first().boundingBox()).width < 80);
    await page.keyboard.press('1');
    await page.keyboard.press('2');
    await page.waitForURL(/fold=1$/);
    await page.reload();
    assert.ok((await page.locator('th.c0').boundingBox()).width < 80);
  });
});

for (const javaScriptEnabled of [true, false]) test(`a version is moved to the left and right, and the list that chooses versions keeps the order, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
  await visit('/a/wordy/compare?v=ar&v=uk&v=th&fold=3', async (page) => {
    const versions = page.locator('.choose summary').filter({ hasText: 'Versions' });
    await versions.click();
    if (javaScriptEnabled) await assertAccessible(page, 'the list of versions', '.choose[open]');
    await page.getByRole('link', { name: 'Thai, human: one column to the left' }).click();
    await page.waitForURL(/v=ar@1&v=th@1&v=uk@1&fold=2#move-th@1/);
    assert.deepEqual(await shown(page), ['ar', 'th', 'uk']);
    assert.ok((await page.locator('th.c1').boundingBox()).width < 80, 'what was folded stays folded');
    assert.ok(await page.locator('.choose[open] .moves').first().isVisible(), 'the list is open still');
    await page.getByRole('link', { name: 'Arabic, original: one column to the right' }).click();
    await page.waitForURL(/v=th@1&v=ar@1&v=uk@1/);
    assert.deepEqual(await shown(page), ['th', 'ar', 'uk']);
    await page.locator('.choose[open] input[value=es]').check();
    await page.locator('.choose[open] button').click();
    await page.waitForURL(/v=es/);
    assert.deepEqual(await shown(page), ['th', 'ar', 'uk', 'es']);
  }, { javaScriptEnabled });
});

test('what was folded since the page came stays folded when versions are moved', async () => {
  await visit('/a/wordy/compare?v=th&v=ar&v=uk', async (page) => {
    const folded = async () => page.locator('th.col').evaluateAll((heads) => heads.filter((head) => head.getBoundingClientRect().width < 80).map((head) => head.querySelector('.id').textContent));
    await page.keyboard.press('1');
    await page.keyboard.press('2');
    assert.deepEqual((await folded()).sort(), ['ar', 'th']);
    await page.locator('.choose summary').filter({ hasText: 'Versions' }).click();
    await page.getByRole('link', { name: 'Ukrainian, human: one column to the left' }).click();
    await page.waitForURL(/v=th@1&v=uk@1&v=ar@1/);
    assert.deepEqual((await folded()).sort(), ['ar', 'th']);
    await page.getByRole('link', { name: 'Thai, human: one column to the right' }).click();
    await page.waitForURL(/v=uk@1&v=th@1&v=ar@1/);
    assert.deepEqual((await folded()).sort(), ['ar', 'th']);
  });
});

test('who corrects beside a version that stands before the original comes back to the same order', async () => {
  await visit('/a/corrected/compare?v=en&v=ar', async (page) => {
    assert.deepEqual(await shown(page), ['en', 'ar']);
    assert.deepEqual(await page.locator('form#fix').count(), 0);
    await page.locator('#s2 .fix').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/v=en@1&v=ar@1&edit=s2/);
    assert.deepEqual(await page.locator('.fixing input[name=v]').evaluateAll((all) => all.map((one) => one.value)), ['en@1', 'ar@1']);
    assert.match(await page.locator('#s2 td.c0 .pick').innerText(), /2/);
  });
});
