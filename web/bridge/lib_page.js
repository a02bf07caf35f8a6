// The page: canvas size, when to draw, timers, small settings, title. $MJ is shared by the other lib_*.js
// files.
mergeInto(LibraryManager.library, {
  $MJ: {
    waiting: false, // a frame is asked for
    timer: 0,
    channel: null,
    box: null, // canvas size in device pixels as the browser lays it out
    boxRatio: 0,
    resize: {}, // width, height: what sets them

    canvas: function() { return Module['canvas']; },
    // A string for C++, which frees it.
    give: function(text) {
      var size = lengthBytesUTF8(text) + 1, at = _malloc(size);
      stringToUTF8(text, at, size);
      return at;
    },
    policy: null, // browsers with Trusted Types take a worker's address from nothing else
    script: function(name) {
      var place = function(name) {
        if (name !== 'tables.js' && name !== 'worker.js') throw new TypeError(name);
        return Module['mj'].inside ? Module['mj'].inside.script(name) : name;
      };
      if (!self.trustedTypes) return place(name);
      MJ.policy = MJ.policy || trustedTypes.createPolicy('mingjing', { createScriptURL: place });
      return MJ.policy.createScriptURL(name);
    },
    // What may happen before the whole program is there (boot.js) waits for it.
    soon: function(go) {
      if (Module['mj'].whole) go();
      else Module['mj'].rest.then(go);
    },
    run: function() {
      if (!MJ.waiting) return;
      MJ.waiting = false;
      _mj_frame();
    },
    // A frame drawn in software keeps the storage's answer waiting ten times as long as the storage takes: none is drawn
    // until the answer is there, or for this long.
    patience: 50, // milliseconds
    until: 0, // when frames may be drawn again, and the timer of one that waits
    held: 0,
    hold: function() { MJ.until = performance.now() + MJ.patience; },
    release: function() {
      MJ.until = 0;
      if (!MJ.held) return;
      clearTimeout(MJ.held);
      MJ.next();
    },
    next: function() {
      MJ.held = 0;
      requestAnimationFrame(MJ.run);
    },
    standing: false, // before the public
    watchesStand: false,
    lock: null,
    stayAwake: function() {
      if (MJ.lock) MJ.lock.release();
      MJ.lock = null;
      if (!MJ.standing || document.hidden || !navigator.wakeLock) return;
      navigator.wakeLock.request('screen').then(function(lock) {
        if (MJ.standing) MJ.lock = lock;
        else lock.release();
      }, function() {});
    },
    // Fires once, when the ratio is no longer the one asked about.
    watchRatio: function() {
      matchMedia('(resolution: ' + devicePixelRatio + 'dppx)').addEventListener('change', function() {
        MJ.watchRatio();
        _mj_wake(2);
      }, { once: true });
    },
  },

  // SDL sizes the canvas whenever it can, in CSS pixels, and each time the picture is thrown away: let it
  // not.
  mj_js_page_own_canvas__deps: ['$MJ'],
  mj_js_page_own_canvas: function() {
    ['width', 'height'].forEach(function(side) {
      var real = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, side), canvas = MJ.canvas();
      Object.defineProperty(canvas, side, { get: real.get, set: function() {} });
      MJ.resize[side] = function(pixels) { if (canvas[side] !== pixels) real.set.call(canvas, pixels); };
    });
  },

  mj_js_page_start__deps: ['$MJ', '$MJLock'],
  mj_js_page_start: function() {
    var canvas = MJ.canvas();
    new ResizeObserver(function(entries) {
      var size = entries[0].devicePixelContentBoxSize;
      MJ.box = size ? [size[0].inlineSize, size[0].blockSize] : null;
      MJ.boxRatio = devicePixelRatio;
      // Between layout and paint: drawing now keeps the old picture from being stretched for a frame.
      _mj_resized();
    }).observe(canvas);
    MJ.watchRatio();
    var asks = Module['mj'].asks;
    [asks.dark, asks.contrast].forEach(function(query) {
      query.addEventListener('change', function() { MJ.soon(function() { _mj_system_look(); }); });
    });
    canvas.addEventListener('webglcontextlost', function(e) { e.preventDefault(); _mj_context(0); });
    canvas.addEventListener('webglcontextrestored', function() { _mj_context(1); });
    canvas.addEventListener('contextmenu', function(e) { e.preventDefault(); });
    MJ.soon(function() { _mj_wake(2); }); // what was done meanwhile is to be seen
    MJ.channel = new MessageChannel();
    MJ.channel.port1.onmessage = function(e) { e.data ? _mj_work() : MJ.run(); };
    window.addEventListener('pagehide', MJLock.leave);
    document.addEventListener('visibilitychange', function() {
      if (document.hidden) MJLock.leave(); // phones end hidden pages without a word
      if (document.hidden && MJ.waiting) MJ.channel.port2.postMessage(0); // its animation frame will not come
      _mj_wake(1);
    });
    // A button let go where the browser does not tell us, in another program or a dialogue of the browser's, is not held.
    var release = function() { _mj_release(); };
    window.addEventListener('blur', release);
    window.addEventListener('pointercancel', release);
    window.addEventListener('mousemove', function(e) { if (!e.buttons) release(); }, true);
    // Ctrl and the wheel is the browser's zoom; SDL would take it.
    window.addEventListener('wheel', function(e) { if (e.ctrlKey) e.stopPropagation(); }, true);
  },

  // Makes the canvas as many pixels as it covers; width, height and pixels per CSS pixel go to `out` (3
  // doubles).
  mj_js_page_fit__deps: ['$MJ'],
  mj_js_page_fit: function(out) {
    var canvas = MJ.canvas(), ratio = devicePixelRatio || 1, rect = canvas.getBoundingClientRect();
    var pixels = function(length, i) {
      var box = MJ.box && MJ.boxRatio === ratio ? MJ.box[i] : -9;
      // The layout's own rounding is exact, but it comes late after a zoom, and some tools fake only the
      // ratio.
      return Math.max(1, Math.abs(box - length * ratio) < 2 ? box : Math.round(length * ratio));
    };
    var w = pixels(rect.width, 0), h = pixels(rect.height, 1);
    MJ.resize.width(w);
    MJ.resize.height(h);
    HEAPF64[out >> 3] = w;
    HEAPF64[(out >> 3) + 1] = h;
    HEAPF64[(out >> 3) + 2] = ratio;
  },

  mj_js_page_ask_frame__deps: ['$MJ'],
  mj_js_page_ask_frame: function() {
    if (MJ.waiting) return;
    MJ.waiting = true;
    // Hidden pages get no animation frames, but an import or a save must go on.
    if (document.hidden) MJ.channel.port2.postMessage(0);
    else if (performance.now() < MJ.until) MJ.held = setTimeout(MJ.next, MJ.until - performance.now());
    else MJ.next();
  },

  mj_js_page_whole: function() { return Module['mj'].whole ? 1 : 0; },

  // When the event now dealt with happened, in milliseconds: a busy page learns of it later.
  mj_js_page_event_time: function() { return window.event ? window.event.timeStamp : performance.now(); },
  mj_js_page_event_cancels: function() { return window.event && window.event.type === 'touchcancel' ? 1 : 0; },

  mj_js_page_held__deps: ['$MJ'],
  mj_js_page_held: function() { return performance.now() < MJ.until ? 1 : 0; },

  mj_js_page_ask_work__deps: ['$MJ'],
  mj_js_page_ask_work: function() { MJ.channel.port2.postMessage(1); },

  // So much of the store has been read, 0..1: shown by the page itself, which draws nothing yet.
  mj_js_page_opened: function(part) {
    if (part === 1) return performance.mark('mingjing-opened');
    var bar = document.getElementById('progress');
    bar.hidden = false;
    bar.value = part;
  },

  // One timer; seconds < 0: none.
  mj_js_page_timer__deps: ['$MJ'],
  mj_js_page_timer: function(seconds) {
    clearTimeout(MJ.timer);
    if (seconds >= 0) MJ.timer = setTimeout(function() { _mj_timer(); }, seconds * 1000);
  },

  mj_js_page_describe__deps: ['$MJAddress'],
  mj_js_page_describe: function(language, title) {
    document.documentElement.lang = UTF8ToString(language);
    MJAddress.name(UTF8ToString(title));
  },

  mj_js_page_asks_dark: function() { return Module['mj'].asks.dark.matches ? 1 : 0; },
  mj_js_page_asks_contrast: function() { return Module['mj'].asks.contrast.matches ? 1 : 0; },
  mj_js_page_look: function(name) { Module['mj'].look(UTF8ToString(name)); },

  mj_js_page_show_file: function(name) {
    var file = UTF8ToString(name), inside = Module['mj'].inside, show = function(address) { window.open(address, '_blank', 'noopener'); };
    if (!inside) return show(file);
    inside.part(file).then(function(bytes) { show(URL.createObjectURL(new Blob([bytes], { type: 'text/plain;charset=utf-8' }))); });
  },

  // As real text beside the canvas, which would be one picture of the window: while it is printed, whoever asked for that.
  $MJPaper__deps: ['$MJ'],
  $MJPaper: {
    add: function(to, name, text, kind) {
      var made = to.appendChild(document.createElement(name));
      if (text) made.textContent = text;
      if (kind) made.className = kind;
      return made;
    },
    sheet: function() {
      var paper = document.getElementById('paper');
      if (paper) return paper;
      paper = MJPaper.add(document.body, 'article');
      paper.id = 'paper';
      paper.lang = 'zh-CN';
      paper.hidden = true;
      var rules = document.styleSheets[0];
      MJPaper.rule = rules.insertRule('@media print { ' + UTF8ToString(_mj_paper_style()) +
        ' html, body { height: auto; overflow: visible } body > * { display: none } #paper { display: block !important } }', rules.cssRules.length);
      return paper;
    },
    across: function(paper, on) {
      paper.className = on ? 'wide' : '';
      document.body.classList.toggle('across', !!on);
    },
    chart: function(paper, part) {
      var figure = MJPaper.add(paper, 'figure'), draw = function(to, name, values) {
        var made = to.appendChild(document.createElementNS('http://www.w3.org/2000/svg', name));
        for (var key in values) made.setAttribute(key, values[key]);
        return made;
      };
      if (part.text) MJPaper.add(figure, 'figcaption', part.text);
      var svg = draw(figure, 'svg', { viewBox: '0 0 ' + part.chart.width + ' ' + part.chart.height });
      part.chart.marks.forEach(function(m) {
        if (typeof m[3] === 'number') draw(svg, 'rect', { fill: m[0], x: m[1], y: m[2], width: m[3], height: m[4] });
        else draw(svg, 'text', { fill: m[0], x: m[1], y: m[2], 'text-anchor': m[3] }).textContent = m[4];
      });
    },
    fill: function(report) {
      var paper = MJPaper.sheet(), add = MJPaper.add;
      paper.textContent = '';
      MJPaper.across(paper, report.wide);
      add(paper, 'h1', report.title);
      report.remarks.forEach(function(remark) { add(paper, 'p', remark, 'remark'); });
      report.parts.forEach(function(part) {
        if (part.chart) return MJPaper.chart(paper, part);
        if (part.kind !== 'table') return add(paper, part.kind === 'heading' ? 'h' + (part.level + 1) : 'p', part.text);
        var table = add(paper, 'table', '', part.whole && 'whole'), body;
        if (part.text) add(table, 'caption', part.text);
        part.cells.forEach(function(cells, row) {
          if (row < 2) body = add(table, row ? 'tbody' : 'thead');
          var line = add(body, 'tr');
          cells.forEach(function(cell, i) {
            // Dates, amounts and short words are not broken.
            add(line, row ? 'td' : 'th', cell, (i < part.texts ? '' : 'number') + (cell.length < (row ? 13 : 7) ? ' short' : ''));
          });
        });
      });
      add(paper, 'p', report.source, 'source');
      MJPaper.title = MJPaper.title || document.title; // the sheet's names the PDF
      document.title = report.title;
    },
    // Whoever asks to print, the browser's own menu too. A page without a form on paper is printed as the picture that it is.
    before: function() {
      var text = Module['mj'].whole && !MJ.standing ? UTF8ToString(_mj_paper()) : '', paper = document.getElementById('paper');
      if (text) return MJPaper.fill(JSON.parse(text));
      if (!Module['mj'].whole || MJ.standing) {
        if (!paper) return;
        paper.remove();
        return document.styleSheets[0].deleteRule(MJPaper.rule);
      }
      // What was drawn last is gone from a canvas of WebGL: drawn again and copied in one go it is there.
      var canvas = MJ.canvas();
      paper = MJPaper.sheet();
      paper.textContent = '';
      MJPaper.across(paper, canvas.width > canvas.height);
      var copy = MJPaper.add(paper, 'canvas');
      copy.width = canvas.width;
      copy.height = canvas.height;
      _mj_repaint();
      copy.getContext('2d').drawImage(canvas, 0, 0);
    },
    after: function() {
      if (MJPaper.title) document.title = MJPaper.title;
      MJPaper.title = '';
    },
  },
  $MJPaper__postset: "addEventListener('beforeprint', MJPaper.before); addEventListener('afterprint', MJPaper.after);",
  mj_js_page_print__deps: ['$MJPaper'],
  mj_js_page_print: function() {
    setTimeout(function() { window.print(); }); // when the frame that asked for it is done
  },

  // Only while it is needed: a listener slows going back to the page.
  mj_js_page_hold: function(on) {
    window.onbeforeunload = on ? function(e) { e.preventDefault(); } : null;
  },

  // A browser that refuses the whole screen, or takes it away by Escape, shows it in the page until the next touch. While the
  // screen is ours its keys are too, where the browser can: no new window, no leaving by a short Escape. The lock keeps the
  // screen from going dark.
  mj_js_page_stand__deps: ['$MJ', '$MJAddress'],
  mj_js_page_stand: function(on) {
    MJ.standing = !!on;
    var root = document.documentElement, touch = navigator.userActivation, ask = function() {
      if (!MJ.standing || document.fullscreenElement || !root.requestFullscreen || (touch && !touch.isActive)) return;
      root.requestFullscreen().then(function() { return navigator.keyboard && navigator.keyboard.lock(); }).catch(function() {});
    };
    if (!MJ.watchesStand) {
      MJ.watchesStand = true;
      ['pointerup', 'keyup'].forEach(function(type) { window.addEventListener(type, ask, true); });
      document.addEventListener('visibilitychange', function() { MJ.stayAwake(); });
    }
    if (on) MJAddress.hide();
    else if (document.fullscreenElement) document.exitFullscreen();
    ask();
    MJ.stayAwake();
  },

  mj_js_page_state: function(state) { Module['mj'].state(UTF8ToString(state)); },
  mj_js_page_is_mac: function() { return /Mac|iPhone|iPad/.test(navigator.platform) ? 1 : 0; },
  mj_js_utc_offset: function(seconds) { return -60 * new Date(seconds * 1000).getTimezoneOffset(); },
  mj_js_language__deps: ['$MJ'],
  mj_js_language: function() { return MJ.give(navigator.language || ''); },

  // Settings by folder, as the database. What was set before there were folders holds where that is this page's.
  // localStorage throws where the user forbids it.
  $MJPrefs__deps: ['$MJStore'],
  $MJPrefs: {
    carried: function() { return Module['mj'].inside && Module['mj'].inside.carried; },
    demo: function() { return !!MJPrefs.carried() && MJPrefs.carried().demo; },
    held: {}, // of a demo, by key: the settings of a page that lay in its place are not its own
    names: function(key) {
      var own = Module['mj'].named(key);
      return MJStore.isFormer() ? [own, 'mingjing.' + key] : [own];
    },
  },
  mj_js_pref_get__deps: ['$MJ', '$MJPrefs', '$MJSecret'],
  mj_js_pref_get: function(key) {
    key = UTF8ToString(key);
    if (MJPrefs.demo() && /^(slides|progress|office_key)$/.test(key) && !(key in MJPrefs.held)) MJPrefs.held[key] = MJPrefs.carried()[key];
    if (MJPrefs.demo() && key !== 'stand') return key in MJPrefs.held ? MJ.give(MJPrefs.held[key]) : 0;
    if (MJSecret.has(key)) return key in MJSecret.held ? MJ.give(MJSecret.held[key]) : 0;
    try {
      var texts = MJPrefs.names(key).map(function(name) { return localStorage.getItem(name); });
      texts = texts.filter(function(text) { return text !== null; });
      return texts.length ? MJ.give(texts[0]) : 0;
    } catch (e) { return 0; }
  },
  mj_js_pref_put__deps: ['$MJPrefs', '$MJSecret'],
  mj_js_pref_put: function(key, text) {
    key = UTF8ToString(key);
    text = UTF8ToString(text);
    try {
      if (MJPrefs.demo() && key !== 'stand') MJPrefs.held[key] = text;
      else if (MJSecret.has(key)) return MJSecret.put(key, text) ? 1 : 0;
      else localStorage.setItem(MJPrefs.names(key)[0], text);
      return 1;
    } catch (e) { return 0; }
  },
  mj_js_pref_remove__deps: ['$MJPrefs', '$MJSecret'],
  mj_js_pref_remove: function(key) {
    key = UTF8ToString(key);
    if (MJPrefs.demo() && key !== 'stand') return delete MJPrefs.held[key];
    if (MJSecret.has(key)) MJSecret.remove(key);
    try { MJPrefs.names(key).forEach(function(name) { localStorage.removeItem(name); }); } catch (e) {}
  },
  mj_js_pref_watch__deps: ['$MJPrefs'],
  mj_js_pref_watch: function(key) {
    var watched = UTF8ToString(key);
    addEventListener('storage', function(e) { // null: all were cleared
      if (e.key === null || MJPrefs.names(watched).includes(e.key)) MJ.soon(function() { _mj_pref_changed(); });
    });
  },
});
