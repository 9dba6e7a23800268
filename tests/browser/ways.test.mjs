// Ways on from every page: from what is not there, and to what the archive says of itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base, visit } from './stage.mjs';

// A page that answers with an error is an error to the browser's console too.
const missing = (address, act, options) => visit('/about', async (page) => {
  page.removeAllListeners('console');
  const answer = await page.goto(base + address);
  assert.equal(answer.status(), 404, address);
  await act(page);
}, options);

test('a revision that is not there leads to those that are, and up to its article', async () => {
  await missing('/a/orrin-ferry/en@9', async (page) => {
    await page.locator('main a[href="/a/orrin-ferry/en@1"]').click();
    assert.match(page.url(), /en@1$/);
  });
  await missing('/a/orrin-ferry/en@9', async (page) => {
    await page.locator('.crumb a[href="/a/orrin-ferry"]').click();
    assert.equal(new URL(page.url()).pathname, '/a/orrin-ferry');
  });
});

test('a version that is not there leads to the versions of its article, the likeliest first', async () => {
  await missing('/a/inland-lighthouse/es~dsk', async (page) => {
    const hrefs = await page.locator('main .near a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    assert.ok(hrefs.length > 3, hrefs.join(' '));
    assert.match(hrefs[0], /^\/a\/inland-lighthouse\/es/);
  });
});

test('what is missing can be searched for at once, without a script too', async () => {
  await missing('/a/night-ferry-crossing', async (page) => {
    assert.equal(await page.locator('main input[name=q]').inputValue(), 'night ferry crossing');
    await page.locator('main form button').click();
    assert.match(page.url(), /\/search\?q=night\+ferry\+crossing/);
  }, { javaScriptEnabled: false });
});

test('a misspelt word leads to what was meant, without a script too', async () => {
  await visit('/search?q=ferrry+nigth', async (page) => {
    assert.match(await page.locator('.meant').innerText(), /^Did you mean ferry night/);
    await page.locator('.meant a').first().click();
    assert.equal(await page.locator('main input[name=q]').inputValue(), 'ferry night');
    assert.ok(await page.locator('.found mark').first().isVisible());
  }, { javaScriptEnabled: false });
});

test('an article asked for in capitals is not far away', async () => {
  await missing('/a/GOAT-BUS', async (page) => {
    assert.ok(await page.locator('main .near a[href="/a/goat-bus"]').isVisible());
  });
});

test('an address that cannot be read at all is answered with a page too', async () => {
  for (const address of ['/search?q=%00', '/a/orrin-ferry/compare?v=%ff', '/%ff']) {
    await visit('/', async (page) => {
      page.removeAllListeners('console');  // refused on purpose
      await page.goto(base + address);
      assert.equal(await page.locator('h1').innerText(), 'Bad request');
      assert.ok(await page.locator('main a[href="/"]').isVisible());
    });
  }
});

test('an event that is not there leads to the log and to its newest event', async () => {
  await missing('/log/99999', async (page) => {
    assert.ok(await page.locator('.crumb a[href="/log"]').isVisible());
    await page.locator('main .go a').click();
    assert.match(page.url(), /\/log\/\d+$/);
    assert.equal(await page.locator('a[rel=next]').count(), 0);
  });
});

test('the foot of every page leads to what the archive says of itself, which leads on to what it names', async () => {
  for (const address of ['/', '/a/orrin-ferry', '/a/orrin-ferry/compare', '/a/goat-bus/he', '/log', '/search']) {
    await visit(address, async (page) => {
      await page.locator('.foot a[href="/about"]').click();
      assert.equal(await page.locator('h1').innerText(), 'About this archive');
    });
  }
  await visit('/about', async (page, context) => {
    const articles = Number(await page.locator('tr:has(th:text-is("Articles")) td.n').innerText());
    assert.ok(articles > 5, `${articles} articles`);
    const hrefs = await page.locator('main a').evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('href')))]);
    for (const wanted of ['/checkpoint', '/openapi.json', '/api/v1', '/log', '/?kind=original']) assert.ok(hrefs.includes(wanted), wanted);
    for (const href of hrefs) assert.equal((await context.request.get(base + href)).status(), 200, href);
    const shown = await page.locator('main').innerText();
    for (const words of ['hexapla-', 'Open Font License', 'ICU', '--key']) assert.ok(shown.includes(words), words);
  });
});
