// node tools/release.mjs VERSION BUILD COMMAND OUT: puts into OUT what is given to others. From BUILD/site a zip with server snippets of
// docs/serving.md and .gz and .br beside each file, from BUILD/single the one file; COMMAND, the native command line; licences; SHA256SUMS.
// The same inputs give the same bytes: the order of files and their times are fixed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [version, build, command, out] = process.argv.slice(2);
const long = 1000; // bytes from which a file is worth packing
const time = new Date(1980, 0, 2); // the first that a zip can tell, whatever the time zone

rmSync(out, { recursive: true, force: true });
const stage = join(out, 'stage'), site = join(stage, 'site');
mkdirSync(site, { recursive: true });

for (const name of readdirSync(join(build, 'site')).sort()) {
  const bytes = readFileSync(join(build, 'site', name));
  writeFileSync(join(site, name), bytes);
  if (bytes.length < long || /\.png$/.test(name)) continue;
  writeFileSync(join(site, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  writeFileSync(join(site, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
}

/** The blocks of a section of docs/serving.md, by the language they begin with. */
const serving = readFileSync(join(root, 'docs/serving.md'), 'utf8');
function snippet(language) {
  const blocks = [...serving.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => text);
  if (!blocks.length) throw new Error(`docs/serving.md has nothing in ${language}`);
  return blocks.join('\n');
}
writeFileSync(join(site, 'web.config'), snippet('xml')); // where IIS looks for it
for (const [name, language] of [['nginx.conf', 'nginx'], ['Caddyfile', 'caddyfile'], ['serve.py', 'python']]) writeFileSync(join(stage, name), snippet(language));
writeFileSync(join(stage, 'SERVING.md'), serving);
for (const name of ['LICENSE', 'CHANGELOG.md']) copyFileSync(join(root, name), join(stage, name));
copyFileSync(join(build, 'site/notices.txt'), join(stage, 'notices.txt'));

const files = readdirSync(stage, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  .map((one) => join(one.path ?? one.parentPath, one.name).slice(stage.length + 1)).sort();
for (const name of files) {
  chmodSync(join(stage, name), 0o644);
  utimesSync(join(stage, name), time, time);
}
const zip = `mingjing-${version}-site.zip`, page = `mingjing-${version}.html`, line = `mingjing-${version}-linux-${process.arch}`;
execFileSync('zip', ['-X', '-9', '-q', resolve(out, zip), '-@'], { cwd: stage, input: files.join('\n') });
rmSync(stage, { recursive: true });
copyFileSync(join(build, 'single/mingjing.html'), join(out, page));
copyFileSync(command, join(out, line));
chmodSync(join(out, line), 0o755);
copyFileSync(join(root, 'LICENSE'), join(out, 'LICENSE'));
copyFileSync(join(build, 'site/notices.txt'), join(out, 'notices.txt'));
const sums = readdirSync(out).sort().map((name) => `${createHash('sha256').update(readFileSync(join(out, name))).digest('hex')}  ${name}\n`).join('');
writeFileSync(join(out, 'SHA256SUMS'), sums);
process.stdout.write(sums);
