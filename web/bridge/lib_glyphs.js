// Glyphs drawn by the browser: every character its fonts have, nothing to download.
mergeInto(LibraryManager.library, {
  $MJGlyphs: {
    // Simplified Chinese first: the same code points look different in Japanese and Korean faces.
    family: '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","Source Han Sans CN","PingFang SC",' +
      '"Microsoft YaHei UI","Microsoft YaHei","HarmonyOS Sans SC","MiSans","WenQuanYi Micro Hei",' +
      'system-ui,sans-serif',
    ink: '#1d2733', // browsers draw dark text thicker than light text: this is the colour most of it will have
    pen: null,
    font: '',
    open: function() {
      var canvas = document.createElement('canvas');
      canvas.width = canvas.height = 64;
      // Read back after every glyph: kept in main memory, not on the graphics card.
      MJGlyphs.pen = canvas.getContext('2d', { willReadFrequently: true });
      MJGlyphs.reset();
    },
    reset: function() { // a resized canvas forgets its state
      var pen = MJGlyphs.pen;
      pen.textBaseline = 'alphabetic';
      pen.fillStyle = MJGlyphs.ink;
      MJGlyphs.font = '';
    },
    set: function(pixels, weight) {
      if (!MJGlyphs.pen) MJGlyphs.open();
      var font = weight + ' ' + pixels + 'px ' + MJGlyphs.family;
      if (font !== MJGlyphs.font) MJGlyphs.pen.font = MJGlyphs.font = font;
      return MJGlyphs.pen;
    },
  },

  // Width of a character in pixels at an em of `pixels`.
  mj_js_glyph_advance__deps: ['$MJGlyphs'],
  mj_js_glyph_advance: function(code, pixels, weight) {
    return MJGlyphs.set(pixels, weight).measureText(String.fromCodePoint(code)).width;
  },

  // Draws a character; coverage (one byte a pixel) goes to `to`, which has room for `room` bytes.
  // out (5 doubles): left of the box from the pen, top above the baseline, width, height, advance.
  mj_js_glyph_draw__deps: ['$MJGlyphs'],
  mj_js_glyph_draw: function(code, pixels, weight, out, to, room) {
    var pen = MJGlyphs.set(pixels, weight), text = String.fromCodePoint(code), size = pen.measureText(text);
    // One pixel around for the soft edge. Boxes are whole pixels from the pen, so the glyph is drawn where
    // it will stand.
    var left = Math.ceil(size.actualBoundingBoxLeft) + 1, right = Math.ceil(size.actualBoundingBoxRight) + 1;
    var up = Math.ceil(size.actualBoundingBoxAscent) + 1, down = Math.ceil(size.actualBoundingBoxDescent) + 1;
    var w = left + right, h = up + down;
    var at = out >> 3;
    HEAPF64[at + 4] = size.width;
    if (size.actualBoundingBoxLeft + size.actualBoundingBoxRight <= 0 || w * h > room) w = h = 0;
    HEAPF64[at] = -left;
    HEAPF64[at + 1] = up;
    HEAPF64[at + 2] = w;
    HEAPF64[at + 3] = h;
    if (!w) return;
    var canvas = pen.canvas;
    if (canvas.width < w || canvas.height < h) {
      canvas.width = Math.max(canvas.width, w);
      canvas.height = Math.max(canvas.height, h);
      MJGlyphs.reset();
      MJGlyphs.set(pixels, weight);
    }
    pen.clearRect(0, 0, w, h);
    pen.fillText(text, left, up);
    var rgba = pen.getImageData(0, 0, w, h).data;
    for (var i = 0, n = w * h; i < n; ++i) HEAPU8[to + i] = rgba[i * 4 + 3];
  },

  // Some privacy settings turn what is read back into noise: an empty canvas must read empty, a full one
  // full.
  mj_js_glyphs_noisy__deps: ['$MJGlyphs'],
  mj_js_glyphs_noisy: function() {
    var pen = MJGlyphs.set(16, 400), wrong = 0, i, data;
    pen.clearRect(0, 0, 16, 16);
    data = pen.getImageData(0, 0, 16, 16).data;
    for (i = 3; i < data.length; i += 4) wrong += data[i] !== 0;
    pen.fillRect(0, 0, 16, 16);
    data = pen.getImageData(0, 0, 16, 16).data;
    for (i = 3; i < data.length; i += 4) wrong += data[i] !== 255;
    return wrong > 0 ? 1 : 0;
  },
});
