#include "translate/intake/detect_language.h"

// CLD2's header uses FILE without including what declares it.
#include <cstdio>
// Keep this order.
#include <cld2/public/compact_lang_det.h>

#include <algorithm>
#include <string>

namespace hexapla {
namespace {

// More text makes no answer better, only slower.
constexpr std::size_t kEnoughBytes = 64 * 1024;

}  // namespace

std::optional<LanguageTag> detect_language(const std::vector<Block>& blocks) {
  std::string text;
  for (const Block& block : blocks) {
    if (block.role == Role::label || block.role == Role::dateline || block.language) continue;
    if (text.size() + block.text.size() > kEnoughBytes && !text.empty()) break;
    text += block.text;
    text += '\n';
  }
  CLD2::Language languages[3];
  int percents[3];
  int text_bytes = 0;
  bool reliable = false;
  const CLD2::Language language = CLD2::ExtDetectLanguageSummary(
      text.data(), static_cast<int>(std::min(text.size(), std::size_t{1} << 30)), true, languages,
      percents, &text_bytes, &reliable);
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return std::nullopt;
  return LanguageTag::parse(CLD2::LanguageCode(language));
}

}  // namespace hexapla
