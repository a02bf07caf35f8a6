// Looks after what is kept while nobody does anything: at once when the page comes back from sleep, and now and then. Then a
// little is read back as well; an idle page draws nothing for it.
mergeInto(LibraryManager.library, {
  $MJWatch__deps: ['$MJTabs'],
  $MJWatch: {
    first: 30000, // milliseconds from the start to the first look
    apart: 10000, // between two files that are read back
    pause: 60000, // when all have been read, or none can be read now

    start: function() {
      MJWatch.start = function() {}; // once
      document.addEventListener('visibilitychange', function() { if (!document.hidden) MJWatch.back(); });
      document.addEventListener('resume', MJWatch.back);
      window.addEventListener('pageshow', function(e) { if (e.persisted) MJWatch.back(); });
      if (!MJTabs.channel) window.addEventListener('storage', MJWatch.back); // the writer's marker, for want of news
      setTimeout(MJWatch.tick, MJWatch.first);
    },
    back: function() {
      MJTabs.look();
      MJTabs.ask();
      if (!MJTabs.writer) MJTabs.tell(MJTabs.news.awake);
    },
    tick: function() {
      MJWatch.back();
      (window.requestIdleCallback || setTimeout)(function() {
        setTimeout(MJWatch.tick, _mj_check() ? MJWatch.apart : MJWatch.pause);
      });
    },
  },
});
