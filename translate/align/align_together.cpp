#include "translate/align/align_together.h"

#include <string>

#include "translate/align/corpus_aligner.h"

namespace hexapla {
namespace {

// The bridge's text for each segment of the source.
std::vector<std::string> spread(const TextToAlign& source, const TextToAlign& bridge) {
  std::vector<std::string> result(source.segments.size());
  if (source.segments.size() == bridge.segments.size()) {
    result.assign(bridge.segments.begin(), bridge.segments.end());
    return result;
  }
  for (const Bead& bead : align(source, bridge).beads)
    for (std::uint32_t i = bead.source.first; i < bead.source.past(); ++i)
      for (std::uint32_t j = bead.target.first; j < bead.target.past(); ++j)
        result[i].append(bridge.segments[j]).append(" ");
  return result;
}

void add_pair(CorpusAligner& aligner, const TextToAlign& source, const TextToAlign& target,
              const TextToAlign* bridge) {
  if (bridge == nullptr) {
    aligner.add(source, target, {});
    return;
  }
  const std::vector<std::string> spread_bridge = spread(source, *bridge);
  aligner.add(source, target, spread_bridge);
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
