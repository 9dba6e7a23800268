#include "translate/align/stored_lexicon.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

namespace hexapla {
namespace {

constexpr std::size_t kMostRenderings = 24;
constexpr float kLeastCount = 0.3F;

struct Rendering {
  std::string_view target;
  float count = 0;
};

// Takes what stands in a line behind the source and a tab, and the line's end, off the beginning of
// `rest`; nothing when that is no rendering.
std::optional<Rendering> take_rendering(std::string_view& rest) {
  // Words are short: a loop finds their end sooner than a call.
  std::size_t tab = 0;
  while (tab < rest.size() && rest[tab] != '\t' && rest[tab] != '\n') ++tab;
  if (tab == rest.size() || rest[tab] == '\n') return std::nullopt;
  constexpr std::size_t kMostDigits = 18;
  std::uint64_t hundredths = 0;
  std::size_t at = tab + 1;
  for (; at < rest.size() && rest[at] >= '0' && rest[at] <= '9'; ++at)
    hundredths = hundredths * 10 + static_cast<std::uint64_t>(rest[at] - '0');
  const std::size_t digits = at - tab - 1;
  if (digits == 0 || digits > kMostDigits || (at < rest.size() && rest[at] != '\n'))
    return std::nullopt;
  const Rendering result{rest.substr(0, tab), static_cast<float>(hundredths) / 100};
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return result;
}

// Whether the word of the line that begins at `at` is before `source`, which has no tab and no end
// of line. Words are compared as far as they are equal, which is not far: no call is worth it.
bool is_before(std::string_view bytes, std::size_t at, std::string_view source) {
  const std::size_t left = bytes.size() - at;
  for (std::size_t k = 0; k < source.size(); ++k) {
    if (k == left) return true;
    const char here = bytes[at + k];
    if (here == '\t' || here == '\n') return true;
    if (here != source[k])
      return static_cast<unsigned char>(here) < static_cast<unsigned char>(source[k]);
  }
  return false;
}

// The line that begins at `begin`, without its end.
std::string_view line_at(std::string_view bytes, std::size_t begin) {
  return bytes.substr(begin, std::min(bytes.find('\n', begin), bytes.size()) - begin);
}

}  // namespace

std::string write_lexicon(const Lexicon& lexicon) {
  std::string bytes;
  std::vector<std::pair<std::string_view, std::uint64_t>> kept;
  for (const auto& [source, renderings] : lexicon.words()) {
    kept.clear();
    for (const auto& [target, count] : renderings)
      if (count >= kLeastCount)
        kept.emplace_back(target, static_cast<std::uint64_t>(std::lround(count * 100)));
    if (kept.size() > kMostRenderings) {
      std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
      });
      kept.resize(kMostRenderings);
      std::sort(kept.begin(), kept.end());
    }
    for (const auto& [target, hundredths] : kept)
      bytes.append(source).append("\t").append(target).append("\t").append(
          std::to_string(hundredths) + "\n");
  }
  return bytes;
}

void StoredLexicon::renderings(std::string_view source,
                               const std::function<void(std::string_view, float)>& visit) const {
  // The first line whose word is not before `source`: both ends are beginnings of lines.
  std::size_t low = 0, high = bytes_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t end_before = middle == 0 ? bytes_.npos : bytes_.rfind('\n', middle - 1);
    const std::size_t begin =
        end_before == bytes_.npos || end_before + 1 < low ? low : end_before + 1;
    if (is_before(bytes_, begin, source))
      low = std::min(begin + line_at(bytes_, begin).size() + 1, bytes_.size());
    else
      high = begin;
  }
  for (std::string_view rest = bytes_.substr(low);
       rest.starts_with(source) && rest.substr(source.size(), 1) == "\t";) {
    rest.remove_prefix(source.size() + 1);
    const auto rendering = take_rendering(rest);
    if (!rendering) return;
    visit(rendering->target, rendering->count);
  }
}

Lexicon StoredLexicon::read_all() const {
  Lexicon lexicon;
  for (std::size_t at = 0; at < bytes_.size();) {
    const std::string_view text = line_at(bytes_, at);
    if (const std::size_t tab = text.find('\t'); tab != text.npos)
      if (std::string_view rest = text.substr(tab + 1); const auto rendering = take_rendering(rest))
        lexicon.add(text.substr(0, tab), rendering->target, rendering->count);
    at += text.size() + 1;
  }
  return lexicon;
}

}  // namespace hexapla
