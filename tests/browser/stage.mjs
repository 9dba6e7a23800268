// What the browser tests play on: one archive, filled by the real command, one real server on a free port, one Chromium.
import { spawn, execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { correctedArticle, doubtfulArticle, faultyArticle, hostileArticle, longArticle, manyHandsArticle, movedArticle, namedArticle, partedArticle, wordyArticle } from './articles.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const run = promisify(execFile);

const command = process.env.HEXAPLA_COMMAND ?? path.join(root, 'build/dev/tools/hexapla');
export const chromiumPath = process.env.HEXAPLA_CHROMIUM ?? '/usr/bin/chromium';

let folder, server, browser;
export let base = '';
export let writeToken = '';  // of the actor Browser Desk

async function fill(archive) {
  const env = { ...process.env, HEXAPLA_ARCHIVE: archive };
  const hexapla = (...words) => run(command, words, { env, maxBuffer: 1 << 26 });
  await hexapla('init', '--by', 'stage', '--quiet');
  const samples = path.join(root, 'tools/samples');
  const files = [];
  for (const name of (await readdir(samples)).sort()) {
    if (!/^[0-9]/.test(name)) continue;
    for (const text of (await readdir(path.join(samples, name))).sort()) files.push(path.join(samples, name, text));
  }
  await hexapla('add', '--by', 'stage', ...files.filter((file) => file.endsWith('.md')));
  const lines = path.join(folder, 'articles.ndjson');
  await writeFile(lines, [...hostileArticle(), ...longArticle(), ...faultyArticle(), ...movedArticle(), ...correctedArticle(), ...namedArticle(), ...partedArticle(), ...wordyArticle(), ...doubtfulArticle(), ...manyHandsArticle()].map((line) => JSON.stringify(line) + '\n').join(''));
  await hexapla('import', '--by', 'stage', lines);
  writeToken = JSON.parse((await hexapla('token', 'create', 'Browser Desk', '--json')).stdout).token;
}

async function serve(archive) {
  server = spawn(command, ['serve', '--write', '--archive', archive, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: server.stdout })) {
    const found = /https?:\/\/\S+/.exec(line);
    if (found) return found[0].replace(/\/$/, '');
  }
  throw new Error('hexapla serve ended without saying its address');
}

export async function open() {
  folder = await mkdtemp(path.join(tmpdir(), 'hexapla-browser-'));
  const archive = path.join(folder, 'archive');
  await fill(archive);
  base = await serve(archive);
  browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--no-first-run'],
  });
}

export async function close() {
  await browser?.close();
  if (server && server.exitCode === null) {
    const ended = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await ended;
  }
  if (folder) await rm(folder, { recursive: true, force: true });
}

// Opens a page at `address` and gives it to `act`; fails when the browser reported an error or the policy a violation.
export async function visit(address, act, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const complaints = [];
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
    });
    page.on('dialog', (dialog) => {
      complaints.push(`a dialog opened: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(base) && !request.url().startsWith('data:'))
        complaints.push(`asked another site: ${request.url()}`);
    });
    await page.goto(base + address);
    const result = await act(page, context);
    if (complaints.length) throw new Error(complaints.join('\n'));
    return result;
  } finally {
    await context.close();
  }
}

// As visit(), with the clipboard open to the page.
export const visitWithClipboard = (address, act) =>
  visit(address, act, { permissions: ['clipboard-read', 'clipboard-write'] });
