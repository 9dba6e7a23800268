#include "store/ingest/explicit_role.h"

#include <fmt/format.h>

#include <string_view>

#include "store/ingest/declarations.h"
#include "store/text/timestamp.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

void set_attribute(Block& block, std::string_view attribute, const Place& place) {
  const std::size_t equals = attribute.find('=');
  const std::string_view name = attribute.substr(0, equals);
  const std::string_view value =
      equals == attribute.npos ? std::string_view{} : attribute.substr(equals + 1);
  if (name == "date") {
    if (!is_timestamp(value))
      throw InputError(place, fmt::format("\"{}\" is no date of RFC 3339", value));
    block.date = value;
  } else if (name == "lang") {
    block.language = LanguageTag::parse(value);
    if (!block.language)
      throw InputError(place, fmt::format("\"{}\" is no language tag of BCP 47", value));
  } else if (name == "href") {
    block.href = value;
  } else {
    throw InputError(place, fmt::format("unknown attribute \"{}\"{}", name,
                                        did_you_mean(name, {"date", "lang", "href"})));
  }
}

}  // namespace

std::optional<Block> take_explicit_role(std::string& text, const Place& place) {
  if (!text.starts_with("{.")) return std::nullopt;
  const std::size_t end = text.find('}');
  if (end == text.npos) return std::nullopt;
  std::string_view inside = std::string_view(text).substr(2, end - 2);
  const std::string_view word = inside.substr(0, inside.find(' '));
  const auto role = parse_role(word);
  if (!role)
    throw InputError(place,
                     fmt::format("\"{}\" is no role{}", word, did_you_mean(word, role_names())));
  Block block;
  block.role = *role;
  inside.remove_prefix(word.size());
  while (!(inside = trimmed(inside)).empty()) {
    const std::string_view attribute = inside.substr(0, inside.find(' '));
    set_attribute(block, attribute, place);
    inside.remove_prefix(attribute.size());
  }
  text = std::string(trimmed(std::string_view(text).substr(end + 1)));
  return block;
}

}  // namespace hexapla
