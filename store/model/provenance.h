#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/model/digest.h"
#include "store/model/kind.h"
#include "store/model/statement.h"

namespace hexapla {

// A value that is shown, and on what it rests.
template <typename T>
struct Stated {
  T value;
  Basis basis;
  std::string asserted_by;
  friend bool operator==(const Stated&, const Stated&) = default;
};

// What we show of where a revision came from, computed from its statements and never stored as
// truth.
//
// For each property the strongest statement of scope revision or article wins: generated, then
// declared, then labelled, then detected; among equals the newest. A label whose scope is uncertain
// or a block's never decides the kind: it is listed in `labels` and the kind stays what others say,
// or unknown.
struct Provenance {
  std::optional<Stated<Kind>> kind;  // absent: nobody said
  std::optional<Stated<std::string>> engine, engine_version, translator, editor, author, publisher;
  std::optional<Stated<std::string>> source_uri, published, updated, licence, encoding;
  // Absent: nobody said. An inner absence is the explicit `unknown`.
  std::optional<Stated<std::optional<Digest>>> derived_from, revises;
  std::vector<Statement> labels;

  Kind shown_kind() const { return kind ? kind->value : Kind::unknown; }
};

// `statements` from oldest to newest, retracted ones left out.
Provenance compute_provenance(std::span<const Statement> statements);

}  // namespace hexapla
