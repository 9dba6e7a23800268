#include "translate/align/corpus_aligner.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <tuple>

#include "translate/align/coarse.h"
#include "translate/align/cognates.h"
#include "translate/align/copied_ends.h"
#include "translate/align/known_terms.h"
#include "translate/align/shared_words.h"

namespace hexapla {
namespace {

constexpr std::uint64_t kEveryPair = 40'000;   // pairs of sentences up to which each is weighed
constexpr std::uint32_t kPartSentences = 400;  // a longer stretch is cut where it is sure
constexpr std::uint32_t kMostPartSentences = 2000;  // and this long anywhere: memory is bounded
constexpr std::uint32_t kCoarseReach = 20, kReach = 2;
constexpr float kLeastKept = 0.2F;  // of a lexicon: rarer pairs are mostly accidents

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

// What two readers have read of one sentence becomes one list, ordered by word.
void order_by_word(SentenceTable& table, std::size_t first) {
  std::vector<std::pair<WordCount, std::uint16_t>> both;
  for (std::size_t k = first; k < table.words.size(); ++k)
    both.emplace_back(table.words[k], table.place[k]);
  std::sort(both.begin(), both.end(),
            [](const auto& a, const auto& b) { return a.first.word < b.first.word; });
  for (std::size_t k = 0; k < both.size(); ++k)
    std::tie(table.words[first + k], table.place[first + k]) = both[k];
}

KnownPair turned(const KnownPair& pair) { return {pair.produced, pair.given, pair.count}; }

// The same pairs in the other direction, in order: each must be there once.
std::vector<KnownPair> turned_in_order(std::span<const KnownPair> pairs,
                                       std::size_t produced_words) {
  std::vector<std::uint32_t> next(produced_words + 1, 0);
  for (const KnownPair& pair : pairs) ++next[pair.produced + 1];
  for (std::size_t word = 0; word < produced_words; ++word) next[word + 1] += next[word];
  std::vector<KnownPair> result(pairs.size());
  for (const KnownPair& pair : pairs) result[next[pair.produced]++] = turned(pair);
  return result;
}

// The probabilities that come out of the models are too sure, as the words of a sentence are not
// independent of each other. This curve brings them to how often beads of such a probability were
// right (see tools/eval-alignment). `related` is how probable it is that the texts render each other
// at all; what has no counterpart does not depend on it.
float stated_confidence(const LearnedBead& bead, double related) {
  constexpr double kSlope = 0.45, kOffset = -0.1, kLeast = 1e-6;
  const double p = std::clamp(static_cast<double>(bead.weight), kLeast, 1 - kLeast);
  const double stated = 1 / (1 + std::exp(-(kSlope * std::log(p / (1 - p)) + kOffset)));
  const bool is_matched = bead.source_count > 0 && bead.target_count > 0;
  return static_cast<float>(is_matched ? stated * related : stated);
}

// One pair for each two words, in order, with the counts of all.
std::vector<KnownPair> merged(std::vector<KnownPair> pairs) {
  std::sort(pairs.begin(), pairs.end(), [](const KnownPair& a, const KnownPair& b) {
    return std::tie(a.given, a.produced, a.count) < std::tie(b.given, b.produced, b.count);
  });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (kept > 0 && pairs[kept - 1].given == pairs[i].given &&
        pairs[kept - 1].produced == pairs[i].produced)
      pairs[kept - 1].count += pairs[i].count;
    else
      pairs[kept++] = pairs[i];
  }
  pairs.resize(kept);
  return pairs;
}

}  // namespace

CorpusAligner::CorpusAligner(const LanguageTag& source, const LanguageTag& target,
                             const KnownWords* known, const AlignTuning& tuning,
                             bool known_from_these)
    : tuning_(tuning),
      source_language_(source),
      target_language_(target),
      source_reader_(source_vocabulary_, source, tuning.stem_letters, ""),
      target_reader_(target_vocabulary_, target, tuning.stem_letters, ""),
      bridge_reader_(source_vocabulary_, target, tuning.stem_letters, kBridgeMark),
      known_(known),
      known_from_these_(known_from_these),
      borders_(tuning) {
  if (known_ != nullptr) tuning_.rounds = std::min(tuning.rounds, tuning.rounds_with_lexicon);
}

