#include "translate/align/link_model.h"

#include <algorithm>
#include <cmath>

#include "store/text/utf8.h"
#include "translate/align/fast_log.h"

namespace hexapla {
namespace {

constexpr int kReach = 8;  // longer jumps are all alike

std::vector<float> first_jumps() {
  // One step on is what most words take.
  std::vector<float> jumps(2 * kReach + 1);
  for (int d = -kReach; d <= kReach; ++d)
    jumps[static_cast<std::size_t>(d + kReach)] =
        std::exp(-0.6F * static_cast<float>(std::abs(d - 1)));
  float total = 0;
  for (const float jump : jumps) total += jump;
  for (float& jump : jumps) jump /= total;
  return jumps;
}

}  // namespace

LinkModel::LinkModel(const Vocabulary& source, const Vocabulary& target, const LinkTuning& tuning)
    : source_(source), target_(target), tuning_(tuning) {
  forward_.jumps = backward_.jumps = first_jumps();
}

std::uint32_t LinkModel::pair_number(WordId source, WordId target) {
  const std::uint64_t key = (std::uint64_t{source} << 32U) | target;
  const auto [entry, is_new] = numbers_.try_emplace(key, static_cast<std::uint32_t>(pairs_.size()));
  if (is_new) {
    pairs_.emplace_back(source, target);
    known_.push_back(0);
  }
  return entry->second;
}

// What two words are thought to have in common before any bead is looked at: words that stand
// about as often in their texts, and that are about as long, rather render each other.
float LinkModel::prior(WordId source, WordId target) const {
  const Vocabulary::Word& s = source_[source];
  const Vocabulary::Word& t = target_[target];
  const auto apart = [](std::size_t a, std::size_t b) {
    return std::abs(std::log(static_cast<double>(a + 1) / static_cast<double>(b + 1)));
  };
  double value = tuning_.sparsity;
  if (s.word_class != t.word_class) {
    value *= tuning_.other_class;
  } else {
    value *= std::exp(-tuning_.other_length *
                      apart(count_code_points(s.spelling), count_code_points(t.spelling)));
  }
  value *= std::exp(-tuning_.other_frequency *
                    apart(source_frequency_[source], target_frequency_[target]));
  return static_cast<float>(value);
}

void LinkModel::know(std::span<const KnownPair> pairs) {
  for (const KnownPair& pair : pairs)
    known_[pair_number(pair.given, pair.produced)] +=
        pair.count * static_cast<float>(tuning_.known_weight);
}

std::uint32_t LinkModel::add(std::span<const PlacedWord> source,
                             std::span<const PlacedWord> target) {
  Bead bead{static_cast<std::uint32_t>(source.size()), static_cast<std::uint32_t>(target.size()),
            cells_.size(), source_words_.size(), target_words_.size()};
  for (const PlacedWord& word : source) source_words_.push_back(word.word);
  for (const PlacedWord& word : target) target_words_.push_back(word.word);
  for (const PlacedWord& s : source)
    for (const PlacedWord& t : target) cells_.push_back(pair_number(s.word, t.word));
  beads_.push_back(bead);
  return static_cast<std::uint32_t>(beads_.size() - 1);
}

// From counts to how likely each pair is.
void LinkModel::estimate(Direction& direction, bool source_gives) const {
  std::fill(direction.totals.begin(), direction.totals.end(), 0.0F);
  for (std::size_t p = 0; p < pairs_.size(); ++p)
    direction.totals[source_gives ? pairs_[p].first : pairs_[p].second] +=
        direction.counts[p] + priors_[p];
  for (std::size_t p = 0; p < pairs_.size(); ++p)
    direction.likelihood[p] = (direction.counts[p] + priors_[p]) /
                              direction.totals[source_gives ? pairs_[p].first : pairs_[p].second];
}

// Fills posteriors[s * target_words + t]: forward, that t comes from s (given are source words);
// backward, that s comes from t.
void LinkModel::weigh(const Bead& bead, Stage stage, bool is_forward,
                      std::vector<float>& posteriors, std::vector<double>* jump_counts) const {
  const Direction& direction = is_forward ? forward_ : backward_;
  const std::uint32_t given = is_forward ? bead.source_words : bead.target_words;
  const std::uint32_t produced = is_forward ? bead.target_words : bead.source_words;
  const std::size_t given_step = is_forward ? bead.target_words : 1;
  const std::size_t produced_step = is_forward ? 1 : bead.target_words;
  const WordId* produced_words =
      is_forward ? &target_words_[bead.first_target] : &source_words_[bead.first_source];
  const auto share = static_cast<float>(1 - tuning_.null_share);
  const auto null_share = static_cast<float>(tuning_.null_share);
  const auto steepness = stage == Stage::places ? static_cast<float>(tuning_.diagonal) : 0.0F;

  // How likely each produced word is from each given one, by produced word.
  std::vector<float> emission(std::size_t{given} * produced), nothing(produced);
  for (std::uint32_t j = 0; j < produced; ++j) {
    float* row = &emission[std::size_t{j} * given];
    for (std::uint32_t i = 0; i < given; ++i)
      row[i] = direction.likelihood[cells_[bead.first_cell + i * given_step + j * produced_step]];
    nothing[j] = direction.chance[produced_words[j]];
  }
  posteriors.resize(std::size_t{given} * produced);
  const auto put = [&](std::uint32_t i, std::uint32_t j, float value) {
    posteriors[i * given_step + j * produced_step] = value;
  };
  if (stage != Stage::jumps) {
    for (std::uint32_t j = 0; j < produced; ++j) {
      float* row = &emission[std::size_t{j} * given];
      const float at = (static_cast<float>(j) + 0.5F) / static_cast<float>(produced);
      float places = 0, total = 0;
      for (std::uint32_t i = 0; i < given; ++i) {
        const float there = (static_cast<float>(i) + 0.5F) / static_cast<float>(given);
        const float place = fast_exp(-steepness * std::abs(at - there));
        places += place;
        row[i] *= place;
      }
      for (std::uint32_t i = 0; i < given; ++i) {
        row[i] /= places;
        total += share * row[i];
      }
      total += null_share * nothing[j];
      for (std::uint32_t i = 0; i < given; ++i) put(i, j, share * row[i] / total);
    }
    return;
  }

  // Forward and backward over the produced words; a word from nowhere leaves the place as it was.
  // Jumps within reach have a probability each, all others share one.
  const auto uniform = static_cast<float>(tuning_.jump_uniform) / static_cast<float>(given);
  const auto jumping = static_cast<float>(1 - tuning_.jump_uniform);
  std::vector<float> scale(given);  // of the jumps from a place that stay inside the bead
  const auto n = static_cast<int>(given);
  for (int from = 0; from < n; ++from) {
    float inside = 0;
    for (int d = std::max(-kReach, -from); d <= std::min(kReach, n - 1 - from); ++d)
      inside += direction.jumps[static_cast<std::size_t>(d + kReach)];
    scale[static_cast<std::size_t>(from)] = jumping / std::max(inside, 1e-6F);
  }
  std::vector<float> place(std::size_t{given} * (produced + 1));  // after j words
  std::vector<float> moved(std::size_t{given} * produced);
  const float start = 1 / static_cast<float>(given);
  std::fill_n(place.begin(), given, start);
  for (std::uint32_t j = 0; j < produced; ++j) {
    const float* before = &place[std::size_t{j} * given];
    float* move = &moved[std::size_t{j} * given];
    float* after = &place[std::size_t{j + 1} * given];
    if (j == 0) {
      std::copy_n(before, given, move);
    } else {
      float all = 0;
      for (int from = 0; from < n; ++from) all += before[from];
      std::fill_n(move, given, all * uniform);
      for (int from = 0; from < n; ++from) {
        const float leaving = before[from] * scale[static_cast<std::size_t>(from)];
        for (int d = std::max(-kReach, -from); d <= std::min(kReach, n - 1 - from); ++d)
          move[from + d] += leaving * direction.jumps[static_cast<std::size_t>(d + kReach)];
      }
    }
    float total = 0;
    for (std::uint32_t i = 0; i < given; ++i) {
      after[i] = share * move[i] * emission[std::size_t{j} * given + i] +
                 null_share * nothing[j] * before[i];
      total += after[i];
    }
    const float inverse = 1 / std::max(total, 1e-30F);
    for (std::uint32_t i = 0; i < given; ++i) after[i] *= inverse;
  }
  std::vector<float> rest(given, 1.0F), next(given), landing(given);
  for (std::uint32_t j = produced; j-- > 0;) {
    const float* before = &place[std::size_t{j} * given];
    const float* move = &moved[std::size_t{j} * given];
    float total = 0;
    for (std::uint32_t i = 0; i < given; ++i) {
      landing[i] = share * emission[std::size_t{j} * given + i] * rest[i];
      total += move[i] * landing[i] + null_share * nothing[j] * before[i] * rest[i];
    }
    const float inverse = 1 / std::max(total, 1e-30F);
    for (std::uint32_t i = 0; i < given; ++i) put(i, j, move[i] * landing[i] * inverse);
    if (j == 0) break;
    float all = 0;
    for (std::uint32_t i = 0; i < given; ++i) all += landing[i];
    float largest = 0;
    for (int from = 0; from < n; ++from) {
      float onward = all * uniform;
      for (int d = std::max(-kReach, -from); d <= std::min(kReach, n - 1 - from); ++d) {
        const float step = scale[static_cast<std::size_t>(from)] *
                           direction.jumps[static_cast<std::size_t>(d + kReach)] *
                           landing[static_cast<std::size_t>(from + d)];
        onward += step;
        if (jump_counts != nullptr)
          (*jump_counts)[static_cast<std::size_t>(d + kReach)] +=
              static_cast<double>(before[from] * step * inverse);
      }
      next[static_cast<std::size_t>(from)] =
          onward + null_share * nothing[j] * rest[static_cast<std::size_t>(from)];
      largest = std::max(largest, next[static_cast<std::size_t>(from)]);
    }
    const float smaller = 1 / std::max(largest, 1e-30F);
    for (std::uint32_t i = 0; i < given; ++i) rest[i] = next[i] * smaller;
  }
}

void LinkModel::count(const Bead& bead, Stage stage) {
  std::vector<float> forward, backward;
  const bool with_jumps = stage == Stage::jumps;
  weigh(bead, stage, true, forward, with_jumps ? &forward_.jump_counts : nullptr);
  weigh(bead, stage, false, backward, with_jumps ? &backward_.jump_counts : nullptr);
  for (std::size_t k = 0; k < forward.size(); ++k) {
    float both = forward[k] * backward[k];
    // While little is known, their product would leave nothing to go by.
    if (stage == Stage::together) both = std::sqrt(both);
    forward_.counts[cells_[bead.first_cell + k]] += both;
    backward_.counts[cells_[bead.first_cell + k]] += both;
  }
}

void LinkModel::learn() {
  const auto begin = [&](Direction& direction, std::size_t given, std::size_t produced,
                         const std::vector<WordId>& produced_words) {
    direction.counts.assign(pairs_.size(), 0);
    direction.likelihood.assign(pairs_.size(), 1);
    direction.totals.assign(given, 0);
    // A word from nowhere is as likely as it is frequent; rare ones less rarely than they seem.
    direction.chance.assign(produced, 0);
    for (const WordId word : produced_words) direction.chance[word] += 1;
    const auto total = static_cast<float>(produced_words.size() + produced);
    for (float& chance : direction.chance) chance = (chance + 1) / std::max(total, 1.0F);
  };
  begin(forward_, source_.size(), target_.size(), target_words_);
  begin(backward_, target_.size(), source_.size(), source_words_);
  source_frequency_.assign(source_.size(), 0);
  target_frequency_.assign(target_.size(), 0);
  for (const WordId word : source_words_) ++source_frequency_[word];
  for (const WordId word : target_words_) ++target_frequency_[word];
  priors_.resize(pairs_.size());
  for (std::size_t p = 0; p < pairs_.size(); ++p)
    priors_[p] = prior(pairs_[p].first, pairs_[p].second) + known_[p];
  estimate(forward_, true);
  estimate(backward_, false);
  const std::uint32_t with_places = tuning_.together_rounds;
  const std::uint32_t with_jumps = with_places + tuning_.place_rounds;
  for (std::uint32_t i = 0; i < with_jumps + tuning_.jump_rounds; ++i) {
    const Stage stage = i < with_places  ? Stage::together
                        : i < with_jumps ? Stage::places
                                         : Stage::jumps;
    std::fill(forward_.counts.begin(), forward_.counts.end(), 0.0F);
    std::fill(backward_.counts.begin(), backward_.counts.end(), 0.0F);
    forward_.jump_counts.assign(2 * kReach + 1, 0);
    backward_.jump_counts.assign(2 * kReach + 1, 0);
    for (const Bead& bead : beads_) count(bead, stage);
    estimate(forward_, true);
    estimate(backward_, false);
    if (stage != Stage::jumps) continue;
    for (Direction* direction : {&forward_, &backward_}) {
      // As if a hundred jumps had been seen before.
      const std::vector<float> before = first_jumps();
      double total = 100;
      for (const double jumps : direction->jump_counts) total += jumps;
      for (std::size_t d = 0; d < before.size(); ++d)
        direction->jumps[d] = static_cast<float>(
            (direction->jump_counts[d] + 100 * static_cast<double>(before[d])) / total);
    }
  }
}

LinkTable LinkModel::table(std::uint32_t number) const {
  const Bead& bead = beads_[number];
  LinkTable table{bead.source_words, bead.target_words, {}, {}};
  weigh(bead, Stage::jumps, true, table.forward, nullptr);
  weigh(bead, Stage::jumps, false, table.backward, nullptr);
  return table;
}

}  // namespace hexapla
