// A folder that the person has chosen, and copies in it. The browser's handle of it, and the passphrase as a key nobody can read
// out, lie in a database beside the records'.
mergeInto(LibraryManager.library, {
  $MJFolder__deps: ['$MJ', '$MJFiles', '$MJSeal'],
  $MJFolder: {
    states: { none: 0, unchosen: 1, asks: 2, ready: 3 },
    kept: null, // { handle, key }: key null when copies are plain

    database: function() { return 'mingjing folder ' + Module['mj'].folder; },
    /** A promise of what `use` makes of the object store; of nothing when there is none and it was not to be made. */
    stored: function(use, make) {
      return new Promise(function(done, failed) {
        var open = indexedDB.open(MJFolder.database());
        open.onupgradeneeded = function() {
          if (make) open.result.createObjectStore('folder');
          else open.transaction.abort();
        };
        open.onerror = function(e) {
          e.preventDefault();
          if (open.error && open.error.name === 'AbortError') done();
          else failed(open.error);
        };
        open.onsuccess = function() {
          var db = open.result, transaction = db.transaction(['folder'], 'readwrite');
          var request = use(transaction.objectStore('folder'));
          transaction.oncomplete = function() { db.close(); done(request.result); };
          transaction.onabort = function() { db.close(); failed(transaction.error); };
        };
      });
    },
    tell: function(state) {
      MJ.soon(function() {
        var at = MJ.give(MJFolder.kept ? MJFolder.kept.handle.name : '');
        _mj_folder_became(state, at, MJFolder.kept && MJFolder.kept.key ? 1 : 0);
        _free(at);
      });
    },
    refused: function(error) {
      if (error.name === 'AbortError') return; // somebody has thought better of it
      var at = MJ.give(error.name + ': ' + error.message);
      _mj_folder_refused(at);
      _free(at);
    },
    look: function() {
      if (!MJFolder.kept) return MJFolder.tell(MJFolder.states.unchosen);
      return MJFolder.kept.handle.queryPermission({ mode: 'readwrite' }).then(function(granted) {
        MJFolder.tell(granted === 'granted' ? MJFolder.states.ready : MJFolder.states.asks);
      });
    },
  },

  mj_js_folder_watch__deps: ['$MJFolder'],
  mj_js_folder_watch: function() {
    var carried = Module['mj'].inside && Module['mj'].inside.carried;
    if (!self.showDirectoryPicker || (carried && carried.demo)) return;
    MJFolder.stored(function(store) { return store.get('chosen'); }).then(function(kept) {
      MJFolder.kept = kept && kept.handle ? kept : null;
      return MJFolder.look();
    }).catch(function() { MJFolder.tell(MJFolder.states.none); }); // no storage here
  },
  mj_js_folder_choose__deps: ['$MJFolder'],
  mj_js_folder_choose: function(passphrase) {
    var words = UTF8ToString(passphrase);
    showDirectoryPicker({ id: 'mingjing-copies', mode: 'readwrite' }).then(function(handle) {
      return (words ? MJSeal.lock().base(words) : Promise.resolve(null)).then(function(key) {
        var kept = { handle: handle, key: key };
        return MJFolder.stored(function(store) { return store.put(kept, 'chosen'); }, true).then(function() { MJFolder.kept = kept; });
      });
    }).then(MJFolder.look).catch(MJFolder.refused);
  },
  mj_js_folder_allow__deps: ['$MJFolder'],
  mj_js_folder_allow: function() {
    MJFolder.kept.handle.requestPermission({ mode: 'readwrite' }).then(MJFolder.look).catch(MJFolder.refused);
  },
  mj_js_folder_forget__deps: ['$MJFolder'],
  mj_js_folder_forget: function() {
    MJFolder.kept = null;
    MJFolder.stored(function(store) { return store.delete('chosen'); }).then(MJFolder.look, MJFolder.look);
  },
  mj_js_folder_begin__deps: ['$MJFolder'],
  mj_js_folder_begin: function(name) {
    var file = UTF8ToString(name), kept = MJFolder.kept;
    return MJFiles.gather(file, kept.key && function(head) { return MJSeal.derive(head, kept.key); }, function() {
      return kept.handle.getFileHandle(file, { create: true });
    });
  },
  mj_js_folder_list__deps: ['$MJFolder'],
  mj_js_folder_list: function() {
    var entries = MJFolder.kept.handle.keys(), answer = function(reason) {
      var at = MJ.give(reason);
      _mj_folder_listed(at);
      _free(at);
    };
    var next = function() {
      return entries.next().then(function(entry) {
        if (entry.done) return answer('');
        var at = MJ.give(entry.value);
        _mj_folder_has(at);
        _free(at);
        return next();
      });
    };
    next().catch(function(e) { answer(String(e)); });
  },
  mj_js_folder_remove__deps: ['$MJFolder'],
  mj_js_folder_remove: function(name) { MJFolder.kept.handle.removeEntry(UTF8ToString(name)).catch(function() {}); },
});
