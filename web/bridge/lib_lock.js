// The lock (web/site/lock.js) over the store’s files; lib_secret.js has the settings under it. Who has set one is
// asked for the passphrase before the program starts; locking is beginning the page anew.
mergeInto(LibraryManager.library, {
  $MJLock__deps: ['$MJ'],
  $MJLock: {
    place: '/mingjing/lock', // beside the store's files: the key, under the passphrase
    settings: '/mingjing/settings', // likewise: what MJSecret knew when the lock was last set or taken off
    isBeside: function(path) { return Module['mj'].lock.beside.indexOf(path) >= 0; }, // not sealed with the others
    key: null,     // of all others; null: there is no lock
    entry: null,   // what lies at `place`
    turning: null, // a promise, while all files are written under another key
    under: 0,      // commits under way
    free: null,    // called when there is none any more

    // `lock` says beforehand that there is one: a window that waits for a passphrase must not hold the writer's lock.
    hinted: function() { return Module['mj'].setting('lock') === '1'; },
    hint: function(on) {
      var name = Module['mj'].named('lock');
      try {
        if (on) localStorage.setItem(name, '1');
        else localStorage.removeItem(name);
      } catch (e) {}
    },

    /** A promise of what lies at `place` now, or of nothing. */
    find: function() {
      return new Promise(function(done, failed) {
        MJStore.open(function(reason) {
          if (reason) return failed(reason);
          var get = MJStore.db.transaction([IDBFS.DB_STORE_NAME]).objectStore(IDBFS.DB_STORE_NAME).get(MJLock.place);
          get.onerror = function() { failed(get.error); };
          get.onsuccess = function() { done(get.result && get.result.contents); };
        });
      });
    },
    /** A promise: the key is there, if there is a lock. Before the program. */
    wait: function() {
      return MJLock.find().then(function(entry) {
        if (entry) return MJLock.ask();
        MJLock.hint(false);
      });
    },
    ask: function() {
      var mj = Module['mj'], place = location.hash, shown = document.body.classList, ran = shown.contains('running');
      var hide = function() { history.replaceState(null, '', location.pathname + location.search); }; // what stands there can name somebody
      hide();
      addEventListener('popstate', hide);
      if (!mj.graphics()) return new Promise(function() {}); // the notice says why
      shown.remove('running');
      var message = document.getElementById('message'), before = message.textContent;
      message.textContent = ''; // nothing is being opened
      return mj.lock.ask(function() {
        return MJLock.find().then(function(entry) {
          if (!entry) location.reload(); // taken off meanwhile
          return entry || new Promise(function() {});
        });
      }, mj.setting('stand') ? null : MJLock.erase).then(function(opened) {
        performance.mark('mingjing-unlocked');
        removeEventListener('popstate', hide);
        if (place) history.replaceState(null, '', place);
        if (ran) shown.add('running');
        message.textContent = before;
        MJLock.key = opened.key;
        MJLock.entry = opened.entry;
        MJLock.fill();
        return MJSecret.recall();
      });
    },
    /** A promise, kept only when another window has the store open. */
    erase: function() {
      var ended = function() { location.reload(); };
      return MJLock.windows('held').then(function(some) {
        if (some) return;
        ['vault', 'saved_at', 'sequence', 'backed_up_at', 'lock'].forEach(function(name) { localStorage.removeItem(Module['mj'].named(name)); });
        MJSecret.names.forEach(MJSecret.clear);
        if (MJStore.db) MJStore.db.close();
        indexedDB.deleteDatabase('mingjing folder ' + Module['mj'].folder);
        var gone = indexedDB.deleteDatabase(MJStore.name);
        gone.onsuccess = gone.onerror = gone.onblocked = ended;
        return new Promise(function() {});
      });
    },

    /** A promise of the same changes, with what they put sealed. */
    sealed: function(batch, key) {
      return Promise.all(batch.map(function(change) {
        if (!key || !change.contents) return change;
        return Module['mj'].lock.seal(key, change.path, change.contents).then(function(bytes) { return { path: change.path, contents: bytes }; });
      }));
    },
    /** A promise of the files [path, entry] as the program knows them. What is damaged becomes empty, which it finds out. */
    opened: function(files) {
      var at = function(path) {
        var found = files.find(function(file) { return file[0] === path; });
        return found && found[1].contents;
      };
      var entry = at(MJLock.place), kept = files.some(function(file) { return !MJLock.isBeside(file[0]); });
      if (kept && MJLock.key && String(entry) !== String(MJLock.entry)) { // another window has changed it or taken it off
        location.reload();
        return new Promise(function() {});
      }
      if (entry && !MJLock.key) { // the hint was lost
        MJLock.hint(true);
        if (!MJLock.hinted()) return MJLock.ask().then(function() { return MJLock.opened(files); });
        location.reload();
        return new Promise(function() {});
      }
      var settings = at(MJLock.settings);
      if (!entry) {
        if (settings) MJSecret.bring(new TextDecoder().decode(settings));
        return Promise.resolve(files);
      }
      return (settings ? Module['mj'].lock.unseal(MJLock.key, MJLock.settings, settings).then(function(bytes) {
        MJSecret.bring(new TextDecoder().decode(bytes));
      }, function() {}) : Promise.resolve()).then(function() { return MJLock.opening(files); });
    },
    opening: function(files) {
      return Promise.all(files.map(function(file) {
        if (MJLock.isBeside(file[0])) return file;
        return Module['mj'].lock.unseal(MJLock.key, file[0], file[1].contents).catch(function() { return new Uint8Array(0); })
          .then(function(bytes) { return [file[0], { timestamp: file[1].timestamp, mode: file[1].mode, contents: bytes }]; });
      }));
    },
    /** A promise of one file's bytes; of null when they are damaged. */
    one: function(path, bytes) {
      if (!MJLock.key || !bytes) return Promise.resolve(bytes);
      return Module['mj'].lock.unseal(MJLock.key, path, bytes).catch(function() { return null; });
    },

    /** Calls `go` with the changes as they are to be written: at once, if there is no lock. */
    commit: function(batch, go, failed) {
      if (!MJLock.key) return go(batch);
      MJLock.sealed(batch, MJLock.key).then(go, failed);
    },
    begun: function() { MJLock.under++; },
    ended: function() { if (!--MJLock.under && MJLock.free) MJLock.free(); },

    /** A promise of whether a window writes ('held'), or any waits to ('pending'), as far as the browser tells. */
    windows: function(which) {
      if (!navigator.locks || !navigator.locks.query) return Promise.resolve(false);
      return navigator.locks.query().then(function(all) {
        return all[which].some(function(one) { return one.name === MJTabs.lockName(); });
      });
    },
    /** A promise: everything kept lies under this passphrase, '' for none. Refused with a reason; then nothing has changed. */
    turn: function(passphrase) {
      var lock = Module['mj'].lock;
      return MJLock.windows('pending').then(function(others) { // they could not read on
        if (others || !MJTabs.writer) throw 'windows';
        return passphrase ? lock.make(passphrase) : { key: null, entry: null };
      }).then(function(made) {
        var idle = new Promise(function(free) {
          MJLock.free = free;
          if (!MJLock.under) free();
        });
        var ended = function() { MJLock.turning = MJLock.free = null; };
        MJLock.turning = idle.then(function() { return MJLock.rewrite(made); });
        MJLock.turning.then(ended, ended);
        return MJLock.turning;
      });
    },
    rewrite: function(made) {
      var texts = MJSecret.texts();
      return new Promise(function(done, failed) {
        MJStore.read(false, function(reason) { reason ? failed(reason) : done(); });
      }).then(function() {
        var files = MJStore.files;
        MJStore.files = [];
        if (files.some(function(file) { return !file[1].contents.length; })) throw 'damaged';
        return MJLock.sealed(files.filter(function(file) { return !MJLock.isBeside(file[0]); }).map(function(file) {
          return { path: file[0], contents: file[1].contents };
        }), made.key);
      }).then(function(batch) {
        batch.push(made.key ? { path: MJLock.place, contents: made.entry } : { path: MJLock.place });
        if (made.key) MJLock.hint(true);
        if (made.key && !MJLock.hinted()) throw 'full';
        // The browser writes settings to the disk when it likes: until then they are here too.
        if (!made.key) delete texts.office_key; // it would stay there in the clear when it is given up; its file is elsewhere
        return MJLock.sealed([{ path: MJLock.settings, contents: new TextEncoder().encode(JSON.stringify(texts)) }], made.key)
          .then(function(settings) { return batch.concat(settings); });
      }).then(function(batch) {
        return MJLock.windows('pending').then(function(others) { // one that has come meanwhile
          if (others) throw 'windows';
          return batch;
        });
      }).then(function(batch) {
        return new Promise(function(done, failed) {
          MJStore.commit(batch, [], false, function(reason) { reason ? failed(reason) : done(); });
        });
      }).then(function() {
        MJLock.hint(!!made.key);
        if (MJTabs.channel) MJTabs.channel.postMessage({ turned: true });
        MJLock.key = made.key;
        MJLock.entry = made.entry;
        if (made.key) MJLock.fill();
        else MJLock.pad = null;
        MJSecret.rewrite();
      }).catch(function(e) {
        MJLock.hint(!!MJLock.key);
        throw e;
      });
    },

    // Before the page goes nothing can be sealed any more, for that takes a moment: what may have to be is sealed by a key stream made
    // beforehand, each byte of which is used once.
    room: 1 << 18,
    pad: null, // { iv, bytes, used }
    fill: function() {
      var iv = Module['mj'].lock.random(12), key = MJLock.key;
      MJLock.pad = null; // never one of another key
      MJLock.stream(key, iv, MJLock.room).then(function(bytes) { if (key === MJLock.key) MJLock.pad = { iv: iv, bytes: bytes, used: 0 }; });
    },
    stream: function(key, iv, size) {
      return crypto.subtle.encrypt({ name: 'AES-GCM', iv: iv }, key, new Uint8Array(size)).then(function(bytes) { return new Uint8Array(bytes, 0, size); });
    },

    /** The program may be gone the next moment. */
    leave: function() {
      _mj_leave();
      MJSecret.flush();
    },
    now: function(all) {
      document.body.classList.remove('running'); // nothing is to be seen from now on
      MJLock.leave();
      if (all && MJTabs.channel) MJTabs.channel.postMessage({ lock: true });
      location.reload();
    },

    minutes: 0, // without a hand on the page, until it locks itself; 0: never
    touched: 0,
    watch: function() {
      MJLock.watch = function() {}; // once
      var touch = function() { MJLock.touched = Date.now(); };
      touch();
      ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'input'].forEach(function(type) { window.addEventListener(type, touch, true); });
      var look = function() {
        var now = Date.now();
        if (MJLock.touched > now) MJLock.touched = now; // by a clock that was wrong
        if (MJLock.key && MJLock.minutes && !MJ.standing && now - MJLock.touched >= MJLock.minutes * 60000) _mj_lock_due();
      };
      setInterval(look, 5000);
      document.addEventListener('visibilitychange', look);
      document.addEventListener('resume', look);
    },
  },

  mj_js_lock_possible__deps: ['$MJLock', '$MJPrefs'],
  mj_js_lock_possible: function() { return Module['mj'].lock.possible() && !MJPrefs.demo() ? 1 : 0; },
  mj_js_lock_on__deps: ['$MJLock'],
  mj_js_lock_on: function() { return MJLock.key ? 1 : 0; },
  mj_js_lock_turn__deps: ['$MJLock', '$MJSecret', '$MJStore'],
  mj_js_lock_turn: function(passphrase) {
    var answer = function(reason) {
      var at = MJ.give(String(reason || ''));
      _mj_lock_turned(at);
      _free(at);
    };
    MJLock.turn(UTF8ToString(passphrase)).then(answer, function(e) { answer(typeof e === 'string' ? e : MJStore.why(e)); });
  },
  mj_js_lock_now__deps: ['$MJLock'],
  mj_js_lock_now: function(all) { MJLock.now(!!all); },
  mj_js_lock_after__deps: ['$MJLock'],
  mj_js_lock_after: function(minutes) {
    MJLock.minutes = minutes;
    MJLock.watch();
  },
});
