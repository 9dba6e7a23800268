#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/model/revision.h"

namespace hexapla {

// A revision without the syntax of JSON: numbers, then every text as it is, so that pages are
// served from where the store keeps it. It stands for the canonical JSON, and gives it back byte
// for byte. Layout in store/FORMAT.md, "A packed revision".
//
// Points into bytes that live elsewhere, and must not outlive them.
struct PackedRevision {
  struct PackedBlock {
    Role role;
    std::string_view text, href, date, language;  // language is empty where it is the revision's
  };
  std::string_view language, unicode;
  std::vector<PackedBlock> blocks;

  // Nothing unless `bytes` are whole. Allocates no more than they have room for.
  static std::optional<PackedRevision> parse(std::string_view bytes);
};

std::string pack(const Revision& revision);

// Of a revision object's bytes; nothing for bytes that canonical_json() would not give back
// exactly.
std::optional<std::string> pack_canonical_json(std::string_view json);
std::string canonical_json(const PackedRevision& revision);

}  // namespace hexapla
