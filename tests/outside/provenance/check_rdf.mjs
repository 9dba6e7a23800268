// check_rdf.mjs TURTLE JSON-LD SHAPES: n3 and jsonld read the two exports as the same number of quads with the same canonical form, and
// the shapes hold.
import {readFileSync} from 'node:fs';
import jsonld from 'jsonld';
import N3 from 'n3';
import SHACLValidator from 'rdf-validate-shacl';

const [turtle, document, shapes] = process.argv.slice(2);
const parse = (file) => new N3.Parser().parse(readFileSync(file, 'utf8'));
const canonical = (nquads) => jsonld.canonize(nquads, {algorithm: 'URDNA2015', inputFormat: 'application/n-quads', format: 'application/n-quads'});
const refuseToFetch = async (url) => { throw new Error('a context would have to be fetched: ' + url); };

const quads = parse(turtle);
const fromTurtle = new N3.Writer({format: 'N-Quads'}).quadsToString(quads);
const fromDocument = await jsonld.toRDF(JSON.parse(readFileSync(document, 'utf8')),
                                        {format: 'application/n-quads', documentLoader: refuseToFetch});
const [one, other] = [await canonical(fromTurtle), await canonical(fromDocument)];
if (one !== other) {
  const lines = new Set(other.split('\n'));
  console.error('check_rdf: the Turtle and the JSON-LD differ:\n' + one.split('\n').filter((line) => !lines.has(line)).join('\n'));
  process.exit(1);
}
const report = await new SHACLValidator(new N3.Store(parse(shapes))).validate(new N3.Store(quads));
for (const result of report.results)
  console.error(`check_rdf: ${result.focusNode?.value} ${result.path?.value ?? ''}: ${result.sourceConstraintComponent?.value} ${result.value?.value ?? ''}`);
if (!report.conforms) process.exit(1);
// A shape that nothing can break says nothing: the same data with a claim's basis gone must be refused.
const broken = new N3.Store(quads.filter((quad) => !quad.predicate.value.endsWith('#basis')));
if ((await new SHACLValidator(new N3.Store(parse(shapes))).validate(broken)).conforms) {
  console.error('check_rdf: the shapes accept claims without a basis');
  process.exit(1);
}
console.log(`check_rdf: ${quads.length} quads, shapes hold`);
