// Settings beside the vault; all may be lost.
#pragma once
#include <string_view>

namespace mj::setting {

// `sequence` of the last id given; behind it, unless it is 0, how many numbers of this store are used up.
inline constexpr std::string_view marker = "vault", saved_at = "saved_at", sequence = "sequence",
                                  backed_up = "backed_up_at", waiting = "waiting";

} // namespace mj::setting
