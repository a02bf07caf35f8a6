// One writer among the windows over the same database. A Web Lock says who; a fence in the database, looked at in every
// commit's own transaction, makes sure of it; a channel tells the others what has been kept.
mergeInto(LibraryManager.library, {
  $MJTabs__deps: ['$MJ'],
  $MJTabs: {
    place: '/mingjing/owner', // beside the store's files: who may write
    patience: 300,            // milliseconds for a page that is just going to let go of the lock
    news: { writer: 0, changed: 1, fenced: 2 },
    token: '',     // what stands in the fence while this window writes
    expected: '',  // what stood there last: somebody else's after a disk too full to write it
    writer: false,
    settled: null, // a promise: it is known whether this window writes
    channel: null,

    tell: function(news) { _mj_storage_news(news); },

    /** Once: asks for the lock, for as long as the page lives. */
    join: function() {
      if (MJTabs.settled) return MJTabs.settled;
      var bytes = crypto.getRandomValues(new Uint8Array(16));
      MJTabs.token = Array.from(bytes, function(b) { return b.toString(16).padStart(2, '0'); }).join('');
      if (typeof BroadcastChannel === 'function') {
        MJTabs.channel = new BroadcastChannel(MJTabs.place);
        MJTabs.channel.onmessage = function() { if (!MJTabs.writer) MJTabs.tell(MJTabs.news.changed); };
      }
      if (!navigator.locks) { // the last one to come writes, and the fence stops the others
        MJTabs.writer = true;
        return MJTabs.settled = Promise.resolve();
      }
      return MJTabs.settled = new Promise(function(settle) {
        var late = setTimeout(function() { late = 0; settle(); }, MJTabs.patience);
        navigator.locks.request(MJTabs.place, function() {
          MJTabs.writer = true;
          if (late) clearTimeout(late), settle();
          else MJTabs.tell(MJTabs.news.writer); // the other window has gone
          return new Promise(function() {}); // until the page goes
        }).catch(function() { if (late) clearTimeout(late), MJTabs.writer = true, settle(); });
      });
    },

    entry: function() {
      return { timestamp: new Date(), mode: 33206, contents: new TextEncoder().encode(MJTabs.token) };
    },
    /** Puts this window's name into the fence; then done(). A disk that is full must not keep anybody from reading. */
    own: function(db, store, done) {
      var transaction = db.transaction([store], 'readwrite', { durability: 'strict' });
      transaction.objectStore(store).put(MJTabs.entry(), MJTabs.place);
      transaction.oncomplete = done;
      transaction.onabort = done;
      transaction.onerror = function(e) { e.preventDefault(); };
    },
    saw: function(contents) { MJTabs.expected = new TextDecoder().decode(contents); },
    /** Within a commit's transaction: goes on, or aborts when another window has put its name there. */
    guard: function(transaction, store, go) {
      store.get(MJTabs.place).onsuccess = function(e) {
        var found = e.target.result ? new TextDecoder().decode(e.target.result.contents) : '';
        if (found === MJTabs.expected) {
          if (found !== MJTabs.token) store.put(MJTabs.entry(), MJTabs.place);
          return go();
        }
        MJTabs.writer = false;
        transaction.abort();
        MJTabs.tell(MJTabs.news.fenced);
      };
    },
    kept: function() {
      MJTabs.expected = MJTabs.token;
      if (MJTabs.channel) MJTabs.channel.postMessage(1);
    },
  },

  mj_js_storage_writer__deps: ['$MJTabs'],
  mj_js_storage_writer: function() { return MJTabs.writer ? 1 : 0; },
});
