// node tools/make-notices.mjs OUT DEPS EMSCRIPTEN: writes the notices of everything of others' that is compiled into the page,
// from the sources it was compiled from. Exit 1: one line names what was not found.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [out, deps, emscripten] = process.argv.slice(2);
const own = readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../LICENSE'), 'utf8');
const mitWords = own.slice(own.indexOf('Permission is hereby'));
const read = (path) => readFileSync(path, 'utf8').replace(/\r/g, '');

/** What the comment a source file begins with says of its licence. */
function firstComment(path) {
  const text = read(path).replace(/^(\/\/ X{3}|#).*\n/gm, '').trim();
  const comment = text.startsWith('/*') ? text.slice(2, text.indexOf('*/')) : text.slice(0, text.search(/^(?!\/\/)/m));
  return comment.replace(/^[ \t]*(\/\/+|\*+)?[ \t]?/gm, '').split(/\n\s*\n/).filter((part) => /licen[sc]e|copyright/i.test(part)).join('\n\n');
}

/** All files below a folder, as one text. */
const below = (folder) => readdirSync(folder, { withFileTypes: true })
  .map((entry) => (entry.isDirectory() ? below : read)(join(folder, entry.name))).join('\n');

/** What #defines say, joined by dots. */
const defined = (text, names) => names.map((name) => text.match(new RegExp(`#\\s*define\\s+${name}\\s+"?([\\d.]+[a-z]?)`))[1]).join('.');

// `licence`: the file with it; where there is none, `head` is a source file whose first comment names it, and `mit` that its
// words are those of the MIT licence. `also`: further lines.
const system = join(emscripten, 'system/lib');
const json = below(join(deps, 'json/include'));
const parts = [
  { name: 'Dear ImGui', version: defined(read(join(deps, 'imgui/imgui.h')), ['IMGUI_VERSION']), licence: join(deps, 'imgui/LICENSE.txt') },
  { name: 'SDL', licence: join(deps, 'SDL2/LICENSE.txt'),
    version: defined(read(join(deps, 'SDL2/include/SDL_version.h')), ['SDL_MAJOR_VERSION', 'SDL_MINOR_VERSION', 'SDL_PATCHLEVEL']) },
  { name: 'nlohmann/json', version: defined(json, ['MAJOR', 'MINOR', 'PATCH'].map((n) => `NLOHMANN_JSON_VERSION_${n}`)), mit: true,
    licence: join(deps, 'json/LICENSE.MIT'), also: new Set(json.match(/SPDX-FileCopyrightText.*|SPDX-License-Identifier.*/g)) },
  { name: 'zlib', version: defined(read(join(deps, 'zlib/zlib.h')), ['ZLIB_VERSION']), licence: join(deps, 'zlib/LICENSE') },
  { name: 'Expat', licence: join(deps, 'expat/COPYING'),
    version: defined(read(join(deps, 'expat/expat/lib/expat.h')), ['MAJOR', 'MINOR', 'MICRO'].map((n) => `XML_${n}_VERSION`)) },
  { name: 'Emscripten runtime', version: read(join(emscripten, 'emscripten-version.txt')).replace(/"/g, '').trim(),
    licence: join(emscripten, 'LICENSE'), head: join(system, 'emmalloc.c'), mit: true },
  { name: 'musl libc', licence: join(system, 'libc/musl/COPYRIGHT') },
  { name: 'LLVM libc++', licence: join(system, 'libcxx/LICENSE.TXT'), head: join(system, 'libcxx/include/__config') },
  { name: 'LLVM libc++abi', licence: join(system, 'libcxxabi/LICENSE.TXT'), head: join(system, 'libcxxabi/include/cxxabi.h') },
  { name: 'LLVM compiler-rt', licence: join(system, 'compiler-rt/LICENSE.TXT'), head: join(system, 'compiler-rt/lib/builtins/divtf3.c') },
];

const rule = '='.repeat(100);
const pieces = parts.map(({ name, version = '', licence, head: source, mit, also = [] }) => {
  let text = [...also].join('\n');
  if (existsSync(licence)) text += `\n${read(licence)}`;
  else if (source && existsSync(source)) text += `\n${firstComment(source)}`;
  if (!existsSync(licence) && mit) text += `\n\n${mitWords}`;
  if (!text.trim()) {
    console.error(`make-notices: no licence of ${name}: neither ${licence} nor ${source}`);
    process.exit(1);
  }
  return `${rule}\n${`${name} ${version}`.trim()}\n${rule}\n\n${text.trim()}\n`;
});
writeFileSync(out, `\ufeffMingjing\n\n${own.trim()}\n\nIt contains the following works of others.\n\n${pieces.join('\n')}`);
