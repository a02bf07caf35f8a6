// Newer versions of the program. A service worker (web/site/worker.js) keeps the one that runs and fetches the next beside it.
mergeInto(LibraryManager.library, {
  $MJUpdates__deps: ['$MJ'],
  $MJUpdates: {
    after: 2000,    // milliseconds from when the program is whole: the first figures have the machine to themselves
    every: 3600000, // the same, until the server is asked again by a window that stays open
    again: 500,     // the same, until a window that was to be loaded anew, and is written in, is asked again
    registration: null,
    version: '',

    /** Whether the worker of this folder, not of one above it, answers for the page. */
    controlled: function() {
      var worker = navigator.serviceWorker.controller;
      return !!worker && worker.scriptURL === new URL('worker.js', location.href).href;
    },
    ask: function(worker, what, answered) {
      var channel = new MessageChannel();
      channel.port1.onmessage = function(e) { answered(e.data); };
      worker.postMessage(what, [channel.port2]);
    },
    /** `news`: what is new in it, { zh, en }, a list of lines each; null when it does not say. */
    tell: function(version, news) {
      if (version === MJUpdates.version) return;
      MJUpdates.version = version;
      var lines = function(language) { return news && Array.isArray(news[language]) ? news[language].slice(0, 8).map(String).join('\n') : ''; };
      var texts = [version, lines('zh'), lines('en')].map(MJ.give);
      _mj_updates_waits(texts[0], texts[1], texts[2]);
      texts.forEach(function(at) { _free(at); });
    },
    told: 1000, // milliseconds for a version to say what is new: one from before it could does not answer
    hear: function(worker, version) {
      var late = setTimeout(function() { MJUpdates.tell(version, null); }, MJUpdates.told);
      MJUpdates.ask(worker, 'news', function(news) {
        clearTimeout(late);
        MJUpdates.tell(version, news);
      });
    },
    look: function() {
      var waiting = MJUpdates.registration.waiting;
      if (waiting && MJUpdates.controlled()) MJUpdates.ask(waiting, 'version', function(version) { MJUpdates.hear(waiting, version); });
      else MJUpdates.tell('', null);
    },
    follow: function() {
      var coming = MJUpdates.registration.installing;
      if (coming) coming.addEventListener('statechange', MJUpdates.look);
    },
    begin: function() {
      navigator.serviceWorker.register(MJ.script('worker.js'), { updateViaCache: 'none' }).then(function(registration) {
        MJUpdates.registration = registration;
        registration.addEventListener('updatefound', MJUpdates.follow);
        MJUpdates.follow();
        MJUpdates.look();
        setInterval(function() { registration.update().catch(function() {}); }, MJUpdates.every);
      }).catch(function() {}); // forbidden here: the page needs its server, as before
    },
    reload: function() {
      if (_mj_updates_free()) location.reload();
      else setTimeout(MJUpdates.reload, MJUpdates.again);
    },
  },

  mj_js_updates_watch__deps: ['$MJUpdates'],
  mj_js_updates_watch: function() {
    try {
      var workers = !Module['mj'].inside && navigator.serviceWorker;
    } catch (e) {}
    if (!workers) return; // not over https, nor from this machine; or one file
    var controlled = MJUpdates.controlled();
    workers.addEventListener('message', function(e) {
      if (e.data === 'may change' && e.ports[0]) e.ports[0].postMessage(!!_mj_updates_free());
    });
    workers.addEventListener('controllerchange', function() {
      if (controlled) MJUpdates.reload(); // another version; the first one is this page's own
      controlled = true;
    });
    MJ.soon(function() { setTimeout(MJUpdates.begin, MJUpdates.after); });
  },

  mj_js_updates_change__deps: ['$MJUpdates'],
  mj_js_updates_change: function() {
    var waiting = MJUpdates.registration && MJUpdates.registration.waiting;
    if (!waiting) return MJUpdates.tell('', null);
    MJUpdates.ask(waiting, 'change', function(agreed) { agreed || _mj_updates_refused(); });
  },
});
