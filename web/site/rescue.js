// When the program cannot run, the data can still leave: window.mingjingRescue(done) reads the store and hands out one file with
// all that is kept, byte for byte (docs/formats.md), which an import and `./dev mingjing check` read. Written for every browser that
// has IndexedDB, without what the program needs. What lies under a lock is opened first, when somebody gives the passphrase: the file
// is not sealed. done(what): 'given', 'nothing', or why it did not work.
'use strict';
window.mingjingRescue = function(done) {
  var place = '/mingjing', folder = window.mingjingLook.folder;

  function number(n) { return new Uint8Array([n & 255, n >> 8 & 255, n >> 16 & 255, n >>> 24]); }
  function bytes(text) { // a name: no more than ASCII
    var out = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
    return out;
  }
  function text(entry) { return entry ? String.fromCharCode.apply(null, entry.contents) : ''; }

  /** All files of a database, { name: bytes }; null when there is none of this name. */
  function read(name, got) {
    var request = indexedDB.open(name);
    request.onupgradeneeded = function() { request.transaction.abort(); }; // it was not there, and shall not be
    request.onerror = function(e) {
      e.preventDefault();
      if (request.error && request.error.name === 'AbortError') got(null);
      else done(request.error ? request.error.message : '?');
    };
    request.onsuccess = function() {
      var db = request.result, files = {};
      if (!db.objectStoreNames.contains('FILE_DATA')) { db.close(); return got(null); }
      var transaction = db.transaction(['FILE_DATA'], 'readonly');
      transaction.objectStore('FILE_DATA').openCursor().onsuccess = function(e) {
        var cursor = e.target.result;
        if (!cursor) return;
        files[cursor.key] = cursor.value;
        cursor['continue']();
      };
      transaction.oncomplete = function() { db.close(); got(files); };
      transaction.onabort = function() { db.close(); done(transaction.error ? transaction.error.message : '?'); };
    };
  }
  /** Calls `got` with the files as they were before they were sealed; those that are damaged come as they lie there. */
  function unlocked(files, got) {
    var lock = window.mingjingLock, entry = files[place + '/lock'];
    if (!entry) return got(files);
    if (!lock.possible()) return done('insecure');
    lock.ask(function() { return Promise.resolve(entry.contents); }).then(function(opened) {
      return Promise.all(Object.keys(files).map(function(path) {
        return lock.unseal(opened.key, path, files[path].contents).then(function(contents) { files[path] = { contents: contents }; }, function() {});
      }));
    }).then(function() { got(files); })['catch'](function(e) { done(e.message || String(e)); });
  }
  function give(files) { unlocked(files, write); }
  function write(files) {
    var parts = [], count = 0;
    for (var path in files) {
      if (window.mingjingLock.beside.indexOf(path) >= 0) continue;
      var name = bytes(path.slice(place.length + 1)), contents = files[path].contents;
      parts.push(number(name.length), number(contents.length), name, contents);
      count++;
    }
    if (!count) return done('nothing');
    var blob = new Blob([bytes('MJRESCUE'), number(1), number(count)].concat(parts), { type: 'application/octet-stream' });
    var file = 'mingjing-' + new Date().toISOString().slice(0, 10) + '.mjrescue';
    if (navigator.msSaveBlob) navigator.msSaveBlob(blob, file);
    else {
      var link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = file;
      document.body.appendChild(link);
      link.click();
      document.body.removeChild(link);
    }
    done('given');
  }

  try {
    read(place + folder, function(own) {
      if (own && own[place + '/HEAD']) return give(own);
      // The name that databases once had in all folders; whose it is it says itself.
      read(place, function(former) {
        var owner = former ? text(former[place + '/folder']) : '';
        give(former && (!owner || owner === folder) ? former : own || {});
      });
    });
  } catch (e) { done(e.message); }
};
