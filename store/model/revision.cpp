#include "store/model/revision.h"

#include "store/model/canonical_json.h"
#include "store/model/json_fields.h"
#include "store/model/names.h"
#include "store/text/normalize.h"

namespace hexapla {

namespace {
constexpr Names<Role, 11> kRoles{{"title", "standfirst", "caption", "byline", "paragraph",
                                  "heading", "quote", "list-item", "link", "label", "dateline"}};
}

std::string_view name(Role role) { return kRoles.of(role); }
std::optional<Role> parse_role(std::string_view text) { return kRoles.parse(text); }

std::string_view Revision::title() const {
  for (const Block& block : blocks) {
    if (block.role == Role::title) return block.text;
  }
  return blocks.empty() ? std::string_view{} : std::string_view(blocks.front().text);
}

std::string to_canonical_json(const Revision& revision) {
  auto blocks = nlohmann::json::array();
  for (const Block& block : revision.blocks) {
    nlohmann::json json{{"role", name(block.role)}, {"text", block.text}};
    if (!block.href.empty()) json["href"] = block.href;
    if (!block.date.empty()) json["date"] = block.date;
    if (block.language) json["language"] = block.language->text();
    blocks.push_back(std::move(json));
  }
  return canonical_json(
      {{"blocks", std::move(blocks)},
       {"language", revision.language.text()},
       {"normalization", "NFC"},
       {"unicode", revision.unicode.empty() ? unicode_versions().unicode : revision.unicode}});
}

namespace {

LanguageTag language_of(const JsonFields& fields) {
  const std::string text = fields.text("language");
  const auto tag = LanguageTag::parse(text);
  if (!tag || tag->text() != text)
    fields.refuse("language", "\"" + text + "\" is not a canonical language tag");
  return *tag;
}

}  // namespace

Revision revision_from_canonical_json(std::string_view text) {
  const nlohmann::json json = parse_json(text);
  const JsonFields fields(json, "");
  fields.only({"blocks", "language", "normalization", "unicode"});
  if (fields.text("normalization") != "NFC") fields.refuse("normalization", "only NFC is known");
  Revision revision;
  revision.unicode = fields.text("unicode");
  revision.language = language_of(fields);
  const auto* blocks = fields.array("blocks");
  if (blocks == nullptr) fields.refuse("blocks", "is missing");
  for (std::size_t i = 0; i < blocks->size(); ++i) {
    const JsonFields block((*blocks)[i], "/blocks/" + std::to_string(i));
    block.only({"role", "text", "href", "date", "language"});
    Block one;
    const std::string role = block.text("role");
    if (const auto known = parse_role(role)) {
      one.role = *known;
    } else {
      block.refuse("role", "\"" + role + "\" is not a role that we know");
    }
    one.text = block.text("text");
    one.href = block.text_or_empty("href");
    one.date = block.text_or_empty("date");
    if (block.has("language")) one.language = language_of(block);
    revision.blocks.push_back(std::move(one));
  }
  return revision;
}

}  // namespace hexapla
