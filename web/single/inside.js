// The one-file page: the parts of the site and the data that lie inside it, as text that the browser does not run. A part is packed by
// zlib and written in base64; the data begin with a line of JSON: { name, size, id, demo, slides, progress, office_key } (docs/formats.md).
'use strict';
window.mingjingInside = (function() {
  function text(id) { return document.getElementById(id).textContent; }
  function bytes(base64) {
    var chars = atob(base64), out = new Uint8Array(chars.length);
    for (var i = 0; i < chars.length; i++) out[i] = chars.charCodeAt(i);
    return out;
  }
  /** What was read of a blob by `way`; older browsers know no promise of it. */
  function read(blob, way) {
    return new Promise(function(done, failed) {
      var reader = new FileReader();
      reader.onload = function() { done(reader.result); };
      reader.onerror = function() { failed(reader.error); };
      reader[way](blob);
    });
  }

  var packing = null; // the promise of the packer's functions
  function packer() {
    if (!packing)
      packing = WebAssembly.compile(bytes(text('packer.wasm'))).then(function(module) {
        var imports = {}; // all of them about files and clocks, which it has no use for
        WebAssembly.Module.imports(module).forEach(function(one) {
          (imports[one.module] = imports[one.module] || {})[one.name] = function() { return 52; };
        });
        return WebAssembly.instantiate(module, imports);
      }).then(function(instance) {
        if (instance.exports._initialize) instance.exports._initialize();
        return instance.exports;
      });
    return packing;
  }
  function run(given, how) {
    return packer().then(function(c) {
      var room = c.mj_packer_room(given.length);
      new Uint8Array(c.memory.buffer).set(given, room);
      var at = how(c);
      if (!at) throw new Error('damaged');
      return new Uint8Array(c.memory.buffer).slice(at, at + c.mj_packer_size());
    });
  }
  function unpack(packed, size) { return run(packed, function(c) { return c.mj_packer_inflated(size); }); }
  function pack(plain) { return run(plain, function(c) { return c.mj_packer_deflated(); }); }

  /** The head of data as they are written into a page, and where they begin; null: there are none. Somebody may have spoilt it. */
  function head(data) {
    if (!data) return null;
    var end = data.indexOf('\n'), said = {};
    try { said = Object(JSON.parse(data.slice(0, end))); } catch (e) {}
    return { name: String(said.name || 'data'), id: String(said.id || data.length), size: Number(said.size) || 0, demo: said.demo === true,
      slides: String(said.slides || ''), progress: String(said.progress || ''), office_key: String(said.office_key || ''), from: end + 1 };
  }
  function unpackData(data, of) { return unpack(bytes(data.slice(of.from)), of.size); }

  return {
    carried: head(text('data')),
    unpack: unpack,
    /** The promise of a part's bytes. */
    part: function(name) {
      var packed = text(name), gap = packed.indexOf(' ');
      return unpack(bytes(packed.slice(gap + 1)), Number(packed.slice(0, gap)));
    },
    /** The address of a script that lies here in clear. */
    script: function(name) { return URL.createObjectURL(new Blob([text(name)], { type: 'text/javascript' })); },
    /** The promise of the data. */
    bytes: function() {
      return Promise.resolve(text('data')).then(function(data) { return unpackData(data, head(data)); });
    },
    /** The promise of a page like this one that carries `blob`. */
    page: function(blob, name) {
      var id = Array.from(crypto.getRandomValues(new Uint8Array(8)), function(b) { return (b + 256).toString(16).slice(1); }).join('');
      return read(blob, 'readAsArrayBuffer').then(function(plain) { return pack(new Uint8Array(plain)); }).then(function(packed) {
        return read(new Blob([packed]), 'readAsDataURL');
      }).then(function(url) {
        var of = JSON.stringify({ name: name, size: blob.size, id: id }).replace(/</g, '\\u003c');
        var frame = new TextDecoder().decode(bytes(text('frame')));
        var whole = frame.replace(/\{\{([\w.-]+)\}\}/g, function(hole, part) {
          return part === 'data' ? of + '\n' + url.slice(url.indexOf(',') + 1) : text(part);
        });
        return new Blob([whole], { type: 'text/html' });
      });
    },
  };
})();
