// node tools/make-icons.mjs SVG FOLDER: the pictures an installed page is asked for, from its one drawing of circles: icon-192.png,
// icon-512.png, and icon-maskable.png, out of which the system cuts a shape of its own: the drawing fills its middle four fifths,
// in a field of the first colour.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

const [svg, folder] = process.argv.slice(2);
const text = readFileSync(svg, 'utf8').replace(/<!--[^]*?-->/g, '');
const side = Number(/viewBox="0 0 (\d+) \1"/.exec(text)[1]);
const colour = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const circles = [...text.matchAll(/<(\w+) ?([^>]*?)\/?>/g)].filter(([, tag]) => tag !== 'svg').map(([whole, tag, inside]) => {
  const said = Object.fromEntries([...inside.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
  if (tag !== 'circle') throw new Error(`${svg}: ${whole} is no circle, and nothing else is drawn here`);
  const { cx, cy, r, fill, stroke } = said, width = Number(said['stroke-width'] ?? 0);
  const dashes = said['stroke-dasharray']?.split(' ').map(Number);
  return { cx: Number(cx), cy: Number(cy), from: stroke ? r - width / 2 : 0, to: Number(r) + width / 2,
    colour: colour(stroke ?? fill), dash: dashes && dashes[0] / r, period: dashes && (dashes[0] + dashes[1]) / r };
});

/** Whether a point of the drawing lies in a circle, or on its line where that is not interrupted. */
function covers({ cx, cy, from, to, dash, period }, x, y) {
  const far = Math.sqrt((x - cx) ** 2 + (y - cy) ** 2);
  if (far < from || far > to) return false;
  const turn = (Math.atan2(y - cy, x - cx) + 2 * Math.PI) % (2 * Math.PI);
  return !period || turn % period < dash;
}

/** RGBA of a picture of so many pixels, each the mean of sixteen points. */
function drawn(pixels, part, field) {
  const fine = 4, out = Buffer.alloc(pixels * pixels * 4), scale = side / pixels / part, middle = pixels / 2;
  for (let at = 0; at < pixels * pixels; at++) {
    const sum = [0, 0, 0, 0];
    for (let i = 0; i < fine * fine; i++) {
      const x = side / 2 + ((at % pixels) + (i % fine + 0.5) / fine - middle) * scale;
      const y = side / 2 + (Math.floor(at / pixels) + (Math.floor(i / fine) + 0.5) / fine - middle) * scale;
      const top = circles.findLast((circle) => covers(circle, x, y))?.colour ?? field;
      if (!top) continue;
      top.forEach((value, c) => { sum[c] += value; });
      sum[3]++;
    }
    if (!sum[3]) continue;
    for (let c = 0; c < 3; c++) out[4 * at + c] = Math.round(sum[c] / sum[3]);
    out[4 * at + 3] = Math.round(255 * sum[3] / fine ** 2);
  }
  return out;
}

function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function png(pixels, rgba) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]), out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(pixels, 0);
  head.writeUInt32BE(pixels, 4);
  head.set([8, 6], 8); // eight bits each of red, green, blue and how much is covered
  const rows = Buffer.alloc(pixels * (4 * pixels + 1)); // each begins with a zero: as it is
  for (let y = 0; y < pixels; y++) rgba.copy(rows, y * (4 * pixels + 1) + 1, y * 4 * pixels, (y + 1) * 4 * pixels);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0))]);
}

for (const [name, pixels, part, field] of [['icon-192', 192, 1], ['icon-512', 512, 1], ['icon-maskable', 512, 0.8, circles[0].colour]])
  writeFileSync(join(folder, `${name}.png`), png(pixels, drawn(pixels, part, field)));
