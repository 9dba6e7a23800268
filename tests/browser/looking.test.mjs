// Searching and the translation memory.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { manyHands } from './articles.mjs';
import { assertAccessible, overhanging, textAt } from './checks.mjs';
import { base, visit } from './stage.mjs';

const search = (words, more = '') => `/search?q=${encodeURIComponent(words)}${more}`;
const memory = (sentence, more = '') => `/memory?sentence=${encodeURIComponent(sentence)}${more}`;

test('what is found in an article of very many versions is one entry, with a few renderings and the way to all others', async () => {
  await visit(search('渡船'), async (page) => {
    const found = page.locator('.found');
    assert.equal(await found.filter({ hasText: '岛上的渡船' }).count(), 1);
    const hit = found.filter({ hasText: '岛上的渡船' }).locator('.hit').first();
    assert.equal(await hit.locator('.renderings li').count(), 8);
    const rest = hit.locator('.rest a');
    // All but the one found, and those that are written.
    assert.equal(await rest.innerText(), `${4 * manyHands - 8} versions more, side by side`);
    assert.ok(await found.locator('details.others').first().isVisible());
    await rest.click();
    assert.match(page.url(), /\/a\/island-ferry-by-many-hands\/compare\?v=ar&v=zh-Hans~hand\d+@1&v=/);
    assert.equal(await page.locator('.text tr').first().locator('td').count(), 8);
  });
});

test('a page of what was found stays small however many versions there are', async () => {
  for (const address of [search('渡船', '&limit=100'), search('ferry', '&limit=100'), search('Kyiv', '&names=1')]) {
    const bytes = gzipSync(await textAt(base + address)).length;
    assert.ok(bytes < 150_000, `${address}: ${bytes}`);
  }
});

test('a sentence that nothing has leads to sentences like it, with the difference and how each was rendered', async () => {
  await visit(search('岛上的渡船星期一回到湖上'), async (page) => {
    await page.locator('main a[href^="/memory"]').first().click();
    assert.equal(await page.locator('h1').innerText(), 'Translation memory');
    const first = page.locator('.found').first();
    assert.match(await first.locator('h2').innerText(), /^[5-9]\d %$/);
    assert.match(await first.locator('.hit > p del').allInnerTexts().then((all) => all.join('')), /天/);
    assert.match(await first.locator('.hit > p ins').allInnerTexts().then((all) => all.join('')), /一/);
    assert.match(await first.locator('.renderings').innerText(), /تعود عبّارة الجزيرة/);
    await first.locator('.no').click();
    assert.match(page.url(), /\/a\/island-ferry-by-many-hands\/compare\?v=ar&v=.*#s2$/);
  }, { javaScriptEnabled: false });
});

test('the memory is asked with the keyboard alone, in one language and for renderings into another', async () => {
  await visit('/memory', async (page) => {
    await page.locator('#sentence').focus();
    await page.keyboard.type('เรือข้ามฟากของเกาะกลับมาที่ทะเลสาบในวันจันทร์');
    await page.locator('select[name=language]').selectOption('th');
    await page.locator('select[name=to]').selectOption('uk');
    await page.locator('main form button').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/memory\?sentence=/);
    assert.match(await page.locator('#sentence').inputValue(), /วันจันทร์/);
    const languages = await page.locator('.renderings li p').evaluateAll((all) => [...new Set(all.map((one) => one.lang))]);
    assert.deepEqual(languages, ['uk']);
    const found = await page.locator('.hit > p').evaluateAll((all) => [...new Set(all.map((one) => one.lang))]);
    assert.deepEqual(found, ['th']);
  });
});

test('the memory says when nothing is like enough, and every page leads to it', async () => {
  await visit(memory('渡船', '&least=100'), async (page) => {
    assert.match(await page.locator('main [role=status]').innerText(), /^No sentence is alike by 100 %/);
    assert.ok(await page.locator('.foot a[href="/memory"]').isVisible());
  });
});

test('axe finds nothing on pages of what was found, and they stick out nowhere', { timeout: 120_000 }, async () => {
  for (const colorScheme of ['light', 'dark']) {
    await visit('/memory', async (page) => {
      for (const address of ['/memory', memory('岛上的渡船星期一回到湖上', '&least=40'), memory('تعود عبّارة الجزيرة إلى البحيرة يوم الاثنين.'), search('渡船')]) {
        for (const width of [320, 390, 1440]) {
          await page.setViewportSize({ width, height: 900 });
          await page.goto(base + address);
          await page.locator('details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
          await assertAccessible(page, `${address} at ${width}, ${colorScheme}`);
          assert.deepEqual(await overhanging(page), [], `${address} at ${width}`);
        }
      }
    }, { colorScheme });
  }
});
