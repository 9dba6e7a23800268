#include "translate/compare/written_language.h"

#include <unicode/uchar.h>

// CLD2's header uses FILE without including what declares it.
#include <cstdio>
// Keep this order.
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "store/text/code_points.h"

namespace hexapla {
namespace {

std::string detector_name(const LanguageTag& tag) {
  std::string language(tag.language());
  if (language == "he") return "iw";  // what CLD2 calls them
  if (language == "nb" || language == "nn") return "no";
  return language;
}

bool is_known(const std::string& language) {
  return CLD2::GetLanguageFromName(language.c_str()) != CLD2::UNKNOWN_LANGUAGE;
}

// Letters weighted so that 40 are enough to tell a language by: a Chinese character says as much as
// two or three of an alphabet.
std::uint32_t weight_of(std::string_view text) {
  std::uint32_t weight = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<UChar32>(take_code_point(text, at));
    if (u_isalpha(c)) weight += u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) ? 3U : 1U;
  }
  return weight;
}

}  // namespace

bool is_surely_in(std::string_view text, const LanguageTag& language, const LanguageTag& other) {
  const std::string ours = detector_name(language), theirs = detector_name(other);
  if (ours == theirs || !is_known(ours) || !is_known(theirs)) return false;
  constexpr std::uint32_t kEnoughLetters = 40;
  if (weight_of(text) < kEnoughLetters) return false;
  CLD2::Language languages[3];
  int percents[3];
  int text_bytes = 0;
  bool reliable = false;
  // The hint is for the language that we hope not to have to contradict: names of its neighbour
  // in a sentence are no evidence.
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING,
                             CLD2::GetLanguageFromName(theirs.c_str())};
  double scores[3];
  CLD2::ExtDetectLanguageSummary(
      text.data(), static_cast<int>(std::min(text.size(), std::size_t{1} << 16)), true, &hints, 0,
      languages, percents, scores, nullptr, &text_bytes, &reliable);
  constexpr int kNearlyAll = 95;
  if (!reliable || percents[0] < kNearlyAll) return false;
  const std::string found = CLD2::LanguageCode(languages[0]);
  return found == ours || found.substr(0, found.find('-')) == ours;
}

}  // namespace hexapla
