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
// The first place in a sentence that is not noted, as it would not fit: what words beyond give and
// take is not taken back.
constexpr std::uint32_t kFirstUnnoted = 0xFFFF;

// Assigning `{}` would keep it.
template <typename T>
void free_memory(std::vector<T>& values) {
  std::vector<T>().swap(values);
}

// Numbers of `keys` by key, in order of number; first[k] is where those of key k begin.
template <typename Keys>
void index_by(std::size_t count, std::size_t keys, Keys key_of, std::vector<std::uint32_t>& numbers,
              std::vector<std::uint32_t>& first) {
  first.assign(keys + 1, 0);
  for (std::uint32_t i = 0; i < count; ++i) ++first[key_of(i) + 1];
  for (std::size_t k = 0; k < keys; ++k) first[k + 1] += first[k];
  numbers.resize(count);
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (std::uint32_t i = 0; i < count; ++i) numbers[next[key_of(i)]++] = i;
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
  for (Prepared& prepared : prepared_) prepared.dense.assign(produced_words_, 0);
  given_mark_.assign(given_words_, 0);
  inverse_total_.assign(given_words_, 0);
  scale_.assign(produced_words_, 0);
  trust_.assign(produced_.words.size() + kReadPast, 0);
  std::uint32_t longest = 0;
  for (std::uint32_t sentence = 0; sentence < produced_.size(); ++sentence)
    longest =
        std::max(longest, produced_.first_word[sentence + 1] - produced_.first_word[sentence]);
  nothing_.assign(longest + kReadPast, 0);
  learn({}, 0);
}

void WordModel::learn(std::span<const SentenceLink> links, double doubt) {
  for (Prepared& prepared : prepared_) forget(prepared);
  free_memory(taught_.place);
  free_memory(taught_.given);
  free_memory(taught_.rank);
  free_memory(taught_.count);
  first_taught_.assign(produced_.size() + 1, 0);
  start_rows(links);
  if (!links.empty())
    for (std::uint32_t i = 0; i < tuning_.iterations; ++i)
      iterate(i + 1 == tuning_.iterations, static_cast<float>(doubt));
  free_memory(entry_known_);
  free_memory(known_again_);
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
  const auto add_one = static_cast<float>(0.5), share = static_cast<float>(1 - tuning_.floor);
  for (WordId word = 0; word < produced_words_; ++word)
    scale_[word] = static_cast<float>(total) / (frequency[word] + add_one);
  for (std::uint32_t sentence = 0; sentence < produced_.size(); ++sentence) {
    for (std::uint32_t k = produced_.first_word[sentence]; k < produced_.first_word[sentence + 1];
         ++k) {
      const WordId word = produced_.words[k].word;
      const float elsewhere = produced_count_[word] - linked_[sentence] * produced_.words[k].count;
      const float seen = std::max(elsewhere, 0.0F) + produced_known_[word];
      trust_[k] = share * (seen / (seen + static_cast<float>(tuning_.trust_after)));
    }
  }
}

