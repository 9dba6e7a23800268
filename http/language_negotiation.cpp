#include "http/language_negotiation.h"

#include <algorithm>

#include "store/archive/source.h"
#include "store/text/ascii.h"

namespace hexapla {
namespace {

constexpr std::size_t kMostRanges = 50;

std::string_view stripped(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool is_range(std::string_view text) {
  if (text == "*") return true;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('-', begin), text.size());
    const std::string_view part = text.substr(begin, end - begin);
    const bool fits =
        !part.empty() && part.size() <= 8 && std::all_of(part.begin(), part.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '*';
        });
    if (!fits) return false;
    begin = end + 1;
  }
  return true;
}

// `0.8` in thousandths; nothing for what is no weight (RFC 9110, section 12.4.2).
std::optional<int> parse_weight(std::string_view text) {
  if (text.empty() || (text.front() != '0' && text.front() != '1') || text.size() > 5)
    return std::nullopt;
  int value = (text.front() - '0') * 1000;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int unit = 100;
  for (const char c : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (c < '0' || c > '9') return std::nullopt;
    value += (c - '0') * unit;
    unit /= 10;
  }
  return value > 1000 ? std::nullopt : std::optional(value);
}

bool covers(std::string_view range, std::string_view tag) {
  return range == "*" || tag == range ||
         (tag.starts_with(range) && tag.size() > range.size() && tag[range.size()] == '-');
}

// The range without its last part, and without a single letter that then stands at its end (RFC
// 4647, section 3.4).
std::string_view shortened(std::string_view range) {
  for (;;) {
    const std::size_t cut = range.rfind('-');
    if (cut == range.npos) return {};
    range = range.substr(0, cut);
    const std::size_t last = range.rfind('-');
    if (range.size() - (last == range.npos ? 0 : last + 1) > 1) return range;
  }
}

// A tag up to its first part of one character: an extension, or what is for private use.
std::string_view without_extensions(std::string_view tag) {
  for (std::size_t at = tag.find('-'); at != tag.npos; at = tag.find('-', at + 1)) {
    if (at + 2 < tag.size() && tag[at + 2] == '-') return tag.substr(0, at);
  }
  return tag;
}

}  // namespace

std::vector<LanguageRange> parse_accept_language(std::string_view header) {
  std::vector<LanguageRange> ranges;
  while (!header.empty() && ranges.size() < kMostRanges) {
    const std::size_t comma = std::min(header.find(','), header.size());
    const std::string_view part = stripped(header.substr(0, comma));
    header.remove_prefix(std::min(comma + 1, header.size()));
    const std::size_t semicolon = std::min(part.find(';'), part.size());
    LanguageRange range{ascii_lower(stripped(part.substr(0, semicolon))), 1000};
    if (!is_range(range.range)) continue;
    if (semicolon < part.size()) {
      const std::string weight = ascii_lower(stripped(part.substr(semicolon + 1)));
      const auto quality = weight.starts_with("q=")
                               ? parse_weight(std::string_view(weight).substr(2))
                               : std::nullopt;
      if (!quality) continue;
      range.quality = *quality;
    }
    ranges.push_back(std::move(range));
  }
  std::stable_sort(
      ranges.begin(), ranges.end(),
      [](const LanguageRange& a, const LanguageRange& b) { return a.quality > b.quality; });
  return ranges;
}

std::vector<std::string> accepted_languages(std::string_view header) {
  std::vector<std::string> languages;
  for (LanguageRange& one : parse_accept_language(header))
    if (one.quality > 0 && one.range != "*") languages.push_back(std::move(one.range));
  return languages;
}

bool is_refused(const std::vector<LanguageRange>& ranges, std::string_view tag) {
  const std::string folded = ascii_lower(tag);
  std::size_t longest = 0;
  bool refused = false;
  for (const LanguageRange& range : ranges) {
    const std::size_t weight = range.range == "*" ? 1 : 1 + range.range.size();
    if (covers(range.range, folded) && weight > longest)
      longest = weight, refused = range.quality == 0;
  }
  return refused;
}

LanguageChoice choose_language(const std::vector<LanguageRange>& ranges,
                               const std::vector<std::string>& tags) {
  LanguageChoice choice;
  std::vector<std::string> folded;
  for (const std::string& tag : tags) folded.push_back(ascii_lower(tag));
  const auto find = [&](const auto& fits) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < folded.size(); ++i) {
      if (fits(folded[i]) && !is_refused(ranges, folded[i])) return i;
    }
    return std::nullopt;
  };
  for (const LanguageRange& range : ranges) {
    if (range.range == "*") choice.may_default = range.quality > 0;
    if (range.range == "*" || range.quality == 0 || choice.tag) continue;
    for (std::string_view tried = range.range; !tried.empty() && !choice.tag;
         tried = shortened(tried)) {
      choice.tag = find([&](const std::string& tag) { return tag == tried; });
    }
  }
  for (const LanguageRange& range : ranges) {
    if (choice.tag || range.quality == 0 || range.range == "*") continue;
    choice.tag = find([&](const std::string& tag) { return covers(range.range, tag); });
  }
  return choice;
}

std::string content_language(const Reading& reading, const RevisionAddress& newest) {
  const LanguageTag language = newest.variant.language();
  const Provenance provenance = reading.provenance(newest);
  const bool is_private = language.text().starts_with("x-");
  if (provenance.shown_kind() != Kind::machine || is_private ||
      language.text().find("-t-") != std::string::npos)
    return language.text();
  const auto source = source_of(reading, newest).address;
  // Extensions of the source's own have no place inside this one, which goes before any other
  // (RFC 6067, section 2.1: in the order of their letters) and before what is for private use.
  const std::string from =
      source ? ascii_lower(without_extensions(source->variant.language().text())) : std::string();
  const std::string_view bare = without_extensions(language.text());
  return std::string(bare) + "-t" + (from.empty() ? "" : "-" + from) + "-t0-und" +
         language.text().substr(bare.size());
}

std::string alternate_links(const Reading& reading, const ArticleId& article) {
  constexpr std::size_t kMostLinks = 60;
  std::string links;
  std::size_t count = 0;
  for (const VariantSummary& variant : reading.variants(article)) {
    if (variant.is_withdrawn) continue;
    if (++count > kMostLinks) break;
    if (!links.empty()) links += ", ";
    links += "</a/" + article.text() + '/' + variant.id.text() +
             ">; rel=\"alternate\"; hreflang=\"" +
             content_language(reading, {article, variant.id, variant.newest}) + '"';
  }
  return links;
}

}  // namespace hexapla
