// A text handed in by paste: shown as it is understood, and stored only with a token. Without JavaScript, as every browser sends a form.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible } from './checks.mjs';
import { visit } from './stage.mjs';

const pasted = 'عودة العبّارة\n\nستبحر العبّارة الليلية في ٣ مايو. وقال القبطان إن الرحلة هادئة.\n\nترجمة آلية\n';

test('a pasted text is shown as it is understood before anything is stored', async () => {
  await visit('/import', async (page) => {
    await page.fill('#pasted', pasted);
    await page.fill('#article', 'pasted-ferry');
    await page.locator('.intake button').click();
    const roles = await page.locator('.blocks tbody tr td:nth-child(2)').allTextContents();
    assert.ok(roles.includes('title') && roles.includes('label'), `blocks: ${roles}`);
    assert.match(await page.locator('main').textContent(), /Nothing is stored yet/);
  }, { javaScriptEnabled: false });
  await visit('/', async (page) => assert.doesNotMatch(await page.locator('main').innerHTML(), /pasted-ferry/));
});

test('nothing is stored without a token, and the page says so', async () => {
  // The refusal's status, 401, is an error to the browser's console.
  await assert.rejects(visit('/import', async (page) => {
    await page.fill('#pasted', pasted);
    await page.locator('.intake button').click();
    await page.fill('#token', 'hxw_wrong');
    await page.locator('.intake button').click();
    assert.match(await page.locator('main').textContent(), /token/);
  }, { javaScriptEnabled: false }), /401/);
});

test('the form is accessible', async () => {
  await visit('/import', async (page) => assertAccessible(page, 'the form'));
});
