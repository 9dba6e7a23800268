#include "store/ingest/declarations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "store/ingest/block_text.h"
#include "store/model/kind.h"
#include "store/text/timestamp.h"

namespace hexapla {
namespace {

// Names that become one statement each, in the order of the statements.
constexpr std::array<std::pair<std::string_view, Property>, 12> kClaims = {{
    {"kind", Property::kind},
    {"engine", Property::engine},
    {"translator", Property::translator},
    {"editor", Property::editor},
    {"author", Property::author},
    {"publisher", Property::publisher},
    {"from", Property::derived_from},
    {"revises", Property::revises},
    {"source", Property::source_uri},
    {"published", Property::published},
    {"updated", Property::updated},
    {"licence", Property::licence},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kEngineDetails = {
    {{"engine-version", "version"}, {"engine-vendor", "vendor"}, {"engine-model", "model"}}};

// What people write who have other formats in their fingers.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kOtherNames = {{
    {"lang", "language"},
    {"locale", "language"},
    {"license", "licence"},
    {"rights", "licence"},
    {"url", "source"},
    {"uri", "source"},
    {"date", "published"},
    {"type", "kind"},
    {"slug", "article"},
    {"id", "article"},
    {"original", "from"},
    {"modified", "updated"},
}};

void check_value(std::string_view name, std::string_view value, const Place& place) {
  if (name == "article" && !ArticleId::parse(value)) {
    throw InputError(
        place,
        fmt::format("\"{}\" is no article id: 1 to 80 of a-z, 0-9 and inner hyphens", value));
  }
  if (name == "variant" && !VariantId::parse(value)) {
    throw InputError(
        place,
        fmt::format(
            "\"{}\" is no variant: a language tag, and a word behind `~` if need be (es~desk)",
            value));
  }
  if (name == "language" && !LanguageTag::parse(value)) {
    throw InputError(
        place, fmt::format("\"{}\" is no language tag of BCP 47 (ar, zh-Hant, pt-BR)", value));
  }
  if (name == "kind" && !parse_kind(value)) {
    const std::vector<std::string_view> kinds = {"original", "machine", "post-edited", "human",
                                                 "unknown"};
    throw InputError(
        place, fmt::format("\"{}\" is no kind: original, machine, post-edited, human or unknown{}",
                           value, did_you_mean(value, kinds)));
  }
  if ((name == "published" || name == "updated") && !is_timestamp(value)) {
    throw InputError(
        place,
        fmt::format("\"{}\" is no date of RFC 3339 (2022-10-21 or 2022-10-21T09:49:00+03:00)",
                    value));
  }
  if (name == "captured" && !to_utc(value)) {
    throw InputError(
        place,
        fmt::format("\"{}\" is no moment of RFC 3339 (2022-10-21T09:49:00Z, or with an offset)",
                    value));
  }
}

}  // namespace

const std::vector<std::string_view>& Declarations::names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all = {"article", "variant", "language", "captured"};
    for (const auto& [name, property] : kClaims) all.push_back(name);
    for (const auto& [name, detail] : kEngineDetails) all.push_back(name);
    return all;
  }();
  return names;
}

const Declarations::Value* Declarations::find(std::string_view name) const {
  const auto found = std::find_if(values_.begin(), values_.end(),
                                  [&](const Value& value) { return value.name == name; });
  return found == values_.end() ? nullptr : &*found;
}

void Declarations::add(std::string_view name, std::string_view value, const Place& place) {
  const auto known = std::find(names().begin(), names().end(), name);
  if (known == names().end()) {
    throw InputError(place,
                     fmt::format("unknown field \"{}\"{}", name, did_you_mean(name, names())));
  }
  if (find(name)) throw InputError(place, fmt::format("\"{}\" is given twice", name));
  std::string text = block_text(value);
  if (text.empty())
    throw InputError(place,
                     fmt::format("\"{}\" is empty; leave it out when it is not known", name));
  check_value(name, text, place);
  values_.push_back({*known, std::move(text), place});
}

void Declarations::apply(Ingested& page) const {
  if (const Value* const article = find("article")) page.article = ArticleId::parse(article->text);
  if (const Value* const variant = find("variant")) page.variant = VariantId::parse(variant->text);
  if (const Value* const language = find("language"))
    page.language = LanguageTag::parse(language->text);
  if (const Value* const captured = find("captured")) page.captured = *to_utc(captured->text);
  for (const auto& [name, property] : kClaims) {
    const Value* const value = find(name);
    if (!value) continue;
    Statement statement;
    statement.claim.property = property;
    statement.claim.value = value->text;
    if (property == Property::engine) {
      for (const auto& [detail_name, detail] : kEngineDetails) {
        if (const Value* const known = find(detail_name)) {
          statement.claim.details.emplace(std::string(detail), known->text);
        }
      }
    }
    page.statements.push_back(std::move(statement));
  }
  if (find("engine")) return;
  for (const auto& [name, detail] : kEngineDetails) {
    if (const Value* const alone = find(name)) {
      throw InputError(alone->place, fmt::format("\"{}\" is given without \"engine\"", name));
    }
  }
}

const std::vector<std::string_view>& role_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (const Role role :
         {Role::title, Role::standfirst, Role::caption, Role::byline, Role::paragraph,
          Role::heading, Role::quote, Role::list_item, Role::link, Role::label, Role::dateline}) {
      all.push_back(name(role));
    }
    return all;
  }();
  return names;
}

std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& known) {
  if (word.size() > 40) return {};
  for (const auto& [other, ours] : kOtherNames) {
    if (word == other && std::find(known.begin(), known.end(), ours) != known.end()) return ours;
  }
  std::string_view nearest;
  std::size_t least = 1 + std::max<std::size_t>(1, word.size() / 3);
  for (const std::string_view candidate : known) {
    // Levenshtein's distance, one row at a time.
    std::vector<std::size_t> row(candidate.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= word.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i;
      for (std::size_t j = 1; j <= candidate.size(); ++j) {
        const std::size_t substituted = diagonal + (word[i - 1] == candidate[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = std::min({substituted, row[j] + 1, row[j - 1] + 1});
      }
    }
    if (row.back() < least) least = row.back(), nearest = candidate;
  }
  return nearest;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known) {
  const std::string_view nearest = nearest_word(word, known);
  return nearest.empty() ? std::string() : fmt::format("; did you mean \"{}\"?", nearest);
}

}  // namespace hexapla
