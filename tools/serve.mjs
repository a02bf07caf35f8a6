// A small static server for build/web/site, and what the tests start: node tools/serve.mjs FOLDER [PORT] [--open]
// Files are sent gzipped (kept in memory) and always revalidated; the strict policy of the page comes as a header too.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json', '.webmanifest': 'application/manifest+json', '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.txt': 'text/plain; charset=utf-8',
};
const policy = (page) => `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'${page && " 'unsafe-eval'"}; connect-src 'self'; `
  + "style-src 'self'; img-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
export const headers = {
  'Content-Security-Policy': policy(''),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};
const packed = promisify(gzip);

/** Serves `folder` on 127.0.0.1. With port 0 any free port; else the given one or, if taken, one of the next 20.
 *  Resolves to { url, close() }. */
export async function serve(folder, port = 0) {
  const root = resolve(folder);
  const kept = new Map(); // path -> { mtime, body, zipped, etag }

  async function load(path) {
    const { mtimeMs, size } = await stat(path);
    const old = kept.get(path);
    if (old && old.mtime === mtimeMs && old.body.length === size) return old;
    const body = await readFile(path);
    const file = { mtime: mtimeMs, body, zipped: await packed(body, { level: 9 }),
      etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 20)}"` };
    kept.set(path, file);
    return file;
  }

  const server = createServer(async (request, response) => {
    const answer = (status, more = {}, body = undefined) => {
      response.writeHead(status, { ...headers, ...more });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    try {
      if (!['GET', 'HEAD'].includes(request.method)) return answer(405);
      const name = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname));
      const path = join(root, name.endsWith('/') ? name + 'index.html' : name); // normalize() keeps it below root
      const file = await load(path);
      const page = path.endsWith('.html') && { 'Content-Security-Policy': policy('page') }; // its first script takes 'unsafe-eval' back
      const more = { ...page, ETag: file.etag, Vary: 'Accept-Encoding', 'Content-Type': types[extname(path)] ?? 'application/octet-stream' };
      if (request.headers['if-none-match'] === file.etag) return answer(304, more);
      const zip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && file.zipped.length < file.body.length;
      const body = zip ? file.zipped : file.body;
      answer(200, { ...more, ...(zip && { 'Content-Encoding': 'gzip' }), 'Content-Length': body.length }, body);
    } catch {
      answer(404, { 'Content-Type': 'text/plain' }, 'not found\n');
    }
  });

  const last = port === 0 ? 0 : port + 20;
  for (let p = port; ; p++) {
    const error = await new Promise((done) => {
      server.once('error', done);
      server.listen(p, '127.0.0.1', () => { server.off('error', done); done(undefined); });
    });
    if (!error) break;
    if (error.code !== 'EADDRINUSE' || p >= last) throw error;
  }
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => { server.closeAllConnections?.(); return new Promise((done) => server.close(done)); },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await serve(process.argv[2], Number(process.argv[3] ?? 8080));
  console.log(`明镜 Mingjing: ${url}`);
  const desktop = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (process.argv.includes('--open') && desktop)
    spawn('xdg-open', [url], { stdio: 'ignore' }).on('error', () => {}); // no xdg-open: the address is printed
}
