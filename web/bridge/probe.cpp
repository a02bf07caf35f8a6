#include "web/bridge/probe.hpp"

#include "app/frame/app.hpp"
#include "app/port/probe.hpp"
#include "web/bridge/driver.hpp"

#include <cstdio>
#include <emscripten.h>

extern "C" void mj_js_page_state(const char* state);

namespace mj {
namespace {

const App* app = nullptr;
bool wanted = false, ready = false;
double painted = 0; // ms since navigation started
uint32_t frames = 0, recorded_at = 0;
std::string answer; // lives until the next question

void text(std::string& out, std::string_view value) {
    out += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char code[8];
            std::snprintf(code, sizeof code, "\\u%04x", c);
            out += code;
        } else {
            out += c;
        }
    }
    out += '"';
}

void member(std::string& out, const char* key, std::string_view value) {
    out += out.back() == '{' ? "\"" : ",\"";
    out += key;
    out += "\":";
    text(out, value);
}

void number(std::string& out, const char* key, double value) {
    char digits[40];
    std::snprintf(digits, sizeof digits, "%s\"%s\":%.10g", out.back() == '{' ? "" : ",", key, value);
    out += digits;
}

} // namespace

void start_probe(const App& program) { app = &program; }
bool probe_wanted() { return wanted; }
void count_frame() {
    ++frames;
    if (wanted) recorded_at = frames;
}

void update_probe() {
    if (painted == 0 && app->figures_painted()) painted = emscripten_get_now();
    if (!ready && app->ready()) {
        ready = true;
        mj_js_page_state("ready");
    }
}

} // namespace mj

extern "C" {

EMSCRIPTEN_KEEPALIVE const char* mj_probe_items() {
    using namespace mj;
    wanted = true;
    if (driver->dirty() || recorded_at != frames) driver->draw_now();
    answer = "[";
    const double zoom = double(driver->zoom());
    for (const ProbeItem& item : probe_items()) {
        answer += answer.size() > 1 ? ",{" : "{";
        member(answer, "id", item.id);
        member(answer, "label", item.label);
        member(answer, "kind", item.kind);
        number(answer, "x", zoom * double(item.min.x));
        number(answer, "y", zoom * double(item.min.y));
        number(answer, "w", zoom * double(item.max.x - item.min.x));
        number(answer, "h", zoom * double(item.max.y - item.min.y));
        member(answer, "value", item.value);
        answer += item.covered ? ",\"covered\":true}" : ",\"covered\":false}";
    }
    answer += ']';
    return answer.c_str();
}

EMSCRIPTEN_KEEPALIVE const char* mj_probe_figures() {
    using namespace mj;
    answer = "[";
    for (const ProbeFigure& figure : app->figures()) {
        answer += answer.size() > 1 ? ",{" : "{";
        member(answer, "id", figure.id);
        if (figure.value.empty())
            answer += ",\"value\":null";
        else
            answer += ",\"value\":" + figure.value;
        member(answer, "unit", figure.unit);
        member(answer, "text", figure.text);
        answer += '}';
    }
    answer += ']';
    return answer.c_str();
}

EMSCRIPTEN_KEEPALIVE const char* mj_probe_saved() {
    using namespace mj;
    const ProbeSaved saved = app->saved();
    answer = "{";
    member(answer, "state", saved.state);
    number(answer, "at", double(saved.at));
    number(answer, "revision", double(saved.revision));
    number(answer, "sequence", double(saved.sequence));
    member(answer, "problem", saved.problem);
    answer += '}';
    return answer.c_str();
}

EMSCRIPTEN_KEEPALIVE double mj_probe_painted() { return mj::painted; }
EMSCRIPTEN_KEEPALIVE uint32_t mj_probe_frames() { return mj::frames; }
}
