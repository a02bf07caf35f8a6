// A page that carries data: the program as one file (docs/formats.md, "One page"), with records inside that it shows when it is
// opened.
#pragma once
#include "core/base/bytes.hpp"
#include "core/base/outcome.hpp"

#include <string>

namespace mj {

struct PageLoad {
    std::string name;  ///< what the data are called, as a file name
    bool demo = false; ///< to be looked at: nothing done to it is kept
    std::string
        slides; ///< what is shown before the public, as app/state/slides.hpp writes it; "": the usual ones
    std::string progress = {};   ///< a progress file, "": none
    std::string office_key = {}; ///< the public part of an office's key, likewise
    Bytes file;                  ///< anything an import reads
};

/// `page`, the one-file program with or without data, with these instead. A problem: it is no such page.
Outcome<std::string> page_with(std::string_view page, const PageLoad& load);

bool looks_like_page(ByteView start); ///< of a file's first bytes: a page of whatever kind

/// What such a page carries, as a file. A problem: it carries nothing, or not whole.
Outcome<Bytes> data_in_page(std::string_view page);

} // namespace mj
