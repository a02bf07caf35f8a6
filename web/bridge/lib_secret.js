// Settings that hold what people have typed. With a lock (lib_lock.js) they are in memory, and in the browser's storage sealed.
mergeInto(LibraryManager.library, {
  $MJSecret__deps: ['$MJLock', '$MJPrefs'],
  $MJSecret: {
    names: ['drafts', 'waiting', 'tables', 'who', 'office_key', 'known_keys'],
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
        var lock = Module['mj'].lock, text = new TextEncoder().encode(MJSecret.held[name]), at = pad.used;
        var bytes = lock.join([lock.number(lock.crc32c(text)), text]);
        if (at + bytes.length > pad.bytes.length) return;
        pad.used += bytes.length;
        for (var i = 0; i < bytes.length; i++) bytes[i] ^= pad.bytes[at + i];
        MJSecret.write(name, 'padded:', lock.join([pad.iv, lock.number(at), bytes]));
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
        var lock = Module['mj'].lock, text = body.subarray(4);
        if (String(lock.number(lock.crc32c(text))) !== String(body.subarray(0, 4))) throw 'damaged'; // or of another key
        return new TextDecoder().decode(text);
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
        else MJSecret.lay(name, texts[name]);
      });
    },
    /** In the clear. Where there is no room they stay with the store. */
    lay: function(name, text) {
      try { localStorage.setItem(Module['mj'].named(name), text); } catch (e) {}
    },
    /** The texts that were kept with the store: for those settings that lie under a key which is no more. */
    bring: function(json) {
      var texts = {};
      try { texts = JSON.parse(json); } catch (e) {} // sealed under a key that is gone
      Object.keys(texts).forEach(function(name) {
        if (MJLock.key && MJSecret.lost[name]) MJSecret.put(name, texts[name]);
        else if (!MJLock.key && MJSecret.isSealed(MJSecret.kept(name))) MJSecret.lay(name, texts[name]);
      });
      MJSecret.lost = {};
    },
  },
});
