#include "translate/lineage/moved_sentences.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>

#include "store/text/segment.h"
#include "translate/lineage/text_changes.h"

namespace hexapla {
namespace {

constexpr double kKeptWhenMoved = 0.8, kKeptInPlace = 0.5;
constexpr std::size_t kFewestWords = 4;
constexpr std::size_t kMostPairs = 250'000;
constexpr std::size_t kMostCells = 4'000'000;  // pairs of words of two sentences

// The words of some sentences, as numbers.
class Words {
 public:
  explicit Words(const LanguageTag& language) : language_(language) {}

  struct Sentence {
    std::uint32_t segment;
    std::vector<std::uint32_t> words, sorted;
  };

  // The text must outlive this.
  Sentence of(std::uint32_t segment, std::string_view text) {
    Sentence sentence{segment, {}, {}};
    for (const ByteRange& word : segment_words(text, language_)) {
      const auto next = static_cast<std::uint32_t>(numbers_.size());
      sentence.words.push_back(numbers_.try_emplace(word.of(text), next).first->second);
    }
    sentence.sorted = sentence.words;
    std::sort(sentence.sorted.begin(), sentence.sorted.end());
    return sentence;
  }

 private:
  LanguageTag language_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

// How many words both have, in any order.
std::size_t shared(const Words::Sentence& a, const Words::Sentence& b) {
  std::size_t count = 0;
  for (auto i = a.sorted.begin(), k = b.sorted.begin();
       i != a.sorted.end() && k != b.sorted.end();) {
    if (*i == *k) {
      ++count;
      ++i;
      ++k;
    } else if (*i < *k) {
      ++i;
    } else {
      ++k;
    }
  }
  return count;
}

// The same in one order; of sentences without end, in any.
std::size_t shared_in_order(const Words::Sentence& a, const Words::Sentence& b) {
  if (!b.words.empty() && a.words.size() > kMostCells / b.words.size()) return shared(a, b);
  std::vector<std::size_t> best(b.words.size() + 1, 0);
  for (const std::uint32_t word : a.words) {
    std::size_t diagonal = 0;
    for (std::size_t k = 0; k < b.words.size(); ++k) {
      const std::size_t above = best[k + 1];
      best[k + 1] = word == b.words[k] ? diagonal + 1 : std::max(above, best[k]);
      diagonal = above;
    }
  }
  return best.back();
}

// The share of words that stay, of the longer one's; nothing below `least`.
double share_kept(const Words::Sentence& a, const Words::Sentence& b, double least) {
  const std::size_t longer = std::max(a.words.size(), b.words.size());
  if (longer == 0) return 0;
  const double wanted = least * static_cast<double>(longer);
  if (static_cast<double>(std::min(a.words.size(), b.words.size())) < wanted) return 0;
  if (static_cast<double>(shared(a, b)) < wanted) return 0;
  const auto kept = static_cast<double>(shared_in_order(a, b));
  return kept < wanted ? 0 : kept / static_cast<double>(longer);
}

struct Candidate {
  double share;
  std::uint32_t older, newer;
};

class Search {
 public:
  Search(const RevisionView& older, const RevisionView& newer, const LanguageTag& language)
      : older_(older), newer_(newer), words_(language) {}

  std::vector<MovedSentence> run() {
    for (const TextChange& change : text_changes(older_, newer_)) take(change);
    if (!left_older_.empty() && left_newer_.size() <= kMostPairs / left_older_.size()) find_near();
    std::sort(found_.begin(), found_.end(),
              [](const MovedSentence& a, const MovedSentence& b) { return a.older < b.older; });
    return std::move(found_);
  }

 private:
  void take(const TextChange& change) {
    if (change.kind == TextChange::Kind::moved) {
      for (std::uint32_t i = 0; i < std::min(change.older.count, change.newer.count); ++i)
        found_.push_back({change.older.first + i, change.newer.first + i});
      return;
    }
    std::vector<Words::Sentence> older, newer;
    for (std::uint32_t i = change.older.first; i < change.older.past(); ++i)
      older.push_back(words_.of(i, older_.segment(i).text));
    for (std::uint32_t k = change.newer.first; k < change.newer.past(); ++k)
      newer.push_back(words_.of(k, newer_.segment(k).text));
    if (older.size() == 1 && newer.size() == 1 && share_kept(older[0], newer[0], kKeptInPlace) > 0)
      return;
    keep(left_older_, older);
    keep(left_newer_, newer);
  }

  static void keep(std::vector<Words::Sentence>& left, std::vector<Words::Sentence>& some) {
    for (Words::Sentence& one : some) {
      if (one.words.size() >= kFewestWords) left.push_back(std::move(one));
    }
  }

  void find_near() {
    std::vector<Candidate> candidates;
    for (const Words::Sentence& one : left_older_) {
      for (const Words::Sentence& other : left_newer_) {
        if (const double share = share_kept(one, other, kKeptWhenMoved); share > 0)
          candidates.push_back({share, one.segment, other.segment});
      }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.share > b.share; });
    std::vector<bool> older_taken(older_.segment_count(), false),
        newer_taken(newer_.segment_count(), false);
    for (const Candidate& one : candidates) {
      if (older_taken[one.older] || newer_taken[one.newer]) continue;
      older_taken[one.older] = newer_taken[one.newer] = true;
      found_.push_back({one.older, one.newer});
    }
  }

  const RevisionView& older_;
  const RevisionView& newer_;
  Words words_;
  std::vector<Words::Sentence> left_older_, left_newer_;
  std::vector<MovedSentence> found_;
};

}  // namespace

std::vector<MovedSentence> moved_sentences(const RevisionView& older, const RevisionView& newer,
                                           const LanguageTag& language) {
  return Search(older, newer, language).run();
}

}  // namespace hexapla
