#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/model/statement.h"

namespace hexapla {

// How the value of a claim, or of one of its details, is written.
enum class ClaimForm {
  text,      // anything
  word,      // one of the rule's words
  revision,  // a revision's digest in hex, or `unknown`; what is handed in may be an address
  moment,    // RFC 3339 with `Z` or an offset
  name,   // a word of a-z, 0-9 and inner hyphens, at most 60 bytes: the name of a class of findings
  parts,  // blocks and bytes of another revision, see parse_parts()
};

struct DetailRule {
  std::string_view name;
  ClaimForm form = ClaimForm::text;
  bool is_required = false;
};

// What is known of one property: the one table by which claims are checked, listed in help, and
// worded. A claim may have details that no rule names; they are kept as text.
struct PropertyRule {
  Property property;
  std::string_view words;    // `Made from`
  std::string_view meaning;  // one line
  ClaimForm form = ClaimForm::text;
  std::span<const std::string_view> choices;  // of the form `word`
  std::span<const DetailRule> details;
};
const PropertyRule& rule_of(Property property);

// What is wrong with `statement`, seen by itself; nothing when it may be kept.
struct ClaimProblem {
  std::string field;  // pointer below the statement: `/value`, `/details/start`
  std::string what;
};
std::optional<ClaimProblem> problem_in(const Statement& statement);

// Parts of another revision than the statement's, as a detail writes them: `3:0-25 3:26-80 7`,
// block and bytes from 0, a block alone for all of it. Nothing unless `text` is at least one such
// part and nothing else.
std::optional<std::vector<BlockPart>> parse_parts(std::string_view text);
std::string parts_text(std::span<const BlockPart> parts);

// The word list of IPTC's vocabulary "Digital Source Type" (release 2024-Q3, without what is
// retired), and the address that its words are names below.
std::span<const std::string_view> digital_source_types();
inline constexpr std::string_view kDigitalSourceTypes =
    "http://cv.iptc.org/newscodes/digitalsourcetype/";

}  // namespace hexapla
