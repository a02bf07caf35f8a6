// Serves folders under names, as they are: no compression, since the bench's files are large. Pages are isolated, so that
// their clock is as fine as a browser's can be.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm' };
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cache-Control': 'no-store' };

/** folders: { name: path }; `more`: headers. Resolves to { url, close() }. */
export async function serveFolders(folders, more = {}) {
  const server = createServer(async (request, response) => {
    try {
      const [, name, ...rest] = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname)).split('/');
      const path = join(folders[name], ...rest); // normalize() keeps it below the folder
      const { size } = await stat(path);
      response.writeHead(200, { ...headers, ...more, 'Content-Type': types[extname(path)] ?? 'application/octet-stream', 'Content-Length': size });
      createReadStream(path).on('error', () => response.destroy()).pipe(response);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  await new Promise((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => { server.closeAllConnections?.(); return new Promise((done) => server.close(done)); },
  };
}
