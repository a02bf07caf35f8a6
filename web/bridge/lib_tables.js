// The Worker that reads table files: begun with a file, ended when it is closed.
mergeInto(LibraryManager.library, {
  $MJTables: {
    worker: null,
    room: 0, // where the answer goes that is coming
    program: null, // the promise of what the Worker runs: compiled here, since a server's policy for the Worker allows no more
                   // than browsers of today need
    answered: function(reason) {
      var at = MJ.give(reason);
      _mj_tables_answered(at);
      _free(at);
    },
    /** Of the same build as the page; what the browser has kept from another is fetched anew. */
    load: function() {
      var compile = function(cache) { return Module['mj'].compile('tables.wasm', cache); };
      var ours = function(module) { return Module['mj'].marked(module) === Module['mj'].build; };
      return compile('default').then(function(module) { return ours(module) ? module : compile('reload'); })
        .catch(function() { throw 'no-program'; }).then(function(module) {
          if (!ours(module)) throw 'mixed';
          return module;
        });
    },
    ask: function(what, given) {
      if (!MJTables.worker) MJTables.begin();
      var worker = MJTables.worker;
      MJTables.program.then(function() { worker.postMessage(what, given); }, function() {});
    },
    begin: function() {
      var worker = MJTables.worker = new Worker(MJ.script('tables.js'));
      MJTables.program = MJTables.program || MJTables.load();
      MJTables.program.then(function(module) { worker.postMessage({ module: module }); }, function(reason) {
        MJTables.program = null; // the next file tries again
        if (worker !== MJTables.worker) return;
        worker.terminate();
        MJTables.worker = null;
        MJTables.answered(reason);
      });
      worker.onmessage = function(event) {
        if (worker !== MJTables.worker) return;
        var said = event.data;
        if (said.progress !== undefined) return _mj_tables_went_on(said.progress);
        if (said.answer) {
          if (!said.from) MJTables.room = _mj_tables_room(said.size);
          HEAPU8.set(new Uint8Array(said.answer), MJTables.room + said.from);
          if (said.from + said.answer.byteLength < said.size) return;
        }
        MJTables.answered(said.failed || '');
      };
      worker.onerror = function() { if (worker === MJTables.worker) MJTables.answered('no-program'); };
    },
  },
  mj_js_tables_send__deps: ['$MJ', '$MJTables'],
  mj_js_tables_send: function(from, size, file) {
    var bytes = HEAPU8.slice(from, from + size).buffer;
    MJTables.ask(file ? { open: bytes } : { reject: bytes }, [bytes]);
  },
  mj_js_tables_read__deps: ['$MJTables'],
  mj_js_tables_read: function(sheet, reg, map) {
    MJTables.ask({ sheet: sheet, register: reg, map: UTF8ToString(map) });
  },
  mj_js_tables_form__deps: ['$MJTables'],
  mj_js_tables_form: function(reg) { MJTables.ask({ form: reg }); },
  mj_js_tables_close__deps: ['$MJTables'],
  mj_js_tables_close: function() {
    if (MJTables.worker) MJTables.worker.terminate();
    MJTables.worker = null;
  },
});