void WordModel::start_rows(std::span<const SentenceLink> links) {
  linked_.assign(produced_.size(), 0);
  produced_count_.assign(produced_words_, 0);
  denominator_.assign(produced_.words.size(), 0);
  first_occurrence_.assign(given_words_ + 1, 0);
  links_.clear();
  links_.reserve(links.size());
  std::vector<std::uint32_t> rank(produced_.size(), 0);
  for (const SentenceLink& link : links)
    links_.push_back({link.source, link.target, rank[link.target]++});
  index_by(
      links_.size(), given_.size(), [&](std::uint32_t i) { return links_[i].given; },
      links_by_given_, first_link_by_given_);
  index_by(
      links_.size(), produced_.size(), [&](std::uint32_t i) { return links_[i].produced; },
      links_by_produced_, first_link_by_produced_);
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
  for (std::uint32_t number = 0; number < links.size(); ++number) {
    const SentenceLink& link = links[number];
    const std::uint32_t first = given_.first_word[link.source];
    for (std::uint32_t k = first; k < given_.first_word[link.source + 1]; ++k)
      occurrences_[next[given_.words[k].word]++] = {number, k - first,
                                                    link.weight * given_.words[k].count};
  }

  // Which pairs there are: those together in two beads or more, as a pair of a single one would
  // only speak for itself, and those known. Of very many, the ones most above chance.
  entry_words_.clear();
  entry_counts_.clear();
  entry_known_.clear();
  known_again_.clear();
  first_entry_.assign(1, 0);
  given_total_.assign(given_words_, 0);
  std::vector<std::uint32_t> support(produced_words_, 0);
  std::vector<float> gathered(produced_words_, 0);
  std::vector<WordId> touched;
  for (WordId given = 0; given < given_words_; ++given) {
    touched.clear();
    // Pairs that met once are kept where they are known: of a word with one occurrence no other.
    const std::uint32_t first = first_occurrence_[given], past = first_occurrence_[given + 1];
    const bool is_single = past - first == 1;
    for (std::uint32_t o = first; o < past; ++o) {
      const std::uint32_t sentence = links_[occurrences_[o].link].produced;
      const float share =
          occurrences_[o].count / (given_total[sentence] + static_cast<float>(tuning_.null_word));
      const auto take = [&](const WordCount& word) {
        if (support[word.word]++ == 0) touched.push_back(word.word);
        gathered[word.word] += share * word.count;
      };
      const auto begin = produced_.words.begin() + produced_.first_word[sentence];
      const auto end = produced_.words.begin() + produced_.first_word[sentence + 1];
      if (!is_single) {
        std::for_each(begin, end, take);
        continue;
      }
      for (auto at = begin; const KnownPair& pair : known_of(given)) {
        at = std::lower_bound(at, end, pair.produced,
                              [](const WordCount& word, WordId id) { return word.word < id; });
        // Past it, as a pair may be known twice.
        if (at != end && at->word == pair.produced) take(*at++);
      }
    }
    // Both lists in order of word, so that nothing has to be looked up. Where they are many, to
    // look at every word is faster than to sort them.
    if (touched.size() * 4 < produced_words_) {
      std::sort(touched.begin(), touched.end());
    } else {
      touched.clear();
      for (WordId produced = 0; produced < produced_words_; ++produced)
        if (support[produced] != 0) touched.push_back(produced);
    }
    const std::size_t begin = entry_words_.size();
    std::uint32_t k = first_known_[given];
    const std::uint32_t past_known = first_known_[given + 1];
    const auto take_known = [&](WordId produced, float count) {
      float first_count = 0;
      for (bool again = false; k < past_known && known_[k].produced == produced;
           ++k, again = true) {
        count += known_[k].count;
        if (again)
          known_again_.emplace_back(static_cast<std::uint32_t>(entry_words_.size()),
                                    known_[k].count);
        else
          first_count = known_[k].count;
      }
      entry_words_.push_back(produced);
      entry_counts_.push_back(count);
      entry_known_.push_back(first_count);
    };
    for (const WordId produced : touched) {
      while (k < past_known && known_[k].produced < produced) take_known(known_[k].produced, 0);
      const bool is_known = k < past_known && known_[k].produced == produced;
      if (is_known || support[produced] >= 2) take_known(produced, gathered[produced]);
      support[produced] = 0;
      gathered[produced] = 0;
    }
    while (k < past_known) take_known(known_[k].produced, 0);
    if (entry_words_.size() - begin > tuning_.row_limit) cut_row(begin);
    for (std::size_t e = begin; e < entry_counts_.size(); ++e)
      given_total_[given] += entry_counts_[e];
    first_entry_.push_back(static_cast<std::uint32_t>(entry_words_.size()));
  }
  entry_counts_.resize(entry_counts_.size() + kReadPast);
  entry_known_.resize(entry_known_.size() + kReadPast);
  find_meetings();
}

