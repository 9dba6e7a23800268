#pragma once

#include <optional>
#include <span>
#include <string>

#include "store/model/provenance.h"
#include "store/model/statement.h"

namespace hexapla {

// What a reader, or a law, wants to be told of how a revision was made; each a fact of its own,
// computed from the statements.
struct Disclosure {
  std::optional<Stated<std::string>> activity;             // `light-post-edit`
  std::string activity_start, activity_end;                // of that activity; empty where not said
  std::optional<Stated<std::string>> digital_source_type;  // a word of IPTC's
  std::optional<Stated<std::string>> human_review;         // `none`, `partial`, `full`
  std::string reviewer;
  std::optional<Stated<std::string>> editorial_responsibility;  // who answers for it
};

// `statements` from oldest to newest, retracted ones left out. Where nobody stated a digital source
// type it follows from the kind that is shown, on the basis `detected`: of machine translations and
// of post-edits; of others nothing follows.
Disclosure compute_disclosure(std::span<const Statement> statements);

}  // namespace hexapla
