// Keeps one whole version of the site, so that it opens without a network: a service worker. What it holds is written into
// it by the build (tools/seal-site.mjs): { version, files: { name: the beginning of its SHA-256 } }. Its bytes change exactly
// when a file of the site changes, and then the browser begins the next version beside this one.
//
// A page gets all of its files from one version. The next one waits until no window uses this one, or until a window asks
// for it and all others agree.
'use strict';
(function() {
  var site = MINGJING_SITE;
  // What is new for whoever works with it, told by the page that offers this version. CHANGELOG.md has the rest.
  var news = {
    zh: ['表格（Excel、CSV）直接导入，先核对再并入', '设口令加锁；自动备份到文件夹；核对备份', '整个程序存成一个网页，放进U盘双击就能用', '给群众看的演示：只有总数，凭 PIN 退出；维权指引可扫码带走', '没有网络也能打开'],
    en: ['Tables (Excel, CSV) come in, checked before they join', 'A lock with a passphrase; automatic copies in a folder; backups compared', 'The whole program as one page, on a USB stick by a double click', 'Presentations of totals alone, left with a PIN; guides go along as a code', 'It opens without a network'],
  };
  var scope = new URL(self.registration.scope).pathname;
  // A path holds no space, so no other site's caches begin like this one's, also where one lies below the other.
  var ours = 'mingjing ' + scope + ' ', name = ours + site.version;
  var patience = 3000; // milliseconds for other windows to answer

  // A browser needs a program with SIMD or the one without: a function of i8x16.splat and i8x16.popcnt tells which.
  var simd = WebAssembly.validate(new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 11, 1, 9, 0, 65, 0, 253, 15, 253, 98, 26, 11,
  ]));
  function wanted(file) {
    var program = /^mingjing(-plain)?(-rest)?\.wasm$/.exec(file);
    return !program || !program[1] === simd;
  }
  function address(file) { return new URL(scope + (file === 'index.html' ? '' : file), self.location.origin).href; }

  function hash(bytes) {
    return crypto.subtle.digest('SHA-256', bytes).then(function(sum) {
      return Array.from(new Uint8Array(sum), function(b) { return (b + 256).toString(16).slice(1); }).join('');
    });
  }
  /** The file as the build made it, or an error. What the browser has kept will do when it is that: the hash tells. */
  function fetched(file, cache) {
    return fetch(address(file), { cache: cache, credentials: 'same-origin' }).then(function(response) {
      if (!response.ok || response.redirected) throw new Error(file + ': ' + response.status);
      return response.clone().arrayBuffer().then(hash).then(function(sum) {
        if (sum.indexOf(site.files[file]) !== 0) throw new Error(file + ' is not of ' + site.version);
        return response;
      });
    });
  }
  function keep(cache, file) {
    return fetched(file, 'default').catch(function() { return fetched(file, 'reload'); })
      .then(function(response) { return cache.put(address(file), response); });
  }

  /** So that the browser takes the files out of the cache itself, where it can: beginning a worker costs an eighth of a second. */
  function route(event) {
    if (!event.addRoutes) return;
    return event.addRoutes(Object.keys(site.files).filter(wanted).map(function(file) {
      var path = new URL(address(file)).pathname.replace(/[+*?:{}()\\]/g, '\\$&');
      return { condition: { urlPattern: { pathname: path }, requestMethod: 'get' }, source: { cacheName: name } };
    })).catch(function() {}); // then the worker answers
  }

  self.addEventListener('install', function(event) {
    event.waitUntil(route(event));
    event.waitUntil(caches.open(name).then(function(cache) {
      return Promise.all(Object.keys(site.files).filter(wanted).map(function(file) { return keep(cache, file); }));
    }).catch(function(error) {
      return caches.delete(name).then(function() { throw error; });
    }));
  });

  self.addEventListener('activate', function(event) {
    var others = self.registration.installing || self.registration.waiting;
    event.waitUntil(caches.keys().then(function(names) {
      var old = names.filter(function(other) { return other.indexOf(ours) === 0 && other !== name; });
      // The window that has brought the first version here is told of the next one too, and reads tables without a network.
      if (!old.length) return self.clients.claim();
      // One that is on its way has a cache already: then what is old goes when that one begins.
      if (!others) return Promise.all(old.map(function(other) { return caches.delete(other); }));
    }));
  });

  self.addEventListener('fetch', function(event) {
    var request = event.request, url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.indexOf(scope) !== 0) return;
    var file = url.pathname.slice(scope.length) || 'index.html';
    if (!Object.prototype.hasOwnProperty.call(site.files, file) || !wanted(file)) return;
    if (request.cache === 'reload' && request.mode !== 'navigate') return; // what was found to be mixed
    event.respondWith(caches.match(address(file), { cacheName: name, ignoreVary: true }).then(function(kept) {
      return kept || fetch(request);
    }));
  });

  /** Whether every window of the program may be loaded anew; one that does not answer may not. */
  function agreed() {
    return self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then(function(windows) {
      return Promise.all(windows.filter(function(client) {
        var path = new URL(client.url).pathname;
        return path === scope || path === scope + 'index.html';
      }).map(function(client) {
        return new Promise(function(answer) {
          var channel = new MessageChannel();
          channel.port1.onmessage = function(e) { answer(e.data === true); };
          setTimeout(answer, patience, false);
          client.postMessage('may change', [channel.port2]);
        });
      }));
    }).then(function(answers) { return answers.every(Boolean); });
  }

  // From a window, with a port for the answer.
  self.addEventListener('message', function(event) {
    var port = event.ports[0];
    if (event.data === 'version') port.postMessage(site.version);
    if (event.data === 'news') port.postMessage(news);
    if (event.data === 'change')
      event.waitUntil(agreed().then(function(all) {
        port.postMessage(all);
        return all && self.skipWaiting();
      }));
  });
})();
