// The rules of the house that a compiler does not keep. A rule looks at files [{ path, text }] and gives one line per
// offence, beginning with the path. Its bad samples stand in tests/rule/bad/NAME/, or come from bad().
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { headers } from '../../tools/serve.mjs';

const code = /\.(hpp|cpp)$/;
const lineOf = (text, index) => text.slice(0, index).split('\n').length;
const blank = (m) => m.replace(/[^\n]/g, ' ');
/** C++ with comments blanked out, lines kept. Strings are matched first, so that "//" inside one stays. */
const withoutComments = (text) =>
  text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (m) => (m[0] === '/' ? blank(m) : m));

/** Every match of `pattern` in `text` as an offence. */
function offences(path, text, pattern, why) {
  return [...text.matchAll(pattern)].map((m) => `${path}:${lineOf(text, m.index)}: ${m[0].trim()}: ${why}`);
}

// Rooms from left to right; a room includes only itself and rooms to its left.
const order = {
  core: ['base', 'reckon', 'workbook', 'catalog', 'ledger', 'query', 'clock', 'warning', 'indicator', 'verify', 'question', 'vault', 'exchange', 'report', 'intake', 'sql', 'sample'],
  app: ['port', 'text', 'theme', 'widget', 'chart', 'state', 'keeper', 'action', 'page', 'frame'],
  web: ['bridge', 'host'],
};
const houses = { core: ['core'], app: ['core', 'app'], web: ['core', 'app', 'web'], cli: ['core', 'cli'] };
const foreign = { core: /^(imgui|SDL|emscripten|GL)/, app: /^(imgui_impl|SDL|emscripten|GL|nlohmann)/, cli: /^(imgui|SDL|nlohmann)/ };

function mayInclude([house, room], [toHouse, toRoom]) {
  if (!houses[house].includes(toHouse)) return false;
  if (house !== toHouse || house === 'cli' || room === toRoom) return true;
  if (room === 'vault') return toRoom === 'base';
  const [from, to] = [order[house].indexOf(room), order[house].indexOf(toRoom)];
  return from >= 0 && to >= 0 && to < from;
}

const rooms = {
  name: 'rooms',
  check: (files) => files.filter(({ path }) => code.test(path) && path.split('/')[0] in houses).flatMap(({ path, text }) => {
    const from = path.split('/');
    return [...withoutComments(text).matchAll(/^\s*#\s*include\s*(["<])([^">]+)[">]/gm)].flatMap(([, quote, target], i, all) => {
      const at = `${path}:${lineOf(text, all[i].index + all[i][0].indexOf('#'))}`;
      if (quote === '<') return foreign[from[0]]?.test(target) ? [`${at}: <${target}> does not belong in ${from[0]}`] : [];
      const to = target.split('/');
      if (!(to[0] in houses)) return [`${at}: "${target}" is not a path from the root`];
      return mayInclude(from, to) ? [] : [`${at}: ${from[0]}/${from[1]} may not know ${target}`];
    });
  }),
};

const longest = 400;
const length = {
  name: 'length',
  check: (files) => files
    .filter(({ path }) => /\.(hpp|cpp|c|h|mjs|js|css|html|sh|cmake)$|^dev$|CMakeLists/.test(path))
    .map(({ path, text }) => [path, text.split('\n').length - 1])
    .filter(([, lines]) => lines >= longest)
    .map(([path, lines]) => `${path}: ${lines} lines, fewer than ${longest} wanted`),
  bad: () => [{ path: 'core/base/long.cpp', text: 'int x;\n'.repeat(longest) }],
};

