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
    answer: 5000,             // the same, for the one that writes to say that it is there
    pause: 1000,              // the same, until a database that could not be opened is looked at again
    news: { writer: 0, changed: 1, fenced: 2, lost: 3, awake: 4 },
    token: '',
    number: 0,
    commits: 0,    // tried by this window
    stood: '',     // the fence as it was when this window last saw or wrote it
    writer: false,
    lost: false,   // something durable has gone: only a commit of everything is taken
    settled: null, // a promise: it is known whether this window writes
    channel: null,
    asked: 0,      // a timer: the one that writes was asked whether it is there
    silent: false, // it did not answer
    looking: 0,    // a timer

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

    /** Whether the one that writes is there: a frozen window keeps the lock, and nobody can take over. */
    ask: function() {
      if (MJTabs.writer || MJTabs.asked || !MJTabs.channel) return;
      MJTabs.asked = setTimeout(function() { MJTabs.hear(!MJTabs.writer); }, MJTabs.answer);
      MJTabs.channel.postMessage('who');
    },
    hear: function(silent) {
      clearTimeout(MJTabs.asked);
      MJTabs.asked = 0;
      if (MJTabs.silent === silent) return;
      MJTabs.silent = silent;
      MJTabs.when(function() { _mj_wake(2); });
    },
    listenTo: function(message) {
      if (message === 'who') return MJTabs.writer && MJTabs.channel.postMessage('here');
      MJ.soon(function() {
        if (message.lock) return _mj_lock_due();
        if (message.turned) return location.reload();
        if (MJTabs.writer) return;
        MJTabs.hear(false);
        if (message !== 'here') MJTabs.heard(message);
      });
    },

    lockName: function() { return MJStore.place + MJStore.folder() + 'owner'; },
    /** `got` is called when the lock is this window's, `failed` when it cannot be had. */
    queue: function(options, got, failed) {
      var held = false;
      navigator.locks.request(MJTabs.lockName(), options, function() {
        held = MJTabs.writer = true;
        MJTabs.hear(false);
        got();
        return new Promise(function() {}); // until the page goes
      }).catch(function() {
        if (!held) return failed();
        MJTabs.writer = false; // taken from this window, which did not answer
        MJTabs.tell(MJTabs.news.fenced);
        MJTabs.queue({}, MJTabs.succeed, function() {});
      });
    },
    succeed: function() { MJTabs.tell(MJTabs.news.writer); },

    /** Once: asks for the lock, for as long as the page lives. */
    join: function() {
      if (MJTabs.settled) return MJTabs.settled;
      var bytes = crypto.getRandomValues(new Uint8Array(16));
      MJTabs.token = Array.from(bytes, function(b) { return b.toString(16).padStart(2, '0'); }).join('');
      try { // some browsers throw where cookies are blocked
        MJTabs.channel = new BroadcastChannel(MJTabs.lockName());
        MJTabs.channel.onmessage = function(e) { MJTabs.when(function() { MJTabs.listenTo(e.data); }); };
      } catch (e) {}
      if (!navigator.locks) { // the last one to come writes, and the fence stops the others
        MJTabs.writer = true;
        return MJTabs.settled = Promise.resolve();
      }
      return MJTabs.settled = new Promise(function(settle) {
        var late = setTimeout(function() {
          late = 0;
          settle();
          MJTabs.ask();
        }, MJTabs.patience);
        var first = function() { return late && (clearTimeout(late), settle(), true); };
        MJTabs.queue({}, function() { first() || MJTabs.succeed(); }, function() { if (first()) MJTabs.writer = true; });
      });
    },

    text: function(entry) { return entry ? new TextDecoder().decode(entry.contents) : ''; },
    numberIn: function(fence) { return parseInt(fence, 10) || 0; },
    put: function(store) {
      var fence = MJTabs.number + ' ' + MJTabs.token + ' ' + MJTabs.commits;
      store.put(MJStore.entry(new TextEncoder().encode(fence)), MJTabs.place);
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
    /** What the fence says: a later writer's is no longer this one, an older one than it left means a loss. */
    judge: function(entry) {
      var found = MJTabs.text(entry), words = found.split(' ');
      var number = MJTabs.numberIn(found), stood = MJTabs.stood.split(' ');
      // A commit that was reported as failed may be there all the same.
      var ours = words[1] === MJTabs.token && (stood[1] !== MJTabs.token || Number(words[2]) >= Number(stood[2]));
      if (found === MJTabs.stood || ours) return;
      if (number > MJTabs.number || (number === MJTabs.number && words[1] !== MJTabs.token)) MJTabs.writer = false;
      else MJTabs.lost = true;
    },
    /** Whether what this window has kept is there still. While a browser clears a database it refuses to open it. */
    look: function() {
      clearTimeout(MJTabs.looking);
      if (!MJTabs.writer || MJTabs.lost || MJTabs.waiting) return;
      var again = function() { MJTabs.looking = setTimeout(MJTabs.look, MJTabs.pause); };
      MJStore.open(function(reason) {
        if (reason) return again();
        try {
          var transaction = MJStore.db.transaction([IDBFS.DB_STORE_NAME]);
          transaction.onabort = again;
          transaction.objectStore(IDBFS.DB_STORE_NAME).get(MJTabs.place).onsuccess = function(e) {
            if (!MJTabs.writer || MJTabs.lost) return;
            MJTabs.judge(e.target.result);
            if (MJTabs.lost) MJTabs.tell(MJTabs.news.lost);
            else if (!MJTabs.writer) MJTabs.tell(MJTabs.news.fenced);
          };
        } catch (e) {
          MJStore.forget();
          again();
        }
      });
    },
    /** Within a commit's transaction: goes on, or aborts. `whole`: the commit builds on nothing that is there. */
    guard: function(transaction, store, whole, go) {
      store.get(MJTabs.place).onsuccess = function(e) {
        MJTabs.judge(e.target.result);
        if (!MJTabs.writer) {
          transaction.abort();
          return MJTabs.tell(MJTabs.news.fenced);
        }
        if (MJTabs.lost && !whole) return transaction.abort();
        if (whole) {
          store.clear();
          if (MJStore.isFormer()) MJStore.mark(store);
          if (MJLock.entry) store.put(MJStore.entry(MJLock.entry), MJLock.place);
        }
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
  mj_js_storage_silent__deps: ['$MJTabs'],
  mj_js_storage_silent: function() { return MJTabs.silent ? 1 : 0; },
  mj_js_storage_take_over__deps: ['$MJTabs'],
  mj_js_storage_take_over: function() { MJTabs.queue({ steal: true }, MJTabs.succeed, function() {}); },
});
