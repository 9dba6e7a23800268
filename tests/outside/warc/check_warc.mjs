// check_warc.mjs FILE: warcio reads every record and finds its digests right; conversions and metadata refer to records that are there.
import {createReadStream} from 'node:fs';
import {WARCParser} from 'warcio';

const ids = new Set(), refers = [], types = {};
for await (const record of new WARCParser(createReadStream(process.argv[2]))) {
  await record.readFully(false);
  const header = (name) => record.warcHeaders.headers.get(name);
  types[record.warcType] = (types[record.warcType] ?? 0) + 1;
  if (!/^WARC\/1\.1$/.test(record.warcHeaders.protocol ?? record.warcHeaders.statusline)) throw new Error('not WARC/1.1: ' + record.warcHeaders.statusline);
  if (ids.has(header('WARC-Record-ID'))) throw new Error('twice: ' + header('WARC-Record-ID'));
  ids.add(header('WARC-Record-ID'));
  if (record.warcType !== 'revisit' && Number(header('Content-Length')) <= 0) throw new Error('an empty record');
  if (header('WARC-Refers-To')) refers.push([record.warcType, header('WARC-Refers-To')]);
}
for (const [type, id] of refers) if (!ids.has(id)) throw new Error(`a ${type} refers to ${id}, which is not there`);
if (!types.conversion || !types.metadata || !types.resource || !types.revisit || types.warcinfo !== 1) throw new Error('record types: ' + JSON.stringify(types));
if (!refers.some(([type]) => type === 'conversion')) throw new Error('no conversion refers to anything');
console.log('check_warc: ' + JSON.stringify(types));