void WordModel::cut_row(std::size_t begin) {
  struct Entry {
    std::uint32_t number;
    WordId word;
    float count, known;
  };
  std::vector<Entry> row;
  for (std::size_t e = begin; e < entry_words_.size(); ++e)
    row.push_back(
        {static_cast<std::uint32_t>(e), entry_words_[e], entry_counts_[e], entry_known_[e]});
  const auto above_chance = [&](const Entry& entry) {
    return entry.count * entry.count / (produced_count_[entry.word] + 1);
  };
  std::nth_element(row.begin(), row.begin() + tuning_.row_limit, row.end(),
                   [&](const Entry& a, const Entry& b) {
                     const float x = above_chance(a), y = above_chance(b);
                     return x != y ? x > y : a.word < b.word;
                   });
  row.resize(tuning_.row_limit);
  std::sort(row.begin(), row.end(), [](const Entry& a, const Entry& b) { return a.word < b.word; });
  entry_words_.resize(begin);
  entry_counts_.resize(begin);
  entry_known_.resize(begin);
  auto again = std::partition_point(known_again_.begin(), known_again_.end(),
                                    [&](const auto& of) { return of.first < begin; });
  auto kept_again = again;
  for (const Entry& entry : row) {
    for (; again != known_again_.end() && again->first <= entry.number; ++again)
      if (again->first == entry.number)
        *kept_again++ = {static_cast<std::uint32_t>(entry_words_.size()), again->second};
    entry_words_.push_back(entry.word);
    entry_counts_.push_back(entry.count);
    entry_known_.push_back(entry.known);
  }
  known_again_.erase(kept_again, known_again_.end());
}

template <typename Visit>
void WordModel::for_each_meeting(Visit visit) {
  if (first_meeting_.empty()) {
    for (WordId given = 0; given < given_words_; ++given) for_each_meeting_of(given, visit);
    return;
  }
  const std::uint32_t* const first = first_meeting_.data();
  const Meeting* const meetings = meetings_.data();
  const auto occurrences = static_cast<std::uint32_t>(occurrences_.size());
  for (std::uint32_t o = 0; o < occurrences; ++o)
    for (std::uint32_t m = first[o]; m < first[o + 1]; ++m)
      visit(o, meetings[m].place, meetings[m].entry);
}

template <typename Visit>
void WordModel::for_each_meeting_of(WordId given, Visit visit) {
  const std::uint32_t first = first_occurrence_[given], past = first_occurrence_[given + 1];
  const std::uint32_t entry = first_entry_[given], past_entry = first_entry_[given + 1];
  if (first == past || entry == past_entry) return;
  entry_of_.resize(produced_words_, kNone);
  for (std::uint32_t e = entry; e < past_entry; ++e) entry_of_[entry_words_[e]] = e;
  const std::uint32_t* const entry_of = entry_of_.data();
  const WordCount* const words = produced_.words.data();
  for (std::uint32_t o = first; o < past; ++o) {
    const std::uint32_t sentence = links_[occurrences_[o].link].produced;
    const std::uint32_t end = produced_.first_word[sentence + 1];
    for (std::uint32_t k = produced_.first_word[sentence]; k < end; ++k)
      if (const std::uint32_t e = entry_of[words[k].word]; e != kNone) visit(o, k, e);
  }
  for (std::uint32_t e = entry; e < past_entry; ++e) entry_of_[entry_words_[e]] = kNone;
}

