#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "store/archive/reading.h"

namespace hexapla {

// What is aligned, for translators' tools: a translation memory in TMX 1.4b (LISA, 2005).
//
// A unit for each bead of a version that has words on both sides, in the order of the version's
// source: the source's sentences, then the version's, each with its revision (`ferry/ar@1`), that
// text's SHA-256, its kind and by whom it is, and the unit with the bead's confidence. So whoever
// meets a unit in another tool can find the very text that it is from. Characters that XML 1.0 has
// no way to write (section 2.2) are left out.

// Before all units: by which version of the program, and the language of all sources, empty where
// they differ.
std::string tmx_begin(std::string_view program_version, std::string_view source_language);
std::string tmx_units(const Reading& reading, const RevisionAddress& source,
                      const RevisionAddress& version);
std::string tmx_end();

// The text beside which a version is read: the revision of the original that it was made from, else
// the newest one that is held. Nothing where none is.
std::optional<RevisionAddress> tmx_source(const Reading& reading, const RevisionAddress& version);

// The newest text of every version of an article, each beside its source. `write` gets the units of
// one version at a time.
void write_tmx_units(const Reading& reading, const ArticleId& article,
                     const std::function<void(std::string_view)>& write);

}  // namespace hexapla
