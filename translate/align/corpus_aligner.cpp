#include "translate/align/corpus_aligner.h"

#include <algorithm>

#include "translate/align/coarse.h"
#include "translate/align/cognates.h"

namespace hexapla {
namespace {

constexpr std::uint64_t kEveryPair = 40'000;   // pairs of sentences up to which all are looked at
constexpr std::uint32_t kPartSentences = 400;  // a longer stretch is cut where it is sure
constexpr std::uint32_t kCoarseReach = 20, kReach = 2;

std::uint8_t role_number(Role role) {
  switch (role) {
    case Role::paragraph:
    case Role::list_item:
    case Role::quote:
      return kPlainRole;
    default:
      return static_cast<std::uint8_t>(role);
  }
}

std::size_t shape_number(const LearnedBead& bead) {
  for (std::size_t s = 0; s < kShapeCount; ++s)
    if (kBeadShapes[s].source == bead.source_count && kBeadShapes[s].target == bead.target_count)
      return s;
  return 0;
}

}  // namespace

CorpusAligner::CorpusAligner(const LanguageTag& source, const LanguageTag& target,
                             const AlignTuning& tuning)
    : tuning_(tuning),
      source_language_(source),
      target_language_(target),
      source_reader_(source_vocabulary_, source, tuning.stem_letters),
      target_reader_(target_vocabulary_, target, tuning.stem_letters) {}

void CorpusAligner::read(const TextToAlign& text, WordReader& reader, SentenceTable& table) {
  const bool has_roles = text.roles.size() == text.segments.size() && !text.roles.empty();
  const bool has_blocks = text.blocks.size() == text.segments.size();
  for (std::size_t i = 0; i < text.segments.size(); ++i) {
    const std::size_t first = table.words.size();
    table.letters.push_back(static_cast<float>(reader.read(text.segments[i], table.words)));
    table.first_word.push_back(static_cast<std::uint32_t>(table.words.size()));
    table.role.push_back(has_roles ? role_number(text.roles[i]) : kUnknownRole);
    table.block_start.push_back(has_blocks && (i == 0 || text.blocks[i] != text.blocks[i - 1]) ? 1
                                                                                               : 0);
    float total = 0;
    for (std::size_t k = first; k < table.words.size(); ++k) total += table.words[k].count;
    table.word_total.push_back(total);
  }
}

void CorpusAligner::add(const TextToAlign& source, const TextToAlign& target) {
  Stretch stretch{source_.size(), 0, target_.size(), 0};
  read(source, source_reader_, source_);
  read(target, target_reader_, target_);
  stretch.source_past = source_.size();
  stretch.target_past = target_.size();
  texts_.push_back(stretch);
}

// Cuts a pair into parts at points that the beads around make sure, and gives each part its band.
void CorpusAligner::cut(Pair& pair, std::vector<LearnedBead> beads,
                        const std::vector<Band>* likely) {
  constexpr float kSure = 0.98F;
  const bool coarse = likely == nullptr;
  // Row by row, what the whole pair's band would be.
  Band band;
  if (coarse) {
    band = band_around(pair.whole, beads, kCoarseReach);
  } else {
    for (std::size_t p = 0; p < pair.parts.size(); ++p) {
      const std::uint32_t shift = pair.parts[p].stretch.target_first - pair.whole.target_first;
      const Band& of = (*likely)[p];
      for (std::size_t i = p == 0 ? 0 : 1; i < of.first.size(); ++i) {
        band.first.push_back(of.first[i] + shift);
        band.last.push_back(of.last[i] + shift);
      }
    }
    band = widened(pair.whole, std::move(band), kReach);
  }
  std::vector<Part> parts;
  Stretch rest = pair.whole;
  const auto close = [&](std::uint32_t source_past, std::uint32_t target_past) {
    Part part{rest, {}};
    part.stretch.source_past = source_past;
    part.stretch.target_past = target_past;
    const std::uint32_t row = rest.source_first - pair.whole.source_first;
    const std::uint32_t shift = rest.target_first - pair.whole.target_first;
    const std::uint32_t columns = part.stretch.target_count();
    for (std::uint32_t i = 0; i <= part.stretch.source_count(); ++i) {
      const auto moved = [&](std::uint32_t j) {
        return std::min(j > shift ? j - shift : 0, columns);
      };
      part.band.first.push_back(moved(band.first[row + i]));
      part.band.last.push_back(moved(band.last[row + i]));
    }
    part.band = widened(part.stretch, std::move(part.band), 0);
    parts.push_back(std::move(part));
    rest.source_first = source_past;
    rest.target_first = target_past;
  };
  for (std::size_t k = 0; k + 1 < beads.size(); ++k) {
    const LearnedBead& bead = beads[k];
    if (bead.source_first + bead.source_count - rest.source_first < kPartSentences &&
        bead.target_first + bead.target_count - rest.target_first < kPartSentences)
      continue;
    const auto sure = [&](const LearnedBead& b) {
      return b.source_count == 1 && b.target_count == 1 && (coarse || b.weight >= kSure);
    };
    if (coarse ? true : sure(bead) && sure(beads[k + 1]))
      close(bead.source_first + bead.source_count, bead.target_first + bead.target_count);
  }
  close(pair.whole.source_past, pair.whole.target_past);
  pair.parts = std::move(parts);
}

void CorpusAligner::start(Pair& pair, std::span<const KnownPair> known) {
  const std::uint64_t every = std::uint64_t{pair.whole.source_count()} * pair.whole.target_count();
  if (every <= kEveryPair) {
    pair.parts = {{pair.whole, full_band(pair.whole)}};
    return;
  }
  cut(pair,
      align_coarsely(pair.whole, source_, target_, known, target_vocabulary_.size(), pair.lengths,
                     tuning_),
      nullptr);
}

void CorpusAligner::round(Pair& pair, const BeadModels& models, double certainty) {
  pair.beads.clear();
  pair.links.clear();
  std::vector<Band> likely;
  ShapePriors counts = starting_priors(tuning_);
  for (double& count : counts) count *= tuning_.prior_strength;
  for (const Part& part : pair.parts) {
    StretchResult result =
        align_stretch(part.stretch, part.band, models, pair.lengths, pair.priors, certainty);
    pair.beads.insert(pair.beads.end(), result.beads.begin(), result.beads.end());
    pair.links.insert(pair.links.end(), result.links.begin(), result.links.end());
    for (const LearnedBead& bead : result.beads) counts[shape_number(bead)] += 1;
    likely.push_back(std::move(result.likely));
  }
  double total = 0;
  for (const double count : counts) total += count;
  for (std::size_t s = 0; s < kShapeCount; ++s) {
    pair.priors[s] = counts[s] / total;
    if (kBeadShapes[s].source == 0 || kBeadShapes[s].target == 0)
      pair.priors[s] = std::min(pair.priors[s], tuning_.null_prior);
  }
  pair.lengths.fit(source_, target_, pair.beads);
  cut(pair, pair.beads, &likely);
}

std::vector<Alignment> CorpusAligner::run() {
  const bool same_language = source_language_.language() == target_language_.language();
  std::vector<KnownPair> known =
      find_cognates(source_vocabulary_, target_vocabulary_, same_language, tuning_);
  std::vector<KnownPair> known_backward;
  known_backward.reserve(known.size());
  for (const KnownPair& pair : known)
    known_backward.push_back({pair.produced, pair.given, pair.count});

  std::vector<Pair> pairs;
  for (const Stretch& text : texts_) {
    pairs.push_back({text,
                     LengthModel(source_, text.source_first, text.source_past, target_,
                                 text.target_first, text.target_past, tuning_),
                     starting_priors(tuning_),
                     {},
                     {},
                     {}});
    start(pairs.back(), known);
  }
  WordModel forward(source_, source_vocabulary_.size(), target_, target_vocabulary_.size(),
                    std::move(known), tuning_);
  WordModel backward(target_, target_vocabulary_.size(), source_, source_vocabulary_.size(),
                     std::move(known_backward), tuning_);
  const BeadModels models{source_, target_, forward, backward, tuning_};
  for (std::uint32_t r = 0; r <= tuning_.rounds; ++r) {
    for (Pair& pair : pairs)
      round(pair, models,
            r == tuning_.rounds
                ? tuning_.certainty
                : tuning_.certainty * (tuning_.first_certainty +
                                       (1 - tuning_.first_certainty) * r / tuning_.rounds));
    if (r == tuning_.rounds) break;
    std::vector<SentenceLink> links, turned;
    for (const Pair& pair : pairs) links.insert(links.end(), pair.links.begin(), pair.links.end());
    for (const SentenceLink& link : links)
      turned.push_back({link.target, link.source, link.weight});
    forward.learn(links);
    backward.learn(turned);
  }

  std::vector<Alignment> result;
  for (const Pair& pair : pairs) {
    Alignment alignment;
    for (const LearnedBead& bead : pair.beads)
      alignment.beads.push_back({{bead.source_first - pair.whole.source_first, bead.source_count},
                                 {bead.target_first - pair.whole.target_first, bead.target_count},
                                 bead.weight});
    result.push_back(std::move(alignment));
  }
  return result;
}

}  // namespace hexapla
