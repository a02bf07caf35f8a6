// Before the program: starts loading it at once, says so, says why when it cannot run, and offers
// window.mingjing.
'use strict';
(function() {
  var texts = {
    'no-wasm': ['这个浏览器太旧，不能运行 WebAssembly。请使用新版 Chrome、Edge、Firefox 或 Safari。',
      'This browser is too old for WebAssembly. Please use a current Chrome, Edge, Firefox or Safari.'],
    'no-webgl': ['浏览器没有启用 WebGL 2，无法显示页面。请在设置中打开“使用图形加速”，或换一个浏览器。',
      'WebGL 2 is not available. Please turn on graphics acceleration, or use another browser.'],
    'no-program': ['程序文件没有下载成功。请检查网络后重新打开。',
      'The program could not be downloaded. Please check the connection and load the page again.'],
    'mixed': ['网页脚本和程序来自两个版本，没有启动，数据没有动。请重新打开，会把两个都重新下载。',
      'The script and the program are of two versions. Nothing was started and no data was touched. Reload: both are fetched anew.'],
    'framed': ['明镜被嵌在了别的网页里，为防有人借它骗您点击，没有打开。', 'Mingjing stands inside another page and was not opened, so that nobody can trick you into clicking.'],
    'catalogue': ['程序自带的目录有错，没有启动，数据没有动。请换回上一个版本。',
      'The catalogue inside the program has mistakes. Nothing was started and no data was touched. Please go back to the version before.'],
    'stopped': ['程序意外停止。已经显示“已保存”的内容不会丢失，请重新打开。',
      'The program stopped unexpectedly. Whatever was shown as saved is safe. Please load the page again.'],
    'noisy': ['浏览器的防指纹设置打乱了文字的绘制。请允许本页读取画布（canvas）后重新打开。',
      'A privacy setting of this browser scrambles drawn text. Please allow this page to read the canvas.'],
  };
  var element = function(id) { return document.getElementById(id); };
  var failed = false;
  var program = {}; // Emscripten's Module, later
  var isReady;
  var ready = new Promise(function(resolve) { isReady = resolve; });

  function fail(reason, detail) {
    if (failed) return;
    failed = true;
    element('progress').hidden = true;
    element('message').textContent = texts[reason][0];
    element('message-en').textContent = texts[reason][1] + (detail ? ' (' + detail + ')' : '');
    var again = document.createElement('button');
    again.textContent = reason === 'framed' ? '单独打开 / Open on its own' : '重新打开 / Reload';
    again.onclick = function() {
      if (reason === 'framed') return window.open(location.href, '_blank', 'noopener');
      // What the browser has kept is fetched again first.
      var files = reason === 'mixed' ? ['boot.js', 'look.js', 'mingjing.css', 'mingjing.js', 'mingjing.wasm'] : [];
      Promise.all(files.map(function(file) { return fetch(file, { cache: 'reload' }); }))
        .catch(function() {}).then(function() { location.reload(); });
    };
    element('notice').appendChild(again);
    element('notice').setAttribute('role', 'alert');
    document.body.classList.remove('running');
  }

  function state(name) {
    if (name !== 'ready') return fail(name);
    if (failed) return;
    document.body.classList.add('running');
    isReady();
  }

  // An exception of the program; a browser's own complaints (ResizeObserver's) are not.
  var able = typeof WebAssembly === 'object' && typeof ResizeObserver === 'function';
  window.addEventListener('error', function(e) {
    if (typeof e.error === 'number' || (able && e.error instanceof WebAssembly.RuntimeError)) fail('stopped');
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
  // Compiling begins before the script that asks for it is read.
  var compiled = able && !framed && WebAssembly.compileStreaming(fetch('mingjing.wasm', { credentials: 'same-origin' }));
  if (!able) fail('no-wasm');
  else if (framed) fail('framed');
  // The graphics process wakes up while the program compiles; the page stands still meanwhile, so not before the store's
  // files are asked for. The program gets this same context, whatever it asks.
  function graphics() {
    var canvas = element('canvas');
    var wanted = { alpha: false, depth: false, stencil: false, antialias: false };
    if (!canvas.getContext('webgl2', wanted)) fail('no-webgl');
  }

  program = window.Module = {
    canvas: element('canvas'),
    mj: { refused: failed, state: state, graphics: graphics, asks: window.mingjingLook.asks, look: window.mingjingLook.wear },
    instantiateWasm: function(imports, done) {
      if (failed) return {}; // never answered: the script waits for ever
      compiled.then(function(module) {
        var mark = WebAssembly.Module.customSections(module, 'mingjing')[0];
        var other = mark ? new TextDecoder().decode(mark) : '?';
        if (other !== program.mj.build) return fail('mixed', (program.mj.build || '?') + ' / ' + other);
        return WebAssembly.instantiate(module, imports).then(function(instance) { done(instance, module); });
      }).catch(function(error) {
        fail(error instanceof WebAssembly.CompileError ? 'no-wasm' : 'no-program');
      });
      return {};
    },
    onAbort: function() { fail('stopped'); },
  };
})();
