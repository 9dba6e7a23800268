#include "translate/align/word_model.h"

#include <algorithm>
#include <cmath>

#include "translate/align/fast_log.h"

namespace hexapla {
namespace {

constexpr std::uint32_t kNoBag = 0xFFFFFFFF;
constexpr float kLeastCount = 1e-3F;   // an entry below is forgotten
constexpr float kLeastTaught = 0.02F;  // what a bead gave less of is not worth taking back

// Adds up the words of sentences [first, first + count) in order of id.
void merge_words(const SentenceTable& table, std::uint32_t first, std::uint32_t count,
                 std::vector<WordCount>& out) {
  out.clear();
  out.insert(out.end(), table.words.begin() + table.first_word[first],
             table.words.begin() + table.first_word[first + count]);
  if (count == 1) return;
  std::sort(out.begin(), out.end(),
            [](const WordCount& a, const WordCount& b) { return a.word < b.word; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (kept > 0 && out[kept - 1].word == out[i].word)
      out[kept - 1].count += out[i].count;
    else
      out[kept++] = out[i];
  }
  out.resize(kept);
}

}  // namespace

WordModel::WordModel(const SentenceTable& given, std::size_t given_words,
                     const SentenceTable& produced, std::size_t produced_words,
                     std::vector<KnownPair> known, const AlignTuning& tuning)
    : given_(given),
      produced_(produced),
      given_words_(given_words),
      produced_words_(produced_words),
      known_(std::move(known)),
      tuning_(tuning) {
  std::sort(known_.begin(), known_.end(), [](const KnownPair& a, const KnownPair& b) {
    return a.given != b.given ? a.given < b.given : a.produced < b.produced;
  });
  first_known_.assign(given_words_ + 1, 0);
  for (const KnownPair& pair : known_) ++first_known_[pair.given + 1];
  for (std::size_t i = 0; i < given_words_; ++i) first_known_[i + 1] += first_known_[i];
  dense_.assign(produced_words_, 0);
  given_mark_.assign(given_words_, 0);
  inverse_total_.assign(given_words_, 0);
  scale_.assign(produced_.words.size(), 0);
  trust_.assign(produced_.words.size(), 0);
  learn({});
}

void WordModel::learn(std::span<const LearnedBead> beads) {
  for (const WordId word : touched_) dense_[word] = 0;
  touched_.clear();
  start_rows(beads);
  if (!bags_.empty())
    for (std::uint32_t i = 0; i < tuning_.iterations; ++i) iterate(i + 1 == tuning_.iterations);
  index_taught();

  // How much each produced word can be believed, and what it is compared with.
  produced_known_.assign(produced_words_, 0);
  for (const KnownPair& pair : known_) produced_known_[pair.produced] += pair.count;
  // Chance is what the whole table says of a word, so that it is there before anything is learnt.
  std::vector<float> frequency(produced_words_, 0);
  double total = 1;
  for (const WordCount& word : produced_.words) {
    frequency[word.word] += word.count;
    total += static_cast<double>(word.count);
  }
  const auto add_one = static_cast<float>(0.5);
  for (std::uint32_t sentence = 0; sentence < produced_.size(); ++sentence) {
    const std::uint32_t bag = bag_of_produced_[sentence];
    for (std::uint32_t k = produced_.first_word[sentence]; k < produced_.first_word[sentence + 1];
         ++k) {
      const WordId word = produced_.words[k].word;
      float elsewhere = produced_count_[word];
      if (bag != kNoBag) elsewhere -= bags_[bag].weight * produced_.words[k].count;
      const float seen = std::max(elsewhere, 0.0F) + produced_known_[word];
      trust_[k] = seen / (seen + static_cast<float>(tuning_.trust_after));
      scale_[k] = static_cast<float>(total) / (frequency[word] + add_one);
    }
  }
}

void WordModel::start_rows(std::span<const LearnedBead> beads) {
  bags_.clear();
  bag_produced_.clear();
  bag_of_given_.assign(given_.size(), kNoBag);
  bag_of_produced_.assign(produced_.size(), kNoBag);
  produced_count_.assign(produced_words_, 0);
  std::vector<WordCount> merged, given_words;
  std::vector<std::uint32_t> given_first{0};
  for (const LearnedBead& bead : beads) {
    if (bead.source_count == 0 || bead.target_count == 0 || bead.weight <= 0) continue;
    const auto bag = static_cast<std::uint32_t>(bags_.size());
    merge_words(given_, bead.source_first, bead.source_count, merged);
    float given_total = 0;
    for (const WordCount& word : merged) given_total += word.count;
    given_words.insert(given_words.end(), merged.begin(), merged.end());
    given_first.push_back(static_cast<std::uint32_t>(given_words.size()));
    merge_words(produced_, bead.target_first, bead.target_count, merged);
    const auto first = static_cast<std::uint32_t>(bag_produced_.size());
    bag_produced_.insert(bag_produced_.end(), merged.begin(), merged.end());
    for (const WordCount& word : merged) produced_count_[word.word] += bead.weight * word.count;
    bags_.push_back(
        {first, static_cast<std::uint32_t>(bag_produced_.size()), bead.weight, given_total});
    std::fill_n(bag_of_given_.begin() + bead.source_first, bead.source_count, bag);
    std::fill_n(bag_of_produced_.begin() + bead.target_first, bead.target_count, bag);
  }
  bag_denominator_.assign(bag_produced_.size(), 0);
  produced_total_ = 1;
  for (const float count : produced_count_) produced_total_ += static_cast<double>(count);

  first_occurrence_.assign(given_words_ + 1, 0);
  for (const WordCount& word : given_words) ++first_occurrence_[word.word + 1];
  for (std::size_t i = 0; i < given_words_; ++i) first_occurrence_[i + 1] += first_occurrence_[i];
  occurrences_.resize(given_words.size());
  std::vector<std::uint32_t> next(first_occurrence_.begin(), first_occurrence_.end() - 1);
  for (std::uint32_t bag = 0; bag < bags_.size(); ++bag)
    for (std::uint32_t k = given_first[bag]; k < given_first[bag + 1]; ++k)
      occurrences_[next[given_words[k].word]++] = {bag, given_words[k].count};

  // Which pairs there are: those together in two beads or more, as a pair of a single one would
  // only speak for itself, and those known. Of very many, the ones most above chance.
  entries_.clear();
  first_entry_.assign(1, 0);
  given_total_.assign(given_words_, 0);
  std::vector<std::uint32_t> support(produced_words_, 0);
  std::vector<Entry> row;
  for (WordId given = 0; given < given_words_; ++given) {
    touched_.clear();
    for (std::uint32_t o = first_occurrence_[given]; o < first_occurrence_[given + 1]; ++o) {
      const Bag& bag = bags_[occurrences_[o].bag];
      const float share = bag.weight * occurrences_[o].count /
                          (bag.given_total + static_cast<float>(tuning_.null_word));
      for (std::uint32_t k = bag.produced_first; k < bag.produced_past; ++k) {
        const WordId produced = bag_produced_[k].word;
        if (support[produced]++ == 0) touched_.push_back(produced);
        dense_[produced] += share * bag_produced_[k].count;
      }
    }
    for (std::uint32_t k = first_known_[given]; k < first_known_[given + 1]; ++k) {
      const WordId produced = known_[k].produced;
      if (support[produced] == 0) touched_.push_back(produced);
      support[produced] += 2;
      dense_[produced] += known_[k].count;
    }
    row.clear();
    for (const WordId produced : touched_) {
      if (support[produced] >= 2) row.push_back({produced, dense_[produced]});
      support[produced] = 0;
      dense_[produced] = 0;
    }
    if (row.size() > tuning_.row_limit) {
      const auto above_chance = [&](const Entry& entry) {
        return entry.count * entry.count / (produced_count_[entry.word] + 1);
      };
      std::nth_element(row.begin(), row.begin() + tuning_.row_limit, row.end(),
                       [&](const Entry& a, const Entry& b) {
                         const float x = above_chance(a), y = above_chance(b);
                         return x != y ? x > y : a.word < b.word;
                       });
      row.resize(tuning_.row_limit);
    }
    std::sort(row.begin(), row.end(),
              [](const Entry& a, const Entry& b) { return a.word < b.word; });
    for (const Entry& entry : row) given_total_[given] += entry.count;
    entries_.insert(entries_.end(), row.begin(), row.end());
    first_entry_.push_back(static_cast<std::uint32_t>(entries_.size()));
  }
  touched_.clear();
}

void WordModel::iterate(bool last) {
  const auto chance = [&](WordId word) {
    return static_cast<float>(tuning_.null_word) * produced_count_[word] /
           static_cast<float>(produced_total_);
  };
  for (std::size_t k = 0; k < bag_produced_.size(); ++k)
    bag_denominator_[k] = chance(bag_produced_[k].word);

  const auto for_each_row = [&](const auto& visit) {
    for (WordId given = 0; given < given_words_; ++given) {
      if (first_entry_[given] == first_entry_[given + 1]) continue;
      const float inverse = 1 / given_total_[given];
      for (std::uint32_t e = first_entry_[given]; e < first_entry_[given + 1]; ++e)
        dense_[entries_[e].word] = entries_[e].count * inverse;
      visit(given);
      for (std::uint32_t e = first_entry_[given]; e < first_entry_[given + 1]; ++e)
        dense_[entries_[e].word] = 0;
    }
  };
  for_each_row([&](WordId given) {
    for (std::uint32_t o = first_occurrence_[given]; o < first_occurrence_[given + 1]; ++o) {
      const Bag& bag = bags_[occurrences_[o].bag];
      for (std::uint32_t k = bag.produced_first; k < bag.produced_past; ++k)
        bag_denominator_[k] += occurrences_[o].count * dense_[bag_produced_[k].word];
    }
  });

  if (last) {
    taught_unordered_.clear();
    taught_bag_.clear();
  }
  std::vector<float> gained(produced_words_, 0);
  for_each_row([&](WordId given) {
    for (std::uint32_t o = first_occurrence_[given]; o < first_occurrence_[given + 1]; ++o) {
      const Bag& bag = bags_[occurrences_[o].bag];
      const float share = bag.weight * occurrences_[o].count;
      for (std::uint32_t k = bag.produced_first; k < bag.produced_past; ++k) {
        const WordId produced = bag_produced_[k].word;
        if (dense_[produced] == 0) continue;
        const float count = share * bag_produced_[k].count * dense_[produced] / bag_denominator_[k];
        gained[produced] += count;
        if (last && count >= kLeastTaught) {
          taught_unordered_.push_back({produced, given, count});
          taught_bag_.push_back(occurrences_[o].bag);
        }
      }
    }
    for (std::uint32_t k = first_known_[given]; k < first_known_[given + 1]; ++k)
      gained[known_[k].produced] += known_[k].count;
    float total = 0;
    for (std::uint32_t e = first_entry_[given]; e < first_entry_[given + 1]; ++e) {
      const float count = gained[entries_[e].word];
      gained[entries_[e].word] = 0;
      dense_[entries_[e].word] = 0;
      entries_[e].count = count >= kLeastCount ? count : 0;
      total += entries_[e].count;
    }
    given_total_[given] = std::max(total, 1e-6F);
  });
}

void WordModel::index_taught() {
  if (bags_.empty()) {
    taught_unordered_.clear();
    taught_bag_.clear();
  }
  first_taught_.assign(bags_.size() + 1, 0);
  for (const std::uint32_t bag : taught_bag_) ++first_taught_[bag + 1];
  for (std::size_t i = 0; i < bags_.size(); ++i) first_taught_[i + 1] += first_taught_[i];
  taught_.resize(taught_unordered_.size());
  std::vector<std::uint32_t> next(first_taught_.begin(), first_taught_.end() - 1);
  for (std::size_t i = 0; i < taught_unordered_.size(); ++i)
    taught_[next[taught_bag_[i]]++] = taught_unordered_[i];
  taught_unordered_.clear();
  for (std::size_t bag = 0; bag < bags_.size(); ++bag)
    std::sort(taught_.begin() + first_taught_[bag], taught_.begin() + first_taught_[bag + 1],
              [](const Taught& a, const Taught& b) {
                return a.produced != b.produced ? a.produced < b.produced : a.given < b.given;
              });
}

void WordModel::prepare(std::uint32_t given_sentence) {
  for (const WordId word : touched_) dense_[word] = 0;
  touched_.clear();
  prepared_bag_ = bag_of_given_[given_sentence];
  const auto words =
      std::span(given_.words)
          .subspan(given_.first_word[given_sentence],
                   given_.first_word[given_sentence + 1] - given_.first_word[given_sentence]);
  const auto taught = prepared_bag_ == kNoBag
                          ? std::span<const Taught>{}
                          : std::span<const Taught>(taught_).subspan(
                                first_taught_[prepared_bag_],
                                first_taught_[prepared_bag_ + 1] - first_taught_[prepared_bag_]);
  const auto smoothing = static_cast<float>(tuning_.smoothing);
  for (const WordCount& word : words) inverse_total_[word.word] = given_total_[word.word];
  for (const WordCount& word : words) given_mark_[word.word] = word.count;
  for (const Taught& own : taught)
    if (given_mark_[own.given] > 0) inverse_total_[own.given] -= own.count;
  mass_ = static_cast<float>(tuning_.null_word);
  smoothing_mass_ = static_cast<float>(tuning_.null_word);
  for (const WordCount& word : words) {
    float& inverse = inverse_total_[word.word];
    inverse = 1 / (std::max(inverse, 0.0F) + smoothing);
    mass_ += word.count;
    smoothing_mass_ += word.count * smoothing * inverse;
    const float factor = word.count * inverse;
    for (std::uint32_t e = first_entry_[word.word]; e < first_entry_[word.word + 1]; ++e) {
      float& sum = dense_[entries_[e].word];
      if (sum == 0) touched_.push_back(entries_[e].word);
      sum += factor * entries_[e].count;
    }
  }
  for (const Taught& own : taught)
    if (given_mark_[own.given] > 0) {
      float& sum = dense_[own.produced];
      if (sum == 0) touched_.push_back(own.produced);
      sum -= given_mark_[own.given] * inverse_total_[own.given] * own.count;
    }
}

float WordModel::sums(std::uint32_t given_sentence, std::uint32_t produced_first,
                      std::uint32_t produced_past, std::vector<float>& sums) {
  prepare(given_sentence);
  const std::uint32_t first = produced_.first_word[produced_first];
  const std::uint32_t past = produced_.first_word[produced_past];
  sums.resize(past - first);
  for (std::uint32_t k = first; k < past; ++k) sums[k - first] = dense_[produced_.words[k].word];
  // What the produced sentences' own beads taught is taken back too.
  for (std::uint32_t sentence = produced_first; sentence < produced_past; ++sentence) {
    const std::uint32_t bag = bag_of_produced_[sentence];
    if (bag == kNoBag || bag == prepared_bag_) continue;
    std::uint32_t k = produced_.first_word[sentence];
    const std::uint32_t k_past = produced_.first_word[sentence + 1];
    for (std::uint32_t t = first_taught_[bag]; t < first_taught_[bag + 1]; ++t) {
      const Taught& own = taught_[t];
      if (given_mark_[own.given] == 0) continue;
      while (k < k_past && produced_.words[k].word < own.produced) ++k;
      if (k == k_past) break;
      if (produced_.words[k].word == own.produced)
        sums[k - first] -= given_mark_[own.given] * inverse_total_[own.given] * own.count;
    }
  }
  const auto cap = static_cast<float>(tuning_.ratio_cap);
  for (std::uint32_t k = first; k < past; ++k)
    sums[k - first] = std::min(std::max(sums[k - first], 0.0F) * scale_[k], cap);
  for (std::uint32_t k = given_.first_word[given_sentence];
       k < given_.first_word[given_sentence + 1]; ++k)
    given_mark_[given_.words[k].word] = 0;
  return mass_;
}

float WordModel::log_ratio(std::uint32_t produced_sentence, const float* sums, float mass,
                           float smoothing_mass) const {
  const std::uint32_t first = produced_.first_word[produced_sentence];
  const std::uint32_t past = produced_.first_word[produced_sentence + 1];
  const auto share = static_cast<float>(1 - tuning_.floor);
  const float inverse = 1 / mass, smoothed = smoothing_mass * inverse;
  float result = 0;
  for (std::uint32_t k = first; k < past; ++k) {
    const float ratio = sums[k - first] * inverse + smoothed;
    result += produced_.words[k].count * fast_log(1 + share * trust_[k] * (ratio - 1));
  }
  return result;
}

}  // namespace hexapla