void CorpusAligner::read(const TextToAlign& text, const BlankSegments& blank, WordReader& reader,
                         std::span<const std::string> bridge, WordReader* bridge_reader,
                         SentenceTable& table) {
  const bool has_roles = text.roles.size() == text.segments.size() && !text.roles.empty();
  const bool has_blocks = text.blocks.size() == text.segments.size();
  for (std::uint32_t i = 0; i < text.segments.size(); ++i) {
    if (blank.has(i)) continue;
    const std::size_t first = table.words.size();
    table.letters.push_back(
        static_cast<float>(reader.read(text.segments[i], table.words, table.place)));
    if (i < bridge.size()) {
      bridge_reader->read(bridge[i], table.words, table.place);
      order_by_word(table, first);
    }
    table.opening.push_back(opening_of(text.segments[i]));
    table.closing.push_back(closing_of(text.segments[i]));
    table.first_word.push_back(static_cast<std::uint32_t>(table.words.size()));
    table.role.push_back(has_roles ? role_number(text.roles[i]) : kUnknownRole);
    table.block_start.push_back(has_blocks && (i == 0 || text.blocks[i] != text.blocks[i - 1]) ? 1
                                                                                               : 0);
    float total = 0;
    for (std::size_t k = first; k < table.words.size(); ++k) total += table.words[k].count;
    table.word_total.push_back(total);
  }
}

void CorpusAligner::add(const TextToAlign& source, const TextToAlign& target,
                        std::span<const std::string> bridge) {
  Text text{{source_.size(), 0, target_.size(), 0},
            {},
            BlankSegments(source.segments),
            BlankSegments(target.segments)};
  read(source, text.source_blank, source_reader_, bridge, &bridge_reader_, source_);
  read(target, text.target_blank, target_reader_, {}, nullptr, target_);
  text.whole.source_past = source_.size();
  text.whole.target_past = target_.size();
  const CopiedEnds copied = find_copied_ends(text.source_blank.others(source.segments),
                                             text.target_blank.others(target.segments));
  text.between = {text.whole.source_first + copied.front, text.whole.source_past - copied.back,
                  text.whole.target_first + copied.front, text.whole.target_past - copied.back};
  texts_.push_back(std::move(text));
}

// Cuts a pair into parts at points that the beads around make sure, and gives each part its band.
void CorpusAligner::cut(Pair& pair, std::vector<LearnedBead> beads,
                        const std::vector<Band>* likely) {
  constexpr float kSure = 0.98F;
  const bool coarse = likely == nullptr;
  // Row by row, what the whole pair's band would be.
  Band band;
  if (coarse) {
    band = band_around(pair.between, beads, kCoarseReach);
  } else {
    for (std::size_t p = 0; p < pair.parts.size(); ++p) {
      const std::uint32_t shift = pair.parts[p].stretch.target_first - pair.between.target_first;
      const Band& of = (*likely)[p];
      for (std::size_t i = p == 0 ? 0 : 1; i < of.first.size(); ++i) {
        band.first.push_back(of.first[i] + shift);
        band.last.push_back(of.last[i] + shift);
      }
    }
    band = widened(pair.between, std::move(band), kReach);
  }
  std::vector<Part> parts;
  Stretch rest = pair.between;
  const auto close = [&](std::uint32_t source_past, std::uint32_t target_past) {
    Part part{rest, {}};
    part.stretch.source_past = source_past;
    part.stretch.target_past = target_past;
    const std::uint32_t row = rest.source_first - pair.between.source_first;
    const std::uint32_t shift = rest.target_first - pair.between.target_first;
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
    const bool is_too_long =
        bead.source_first + bead.source_count - rest.source_first >= kMostPartSentences ||
        bead.target_first + bead.target_count - rest.target_first >= kMostPartSentences;
    if (coarse || is_too_long || (sure(bead) && sure(beads[k + 1])))
      close(bead.source_first + bead.source_count, bead.target_first + bead.target_count);
  }
  close(pair.between.source_past, pair.between.target_past);
  pair.parts = std::move(parts);
}

// Every pair of texts with the points that are looked at first.
std::vector<CorpusAligner::Pair> CorpusAligner::start(std::span<const KnownPair> known) const {
  std::vector<Pair> pairs;
  SharedWords shared_words(source_, source_vocabulary_.size(), target_, target_vocabulary_.size(),
                           known);
  for (const Text& of_pair : texts_) {
    const Stretch& whole = of_pair.whole;
    const Stretch& text = of_pair.between;
    Pair& pair =
        pairs.emplace_back(Pair{whole,
                                text,
                                LengthModel(source_, whole.source_first, whole.source_past, target_,
                                            whole.target_first, whole.target_past, tuning_),
                                starting_priors(tuning_),
                                {},
                                {},
                                {}});
    if (std::uint64_t{text.source_count()} * text.target_count() <= kEveryPair)
      pair.parts = {{text, shared_words.band(text)}};
    else
      cut(pair,
          align_coarsely(text, source_, target_, known, target_vocabulary_.size(), pair.lengths,
                         tuning_),
          nullptr);
  }
  return pairs;
}

