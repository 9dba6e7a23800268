#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "translate/align/align.h"
#include "translate/align/lattice.h"

namespace hexapla {

// Aligns many pairs of texts of one pair of languages at once: all of them teach one lexicon, in
// rounds. One pair alone is the smallest case. The result depends on the texts and their order
// only.
class CorpusAligner {
 public:
  CorpusAligner(const LanguageTag& source, const LanguageTag& target,
                const AlignTuning& tuning = {});

  void add(const TextToAlign& source, const TextToAlign& target);

  // One alignment a pair, in the order in which they were added.
  std::vector<Alignment> run();

 private:
  struct Part {  // of a pair of texts, between points thought sure
    Stretch stretch;
    Band band;
  };
  struct Pair {
    Stretch whole;
    LengthModel lengths;
    ShapePriors priors;
    std::vector<Part> parts;
    std::vector<LearnedBead> beads;
    std::vector<SentenceLink> links;
  };

  static void read(const TextToAlign& text, WordReader& reader, SentenceTable& table);
  void start(Pair& pair, std::span<const KnownPair> known);
  void round(Pair& pair, const BeadModels& models, double certainty);
  static void cut(Pair& pair, std::vector<LearnedBead> beads, const std::vector<Band>* bands);

  AlignTuning tuning_;
  LanguageTag source_language_, target_language_;
  Vocabulary source_vocabulary_, target_vocabulary_;
  WordReader source_reader_, target_reader_;
  SentenceTable source_, target_;
  std::vector<Stretch> texts_;
};

}  // namespace hexapla
