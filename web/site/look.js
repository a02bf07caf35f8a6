// Before the first paint: what the page's policy allows, and the look chosen in the program, else what the system asks for
// (mingjing.css has the colours).
'use strict';
// Before Chromium 97 and Safari 16 WebAssembly runs only where text may be run as a program, which the page's policy allows for
// that reason alone. Wherever 'wasm-unsafe-eval' is known it is taken back here: of two policies both hold.
if ([].findLast && (!/^Apple/.test(navigator.vendor) || CSS.supports('container-type', 'inline-size'))) {
  var policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "script-src 'self' 'wasm-unsafe-eval'";
  document.head.appendChild(policy);
}
window.mingjingLook = (function() {
  // Two sites below one origin have nothing in common, nor have two one-file pages. However an address is written (%64, //, in
  // large letters), its place has one name.
  var inside = window.mingjingInside, path = location.pathname;
  try { path = encodeURI(decodeURIComponent(path)); } catch (e) {}
  path = path.replace(/\/+/g, '/').toLowerCase();
  var folder = inside ? path : path.replace(/[^/]*$/, '');
  /** What `key` is kept under. A file can have more names than a page can know of: a stand of one is a stand of all. */
  function named(key) { return 'mingjing' + (inside && key === 'stand' ? '' : folder) + '.' + key; }
  /** What the program has kept as `key`, or null; null too where the user forbids it. */
  function setting(key) {
    try {
      var own = localStorage.getItem(named(key));
      return own === null && !inside ? localStorage.getItem('mingjing.' + key) : own; // as they were named before there were folders
    } catch (e) { return null; }
  }
  var root = document.documentElement, chosen = setting('look');
  var asks = {
    dark: matchMedia('(prefers-color-scheme: dark)'),
    contrast: matchMedia('(prefers-contrast: more), (forced-colors: active)'),
  };
  function wear(look) {
    root.setAttribute('data-look', look);
    document.querySelector('meta[name=theme-color]').content = getComputedStyle(root).backgroundColor;
  }
  wear(/^(light|dark|contrast)$/.test(chosen) ? chosen : asks.contrast.matches ? 'contrast' : asks.dark.matches ? 'dark' : 'light');
  return { asks: asks, wear: wear, folder: folder, named: named, setting: setting };
})();
