// Before the program: starts loading it at once, says so, says why when it cannot run, and offers
// window.mingjing. Written so that every browser can read it, also one that is too old for all else.
'use strict';
(function() {
  var texts = {
    'old': ['这个浏览器的内核太旧。够用的是 Chromium 78 或更新内核的浏览器（Chrome、Edge、360、QQ 等；有两个内核的请切换到“极速模式”），或较新的 Firefox、Safari。',
      'This browser is too old. What is enough: one built on Chromium 78 or later (Chrome, Edge and others; those with two kernels in their fast mode), or a recent Firefox or Safari.'],
    'no-wasm': ['浏览器把 WebAssembly 关掉了。Edge 请在“增强安全模式”里把本站加为例外；单位统一管理的电脑请联系管理员。',
      'WebAssembly is switched off here. In Edge, make this site an exception of its enhanced security; on a managed computer, ask who manages it.'],
    'policy': ['网站服务器的安全策略（Content-Security-Policy）不许运行 WebAssembly。请管理员按 docs/serving.md 设置，或换用 Chromium 97 或更新内核的浏览器。',
      'The server’s Content-Security-Policy forbids WebAssembly here. docs/serving.md says what it should send; a browser built on Chromium 97 or later may do without.'],
    'folder': ['这份明镜要由网页服务器提供（README 的“运行”，一条命令就行）。没有服务器，请用单文件的 mingjing.html，双击即可打开。',
      'This copy has to be offered by a web server (README tells the one command). Without one take mingjing.html, the program as one file, which opens by a double click.'],
    'no-webgl': ['浏览器没有启用 WebGL 2，无法显示页面。请在设置中打开“使用图形加速”，或换一个浏览器。',
      'WebGL 2 is not available. Please turn on graphics acceleration, or use another browser.'],
    'no-program': ['程序文件没有下载成功。请检查网络后重新打开。',
      'The program could not be downloaded. Please check the connection and load the page again.'],
    'not-program': ['服务器给的不是程序文件，可能是登录页或错误页。请先登录网络，或请管理员检查 {file}。',
      'What the server sent is not the program, perhaps a page to log in. Log in to the network first, or ask who runs the server to look at {file}.'],
    'cut': ['程序文件 {file} 不完整或已损坏。请重新打开，会重新下载；还是这样，请管理员检查服务器上的这个文件。',
      'The program’s file {file} is cut short or damaged. Reload: it is fetched anew. If it stays so, ask who runs the server to look at that file.'],
    'mixed': ['网页脚本和程序来自两个版本，没有启动，数据没有动。请重新打开，会把两个都重新下载。',
      'The script and the program are of two versions. Nothing was started and no data was touched. Reload: both are fetched anew.'],
    'mixed-rest': ['首页已经显示，但程序的其余部分来自另一个版本，不能用，已停下。数据没有动。请重新打开，会全部重新下载。',
      'The first page was shown, but the rest of the program is of another version and cannot be used, so that it was stopped. No data was touched. Reload: all of it is fetched anew.'],
    'framed': ['明镜被嵌在了别的网页里，为防有人借它骗您点击，没有打开。', 'Mingjing stands inside another page and was not opened, so that nobody can trick you into clicking.'],
    'catalogue': ['程序自带的目录有错，没有启动，数据没有动。请换回上一个版本。',
      'The catalogue inside the program has mistakes. Nothing was started and no data was touched. Please go back to the version before.'],
    'stopped': ['程序意外停止。已经显示“已保存”的内容不会丢失，请重新打开。',
      'The program stopped unexpectedly. Whatever was shown as saved is safe. Please load the page again.'],
    'noisy': ['浏览器的防指纹设置打乱了文字的绘制。请允许本页读取画布（canvas）后重新打开。',
      'A privacy setting of this browser scrambles drawn text. Please allow this page to read the canvas.'],
  };
  var inside = window.mingjingInside; // the one-file page's parts
  var element = function(id) { return document.getElementById(id); };
  var failed = false, shown = false; // the first page
  var program = {}; // Emscripten's Module, later
  var isReady;
  var able = typeof Promise === 'function' && typeof BigInt === 'function' && typeof ResizeObserver === 'function' &&
    'actualBoundingBoxAscent' in TextMetrics.prototype;
  var ready = able ? new Promise(function(resolve) { isReady = resolve; }) : null;

  function fail(reason, detail, file) {
    if (failed) return;
    failed = true;
    element('progress').hidden = true;
    element('message').textContent = texts[reason][0].replace('{file}', file);
    element('message-en').textContent = texts[reason][1].replace('{file}', file) + (detail ? ' (' + detail + ')' : '');
    var again = document.createElement('button');
    again.textContent = reason === 'framed' ? '单独打开 / Open on its own' : '重新打开 / Reload';
    again.onclick = function() {
      if (reason === 'framed') return window.open(location.href, '_blank', 'noopener');
      // What the browser has kept is fetched again first.
      if (reason !== 'mixed' && reason !== 'mixed-rest' && reason !== 'cut') return location.reload();
      // What the service worker has kept as well: it begins anew.
      var worker = navigator.serviceWorker;
      var gone = worker ? worker.getRegistration().then(function(kept) { return kept && kept.unregister(); }) : null;
      Promise.all([gone].concat(['boot.js', 'look.js', 'lock.js', 'mingjing.css', 'mingjing.js', wasm, restOf(wasm)].map(function(file) { return fetch(file, { cache: 'reload' }); })))
        .catch(function() {}).then(function() { location.reload(); });
    };
    element('notice').appendChild(again);
    // Whoever stands before a stand takes nothing out.
    if (reason !== 'framed' && window.indexedDB && window.mingjingRescue && !window.mingjingLook.setting('stand')) offerRescue();
    element('notice').setAttribute('role', 'alert');
    document.body.classList.remove('running');
  }

  /** A button that takes out what is kept here though the program does not run. */
  function offerRescue() {
    var button = document.createElement('button'), told = document.createElement('p');
    button.className = 'second';
    button.textContent = '取出数据 / Take the data out';
    button.onclick = function() {
      button.disabled = true; // one at a time: a second would take the place of a passphrase that is being typed
      window.mingjingRescue(function(what) {
        button.disabled = false;
        told.textContent = what === 'given' ? '已交给浏览器下载。在别的浏览器里打开明镜，用“数据 → 导入”读入这个文件。 / Handed over as a download: import it in Mingjing in another browser.'
          : what === 'nothing' ? '这个浏览器里没有明镜的数据。 / There is no data of Mingjing in this browser.'
            : '取不出来 / It could not be taken out: ' + what;
      });
    };
    element('notice').appendChild(button);
    element('notice').appendChild(told);
  }

  function state(name) {
    if (name !== 'ready') return fail(name);
    if (failed) return;
    shown = true;
    document.body.classList.add('running');
    isReady();
    if (program.mj.whole || !begun) return;
    document.body.classList.add('coming');
    complete(begun).then(function() { document.body.classList.remove('coming'); }).catch(refused);
    begun = null;
  }

  // An exception of the program; a browser's own complaints (ResizeObserver's) are not.
  window.addEventListener('error', function(e) {
    if (failed) return;
    if (typeof e.error === 'number' || e.error instanceof WebAssembly.RuntimeError) fail('stopped');
    else if (e.target && e.target.tagName === 'SCRIPT') fail('no-program');
  }, true);

  // Questions about the running program, in every build; nothing here changes it.
  var ask = function(name) { return program.calledRun ? JSON.parse(program.ccall(name, 'string')) : null; };
  var count = function(name) { return program.calledRun ? program.ccall(name, 'number') : 0; };
  Object.defineProperty(window, 'mingjing', { enumerable: true, value: Object.freeze({
    // Resolved when the first page is drawn.
    ready: ready,
    // What can be seen: [{ id, label, kind, x, y, w, h, value, covered }], in CSS pixels.
    items: function() { return ask('mj_probe_items') || []; },
    // The figures of the page: [{ id, value, unit, text }]; a value of null cannot be said.
    figures: function() { return ask('mj_probe_figures') || []; },
    // What is durable: { state, at, revision, problem }.
    saved: function() { return ask('mj_probe_saved') || { state: 'loading', at: 0, revision: 0, problem: '' }; },
    // Milliseconds from navigation until the first figures were drawn; 0: not yet.
    painted: function() { return count('mj_probe_painted'); },
    // Frames drawn so far.
    frames: function() { return count('mj_probe_frames'); },
  }) });

  // Not inside another page: that one could lay something over this one, and have it clicked.
  var framed = window.top !== window;
  if (framed) fail('framed');
  else if (location.protocol === 'file:' && !inside) fail('folder');
  else if (!able) fail('old');
  else if (typeof WebAssembly !== 'object') fail('no-wasm');

  // Whether SIMD is known: a function of i8x16.splat and i8x16.popcnt tells, here as in worker.js.
  var simd = !failed && !inside && WebAssembly.validate(new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 11, 1, 9, 0, 65, 0, 253, 15, 253, 98, 26, 11,
  ]));
  var wasm = simd ? 'mingjing.wasm' : 'mingjing-plain.wasm';
  /** A promise of the program, compiled while it arrives where the browser can and the server says what it is. */
  function compile(file, cache) {
    return compiling(file, cache).catch(function(error) {
      if (error instanceof Error) error.file = file; // whoever tells it names it
      throw error;
    });
  }
  function compiling(file, cache) {
    if (inside) return inside.part(file).then(function(bytes) { return WebAssembly.compile(bytes); });
    return fetch(file, { credentials: 'same-origin', cache: cache || 'default' }).then(function(response) {
      if (!response.ok) throw new Error(response.status + ' ' + file);
      if (WebAssembly.compileStreaming && /^application\/wasm/.test(response.headers.get('Content-Type')))
        return WebAssembly.compileStreaming(response);
      return response.arrayBuffer().then(function(bytes) {
        if (bytes.byteLength < 4 || new DataView(bytes).getUint32(0) !== 0x61736d) throw new Error('no magic number');
        return WebAssembly.compile(bytes);
      });
    });
  }
  /** The build that a program is of. */
  function marked(module) {
    var mark = WebAssembly.Module.customSections(module, 'mingjing')[0];
    return mark ? new TextDecoder().decode(mark) : '?';
  }
  // Compiling begins before the script that asks for it is read.
  var compiled = failed ? null : compile(wasm);

  // The program comes as two files (tools/split-wasm.mjs). The first draws the first page; the rest is fetched then, and what people do
  // waits for it. Where more than the overview is to be shown, or nothing has to be fetched, both are there before the program begins.
  function restOf(file) { return file.replace('.wasm', '-rest.wasm'); }
  var early = !failed && !inside && !window.mingjingLook.setting('stand') && !window.mingjingLook.setting('lock') && location.hash.length < 2;
  var tooSoon = false, hint = window.mingjingLook.named('whole'), begun = null, isWhole;
  try { early = early && !sessionStorage.getItem(hint); } catch (e) { early = false; }
  /** A function of the rest was called before it came: the page begins anew, with both. Nobody has done anything yet. */
  function missed(which) {
    var first = !tooSoon;
    tooSoon = true;
    if (first && !failed) { // a notice stays, and its buttons
      try {
        sessionStorage.setItem(hint, '1');
        location.reload();
      } catch (e) { fail('stopped'); } // else it would begin anew again and again
    }
    throw new Error('the rest of the program has not come yet (' + which + ')');
  }
  /** The first file's functions, none of which runs once it lacks one of the rest. */
  function guarded(own) {
    var all = {};
    Object.keys(own).forEach(function(name) {
      if (name[0] === '%') return; // for the rest
      all[name] = typeof own[name] !== 'function' ? own[name] : function() { return tooSoon ? 0 : own[name].apply(null, arguments); };
    });
    return all;
  }
  /** A file of the program, unless it is of another build than the script. */
  function ofThisBuild(module) {
    var other = marked(module);
    if (other === program.mj.build) return module;
    fail(shown ? 'mixed-rest' : 'mixed', (program.mj.build || '?') + ' / ' + other);
    throw new Error('mixed');
  }
  /** A promise: the rest is in its place among the first file's functions. */
  function complete(instance) {
    return compile(restOf(wasm)).then(ofThisBuild).then(function(module) {
      return WebAssembly.instantiate(module, { primary: instance.exports });
    }).then(function() {
      if (tooSoon) return; // this page is going
      program.mj.whole = true;
      isWhole();
    });
  }

  // The graphics process wakes up while the program compiles; the page stands still meanwhile, so not before the store's
  // files are asked for. The program gets this same context, whatever it asks.
  function graphics() { // whether they are there, and nothing else hinders
    var canvas = element('canvas');
    var wanted = { alpha: false, depth: false, stencil: false, antialias: false };
    if (!canvas.getContext('webgl2', wanted)) fail('no-webgl');
    return !failed;
  }

  function refused(error) {
    if (/disallowed|blocked|Content Security Policy/i.test(error.message)) fail('policy', error.message);
    // Every browser says in its own words that a program has to begin with a magic number.
    else if (error.file && /magic|doesn't start with/i.test(error.message)) fail('not-program', '', error.file);
    else if (error.file && error instanceof WebAssembly.CompileError) fail('cut', error.message, error.file);
    else fail('no-program', error.message);
  }

  program = window.Module = {
    canvas: element('canvas'),
    mj: { refused: failed, whole: false, rest: able ? new Promise(function(resolve) { isWhole = resolve; }) : null, inside: inside, plain: !simd, compile: compile, marked: marked, folder: window.mingjingLook.folder, named: window.mingjingLook.named, setting: window.mingjingLook.setting, lock: window.mingjingLock, state: state, graphics: graphics, asks: window.mingjingLook.asks, look: window.mingjingLook.wear },
    instantiateWasm: function(imports, done) {
      if (failed) return {}; // never answered: the script waits for ever
      imports.placeholder = new Proxy({}, { get: function(_, which) { return function() { missed(which); }; } });
      compiled.then(ofThisBuild).then(function(module) {
        return WebAssembly.instantiate(module, imports).then(function(instance) {
          var start = function() { done({ exports: guarded(instance.exports) }, module); };
          if (!early) return complete(instance).then(start);
          begun = instance;
          start();
        });
      }).catch(refused);
      return {};
    },
    onAbort: function() { fail('stopped'); },
  };
})();