void WordModel::find_meetings() {
  meetings_.clear();
  first_meeting_.clear();
  if (occurrences_.size() > kMostListed) return;
  std::vector<std::uint32_t> first{0};
  first.reserve(occurrences_.size() + 1);
  for_each_meeting([&](std::uint32_t o, std::uint32_t place, std::uint32_t entry) {
    first.resize(o + 1, static_cast<std::uint32_t>(meetings_.size()));
    meetings_.push_back({place, entry});
  });
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

  // Numbers of pairs are gone through four at a time, and some past the last of a row: what that
  // spoils, the next row mends.
  const std::size_t pairs = entry_words_.size();
  std::vector<float> shares(pairs + kReadPast);
  for (WordId given = 0; given < given_words_; ++given) {
    const float inverse = 1 / given_total_[given];
    const std::uint32_t past = first_entry_[given + 1];
    for (std::uint32_t e = first_entry_[given]; e < past; e += 4)
      store_four(&shares[e], load_four(&entry_counts_[e]) * inverse);
  }
  const float* const share = shares.data();
  float* const denominator = denominator_.data();
  const Occurrence* const occurrences = occurrences_.data();
  for_each_meeting([=](std::uint32_t o, std::uint32_t place, std::uint32_t entry) {
    denominator[place] += occurrences[o].count * share[entry];
  });

  std::vector<float> gains(pairs + kReadPast, 0);
  float* const gained = gains.data();
  // Where the meetings are listed, what the last ones gave is remembered for note_taught().
  std::vector<float> given_counts(last ? meetings_.size() : 0);
  float* given_count = given_counts.data();
  for_each_meeting([&, this](std::uint32_t o, std::uint32_t place, std::uint32_t entry) {
    const float count =
        share[entry] == 0 ? 0 : given_by(o, place) * share[entry] / denominator[place];
    gained[entry] += count;
    if (given_count != nullptr) *given_count++ = count;
  });
  if (last) note_taught(shares, given_counts);
  for (std::size_t e = 0; e < pairs; e += 4)
    store_four(gained + e, load_four(gained + e) + load_four(&entry_known_[e]));
  for (const auto& [entry, count] : known_again_) gained[entry] += count;
  const FourFloats none{}, least = none + kLeastCount;
  for (std::size_t e = 0; e < pairs; e += 4) {
    FourFloats count = load_four(gained + e);
    if (last) count = count * count / (count + doubt);
    store_four(&entry_counts_[e], load_four(gained + e) < least ? none : count);
  }
  for (WordId given = 0; given < given_words_; ++given) {
    float total = 0;
    const std::uint32_t past = first_entry_[given + 1];
    for (std::uint32_t e = first_entry_[given]; e < past; ++e) total += entry_counts_[e];
    given_total_[given] = std::max(total, 1e-6F);
  }
}

// Twice through the meetings rather than once into a list: the list would be the largest thing in
// memory.
void WordModel::note_taught(const std::vector<float>& share,
                            const std::vector<float>& given_counts) {
  const auto for_each_noted = [&](auto visit) {
    const float* given_count = given_counts.data();
    for_each_meeting([&](std::uint32_t o, std::uint32_t place, std::uint32_t entry) {
      float count = 0;
      if (given_count != nullptr)
        count = *given_count++;
      else if (share[entry] != 0)
        count = given_by(o, place) * share[entry] / denominator_[place];
      if (!(count >= kLeastTaught)) return;
      const Occurrence& occurrence = occurrences_[o];
      const Link& link = links_[occurrence.link];
      place -= produced_.first_word[link.produced];
      if (std::max({place, occurrence.place, link.rank}) >= kFirstUnnoted) return;
      visit(link, place, occurrence.place, count);
    });
  };
  for_each_noted([&](const Link& link, std::uint32_t, std::uint32_t, float) {
    ++first_taught_[link.produced + 1];
  });
  for (std::size_t i = 0; i < produced_.size(); ++i) first_taught_[i + 1] += first_taught_[i];
  taught_.place.resize(first_taught_.back());
  taught_.given.resize(first_taught_.back());
  taught_.rank.resize(first_taught_.back());
  taught_.count.resize(first_taught_.back());
  std::vector<std::uint32_t> next(first_taught_.begin(), first_taught_.end() - 1);
  for_each_noted(
      [&](const Link& link, std::uint32_t place, std::uint32_t given_place, float count) {
        const std::uint32_t at = next[link.produced]++;
        taught_.place[at] = static_cast<std::uint16_t>(place);
        taught_.given[at] = static_cast<std::uint16_t>(given_place);
        taught_.rank[at] = static_cast<std::uint16_t>(link.rank);
        taught_.count[at] = count;
      });
}

}  // namespace hexapla
