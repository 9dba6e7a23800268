// Which two of several versions in one language are compared.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, isShown, overhanging } from './checks.mjs';
import { visit } from './stage.mjs';

const address = '/a/orrin-ferry/compare?v=en@2&v=en@1&v=es&v=es~desk&view=difference';

for (const javaScriptEnabled of [true, false]) {
  test(`a reader chooses which two to compare, ${javaScriptEnabled ? 'with' : 'without'} a script, and the address keeps it`, async () => {
    await visit(address, async (page) => {
      await page.locator('.choose.pair summary').click();
      await page.locator('select[name=before]').selectOption('es~desk@1');
      await page.locator('select[name=after]').selectOption('es@1');
      await page.locator('.choose.pair button').click();
      await page.waitForURL(/before=es(~|%7E)desk(@|%40)1&after=es(@|%40)1/);
      const spine = (column) => page.locator(`th.c${column}`).evaluate((head) => head.getBoundingClientRect().width < 60);
      assert.deepEqual(await Promise.all([1, 2, 3].map(spine)), [true, false, false]);
      // The later reading is the machine's now, and so has what is added.
      assert.ok(await isShown(page, '#s1 td.c2 ins'));
      await page.locator('.choose.pair summary').click();
      assert.equal(await page.locator('select[name=before]').inputValue(), 'es~desk@1');
      await page.reload();
      assert.deepEqual(await Promise.all([1, 2, 3].map(spine)), [true, false, false]);
    }, { javaScriptEnabled });
  });
}

test('two revisions of the original can be compared beside its translations', async () => {
  await visit(`${address}&before=en@1&after=en@2`, async (page) => {
    assert.ok(await isShown(page, 'td.c0 ins'));
    const folded = await page.locator('th.c2').evaluate((head) => head.getBoundingClientRect().width < 60);
    assert.ok(folded);
  });
});

test('the choice of two fits on a telephone and lies over nothing that it names', async () => {
  for (const width of [320, 390, 834]) {
    await visit(address, async (page) => {
      await page.locator('.choose.pair summary').click();
      assert.deepEqual(await overhanging(page), [], `at ${width}`);
      const box = await page.locator('.choose.pair form').boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= width, `from ${box.x} to ${box.x + box.width} at ${width}`);
      await assertAccessible(page, `the choice of two at ${width}`, '.choose.pair');
    }, { viewport: { width, height: 800 } });
  }
});
