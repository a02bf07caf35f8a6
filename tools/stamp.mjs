// node tools/stamp.mjs VERSION SCRIPT PROGRAM…: gives a script and its wasm files one mark, VERSION and what their bytes hash to, so
// that a browser that has kept one of them from another build is told apart. The script has the mark's place by name, each
// wasm gets a custom section "mingjing". The same bytes give the same mark.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const [version, script, ...programs] = process.argv.slice(2);
const place = 'MINGJING_BUILD';
const text = readFileSync(script, 'utf8'), all = programs.map((program) => readFileSync(program));
if (text.split(place).length !== 2) throw new Error(`${script} names ${place} ${text.split(place).length - 1} times, not once`);
const hash = all.reduce((sum, wasm) => sum.update(wasm), createHash('sha256').update(text));
const mark = `${version} ${hash.digest('hex').slice(0, 12)}`;
const named = (word) => Buffer.concat([Buffer.from([word.length]), Buffer.from(word)]);
const section = Buffer.concat([named('mingjing'), Buffer.from(mark)]);
if (section.length > 127) throw new Error(`the version ${version} is too long`); // lengths are one byte here
programs.forEach((program, i) => writeFileSync(program, Buffer.concat([all[i], Buffer.from([0, section.length]), section])));
writeFileSync(script, text.replace(place, mark));
