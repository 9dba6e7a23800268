#include "translate/score/scores.h"

#include "translate/align/held_alignment.h"
#include "translate/score/bleu.h"
#include "translate/score/chrf.h"
#include "translate/score/ter.h"

namespace hexapla {
namespace {

std::string text_of_segments(const RevisionView& view, const SegmentRange& range, bool spaceless) {
  std::string text;
  for (std::uint32_t i = range.first; i < range.past(); ++i) {
    if (i > range.first && !spaceless) text += ' ';
    text += view.segment(i).text;
  }
  return text;
}

}  // namespace

Scores score_sentences(const std::vector<SentencePair>& pairs, const LanguageTag& language,
                       WhichScores metrics) {
  const BleuTokenizer tokenizer = bleu_tokenizer(language);
  const bool asian =
      language.language() == "zh" || language.language() == "yue" || language.language() == "ja";
  BleuMeter bleu(tokenizer);
  ChrfMeter chrf, chrf_words({.word_orders = 2});
  TerMeter ter(asian);
  for (const SentencePair& pair : pairs) {
    const std::string_view reference = pair.reference;
    bleu.add(pair.hypothesis, {&reference, 1});
    chrf.add(pair.hypothesis, reference);
    chrf_words.add(pair.hypothesis, reference);
    if (metrics == WhichScores::all) ter.add(pair.hypothesis, reference);
  }
  Scores scores{{{"BLEU", bleu.score(), bleu.signature()},
                 {"chrF2", chrf.score(), chrf.signature()},
                 {"chrF2++", chrf_words.score(), chrf_words.signature()}},
                pairs.size()};
  if (metrics == WhichScores::all) scores.scores.push_back({"TER", ter.score(), ter.signature()});
  return scores;
}

Scores score_revisions(const Reading& reading, const RevisionAddress& hypothesis,
                       const RevisionAddress& reference, WhichScores metrics) {
  const auto theirs = reading.view(hypothesis), ours = reading.view(reference);
  if (!theirs || !ours) return {};
  const LanguageTag language = reference.variant.language();
  const bool spaceless = bleu_tokenizer(language) != BleuTokenizer::mteval_13a;
  std::vector<SentencePair> pairs;
  for (const Bead& bead : alignment_between(reading, reference, hypothesis).beads) {
    pairs.push_back({text_of_segments(*theirs, bead.target, spaceless),
                     text_of_segments(*ours, bead.source, spaceless)});
  }
  return score_sentences(pairs, language, metrics);
}

}  // namespace hexapla
