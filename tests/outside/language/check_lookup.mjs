// check_lookup.mjs ADDRESS: for many headers, the version that is answered is the one that bcp-47-match looks up, else the original.
import {lookup} from 'bcp-47-match';

const address = process.argv[2], versions = ['ar', 'en', 'fr', 'es'], original = 'ar';
const parts = ['ar', 'ar-EG', 'en', 'en-GB', 'EN-us', 'fr-CA', 'fr-x-private', 'es-419', 'de', 'zh-Hant-TW', 'th', 'ar-a-DE', 'en-a-bbb-x-a-ccc'];
let asked = 0;
for (const first of parts) for (const second of [null, ...parts]) for (const weighted of [false, true]) {
  const ranges = second === null ? [first] : weighted ? [second, first] : [first, second];
  const header = second === null ? first : weighted ? `${first};q=0.3, ${second};q=0.7` : `${first}, ${second}`;
  const answer = await fetch(address, {headers: {'Accept-Language': header}});
  const location = answer.headers.get('content-location') ?? '';
  const got = location.split('/').pop().split('~')[0];
  const wanted = lookup(versions, ranges) ?? original;
  if (got !== wanted) throw new Error(`${header}: ${got} is answered, ${wanted} is looked up`);
  if (!/accept-language/i.test(answer.headers.get('vary') ?? '')) throw new Error('no Vary');
  ++asked;
}
console.log(`check_lookup: ${asked} headers`);
