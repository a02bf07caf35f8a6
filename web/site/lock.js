// The lock on what is kept here: with a passphrase set, every file of the store lies sealed (docs/formats.md), and a page asks for
// the passphrase before its program starts. The program and the rescue file use the same; readable for every browser.
'use strict';
window.mingjingLock = (function() {
  var mark = 'MJLOCKED', version = 1, rounds = 600000, most = 10000000; // rounds: OWASP's for PBKDF2 with SHA-256; those tried at most
  // Begins as HEAD does, with a format that no program without locks reads: such a one says that a newer one is needed.
  var sealed = 'mingjing', format = 4, front = 12, nonce = 12;
  // What lies beside the store's files, and is not of it: whose turn it is, whose folder, the key, settings.
  var beside = ['owner', 'folder', 'lock', 'settings'].map(function(name) { return '/mingjing/' + name; });

  function bytes(text) { return new TextEncoder().encode(text); }
  function text(some) { return new TextDecoder().decode(some); }
  function random(size) { return crypto.getRandomValues(new Uint8Array(size)); }
  function join(parts) {
    var size = parts.reduce(function(sum, part) { return sum + part.length; }, 0), out = new Uint8Array(size), at = 0;
    parts.forEach(function(part) { out.set(part, at); at += part.length; });
    return out;
  }
  function number(n) {
    var out = new Uint8Array(4);
    new DataView(out.buffer).setUint32(0, n, true);
    return out;
  }
  function numberAt(some, at) { return new DataView(some.buffer, some.byteOffset).getUint32(at, true); }

  var table = null;
  function crc32c(some) {
    if (!table) {
      table = new Uint32Array(256);
      for (var i = 0; i < 256; i++) {
        var n = i;
        for (var bit = 0; bit < 8; bit++) n = n & 1 ? n >>> 1 ^ 0x82f63b78 : n >>> 1;
        table[i] = n;
      }
    }
    var sum = -1;
    for (var at = 0; at < some.length; at++) sum = table[(sum ^ some[at]) & 255] ^ sum >>> 8;
    return ~sum >>> 0;
  }

  function possible() { return !!(self.crypto && crypto.subtle && self.TextEncoder); } // not in a page that came over plain http
  function asKey(raw) { return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']); }
  /** A promise of the passphrase as a key that nobody can read out, from which others are derived. The same characters in another form
   *  are the same passphrase; a tab is a blank, as in the program's own fields. */
  function base(passphrase) {
    return crypto.subtle.importKey('raw', bytes(passphrase.normalize('NFKC').replace(/\t/g, ' ')), 'PBKDF2', false, ['deriveKey']);
  }
  function derive(from, salt, times) {
    var way = { name: 'PBKDF2', hash: 'SHA-256', salt: salt, iterations: times };
    return crypto.subtle.deriveKey(way, from, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  }
  function derived(passphrase, salt, times) { return base(passphrase).then(function(from) { return derive(from, salt, times); }); }
  function gcm(iv, data) { return { name: 'AES-GCM', iv: iv, additionalData: data }; }

  /** A promise of { key, entry }: a new key for files, and that key under the passphrase, which is kept beside them. */
  function make(passphrase) {
    var raw = random(32), salt = random(16), head = join([bytes(mark), number(version), number(rounds), salt]), iv = random(nonce);
    return derived(passphrase, salt, rounds).then(function(over) {
      return crypto.subtle.encrypt(gcm(iv, head), over, raw);
    }).then(function(wrapped) {
      return asKey(raw).then(function(key) {
        raw.fill(0);
        return { key: key, entry: join([head, iv, new Uint8Array(wrapped)]) };
      });
    });
  }
  /** A promise of the key for files; refused with 'wrong' (or the entry is damaged: that cannot be told apart) or 'newer'. */
  function open(entry, passphrase) {
    if (!possible()) return Promise.reject('insecure');
    if (entry.length < 48 || text(entry.subarray(0, 8)) !== mark) return Promise.reject('damaged');
    var times = numberAt(entry, 12);
    if (numberAt(entry, 8) !== version || !times || times > most) return Promise.reject('newer');
    return derived(passphrase, entry.subarray(16, 32), times).then(function(over) {
      return crypto.subtle.decrypt(gcm(entry.subarray(32, 44), entry.subarray(0, 32)), over, entry.subarray(44));
    }).then(asKey, function() { return Promise.reject('wrong'); });
  }
  /** A promise of the bytes as they lie in the store under `name`, which they are bound to. */
  function seal(key, name, some) {
    var iv = random(nonce);
    return crypto.subtle.encrypt(gcm(iv, bytes(name)), key, some).then(function(closed) {
      var out = join([bytes(sealed), number(format), iv, new Uint8Array(closed), new Uint8Array(4)]);
      out.set(number(crc32c(out.subarray(0, -4))), out.length - 4);
      return out;
    });
  }
  /** The other way round; refused when they are not as they were sealed. */
  function unseal(key, name, some) {
    if (some.length < front + nonce + 20 || text(some.subarray(0, 8)) !== sealed || numberAt(some, 8) !== format) return Promise.reject('damaged');
    return crypto.subtle.decrypt(gcm(some.subarray(front, front + nonce), bytes(name)), key, some.subarray(front + nonce, -4))
      .then(function(opened) { return new Uint8Array(opened); }, function() { return Promise.reject('damaged'); });
  }

  /** Below the notice: asks until the passphrase is right. A promise of { key, entry }. `find`: a promise of the entry as it is now.
   *  `erase` gives up what is here; a promise of why not. */
  function ask(find, erase) {
    var notice = document.getElementById('notice'), former = document.getElementById('unlock');
    if (former) notice.removeChild(former);
    var make = function(tag, words, kind) {
      var made = document.createElement(tag);
      made.textContent = words || '';
      if (kind) made.className = kind;
      return made;
    };
    var form = make('form'), words = make('p', '台账已上锁，请输入口令。 / The registers are locked.'), field = make('input'), go = make('button', '打开 / Unlock'), told = make('p');
    form.id = 'unlock';
    field.type = 'password';
    field.autocomplete = 'current-password';
    field.setAttribute('aria-label', '口令 / Passphrase');
    told.setAttribute('role', 'alert');
    [words, field, go, told].forEach(function(part) { form.appendChild(part); });
    if (erase) {
      var forgotten = make('button', '忘了口令 / Forgotten', 'second');
      forgotten.type = 'button';
      forgotten.onclick = function() {
        if (confirm('没有口令，谁也打不开这里的数据，我们也不能。只能清空，再导入备份。\n要把这个浏览器里的台账全部清空吗？不能撤销。\n\n'
          + 'Without the passphrase nobody can open what is here. All that is left is to erase it and to import a backup. Erase the registers in this browser? This cannot be undone.'))
          erase().then(function() { told.textContent = '别的明镜窗口还开着，请先关掉，再来清空。 / Another window of Mingjing is open: close it first.'; });
      };
      form.appendChild(forgotten);
    }
    notice.appendChild(form);
    field.focus();
    return new Promise(function(done) {
      form.onsubmit = function(e) {
        e.preventDefault();
        if (go.disabled) return;
        if (!field.value) return told.textContent = '请输入口令。 / Please enter the passphrase.';
        go.disabled = true;
        told.textContent = '';
        var entry = null;
        find().then(function(found) {
          entry = found;
          return open(entry, field.value);
        }).then(function(key) {
          notice.removeChild(form);
          done({ key: key, entry: entry });
        })['catch'](function(why) {
          go.disabled = false;
          told.textContent = why === 'wrong' ? '口令不对，请再输一次。 / The passphrase is wrong: please enter it again.'
            : why === 'newer' ? '上锁的是更新版本的明镜，请重新打开页面。 / A newer Mingjing has locked this: load the page again.'
              : '打不开 / It cannot be opened: ' + (why.message || why);
          field.select();
        });
      };
    });
  }

  return { beside: beside, rounds: rounds, most: most, possible: possible, base: base, derive: derive, make: make, open: open, seal: seal, unseal: unseal, ask: ask, random: random, join: join, number: number, crc32c: crc32c };
})();
