// Checks that many tests make of a page.
import assert from 'node:assert/strict';
import http from 'node:http';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let axeSource;

// Fails with every violation of WCAG 2.2 AA that axe finds, and of what it calls best practice. The library comes in by
// the debugger: the page's policy lets no foreign script in. With `within`, a selector, of that part alone.
export async function assertAccessible(page, what, within = 'html') {
  axeSource ??= await readFile(axePath, 'utf8');
  await page.evaluate(axeSource);
  const found = await page.evaluate(async (root) => {
    // WCAG 2.5.3, which the tags leave out. In a drawing axe takes a title for text that is seen.
    globalThis.axe.configure({ rules: [{ id: 'label-content-name-mismatch', selector: ':not(svg *)' }] });
    const result = await globalThis.axe.run(root === 'html' ? document : root, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
      rules: { 'label-content-name-mismatch': { enabled: true } },
      resultTypes: ['violations'],
    });
    return result.violations.map((one) =>
      `${one.id}: ${one.help}\n  ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)}\n    ${node.failureSummary}`).join('\n  ')}`);
  }, within);
  assert.deepEqual(found, [], `${what}:\n${found.join('\n')}`);
}

// What the server sends at `address`. On a connection of its own: one that was kept may just be closing.
export const textAt = (address) => new Promise((done, fail) => {
  http.get(address, { agent: false }, (answer) => {
    const chunks = [];
    answer.on('data', (chunk) => chunks.push(chunk)).on('error', fail)
      .on('end', () => done(Buffer.concat(chunks).toString()));
  }).on('error', fail);
});

// What sticks out of the window to the side, except inside boxes that scroll by themselves.
export const overhanging = (page) => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const scrolls = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element))
    .slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
});

export const isShown = (page, selector) => page.locator(selector).first().isVisible();

// The text of a cell as a reader sees it.
export const cellText = (page, row, column) =>
  page.locator(`#${row} td.c${column}`).evaluate((cell) => cell.innerText.trim());
