// A Worker that reads table files beside the page: begun when the first one is opened, ended when the last is closed or
// cancelled. In: { open: bytes, build }, { sheet, register, map }, { form: register } or { reject: bytes }. Out: { progress }, then
// { answer: bytes }, or { failed: 'mixed' | 'no-program' | 'stopped' }.
'use strict';
(function() {
  var program = null; // promises its functions

  function marked(module) {
    var mark = WebAssembly.Module.customSections(module, 'mingjing')[0];
    return mark ? new TextDecoder().decode(mark) : '?';
  }
  function compile(cache) {
    return fetch('tables.wasm', { credentials: 'same-origin', cache: cache }).then(function(response) {
      if (!response.ok) throw 'no-program';
      return response.arrayBuffer();
    }).then(function(bytes) { return WebAssembly.compile(bytes); });
  }
  /** Of the same build as the page; what the browser has kept from another is fetched anew. */
  function load(build) {
    return compile('default').then(function(module) { return marked(module) === build ? module : compile('reload'); })
      .catch(function() { throw 'no-program'; }).then(function(module) {
        if (marked(module) !== build) throw 'mixed';
        var memory;
        var none = function() { return 52; }; // "not supported": there are no files and no console
        return WebAssembly.instantiate(module, {
          env: {
            emscripten_notify_memory_growth: function() {},
            getentropy: function(to, size) { crypto.getRandomValues(new Uint8Array(memory.buffer, to, size)); return 0; },
          },
          wasi_snapshot_preview1: {
            clock_time_get: function(id, precision, to) {
              new DataView(memory.buffer).setBigUint64(to, BigInt(Math.round(performance.now() * 1e6)), true);
              return 0;
            },
            random_get: function(to, size) { crypto.getRandomValues(new Uint8Array(memory.buffer, to, size)); return 0; },
            fd_write: none, fd_close: none, fd_seek: none, fd_read: none, environ_get: none, environ_sizes_get: none,
            proc_exit: function() { throw 'stopped'; },
          },
        }).then(function(instance) {
          memory = instance.exports.memory;
          if (instance.exports._initialize) instance.exports._initialize();
          return instance.exports;
        });
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
  function give(c) {
    var at = c.mj_tables_answer(), bytes = c.memory.buffer.slice(at, at + c.mj_tables_answer_size());
    self.postMessage({ answer: bytes }, [bytes]);
  }

  self.onmessage = function(event) {
    program = program || load(event.data.build);
    program.then(function(c) { run(c, event.data); }).catch(function(reason) {
      self.postMessage({ failed: typeof reason === 'string' ? reason : 'stopped' });
    });
  };
})();
