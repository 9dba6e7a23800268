#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "translate/align/align.h"
#include "translate/align/blank_segments.h"
#include "translate/align/lattice.h"
#include "translate/align/lexicon.h"

namespace hexapla {

// Aligns many pairs of texts of one pair of languages at once: all of them teach one lexicon, in
// rounds. One pair alone is the smallest case. The result depends on the texts and their order
// only.
class CorpusAligner {
 public:
  // `known` may be null; otherwise it must live until run() is over. `known_from_these` says that
  // it was learnt from the very texts that are to be aligned: then what they can have taught of a
  // pair of words is taken off, so that they do not vouch for themselves.
  CorpusAligner(const LanguageTag& source, const LanguageTag& target,
                const KnownWords* known = nullptr, const AlignTuning& tuning = {},
                bool known_from_these = false);

  // `bridge`: for each segment of the source, its text in the target's language by another hand; or
  // nothing at all.
  void add(const TextToAlign& source, const TextToAlign& target,
           std::span<const std::string> bridge);

  // One alignment a pair, in the order in which they were added.
  std::vector<Alignment> run();

  // What the texts taught, after run(), without what was known before.
  Lexicon learnt();

 private:
  struct Part {  // of a pair of texts, between points thought sure
    Stretch stretch;
    Band band;
  };
  struct Text {  // a pair of texts without blank segments
    Stretch whole;
    Stretch between;  // what is copied at both ends
    BlankSegments source_blank, target_blank;
  };
  struct Pair {
    Stretch whole, between;
    LengthModel lengths;
    ShapePriors priors;
    ShapePriors shapes{};  // how many beads of each
    MatchedWords matched{};
    std::vector<Part> parts;
    std::vector<LearnedBead> beads;
    std::vector<SentenceLink> links;
  };

  static void read(const TextToAlign& text, const BlankSegments& blank, WordReader& reader,
                   std::span<const std::string> bridge, WordReader* bridge_reader,
                   SentenceTable& table);
  std::vector<KnownPair> known_pairs() const;
  void gather_links(std::span<const Pair> pairs);
  std::vector<Pair> start(std::span<const KnownPair> known) const;
  void round(Pair& pair, double certainty);
  static void take_copied(Pair& pair, std::uint32_t source_first, std::uint32_t target_first,
                          std::uint32_t count);
  void fit_priors(std::span<Pair> pairs) const;
  static void cut(Pair& pair, std::vector<LearnedBead> beads, const std::vector<Band>* bands);

  AlignTuning tuning_;
  LanguageTag source_language_, target_language_;
  Vocabulary source_vocabulary_, target_vocabulary_;
  WordReader source_reader_, target_reader_, bridge_reader_;
  const KnownWords* known_;
  bool known_from_these_;
  SentenceTable source_, target_;
  std::vector<Text> texts_;
  std::optional<WordModel> forward_, backward_;
  BorderModel borders_;
  std::vector<SentenceLink> links_, turned_links_;  // of the last round
};

}  // namespace hexapla
