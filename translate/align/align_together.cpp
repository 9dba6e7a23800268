#include "translate/align/align_together.h"

#include <algorithm>

#include "store/model/compose_alignment.h"
#include "translate/align/bridge.h"
#include "translate/align/corpus_aligner.h"
#include "translate/align/vote.h"

namespace hexapla {

Alignment align(const TextToAlign& source, const TextToAlign& target, const Lexicon& known) {
  CorpusAligner aligner(source.language, target.language, &known);
  aligner.add(source, target, {});
  return std::move(aligner.run().front());
}

Alignment align_with_bridge(const TextToAlign& source, const TextToAlign& bridge,
                            const TextToAlign& target) {
  const PairToAlign pair{source, target, bridge};
  return std::move(align_together({&pair, 1}, nullptr).alignments.front());
}

AlignedTogether align_together(std::span<const PairToAlign> pairs, const Lexicon* known) {
  if (pairs.empty()) return {};
  const LanguageTag& source_language = pairs.front().source.language;
  const LanguageTag& target_language = pairs.front().target.language;
  CorpusAligner direct(source_language, target_language, known);
  for (const PairToAlign& pair : pairs) direct.add(pair.source, pair.target, {});
  std::vector<Alignment> alignments = direct.run();
  if (std::none_of(pairs.begin(), pairs.end(), [](const PairToAlign& pair) { return pair.bridge; }))
    return {std::move(alignments), direct.learnt()};

  // Two more ways: with the bridge's words beside the source's, and to the bridge and on from
  // there.
  CorpusAligner bridged(source_language, target_language, known);
  CorpusAligner onward(target_language, target_language);
  std::vector<Alignment> to_bridge;
  for (const PairToAlign& pair : pairs) {
    if (!pair.bridge) {
      bridged.add(pair.source, pair.target, {});
      continue;
    }
    to_bridge.push_back(align_bridge(pair.source, *pair.bridge));
    bridged.add(pair.source, pair.target,
                spread_bridge(pair.source, *pair.bridge, to_bridge.back()));
    onward.add(*pair.bridge, pair.target, {});
  }
  std::vector<Alignment> by_bridge = bridged.run(), from_bridge = onward.run();
  std::size_t b = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (!pairs[i].bridge) {
      alignments[i] = std::move(by_bridge[i]);
      continue;
    }
    const Alignment votes[] = {std::move(alignments[i]), std::move(by_bridge[i]),
                               compose(to_bridge[b], from_bridge[b])};
    alignments[i] = vote(votes);
    ++b;
  }
  return {std::move(alignments), bridged.learnt()};
}

}  // namespace hexapla
