// Long articles come in parts: every link to a segment leads to the one that has it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, overhanging } from './checks.mjs';
import { visit } from './stage.mjs';

const address = '/a/parted/compare?v=ar&v=th';
const inSight = (page, id) => page.waitForFunction((row) => {
  const box = document.getElementById(row)?.getBoundingClientRect();
  return box && box.top >= 0 && box.top < innerHeight;
}, id);

for (const javaScriptEnabled of [true, false]) test(`a sentence found far down a long article is where its link leads, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
  for (const [words, id] of [['السفينة رقم 850', 's850'], ['หมายเลข 650', 's650']]) {
    await visit(`/search?q=${encodeURIComponent(words)}`, async (page) => {
      await page.locator(`.found a[href*="/compare"][href$="#${id}"]`).first().click();
      await page.waitForURL(new RegExp(`#${id}$`));
      assert.ok(await page.locator(`#${id}`).isVisible());
      if (javaScriptEnabled) await inSight(page, id);
    }, { javaScriptEnabled });
  }
});

test('a segment written into the address by hand leads to its part, and what is shown comes along', async () => {
  await visit(`${address}&signs=0#s777`, async (page) => {
    await page.waitForURL(/signs=0.*part=2.*#s777$|part=2.*signs=0.*#s777$/);
    await inSight(page, 's777');
    await page.evaluate(() => { location.hash = '#s12'; });
    await page.waitForURL((url) => !/part=[23]/.test(url.search) && url.hash === '#s12');
    await inSight(page, 's12');
    await page.evaluate(() => { location.hash = '#s9000'; });
    await page.locator('.toast').filter({ hasText: 'There is no segment 9000 here' }).waitFor();
    assert.equal(await page.locator('#s12').count(), 1);
  });
});

test('a segment that shares a row with those before it leads to that row', async () => {
  await visit('/a/tram-library/compare?v=all', async (page) => {
    const merged = page.locator('.text tr[id] .num a:first-child').filter({ hasText: '–' }).first();
    const [first, last] = (await merged.textContent()).split('–');
    await page.evaluate((hash) => { location.hash = hash; }, `#s${last}`);
    await page.waitForURL(new RegExp(`#s${first}$`));
    await inSight(page, `s${first}`);
  });
});

test('which segments each part has is said above the text, and each part is a link', async () => {
  for (const width of [390, 1440]) {
    await visit(address, async (page) => {
      const parts = page.locator('nav.parts').first();
      assert.match(await parts.innerText(), /Part 1 of 3, segments 1–400 of 901/);
      assert.ok((await parts.boundingBox()).y < (await page.locator('#s1').boundingBox()).y);
      assert.deepEqual(await parts.locator('li').allInnerTexts(), ['1–400', '401–800', '801–901']);
      await parts.locator('li a').last().click();
      await page.waitForURL(/part=3/);
      assert.ok(await page.locator('#s850').count() === 1);
      assert.equal(await page.locator('nav.parts [aria-current]').innerText(), '801–901');
      assert.deepEqual(await overhanging(page), []);
      await assertAccessible(page, `parts at ${width}`, 'nav.parts');
      await page.locator('nav.parts a[rel=prev]').last().click();
      await page.waitForURL(/part=2/);
    }, { viewport: { width, height: 844 } });
  }
});
