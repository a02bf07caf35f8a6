// The looks. The middle of each heat is left out, where no ink is read easily. tests/unit/app/theme holds them to contrasts, and to colours that stay apart for colour-blind readers.
#include "app/theme/theme.hpp"

namespace mj {
namespace {

constexpr ImU32 rgb(unsigned hex, unsigned alpha = 255) {
    return IM_COL32(hex >> 16 & 255, hex >> 8 & 255, hex & 255, alpha);
}

constexpr Palette light{
    .paper = rgb(0xf7f6f2),
    .card = rgb(0xffffff),
    .wash = rgb(0xf0eee7),
    .line = rgb(0xe6e3da),
    .hair = rgb(0xf0eee7),
    .ink = rgb(0x1d2733),
    .soft = rgb(0x5c6773),
    .faint = rgb(0x848d97),
    .blue = rgb(0x1f5a8c),
    .blue_rest = rgb(0x6892b8),
    .tint = rgb(0xe8f0f7),
    .ghost = rgb(0xe3e0d6),
    .ghost_edge = rgb(0x8d8a80),
    .mark_edge = 0,
    .cinnabar = rgb(0x982b1e),
    .ochre = rgb(0x9a6504),
    .jade = rgb(0x1f7d6a),
    .on_blue = rgb(0xffffff),
    .shade = rgb(0x1d2733, 90),
    .heat = {rgb(0xe8f0f7), rgb(0x9dbad2), rgb(0x457aa7), rgb(0x1f5a8c)},
    .series = {rgb(0x1f5a8c), rgb(0xb98217), rgb(0x4b9484), rgb(0x903f5c), rgb(0x818eaf), rgb(0x6c7037)},
    .stroke = 1,
};

constexpr Palette dark{
    .paper = rgb(0x14191f),
    .card = rgb(0x1c232b),
    .wash = rgb(0x262f38),
    .line = rgb(0x36414c),
    .hair = rgb(0x2a333c),
    .ink = rgb(0xe6e9ec),
    .soft = rgb(0xa3aeb9),
    .faint = rgb(0x74808c),
    .blue = rgb(0x6ca9dc),
    .blue_rest = rgb(0x4f7ca6),
    .tint = rgb(0x243547),
    .ghost = rgb(0x37414b),
    .ghost_edge = rgb(0x707b86),
    .mark_edge = 0,
    .cinnabar = rgb(0xea7b65),
    .ochre = rgb(0xe7b64f),
    .jade = rgb(0x4fb89a),
    .on_blue = rgb(0x10161c),
    .shade = rgb(0x000000, 150),
    .heat = {rgb(0x243547), rgb(0x3f6589), rgb(0x5288b6), rgb(0x78b4e6)},
    .series = {rgb(0x6ca9dc), rgb(0xd9b05a), rgb(0x9dbea6), rgb(0xbb7084), rgb(0x4c7095), rgb(0x8c9054)},
    .stroke = 1,
};

// For projectors and weak eyes: black on white, every border and every mark drawn around.
constexpr Palette contrast{
    .paper = rgb(0xffffff),
    .card = rgb(0xffffff),
    .wash = rgb(0xe9e9e9),
    .line = rgb(0x000000),
    .hair = rgb(0x767676),
    .ink = rgb(0x000000),
    .soft = rgb(0x262626),
    .faint = rgb(0x4d4d4d),
    .blue = rgb(0x0b3d70),
    .blue_rest = rgb(0x4081b8),
    .tint = rgb(0xcfe3f7),
    .ghost = rgb(0xd9d9d9),
    .ghost_edge = rgb(0x4d4d4d),
    .mark_edge = rgb(0x000000),
    .cinnabar = rgb(0x720000),
    .ochre = rgb(0x785106),
    .jade = rgb(0x00594a),
    .on_blue = rgb(0xffffff),
    .shade = rgb(0x000000, 140),
    .heat = {rgb(0xe3eefa), rgb(0x9cc3ea), rgb(0x1a5694), rgb(0x062a52)},
    .series = {rgb(0x0b3d70), rgb(0xa06a00), rgb(0x107a66), rgb(0x75153d), rgb(0x578ec8), rgb(0x4a4e1a)},
    .stroke = 2,
};

} // namespace

const Palette& palette_of(Look look) {
    return look == Look::dark ? dark : look == Look::contrast ? contrast : light;
}

std::string_view look_name(Look look) {
    constexpr std::string_view names[] = {"light", "dark", "contrast"};
    return names[size_t(look)];
}

} // namespace mj
