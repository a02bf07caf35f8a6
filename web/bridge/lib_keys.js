// The keys of an office, by the browser's WebCrypto: docs/formats.md, "The office key". What is sealed to one is HPKE (RFC 9180) in base mode:
// DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Every text HKDF gives here fits one block of SHA-256, so that it is one HMAC.
mergeInto(LibraryManager.library, {
  $MJKeys__deps: ['$MJ', '$MJFiles'],
  $MJKeys: {
    signing: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
    curve: { name: 'ECDH', namedCurve: 'P-256' },
    point: 65, // bytes of a public key
    mark: 12,  // bytes before what HPKE gives: "MJSEALTO" and u32 1

    join: function(parts) {
      return Module['mj'].lock.join(parts.map(function(part) { return typeof part === 'string' ? new TextEncoder().encode(part) : new Uint8Array(part); }));
    },
    hmac: function(key, parts) {
      // An empty key is one of zeros, and no browser imports an empty one.
      return crypto.subtle.importKey('raw', key.byteLength ? key : new Uint8Array(32), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
        .then(function(by) { return crypto.subtle.sign('HMAC', by, MJKeys.join(parts)); });
    },
    // RFC 9180, section 4: LabeledExtract and LabeledExpand.
    extract: function(suite, salt, label, from) { return MJKeys.hmac(salt, ['HPKE-v1', suite, label, from]); },
    expand: function(suite, key, label, context, size) {
      return MJKeys.hmac(key, [new Uint8Array([0, size]), 'HPKE-v1', suite, label, context, new Uint8Array([1])])
        .then(function(bytes) { return bytes.slice(0, size); });
    },
    kem: 'KEM\x00\x10',                  // P-256
    suite: 'HPKE\x00\x10\x00\x01\x00\x02', // P-256, HKDF-SHA256, AES-256-GCM
    none: '',

    head: function() { return MJKeys.join(['MJSEALTO', new Uint8Array([1, 0, 0, 0])]); },
    raw: function(key) { return crypto.subtle.exportKey('raw', key); },
    publicKey: function(point) { return crypto.subtle.importKey('raw', point, MJKeys.curve, true, []); },
    /** A promise of { key, iv } for one message, from one's own secret and the other's public key. */
    agree: function(secret, other, once, to) {
      var context = MJKeys.join([once, to]), hashes;
      return crypto.subtle.deriveBits({ name: 'ECDH', public: other }, secret, 256).then(function(shared) {
        return MJKeys.extract(MJKeys.kem, MJKeys.none, 'eae_prk', shared);
      }).then(function(key) {
        return MJKeys.expand(MJKeys.kem, key, 'shared_secret', context, 32);
      }).then(function(shared) {
        return Promise.all([MJKeys.extract(MJKeys.suite, MJKeys.none, 'psk_id_hash', MJKeys.none), MJKeys.extract(MJKeys.suite, MJKeys.none, 'info_hash', 'mingjing')]).then(function(both) {
          hashes = MJKeys.join([new Uint8Array([0]), both[0], both[1]]);
          return MJKeys.extract(MJKeys.suite, shared, 'secret', MJKeys.none);
        });
      }).then(function(key) {
        return Promise.all([MJKeys.expand(MJKeys.suite, key, 'key', hashes, 32), MJKeys.expand(MJKeys.suite, key, 'base_nonce', hashes, 12)]);
      }).then(function(made) {
        return crypto.subtle.importKey('raw', made[0], 'AES-GCM', false, ['encrypt', 'decrypt']).then(function(key) {
          return { key: key, way: { name: 'AES-GCM', iv: new Uint8Array(made[1]), additionalData: MJKeys.head() } };
        });
      });
    },
    seal: function(to, plain) {
      var pair, once;
      return crypto.subtle.generateKey(MJKeys.curve, true, ['deriveBits']).then(function(made) {
        pair = made;
        return Promise.all([MJKeys.raw(pair.publicKey), MJKeys.publicKey(to)]);
      }).then(function(points) {
        once = points[0];
        return MJKeys.agree(pair.privateKey, points[1], once, to);
      }).then(function(by) {
        return crypto.subtle.encrypt(by.way, by.key, plain);
      }).then(function(closed) { return MJKeys.join([MJKeys.head(), once, closed]); });
    },
    open: function(secret, of, sealed) {
      if (sealed.length < MJKeys.mark + MJKeys.point || String(sealed.subarray(0, MJKeys.mark)) !== String(MJKeys.head())) return Promise.reject('newer');
      var once = sealed.subarray(MJKeys.mark, MJKeys.mark + MJKeys.point);
      return Promise.all([crypto.subtle.importKey('pkcs8', secret, MJKeys.curve, false, ['deriveBits']), MJKeys.publicKey(once)]).then(function(keys) {
        return MJKeys.agree(keys[0], keys[1], once, of);
      }).then(function(by) { return crypto.subtle.decrypt(by.way, by.key, sealed.subarray(MJKeys.mark + MJKeys.point)); });
    },
    /** A promise of both public keys, the size of the first secret in one byte, and both secrets: for signatures, and for what is sealed. */
    make: function() {
      return Promise.all([crypto.subtle.generateKey(MJKeys.signing, true, ['sign']), crypto.subtle.generateKey(MJKeys.curve, true, ['deriveBits'])]).then(function(pairs) {
        return Promise.all([MJKeys.raw(pairs[0].publicKey), MJKeys.raw(pairs[1].publicKey), crypto.subtle.exportKey('pkcs8', pairs[0].privateKey),
          crypto.subtle.exportKey('pkcs8', pairs[1].privateKey)]);
      }).then(function(all) { return MJKeys.join([all[0], all[1], new Uint8Array([all[2].byteLength]), all[2], all[3]]); });
    },
    sign: function(secret, message) {
      return crypto.subtle.importKey('pkcs8', secret, MJKeys.signing, false, ['sign'])
        .then(function(key) { return crypto.subtle.sign(MJKeys.signing, key, message); });
    },
    /** A promise of one byte: whether the signature is that key's. What is no key at all has signed nothing. */
    verify: function(by, signature, message) {
      return crypto.subtle.importKey('raw', by, MJKeys.signing, false, ['verify'])
        .then(function(key) { return crypto.subtle.verify(MJKeys.signing, key, signature, message); }, function() { return false; })
        .then(function(fits) { return new Uint8Array([fits ? 1 : 0]); });
    },
    /** Does it, and tells the program under `id`. */
    answer: function(id, work) {
      var tell = function(reason) {
        var at = MJ.give(reason);
        _mj_keys_answer(id, at);
        _free(at);
      };
      if (!Module['mj'].lock.possible()) return setTimeout(function() { MJ.soon(function() { tell('insecure'); }); }, 0);
      work().then(function(bytes) {
        MJ.soon(function() {
          MJFiles.forMemory(_mj_keys_room, bytes);
          tell('');
        });
      }, function(why) { MJ.soon(function() { tell(typeof why === 'string' ? why : 'failed'); }); });
    },
  },

  mj_js_keys_possible: function() { return Module['mj'].lock.possible() ? 1 : 0; },
  mj_js_keys_make__deps: ['$MJKeys'],
  mj_js_keys_make: function(id) { MJKeys.answer(id, MJKeys.make); },
  mj_js_keys_seal__deps: ['$MJKeys'],
  mj_js_keys_seal: function(id, to, plain, size) {
    var point = HEAPU8.slice(to, to + MJKeys.point), bytes = HEAPU8.slice(plain, plain + size);
    MJKeys.answer(id, function() { return MJKeys.seal(point, bytes); });
  },
  mj_js_keys_sign__deps: ['$MJKeys'],
  mj_js_keys_sign: function(id, secret, secretSize, message, size) {
    var key = HEAPU8.slice(secret, secret + secretSize), bytes = HEAPU8.slice(message, message + size);
    MJKeys.answer(id, function() { return MJKeys.sign(key, bytes); });
  },
  mj_js_keys_verify__deps: ['$MJKeys'],
  mj_js_keys_verify: function(id, by, signature, message, size) {
    var point = HEAPU8.slice(by, by + MJKeys.point), given = HEAPU8.slice(signature, signature + 64), bytes = HEAPU8.slice(message, message + size);
    MJKeys.answer(id, function() { return MJKeys.verify(point, given, bytes); });
  },
  mj_js_keys_open__deps: ['$MJKeys'],
  mj_js_keys_open: function(id, secret, secretSize, of, sealed, size) {
    var key = HEAPU8.slice(secret, secret + secretSize), point = HEAPU8.slice(of, of + MJKeys.point), bytes = HEAPU8.slice(sealed, sealed + size);
    MJKeys.answer(id, function() { return MJKeys.open(key, point, bytes); });
  },
});