const colours = {
  name: 'colours',
  check: (files) => files
    .filter(({ path }) => code.test(path) && /^(app|web)\//.test(path) && !path.startsWith('app/theme/'))
    .flatMap(({ path, text }) => offences(path, withoutComments(text),
      /\bIM_COL32\s*\(|\bIM_COL32_BLACK|\bImColor\s*[({]|\bImVec4(?:\s+\w+)?\s*[({]\s*\.?\d|\b0x[0-9a-fA-F]{8}\b|"#[0-9a-fA-F]{6}"/g,
      'colours are named in app/theme')),
};

const literal = String.raw`((?:"(?:[^"\\]|\\.)*"\s*)+)`;
const entry = new RegExp(String.raw`\bX\(\s*(\w+)\s*,\s*${literal},\s*${literal}\)`, 'g');
const texts = {
  name: 'texts',
  check: (files) => {
    const found = files.filter(({ path }) => path === 'app/text/texts.def').flatMap(({ path, text }) => {
      const bare = withoutComments(text);
      const lines = [];
      const seen = new Set();
      for (const m of bare.matchAll(entry)) {
        const at = `${path}:${lineOf(text, m.index)}: ${m[1]}`;
        if (/^["\s]*$/.test(m[2])) lines.push(`${at} has no Chinese`);
        if (/^["\s]*$/.test(m[3])) lines.push(`${at} has no English`);
        const ownName = m[1].startsWith('language_'); // a language names itself
        if (/\p{Script=Han}/u.test(m[3]) && !ownName) lines.push(`${at} has Chinese in its English`);
        if (seen.has(m[1])) lines.push(`${at} twice`);
        seen.add(m[1]);
        const used = new RegExp(`\\bT::${m[1]}\\b`);
        if (!files.some((f) => f.path !== path && /^(app|web)\//.test(f.path) && code.test(f.path) && used.test(f.text)))
          lines.push(`${at} is used nowhere`);
      }
      // What looks like an entry and is not one, such as X(key, "only one").
      for (const m of bare.replace(entry, blank).matchAll(/\bX\([^\n]*/g))
        lines.push(`${path}:${lineOf(text, m.index)}: ${m[0]} is not X(key, "zh", "en")`);
      return lines;
    });
    const stray = files
      .filter(({ path }) => code.test(path) && /^(app|web)\//.test(path) && !path.startsWith('app/text/'))
      .flatMap(({ path, text }) => offences(path, withoutComments(text), /"(?:[^"\\\n]|\\.)*\p{Script=Han}(?:[^"\\\n]|\\.)*"/gu,
        'words on the screen belong in app/text'));
    return [...found, ...stray];
  },
};

// Joined here, so that this file does not contain what it forbids.
const forbidden = [
  ['registry', 'npmjs'], ['npmmirror', 'com'], ['pypi', 'org'], ['deb', 'debian', 'org'], ['crates', 'io'], ['proxy', 'golang'],
].map((w) => w.join('.')).concat(['..', 'work'].map((w) => [w, 'shared'].join('/')), ['', 'work', 'main'].join('/'));
const words = {
  name: 'words',
  check: (files) => files.flatMap(({ path, text }) =>
    forbidden.filter((w) => text.includes(w)).map((w) => `${path}: names ${w}`)),
  bad: () => forbidden.map((w, i) => ({ path: `${i}.txt`, text: `see ${w}/x` })),
};

const marks = {
  name: 'marks',
  check: (files) => files.filter(({ path }) => !path.startsWith('tests/rule/') && !path.startsWith('tests/files/'))
    .flatMap(({ path, text }) => offences(path, text, /\b(TODO|FIXME|XXX|HACK)\b/g, 'do it, or open an issue')),
};

// Two builds of one tree are equal byte for byte: nothing compiled or linked asks for the time or for chance. What a JavaScript
// library holds is evaluated when linking.
const chance = `for (const [owner, name] of [[Math, 'random'], [Date, 'now'], [globalThis, 'Date']])
  owner[name] = function() { throw new Error(name + ' is asked for when linking'); };`;
const repeatable = {
  name: 'repeatable',
  check: (files) => files.flatMap(({ path, text }) => {
    if (code.test(path)) return offences(path, withoutComments(text), /\b__(DATE|TIME|TIMESTAMP)__/g, 'differs in each build');
    if (!/^web\/bridge\/lib_\w+\.js$/.test(path)) return [];
    try {
      const linker = createContext({ LibraryManager: { library: {} }, mergeInto: Object.assign });
      runInContext(chance, linker);
      runInContext(text, linker, { filename: path });
      return [];
    } catch (e) {
      return [`${/\S+\.js:\d+/.exec(e.stack)?.[0] ?? path}: ${e.message}`];
    }
  }),
  bad: () => ['Math.random()', 'Date.now()', 'new Date()'].map((what, i) =>
    ({ path: `web/bridge/lib_${i}.js`, text: `mergeInto(LibraryManager.library, { $A: { load: String(${what}) } });` }))
    .concat({ path: 'core/base/built.cpp', text: 'const char* built = __DATE__;' }),
};

/** The anchor a heading gets where documents are shown: punctuation goes, spaces become hyphens. */
const anchor = (heading) => heading.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
const longestReadme = 90;
const documents = {
  name: 'documents',
  check: (files, root) => files.filter(({ path }) => path.endsWith('.md')).flatMap(({ path, text }) => {
    const bare = text.replace(/^```[\s\S]*?^```/gm, blank);
    const links = [...bare.matchAll(/\]\(([^)\s]+)\)/g)].flatMap((m) => {
      const [file, part] = m[1].split('#');
      if (/^\w+:/.test(file)) return [];
      const at = `${path}:${lineOf(text, m.index)}: ${m[1]}`, to = file ? normalize(join(dirname(path), file)) : path;
      if (to !== path && !existsSync(join(root, to))) return [`${at}: there is no such file`];
      const headings = files.find((f) => f.path === to)?.text.matchAll(/^#+ (.*)$/gm) ?? [];
      return !part || [...headings].some(([, heading]) => anchor(heading) === part) ? [] : [`${at}: there is no such heading`];
    });
    const lines = text.split('\n').length - 1;
    return path === 'README.md' && lines > longestReadme ? [...links, `${path}:${lines}: more than ${longestReadme} lines`] : links;
  }),
  bad: () => [
    { path: 'README.md', text: `[gone](docs/gone.md)\n![gone](docs/gone.png)${'\n'.repeat(longestReadme - 1)}one line too many\n` },
    { path: 'docs/one.md', text: '[no such heading](#nor-here)\n' },
  ],
};

const hashes = {
  name: 'hashes',
  check: (files) => files
    .filter(({ path }) => code.test(path) && /^(core|app|web|cli)\//.test(path) && path !== 'core/base/keyed_hash.hpp')
    .flatMap(({ path, text }) => offences(path, withoutComments(text), /\bstd::(unordered_\w+|hash)\b/g,
      'whoever writes a file can make its keys meet; use IdMap, IdSet or SipHash of core/base/keyed_hash.hpp')),
};

const served = {
  name: 'headers',
  check: (files) => files.flatMap(({ path, text }) => {
    if (path === 'docs/serving.md')
      return text.replaceAll('$older', '').split(/^## /m).slice(1).flatMap((section) => Object.entries(headers)
        .filter(([, value]) => !section.includes(value))
        .map(([header]) => `${path}: ${section.split('\n')[0]}: not the ${header} of tools/serve.mjs`));
    if (path !== 'shell.html') return [];
    // Both policies hold. What a page cannot say of itself stands in the header alone; of scripts each may say more.
    return headers['Content-Security-Policy'].split('; ').filter((rule) => !/^(frame-ancestors|script-src) /.test(rule) && !text.includes(`${rule};`))
      .map((rule) => `${path}: its policy has not the header's ${rule}`);
  }),
  bad: () => [{ path: 'docs/serving.md', text: '## lighttpd\nno headers\n' },
    { path: 'shell.html', text: `<meta content="default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self';">` }],
};

const formatter = 'clang-format-14';
const format = {
  name: 'format',
  /** Another version formats otherwise, so without this one there is nothing to say. */
  skip: () => (spawnSync(formatter, ['--version']).status === 0 ? '' : `no ${formatter} here`),
  check: (files, root) => {
    const ours = files.filter(({ path }) => /\.(hpp|cpp|c|h)$/.test(path)).map(({ path }) => path);
    if (!ours.length) return [];
    const { stderr } = spawnSync(formatter, ['--dry-run', '-style=file', ...ours], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
    const places = [...stderr.matchAll(/^(\S+?):(\d+):\d+: (?:warning|error)/gm)].map((m) => `${m[1]}:${m[2]}`);
    const first = new Map(places.map((p) => [p.split(':')[0], p]).reverse());
    return [...first.values()].map((p) => `${p}: not as ${formatter} writes it`);
  },
};

export const rules = [rooms, length, colours, texts, words, marks, repeatable, documents, served, hashes, format];
