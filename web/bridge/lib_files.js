// Files in by a dialog, out as downloads; both in pieces.
mergeInto(LibraryManager.library, {
  $MJFiles: {
    input: null,
    picked: {}, // id -> File
    downloads: {}, // id -> { parts, blobs, waiting }
    next: 1,
    chunk: 4 << 20, // bytes gathered before they become a Blob, which the browser may keep on disk
  },

  mj_js_file_pick__deps: ['$MJ', '$MJFiles'],
  mj_js_file_pick: function(accept) {
    var input = MJFiles.input;
    if (!input) {
      input = MJFiles.input = document.createElement('input');
      input.type = 'file';
      input.hidden = true;
      input.id = 'file';
      document.body.appendChild(input);
      input.addEventListener('change', function() {
        var file = input.files[0];
        if (!file) return;
        var id = MJFiles.next++, name = MJ.give(file.name);
        MJFiles.picked[id] = file;
        _mj_file_picked(id, name, file.size);
        _free(name);
      });
    }
    input.accept = UTF8ToString(accept);
    input.value = ''; // the same file twice is a change too
    input.click();
  },

  mj_js_file_read__deps: ['$MJFiles'],
  mj_js_file_read: function(id, from, most) {
    var file = MJFiles.picked[id];
    file.slice(from, from + most).arrayBuffer().then(function(buffer) {
      if (!MJFiles.picked[id]) return;
      var to = _mj_file_room(id, buffer.byteLength); // memory may move
      HEAPU8.set(new Uint8Array(buffer), to);
      return 1;
    }, function() { return 0; }).then(function(ok) {
      if (MJFiles.picked[id]) _mj_file_read(id, ok ? 1 : 0);
    });
  },
  mj_js_file_drop__deps: ['$MJFiles'],
  mj_js_file_drop: function(id) { delete MJFiles.picked[id]; },

  mj_js_download_begin__deps: ['$MJFiles'],
  mj_js_download_begin: function() {
    var id = MJFiles.next++;
    MJFiles.downloads[id] = { parts: [], blobs: [], waiting: 0 };
    return id;
  },
  mj_js_download_write__deps: ['$MJFiles'],
  mj_js_download_write: function(id, from, size) {
    var d = MJFiles.downloads[id];
    d.parts.push(HEAPU8.slice(from, from + size));
    d.waiting += size;
    if (d.waiting < MJFiles.chunk) return;
    d.blobs.push(new Blob(d.parts));
    d.parts = [];
    d.waiting = 0;
  },
  mj_js_download_finish__deps: ['$MJFiles'],
  mj_js_download_finish: function(id, name, mime) {
    var d = MJFiles.downloads[id], link = document.createElement('a');
    delete MJFiles.downloads[id];
    var url = URL.createObjectURL(new Blob(d.blobs.concat(d.parts), { type: UTF8ToString(mime) }));
    link.href = url;
    link.download = UTF8ToString(name);
    link.click();
    setTimeout(function() { URL.revokeObjectURL(url); }, 60000);
  },
  mj_js_download_drop__deps: ['$MJFiles'],
  mj_js_download_drop: function(id) { delete MJFiles.downloads[id]; },
});
