// node tools/split-wasm.mjs WASM_SPLIT LIST PROGRAM SYMBOLS FIRST REST: writes PROGRAM as two: FIRST, with which the first figures are
// drawn, and REST, which the page fetches then. LIST names the functions of REST, a line each, or by what ends in :: all in it; one
// that is named nowhere is in FIRST. SYMBOLS is the linker's list of PROGRAM's functions.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bare, imports, owners, scopes, symbols, types } from './wasm-names.mjs';

const [tool, list, program, map, first, rest] = process.argv.slice(2);
const names = symbols(map), imported = imports(program);
const later = new Set(readFileSync(list, 'utf8').split('\n').filter((line) => line && line[0] !== '#'));
// A destructor can be many classes' one: equal functions are made one when linking.
const named = (name) => scopes(name).some((scope) => later.has(scope));
function waits(name) {
  const plain = bare(name);
  if (/::~\w+$/.test(plain)) return false;
  if (named(plain)) return true;
  // What lets a vector of a class that waits grow. What copies or empties one is called wherever it may lie.
  if (/^std::.*(push_back|__swap_out_circular_buffer|__construct_one_at_end|__construct_backward\w*)$/.test(plain)) {
    const held = types(name);
    return held.length > 0 && held.every((type) => later.has(`${type}::`));
  }
  // What the library makes of a lambda is called by whoever has the lambda; small parts of it can be many lambdas' one, too.
  if (!/^(std::.*(__func::operator@|sort\w*)|mj::sort_stable)$/.test(plain)) return false;
  const whose = owners(name);
  return whose.length > 0 && whose.every(named);
}

// Names for wasm-split that every version of it reads alike: the functions' numbers.
function number(n) {
  const bytes = [];
  do bytes.push((n & 127) | (n > 127 ? 128 : 0)); while ((n >>>= 7));
  return bytes;
}
function section() {
  const all = names.flatMap((_, i) => { const name = Buffer.from(`f${i}`); return [...number(i), name.length, ...name]; });
  const body = [...number(names.length), ...all], part = [4, ...Buffer.from('name'), 1, ...number(body.length), ...body];
  return Buffer.from([0, ...number(part.length), ...part]);
}

const folder = mkdtempSync(join(tmpdir(), 'mingjing-split-'));
try {
  const numbered = join(folder, 'numbered.wasm'), chosen = join(folder, 'chosen');
  writeFileSync(numbered, Buffer.concat([readFileSync(program), section()]));
  writeFileSync(chosen, names.map((name, i) => (i >= imported && waits(name) ? `f${i}\n` : '')).join(''));
  const knows = ['simd', 'bulk-memory', 'sign-ext', 'mutable-globals', 'nontrapping-float-to-int'].map((feature) => `--enable-${feature}`);
  execFileSync(tool, [...knows, `--split-funcs=@${chosen}`, '--export-prefix=%', numbered, '-o1', first, '-o2', rest], { stdio: 'inherit' });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
