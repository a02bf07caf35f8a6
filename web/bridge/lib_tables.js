// The Worker that reads table files: begun with a file, ended when it is closed.
mergeInto(LibraryManager.library, {
  $MJTables: {
    worker: null,
    policy: null, // browsers with Trusted Types take a Worker's address from nothing else

    address: function() {
      if (!self.trustedTypes) return 'tables.js';
      if (!MJTables.policy)
        MJTables.policy = trustedTypes.createPolicy('mingjing', { createScriptURL: function() { return 'tables.js'; } });
      return MJTables.policy.createScriptURL('');
    },
    answered: function(reason) {
      var at = MJ.give(reason);
      _mj_tables_answered(at);
      _free(at);
    },
    begin: function() {
      var worker = MJTables.worker = new Worker(MJTables.address());
      worker.onmessage = function(event) {
        if (worker !== MJTables.worker) return;
        var said = event.data;
        if (said.progress !== undefined) return _mj_tables_went_on(said.progress);
        if (said.answer) {
          var to = _mj_tables_room(said.answer.byteLength);
          HEAPU8.set(new Uint8Array(said.answer), to);
        }
        MJTables.answered(said.failed || '');
      };
      worker.onerror = function() { if (worker === MJTables.worker) MJTables.answered('no-program'); };
    },
  },
  mj_js_tables_send__deps: ['$MJ', '$MJTables'],
  mj_js_tables_send: function(from, size, file) {
    if (!MJTables.worker) MJTables.begin();
    var bytes = HEAPU8.slice(from, from + size).buffer;
    MJTables.worker.postMessage(file ? { open: bytes, build: Module['mj'].build } : { reject: bytes }, [bytes]);
  },
  mj_js_tables_read__deps: ['$MJTables'],
  mj_js_tables_read: function(sheet, reg, map) {
    MJTables.worker.postMessage({ sheet: sheet, register: reg, map: UTF8ToString(map), build: Module['mj'].build });
  },
  mj_js_tables_form__deps: ['$MJTables'],
  mj_js_tables_form: function(reg) {
    if (!MJTables.worker) MJTables.begin();
    MJTables.worker.postMessage({ form: reg, build: Module['mj'].build });
  },
  mj_js_tables_close__deps: ['$MJTables'],
  mj_js_tables_close: function() {
    if (MJTables.worker) MJTables.worker.terminate();
    MJTables.worker = null;
  },
});