void CorpusAligner::round(Pair& pair, double certainty) {
  const BeadModels models{source_, target_, *forward_, *backward_, borders_, tuning_};
  pair.beads.clear();
  pair.links.clear();
  std::vector<Band> likely;
  pair.shapes.fill(0);
  pair.matched = {};
  take_copied(pair, pair.whole.source_first, pair.whole.target_first,
              pair.between.source_first - pair.whole.source_first);
  const std::size_t first = pair.beads.size();
  for (const Part& part : pair.parts) {
    StretchResult result =
        align_stretch(part.stretch, part.band, models, pair.lengths, pair.priors, certainty);
    pair.beads.insert(pair.beads.end(), result.beads.begin(), result.beads.end());
    pair.links.insert(pair.links.end(), result.links.begin(), result.links.end());
    for (const LearnedBead& bead : result.beads)
      if (const auto shape = shape_number(bead)) pair.shapes[*shape] += 1;
    likely.push_back(std::move(result.likely));
    pair.matched.add(result.matched);
  }
  cut(pair, {pair.beads.begin() + static_cast<std::ptrdiff_t>(first), pair.beads.end()}, &likely);
  take_copied(pair, pair.between.source_past, pair.between.target_past,
              pair.whole.source_past - pair.between.source_past);
  pair.lengths.fit(source_, target_, pair.beads);
}

// Sentences that are the same in both texts, one by one.
void CorpusAligner::take_copied(Pair& pair, std::uint32_t source_first, std::uint32_t target_first,
                                std::uint32_t count) {
  for (std::uint32_t k = 0; k < count; ++k) {
    const LearnedBead& bead =
        pair.beads.emplace_back(LearnedBead{source_first + k, 1, target_first + k, 1, 1.0F});
    pair.links.push_back({bead.source_first, bead.target_first, 1.0F});
    pair.shapes[*shape_number(bead)] += 1;
  }
}

// How frequent beads of each shape are in all pairs, and around that in each one: what is wanting
// in a short article cannot be told from its few beads alone.
void CorpusAligner::fit_priors(std::span<Pair> pairs) const {
  ShapePriors all = starting_priors(tuning_);
  for (double& shape : all) shape *= tuning_.prior_strength;
  for (const Pair& pair : pairs)
    for (std::size_t s = 0; s < kShapeCount; ++s) all[s] += pair.shapes[s];
  const double beads = std::accumulate(all.begin(), all.end(), 0.0);
  for (Pair& pair : pairs) {
    const double own = std::accumulate(pair.shapes.begin(), pair.shapes.end(), 0.0);
    for (std::size_t s = 0; s < kShapeCount; ++s) {
      pair.priors[s] =
          (pair.shapes[s] + tuning_.pair_strength * all[s] / beads) / (own + tuning_.pair_strength);
      if (kBeadShapes[s].source == 0 || kBeadShapes[s].target == 0)
        pair.priors[s] = std::min(pair.priors[s], tuning_.most_null_prior);
    }
  }
}

// Look-alikes, names of one thing, and what the lexicon holds of the words that are here.
std::vector<KnownPair> CorpusAligner::known_pairs() const {
  const bool same_language = source_language_.language() == target_language_.language();
  std::vector<KnownPair> alike =
      find_cognates(source_vocabulary_, target_vocabulary_, same_language, tuning_);
  if (!same_language) {
    const std::vector<KnownPair> terms = find_known_terms(
        source_vocabulary_, source_language_, target_vocabulary_, target_language_, tuning_);
    alike.insert(alike.end(), terms.begin(), terms.end());
    alike = merged(std::move(alike));
  }
  if (known_ == nullptr) return alike;
  std::vector<float> source_count(source_vocabulary_.size(), 0),
      target_count(target_vocabulary_.size(), 0);
  if (known_from_these_) {
    for (const WordCount& word : source_.words) source_count[word.word] += word.count;
    for (const WordCount& word : target_.words) target_count[word.word] += word.count;
  }
  // Word by word: each pair once, with all that is known of it.
  std::vector<KnownPair> pairs, of_word;
  auto next = alike.cbegin();
  for (WordId word = 0; word < source_vocabulary_.size(); ++word) {
    of_word.clear();
    for (; next != alike.end() && next->given == word; ++next) of_word.push_back(*next);
    known_->renderings(source_vocabulary_[word].key, [&](std::string_view rendering, float count) {
      const auto target = target_vocabulary_.find(rendering);
      if (!target) return;
      count -= std::min(source_count[word], target_count[*target]);
      if (count >= kLeastKept) of_word.push_back({word, *target, count});
    });
    std::sort(of_word.begin(), of_word.end(), [](const KnownPair& a, const KnownPair& b) {
      return std::tie(a.produced, a.count) < std::tie(b.produced, b.count);
    });
    const std::size_t first = pairs.size();
    for (const KnownPair& pair : of_word) {
      if (pairs.size() > first && pairs.back().produced == pair.produced)
        pairs.back().count += pair.count;
      else
        pairs.push_back(pair);
    }
  }
  return pairs;
}

