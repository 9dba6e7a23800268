// Which sentences render which, corrected on the page by who has a token, and undone; findings dismissed. By plain forms.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, overhanging } from './checks.mjs';
import { visit, writeToken } from './stage.mjs';

const address = '/a/corrected/compare?v=ar&v=en';
// One after the other: there is one pointer.
async function tick(page, name, numbers) {
  for (const number of numbers) await page.locator(`input[name=${name}][value="${number}"]`).check();
}
async function say(page, change, reason) {
  await page.fill('.fixing input[name=token]', writeToken);
  await page.fill('.fixing input[name=reason]', reason);
  await page.locator(`.fixing button[value=${change}]`).click();
  await page.waitForURL(/edit=/);
}

test('rows are merged and parted on the page without scripts, and the correction is undone', async () => {
  await visit(address, async (page) => {
    await page.locator('#s2 .fix').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/edit=s2#s2$/);
    assert.equal(await page.locator('.pick').count() % 2, 0);
    await tick(page, 'o', [2, 3]);
    await tick(page, 't1', [2, 3]);
    await say(page, 'merge', 'one thought');
    assert.equal(await page.locator('#s2 .num a').first().textContent(), '2–3');
    assert.match(await page.locator('#s2 td.c1').innerText(), /matched by hand \(merge\) by Browser Desk/);
    await page.fill('.fixing input[name=token]', writeToken);
    await page.locator('.fixing button[name=retract]').click();
    await page.waitForURL(/edit=/);
    assert.equal(await page.locator('#s2 .num a').first().textContent(), '2');
    assert.equal(await page.locator('#s3').count(), 1);
  }, { javaScriptEnabled: false });
});

test('a finding is dismissed on the page, stays to be read, and is no remark any more', async () => {
  const remarks = async (page) => Number(/(\d+) remarks?/.exec(await page.locator('.syn > span').last().textContent())[1]);
  await visit(address, async (page) => {
    const before = await remarks(page);
    const row = await page.locator('.text tr:has(.flag.f-x)').first().getAttribute('id');
    await page.goto(`${page.url().split('#')[0]}&edit=${row}#${row}`);
    await page.fill('.fixing input[name=token]', writeToken);
    await page.fill('.fixing input[name=reason]', 'rounded by the desk');
    await page.locator('.fixing button[name=dismiss]').first().click();
    await page.waitForURL(/edit=/);
    assert.match(await page.locator(`#${row} .flag.done`).first().innerText(), /dismissed by Browser Desk, .*: rounded by the desk/);
    assert.equal(await remarks(page), before - 1);
    assert.equal(await page.locator(`#${row} .bad`).count(), 0);
  }, { javaScriptEnabled: false });
});

