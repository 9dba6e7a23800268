// check_tmx.mjs DESK.tmx ALL.tmx: what another program reads in the memory of one version, and of everything.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../package.json', import.meta.url));
const { tmx2js } = require('tmexchange');

const unitsOf = async (path) => {
  const read = await tmx2js(await readFile(path, 'utf8'));
  return Object.entries(read.resources);
};

const [desk, all] = process.argv.slice(2);
const sides = (await unitsOf(desk)).map(([, unit]) => [unit.ar, unit.es]);
assert.deepEqual(sides, [
  ['عودة العبّارة الليلية', 'Vuelve el transbordador nocturno'],
  ['بلغت كلفة العمل ٤١٢٬٠٠٠ كرونة.', 'El trabajo costó 412.000 coronas.'],
  ['ستعبر العبّارة مرتين كل ليلة.', 'El transbordador cruzará dos veces cada noche.'],
  ['لم تحدد أسعار التذاكر بعد.', 'Las tarifas no se han fijado.'],
]);
const everything = await unitsOf(all);
for (const [id, unit] of everything) {
  const texts = Object.entries(unit).filter(([key, value]) => /^[a-z]{2}$/.test(key) && typeof value === 'string');
  assert.equal(texts.length, 2, `${id} has the texts of two languages`);
}
const versions = new Set(everything.map(([id]) => id.replace(/-\d+$/, '')));
assert.deepEqual([...versions].sort(), ['ferry/en@1', 'ferry/es@1', 'ferry/es~desk@1', 'ferry/fr@1']);
