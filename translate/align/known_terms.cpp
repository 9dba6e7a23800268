#include "translate/align/known_terms.h"

#include <algorithm>
#include <map>

#include "translate/align/language_terms.h"

namespace hexapla {
namespace {

// Of a name of more words each says too little: `republic` stands in the names of many countries.
constexpr float kLeastShare = 0.2F;

}  // namespace

std::vector<KnownPair> find_known_terms(const Vocabulary& source,
                                        const LanguageTag& source_language,
                                        const Vocabulary& target,
                                        const LanguageTag& target_language,
                                        const AlignTuning& tuning) {
  std::vector<KnownPair> pairs;
  const LanguageTerms* const given = LanguageTerms::of(source_language, tuning.stem_letters);
  const LanguageTerms* const produced = LanguageTerms::of(target_language, tuning.stem_letters);
  if (given == nullptr || produced == nullptr || given == produced) return pairs;
  const auto weight = static_cast<float>(tuning.term_weight);
  std::map<WordId, float> shares;
  for (WordId word = 0; word < source.size(); ++word) {
    const auto term = given->vocabulary().find(source[word].key);
    if (!term) continue;
    shares.clear();
    for (const LanguageTerms::Part& part : given->parts_of(*term))
      for (const LanguageTerms::Name& name : produced->names_of(part.thing))
        if (const auto found = target.find(produced->vocabulary()[name.word].key))
          shares[*found] += std::min(part.share, name.share);
    for (const auto& [found, share] : shares)
      if (share >= kLeastShare) pairs.push_back({word, found, weight * std::min(share, 1.0F)});
  }
  return pairs;
}

}  // namespace hexapla
