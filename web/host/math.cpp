// Sine and cosine by the browser. The C library's are 9 kB, most of it for numbers larger than any angle here.
#include <emscripten.h>

EM_JS(double, mj_js_sin, (double x), { return Math.sin(x); });
EM_JS(double, mj_js_cos, (double x), { return Math.cos(x); });

extern "C" {
double sin(double x) { return mj_js_sin(x); }
double cos(double x) { return mj_js_cos(x); }
float sinf(float x) { return float(mj_js_sin(double(x))); }
float cosf(float x) { return float(mj_js_cos(double(x))); }
}
