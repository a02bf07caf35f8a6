// The place in the address bar, and the browser's back and forward. Every entry of the browser's history that this page
// has made knows its step; one without was typed in, or made before the page was loaded again.
mergeInto(LibraryManager.library, {
  $MJAddress__deps: ['$MJ'],
  $MJAddress: {
    often: 300,    // milliseconds between changes without a step: browsers refuse too many
    patience: 1000, // for going back
    load: '', // this load of the page
    step: 0,
    text: '',
    wanted: null, // [step, text], when it cannot be shown at once
    timer: 0,
    going: 0, // the timer of our own going back
    title: '', // of the place, which the browser keeps in its history

    name: function(title) {
      MJAddress.title = title;
      if (!MJAddress.going) document.title = title; // else it would be that of the place gone back from
    },

    read: function() {
      return location.hash.slice(1);
    },
    keep: function(push, text) {
      history[push ? 'pushState' : 'replaceState']({ load: MJAddress.load, step: MJAddress.step }, '', '#' + text);
      MJAddress.text = text;
    },
    show: function(step, text) {
      if (MJAddress.going || (step === MJAddress.step && MJAddress.timer)) {
        MJAddress.wanted = [step, text];
        return;
      }
      if (step > MJAddress.step) {
        MJAddress.step = step;
        MJAddress.keep(true, text);
      } else if (step < MJAddress.step) {
        MJAddress.wanted = [step, text];
        MJAddress.going = setTimeout(MJAddress.arrived, MJAddress.patience);
        history.go(step - MJAddress.step);
        MJAddress.step = step;
      } else if (text !== MJAddress.text) {
        MJAddress.keep(false, text);
        MJAddress.timer = setTimeout(MJAddress.again, MJAddress.often);
      }
    },
    /** Before the public the bar says nothing, wherever in the browser's history one is. */
    hide: function() {
      clearTimeout(MJAddress.timer);
      MJAddress.timer = 0;
      MJAddress.wanted = null;
      MJAddress.keep(false, '');
      MJAddress.watch();
    },
    /** Once, however often it is asked for. */
    watch: function() {
      MJAddress.load = MJAddress.load || String(Math.random());
      addEventListener('popstate', MJAddress.went);
    },
    again: function() {
      var wanted = MJAddress.wanted;
      MJAddress.timer = 0;
      MJAddress.wanted = null;
      if (wanted) MJAddress.show(wanted[0], wanted[1]);
    },
    arrived: function() {
      clearTimeout(MJAddress.going);
      MJAddress.going = 0;
      document.title = MJAddress.title;
      MJAddress.text = MJAddress.read();
      MJAddress.again();
    },
    went: function(e) {
      if (MJAddress.going) return MJAddress.arrived();
      var own = e.state && e.state.load === MJAddress.load;
      if (MJ.standing) {
        MJAddress.step = own ? e.state.step : MJAddress.step + 1;
        return MJAddress.hide();
      }
      MJAddress.text = MJAddress.read();
      if (own) MJAddress.step = e.state.step;
      else {
        MJAddress.step++;
        MJAddress.keep(false, MJAddress.text);
      }
      MJ.soon(function() {
        var at = MJ.give(MJAddress.text);
        _mj_address(own ? e.state.step : -1, at);
        _free(at);
      });
    },
  },

  mj_js_address__deps: ['$MJAddress'],
  mj_js_address: function() { return MJ.give(MJAddress.read()); },
  mj_js_address_show__deps: ['$MJAddress'],
  mj_js_address_show: function(step, text) { MJAddress.show(step, UTF8ToString(text)); },
  mj_js_address_watch__deps: ['$MJAddress'],
  mj_js_address_watch: function() { MJAddress.watch(); },
});
