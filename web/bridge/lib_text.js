// Text input and clipboard. Input methods need a real field: a transparent <textarea> follows ImGui's caret
// and has the focus while ImGui wants text; what it receives is handed over and removed at once.
mergeInto(LibraryManager.library, {
  $MJText__deps: ['$MJ', '$MJFiles', '$MJLock'],
  $MJText: {
    field: null,
    composing: false,
    copying: null, // text for the clipboard, from a button

    show: function(on) { MJText.field.classList.toggle('composing', on); },
    grow: function() {
      var style = MJText.field.style;
      style.width = '1px';
      style.width = MJText.field.scrollWidth + 2 + 'px';
    },
    send: function() {
      var text = MJText.field.value;
      MJText.field.value = '';
      if (!text) return;
      var at = MJ.give(text);
      _mj_text(at);
      _free(at);
    },
    // Keys on their way to SDL, which listens on the window and would take away the browser's default for
    // most.
    key: function(e) {
      // An input method is at work: its keys are not ours.
      if (e.isComposing || e.keyCode === 229) return e.stopPropagation();
      var ctrl = e.ctrlKey || e.metaKey, key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
      var clip = ctrl && !e.altKey ? /^(c|x|v|Insert)$/ : e.shiftKey ? /^(Insert|Delete)$/ : null;
      if (clip && clip.test(key)) return e.stopPropagation(); // copy, cut and paste events follow
      if (ctrl && e.altKey) return e.stopPropagation();       // AltGr: a character
      // Zoom, reload, tabs, tools and so on stay the browser's.
      var ours = /^([azykfs]|Enter|Tab|Home|End|Backspace|Delete|Escape|Arrow.*|Control|Meta|Shift)$/;
      var locks = key === 'l' && MJLock.key; // else it goes to the address bar
      if (ctrl && !ours.test(key) && !locks) return e.stopPropagation();
      if (/^F\d+$/.test(key)) return e.stopPropagation();
      if (key === 'Enter' && e.target === MJText.field) e.preventDefault(); // no line break in the field
    },
    copy: function(e) {
      if (MJ.standing) return e.preventDefault(); // one person's words are not for the next
      if (MJText.composing) return;
      var text = MJText.copying;
      if (text === null) {
        var at = _mj_copy(e.type === 'cut' ? 1 : 0);
        if (!at) return;
        text = UTF8ToString(at);
      }
      e.clipboardData.setData('text/plain', text);
      e.preventDefault();
    },
    paste: function(e) {
      if (MJ.standing) return e.preventDefault();
      if (MJText.composing) return;
      e.preventDefault();
      var text = e.clipboardData.getData('text/plain');
      if (!text) return e.clipboardData.types.length ? MJFiles.tell(0, '', 0, 0, true) : undefined;
      // Cells of a spreadsheet where no text is written come in like a file that is dropped.
      if (document.activeElement !== MJText.field && text.indexOf('\t') >= 0) {
        var name = document.documentElement.lang === 'en' ? 'Pasted table' : '粘贴的表格';
        return MJFiles.told(new File([text], name + '.tsv'), null, true); // at once: keys that follow find it there
      }
      var at = MJ.give(text);
      _mj_paste(at);
      _free(at);
    },
  },

  mj_js_text_start__deps: ['$MJText'],
  mj_js_text_start: function() {
    var field = MJText.field = document.getElementById('ime');
    ['keydown', 'keyup'].forEach(function(type) { window.addEventListener(type, MJText.key, true); });
    window.addEventListener('keypress', function(e) { e.stopPropagation(); }, true);
    field.addEventListener('compositionstart', function() {
      MJText.composing = true;
      MJText.grow();
      MJText.show(true);
    });
    field.addEventListener('compositionend', function() {
      MJText.composing = false;
      MJText.show(false);
      MJText.send();
    });
    field.addEventListener('input', function(e) {
      if (MJText.composing || e.isComposing) MJText.grow();
      else MJText.send();
    });
    // Screen keyboards report no key codes, only what happens to the text, of which there is none.
    field.addEventListener('beforeinput', function(e) {
      if (!MJText.composing && e.inputType === 'deleteContentBackward' && !field.value) _mj_backspace();
    });
    ['copy', 'cut'].forEach(function(type) { document.addEventListener(type, MJText.copy); });
    document.addEventListener('paste', MJText.paste);
    // A press elsewhere ends the composition with what there is, before the press is seen.
    MJ.canvas().addEventListener('pointerdown', function() { if (MJText.composing) field.blur(); }, true);
    // A field must get the focus before the event of the press ends, or what is typed at once is lost, and phones show no
    // keyboard. Fields answer when the button goes down; what opens one may answer when it comes up.
    ['mousedown', 'mouseup', 'touchend'].forEach(function(type) {
      window.addEventListener(type, function(e) { // after SDL
        if (e.target !== MJ.canvas()) return;
        if (type === 'mousedown') e.preventDefault(); // would take the focus away again
        _mj_settle();
      });
    });
    // The same for keys that choose a field or open one: what follows waits in the browser.
    window.addEventListener('keydown', function(e) { // after SDL
      var together = (e.ctrlKey || e.metaKey || e.altKey) && !/^(Control|Meta|Alt|Shift)$/.test(e.key);
      var presses = e.key === ' ' && document.activeElement !== field;
      if (together || presses || /^(Tab|Enter|Escape)$/.test(e.key)) _mj_settle();
    });
  },

  // Where ImGui's caret is, in CSS pixels; on = 0: no text wanted.
  mj_js_text_want__deps: ['$MJText'],
  mj_js_text_want: function(on, x, y, height) {
    var field = MJText.field;
    if (!on) {
      if (document.activeElement === field) field.blur();
      field.value = '';
      return;
    }
    if (!MJText.composing) { // moving it would close the input method's window
      field.style.left = Math.max(0, Math.min(x, innerWidth - 40)) + 'px';
      field.style.top = y + 'px';
      field.style.height = field.style.lineHeight = height + 'px';
      field.style.fontSize = height + 'px';
      field.style.maxWidth = Math.max(40, innerWidth - x) + 'px';
    }
    if (document.activeElement !== field) field.focus({ preventScroll: true });
  },

  mj_js_clipboard_copy__deps: ['$MJText'],
  mj_js_clipboard_copy: function(at) {
    var text = UTF8ToString(at);
    var byEvent = function() {
      MJText.copying = text;
      document.execCommand('copy');
      MJText.copying = null;
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).catch(byEvent);
    else byEvent();
  },
});
