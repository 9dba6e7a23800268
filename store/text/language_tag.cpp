#include "store/text/language_tag.h"

#include <unicode/localebuilder.h>
#include <unicode/locdspnm.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <map>
#include <memory>

#include "store/text/ascii.h"
#include "store/text/known_languages.h"

namespace hexapla {
namespace {

// RFC 5646 needs 35 bytes; extensions make tags longer, and nobody's tag is longer than this.
constexpr std::size_t kLongestTag = 255;

bool is_alphanumeric(char c) {
  return (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z') || (c >= '0' && c <= '9');
}

std::string_view first_subtag(std::string_view tag) { return tag.substr(0, tag.find('-')); }

// `x-…`: a private tag whole (RFC 5646, section 2.1); subtags of 1 to 8 letters and digits.
bool is_private_tag(std::string_view tag) {
  if (!tag.starts_with("x-")) return false;
  std::size_t length = 0;
  for (const char c : tag.substr(2)) {
    length = c == '-' ? 0 : length + 1;
    if (c == '-' ? tag.find("--") != std::string_view::npos : length > 8) return false;
  }
  return length > 0;
}

// The locale of language, script, region and variants: extensions say nothing about names and
// writing.
icu::Locale base_locale(const std::string& tag) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(tag, status);
  return U_FAILURE(status) ? icu::Locale::getRoot() : icu::Locale(locale.getBaseName());
}

std::string name_in(const icu::Locale& locale, const icu::Locale& reader, const std::string& tag) {
  icu::UnicodeString language;
  locale.getDisplayLanguage(reader, language);
  std::string code;
  language.toUTF8String(code);
  if (code.empty() || code == locale.getLanguage()) return tag;
  UDisplayContext contexts[] = {UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU,
                                UDISPCTX_DIALECT_NAMES};
  const std::unique_ptr<icu::LocaleDisplayNames> names(
      icu::LocaleDisplayNames::createInstance(reader, contexts, 2));
  icu::UnicodeString name;
  names->localeDisplayName(locale, name);
  std::string utf8;
  return name.toUTF8String(utf8);
}

// The canonical form of `text`.
std::optional<std::string> canonical(std::string_view text) {
  if (text.empty() || text.size() > kLongestTag) return std::nullopt;
  std::string tag;
  for (const char c : text) {
    if (!is_alphanumeric(c) && c != '-') return std::nullopt;
    tag.push_back(ascii_lower(c));
  }
  if (is_private_tag(tag)) return tag;
  // ICU reads any word of up to eight letters as a language; registered ones have two or three, or
  // are whole tags of the old registry (`i-klingon`).
  const std::string_view first = first_subtag(tag);
  if (first != "i" && first.size() != 2 && first.size() != 3) return std::nullopt;

  char name[ULOC_FULLNAME_CAPACITY];
  std::int32_t parsed = 0;
  UErrorCode status = U_ZERO_ERROR;
  uloc_forLanguageTag(tag.c_str(), name, sizeof name, &parsed, &status);
  if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING) return std::nullopt;
  if (static_cast<std::size_t>(parsed) != tag.size()) return std::nullopt;
  icu::Locale locale(name);
  locale.canonicalize(status);
  std::string result = locale.toLanguageTag<std::string>(status);
  if (U_FAILURE(status)) return std::nullopt;
  // The registry keeps codes that it has replaced: `fre` is none of BCP 47, but ICU makes it `fr`.
  if (!is_known_language(first_subtag(result))) return std::nullopt;
  return result;
}

}  // namespace

std::optional<LanguageTag> LanguageTag::parse(std::string_view text) {
  // ICU takes ten microseconds, and an archive has few languages and many records. Outside input
  // chooses the tags, so that there is an end to those kept.
  constexpr std::size_t kMostKept = 256;
  thread_local std::map<std::string, std::optional<std::string>, std::less<>> kept;
  auto found = kept.find(text);
  if (found == kept.end()) {
    if (kept.size() >= kMostKept) kept.clear();
    found = kept.emplace(std::string(text), canonical(text)).first;
  }
  if (!found->second) return std::nullopt;
  return LanguageTag(*found->second);
}

LanguageTag LanguageTag::undetermined() { return LanguageTag("und"); }

std::string_view LanguageTag::language() const {
  const std::string_view first = first_subtag(text_);
  return first == "x" ? std::string_view("und") : first;
}

std::string LanguageTag::script() const {
  icu::Locale locale = base_locale(text_);
  if (*locale.getScript() != '\0') return locale.getScript();
  // ICU's likely language of nothing is English.
  if (*locale.getLanguage() == '\0' && *locale.getCountry() == '\0') return {};
  UErrorCode status = U_ZERO_ERROR;
  locale.addLikelySubtags(status);
  return U_FAILURE(status) ? std::string() : std::string(locale.getScript());
}

bool LanguageTag::is_right_to_left() const {
  const std::string written = script();
  return !written.empty() && icu::Locale(("und_" + written).c_str()).isRightToLeft();
}

std::string LanguageTag::own_name() const {
  if (is_private_tag(text_)) return text_;
  const icu::Locale locale = base_locale(text_);
  return name_in(locale, locale, text_);
}

std::string LanguageTag::english_name() const {
  if (is_private_tag(text_)) return text_;
  return name_in(base_locale(text_), icu::Locale::getEnglish(), text_);
}

}  // namespace hexapla
