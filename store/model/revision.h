#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/model/digest.h"
#include "store/text/language_tag.h"

namespace hexapla {

// What a block is on the page. The names in revisions are those of name(): `list-item`, the rest as
// here.
enum class Role {
  title,
  standfirst,
  caption,
  byline,
  paragraph,
  heading,
  quote,
  list_item,
  link,
  label,
  dateline
};
std::string_view name(Role role);
std::optional<Role> parse_role(std::string_view text);

struct Block {
  Role role = Role::paragraph;
  std::string text;  // NFC UTF-8; no line breaks but U+000A inside quotes and verse

  // Where a link block leads, as written on the page; empty otherwise.
  std::string href;
  // When a dateline says (RFC 3339, `2022-10-21T09:49:00` without an offset when the page gives
  // none); empty otherwise.
  std::string date;
  // Set only where a block is not in the revision's language.
  std::optional<LanguageTag> language;

  friend bool operator==(const Block&, const Block&) = default;
};

// An immutable text: what an archive keeps and names by its digest.
struct Revision {
  LanguageTag language = LanguageTag::undetermined();
  std::vector<Block> blocks;
  // The Unicode version whose NFC the blocks are in (`15.0`); empty: that of the ICU we run with.
  // NFC of a text without unassigned code points is the same in all later versions (UAX #15,
  // section 3).
  std::string unicode;

  // The first title block's text; the first block's when there is no title; empty for no blocks.
  std::string_view title() const;

  friend bool operator==(const Revision&, const Revision&) = default;
};

// Canonical JSON (RFC 8785):
// {"blocks":[{"role":…,"text":…}],"language":…,"normalization":"NFC","unicode":"15.0"}. Its SHA-256
// is the revision's digest.
std::string to_canonical_json(const Revision& revision);

// The reverse. Throws InputError naming the field for anything else than what to_canonical_json()
// writes (any `unicode` version is accepted).
Revision revision_from_canonical_json(std::string_view json);

}  // namespace hexapla
