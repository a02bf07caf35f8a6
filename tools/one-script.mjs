// node tools/one-script.mjs SCRIPT PLAIN: SCRIPT, made for one program, is made to serve a second one too, for which Emscripten made PLAIN.
// The two may differ in one thing: the addresses by which a program names the JavaScript inside SDL's C, all the same number of
// bytes further on in one than in the other. Module.mj.plain tells at run time which of the programs it is.
import { readFileSync, writeFileSync } from 'node:fs';

const [script, other] = process.argv.slice(2);
const text = readFileSync(script, 'utf8'), plain = readFileSync(other, 'utf8');
const key = /(?<=[{},\s])\d+(?=\s*:\s*(?:function\b|\(|\$0\s*=>))/g;
const keys = (of) => (/ASM_CONSTS\s*=\s*\{/.exec(of) ? of.match(key) : null) ?? [];
const shift = Number(keys(plain)[0] ?? 0) - Number(keys(text)[0] ?? 0);
const known = new Set(keys(text));
const same = plain.replace(key, (n) => (known.has(String(n - shift)) ? String(n - shift) : n));
if (same !== text) throw new Error(`${script} and ${other} differ in more than where the programs keep their JavaScript`);
let places = 0;
const both = text.replace(/ASM_CONSTS\[(\w+)\]/g, (_, at) => {
  places++;
  return `ASM_CONSTS[${at}-(Module["mj"].plain?${shift}:0)]`;
});
if (shift && !places) throw new Error(`${script} never looks up ASM_CONSTS`);
writeFileSync(script, both);
