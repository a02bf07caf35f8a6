// node tools/seal-site.mjs WORKER VERSION SITE FILE…: writes SITE/worker.js from WORKER, with the name of this version and what the
// FILEs of the site hash to. The same bytes give the same worker. Whoever changes a file of a built site runs it again, with
// SITE/worker.js for the first argument and no FILE: then they are those that it names.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [worker, version, site, ...files] = process.argv.slice(2);
const place = /MINGJING_SITE|\{ "version": [^;]*\}(?=;)/g;
const text = readFileSync(worker, 'utf8'), found = text.match(place) ?? [];
if (found.length !== 1) throw new Error(`${worker} has ${found.length} places for the list of files, not one`);
const names = files.length ? files : Object.keys(JSON.parse(found[0]).files);
const hash = (bytes, digits) => createHash('sha256').update(bytes).digest('hex').slice(0, digits);
const list = Object.fromEntries([...names].sort().map((name) => [name, hash(readFileSync(join(site, name)), 32)]));
const bare = text.replace(place, 'MINGJING_SITE');
const lines = Object.entries(list).map((entry) => `    ${JSON.stringify(entry[0])}: ${JSON.stringify(entry[1])}`).join(',\n');
const own = hash(bare + JSON.stringify(list), 8);
writeFileSync(join(site, 'worker.js'), bare.replace(place, () => `{ "version": "${version} ${own}", "files": {\n${lines}\n  } }`));
