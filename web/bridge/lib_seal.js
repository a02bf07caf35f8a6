// Files sealed with a passphrase, by the browser's own WebCrypto; docs/formats.md gives the format. The key is
// PBKDF2's (RFC 8018), each piece of 1 MiB is AES-256-GCM (NIST SP 800-38D); the piece's number and whether it is the last one
// are in the nonce, so that pieces cannot be lost, exchanged or added at the end.
mergeInto(LibraryManager.library, {
  $MJSeal: {
    mark: 'MJSEALED',
    version: 1,
    head: 32,         // bytes: mark, version, rounds, salt
    piece: 1 << 20,   // bytes of what is sealed
    tag: 16,          // bytes more in each sealed piece

    lock: function() { return Module['mj'].lock; }, // web/site/lock.js: keys from passphrases

    newHead: function() {
      var head = new Uint8Array(MJSeal.head), view = new DataView(head.buffer);
      head.set(new TextEncoder().encode(MJSeal.mark));
      view.setUint32(8, MJSeal.version, true);
      view.setUint32(12, MJSeal.lock().rounds, true);
      crypto.getRandomValues(head.subarray(16));
      return head;
    },
    /** Whether these are the first bytes of a sealed file. */
    marks: function(head) {
      return head.length === MJSeal.head && new TextDecoder().decode(head.subarray(0, 8)) === MJSeal.mark;
    },
    /** How many pieces a sealed file has, and how many bytes are sealed in it; negative when it is cut off. */
    pieces: function(size) { return Math.ceil((size - MJSeal.head) / (MJSeal.piece + MJSeal.tag)); },
    inside: function(size) { return size - MJSeal.head - MJSeal.tag * MJSeal.pieces(size); },

    /** A promise of { head, key }; refused with a reason. The same characters in another form are the same passphrase. */
    open: function(head, passphrase) {
      if (!MJSeal.lock().possible()) return Promise.reject('insecure');
      var view = new DataView(head.buffer, head.byteOffset), rounds = view.getUint32(12, true);
      if (view.getUint32(8, true) !== MJSeal.version || !rounds) return Promise.reject('newer');
      if (rounds > MJSeal.lock().most) return Promise.reject('rounds');
      return MJSeal.lock().base(passphrase).then(function(base) { return MJSeal.derive(head, base); });
    },
    /** `base`: the passphrase as web/site/lock.js makes it a key. */
    derive: function(head, base) {
      var rounds = new DataView(head.buffer, head.byteOffset).getUint32(12, true);
      return MJSeal.lock().derive(base, head.subarray(16), rounds).then(function(key) { return { head: head, key: key }; });
    },
    way: function(seal, index, last) {
      var nonce = new Uint8Array(12);
      new DataView(nonce.buffer).setUint32(0, index, true);
      nonce[4] = last ? 1 : 0;
      return { name: 'AES-GCM', iv: nonce, additionalData: seal.head };
    },
    close: function(seal, index, last, bytes) { return crypto.subtle.encrypt(MJSeal.way(seal, index, last), seal.key, bytes); },
    /** A promise of what piece `index` of the file holds. */
    read: function(seal, file, index) {
      var from = MJSeal.head + index * (MJSeal.piece + MJSeal.tag), to = from + MJSeal.piece + MJSeal.tag;
      return file.slice(from, to).arrayBuffer().then(function(bytes) {
        return crypto.subtle.decrypt(MJSeal.way(seal, index, index === MJSeal.pieces(file.size) - 1), seal.key, bytes)
          .catch(function() { return Promise.reject('damaged'); });
      });
    },
  },
});
