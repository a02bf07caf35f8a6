// WebKitGTK's MiniBrowser by WebDriver. Its automation knows no profile that lasts, no downloads and no console.
import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { display } from './display.mjs';

const libraries = `/usr/lib/${{ x64: 'x86_64', arm64: 'aarch64' }[process.arch]}-linux-gnu`;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => done(port)); });
});

class Page extends EventEmitter {
  constructor(command) {
    super();
    this.command = command;
  }

  goto(url) { return this.command('POST', 'url', { url }); }
  reload() { return this.command('POST', 'refresh', {}); }

  async evaluate(what, given) {
    const { value, error } = await this.command('POST', 'execute/async', { args: [], script:
      `var done = arguments[0]; Promise.resolve().then(function() { return (${what})(${JSON.stringify(given)}); })
        .then(function(value) { done({ value: value }); }, function(e) { done({ error: String(e) }); });` });
    if (error) throw new Error(error);
    return value;
  }

  #act(type, id, actions, more) { return this.command('POST', 'actions', { actions: [{ type, id, ...more, actions }] }); }
  #mouse(...actions) { return this.#act('pointer', 'mouse', actions, { parameters: { pointerType: 'mouse' } }); }
  #keys(actions) { return this.#act('key', 'keys', actions); }

  mouse = {
    move: (x, y) => this.#mouse({ type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 }),
    click: (x, y, { delay = 0 } = {}) => this.#mouse({ type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 },
      { type: 'pointerDown', button: 0 }, { type: 'pause', duration: delay }, { type: 'pointerUp', button: 0 }),
  };

  keyboard = {
    type: (text) => this.#keys([...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }])),
    insertText: (text) => this.keyboard.type(text),
    press: (chord) => {
      const named = { Control: '\uE009', Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004' };
      const values = chord.split('+').map((key) => named[key] ?? (chord.includes('+') ? key.toLowerCase() : key));
      return this.#keys([...values.map((value) => ({ type: 'keyDown', value })), ...values.reverse().map((value) => ({ type: 'keyUp', value }))]);
    },
  };

  async screenshot() { return Buffer.from(await this.command('GET', 'screenshot'), 'base64'); }
}

export async function launch() {
  const screen = await display();
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { stdio: 'ignore', env: { ...process.env, DISPLAY: screen.name } });
  const close = () => { driver.kill(); screen.close(); };
  const ask = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}/${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  try {
    for (let again = 0; again < 50 && !await ask('GET', 'status').catch(() => null); again++) await pause(100);
    const binary = join(libraries, readdirSync(libraries).filter((name) => name.startsWith('webkit2gtk-')).sort().at(-1), 'MiniBrowser');
    const { sessionId } = await ask('POST', 'session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } } } });
    const command = (method, path, body) => ask(method, `session/${sessionId}/${path}`, body);
    await command('POST', 'timeouts', { script: 60000 });
    await command('POST', 'window/rect', { width: 1280, height: 800 });
    return { page: new Page(command), close: async () => {
      await ask('DELETE', `session/${sessionId}`).catch(() => {});
      close();
    } };
  } catch (error) {
    close();
    throw error;
  }
}
