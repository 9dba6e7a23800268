// A text handed in by paste: shown as it is understood, and stored only with a token. Without JavaScript, as every browser sends a form.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, overhanging } from './checks.mjs';
import { visit, writeToken } from './stage.mjs';

const pasted = 'عودة العبّارة\n\nستبحر العبّارة الليلية في ٣ مايو. وقال القبطان إن الرحلة هادئة.\n\nترجمة آلية\n';

test('a pasted text is shown as it is understood before anything is stored', async () => {
  await visit('/import', async (page) => {
    await page.fill('#pasted', pasted);
    await page.fill('#article', 'pasted-ferry');
    await page.locator('.intake button').click();
    const roles = await page.locator('.blocks select option:checked').allTextContents();
    assert.ok(roles.includes('title') && roles.includes('label'), `blocks: ${roles}`);
    assert.match(await page.locator('main').textContent(), /Nothing is stored yet/);
  }, { javaScriptEnabled: false });
  await visit('/', async (page) => assert.doesNotMatch(await page.locator('main').innerHTML(), /pasted-ferry/));
});

for (const javaScriptEnabled of [true, false]) test(`who sees that a block is something else says so before it is stored, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
  const article = `roles-${javaScriptEnabled}`;
  await visit('/import', async (page) => {
    await page.fill('#pasted', pasted);
    await page.fill('#article', article);
    await page.locator('.intake button').click();
    const roles = () => page.locator('.blocks select option:checked').allTextContents();
    assert.deepEqual(await roles(), ['title', 'paragraph', 'label']);
    assert.match(await page.locator('.said').innerText(), /Automated translation|machine/);
    await page.getByLabel('Role of block 2').selectOption('standfirst');
    await page.getByLabel('Role of block 3').selectOption('byline');
    await page.getByRole('button', { name: /Look again/ }).click();
    assert.deepEqual(await roles(), ['title', 'standfirst', 'byline']);
    assert.equal(await page.locator('.said').count(), 0, 'no label, no claim');
    if (javaScriptEnabled) await assertAccessible(page, 'the preview with roles');
    await page.setViewportSize({ width: 320, height: 800 });
    assert.deepEqual(await overhanging(page), []);
    await page.getByLabel('Role of block 3').selectOption('caption');
    await page.fill('#token', writeToken);
    await page.getByRole('button', { name: 'Store it' }).click();
    assert.equal(await page.locator('.t-dek').count(), 1);
    assert.equal(await page.locator('.t-cap').innerText(), 'ترجمة آلية');
  }, { javaScriptEnabled });
});

test('nothing is stored without a token, and the page says so', async () => {
  // The refusal's status, 401, is an error to the browser's console.
  await assert.rejects(visit('/import', async (page) => {
    await page.fill('#pasted', pasted);
    await page.locator('.intake button').click();
    await page.fill('#token', 'hxw_wrong');
    await page.locator('.intake button', { hasText: 'Store it' }).click();
    assert.match(await page.locator('main').textContent(), /token/);
  }, { javaScriptEnabled: false }), /401/);
});

test('the form is accessible', async () => {
  await visit('/import', async (page) => assertAccessible(page, 'the form'));
});

test('the preview says what stands beside nothing, and who makes a mistake is led back to the form', async () => {
  await visit('/import', async (page) => {
    page.removeAllListeners('console');  // a refusal on purpose
    await page.fill('[name=text]', '# El ferry nocturno\n\nTraducido automáticamente\n\nEl trabajo costó 421.000 coronas.');
    await page.fill('[name=article]', 'orrin-ferry');
    await page.fill('[name=from]', 'orrin-ferry/en');
    await page.selectOption('[name=kind]', 'machine');
    await page.locator('.intake button').click();
    assert.ok(await page.locator('.alignment .blank:has(.om)', { hasText: 'wanting in this text' }).count() > 3);
    const said = await page.locator('.said').innerText();
    assert.match(said, /Made from/);
    assert.match(said, /Automated translation/);
    await assertAccessible(page, 'the preview');
    await page.setViewportSize({ width: 390, height: 844 });
    const torn = await page.locator('.said .chip').evaluateAll((all) => all.filter((one) => one.getClientRects().length > 1).length);
    assert.equal(torn, 0);
    await page.goto(page.url().replace(/import.*/, 'import'));
    await page.fill('[name=text]', 'Some words.');
    await page.fill('[name=language]', 'no language');
    await page.locator('.intake button').click();
    assert.match(await page.locator('main').innerText(), /“no language” is no tag of a language, as ar or zh-Hant\./);
    assert.ok(await page.locator('main a[href="/import"]').isVisible());
  });
});

test('the preview says where the text goes before it is stored', async () => {
  await visit('/import', async (page) => {
    await page.fill('#pasted', '# El ferry nocturno\n\nEl trabajo costó 421.000 coronas.');
    await page.fill('#article', 'orrin-ferry');
    await page.fill('#from', 'unknown');
    await page.setInputFiles('#file', { name: 'ferry.md', mimeType: 'text/markdown', buffer: Buffer.from('# เรือกลับมา\n\nเรือกลางคืนกลับมาที่ทะเลสาบ') });
    await page.locator('.intake button').click();
    assert.match(await page.locator('.warning').innerText(), /The pasted text is left out/);
    const whither = await page.locator('.whither').innerText();
    assert.match(whither, /orrin-ferry/);
    assert.match(whither, /th, a new one/);
    assert.match(whither, /ไทย/);
    await assertAccessible(page, 'the preview');
    await page.setViewportSize({ width: 320, height: 800 });
    assert.deepEqual(await overhanging(page), []);
  }, { javaScriptEnabled: true });
});

test('who signs in on the form may send a text of several megabytes; who does not is told so on a page', async () => {
  const large = { name: 'large.md', mimeType: 'text/markdown', buffer: Buffer.from(`${'渡船回来了。'.repeat(200)}\n\n`.repeat(700)) };
  await visit('/import', async (page) => {
    page.removeAllListeners('console');  // a refusal on purpose
    await page.setInputFiles('#file', large);
    await page.locator('.intake button').click();
    assert.equal(await page.locator('h1').innerText(), 'Content too large');
    assert.match(await page.locator('main').innerText(), /At most 2 MB are taken at once without a good token/);
    await page.locator('main a[href="/import"]').click();
    await page.fill('.intake-who input[name=token]', writeToken);
    await page.locator('.intake-who button').click();
    assert.match(await page.locator('.intake .who').innerText(), /Signed in as\s+Browser Desk/);
    await assertAccessible(page, 'the form of who is signed in');
    await page.setInputFiles('#file', large);
    await page.locator('.intake p button').click();
    assert.equal(await page.locator('h1').innerText(), 'Is this what you mean?');
    await page.locator('.intake .out').click();
    await page.waitForSelector('.intake-who');
  });
});
