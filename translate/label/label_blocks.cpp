#include <algorithm>

#include "translate/label/label.h"

namespace hexapla {
namespace {

std::string_view name_of(Label::Class label_class) {
  switch (label_class) {
    case Label::Class::machine:
      return "machine";
    case Label::Class::post_edited:
      return "post-edited";
    case Label::Class::human:
      return "human";
    case Label::Class::unspecified:
      break;
  }
  return "unspecified";
}

// A label is among the first blocks or the last, or is short: body text in between, most of all
// text, is not read.
constexpr std::size_t kOuterBlocks = 8;
constexpr std::size_t kLongestInnerLabelBytes = 400;

bool may_be_label(const std::vector<Block>& blocks, std::size_t at) {
  const bool outer = at < kOuterBlocks || at + kOuterBlocks >= blocks.size();
  if (!outer && blocks[at].role == Role::paragraph &&
      blocks[at].text.size() > kLongestInnerLabelBytes)
    return false;
  switch (blocks[at].role) {
    case Role::title:
    case Role::heading:
    case Role::quote:
      return false;
    default:
      return true;
  }
}

bool is_body(Role role) {
  return role == Role::paragraph || role == Role::heading || role == Role::quote ||
         role == Role::list_item;
}

// Before all body text, or behind all of it.
bool is_of_whole_text(const std::vector<Block>& blocks, std::size_t at) {
  const auto body = [](const Block& block) { return is_body(block.role); };
  const auto here = blocks.begin() + static_cast<std::ptrdiff_t>(at);
  return std::none_of(blocks.begin(), here, body) || std::none_of(here + 1, blocks.end(), body);
}

// The lines under a picture: its caption, and labels behind that.
bool is_under_caption(const std::vector<Block>& blocks, std::size_t at) {
  while (at > 0 && blocks[at - 1].role == Role::label) --at;
  return at > 0 && blocks[at - 1].role == Role::caption;
}

Statement statement_of(const Label& label, const Block& block, std::size_t at) {
  Statement statement;
  statement.claim.property = Property::label;
  statement.claim.value = name_of(label.label_class);
  statement.claim.details["language"] = label.language;
  if (!label.engine.empty()) statement.claim.details["engine"] = label.engine;
  if (!label.source_language.empty())
    statement.claim.details["source-language"] = label.source_language;
  statement.basis = Basis::labelled;
  statement.asserted_by = "hexapla";
  BlockPart part;
  part.block = static_cast<std::uint32_t>(at);
  if (label.range.size() < block.text.size()) part.range = label.range;
  statement.parts.push_back(part);
  return statement;
}

bool is_other_language(const std::string& label_language, const LanguageTag& text_language) {
  const auto tag = LanguageTag::parse(label_language);
  return tag && tag->language() != text_language.language();
}

}  // namespace

std::vector<Statement> label_blocks(Revision& revision) {
  std::vector<Statement> statements;
  std::vector<Block>& blocks = revision.blocks;
  std::vector<std::pair<std::size_t, Label>> labels;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!may_be_label(blocks, i)) continue;
    auto label = find_label(blocks[i].text, revision.language.text());
    if (!label) continue;
    blocks[i].role = Role::label;
    if (!blocks[i].language && is_other_language(label->language, revision.language)) {
      blocks[i].language = LanguageTag::parse(label->language);
    }
    labels.emplace_back(i, std::move(*label));
  }
  for (const auto& [at, label] : labels) {
    Statement statement = statement_of(label, blocks[at], at);
    statement.scope = is_of_whole_text(blocks, at) && !is_under_caption(blocks, at)
                          ? Scope::revision
                          : Scope::uncertain;
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace hexapla
