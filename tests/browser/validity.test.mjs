import assert from 'node:assert/strict';
import { test } from 'node:test';
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
  '/a/hostile/ar', '/a/orrin-ferry/en', '/a/orrin-ferry/compare?v=en@1&v=en@2&view=difference', '/a/nothing', '/log', '/log/3', '/search', '/import',
  '/search?q=night+ferry'];

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
