#include "translate/align/word_model.h"

#include <algorithm>
#include <bit>
#include <memory>

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

template <typename T>
void grow(std::vector<T>& values, std::size_t least) {
  if (values.size() < least) values.resize(std::max(least, values.size() + values.size() / 2));
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
  produced_known_.assign(produced_words_, 0);
  for (const KnownPair& pair : known_) produced_known_[pair.produced] += pair.count;
  set_scale();
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
  taught_.place.clear_and_free();
  taught_.given.clear_and_free();
  taught_.rank.clear_and_free();
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

  set_trust();
}

// What each produced word is compared with. Chance is what the whole table says of it, so that it
// is there before anything is learnt.
void WordModel::set_scale() {
  std::vector<float> frequency(produced_words_, 0);
  double total = tuning_.unseen_words;
  for (const WordCount& word : produced_.words) {
    frequency[word.word] += word.count;
    total += static_cast<double>(word.count);
  }
  const auto add_one = static_cast<float>(0.5);
  scale_.resize(produced_words_);
  for (WordId word = 0; word < produced_words_; ++word)
    scale_[word] = static_cast<float>(total) / (frequency[word] + add_one);
}

// How much each produced word can be believed.
void WordModel::set_trust() {
  const auto share = static_cast<float>(1 - tuning_.floor);
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

// What one given word was met with: how often each produced word was there, and what part of it may
// be the given word's. A bit for each word, and one for each 64 of them, tell which were met, so
// that they are gone through in order without being sorted.
class WordModel::Gathered {
 public:
  explicit Gathered(std::size_t produced_words)
      : of_word_(produced_words),
        met_(produced_words / 64 + 1, 0),
        any_met_(met_.size() / 64 + 1, 0) {}

  std::size_t size() const { return size_; }

  void add(WordId word, float part) {
    OfWord& of = of_word_[word];
    of.part += part;
    if (of.times++ != 0) return;
    met_[word / 64] |= std::uint64_t{1} << word % 64;
    any_met_[word / 4096] |= std::uint64_t{1} << word / 64 % 64;
    ++size_;
  }

  // Calls visit(word, times, part) for each in order, and forgets them.
  template <typename Visit>
  void take_all(Visit visit) {
    for (std::size_t any = 0; size_ > 0; ++any) {
      for (std::uint64_t blocks = any_met_[any]; blocks != 0; blocks &= blocks - 1) {
        const std::size_t block = any * 64 + static_cast<std::size_t>(std::countr_zero(blocks));
        for (std::uint64_t words = met_[block]; words != 0; words &= words - 1) {
          const std::size_t word = block * 64 + static_cast<std::size_t>(std::countr_zero(words));
          visit(static_cast<WordId>(word), of_word_[word].times, of_word_[word].part);
          of_word_[word] = {};
          --size_;
        }
        met_[block] = 0;
      }
      any_met_[any] = 0;
    }
  }

 private:
  struct OfWord {
    std::uint32_t times = 0;
    float part = 0;
  };
  std::vector<OfWord> of_word_;
  std::vector<std::uint64_t> met_, any_met_;
  std::size_t size_ = 0;
};

// Where sentences may render each other, and which words meet there. Returns of each produced
// sentence how many words may have given rise to it.
std::vector<float> WordModel::list_occurrences(std::span<const SentenceLink> links) {
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
  std::vector<float> sources(produced_.size(), 0);
  for (const SentenceLink& link : links) {
    linked_[link.target] = std::min(1.0F, linked_[link.target] + link.weight);
    sources[link.target] += link.weight * given_.word_total[link.source];
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
  for (float& words : sources) words += static_cast<float>(tuning_.null_word);
  return sources;
}

void WordModel::start_rows(std::span<const SentenceLink> links) {
  const std::vector<float> sources = list_occurrences(links);
  known_again_.clear();
  first_entry_.assign(1, 0);
  given_total_.assign(given_words_, 0);
  Gathered gathered(produced_words_);
  std::size_t past = 0;
  for (WordId given = 0; given < given_words_; ++given) {
    gather(given, sources, gathered);
    const std::size_t begin = past;
    past = append_row(given, gathered, begin);
    if (past - begin > tuning_.row_limit) past = cut_row(begin, past);
    float total = 0;
    for (std::size_t e = begin; e < past; ++e) total += entry_counts_[e];
    given_total_[given] = total;
    first_entry_.push_back(static_cast<std::uint32_t>(past));
  }
  entry_words_.resize(past);
  entry_counts_.resize(past + kReadPast);
  entry_known_.resize(past + kReadPast);
  find_meetings();
}

void WordModel::gather(WordId given, const std::vector<float>& sources, Gathered& gathered) const {
  const std::uint32_t first = first_occurrence_[given], past = first_occurrence_[given + 1];
  const WordCount* const words = produced_.words.data();
  for (std::uint32_t o = first; o < past; ++o) {
    const std::uint32_t sentence = links_[occurrences_[o].link].produced;
    const float share = occurrences_[o].count / sources[sentence];
    const WordCount* word = words + produced_.first_word[sentence];
    const WordCount* const end = words + produced_.first_word[sentence + 1];
    if (past - first > 1) {
      for (; word != end; ++word) gathered.add(word->word, share * word->count);
      continue;
    }
    // Of a word with one occurrence no pair can be kept but known ones.
    for (const KnownPair& pair : known_of(given)) {
      word = std::lower_bound(
          word, end, pair.produced,
          [](const WordCount& before, WordId produced) { return before.word < produced; });
      // Past it, as a pair may be known twice.
      if (word != end && word->word == pair.produced) {
        gathered.add(word->word, share * word->count);
        ++word;
      }
    }
  }
}

// Which pairs there are: those together in two beads or more, as a pair of a single one would only
// speak for itself, and those known.
std::size_t WordModel::append_row(WordId given, Gathered& gathered, std::size_t begin) {
  const std::span<const KnownPair> pairs = known_of(given);
  const std::size_t most = begin + gathered.size() + pairs.size();
  // What was there before is written over.
  grow(entry_words_, most);
  grow(entry_counts_, most);
  grow(entry_known_, most);
  WordId* const words = entry_words_.data();
  float* const counts = entry_counts_.data();
  float* const known = entry_known_.data();
  std::size_t past = begin;
  const auto append = [&](WordId produced, float count, float of_it_known) {
    words[past] = produced;
    counts[past] = count;
    known[past++] = of_it_known;
  };
  auto next = pairs.begin();
  const auto append_known = [&] {
    if (past > begin && words[past - 1] == next->produced) {
      counts[past - 1] += next->count;
      known_again_.emplace_back(static_cast<std::uint32_t>(past - 1), next->count);
    } else {
      append(next->produced, next->count, next->count);
    }
    ++next;
  };
  gathered.take_all([&](WordId produced, std::uint32_t times, float part) {
    while (next != pairs.end() && next->produced < produced) append_known();
    if (next != pairs.end() && next->produced == produced) {
      append(produced, part + next->count, next->count);
      ++next;
    } else if (times > 1) {
      append(produced, part, 0);
    }
  });
  while (next != pairs.end()) append_known();
  return past;
}

std::size_t WordModel::cut_row(std::size_t begin, std::size_t past) {
  struct Entry {
    std::uint32_t number;
    WordId word;
    float count, known;
  };
  std::vector<Entry> row;
  for (std::size_t e = begin; e < past; ++e)
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
  auto again = std::partition_point(known_again_.begin(), known_again_.end(),
                                    [&](const auto& of) { return of.first < begin; });
  auto kept_again = again;
  past = begin;
  for (const Entry& entry : row) {
    for (; again != known_again_.end() && again->first <= entry.number; ++again)
      if (again->first == entry.number)
        *kept_again++ = {static_cast<std::uint32_t>(past), again->second};
    entry_words_[past] = entry.word;
    entry_counts_[past] = entry.count;
    entry_known_[past++] = entry.known;
  }
  known_again_.erase(kept_again, known_again_.end());
  return past;
}

template <typename Visit>
void WordModel::for_each_meetings(Visit visit) {
  if (first_meeting_.empty()) {
    std::vector<Meeting> found;
    for (WordId given = 0; given < given_words_; ++given) find_meetings_of(given, found, visit);
    return;
  }
  const std::span<const Meeting> meetings = meetings_;
  const auto occurrences = static_cast<std::uint32_t>(occurrences_.size());
  for (std::uint32_t o = 0; o < occurrences; ++o)
    if (const std::uint32_t first = first_meeting_[o], past = first_meeting_[o + 1]; first != past)
      visit(o, meetings.subspan(first, past - first));
}

template <typename Visit>
void WordModel::find_meetings_of(WordId given, std::vector<Meeting>& found, Visit visit) {
  const std::uint32_t first = first_occurrence_[given], past = first_occurrence_[given + 1];
  const std::uint32_t entry = first_entry_[given], past_entry = first_entry_[given + 1];
  if (first == past || entry == past_entry) return;
  entry_of_.resize(produced_words_, kNone);
  for (std::uint32_t e = entry; e < past_entry; ++e) entry_of_[entry_words_[e]] = e;
  const std::uint32_t* const entry_of = entry_of_.data();
  const WordCount* const words = produced_.words.data();
  for (std::uint32_t o = first; o < past; ++o) {
    const std::uint32_t sentence = links_[occurrences_[o].link].produced;
    const std::uint32_t begin = produced_.first_word[sentence];
    const std::uint32_t end = produced_.first_word[sentence + 1];
    if (found.size() < end - begin) found.resize(end - begin);
    std::size_t count = 0;
    Meeting* const meetings = found.data();
    // Most words are not of the row: each is written down, and forgotten by not being counted.
    for (std::uint32_t k = begin; k < end; ++k) {
      const std::uint32_t e = entry_of[words[k].word];
      meetings[count] = {k, e};
      count += e != kNone ? 1 : 0;
    }
    if (count > 0) visit(o, std::span<const Meeting>(meetings, count));
  }
  for (std::uint32_t e = entry; e < past_entry; ++e) entry_of_[entry_words_[e]] = kNone;
}

void WordModel::find_meetings() {
  meetings_.clear();
  first_meeting_.clear();
  if (occurrences_.size() > kMostListed) return;
  std::vector<std::uint32_t> first(occurrences_.size() + 1, 0);
  for_each_meetings([&](std::uint32_t o, std::span<const Meeting> meetings) {
    first[o + 1] = static_cast<std::uint32_t>(meetings.size());
    meetings_.insert(meetings_.end(), meetings.begin(), meetings.end());
  });
  for (std::size_t o = 0; o < occurrences_.size(); ++o) first[o + 1] += first[o];
  first_meeting_.swap(first);
}

void WordModel::iterate(bool last, float doubt) {
  const auto null_word = static_cast<float>(tuning_.null_word);
  const auto produced_total = static_cast<float>(produced_total_);
  for (std::size_t k = 0; k < produced_.words.size(); ++k)
    denominator_[k] = null_word * produced_count_[produced_.words[k].word] / produced_total;

  // Numbers of pairs are gone through four at a time, and some past the last of a row: what that
  // spoils, the next row mends.
  const std::size_t pairs = entry_words_.size();
  const auto shares = std::make_unique_for_overwrite<float[]>(pairs + 2 * kReadPast);
  for (WordId given = 0; given < given_words_; ++given) {
    const float inverse = 1 / given_total_[given];
    const std::uint32_t past = first_entry_[given + 1];
    for (std::uint32_t e = first_entry_[given]; e < past; e += 4)
      store_four(&shares[e], load_four(&entry_counts_[e]) * inverse);
  }
  const float* const share = shares.get();
  float* const denominator = denominator_.data();
  const Occurrence* const occurrences = occurrences_.data();
  for_each_meetings([=](std::uint32_t o, std::span<const Meeting> meetings) {
    const float count = occurrences[o].count;
    for (const Meeting& meeting : meetings)
      denominator[meeting.place] += count * share[meeting.entry];
  });

  const auto gains = std::make_unique<float[]>(pairs + kReadPast);
  float* const gained = gains.get();
  // Where the meetings are listed, what the last ones gave is remembered for note_taught().
  std::vector<float> given_counts(last ? meetings_.size() : 0);
  float* given_count = given_counts.data();
  for_each_meetings([&, share, denominator, gained](std::uint32_t o,
                                                    std::span<const Meeting> meetings) {
    const float part = part_of(o);
    for (const Meeting& meeting : meetings) {
      const float count = given_by(part, meeting, share[meeting.entry], denominator[meeting.place]);
      gained[meeting.entry] += count;
      if (given_count != nullptr) *given_count++ = count;
    }
  });
  if (last) note_taught(share, given_counts);
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
void WordModel::note_taught(const float* share, const std::vector<float>& given_counts) {
  const auto for_each_noted = [&](auto visit) {
    const float* given_count = given_counts.data();
    for_each_meetings([&](std::uint32_t o, std::span<const Meeting> meetings) {
      const Occurrence& occurrence = occurrences_[o];
      const Link& link = links_[occurrence.link];
      const float part = part_of(o);
      for (const Meeting& meeting : meetings) {
        const float count = given_count != nullptr ? *given_count++
                                                   : given_by(part, meeting, share[meeting.entry],
                                                              denominator_[meeting.place]);
        if (!(count >= kLeastTaught)) continue;
        const std::uint32_t place = meeting.place - produced_.first_word[link.produced];
        if (std::max({place, occurrence.place, link.rank}) >= kFirstUnnoted) continue;
        visit(link, place, occurrence.place, count);
      }
    });
  };
  std::uint32_t most_place = 0, most_given = 0, most_rank = 0;
  for_each_noted([&](const Link& link, std::uint32_t place, std::uint32_t given_place, float) {
    ++first_taught_[link.produced + 1];
    most_place = std::max(most_place, place);
    most_given = std::max(most_given, given_place);
    most_rank = std::max(most_rank, link.rank);
  });
  for (std::size_t i = 0; i < produced_.size(); ++i) first_taught_[i + 1] += first_taught_[i];
  taught_.place.assign(first_taught_.back(), most_place);
  taught_.given.assign(first_taught_.back(), most_given);
  taught_.rank.assign(first_taught_.back(), most_rank);
  taught_.count.resize(first_taught_.back());
  std::vector<std::uint32_t> next(first_taught_.begin(), first_taught_.end() - 1);
  for_each_noted(
      [&](const Link& link, std::uint32_t place, std::uint32_t given_place, float count) {
        const std::uint32_t at = next[link.produced]++;
        taught_.place.set(at, place);
        taught_.given.set(at, given_place);
        taught_.rank.set(at, link.rank);
        taught_.count[at] = count;
      });
}

}  // namespace hexapla
