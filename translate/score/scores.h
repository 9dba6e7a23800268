#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/archive/reading.h"
#include "store/text/language_tag.h"

namespace hexapla {

struct Score {
  std::string metric;  // `BLEU`, `chrF2`, `chrF2++`, `TER`
  double value = 0;
  std::string signature;  // sacreBLEU's form, so that others can compute the same
};

// How near one text is to another in the same language, sentence by sentence.
struct Scores {
  std::vector<Score> scores;
  std::uint64_t sentences = 0;  // pairs, those with one side empty included
};

struct SentencePair {
  std::string hypothesis, reference;
};

// TER alone is dear: some 50 ms for a long article.
enum class WhichScores { all, without_ter };

Scores score_sentences(const std::vector<SentencePair>& pairs, const LanguageTag& language,
                       WhichScores metrics = WhichScores::all);

// Both by their alignment; a sentence of one text alone is paired with nothing. Both revisions must
// be in `reading`.
Scores score_revisions(const Reading& reading, const RevisionAddress& hypothesis,
                       const RevisionAddress& reference, WhichScores metrics = WhichScores::all);

}  // namespace hexapla
