import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from './stage.mjs';

const widthOf = (page, column) => page.locator(`th.c${column}`).evaluate((head) => head.getBoundingClientRect().width);

test('a column folds to a spine that names its version, and opens again', async () => {
  await visit('/a/late-clock/compare', async (page) => {
    const open = await widthOf(page, 1), neighbour = await widthOf(page, 2);
    await page.locator('#f1').check();
    const folded = await widthOf(page, 1);
    assert.ok(folded < 60 && open > 150, `${open} became ${folded}`);
    assert.ok(await widthOf(page, 2) > neighbour, 'the others gain the room');
    assert.ok(await page.locator('th.c1 .spine').isVisible());
    assert.equal(await page.locator('#s2 td.c1').evaluate((cell) => getComputedStyle(cell).contentVisibility), 'hidden');
    assert.match(page.url(), /fold=2/);
    await page.locator('#f1').uncheck();
    assert.ok(Math.abs(await widthOf(page, 1) - open) < 1);
    assert.doesNotMatch(page.url(), /fold=/);
  });
});

test('folded versions in one language say on their spines who or what made each', async () => {
  await visit('/a/inland-lighthouse/compare?v=all&fold=23', async (page) => {
    const spines = await page.locator('th.col .spine:visible').evaluateAll((all) => all.map((one) => one.innerText.trim().replace(/\s+/g, ' ')));
    assert.equal(spines.length, 2);
    assert.notEqual(spines[0], spines[1]);
    for (const spine of spines) assert.match(spine, /^en \S/);
    for (const name of await page.locator('th.col .spine:visible i').all()) {
      assert.ok(await name.evaluate((one) => one.scrollHeight <= one.clientHeight + 1), 'a name is cut');
      if ((await name.innerText()).includes('…')) assert.ok((await name.getAttribute('title')).length > 12);
    }
    const folded = (await page.locator('.hex thead').boundingBox()).height;
    await page.locator('#f1').uncheck();
    await page.locator('#f2').uncheck();
    const open = (await page.locator('.hex thead').boundingBox()).height;
    assert.ok(folded < open + 20, `heads of ${folded} px where ${open} do`);
  });
});

test('a long name on a spine loses its middle, and is whole as a title', async () => {
  await visit('/a/orrin-ferry/compare?fold=3', async (page) => {
    const name = page.locator('th.c2 .spine i');
    assert.equal(await name.innerText(), 'Palim…st MT');
    assert.equal(await name.getAttribute('title'), 'Palimpsest MT');
    assert.ok(await name.evaluate((one) => one.scrollHeight <= one.clientHeight + 1));
  });
});

test('the address says which columns are folded', async () => {
  await visit('/a/late-clock/compare?fold=24', async (page) => {
    assert.ok(await widthOf(page, 1) < 60);
    assert.ok(await widthOf(page, 3) < 60);
    assert.ok(await widthOf(page, 2) > 150);
  });
});
