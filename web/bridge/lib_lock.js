// The lock (web/site/lock.js) over the store's files and over those settings that hold what people have typed. Who has set one is
// asked for the passphrase before the program starts; locking is beginning the page anew.
mergeInto(LibraryManager.library, {
  $MJLock__deps: ['$MJ'],
  $MJLock: {
    place: '/mingjing/lock', // beside the store's files: the key, under the passphrase
    settings: '/mingjing/settings', // likewise: what MJSecret knew when the lock was last set or taken off
    open: ['/mingjing/owner', '/mingjing/folder', '/mingjing/lock', '/mingjing/settings'], // these are not sealed with the others
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
      var held = navigator.locks && navigator.locks.query ? navigator.locks.query() : Promise.resolve({ held: [] });
      return held.then(function(all) {
        if (all.held.some(function(one) { return one.name === MJTabs.lockName(); })) return;
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
      var entry = at(MJLock.place), kept = files.some(function(file) { return MJLock.open.indexOf(file[0]) < 0; });
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
        if (MJLock.open.indexOf(file[0]) >= 0) return file;
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

    others: function() { // windows: they could not read on
      if (!navigator.locks || !navigator.locks.query) return Promise.resolve(false);
      return navigator.locks.query().then(function(all) {
        return all.pending.some(function(one) { return one.name === MJTabs.lockName(); });
      });
    },
    /** A promise: everything kept lies under this passphrase, '' for none. Refused with a reason; then nothing has changed. */
    turn: function(passphrase) {
      var lock = Module['mj'].lock;
      return MJLock.others().then(function(others) {
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
        return MJLock.sealed(files.filter(function(file) { return MJLock.open.indexOf(file[0]) < 0; }).map(function(file) {
          return { path: file[0], contents: file[1].contents };
        }), made.key);
      }).then(function(batch) {
        batch.push(made.key ? { path: MJLock.place, contents: made.entry } : { path: MJLock.place });
        if (made.key) MJLock.hint(true);
        if (made.key && !MJLock.hinted()) throw 'full';
        // The browser writes settings to the disk when it likes: until then they are here too.
        return MJLock.sealed([{ path: MJLock.settings, contents: new TextEncoder().encode(JSON.stringify(texts)) }], made.key)
          .then(function(settings) { return batch.concat(settings); });
      }).then(function(batch) {
        return MJLock.others().then(function(others) { // one that has come meanwhile
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

  // Settings that hold what people have typed. With a lock they are in memory, and in the browser's storage sealed.
  $MJSecret__deps: ['$MJLock', '$MJPrefs'],
  $MJSecret: {
    names: ['drafts', 'waiting', 'tables', 'who'],
    held: {}, // by name
    due: {},  // those not yet sealed as they are
    busy: {}, // those being sealed
    full: {}, // those the browser had no room for
    lost: {}, // those that were sealed under another key

    has: function(name) { return !!MJLock.key && MJSecret.names.indexOf(name) >= 0; },
    base64: function(bytes) {
      var chars = '';
      for (var i = 0; i < bytes.length; i++) chars += String.fromCharCode(bytes[i]);
      return btoa(chars);
    },
    bytes: function(base64) {
      var chars = atob(base64), out = new Uint8Array(chars.length);
      for (var i = 0; i < chars.length; i++) out[i] = chars.charCodeAt(i);
      return out;
    },
    put: function(name, text) {
      MJSecret.held[name] = text;
      MJSecret.keep(name);
      return !MJSecret.full[name];
    },
    remove: function(name) {
      delete MJSecret.held[name];
      delete MJSecret.due[name];
    },
    kept: function(name) {
      try {
        return MJPrefs.names(name).map(function(key) { return localStorage.getItem(key); }).find(function(text) { return text !== null; });
      } catch (e) {}
    },
    clear: function(name) { MJPrefs.names(name).forEach(function(key) { localStorage.removeItem(key); }); },
    isSealed: function(kept) { return /^(sealed|padded):/.test(kept); },
    write: function(name, kind, bytes) {
      delete MJSecret.due[name];
      try {
        if (!MJSecret.isSealed(localStorage.getItem(Module['mj'].named(name)))) MJSecret.clear(name); // nothing in the clear stays
        localStorage.setItem(Module['mj'].named(name), kind + MJSecret.base64(bytes));
        MJSecret.full[name] = false;
      } catch (e) { MJSecret.full[name] = true; }
    },
    keep: function(name) {
      MJSecret.due[name] = true;
      if (MJSecret.busy[name]) return;
      MJSecret.busy[name] = true;
      var text = MJSecret.held[name], key = MJLock.key;
      Module['mj'].lock.seal(key, name, new TextEncoder().encode(text)).then(function(bytes) {
        MJSecret.busy[name] = false;
        if (!MJSecret.has(name) || !MJSecret.due[name]) return;
        if (MJSecret.held[name] === text && MJLock.key === key) MJSecret.write(name, 'sealed:', bytes);
        else MJSecret.keep(name);
      });
    },
    /** The page may be gone the next moment. */
    flush: function() {
      var pad = MJLock.pad;
      if (!MJLock.key || !pad) return;
      Object.keys(MJSecret.due).forEach(function(name) {
        var bytes = new TextEncoder().encode(MJSecret.held[name]), at = pad.used;
        if (at + bytes.length > pad.bytes.length) return;
        pad.used += bytes.length;
        for (var i = 0; i < bytes.length; i++) bytes[i] ^= pad.bytes[at + i];
        var front = new Uint8Array(4);
        new DataView(front.buffer).setUint32(0, at, true);
        MJSecret.write(name, 'padded:', Module['mj'].lock.join([pad.iv, front, bytes]));
      });
      if (!pad.used) return;
      MJLock.pad = null;
      MJLock.fill();
    },
    /** A promise of a setting's text. What is not sealed was kept before there was a lock. */
    reveal: function(name, kept) {
      if (kept.indexOf('sealed:') === 0)
        return Module['mj'].lock.unseal(MJLock.key, name, MJSecret.bytes(kept.slice(7))).then(function(bytes) { return new TextDecoder().decode(bytes); });
      if (kept.indexOf('padded:') !== 0) return Promise.resolve(kept);
      var bytes = MJSecret.bytes(kept.slice(7)), at = new DataView(bytes.buffer).getUint32(12, true), body = bytes.subarray(16);
      return MJLock.stream(MJLock.key, bytes.slice(0, 12), at + body.length).then(function(stream) {
        for (var i = 0; i < body.length; i++) body[i] ^= stream[at + i];
        return new TextDecoder().decode(body);
      });
    },
    learn: function(name, kept) {
      return MJSecret.reveal(name, kept).then(function(text) { MJSecret.held[name] = text; }, function() { MJSecret.lost[name] = true; });
    },
    recall: function() {
      addEventListener('storage', function(e) { // another window has put it
        MJSecret.names.forEach(function(name) {
          if (e.key === Module['mj'].named(name) && MJSecret.has(name) && !MJSecret.due[name])
            e.newValue === null ? MJSecret.remove(name) : MJSecret.learn(name, e.newValue);
        });
      });
      return Promise.all(MJSecret.names.map(function(name) {
        var kept = MJSecret.kept(name);
        if (kept !== undefined) return MJSecret.learn(name, kept).then(function() { if (name in MJSecret.held) MJSecret.keep(name); });
      }));
    },
    texts: function() {
      var out = {};
      MJSecret.names.forEach(function(name) {
        var text = name in MJSecret.held ? MJSecret.held[name] : MJSecret.kept(name);
        if (typeof text === 'string' && !MJSecret.isSealed(text)) out[name] = text;
      });
      return out;
    },
    /** They lie from now on as the lock is now. */
    rewrite: function() {
      var texts = MJSecret.texts();
      MJSecret.held = {};
      MJSecret.due = {};
      Object.keys(texts).forEach(function(name) {
        if (MJLock.key) MJSecret.put(name, texts[name]);
        else localStorage.setItem(Module['mj'].named(name), texts[name]);
      });
    },
    /** The texts that were kept with the store: for those settings that lie under a key which is no more. */
    bring: function(json) {
      var texts = {};
      try { texts = JSON.parse(json); } catch (e) {} // sealed under a key that is gone
      Object.keys(texts).forEach(function(name) {
        if (MJLock.key && MJSecret.lost[name]) MJSecret.put(name, texts[name]);
        else if (!MJLock.key && MJSecret.isSealed(MJSecret.kept(name))) localStorage.setItem(Module['mj'].named(name), texts[name]);
      });
      MJSecret.lost = {};
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
