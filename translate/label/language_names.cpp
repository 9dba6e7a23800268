#include "translate/label/language_names.h"

#include <unicode/locid.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

#include "store/text/code_points.h"
#include "store/text/fold.h"

namespace hexapla {
namespace {

// Languages that articles are translated from; a name that is not here is still taken for a name,
// without a tag.
constexpr const char* kTags[] = {
    "en", "ar", "zh", "es", "fr",  "de", "ru", "ja", "ko", "pt", "it", "fa",  "he", "uk", "tr",
    "hi", "ur", "bn", "ta", "te",  "mr", "gu", "kn", "ml", "pa", "si", "ne",  "th", "lo", "km",
    "my", "vi", "id", "ms", "fil", "nl", "sv", "nb", "no", "da", "is", "fi",  "et", "lv", "lt",
    "pl", "cs", "sk", "sl", "hr",  "sr", "bs", "mk", "bg", "ro", "hu", "el",  "sq", "ca", "gl",
    "eu", "ga", "cy", "mt", "lb",  "be", "kk", "uz", "ky", "tg", "tk", "az",  "hy", "ka", "mn",
    "sw", "am", "so", "ha", "yo",  "ig", "zu", "xh", "af", "ps", "ku", "ckb", "sd", "yi", "la",
    "eo", "jv", "su", "tl", "bo",  "ug", "tt", "ks", "as", "or", "mg", "rw",  "ti"};

struct Name {
  std::vector<std::string> words;
  std::string tag;
};

std::vector<Name> make_names(std::string_view language) {
  std::vector<Name> names;
  const icu::Locale shown(std::string(language).c_str());
  for (const char* const tag : kTags) {
    icu::UnicodeString name;
    icu::Locale(tag).getDisplayLanguage(shown, name);
    std::string utf8;
    name.toUTF8String(utf8);
    if (utf8 == tag) continue;
    Name one{{}, tag};
    const std::string folded = fold(utf8);
    for (const LabelToken& token : split_label_tokens(folded)) one.words.emplace_back(token.text);
    // `ภาษาอังกฤษ` and `tiếng Anh` with and without their word for language.
    if (one.words.size() >= 2 && one.words.front() == "tieng") one.words.erase(one.words.begin());
    if (!one.words.empty()) names.push_back(std::move(one));
  }
  return names;
}

const std::vector<Name>& names_of(std::string_view language) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<const std::vector<Name>>, std::less<>> languages;
  const std::lock_guard lock(mutex);
  auto found = languages.find(language);
  if (found == languages.end()) {
    found = languages
                .emplace(std::string(language),
                         std::make_unique<const std::vector<Name>>(make_names(language)))
                .first;
  }
  return *found->second;
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  std::size_t length = 0;
  while (length < std::min(a.size(), b.size()) && a[length] == b[length]) ++length;
  while (length > 0 && length < a.size() && is_utf8_trail(a[length])) --length;
  return length;
}

// How well `text` is a form of `name`, in bytes of the stem; 0 for no form. Endings of up to four
// letters may differ.
std::size_t fit(std::string_view text, std::string_view name, bool unspaced) {
  if (text == name) return name.size() + 1;
  if (unspaced || text.empty()) return 0;
  // Hebrew and Arabic write `from` and `in` together with the name.
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead >= 0xD6 && lead <= 0xDB && text.ends_with(name) && text.size() <= name.size() + 6)
    return name.size();
  const std::size_t stem = common_prefix(text, name);
  const bool ascii = static_cast<unsigned char>(name.front()) < 0x80;
  const std::size_t letter = ascii ? 1 : 2;
  if (stem < 4 * letter || 3 * stem < 2 * name.size() || text.size() - stem > 6 * letter) return 0;
  return stem;
}

}  // namespace

NamedLanguage find_language_name(std::string_view language, const std::vector<LabelToken>& folded,
                                 std::size_t at) {
  NamedLanguage best;
  std::size_t best_fit = 0;
  for (const std::string_view shown : {language, std::string_view("en")}) {
    for (const Name& name : names_of(shown)) {
      if (at + name.words.size() > folded.size()) continue;
      std::size_t sum = 0;
      bool fits = true;
      for (std::size_t i = 0; i < name.words.size() && fits; ++i) {
        const std::size_t one = fit(folded[at + i].text, name.words[i], folded[at + i].unspaced);
        fits = one > 0;
        sum += one;
      }
      if (!fits || sum <= best_fit) continue;
      best_fit = sum;
      best = {name.tag, name.words.size()};
    }
    if (best_fit > 0 || language == "en") break;
  }
  return best;
}

}  // namespace hexapla
