// What the looks promise: read easily, and told apart by people who see colours differently.
#include "app/theme/theme.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

using namespace mj;

namespace {

using Three = std::array<double, 3>;
using Sight = std::array<Three, 3>;

// Machado, Oliveira and Fernandes 2009, severity 1, on linear light.
constexpr Sight usual = {Three{1, 0, 0}, Three{0, 1, 0}, Three{0, 0, 1}},
                protan = {Three{0.152286, 1.052583, -0.204868}, Three{0.114503, 0.786281, 0.099216},
                          Three{-0.003882, -0.048116, 1.051998}},
                deutan = {Three{0.367322, 0.860646, -0.227968}, Three{0.280085, 0.672501, 0.047413},
                          Three{-0.011820, 0.042940, 0.968881}},
                tritan = {Three{1.255528, -0.076749, -0.178779}, Three{-0.078411, 0.930809, 0.147602},
                          Three{0.004733, 0.691367, 0.303900}};
constexpr Sight sights[] = {usual, protan, deutan, tritan};

Three times(const Sight& m, const Three& v) {
    Three out{};
    for (size_t i = 0; i < 3; ++i)
        for (size_t k = 0; k < 3; ++k) out[i] += m[i][k] * v[k];
    return out;
}

/// CIE L*a*b* (D65) of a colour as that eye sees it.
Three lab(ImU32 colour, const Sight& sight) {
    Three light{};
    constexpr int shifts[] = {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT};
    for (size_t i = 0; i < 3; ++i) {
        const double c = double(colour >> shifts[i] & 255) / 255;
        light[i] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    }
    light = times(sight, light);
    for (double& part : light) part = std::min(1.0, std::max(0.0, part));
    constexpr Sight to_xyz = {Three{0.4124564, 0.3575761, 0.1804375}, Three{0.2126729, 0.7151522, 0.0721750},
                              Three{0.0193339, 0.1191920, 0.9503041}};
    Three xyz = times(to_xyz, light);
    constexpr Three white = {0.95047, 1, 1.08883};
    for (size_t i = 0; i < 3; ++i) {
        const double t = xyz[i] / white[i];
        xyz[i] = t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
    return {116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])};
}

/// CIEDE2000.
double difference(const Three& x, const Three& y) {
    const double degree = std::acos(-1.0) / 180, far = std::pow(25.0, 7);
    const auto seventh = [&](double c) { return std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + far)); };
    const double grey = 0.5 * (1 - seventh((std::hypot(x[1], x[2]) + std::hypot(y[1], y[2])) / 2));
    const double ax = x[1] * (1 + grey), ay = y[1] * (1 + grey);
    const double cx = std::hypot(ax, x[2]), cy = std::hypot(ay, y[2]);
    const auto hue = [&](double a, double b) {
        const double h = a == 0 && b == 0 ? 0 : std::atan2(b, a) / degree;
        return h < 0 ? h + 360 : h;
    };
    const double hx = hue(ax, x[2]), hy = hue(ay, y[2]);
    double turn = cx * cy == 0 ? 0 : hy - hx;
    turn += turn > 180 ? -360 : turn < -180 ? 360 : 0;
    double middle = hx + hy;
    if (cx * cy != 0)
        middle = (std::abs(hx - hy) <= 180 ? middle : middle < 360 ? middle + 360 : middle - 360) / 2;
    const double lightness = (x[0] + y[0]) / 2 - 50, chroma = (cx + cy) / 2;
    const auto wave = [&](double n, double at) { return std::cos((n * middle + at) * degree); };
    const double t = 1 - 0.17 * wave(1, -30) + 0.24 * wave(2, 0) + 0.32 * wave(3, 6) - 0.2 * wave(4, -63);
    const double l =
        (y[0] - x[0]) / (1 + 0.015 * lightness * lightness / std::sqrt(20 + lightness * lightness));
    const double c = (cy - cx) / (1 + 0.045 * chroma);
    const double h = 2 * std::sqrt(cx * cy) * std::sin(turn / 2 * degree) / (1 + 0.015 * chroma * t);
    const double off = (middle - 275) / 25,
                 rotation = -2 * seventh(chroma) * std::sin(60 * std::exp(-off * off) * degree);
    return std::sqrt(l * l + c * c + h * h + rotation * c * h);
}

double difference(ImU32 a, ImU32 b, const Sight& sight) { return difference(lab(a, sight), lab(b, sight)); }

std::vector<Look> looks() {
    std::vector<Look> out;
    for (int i = 0; i < int(Look::count); ++i) out.push_back(Look(i));
    return out;
}

/// The least difference between any two, in any eye.
double least(std::span<const ImU32> set) {
    double out = 1000;
    for (const Sight& sight : sights)
        for (size_t i = 0; i < set.size(); ++i)
            for (size_t k = 0; k < i; ++k) out = std::min(out, difference(set[i], set[k], sight));
    return out;
}

} // namespace

