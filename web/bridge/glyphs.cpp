// A font loader for Dear ImGui: one em is the font size, the baseline the same for every face, so that pages
// look alike wherever the glyphs come from.
#include "web/bridge/glyphs.hpp"

#include <imgui.h>
#include <imgui_internal.h>
#include <misc/freetype/imgui_freetype.h>

#include <algorithm>
#include <cmath>
#include <vector>

extern "C" {
double mj_js_glyph_advance(uint32_t code, double pixels, int weight);
void mj_js_glyph_draw(uint32_t code, double pixels, int weight, double* out, uint8_t* to, uint32_t room);
int mj_js_glyphs_noisy();

/// Dear ImGui's sscanf, see cmake/imgui.cmake.
int mj_reads_nothing(const char*, const char*, ...) { return 0; }
}

namespace mj {
namespace {

// Of an em above the baseline: the ideographic box ends 0.12 below, and capitals stand in its middle.
constexpr float ascent = 0.88f;
constexpr int weights[] = {400, 600};

/// Per baked size: the width all digits share, in device pixels.
struct Baked {
    float digit;
};

int weight_of(const ImFontConfig* source) { return int(reinterpret_cast<intptr_t>(source->FontLoaderData)); }

float pixels_of(const ImFontConfig* source, const ImFontBaked* baked) {
    return baked->Size * baked->RasterizerDensity * source->RasterizerDensity;
}

bool is_digit(ImWchar code) { return code >= '0' && code <= '9'; }

bool source_init(ImFontAtlas*, ImFontConfig* source) {
    source->FontLoaderData = reinterpret_cast<void*>(intptr_t(weights[source->FontNo]));
    return true;
}

void source_destroy(ImFontAtlas*, ImFontConfig* source) { source->FontLoaderData = nullptr; }

// The browser draws something for every character, a box at worst.
bool contains(ImFontAtlas*, ImFontConfig*, ImWchar code) {
    return code >= 32 && (code < 0x7F || code > 0x9F) && !(code >= 0xD800 && code <= 0xDFFF);
}

bool baked_init(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void* data) {
    const float pixels = pixels_of(source, baked), density = pixels / baked->Size;
    // On a whole pixel, so that every glyph is.
    baked->Ascent = std::round(ascent * pixels) / density;
    baked->Descent = baked->Ascent - baked->Size;
    float digit = 0;
    for (uint32_t code = '0'; code <= '9'; ++code)
        digit = std::max(digit, float(mj_js_glyph_advance(code, pixels, weight_of(source))));
    static_cast<Baked*>(data)->digit = std::round(digit);
    return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* data, ImWchar code,
                ImFontGlyph* glyph, float* advance_x) {
    if (!contains(atlas, source, code)) return false;
    const float pixels = pixels_of(source, baked), density = pixels / baked->Size;
    const float digit = static_cast<const Baked*>(data)->digit;
    if (advance_x) {
        const float own =
            is_digit(code) ? digit : float(mj_js_glyph_advance(code, pixels, weight_of(source)));
        *advance_x = std::round(own) / density;
        return true;
    }
    static std::vector<uint8_t> coverage;
    const size_t side = size_t(pixels * 2) + 8; // the widest glyphs are not two ems
    coverage.resize(side * side);
    double box[5] = {};
    mj_js_glyph_draw(code, pixels, weight_of(source), box, coverage.data(), uint32_t(coverage.size()));
    const int w = int(box[2]), h = int(box[3]);
    const float own = std::round(float(box[4])), advance = is_digit(code) ? digit : own;
    glyph->Codepoint = code;
    glyph->AdvanceX = advance / density; // whole device pixels: glyphs stay as sharp as they were drawn
    if (w == 0) return true;
    const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, w, h);
    if (id == ImFontAtlasRectId_Invalid) return false;
    ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, id);
    const float left = float(box[0]) + (is_digit(code) ? std::floor((digit - own) / 2) : 0);
    glyph->X0 = left / density;
    glyph->Y0 = baked->Ascent - float(box[1]) / density;
    glyph->X1 = glyph->X0 + float(w) / density;
    glyph->Y1 = glyph->Y0 + float(h) / density;
    glyph->Visible = true;
    glyph->PackId = id;
    ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, rect, coverage.data(),
                                       ImTextureFormat_Alpha8, w);
    return true;
}

} // namespace
} // namespace mj

const ImFontLoader* ImGuiFreeType::GetFontLoader() {
    using namespace mj;
    static const ImFontLoader made = [] {
        ImFontLoader out;
        out.Name = "browser";
        out.FontSrcInit = source_init;
        out.FontSrcDestroy = source_destroy;
        out.FontSrcContainsGlyph = contains;
        out.FontBakedInit = baked_init;
        out.FontBakedLoadGlyph = load_glyph;
        out.FontBakedSrcLoaderDataSize = sizeof(Baked);
        return out;
    }();
    return &made;
}

namespace mj {

BrowserFonts::BrowserFonts() {
    ImFontAtlas* atlas = ImGui::GetIO().Fonts;
    atlas->TexMinWidth = 1024; // a page of Chinese: fewer steps of growth
    for (int i = 0; i < 2; ++i) {
        ImFontConfig config;
        config.FontNo = uint32_t(i);
        config.SizePixels = 14;
        config.OversampleH = config.OversampleV = 1;
        fonts_[i] = atlas->AddFont(&config);
    }
}

bool glyphs_noisy() { return mj_js_glyphs_noisy() != 0; }

} // namespace mj
