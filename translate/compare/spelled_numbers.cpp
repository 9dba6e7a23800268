#include "translate/compare/spelled_numbers.h"

#include <unicode/rbnf.h>
#include <unicode/ures.h>

#include <cstdint>
#include <map>
#include <memory>

namespace hexapla {
namespace {

// Whether ICU has rules for spelling numbers: else it would take those of the process's locale.
bool has_spelling(const std::string& locale) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::LocalUResourceBundlePointer rules(
      ures_open(U_ICUDATA_NAME "-rbnf", locale.c_str(), &status));
  return U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
}

// Null where there are none.
const icu::RuleBasedNumberFormat* rules_of(const LanguageTag& language) {
  thread_local std::map<std::string, std::unique_ptr<icu::RuleBasedNumberFormat>, std::less<>>
      rules;
  const std::string key(language.language());
  auto found = rules.find(key);
  if (found == rules.end()) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::RuleBasedNumberFormat> made;
    if (has_spelling(key))
      made = std::make_unique<icu::RuleBasedNumberFormat>(icu::URBNF_SPELLOUT,
                                                          icu::Locale(key.c_str()), status);
    if (U_FAILURE(status)) made.reset();
    constexpr std::size_t kLanguagesKept = 32;
    if (rules.size() >= kLanguagesKept) rules.clear();
    found = rules.emplace(key, std::move(made)).first;
  }
  return found->second.get();
}

std::string utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

}  // namespace

std::string spelled_out(double value, const LanguageTag& language) {
  const icu::RuleBasedNumberFormat* rules = rules_of(language);
  if (rules == nullptr) return {};
  icu::UnicodeString words;
  rules->format(value, words);
  return utf8(words);
}

std::vector<std::string> all_spellings(double value, NumberForm form, const LanguageTag& language) {
  std::vector<std::string> spellings;
  const icu::RuleBasedNumberFormat* rules = rules_of(language);
  if (rules == nullptr) return spellings;
  for (std::int32_t i = 0; i < rules->getNumberOfRuleSetNames(); ++i) {
    const icu::UnicodeString set = rules->getRuleSetName(i);
    if (set.indexOf(form == NumberForm::ordinal ? u"ordinal" : u"cardinal") < 0) continue;
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString words;
    icu::FieldPosition nowhere;
    rules->format(value, set, words, nowhere, status);
    if (U_SUCCESS(status)) spellings.push_back(utf8(words));
  }
  return spellings;
}

}  // namespace hexapla
