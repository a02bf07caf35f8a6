// Before the first paint: the look chosen in the program, else what the system asks for. mingjing.css has the colours.
'use strict';
window.mingjingLook = (function() {
  var root = document.documentElement, chosen = null;
  var asks = {
    dark: matchMedia('(prefers-color-scheme: dark)'),
    contrast: matchMedia('(prefers-contrast: more), (forced-colors: active)'),
  };
  function wear(look) {
    root.setAttribute('data-look', look);
    document.querySelector('meta[name=theme-color]').content = getComputedStyle(root).backgroundColor;
  }
  try { // the user may forbid it
    var folder = location.pathname.replace(/[^/]*$/, '').toLowerCase();
    chosen = localStorage.getItem('mingjing' + folder + '.look') || localStorage.getItem('mingjing.look');
  } catch (e) {}
  wear(/^(light|dark|contrast)$/.test(chosen) ? chosen : asks.contrast.matches ? 'contrast' : asks.dark.matches ? 'dark' : 'light');
  return { asks: asks, wear: wear };
})();
