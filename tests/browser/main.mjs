// Runs all browser tests in one process: `node --test-reporter=tap main.mjs`, after `npm ci`.
import { after, before } from 'node:test';
import { close, open } from './stage.mjs';

before(open, { timeout: 120_000 });
after(close);

// One archive and one browser serve them all.
const only = process.env.HEXAPLA_BROWSER_TESTS;  // `keys,print`: those files alone
for (const name of ['reading', 'parts', 'order', 'choosing', 'folding', 'keys', 'words', 'citing', 'scripts', 'scriptless', 'ways', 'pairs', 'widths', 'themes', 'setting', 'validity', 'taking', 'remarks', 'correcting', 'hostile', 'looking', 'smoothness']) {
  if (!only || only.split(',').includes(name)) await import(`./${name}.test.mjs`);
}
