#include "translate/check/finding.h"

#include <array>

namespace hexapla {
namespace {

struct ClassWords {
  FindingClass found;
  std::string_view name, meaning;
};

constexpr std::array<ClassWords, 16> kClasses{{
    {FindingClass::omission, "omission", "a sentence of the original is wanting"},
    {FindingClass::addition, "addition", "a sentence is not in the original"},
    {FindingClass::moved, "moved", "stands in another place than in the original"},
    {FindingClass::untranslated, "untranslated", "left in the language of the original"},
    {FindingClass::doubled, "doubled", "said twice"},
    {FindingClass::number, "number", "a number differs"},
    {FindingClass::date, "date", "a date differs"},
    {FindingClass::amount, "amount", "the same figure in another currency or unit"},
    {FindingClass::address, "address", "an address differs"},
    {FindingClass::name, "name", "a name rendered elsewhere is wanting here"},
    {FindingClass::quotation, "quotation", "quotation marks are wanting or do not close"},
    {FindingClass::bracket, "bracket", "brackets do not close"},
    {FindingClass::length, "length", "much longer or shorter than the rest of the translation"},
    {FindingClass::bidi, "bidi", "characters without shape change the order that is seen"},
    {FindingClass::encoding, "encoding", "letters of another encoding than Unicode"},
    {FindingClass::unrelated, "unrelated", "hardly any sentence resembles its counterpart"},
}};

const ClassWords& words_of(FindingClass found) {
  for (const ClassWords& words : kClasses) {
    if (words.found == found) return words;
  }
  return kClasses[0];
}

}  // namespace

std::string_view name(FindingClass found) { return words_of(found).name; }
std::string_view meaning(FindingClass found) { return words_of(found).meaning; }

std::optional<FindingClass> parse_finding_class(std::string_view text) {
  for (const ClassWords& words : kClasses) {
    if (words.name == text) return words.found;
  }
  return std::nullopt;
}

std::span<const FindingClass> all_finding_classes() {
  static constexpr auto kAll = [] {
    std::array<FindingClass, kClasses.size()> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = kClasses[i].found;
    return all;
  }();
  return kAll;
}

}  // namespace hexapla
