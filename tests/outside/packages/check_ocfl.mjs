// check_ocfl.mjs ROOT OBJECTS: as many objects as articles; of each, every version's files are found by their logical paths, with the
// digests of the inventory, which has one of its own.
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';

const ocfl = createRequire(import.meta.url)('@ocfl/ocfl-fs');
const [root, wanted] = process.argv.slice(2);
const sha512 = (bytes) => createHash('sha512').update(bytes).digest('hex');
const storage = ocfl.storage({root: path.resolve(root)});
await storage.load();
let objects = 0, files = 0;
for await (const object of storage) {
  ++objects;
  await object.load();
  const folder = path.resolve(root, path.relative(path.resolve(root), object.root));
  const inventory = JSON.parse(readFileSync(path.join(folder, 'inventory.json'), 'utf8'));
  if ((await object.getInventory()).head !== inventory.head) throw new Error(`${inventory.id}: it was read as another`);
  const versions = Object.keys(inventory.versions).sort((a, b) => a.slice(1) - b.slice(1));
  if (inventory.head !== versions.at(-1)) throw new Error(`${inventory.id}: the head is not the last version`);
  const sidecar = readFileSync(path.join(folder, 'inventory.json.sha512'), 'utf8').split(/\s+/);
  if (sha512(readFileSync(path.join(folder, 'inventory.json'))) !== sidecar[0]) throw new Error(`${inventory.id}: digest of the inventory`);
  for (const version of versions) {
    for (const [digest, names] of Object.entries(inventory.versions[version].state)) {
      for (const name of names) {
        const bytes = await object.getFile(name, version).buffer();
        if (sha512(bytes) !== digest) throw new Error(`${inventory.id} ${version}: ${name} has another digest`);
        ++files;
      }
    }
  }
}
if (objects !== Number(wanted)) throw new Error(`${objects} objects, and ${wanted} articles`);
if (files < 10) throw new Error(`${files} files`);
console.log(`check_ocfl: ${objects} objects, ${files} files in their versions`);
