import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import vnu from 'vnu-jar';
import { HtmlValidate } from 'html-validate';
import { textAt } from './checks.mjs';
import { base } from './stage.mjs';

// Valid by the standard, and strict about accessibility. What is off is a matter of taste: how the source is laid out.
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'long-title': 'off' },
});

const pages = ['/', '/?language=ar', '/a/orrin-ferry', '/a/late-clock', '/a/orrin-ferry/compare', '/a/orrin-ferry/compare?view=difference&fold=2&signs=0',
  '/a/goat-bus/compare?view=interleaved', '/a/mail-boat/compare', '/a/umbrella-school/compare', '/a/long/compare?v=th&v=zh-Hans', '/a/hostile', '/a/hostile/compare?v=all',
  '/a/hostile/ar', '/a/orrin-ferry/en', '/a/orrin-ferry/compare?v=en@1&v=en@2&view=difference', '/a/orrin-ferry/compare?v=en@2&v=en@1&v=es&v=es~desk&view=difference&before=es&after=es~desk&fold=1', '/a/nothing', '/a/orrin-ferry/xx', '/a/orrin-ferry/en@9', '/a/hostile/en@7', '/log/99999', '/nowhere', '/about', '/log', '/log/3', '/search', '/import',
  '/search?q=night+ferry', '/search?q=%E6%B8%A1%E8%88%B9', '/memory', '/memory?sentence=%E5%B2%9B%E4%B8%8A%E7%9A%84%E6%B8%A1%E8%88%B9%E6%98%9F%E6%9C%9F%E4%B8%80%E5%9B%9E%E5%88%B0%E6%B9%96%E4%B8%8A', '/a/island-ferry-by-many-hands'];

test('every page is valid HTML', { timeout: 120_000 }, async () => {
  const faults = [];
  for (const address of pages) {
    const html = await textAt(base + address);
    const report = await validator.validateString(html, address);
    const found = report.results.flatMap((result) => result.messages.map((one) => `${address}:${one.line}:${one.column} ${one.ruleId}: ${one.message}`));
    faults.push(...found.slice(0, 8));
  }
  assert.deepEqual(faults, []);
});

// The boxes that scroll are sections, so that a keyboard can reach them; their name is in aria-label, where the checker does not look.
// What somebody stated is shown as it was stated, in whatever form of Unicode.
const accepted = (message, address) => message.startsWith('Section lacks heading') ||
  (address.startsWith('/a/hostile') && message.startsWith('Text run is not in Unicode Normalization Form C'));
const hasJava = spawnSync('java', ['-version']).status === 0;

test('the Nu HTML checker finds nothing on any page', { timeout: 120_000, skip: !hasJava && 'there is no java (tools/setup --tests installs it)' }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hexapla-pages-'));
  try {
    const files = await Promise.all(pages.map(async (address, i) => {
      const file = join(folder, `${i}.html`);
      writeFileSync(file, await textAt(base + address));
      return file;
    }));
    const report = execFileSync('java', ['-jar', vnu, '--stdout', '--exit-zero-always', '--format', 'json', ...files], { maxBuffer: 1 << 26 });
    const addressOf = (one) => pages[Number(one.url.match(/(\d+)\.html$/)[1])];
    const faults = JSON.parse(report).messages.filter((one) => !accepted(one.message, addressOf(one)))
      .map((one) => `${addressOf(one)}:${one.lastLine}:${one.lastColumn} ${one.message}`);
    assert.deepEqual(faults, []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
