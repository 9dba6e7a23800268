#pragma once

#include <memory>

#include "store/archive/archive.h"
#include "store/archive/view.h"
#include "store/model/alignment.h"

namespace hexapla {

// The sentences of one text as the aligner reads them.
struct TextToAlign {
  LanguageTag language = LanguageTag::undetermined();
  std::vector<std::string_view> segments;
  // Block number and role of each segment; empty for plain lists of sentences. Roles are anchors.
  std::vector<std::uint32_t> blocks;
  std::vector<Role> roles;
};
TextToAlign text_of(const RevisionView& view);

// Matches the segments of `source` with those of `target`: length, shared numbers, names and words;
// beads up to n:m, null beads for what has no counterpart. Time is linear in length. The beads do
// not depend on anything but the arguments.
Alignment align(const TextToAlign& source, const TextToAlign& target);

// Names what align() does: changed whenever its results change.
inline constexpr std::string_view kAlignerVersion = "hexapla-14";

// What an Archive is opened with.
std::shared_ptr<const Aligner> make_aligner();

}  // namespace hexapla
