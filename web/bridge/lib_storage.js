// Named files in IndexedDB, in the layout of Emscripten's IDBFS. IDBFS loads them; it does not save: its
// sync would delete what it does not know, lose the reason when space runs out, and not ask for strict
// durability.
mergeInto(LibraryManager.library, {
  $MJStore__deps: ['$MJ', '$MJTabs', '$FS', '$IDBFS'],
  $MJStore: {
    place: '/mingjing', // mount point, and thereby the name of the database
    patience: 8000,     // milliseconds without an answer that count as a failure
    loading: 60000,     // the same, for opening the store and for all its files
    fileMode: 33206,    // 0100666
    db: null,
    batch: [],
    asked: false, // for protection
    fetching: null, // the promise of what was asked for before the program came
    files: [],      // [path, entry], until they are handed over

    // Called back once: with a reason, or with '' and a connection. Reason 'none': no storage here at all.
    open: function(done, patience) {
      if (MJStore.db) return done('');
      var request, finish = MJStore.once(done, patience);
      try {
        request = indexedDB.open(MJStore.place, IDBFS.DB_VERSION);
      } catch (e) {
        return finish('none');
      }
      request.onupgradeneeded = function() {
        var db = request.result, name = IDBFS.DB_STORE_NAME;
        var store = db.objectStoreNames.contains(name) ? request.transaction.objectStore(name)
                                                       : db.createObjectStore(name);
        if (!store.indexNames.contains('timestamp'))
          store.createIndex('timestamp', 'timestamp', { unique: false });
      };
      request.onsuccess = function() {
        var db = MJStore.db = request.result;
        IDBFS.dbs[MJStore.place] = db;
        db.onclose = function() { MJStore.forget(); };
        db.onversionchange = function() { db.close(); MJStore.forget(); };
        finish('');
      };
      request.onerror = function(e) {
        e.preventDefault();
        var name = request.error ? request.error.name : '';
        // What browsers say where the user forbids storage (private windows of some).
        var forbidden = name === 'InvalidStateError' || name === 'SecurityError';
        finish(forbidden ? 'none' : MJStore.why(request.error));
      };
      request.onblocked = function() { finish('blocked by another window'); };
    },
    forget: function() {
      MJStore.db = null;
      delete IDBFS.dbs[MJStore.place];
    },
    why: function(error) {
      if (!error) return 'unknown error';
      return error.message ? error.name + ': ' + error.message : error.name;
    },
    // Passes the first answer on, or the lack of one.
    once: function(done, patience) {
      patience = patience || MJStore.patience;
      var timer = setTimeout(function() { answer('no answer for ' + patience / 1000 + ' s'); }, patience);
      function answer(reason) {
        if (!timer) return;
        clearTimeout(timer);
        timer = 0;
        done(reason);
      }
      return answer;
    },

    // Asked when there is something to protect. Some browsers ask the user.
    protect: function() {
      if (MJStore.asked || !navigator.storage || !navigator.storage.persist) return;
      MJStore.asked = true;
      navigator.storage.persist().then(function(granted) { _mj_storage_protected(granted ? 1 : 0); }, function() {});
    },

    // Begins once, before the program is there: the files are on their way while it compiles. A promise of a reason, or ''.
    fetch: function() {
      performance.mark('mingjing-asked'); // marks: for the browser's timeline, and the benchmarks
      var joined = MJTabs.join();
      return new Promise(function(done) {
        MJStore.open(function(reason) {
          if (reason) return done(reason);
          joined.then(function() { MJStore.read(MJTabs.writer, done); }).catch(function(e) { done(MJStore.why(e)); });
        }, MJStore.loading);
      }).then(function(reason) {
        performance.mark('mingjing-read');
        return reason;
      });
    },
    // All files, in one transaction; a window that writes puts its name into the fence before. A disk that is full must not keep
    // anybody from reading: then without.
    read: function(owns, done) {
      var files = [], wanted = -1, settled = false, transaction;
      var settle = function(reason) {
        if (settled) return;
        settled = true;
        MJStore.files = files;
        done(reason);
      };
      try {
        transaction = MJStore.db.transaction([IDBFS.DB_STORE_NAME], owns ? 'readwrite' : 'readonly', { durability: 'strict' });
        var store = transaction.objectStore(IDBFS.DB_STORE_NAME);
        if (owns) MJTabs.own(transaction, store);
        store.getAllKeys().onsuccess = function(e) {
          wanted = e.target.result.length;
          if (!wanted) settle('');
          e.target.result.forEach(function(path) {
            store.get(path).onsuccess = function(e) {
              if (e.target.result) files.push([path, e.target.result]);
              if (files.length === wanted) settle('');
            };
          });
        };
      } catch (e) { return settle(MJStore.why(e)); }
      var ended = function() {
        if (settled) return;
        if (owns) return settled = true, MJStore.read(false, done);
        var read = wanted < 0 ? '' : files.length + ' of ' + wanted + ' files were read';
        settle(transaction.error ? MJStore.why(transaction.error) : read || 'unknown error');
      };
      transaction.oncomplete = transaction.onabort = ended;
      transaction.onerror = function(e) { e.preventDefault(); };
    },
    // IDBFS takes the files in, as its own loading would, and the program takes them from there.
    handOver: function() {
      performance.mark('mingjing-taken');
      if (!FS.analyzePath(MJStore.place).exists) {
        FS.mkdir(MJStore.place);
        FS.mount(IDBFS, {}, MJStore.place);
      }
      var files = MJStore.files;
      MJStore.files = [];
      files.forEach(function(file) {
        if (file[0] === MJTabs.place) return MJTabs.saw(file[1].contents);
        IDBFS.storeLocalEntry(file[0], file[1], function(error) { if (error) throw error; });
        MJStore.take(file[0].slice(MJStore.place.length + 1));
      });
      if (MJTabs.writer && files.length > 1) MJStore.protect();
    },
    // Hands a file over and lets go of this copy.
    take: function(name) {
      var path = MJStore.place + '/' + name, at = MJ.give(name);
      var node = FS.lookupPath(path).node, bytes = node.contents.subarray(0, node.usedBytes); // reading would copy
      var to = _mj_storage_file(at, bytes.length);
      HEAPU8.set(bytes, to);
      _free(at);
      FS.unlink(path);
    },

    commit: function(batch, whole, done) {
      var transaction;
      try {
        transaction = MJStore.db.transaction([IDBFS.DB_STORE_NAME], 'readwrite', { durability: 'strict' });
        var store = transaction.objectStore(IDBFS.DB_STORE_NAME), now = new Date();
        MJTabs.guard(transaction, store, whole, function() {
          batch.forEach(function(change) {
            if (change.contents)
              store.put({ timestamp: now, mode: MJStore.fileMode, contents: change.contents }, change.path);
            else store.delete(change.path);
          });
          if (transaction.commit) transaction.commit();
        });
      } catch (e) {
        if (transaction) try { transaction.abort(); } catch (again) {}
        else MJStore.forget(); // the connection was closed under us
        return done(MJStore.why(e), !transaction);
      }
      transaction.oncomplete = function() {
        if (!transaction.fence) return done('nothing was written'); // the fence was never answered
        MJTabs.kept(transaction, batch);
        MJStore.protect();
        done('');
      };
      transaction.onabort = function() {
        done(!MJTabs.writer ? 'fenced' : MJTabs.lost ? 'lost' : MJStore.why(transaction.error));
      };
      transaction.onerror = function(e) { e.preventDefault(); }; // abort follows and says it
      return transaction;
    },
  },

  mj_js_storage_load__deps: ['$MJStore'],
  mj_js_storage_load: function() {
    var answer = MJStore.once(function(reason) {
      try {
        if (!reason) MJStore.handOver();
      } catch (e) { reason = MJStore.why(e); }
      var at = MJ.give(reason);
      _mj_storage_loaded(at);
      _free(at);
      MJTabs.listen();
    }, MJStore.loading);
    (MJStore.fetching || MJStore.fetch()).then(answer);
    MJStore.fetching = null;
  },

  mj_js_storage_put__deps: ['$MJStore'],
  mj_js_storage_put: function(name, from, size) {
    var contents = HEAPU8.slice(from, from + size);
    MJStore.batch.push({ path: MJStore.place + '/' + UTF8ToString(name), contents: contents });
  },
  mj_js_storage_delete__deps: ['$MJStore'],
  mj_js_storage_delete: function(name) {
    MJStore.batch.push({ path: MJStore.place + '/' + UTF8ToString(name) });
  },
  mj_js_storage_commit__deps: ['$MJStore'],
  mj_js_storage_commit: function(token, whole) {
    var batch = MJStore.batch, transaction = null;
    MJStore.batch = [];
    MJ.hold();
    var answer = MJStore.once(function(reason) {
      MJ.release();
      // After a silence nobody must be able to say later that it was kept after all.
      if (reason && transaction) try { transaction.abort(); } catch (e) {}
      var at = MJ.give(reason);
      _mj_storage_done(token, at);
      _free(at);
    });
    var attempt = function(again) {
      MJStore.open(function(reason) {
        if (reason) return answer(reason);
        transaction = MJStore.commit(batch, whole, function(why, closed) {
          if (closed && again) attempt(false); // on a new connection
          else answer(why);
        });
      });
    };
    attempt(true);
  },
});
