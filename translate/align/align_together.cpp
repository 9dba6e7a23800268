#include "translate/align/align_together.h"

#include "translate/align/bridge.h"
#include "translate/align/corpus_aligner.h"

namespace hexapla {
namespace {

void add_pair(CorpusAligner& aligner, const TextToAlign& source, const TextToAlign& target,
              const TextToAlign* bridge) {
  if (bridge == nullptr) {
    aligner.add(source, target, {});
    return;
  }
  aligner.add(source, target, spread_bridge(source, *bridge));
}

}  // namespace

Alignment align(const TextToAlign& source, const TextToAlign& target, const Lexicon& known) {
  CorpusAligner aligner(source.language, target.language, &known);
  add_pair(aligner, source, target, nullptr);
  return std::move(aligner.run().front());
}

Alignment align_with_bridge(const TextToAlign& source, const TextToAlign& bridge,
                            const TextToAlign& target) {
  CorpusAligner aligner(source.language, target.language);
  add_pair(aligner, source, target, &bridge);
  return std::move(aligner.run().front());
}

AlignedTogether align_together(std::span<const PairToAlign> pairs, const Lexicon* known) {
  if (pairs.empty()) return {};
  CorpusAligner aligner(pairs.front().source.language, pairs.front().target.language, known);
  for (const PairToAlign& pair : pairs)
    add_pair(aligner, pair.source, pair.target, pair.bridge ? &*pair.bridge : nullptr);
  std::vector<Alignment> alignments = aligner.run();
  return {std::move(alignments), aligner.learnt()};
}

}  // namespace hexapla