void CorpusAligner::gather_links(std::span<const Pair> pairs) {
  links_.clear();
  turned_links_.clear();
  for (const Pair& pair : pairs) links_.insert(links_.end(), pair.links.begin(), pair.links.end());
  for (const SentenceLink& link : links_)
    turned_links_.push_back({link.target, link.source, link.weight});
}

std::vector<Alignment> CorpusAligner::run() {
  // Nothing more comes: what the tables took to grow is free for what follows.
  for (WordReader* const reader : {&source_reader_, &target_reader_, &bridge_reader_})
    reader->forget();
  for (SentenceTable* const table : {&source_, &target_}) {
    table->words.shrink_to_fit();
    table->place.shrink_to_fit();
  }
  std::vector<KnownPair> known = known_pairs();
  std::vector<Pair> pairs = start(known);
  std::vector<KnownPair> backward;
  if (known_ != nullptr)
    backward = turned_in_order(known, target_vocabulary_.size());
  else
    std::transform(known.begin(), known.end(), std::back_inserter(backward), turned);
  forward_.emplace(source_, source_vocabulary_.size(), target_, target_vocabulary_.size(),
                   std::move(known), tuning_);
  backward_.emplace(target_, target_vocabulary_.size(), source_, source_vocabulary_.size(),
                    std::move(backward), tuning_);
  for (std::uint32_t r = 0; r <= tuning_.rounds; ++r) {
    // From flat to sharp: what is not known yet must not be learnt as if it were.
    const double growth = static_cast<double>(r) / std::max(1U, tuning_.rounds);
    for (Pair& pair : pairs)
      round(pair,
            tuning_.certainty * (tuning_.first_certainty + (1 - tuning_.first_certainty) * growth));
    gather_links(pairs);
    if (r == tuning_.rounds) break;
    fit_priors(pairs);
    std::vector<LearnedBead> beads;
    for (const Pair& pair : pairs) beads.insert(beads.end(), pair.beads.begin(), pair.beads.end());
    borders_.fit(source_, target_, beads);
    // While little is known, doubt would leave nothing to go by.
    const double doubt = tuning_.doubt * (r + 1) / tuning_.rounds;
    forward_->learn(links_, doubt);
    backward_->learn(turned_links_, doubt);
    // The next round finds its own, and has use for the memory.
    std::vector<SentenceLink>().swap(links_);
    std::vector<SentenceLink>().swap(turned_links_);
  }

  std::vector<Alignment> result;
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    const Pair& pair = pairs[p];
    Alignment alignment;
    alignment.aligner = kAlignerVersion;
    const double related = relatedness(pair.matched);
    for (const LearnedBead& bead : pair.beads)
      alignment.beads.push_back({{bead.source_first - pair.whole.source_first, bead.source_count},
                                 {bead.target_first - pair.whole.target_first, bead.target_count},
                                 stated_confidence(bead, related)});
    alignment.beads = with_blank_segments(std::move(alignment.beads), texts_[p].source_blank,
                                          texts_[p].target_blank);
    result.push_back(std::move(alignment));
  }
  return result;
}

Lexicon CorpusAligner::learnt() {
  Lexicon lexicon;
  const auto add = [&](WordId source, WordId target, float count) {
    const Vocabulary::Word& word = source_vocabulary_[source];
    if (count < kLeastKept || word.key.starts_with(kBridgeMark) ||
        word.word_class != WordClass::word)
      return;
    lexicon.add(word.key, target_vocabulary_[target].key, count / 2);
  };
  forward_->learn(links_, 0);
  backward_->learn(turned_links_, 0);
  forward_->for_each_learnt(
      [&](WordId given, WordId produced, float count) { add(given, produced, count); });
  backward_->for_each_learnt(
      [&](WordId given, WordId produced, float count) { add(produced, given, count); });
  return lexicon;
}

}  // namespace hexapla
