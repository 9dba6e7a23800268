// check_pages.mjs SHAPES ADDRESS PAGE…: the JSON-LD within the pages is read by jsonld without fetching anything, and the shapes hold.
import {readFileSync} from 'node:fs';
import jsonld from 'jsonld';
import N3 from 'n3';
import SHACLValidator from 'rdf-validate-shacl';

const [shapes, address, ...pages] = process.argv.slice(2);
const refuseToFetch = async (url) => { throw new Error('a context would have to be fetched: ' + url); };
const validator = new SHACLValidator(new N3.Store(new N3.Parser().parse(readFileSync(shapes, 'utf8'))));
for (const page of pages) {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
  if (blocks.length !== 1) { console.error(`check_pages: ${page} has ${blocks.length} blocks of JSON-LD`); process.exit(1); }
  const nquads = await jsonld.toRDF(JSON.parse(blocks[0][1]),
                                    {base: address + '/', format: 'application/n-quads', documentLoader: refuseToFetch});
  const quads = new N3.Parser({format: 'N-Quads'}).parse(nquads);
  const articles = quads.filter((quad) => quad.predicate.value === 'https://schema.org/inLanguage').length;
  if (articles === 0) { console.error(`check_pages: ${page} speaks of no article`); process.exit(1); }
  const report = await validator.validate(new N3.Store(quads));
  for (const result of report.results)
    console.error(`check_pages: ${page}: ${result.focusNode?.value} ${result.path?.value ?? ''}: ${result.sourceConstraintComponent?.value}`);
  if (!report.conforms) process.exit(1);
  console.log(`check_pages: ${page}: ${articles} articles, ${quads.length} quads`);
}
