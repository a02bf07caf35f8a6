// node tools/link-once.mjs SOURCES EM++ WORD… -o OUTPUT WORD…: links, unless what the same words once made of the same files is still
// kept; ccache keeps what is compiled, but not what is linked, and Binaryen takes a minute for each program. Kept in the folder
// LINK_CACHE of the environment, the newest thirty; without it every call links. CCACHE_COMPILERCHECK there stands for the compiler's version.
// The folder of the sources may be another one each time.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';

const [sources, compiler, ...words] = process.argv.slice(2);
const output = words[words.indexOf('-o') + 1];
const kept = process.env.LINK_CACHE;

function key() {
  const hash = createHash('sha256');
  const add = (text) => hash.update(`${text.length} `).update(text);
  add(process.env.CCACHE_COMPILERCHECK ?? '');
  const each = (list) => list.forEach((word) => {
    if (word[0] === '@') return each(readFileSync(word.slice(1), 'utf8').split(/\s+/).filter(Boolean));
    add(word.split(sources).join(''));
    if (word !== output && existsSync(word) && statSync(word).isFile()) add(readFileSync(word));
  });
  each(words);
  return hash.digest('hex');
}

function link() {
  const { status, error } = spawnSync(compiler, words, { stdio: 'inherit' });
  if (error) console.error(error.message);
  return status ?? 1;
}

/** What a folder has of this output, put where the linker would have. */
function take(folder) {
  const files = readdirSync(folder);
  for (const file of files) copyFileSync(join(folder, file), join(dirname(output), file));
  utimesSync(folder, new Date(), new Date());
  return files.length > 0;
}

/** Only a folder that is whole gets its name. */
function keep(folder, began) {
  mkdirSync(kept, { recursive: true });
  const whole = mkdtempSync(join(kept, 'new-'));
  for (const ext of ['.js', '.mjs', '.wasm', '.js.symbols']) {
    const file = parse(output).name + ext, path = join(dirname(output), file);
    if (existsSync(path) && statSync(path).mtimeMs >= began) copyFileSync(path, join(whole, file));
  }
  try {
    renameSync(whole, folder);
  } catch {
    rmSync(whole, { recursive: true }); // another build kept the same meanwhile
  }
  const all = readdirSync(kept).map((name) => join(kept, name));
  const age = new Map(all.map((path) => [path, statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0]));
  all.sort((a, b) => age.get(b) - age.get(a)).slice(30).forEach((path) => rmSync(path, { recursive: true, force: true }));
}

if (!kept) process.exit(link());
const folder = join(kept, key());
if (existsSync(folder) && take(folder)) process.exit(0);
const began = Date.now() - 1000;
const status = link();
if (status === 0) keep(folder, began);
process.exit(status);
