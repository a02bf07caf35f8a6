// Named files in IndexedDB, in the layout of Emscripten's IDBFS. IDBFS loads them; it does not save: its
// sync would delete what it does not know, lose the reason when space runs out, and not ask for strict
// durability.
mergeInto(LibraryManager.library, {
  $MJStore__deps: ['$MJ', '$MJTabs', '$MJWatch', '$MJLock', '$MJSecret', '$FS', '$IDBFS'],
  $MJStore: {
    place: '/mingjing', // mount point: the names of all files in the database begin with it
    name: '',           // of the database, when it is known
    patience: 8000,     // milliseconds without an answer that count as a failure
    loading: 60000,     // the same, for opening the store and for all its files
    fileMode: 33206,    // 0100666
    db: null,
    batch: [],
    asked: false, // for protection
    fetching: null, // the promise of what was asked for before the program came
    files: [],      // [path, entry], until they are handed over
    demo: null,     // what the page carries to be looked at, likewise

    folder: function() { return Module['mj'].folder; }, // that this page lies in (web/site/look.js)
    // Databases and settings were once named alike in all folders. Whether these may be this page's: '' is not yet known.
    isFormer: function() { return !Module['mj'].inside && (MJStore.name === '' || MJStore.name === MJStore.place); },

    // Called back once: with a reason, or with '' and a connection. Reason 'none': no storage here at all.
    open: function(done, patience) {
      if (MJStore.db) return done('');
      var own = MJStore.place + MJStore.folder();
      var use = function(name, db) {
        MJStore.name = name;
        MJStore.db = IDBFS.dbs[MJStore.place] = db;
        done('');
      };
      var connect = function(name, create, otherwise) {
        MJStore.connect(name, create, patience, function(reason, db) {
          if (reason === 'absent') otherwise();
          else if (reason) done(reason);
          else if (name === MJStore.place && !MJStore.name) MJStore.claim(db, use, otherwise);
          else use(name, db);
        });
      };
      var make = function() { connect(own, true); };
      if (MJStore.name) return connect(MJStore.name, true);
      if (Module['mj'].inside) return make();
      connect(own, false, function() { connect(MJStore.place, false, make); });
    },
    // The former database belongs to the first folder that asks for it, if there is anything in it.
    claim: function(db, use, otherwise) {
      var ours = false, transaction;
      try {
        transaction = db.transaction([IDBFS.DB_STORE_NAME], 'readwrite', { durability: 'strict' });
        var store = transaction.objectStore(IDBFS.DB_STORE_NAME);
        store.get(MJStore.place + '/folder').onsuccess = function(e) {
          var claimed = MJTabs.text(e.target.result);
          ours = claimed === MJStore.folder();
          if (claimed) return;
          store.getAllKeys().onsuccess = function(e) {
            ours = e.target.result.some(function(path) { return path !== MJTabs.place; });
            if (ours) MJStore.mark(store);
          };
        };
      } catch (e) { ours = true; }
      var decided = function() {
        if (ours) return use(MJStore.place, db);
        db.close();
        otherwise();
      };
      if (!transaction) return decided();
      transaction.oncomplete = transaction.onabort = decided; // a full disk takes no claim, but must not hide anything
      transaction.onerror = function(e) { e.preventDefault(); };
    },
    mark: function(store) { store.put(MJStore.entry(new TextEncoder().encode(MJStore.folder())), MJStore.place + '/folder'); },
    entry: function(contents) { return { timestamp: new Date(), mode: MJStore.fileMode, contents: contents }; },

    // Reason 'absent': there is no database of this name, and `create` was not wanted.
    connect: function(name, create, patience, done) {
      var request, db, absent = false, finish = MJStore.once(function(reason) { done(reason, db); }, patience);
      try {
        request = indexedDB.open(name, IDBFS.DB_VERSION);
      } catch (e) {
        return finish(MJStore.refusal(e));
      }
      request.onupgradeneeded = function(e) {
        absent = !create && e.oldVersion === 0;
        if (absent) return request.transaction.abort();
        var db = request.result, name = IDBFS.DB_STORE_NAME;
        var store = db.objectStoreNames.contains(name) ? request.transaction.objectStore(name)
                                                       : db.createObjectStore(name);
        if (!store.indexNames.contains('timestamp'))
          store.createIndex('timestamp', 'timestamp', { unique: false });
      };
      request.onsuccess = function() {
        db = request.result;
        // Cleared by the user, by another program, or to make room.
        db.onclose = db.onversionchange = function() {
          db.close();
          if (MJStore.db !== db) return;
          MJStore.forget();
          MJTabs.look();
        };
        finish('');
      };
      request.onerror = function(e) {
        e.preventDefault();
        if (absent) return finish('absent');
        finish(MJStore.refusal(request.error));
      };
      request.onblocked = function() { finish('blocked by another window'); };
    },
    // 'none' for what browsers say where there is no IndexedDB, or the user forbids it: private windows of some, blocked cookies.
    refusal: function(error) {
      var why = MJStore.why(error);
      return /^(InvalidState|Security|Type)Error|denied permission/.test(why) ? 'none' : why;
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
      var inside = Module['mj'].inside;
      if (inside && inside.carried && inside.carried.demo)
        return inside.bytes().catch(function() { return new Uint8Array(0); }).then(function(bytes) { MJStore.demo = bytes; return 'demo'; });
      performance.mark('mingjing-asked'); // marks: for the browser's timeline, and the benchmarks
      var locked = !MJLock.key && MJLock.hinted(), joined = locked ? null : MJTabs.join();
      var opened = function() {
        return new Promise(function(done, failed) {
          MJStore.open(function(reason) { reason ? failed(reason) : done(); }, MJStore.loading);
        });
      };
      var ready = opened().then(function() { return locked ? MJLock.wait().then(opened) : null; });
      if (locked) { // the program starts when the key is there
        addRunDependency('lock');
        var started = function() { removeRunDependency('lock'); };
        ready.then(started, started);
      }
      return ready.then(function() { return joined || MJTabs.join(); }).then(function() {
        return new Promise(function(done) { MJStore.read(MJTabs.writer, done); });
      }).catch(function(e) { return typeof e === 'string' ? e : MJStore.why(e); }).then(function(reason) {
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
        if (reason) return done(reason);
        MJLock.opened(files).then(function(opened) {
          MJStore.files = opened;
          done('');
        }, done);
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
        if (MJLock.isBeside(file[0])) return;
        IDBFS.storeLocalEntry(file[0], file[1], function(error) { if (error) throw error; });
        MJStore.take(file[0].slice(MJStore.place.length + 1));
      });
      if (MJTabs.writer && files.length > 1) MJStore.protect();
    },
    // Hands a file over and lets go of this copy.
    take: function(name) {
      var path = MJStore.place + '/' + name, at = MJ.give(name);
      var node = FS.lookupPath(path).node, bytes = (node.contents || new Uint8Array(0)).subarray(0, node.usedBytes); // reading would copy
      var to = _mj_storage_file(at, bytes.length);
      HEAPU8.set(bytes, to);
      _free(at);
      FS.unlink(path);
    },

    /** `told`: what of the batch the other windows are told. */
    commit: function(batch, told, whole, done) {
      var transaction;
      try {
        transaction = MJStore.db.transaction([IDBFS.DB_STORE_NAME], 'readwrite', { durability: 'strict' });
        var store = transaction.objectStore(IDBFS.DB_STORE_NAME);
        MJTabs.guard(transaction, store, whole, function() {
          batch.forEach(function(change) {
            if (change.contents) store.put(MJStore.entry(change.contents), change.path);
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
        MJTabs.kept(transaction, told);
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
        if (reason === 'demo') {
          var name = MJ.give(reason), to = _mj_storage_file(name, MJStore.demo.length);
          HEAPU8.set(MJStore.demo, to);
          _free(name);
          MJStore.demo = null;
        }
      } catch (e) { reason = MJStore.why(e); }
      var at = MJ.give(reason);
      _mj_storage_loaded(at);
      _free(at);
      MJTabs.listen();
      if (reason !== 'none' && reason !== 'demo') MJWatch.start();
    }, MJStore.loading);
    (MJStore.fetching || MJStore.fetch()).then(answer);
    MJStore.fetching = null;
  },

  // Reads one file back. Whether it can be read is known only when the database has answered.
  mj_js_storage_read__deps: ['$MJStore'],
  mj_js_storage_read: function(token, name) {
    var path = MJStore.place + '/' + UTF8ToString(name);
    var tell = function(bytes) {
      if (bytes) HEAPU8.set(bytes, _mj_storage_read_room(bytes.length));
      _mj_storage_read(token, bytes ? 1 : 0);
    };
    var unknown = function() { _mj_storage_read(token, -1); };
    MJStore.open(function(reason) {
      if (reason) return unknown();
      try {
        var get = MJStore.db.transaction([IDBFS.DB_STORE_NAME]).objectStore(IDBFS.DB_STORE_NAME).get(path);
        get.onsuccess = function() { MJLock.one(path, get.result && get.result.contents).then(tell); };
        get.onerror = function(e) {
          e.preventDefault();
          if (get.error.name === 'AbortError') unknown(); // the connection was closed
          else tell(null);
        };
      } catch (e) { setTimeout(unknown); }
    });
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
    var batch = MJStore.batch, transaction = null, over = false;
    MJStore.batch = [];
    if (MJLock.turning) return MJLock.turning.catch(function() {}).then(function() {
      MJStore.batch = batch;
      _mj_js_storage_commit(token, whole);
    });
    MJ.hold();
    MJLock.begun();
    var answer = MJStore.once(function(reason) {
      over = true;
      MJ.release();
      MJLock.ended();
      // After a silence nobody must be able to say later that it was kept after all.
      if (reason && transaction) try { transaction.abort(); } catch (e) {}
      var at = MJ.give(reason);
      _mj_storage_done(token, at);
      _free(at);
    });
    var attempt = function(sealed, again) {
      if (!over) MJStore.open(function(reason) {
        if (over) return;
        if (reason) return answer(reason);
        transaction = MJStore.commit(sealed, batch, whole, function(why, closed) {
          if (closed && again) attempt(sealed, false); // on a new connection
          else answer(why);
        });
      });
    };
    MJLock.commit(batch, function(sealed) { attempt(sealed, true); }, function(e) { answer(MJStore.why(e)); });
  },
});