test('correcting keeps the pair, and what was chosen after the page came', async () => {
  await visit('/a/moved/compare?v=th@1&v=en~first@1&v=en~second@1&before=en~second@1&after=en~first@1', async (page) => {
    await page.locator('label:has(#v-diff)').click();
    await page.keyboard.press('3');
    await page.locator('#s2 .fix').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/edit=s2/);
    const kept = /before=en~second@1&after=en~first@1&(edit=s2&)?view=difference&fold=3/;
    assert.match(page.url(), kept);
    await page.locator('label:has(#k-marks)').click();
    await tick(page, 'o', [2]);
    await tick(page, 't1', [2]);
    await page.fill('.fixing input[name=token]', writeToken);
    await page.locator('.fixing button[value=link]').click();
    await page.waitForURL(/signs=0&edit=s2#s2$/);
    assert.match(page.url(), kept);
    assert.ok(await page.locator('#v-diff').isChecked());
    await page.fill('.fixing input[name=token]', writeToken);
    await page.locator('.fixing button[name=retract]').first().click();
    await page.waitForURL(/signs=0&edit=s2#s2$/);
    await page.locator('.fixing a', { hasText: 'Done' }).click();
    await page.waitForURL(/signs=0#s2$/);
    assert.match(page.url(), kept);
  });
});

test('a correction without a token stores nothing', async () => {
  await assert.rejects(visit(`${address}&edit=s2`, async (page) => {
    await tick(page, 'o', [2]);
    await tick(page, 't1', [2]);
    await page.fill('.fixing input[name=token]', 'hxw_wrong');
    await page.locator('.fixing button[value=unlink]').click();
    await page.waitForURL(/correct$/);
    assert.match(await page.locator('main').textContent(), /token/);
  }), /401/);
  await visit(address, async (page) => assert.doesNotMatch(await page.locator('#s2').innerText(), /unlink/));
});

for (const javaScriptEnabled of [true, false]) test(`who asks to be remembered gives the token once and signs out, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
  await visit(`${address}&edit=s2`, async (page, context) => {
    await tick(page, 'o', [2, 3]);
    await tick(page, 't1', [2, 3]);
    await page.check('.fixing input[name=remember]');
    await say(page, 'merge', 'one thought');
    const [cookie] = await context.cookies();
    assert.deepEqual([cookie.httpOnly, cookie.sameSite, cookie.value.includes(writeToken)], [true, 'Strict', false]);
    assert.match(await page.locator('.fixing .who').innerText(), /Signed in as\s+Browser Desk/);
    assert.equal(await page.locator('.fixing input[name=token]').count(), 0);
    if (javaScriptEnabled) await assertAccessible(page, 'signed in');
    await page.locator('.fixing button[name=retract]').click();
    await page.waitForURL(/edit=/);
    assert.equal(await page.locator('#s3').count(), 1);
    await page.locator('.fixing .out').click();
    await page.waitForURL(/compare[^=]*=[^&]*&v=[^&]*#s2$/);
    assert.deepEqual(await context.cookies(), []);
    await page.goto(`${page.url().split('#')[0]}&edit=s2`);
    assert.equal(await page.locator('.fixing input[name=token]').count(), 1);
  }, { javaScriptEnabled });
});

test('the form that corrects is accessible and fits, by day and by night, wide and narrow', async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [320, 390, 834, 1440]) {
      await visit(`${address}&edit=s2`, async (page) => {
        const { height } = await page.locator('.fixing form').boundingBox();
        assert.ok(height > 150, `${width} pixels: a form of ${height}`);
        await assertAccessible(page, `${colorScheme}, ${width} pixels`);
        assert.deepEqual(await overhanging(page), [], `${width} pixels`);
      }, { colorScheme, viewport: { width, height: 900 } });
    }
  }
});

for (const javaScriptEnabled of [true, false]) test(`on a telephone a finding is dismissed and taken back, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
  await visit('/a/faulty/compare?v=en&v=es&edit=s2#s2', async (page) => {
    await page.fill('.fixing input[name=token]', writeToken);
    await page.fill('.fixing input[name=reason]', 'the desk knows');
    await page.locator('.fixing button[name=dismiss]').first().click();
    await page.waitForURL(/@.*edit=/);
    assert.match(await page.locator('#s2 .flag.done').first().innerText(), /dismissed by Browser Desk, .*: the desk knows/);
    await page.fill('.fixing input[name=token]', writeToken);
    await page.locator('.fixing button[name=retract]').first().click();
    await page.waitForFunction(() => !document.querySelector('#s2 .flag.done'));
  }, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, javaScriptEnabled });
});

test('the form that corrects stands there on a telephone whichever tab is chosen, and while two are compared', async () => {
  const size = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  await visit('/a/moved/compare?v=th&v=en~first&v=en~second&edit=s2#s2', async (page) => {
    for (const control of ['#m2', '#m-all', '#v-diff']) {
      await page.locator(`label:has(${control})`).click();
      assert.ok((await page.locator('.fixing form').boundingBox()).height > 150, control);
    }
  }, size);
});

test('a correction without a tick is refused in words, and who asked to be remembered is', async () => {
  await visit(`${address}&edit=s2`, async (page, context) => {
    page.removeAllListeners('console');  // a refusal on purpose
    await page.check('.fixing input[name=remember]');
    await page.fill('.fixing input[name=token]', writeToken);
    await page.locator('.fixing button[value=link]').click();
    await page.waitForURL(/correct$/);
    const words = await page.locator('main').innerText();
    assert.match(words, /No sentence of a version is ticked/);
    assert.doesNotMatch(words, /address|t1/);
    assert.equal((await context.cookies()).length, 1);
    await page.goBack();
    await page.reload();
    assert.match(await page.locator('.fixing .who').innerText(), /Signed in as\s+Browser Desk/);
  }, { javaScriptEnabled: false });
});
