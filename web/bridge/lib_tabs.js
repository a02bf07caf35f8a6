// One writer among the windows over the same database. A Web Lock says who; a fence in the database, looked at in every
// commit's own transaction, makes sure of it; a channel tells the others what has been kept.
// The fence is "<number of the writer> <its token> <commits it has made>": a higher number is a later writer, and anything
// older than what this window left there means that the browser has lost what it had called durable (a full disk can do that).
mergeInto(LibraryManager.library, {
  $MJTabs__deps: ['$MJ'],
  $MJTabs: {
    place: '/mingjing/owner', // beside the store's files: who may write
    most: 65536,              // bytes of a file that the others are given
    patience: 300,            // milliseconds for a page that is just going to let go of the lock
    news: { writer: 0, changed: 1, fenced: 2 },
    token: '',
    number: 0,
    commits: 0,    // tried by this window
    stood: '',     // the fence as it was when this window last saw or wrote it
    writer: false,
    lost: false,   // something durable has gone: only a commit of everything is taken
    settled: null, // a promise: it is known whether this window writes
    channel: null,

    /** Until the program has taken in what was read, news wait. */
    waiting: [],
    when: function(tell) {
      if (MJTabs.waiting) MJTabs.waiting.push(tell);
      else tell();
    },
    listen: function() {
      var waiting = MJTabs.waiting || [];
      MJTabs.waiting = null;
      waiting.forEach(function(tell) { tell(); });
    },
    tell: function(news) { MJTabs.when(function() { _mj_storage_news(news); }); },
    /** The writer has put these files: [[name, bytes]]. */
    heard: function(files) {
      files.forEach(function(file) {
        var at = MJ.give(file[0]), to = _mj_storage_news_file(at, file[1].length);
        HEAPU8.set(file[1], to);
        _free(at);
      });
      MJTabs.tell(MJTabs.news.changed);
    },

    /** Once: asks for the lock, for as long as the page lives. */
    join: function() {
      if (MJTabs.settled) return MJTabs.settled;
      var bytes = crypto.getRandomValues(new Uint8Array(16));
      MJTabs.token = Array.from(bytes, function(b) { return b.toString(16).padStart(2, '0'); }).join('');
      if (typeof BroadcastChannel === 'function') {
        MJTabs.channel = new BroadcastChannel(MJTabs.place);
        MJTabs.channel.onmessage = function(e) {
          MJTabs.when(function() { if (!MJTabs.writer) MJTabs.heard(e.data); });
        };
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

    text: function(entry) { return entry ? new TextDecoder().decode(entry.contents) : ''; },
    numberIn: function(fence) { return parseInt(fence, 10) || 0; },
    put: function(store) {
      var fence = MJTabs.number + ' ' + MJTabs.token + ' ' + MJTabs.commits;
      store.put({ timestamp: new Date(), mode: 33206, contents: new TextEncoder().encode(fence) }, MJTabs.place);
      return fence;
    },
    /** Within the transaction that reads: puts this window's name into the fence. */
    own: function(transaction, store) {
      var before = '';
      store.get(MJTabs.place).onsuccess = function(e) {
        before = MJTabs.text(e.target.result);
        MJTabs.number = MJTabs.numberIn(before) + 1;
        MJTabs.stood = MJTabs.put(store);
      };
      transaction.addEventListener('abort', function() { // what was read meanwhile says that the name stands there
        MJTabs.stood = before;
        MJStore.files = MJStore.files.filter(function(file) { return file[0] !== MJTabs.place; });
      });
    },
    saw: function(contents) {
      MJTabs.stood = new TextDecoder().decode(contents);
      MJTabs.lost = false;
    },
    /** Within a commit's transaction: goes on, or aborts. `whole`: the commit builds on nothing that is there. */
    guard: function(transaction, store, whole, go) {
      store.get(MJTabs.place).onsuccess = function(e) {
        var found = MJTabs.text(e.target.result), words = found.split(' ');
        var number = MJTabs.numberIn(found), stood = MJTabs.stood.split(' ');
        // A commit that was reported as failed may be there all the same.
        var ours = words[1] === MJTabs.token && (stood[1] !== MJTabs.token || Number(words[2]) >= Number(stood[2]));
        if (found !== MJTabs.stood && !ours) {
          if (number > MJTabs.number || (number === MJTabs.number && words[1] !== MJTabs.token)) {
            MJTabs.writer = false;
            transaction.abort();
            return MJTabs.tell(MJTabs.news.fenced);
          }
          MJTabs.lost = true;
        }
        if (MJTabs.lost && !whole) return transaction.abort();
        if (whole) store.clear();
        MJTabs.commits++;
        transaction.fence = MJTabs.put(store);
        go();
      };
    },
    /** `batch`: what the commit put and deleted. */
    kept: function(transaction, batch) {
      MJTabs.stood = transaction.fence;
      MJTabs.lost = false;
      if (!MJTabs.channel) return;
      MJTabs.channel.postMessage(batch.filter(function(change) { return change.contents; }).map(function(change) {
        var bytes = change.contents.length <= MJTabs.most ? change.contents : new Uint8Array(0);
        return [change.path.slice(change.path.lastIndexOf('/') + 1), bytes];
      }));
    },
  },

  mj_js_storage_writer__deps: ['$MJTabs'],
  mj_js_storage_writer: function() { return MJTabs.writer ? 1 : 0; },
  mj_js_storage_lost__deps: ['$MJTabs'],
  mj_js_storage_lost: function() { return MJTabs.lost ? 1 : 0; },
});
