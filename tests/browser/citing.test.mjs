import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base, visit, visitWithClipboard } from './stage.mjs';

test('the citation names the revisions, and is copied with the whole address', async () => {
  await visitWithClipboard('/a/orrin-ferry/compare?v=en&v=ar', async (page) => {
    await page.locator('[data-act=cite]').click();
    await page.locator('.toast').filter({ hasText: 'copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /Tamsin Veld/);
    assert.match(copied, /revision 2/);
    assert.ok(copied.includes(`${base}/a/orrin-ferry/compare?v=en@2&v=ar@1`), copied);
  });
});

// A file that a link of the page's foot brings.
const fetched = async (page, name) => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.cite a', { hasText: name }).click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString() };
};

test('programs that keep references get the citation as BibTeX, RIS and CSL-JSON', async () => {
  await visit('/a/orrin-ferry/compare?v=en&v=ar', async (page) => {
    const files = {};
    for (const name of ['BibTeX', 'RIS', 'CSL-JSON']) files[name] = await fetched(page, name);
    const url = `${base}/a/orrin-ferry/compare?v=en@2&v=ar@1`;
    assert.equal(files.BibTeX.name, 'orrin-ferry.bib');
    assert.match(files.BibTeX.text, /^@online\{orrin-ferry-en2,\n/);
    assert.ok(files.BibTeX.text.includes(`url = {${url}}`), files.BibTeX.text);
    assert.match(files.BibTeX.text, /author = \{\{Tamsin Veld\}\}/);
    assert.match(files.BibTeX.text, /sha-256 [0-9a-f]{64}/);
    assert.match(files.RIS.text, /^TY {2}- ELEC\r\nTI {2}- The night ferry/);
    assert.ok(files.RIS.text.includes(`UR  - ${url}\r\n`));
    assert.ok(files.RIS.text.endsWith('ER  - \r\n'));
    const [item] = JSON.parse(files['CSL-JSON'].text);
    assert.equal(item.URL, url);
    assert.equal(item.type, 'webpage');
    assert.equal(item.author[0].literal, 'Tamsin Veld');
    assert.deepEqual(item.accessed['date-parts'], [[2026, 4, 14]]);
  });
});

test('translators take the versions that are shown along as a translation memory', async () => {
  await visit('/a/orrin-ferry/compare?v=en&v=ar', async (page) => {
    const file = await fetched(page, 'TMX');
    assert.equal(file.name, 'orrin-ferry.tmx');
    const units = await page.evaluate((text) => {
      const document = new DOMParser().parseFromString(text, 'application/xml');
      return [...document.querySelectorAll('tu')].map((unit) => [...unit.querySelectorAll('tuv')].map((side) =>
        [side.getAttribute('xml:lang'), side.querySelector('[type=x-revision]').textContent, side.querySelector('seg').textContent]));
    }, file.text);
    assert.ok(units.length > 5);
    assert.ok(units.every((sides) => sides.length === 2 && sides[0][1] === 'orrin-ferry/en@2' && sides[1][1] === 'orrin-ferry/ar@1'));
    assert.deepEqual(units[0].map(([language]) => language), ['en', 'ar']);
    assert.match(units[0][1][2], /عودة العبّارة/);
  });
  await visit('/a/orrin-ferry/compare?v=en', async (page) => {
    assert.equal(await page.locator('.cite a', { hasText: 'TMX' }).count(), 0, 'nothing to pair');
  });
});
