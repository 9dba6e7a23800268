#include "translate/align/word_model.h"

#include <algorithm>

#include "translate/align/fast_log.h"

namespace hexapla {
namespace {

constexpr float kLeastCount = 1e-3F;  // an entry below is forgotten
// Occurrences up to which the meetings of their words are listed: of more, the list would take more
// memory than all else.
constexpr std::size_t kMostListed = 200'000;
constexpr float kLeastTaught = 0.02F;  // what a bead gave less of is not worth taking back

// Assigning `{}` would keep it.
template <typename T>
void free_memory(std::vector<T>& values) {
  std::vector<T>().swap(values);
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
  const auto is_before = [](const KnownPair& a, const KnownPair& b) {
    return a.given != b.given ? a.given < b.given : a.produced < b.produced;
  };
  if (!std::is_sorted(known_.begin(), known_.end(), is_before))
    std::sort(known_.begin(), known_.end(), is_before);
  first_known_.assign(given_words_ + 1, 0);
  for (const KnownPair& pair : known_) ++first_known_[pair.given + 1];
  for (std::size_t i = 0; i < given_words_; ++i) first_known_[i + 1] += first_known_[i];
  dense_.assign(produced_words_, 0);
  given_mark_.assign(given_words_, 0);
  inverse_total_.assign(given_words_, 0);
  scale_.assign(produced_.words.size(), 0);
  trust_.assign(produced_.words.size(), 0);
  learn({}, 0);
}

void WordModel::learn(std::span<const SentenceLink> links, double doubt) {
  for (const WordId word : touched_) dense_[word] = 0;
  touched_.clear();
  start_rows(links);
  free_memory(taught_);
  free_memory(taught_by_given_);
  if (!links.empty())
    for (std::uint32_t i = 0; i < tuning_.iterations; ++i)
      iterate(i + 1 == tuning_.iterations, static_cast<float>(doubt));
  index_taught();
  free_memory(occurrences_);
  free_memory(meetings_);
  free_memory(first_meeting_);
  free_memory(entry_of_);
  free_memory(denominator_);

  // How much each produced word can be believed, and what it is compared with.
  produced_known_.assign(produced_words_, 0);
  for (const KnownPair& pair : known_) produced_known_[pair.produced] += pair.count;
  // Chance is what the whole table says of a word, so that it is there before anything is learnt.
  std::vector<float> frequency(produced_words_, 0);
  double total = tuning_.unseen_words;
  for (const WordCount& word : produced_.words) {
    frequency[word.word] += word.count;
    total += static_cast<double>(word.count);
  }
  const auto add_one = static_cast<float>(0.5);
  for (std::uint32_t sentence = 0; sentence < produced_.size(); ++sentence) {
    for (std::uint32_t k = produced_.first_word[sentence]; k < produced_.first_word[sentence + 1];
         ++k) {
      const WordId word = produced_.words[k].word;
      const float elsewhere = produced_count_[word] - linked_[sentence] * produced_.words[k].count;
      const float seen = std::max(elsewhere, 0.0F) + produced_known_[word];
      trust_[k] = seen / (seen + static_cast<float>(tuning_.trust_after));
      scale_[k] = static_cast<float>(total) / (frequency[word] + add_one);
    }
  }
}

void WordModel::start_rows(std::span<const SentenceLink> links) {
  linked_.assign(produced_.size(), 0);
  produced_count_.assign(produced_words_, 0);
  denominator_.assign(produced_.words.size(), 0);
  first_occurrence_.assign(given_words_ + 1, 0);
  std::vector<float> given_total(produced_.size(), 0);
  for (const SentenceLink& link : links) {
    linked_[link.target] = std::min(1.0F, linked_[link.target] + link.weight);
    given_total[link.target] += link.weight * given_.word_total[link.source];
    for (std::uint32_t k = given_.first_word[link.source]; k < given_.first_word[link.source + 1];
         ++k)
      ++first_occurrence_[given_.words[k].word + 1];
  }
  produced_total_ = 1;
  for (std::uint32_t sentence = 0; sentence < produced_.size(); ++sentence) {
    for (std::uint32_t k = produced_.first_word[sentence]; k < produced_.first_word[sentence + 1];
         ++k)
      produced_count_[produced_.words[k].word] += linked_[sentence] * produced_.words[k].count;
    produced_total_ += static_cast<double>(linked_[sentence] * produced_.word_total[sentence]);
  }
  for (std::size_t i = 0; i < given_words_; ++i) first_occurrence_[i + 1] += first_occurrence_[i];
  occurrences_.resize(first_occurrence_.back());
  std::vector<std::uint32_t> next(first_occurrence_.begin(), first_occurrence_.end() - 1);
  for (const SentenceLink& link : links)
    for (std::uint32_t k = given_.first_word[link.source]; k < given_.first_word[link.source + 1];
         ++k)
      occurrences_[next[given_.words[k].word]++] = {link.source, link.target,
                                                    link.weight * given_.words[k].count};

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
      const std::uint32_t sentence = occurrences_[o].produced_sentence;
      const float share =
          occurrences_[o].count / (given_total[sentence] + static_cast<float>(tuning_.null_word));
      for (std::uint32_t k = produced_.first_word[sentence]; k < produced_.first_word[sentence + 1];
           ++k) {
        const WordId produced = produced_.words[k].word;
        if (support[produced]++ == 0) touched_.push_back(produced);
        dense_[produced] += share * produced_.words[k].count;
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
  find_meetings();
}

template <typename Visit>
void WordModel::for_each_meeting(WordId given, Visit visit) {
  const std::uint32_t first = first_occurrence_[given], past = first_occurrence_[given + 1];
  if (!first_meeting_.empty()) {
    for (std::uint32_t o = first; o < past; ++o)
      for (std::uint32_t m = first_meeting_[o]; m < first_meeting_[o + 1]; ++m)
        visit(o, meetings_[m].place, meetings_[m].entry);
    return;
  }
  constexpr std::uint32_t kNone = ~0U;
  entry_of_.resize(produced_words_, kNone);
  for (std::uint32_t e = first_entry_[given]; e < first_entry_[given + 1]; ++e)
    entry_of_[entries_[e].word] = e;
  for (std::uint32_t o = first; o < past; ++o) {
    const std::uint32_t sentence = occurrences_[o].produced_sentence;
    for (std::uint32_t k = produced_.first_word[sentence]; k < produced_.first_word[sentence + 1];
         ++k)
      if (const std::uint32_t e = entry_of_[produced_.words[k].word]; e != kNone) visit(o, k, e);
  }
  for (std::uint32_t e = first_entry_[given]; e < first_entry_[given + 1]; ++e)
    entry_of_[entries_[e].word] = kNone;
}

void WordModel::find_meetings() {
  meetings_.clear();
  first_meeting_.clear();
  if (occurrences_.size() > kMostListed) return;
  std::vector<std::uint32_t> first{0};
  first.reserve(occurrences_.size() + 1);
  for (WordId given = 0; given < given_words_; ++given) {
    for_each_meeting(given, [&](std::uint32_t o, std::uint32_t place, std::uint32_t entry) {
      first.resize(o + 1, static_cast<std::uint32_t>(meetings_.size()));
      meetings_.push_back({place, entry});
    });
  }
  first.resize(occurrences_.size() + 1, static_cast<std::uint32_t>(meetings_.size()));
  first_meeting_.swap(first);
}

void WordModel::iterate(bool last, float doubt) {
  const auto chance = [&](WordId word) {
    return static_cast<float>(tuning_.null_word) * produced_count_[word] /
           static_cast<float>(produced_total_);
  };
  for (std::size_t k = 0; k < produced_.words.size(); ++k)
    denominator_[k] = chance(produced_.words[k].word);

  std::vector<float> share(entries_.size());
  for (WordId given = 0; given < given_words_; ++given) {
    const float inverse = 1 / given_total_[given];
    for (std::uint32_t e = first_entry_[given]; e < first_entry_[given + 1]; ++e)
      share[e] = entries_[e].count * inverse;
  }
  for (WordId given = 0; given < given_words_; ++given) {
    for_each_meeting(given, [&](std::uint32_t o, std::uint32_t place, std::uint32_t entry) {
      denominator_[place] += occurrences_[o].count * share[entry];
    });
  }

  std::vector<float> gained(entries_.size(), 0);
  for (WordId given = 0; given < given_words_; ++given) {
    for_each_meeting(given, [&](std::uint32_t o, std::uint32_t place, std::uint32_t entry) {
      if (share[entry] == 0) return;
      const Occurrence& occurrence = occurrences_[o];
      const float part = linked_[occurrence.produced_sentence] * occurrence.count;
      const float count = part * produced_.words[place].count * share[entry] / denominator_[place];
      gained[entry] += count;
      if (last && count >= kLeastTaught)
        found_.push_back({occurrence.given_sentence, place, given, count});
    });
    float total = 0;
    std::uint32_t k = first_known_[given];
    for (std::uint32_t e = first_entry_[given]; e < first_entry_[given + 1]; ++e) {
      while (k < first_known_[given + 1] && known_[k].produced < entries_[e].word) ++k;
      for (; k < first_known_[given + 1] && known_[k].produced == entries_[e].word; ++k)
        gained[e] += known_[k].count;
      const float count = gained[e];
      entries_[e].count = count < kLeastCount ? 0 : last ? count * count / (count + doubt) : count;
      total += entries_[e].count;
    }
    given_total_[given] = std::max(total, 1e-6F);
  }
}

void WordModel::index_taught() {
  // By produced sentence: a word's place in the table says it.
  std::vector<std::uint32_t> sentence_of(produced_.words.size());
  for (std::uint32_t sentence = 0; sentence < produced_.size(); ++sentence)
    std::fill(sentence_of.begin() + produced_.first_word[sentence],
              sentence_of.begin() + produced_.first_word[sentence + 1], sentence);
  first_by_produced_.assign(produced_.size() + 1, 0);
  for (const Taught& taught : found_) ++first_by_produced_[sentence_of[taught.place] + 1];
  for (std::size_t i = 0; i < produced_.size(); ++i)
    first_by_produced_[i + 1] += first_by_produced_[i];
  taught_.resize(found_.size());
  std::vector<std::uint32_t> next(first_by_produced_.begin(), first_by_produced_.end() - 1);
  for (; !found_.empty(); found_.pop_front())
    taught_[next[sentence_of[found_.front().place]]++] = found_.front();

  first_by_given_.assign(given_.size() + 1, 0);
  for (const Taught& taught : taught_) ++first_by_given_[taught.given_sentence + 1];
  for (std::size_t i = 0; i < given_.size(); ++i) first_by_given_[i + 1] += first_by_given_[i];
  taught_by_given_.resize(taught_.size());
  next.assign(first_by_given_.begin(), first_by_given_.end() - 1);
  for (std::uint32_t i = 0; i < taught_.size(); ++i)
    taught_by_given_[next[taught_[i].given_sentence]++] = i;
}

void WordModel::prepare(std::uint32_t given_sentence) {
  for (const WordId word : touched_) dense_[word] = 0;
  touched_.clear();
  const auto words =
      std::span(given_.words)
          .subspan(given_.first_word[given_sentence],
                   given_.first_word[given_sentence + 1] - given_.first_word[given_sentence]);
  const auto taught =
      std::span<const std::uint32_t>(taught_by_given_)
          .subspan(first_by_given_[given_sentence],
                   first_by_given_[given_sentence + 1] - first_by_given_[given_sentence]);
  const auto smoothing = static_cast<float>(tuning_.smoothing);
  for (const WordCount& word : words) inverse_total_[word.word] = given_total_[word.word];
  for (const WordCount& word : words) given_mark_[word.word] = word.count;
  for (const std::uint32_t own : taught) inverse_total_[taught_[own].given] -= taught_[own].count;
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
  for (const std::uint32_t number : taught) {
    const Taught& own = taught_[number];
    const WordId produced = produced_.words[own.place].word;
    float& sum = dense_[produced];
    if (sum == 0) touched_.push_back(produced);
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
  // What the produced sentences taught is taken back too, where it was not through this given
  // sentence.
  for (std::uint32_t t = first_by_produced_[produced_first]; t < first_by_produced_[produced_past];
       ++t) {
    const Taught& own = taught_[t];
    const float count = given_mark_[own.given];
    if (count == 0 || own.given_sentence == given_sentence) continue;
    sums[own.place - first] -= count * inverse_total_[own.given] * own.count;
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
  const float inverse = 1 / mass, smoothed = smoothing_mass * inverse - 1;
  // Factors lie within 1e-2 and 1e3: twelve of them multiply without leaving a float, and cost one
  // logarithm.
  float result = 0;
  float product = 1;
  std::uint32_t factors = 0;
  for (std::uint32_t k = first; k < past; ++k) {
    const float factor = 1 + share * trust_[k] * (sums[k - first] * inverse + smoothed);
    for (float count = produced_.words[k].count; count > 0; --count) {
      product *= factor;
      if (++factors == 12) {
        result += fast_log(product);
        product = 1;
        factors = 0;
      }
    }
  }
  result += fast_log(product);
  return result;
}

}  // namespace hexapla