TEST_CASE("the measures agree with published values") {
    CHECK(double(contrast_of(IM_COL32_BLACK, IM_COL32_WHITE)) == doctest::Approx(21));
    CHECK(double(contrast_of(IM_COL32(0x77, 0x77, 0x77, 255), IM_COL32_WHITE)) ==
          doctest::Approx(4.48).epsilon(0.002));
    // Pairs 1, 7 and 25 of Sharma, Wu and Dalal 2005.
    CHECK(difference({50, 2.6772, -79.7751}, {50, 0, -82.7485}) == doctest::Approx(2.0425).epsilon(1e-4));
    CHECK(difference({50, 0, 0}, {50, -1, 2}) == doctest::Approx(2.3669).epsilon(1e-4));
    CHECK(difference({60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}) ==
          doctest::Approx(1.2644).epsilon(1e-4));
    // Red and green of one lightness, which a deuteranope mixes up.
    const ImU32 red = IM_COL32(200, 80, 40, 255), green = IM_COL32(120, 118, 20, 255);
    CHECK(difference(red, green, deutan) < difference(red, green, usual) / 2);
}

TEST_CASE("text is read easily on every ground it stands on") {
    for (const Look look : looks()) {
        CAPTURE(look_name(look));
        const Palette& c = palette_of(look);
        const float least = look == Look::contrast ? 7.f : 4.5f;
        for (const ImU32 ground : {c.paper, c.card})
            for (const ImU32 text : {c.ink, c.soft, c.blue, c.cinnabar, c.ochre, c.jade}) {
                CAPTURE(text);
                CHECK(contrast_of(text, ground) >= least);
            }
        for (const ImU32 ground : {c.tint, c.wash})
            for (const ImU32 text : {c.ink, c.soft, c.blue}) {
                CAPTURE(text);
                CHECK(contrast_of(text, ground) >= least);
            }
        CHECK(contrast_of(c.on_blue, c.blue) >= least);
        CHECK(contrast_of(c.on_blue, c.cinnabar) >= least);
    }
}

TEST_CASE("marks stand out from what they lie on; with high contrast, borders too") {
    for (const Look look : looks()) {
        CAPTURE(look_name(look));
        const Palette& c = palette_of(look);
        for (const ImU32 ground : {c.paper, c.card}) {
            for (const ImU32 mark : {c.blue, c.blue_rest, c.faint, c.ghost_edge, c.cinnabar, c.ochre, c.jade})
                CHECK(contrast_of(mark, ground) >= 3);
            for (const ImU32 mark : c.series) CHECK(contrast_of(mark, ground) >= 3);
        }
    }
    const Palette& strong = palette_of(Look::contrast);
    for (const ImU32 edge : {strong.line, strong.mark_edge, strong.faint, strong.ghost_edge})
        CHECK(contrast_of(edge, strong.card) >= 7);
    CHECK(contrast_of(strong.hair, strong.card) >= 4.5f);
    CHECK(strong.stroke > palette_of(Look::light).stroke);
}

TEST_CASE("series and meanings stay apart for colour-blind readers") {
    for (const Look look : looks()) {
        CAPTURE(look_name(look));
        const Palette& c = palette_of(look);
        CHECK(least(c.series) >= 12.5);
        CHECK(least(std::array{c.cinnabar, c.ochre, c.jade}) >= 10.5);
    }
}

TEST_CASE("numbers on cells of any heat are readable") {
    ImGuiContext* context = ImGui::CreateContext();
    struct NoFonts : Fonts {
        ImFont* font(Weight) override { return nullptr; }
    } fonts;
    for (const Look look : looks()) {
        CAPTURE(look_name(look));
        apply_style(fonts, look);
        CHECK(ImGui::GetStyle().Colors[ImGuiCol_WindowBg].x == vec(palette_of(look).paper).x);
        float before = contrast_of(heat(0), colours().card);
        for (int i = 0; i <= 100; ++i) {
            const ImU32 ground = heat(float(i) / 100);
            CAPTURE(i);
            CHECK(contrast_of(ink_on(ground), ground) >= (look == Look::contrast ? 7.f : 4.5f));
            const float now = contrast_of(ground, colours().card);
            CHECK(now >= before - 0.05f); // more is always further from the card
            before = now;
        }
        for (int i = 0; i <= 10; ++i) { // tiles that are not chosen
            const ImU32 ground = blend(colours().card, heat(float(i) / 10), 0.35f);
            CHECK(contrast_of(ink_on(ground), ground) >= 4.5f);
        }
    }
    apply_style(fonts, Look::light);
    ImGui::DestroyContext(context);
}
