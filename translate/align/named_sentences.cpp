#include "translate/align/named_sentences.h"

#include <charconv>

namespace hexapla {
namespace {

std::optional<SegmentRange> parse_numbers(std::string_view text) {
  if (text.empty()) return SegmentRange{};
  const char* const end = text.data() + text.size();
  std::uint32_t first = 0;
  const auto [dash, error] = std::from_chars(text.data(), end, first);
  std::uint32_t last = first;
  if (error != std::errc() || first < 1) return std::nullopt;
  if (dash != end) {
    if (*dash != '-') return std::nullopt;
    const auto [past, wrong] = std::from_chars(dash + 1, end, last);
    if (wrong != std::errc() || past != end || last < first) return std::nullopt;
  }
  return SegmentRange{first - 1, last - first + 1};
}

}  // namespace

std::optional<NamedSentences> NamedSentences::parse(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto source = parse_numbers(text.substr(0, colon));
  const auto target = parse_numbers(text.substr(colon + 1));
  if (!source || !target) return std::nullopt;
  return NamedSentences{*source, *target};
}

std::string NamedSentences::text() const {
  return sentence_numbers(source) + ":" + sentence_numbers(target);
}

std::string sentence_numbers(const SegmentRange& range) {
  if (range.empty()) return "";
  if (range.count == 1) return std::to_string(range.first + 1);
  return std::to_string(range.first + 1) + "-" + std::to_string(range.past());
}

}  // namespace hexapla
