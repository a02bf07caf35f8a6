// node tools/one-file.mjs SITE INSIDE PACKER OUT: writes OUT, the program as one page, from the built site, web/single/inside.js and
// packer.wasm. Programs and long texts are packed as the page unpacks them; of the page's own policy only what lies in it may run.
// The frame, everything but the parts, is in it as well: from that it makes copies of itself with data in them.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';

const [site, inside, packer, out] = process.argv.slice(2);
const read = (name) => readFileSync(join(site, name), 'utf8');
const packed = (name) => {
  const bytes = readFileSync(join(site, name));
  return `${bytes.length} ${deflateRawSync(bytes, { level: 9, memLevel: 9 }).toString('base64')}`;
};
const sum = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
function once(text, from, to) {
  if (text.split(from).length !== 2) throw new Error(`${from} stands ${text.split(from).length - 1} times, not once`);
  return text.replace(from, () => to);
}

const later = ['lock.js', 'rescue.js', 'boot.js', 'mingjing.js'].map((name) => [name, read(name)]);
const own = (texts) => texts.map(sum).join(' ');
// look.js goes on to narrow the policy: to the scripts behind it.
const look = once(read('look.js'), "'self' 'wasm-unsafe-eval'", `${own(later.map(([, text]) => text))} 'wasm-unsafe-eval'; worker-src blob:`);
const first = [['inside.js', readFileSync(inside, 'utf8')], ['look.js', look]];
const css = read('mingjing.css');
const icon = `data:image/svg+xml;base64,${Buffer.from(read('favicon.svg')).toString('base64')}`;
const parts = new Map([['mingjing.css', css], ...first, ['tables.js', read('tables.js')], ['packer.wasm', readFileSync(packer).toString('base64')],
  ...['mingjing-plain.wasm', 'mingjing-plain-rest.wasm', 'tables.wasm', 'notices.txt'].map((name) => [name, packed(name)]), ...later, ['data', '']]);
for (const [name, text] of parts)
  if (/<\/(script|style)|<!--|\r|\0/i.test(text)) throw new Error(`${name} would not come through a page unchanged`);

const script = (name) => `<script id="${name}">{{${name}}}</script>`;
const kept = (name) => `<script type="text/plain" id="${name}">{{${name}}}</script>`;
let frame = read('index.html');
const policy = `default-src 'none'; script-src ${own([...first, ...later].map(([, text]) => text))} 'wasm-unsafe-eval' 'unsafe-eval'; `
  + `style-src ${sum(css)}; img-src data:; worker-src blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types mingjing`;
frame = frame.replace(/(<meta http-equiv="Content-Security-Policy" content=")[^"]*/, (_, before) => before + policy);
frame = frame.replace(/<link rel="(manifest|apple-touch-icon)"[^>]*>\n/g, '');
frame = once(frame, '<link rel="icon" href="favicon.svg" type="image/svg+xml">', `<link rel="icon" href="${icon}" type="image/svg+xml">`);
frame = once(frame, '<img src="favicon.svg"', `<img src="${icon}"`);
frame = once(frame, '<link rel="stylesheet" href="mingjing.css">', '<style id="mingjing.css">{{mingjing.css}}</style>');
frame = once(frame, '<script src="look.js"></script>\n', '');
for (const [name] of later) frame = once(frame, `<script src="${name}" defer></script>\n`, '');
// The data first: inside.js looks at them.
frame = once(frame, '</head>', ['data', 'frame'].map(kept).join('\n') + '\n' + first.map(([name]) => script(name)).join('\n') + '\n</head>');
frame = once(frame, '</body>', ['packer.wasm', 'mingjing-plain.wasm', 'mingjing-plain-rest.wasm', 'tables.wasm', 'tables.js', 'notices.txt'].map(kept).join('\n') + '\n'
  + later.map(([name]) => script(name)).join('\n') + '\n</body>');
if (/(href|src)="(?!data:)/.test(frame)) throw new Error('the page names files beside it');

parts.set('frame', Buffer.from(frame).toString('base64'));
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, frame.replace(/\{\{([\w.-]+)\}\}/g, (_, name) => parts.get(name)));
