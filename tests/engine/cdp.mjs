// A Chromium too old for playwright, driven by its DevTools protocol over a pipe: as much of playwright's page as
// tests/journey/harness.mjs asks for.
import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';

/** One browser process: send(method, params, session) and events, over file descriptors 3 and 4. */
class Pipe extends EventEmitter {
  #next = 1;
  #waiting = new Map();

  constructor(command, args, env) {
    super();
    this.setMaxListeners(0);
    this.process = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], env: { ...process.env, ...env }, detached: true });
    this.gone = new Promise((done) => this.process.on('exit', done));
    this.process.on('error', (error) => this.#end(error));
    this.process.on('exit', () => this.#end(new Error('the browser is gone')));
    this.process.stdio[3].on('error', () => {});
    let rest = '';
    this.process.stdio[4].setEncoding('utf8').on('data', (text) => {
      const parts = (rest + text).split('\0');
      rest = parts.pop();
      for (const part of parts) this.#take(JSON.parse(part));
    });
  }

  #end(error) {
    for (const { fail } of this.#waiting.values()) fail(error);
    this.#waiting.clear();
  }

  #take(message) {
    if (!message.id) return this.emit(message.method, message.params, message.sessionId);
    const { done, fail } = this.#waiting.get(message.id) ?? {};
    this.#waiting.delete(message.id);
    if (message.error) fail?.(new Error(message.error.message));
    else done?.(message.result);
  }

  send(method, params = {}, sessionId) {
    const id = this.#next++;
    return new Promise((done, fail) => {
      this.#waiting.set(id, { done, fail });
      this.process.stdio[3].write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    });
  }
}

const keys = { Enter: 13, Tab: 9, Escape: 27, Backspace: 8, ArrowDown: 40, ArrowUp: 38, ArrowLeft: 37, ArrowRight: 39 };
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

class Page extends EventEmitter {
  #modifiers = 0;

  static async open(pipe, size, downloads) {
    const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new Page();
    const send = page.send = (method, params) => pipe.send(method, params, sessionId);
    pipe.on('Runtime.consoleAPICalled', (e, s) => s === sessionId && page.emit('console', { type: () => e.type, text: () => e.args.map((a) => a.value ?? a.description).join(' ') }));
    pipe.on('Log.entryAdded', ({ entry }, s) => s === sessionId && page.emit('console', { type: () => entry.level, text: () => entry.text }));
    pipe.on('Runtime.exceptionThrown', (e, s) => s === sessionId && page.emit('pageerror', new Error(e.exceptionDetails.exception?.description ?? e.exceptionDetails.text)));
    pipe.on('Network.requestWillBeSent', (e, s) => s === sessionId && page.emit('request', { url: () => e.request.url }));
    pipe.on('Network.responseReceived', (e, s) => s === sessionId && page.emit('response', { url: () => e.response.url, status: () => e.response.status }));
    pipe.on('Page.javascriptDialogOpening', (e, s) => s === sessionId && send('Page.handleJavaScriptDialog', { accept: true }));
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`);
    await send('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
    await send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false });
    page.loaded = () => new Promise((done) => {
      const listen = (e, s) => s === sessionId && (pipe.off('Page.loadEventFired', listen), done());
      pipe.on('Page.loadEventFired', listen);
    });
    return page;
  }

  async goto(url) {
    const loaded = this.loaded();
    const { errorText } = await this.send('Page.navigate', { url });
    if (errorText) throw new Error(`${errorText} ${url}`);
    await loaded;
  }

  async reload() {
    const loaded = this.loaded();
    await this.send('Page.reload');
    await loaded;
  }

  async evaluate(what, given) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression: `(${what})(${JSON.stringify(given)})`, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  #mouse(type, x, y, more) { return this.send('Input.dispatchMouseEvent', { type, x, y, ...more }); }

  #at = [0, 0]; // the pointer

  mouse = {
    move: async (x, y) => {
      this.#at = [x, y];
      await this.#mouse('mouseMoved', x, y);
    },
    wheel: (deltaX, deltaY) => this.#mouse('mouseWheel', ...this.#at, { deltaX, deltaY }),
    click: async (x, y, { delay = 0 } = {}) => {
      await this.#mouse('mousePressed', x, y, { button: 'left', buttons: 1, clickCount: 1 });
      await pause(delay);
      await this.#mouse('mouseReleased', x, y, { button: 'left', buttons: 0, clickCount: 1 });
    },
  };

  keyboard = {
    insertText: (text) => this.send('Input.insertText', { text }),
    type: async (text) => { for (const c of text) await this.#key(c, c); },
    press: async (chord) => {
      const parts = chord.split('+'), key = parts.pop();
      this.#modifiers = parts.includes('Control') ? 2 : 0;
      if (this.#modifiers) await this.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Control', code: 'ControlLeft', windowsVirtualKeyCode: 17, modifiers: 2 });
      await this.#key(key, key.length === 1 && !this.#modifiers ? key : key === 'Enter' ? '\r' : undefined);
      if (this.#modifiers) await this.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Control', code: 'ControlLeft', windowsVirtualKeyCode: 17 });
      this.#modifiers = 0;
    },
  };

  async #key(key, text) {
    const named = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : key;
    const event = { key: key.length === 1 && this.#modifiers ? key.toLowerCase() : key, code: named, modifiers: this.#modifiers,
      windowsVirtualKeyCode: keys[key] ?? key.toUpperCase().charCodeAt(0) };
    await this.send('Input.dispatchKeyEvent', { ...event, type: text === undefined ? 'rawKeyDown' : 'keyDown', text });
    await this.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' });
  }

  async screenshot() { return Buffer.from((await this.send('Page.captureScreenshot')).data, 'base64'); }
}

/** Starts a Chromium of `engine` { command, args, env } with the profile in `profile`; { page, close() }. */
export async function launchOld(engine, profile, downloads) {
  const pipe = new Pipe(engine.command, ['--headless', '--no-sandbox', '--remote-debugging-pipe', `--user-data-dir=${profile}`, '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--lang=zh-CN', '--window-size=1280,720', ...engine.args, 'about:blank'], engine.env);
  try {
    const page = await Page.open(pipe, { width: 1280, height: 720 }, downloads);
    return { page, close: async () => {
      await Promise.race([pipe.send('Browser.close').catch(() => {}), pause(2000)]);
      await Promise.race([pipe.gone, pause(5000)]);
      try { process.kill(-pipe.process.pid, 'SIGKILL'); } catch { /* it has ended */ }
    } };
  } catch (error) {
    try { process.kill(-pipe.process.pid, 'SIGKILL'); } catch { /* it has ended */ }
    throw error;
  }
}
