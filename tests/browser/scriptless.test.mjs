import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from './stage.mjs';

const scriptless = { javaScriptEnabled: false };

test('without scripts views, folding, signs and light still answer', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    await page.locator('label:has(#v-int)').click();
    assert.ok(await page.locator('#s2 td.c1 .cl').isVisible());
    await page.locator('label:has(#v-diff)').click();
    assert.ok(await page.locator('#s1 td.c3 .dif ins').first().isVisible());
    await page.locator('label:has(#v-par)').click();
    await page.locator('th.c1').hover();
    await page.locator('th.c1 .fold').click();
    assert.ok((await page.locator('th.c1').boundingBox()).width < 60);
    await page.locator('label:has(#k-flags)').click();
    assert.equal(await page.locator('.flag').first().isVisible(), false);
    await page.locator('label:has(#t-dark)').click();
    const light = await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
    await page.locator('label:has(#t-light)').click();
    assert.notDeepEqual(await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } }), light);
  }, scriptless);
});

test('without scripts nothing is offered that needs them', async () => {
  await visit('/a/orrin-ferry/compare', async (page) => {
    for (const selector of ['.js', '[data-act]', '.keys']) {
      for (const one of await page.locator(selector).all()) assert.equal(await one.isVisible(), false, selector);
    }
    assert.ok(await page.locator('.cite a', { hasText: 'BibTeX' }).isVisible());
  }, scriptless);
});

test('without scripts a link into a long article leads to its segment too', { timeout: 60_000 }, async () => {
  for (const id of ['s250', 's399']) {
    await visit(`/a/long/compare?v=all#${id}`, async (page) => {
      const { y } = await page.locator(`#${id}`).boundingBox(), head = await page.locator('.hex thead').boundingBox();
      assert.ok(y >= head.y + head.height - 1 && y < 900, `${id} is at ${y}`);
    }, scriptless);
  }
});

test('without scripts the versions are chosen by a form, and a segment by its link', async () => {
  await visit('/a/tram-library/compare?v=uk&v=en', async (page) => {
    await page.locator('.choose summary').click();
    await page.locator('.choose input[value="es"]').check();
    await page.locator('.choose button').click();
    await page.waitForURL(/v=es/);
    assert.equal(await page.locator('th.col').count(), 3);
    await page.locator('#s4 .num a').first().click();
    assert.match(page.url(), /#s4$/);
  }, scriptless);
});
