#pragma once

#include <span>
#include <string>
#include <string_view>

#include "store/archive/view.h"
#include "store/model/provenance.h"

namespace hexapla {

// The words by which a text says what a statement claims, as they stand in it; empty when the
// statement names no part that the text has. As long-lived as the view.
std::string_view words_seen(const Statement& statement, const RevisionView& view);

// `original as declared by desk, yet the text itself bears the label «Powered by automated
// translation»`; empty when no label speaks against the kind.
std::string doubt_about_kind(const Provenance& provenance, const RevisionView& view);
// The same of a text that is not kept yet.
std::string doubt_about_kind(const Revision& revision, std::span<const Statement> statements);

}  // namespace hexapla
