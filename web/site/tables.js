// A Worker that reads table files beside the page: begun when the first one is opened, ended when the last is closed or
// cancelled. In: { module } once, then { open: bytes }, { sheet, register, map }, { form: register } or { reject: bytes }.
// Out: { progress }, then { answer: bytes, from, size } until all `size` bytes are out, or { failed: 'stopped' }.
'use strict';
(function() {
  var program = null; // promises its functions

  function load(module) {
    var memory;
    var random = function(to, size) { crypto.getRandomValues(new Uint8Array(memory.buffer, to, size)); return 0; };
    var none = function() { return 52; }; // "not supported": there are no files and no console
    return WebAssembly.instantiate(module, {
      env: {
        emscripten_notify_memory_growth: function() {},
        mj_random: random,
      },
      wasi_snapshot_preview1: {
        clock_time_get: function(id, precision, to) {
          new DataView(memory.buffer).setBigUint64(to, BigInt(Math.round(performance.now() * 1e6)), true);
          return 0;
        },
        fd_write: none, fd_close: none, fd_seek: none, fd_read: none, environ_get: none, environ_sizes_get: none,
        proc_exit: function() { throw 'stopped'; },
      },
    }).then(function(instance) {
      memory = instance.exports.memory;
      if (instance.exports._initialize) instance.exports._initialize();
      return instance.exports;
    });
  }

  function run(c, asked) {
    if (asked.form !== undefined) {
      c.mj_tables_form(asked.form);
      return give(c);
    }
    var bytes = asked.open || asked.reject, given = bytes ? new Uint8Array(bytes) : new TextEncoder().encode(asked.map || '');
    var to = c.mj_tables_room(given.length);
    new Uint8Array(c.memory.buffer).set(given, to);
    if (asked.open) c.mj_tables_open();
    else if (asked.reject) c.mj_tables_reject();
    else c.mj_tables_read(asked.sheet, asked.register);
    while (!c.mj_tables_step()) self.postMessage({ progress: c.mj_tables_progress() });
    give(c);
  }
  /** In pieces, between which the page does other things. */
  function give(c) {
    var piece = 1 << 21, at = c.mj_tables_answer(), size = c.mj_tables_answer_size();
    for (var from = 0; !from || from < size; from += piece) {
      var bytes = c.memory.buffer.slice(at + from, at + Math.min(from + piece, size));
      self.postMessage({ answer: bytes, from: from, size: size }, [bytes]);
    }
  }

  self.onmessage = function(event) {
    if (event.data.module) return program = load(event.data.module);
    program.then(function(c) { run(c, event.data); }).catch(function() { self.postMessage({ failed: 'stopped' }); });
  };
})();
