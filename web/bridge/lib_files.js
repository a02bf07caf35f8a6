// Files in by a dialog, out as downloads; both in pieces, plain or sealed.
mergeInto(LibraryManager.library, {
  $MJFiles__deps: ['$MJSeal'],
  $MJFiles: {
    input: null,
    rest: [],      // of several files that came together, those not yet taken
    picked: {},    // id -> { file, head, seal }: head of a sealed file, seal once it is open
    downloads: {}, // id -> { bytes, used, index, blobs, done, place, placed }: done promises what seals, or null; place the
                   // file somebody chose, or null; then whole and what was written in it, file, and whether it lies in that place
    hand: 300,     // milliseconds; an answer that comes sooner is no person's: the browser shows no dialogue here
    next: 1,

    forMemory: function(room, bytes) { // room may move the memory
      var to = room(bytes.byteLength);
      HEAPU8.set(new Uint8Array(bytes), to);
    },
    /** A promise of what a page carries (docs/formats.md); the file itself when it is no such page. */
    inside: function(page) {
      if (!/\.html?$/i.test(page.name) && page.type !== 'text/html') return Promise.resolve(page);
      return new Response(page).text().then(function(text) {
        var found = /<script type="text\/plain" id="data">(\{[^\n<]*\})\n([^<]*)</.exec(text);
        if (!found) return page;
        var of = JSON.parse(found[1]), packed = Uint8Array.from(atob(found[2]), function(c) { return c.charCodeAt(0); });
        var way = Module['mj'].inside ? Module['mj'].inside.unpack(packed, of.size)
          : new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer();
        return way.then(function(bytes) { return new File([bytes], page.name); });
      }).catch(function() { return page; }); // what reads it says that it is nothing of ours
    },
    /** The first of these; the others wait until they are asked for. */
    takeAll: function(files, dropped) {
      MJFiles.rest = Array.prototype.slice.call(files, 1);
      if (files[0]) MJFiles.take(files[0], dropped);
    },
    take: function(file, dropped) {
      MJFiles.inside(file).then(function(data) { MJFiles.begin(data, dropped); });
    },
    begin: function(file, dropped) {
      file.slice(0, MJSeal.head).arrayBuffer().catch(function() { return new ArrayBuffer(0); }).then(function(start) {
        var head = new Uint8Array(start);
        MJFiles.told(file, MJSeal.marks(head) ? head : null, dropped);
      });
    },
    told: function(file, head, dropped) { // head of a sealed file
      var id = MJFiles.next++;
      MJFiles.picked[id] = { file: file, head: head, seal: null };
      MJFiles.tell(id, file.name, head ? Math.max(0, MJSeal.inside(file.size)) : file.size, head ? 1 : 0, dropped);
    },
    tell: function(id, name, size, sealed, dropped) { // id 0: what was pasted, or lies in the page, is nothing to read
      MJ.soon(function() {
        var at = MJ.give(name);
        _mj_file_picked(id, at, size, sealed, dropped ? 1 : 0);
        _free(at);
      });
    },
    /** A promise of at most a piece of a file, from byte `from` of what it holds; empty at the end. */
    piece: function(file, seal, from, most) {
      if (!seal) return file.slice(from, from + most).arrayBuffer();
      var index = Math.floor(from / MJSeal.piece), skip = from % MJSeal.piece;
      if (index >= MJSeal.pieces(file.size)) return Promise.resolve(new ArrayBuffer(0));
      return MJSeal.read(seal, file, index).then(function(bytes) { return bytes.slice(skip, skip + most); });
    },
    /** A promise of the file somebody chooses to write into; null: this browser asks nobody. Refused when he chooses none. */
    ask: function(name) {
      var asked = performance.now();
      if (!self.showSaveFilePicker) return Promise.resolve(null);
      return showSaveFilePicker({ suggestedName: name, id: 'mingjing' }).catch(function(e) {
        if (e.name === 'AbortError' && performance.now() - asked > MJFiles.hand) throw 'declined';
        return null;
      });
    },
    /** A promise of the file as it lies in its place after this was written there. */
    write: function(d, place, blob) {
      return place.createWritable().then(function(stream) {
        if (d.dropped) return stream.abort().then(function() { throw ''; });
        d.stream = stream; // until it is closed the file is as it was
        return stream.write(blob).then(function() { return stream.close(); });
      }).then(function() { return place.getFile(); }).catch(function() { throw 'unwritten'; });
    },
    /** What is written is gathered for a file: sealed when `seal` promises a seal of the head it is given; `where` promises its place,
     *  once it is known what goes there. Its id. */
    gather: function(name, seal, where) {
      var id = MJFiles.next++, head = seal ? MJSeal.newHead() : null;
      var d = MJFiles.downloads[id] = { name: name.replace(/html$/, seal ? 'mjsealed' : 'json'), bytes: new Uint8Array(MJSeal.piece), used: 0, index: 0,
        blobs: head ? [new Blob([head])] : [], placed: false, done: head ? seal(head) : Promise.resolve(null), place: null };
      d.where = function() {
        d.place = d.place || where().then(function(place) {
          return place && place.getFile().then(function(file) { d.fresh = !file.size; return place; });
        });
        return d.place;
      };
      d.done.catch(function() {}); // finish says it
      return id;
    },
    /** A promise of the file that was written, when it is what was to be. */
    equal: function(wanted, file) {
      return Promise.all([wanted.arrayBuffer(), file.arrayBuffer()]).then(function(both) {
        var a = new Uint8Array(both[0]), b = new Uint8Array(both[1]);
        for (var i = 0; i < a.length && a[i] === b[i];) i++;
        if (i < a.length || a.length !== b.length) throw 'byte ' + i;
        return file;
      });
    },
    /** What has been gathered becomes a Blob, which the browser may keep on disk. */
    flush: function(d, last) {
      var bytes = d.bytes.slice(0, d.used), index = d.index++;
      d.used = 0;
      d.done = d.done.then(function(seal) {
        var closed = seal ? MJSeal.close(seal, index, last, bytes) : bytes;
        return Promise.resolve(closed).then(function(out) {
          d.blobs.push(new Blob([out]));
          return seal;
        });
      });
    },
  },

  mj_js_file_pick__deps: ['$MJ', '$MJFiles'],
  mj_js_file_pick: function(accept, several) {
    var input = MJFiles.input;
    if (!input) {
      input = MJFiles.input = document.createElement('input');
      input.type = 'file';
      input.hidden = true;
      input.id = 'file';
      document.body.appendChild(input);
      input.addEventListener('change', function() {
        MJFiles.takeAll(input.files, false);
      });
    }
    input.accept = UTF8ToString(accept);
    input.multiple = !!several;
    input.value = ''; // the same file twice is a change too
    input.click();
  },

  mj_js_file_next__deps: ['$MJFiles'],
  mj_js_file_next: function() {
    var file = MJFiles.rest.shift();
    if (file) MJFiles.take(file, true);
    return file ? 1 : 0;
  },

  mj_js_file_inside: function() { return Module['mj'].inside ? 1 : 0; },
  // Of what lies in the page to be read in; 0: there is nothing.
  mj_js_file_carried__deps: ['$MJ'],
  mj_js_file_carried: function(mark) {
    var carried = Module['mj'].inside && Module['mj'].inside.carried;
    return carried && !carried.demo ? MJ.give(mark ? carried.id : carried.name) : 0;
  },
  mj_js_file_pick_carried__deps: ['$MJFiles'],
  mj_js_file_pick_carried: function() {
    var name = Module['mj'].inside.carried.name;
    Module['mj'].inside.bytes().then(function(bytes) { MJFiles.begin(new File([bytes], name), false); },
      function() { MJFiles.tell(0, '', 0, 0, false); });
  },

  // Whatever is dropped, the browser does not leave the page for it.
  mj_js_file_watch_drops__deps: ['$MJ', '$MJFiles'],
  mj_js_file_watch_drops: function() {
    addEventListener('dragover', function(event) {
      event.preventDefault();
      event.dataTransfer.dropEffect = event.dataTransfer.types.indexOf('Files') < 0 ? 'none' : 'copy';
    });
    addEventListener('drop', function(event) {
      event.preventDefault();
      MJFiles.takeAll(event.dataTransfer.files, true);
    });
  },

  mj_js_file_unlock__deps: ['$MJFiles'],
  mj_js_file_unlock: function(id, passphrase) {
    var picked = MJFiles.picked[id];
    MJSeal.open(picked.head, UTF8ToString(passphrase)).then(function(seal) {
      return MJSeal.read(seal, picked.file, 0).then(function() {
        picked.seal = seal;
        return '';
      });
    }).catch(function(reason) { return typeof reason === 'string' ? reason : 'unreadable'; }).then(function(reason) {
      if (!MJFiles.picked[id]) return;
      var at = MJ.give(reason);
      _mj_file_unlocked(id, at);
      _free(at);
    });
  },
  mj_js_file_read__deps: ['$MJFiles'],
  mj_js_file_read: function(id, from, most) {
    var picked = MJFiles.picked[id];
    MJFiles.piece(picked.file, picked.seal, from, most).then(function(bytes) {
      if (!MJFiles.picked[id]) return;
      MJFiles.forMemory(function(size) { return _mj_file_room(id, size); }, bytes);
      return 1;
    }, function() { return 0; }).then(function(ok) {
      if (MJFiles.picked[id]) _mj_file_read(id, ok ? 1 : 0);
    });
  },
  // What a server answers in a file's place is told apart by what reads it.
  mj_js_file_beside__deps: ['$MJ'],
  mj_js_file_beside: function(name) {
    if (Module['mj'].inside || !/^http/.test(location.protocol)) return;
    fetch(UTF8ToString(name), { cache: 'no-cache', credentials: 'same-origin' }).then(function(answer) {
      return answer.ok ? answer.text() : '';
    }).then(function(text) {
      if (!text || text.length > 1 << 20) return;
      MJ.soon(function() {
        var at = MJ.give(text);
        _mj_file_beside(at);
        _free(at);
      });
    })['catch'](function() {}); // no network, no file
  },
  mj_js_file_drop__deps: ['$MJFiles'],
  mj_js_file_drop: function(id) { delete MJFiles.picked[id]; },

  mj_js_download_begin__deps: ['$MJFiles'],
  mj_js_download_begin: function(name, passphrase, ask) {
    var file = UTF8ToString(name), words = UTF8ToString(passphrase);
    var asked = ask ? MJFiles.ask(file) : Promise.resolve(null);
    asked.catch(function() {}); // finish says it
    var id = MJFiles.gather(file, words && function(head) { return MJSeal.open(head, words); }, function() { return asked; });
    if (ask) MJFiles.downloads[id].where().catch(function() {}); // also when it is dropped the browser has made the file
    return id;
  },
  mj_js_download_write__deps: ['$MJFiles'],
  mj_js_download_write: function(id, from, size) {
    var d = MJFiles.downloads[id];
    for (var end = from + size; from < end;) {
      if (d.used === d.bytes.length) MJFiles.flush(d, false);
      var some = Math.min(end - from, d.bytes.length - d.used);
      d.bytes.set(HEAPU8.subarray(from, from + some), d.used);
      d.used += some;
      from += some;
    }
  },
  // Reads back what was written, or else what will be handed over; mj_download_checked then hears a reason, or '' and has
  // seen all.
  mj_js_download_finish__deps: ['$MJ', '$MJFiles'],
  mj_js_download_finish: function(id, mime) {
    var d = MJFiles.downloads[id], type = UTF8ToString(mime);
    MJFiles.flush(d, true);
    d.bytes = null;
    var seen = function(seal, from) {
      return MJFiles.downloads[id] && MJFiles.piece(d.file, seal, from, MJSeal.piece).then(function(bytes) {
        if (!MJFiles.downloads[id] || !bytes.byteLength) return;
        MJFiles.forMemory(function(size) { return _mj_download_room(id, size); }, bytes);
        _mj_download_seen(id);
        return seen(seal, from + bytes.byteLength);
      });
    };
    Promise.all([d.done, d.where()]).then(function(both) {
      var blob = new Blob(d.blobs, { type: type }), place = both[1], inside = type === 'text/html' && Module['mj'].inside;
      d.blobs = null;
      return MJFiles.downloads[id] && Promise.resolve(inside ? inside.page(blob, d.name) : blob).then(function(whole) {
        return place ? MJFiles.write(d, place, whole).then(function(file) { return inside ? MJFiles.equal(whole, file) : file; }) : whole;
      }).then(function(whole) {
        d.whole = whole;
        d.placed = !!place && !!whole;
        return inside ? MJFiles.inside(whole) : whole;
      }).then(function(file) {
        d.file = file;
        return seen(both[0], 0);
      });
    }).then(function() { return ''; }, function(reason) { return typeof reason === 'string' ? reason : String(reason); })
      .then(function(reason) {
        if (!MJFiles.downloads[id]) return;
        var at = MJ.give(reason);
        _mj_download_checked(id, at, d.placed ? 1 : 0);
        _free(at);
      });
  },
  mj_js_download_give__deps: ['$MJFiles'],
  mj_js_download_give: function(id, name) {
    var link = document.createElement('a'), url = URL.createObjectURL(MJFiles.downloads[id].whole);
    link.href = url;
    link.download = UTF8ToString(name);
    link.click();
    setTimeout(function() { URL.revokeObjectURL(url); }, 60000);
  },
  mj_js_download_drop__deps: ['$MJFiles'],
  mj_js_download_drop: function(id) {
    var d = MJFiles.downloads[id];
    delete MJFiles.downloads[id];
    d.dropped = true;
    Promise.resolve(d.stream && d.stream.abort()).catch(function() {}).then(function() { return d.place; }).then(function(place) {
      if (place && !d.placed && d.fresh && place.remove) return place.remove(); // the browser had made it, empty
    }).catch(function() {});
  },
});
