#include "translate/score/ter.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "translate/score/tokenize.h"

namespace hexapla {
namespace {

constexpr int kMaxShiftWords = 10, kMaxShiftDistance = 50, kBeam = 25, kMaxCandidates = 1000;
constexpr int kUnreached = 1 << 29;

using Words = std::vector<int>;  // equal words, equal numbers

enum class Edit : char { none, keep, substitute, insert, remove };

struct Cell {
  int cost = kUnreached;
  Edit edit = Edit::none;
};

// Distances of all beginnings of a hypothesis to all beginnings of the reference, near the
// diagonal.
class Distances {
 public:
  explicit Distances(const Words& reference) : reference_(reference) {}

  // Rows up to `same` words are taken from `before`, made for a hypothesis of the same length that
  // begins with the same words.
  void compute(const Words& hypothesis, const Distances* before, std::size_t same) {
    const auto n = static_cast<int>(hypothesis.size()), m = static_cast<int>(reference_.size());
    rows_.assign(hypothesis.size() + 1, std::vector<Cell>());
    if (before == nullptr) {
      same = 0;
      rows_[0].resize(reference_.size() + 1);
      for (int k = 0; k <= m; ++k) rows_[0][static_cast<std::size_t>(k)] = {k, Edit::insert};
    } else {
      for (std::size_t i = 0; i <= same; ++i) rows_[i] = before->rows_[i];
    }
    const double ratio = n > 0 ? static_cast<double>(m) / n : 1;
    const int beam = kBeam < ratio / 2 ? static_cast<int>(std::ceil(ratio / 2 + kBeam)) : kBeam;
    for (int i = static_cast<int>(same) + 1; i <= n; ++i) {
      const int diagonal = static_cast<int>(std::floor(i * ratio));
      const int first = std::max(0, diagonal - beam);
      const int past = i == n ? m + 1 : std::min(m + 1, diagonal + beam);
      fill_row(hypothesis, i, first, past);
    }
  }

  int total() const { return rows_.back().back().cost; }

  // From the first to the last, as of turning the reference into the hypothesis.
  std::vector<Edit> edits() const {
    std::vector<Edit> edits;
    std::size_t i = rows_.size() - 1, k = reference_.size();
    while (i > 0 || k > 0) {
      const Edit edit = rows_[i][k].edit;
      if (edit == Edit::insert) {
        edits.push_back(Edit::remove);
        --k;
      } else if (edit == Edit::remove) {
        edits.push_back(Edit::insert);
        --i;
      } else {
        edits.push_back(edit);
        --i;
        --k;
      }
    }
    std::reverse(edits.begin(), edits.end());
    return edits;
  }

 private:
  void fill_row(const Words& hypothesis, int i, int first, int past) {
    const auto row = static_cast<std::size_t>(i);
    rows_[row].assign(reference_.size() + 1, Cell());
    for (int k = first; k < past; ++k) {
      const auto column = static_cast<std::size_t>(k);
      Cell& cell = rows_[row][column];
      const auto offer = [&](int cost, Edit edit) {
        if (cost < cell.cost) cell = {cost, edit};
      };
      if (k == 0) {
        cell = {rows_[row - 1][0].cost + 1, Edit::remove};
        continue;
      }
      const bool equal = hypothesis[row - 1] == reference_[column - 1];
      // Of equal costs the first: keeping or substituting, then removing, then inserting.
      offer(rows_[row - 1][column - 1].cost + (equal ? 0 : 1),
            equal ? Edit::keep : Edit::substitute);
      offer(rows_[row - 1][column].cost + 1, Edit::remove);
      offer(rows_[row][column - 1].cost + 1, Edit::insert);
    }
  }

  const Words& reference_;
  std::vector<std::vector<Cell>> rows_;
};

// Where each word of the reference stands in the hypothesis, and what is wrong on either side.
struct Matching {
  std::vector<int> place;  // by word of the reference; -1: before all
  std::vector<bool> wrong_reference, wrong_hypothesis;

  explicit Matching(const std::vector<Edit>& edits) {
    int hypothesis = -1;
    for (const Edit edit : edits) {
      const bool wrong = edit != Edit::keep;
      if (edit != Edit::remove) {
        ++hypothesis;
        wrong_hypothesis.push_back(wrong);
      }
      if (edit != Edit::insert) {
        place.push_back(hypothesis);
        wrong_reference.push_back(wrong);
      }
    }
  }
};

bool any_wrong(const std::vector<bool>& wrong, std::size_t first, std::size_t count) {
  for (std::size_t i = first; i < std::min(first + count, wrong.size()); ++i) {
    if (wrong[i]) return true;
  }
  return false;
}

Words shifted(const Words& words, std::size_t start, std::size_t count, std::size_t to) {
  Words result;
  const auto take = [&](std::size_t first, std::size_t past) {
    first = std::min(first, words.size());
    past = std::min(past, words.size());
    if (first < past)
      result.insert(result.end(), words.begin() + static_cast<std::ptrdiff_t>(first),
                    words.begin() + static_cast<std::ptrdiff_t>(past));
  };
  const std::size_t end = start + count;
  if (to < start) {
    take(0, to);
    take(start, end);
    take(to, start);
    take(end, words.size());
  } else if (to > end) {
    take(0, start);
    take(end, to);
    take(start, end);
    take(to, words.size());
  } else {
    // Into itself: that many words later.
    take(0, start);
    take(end, count + to);
    take(start, end);
    take(count + to, words.size());
  }
  return result;
}

struct Shift {
  int gain;
  std::size_t count, start, to;
  Words words;
  // The better first: gain, longest, earliest, earliest place; as Tercom ranks them.
  auto rank() const {
    return std::tuple(gain, static_cast<std::ptrdiff_t>(count), -static_cast<std::ptrdiff_t>(start),
                      -static_cast<std::ptrdiff_t>(to));
  }
};

class ShiftSearch {
 public:
  explicit ShiftSearch(const Words& reference) : reference_(reference), now_(reference) {}

  std::uint64_t edits(Words hypothesis) {
    std::uint64_t shifts = 0;
    for (;;) {
      now_.compute(hypothesis, nullptr, 0);
      std::optional<Shift> best = best_shift(hypothesis);
      if (candidates_ >= kMaxCandidates || !best || best->gain <= 0) break;
      ++shifts;
      hypothesis = std::move(best->words);
    }
    return shifts + static_cast<std::uint64_t>(now_.total());
  }

 private:
  std::optional<Shift> best_shift(const Words& hypothesis) {
    const Matching matching(now_.edits());
    std::optional<Shift> best;
    for (std::size_t start = 0; start < hypothesis.size(); ++start) {
      for (std::size_t there = 0; there < reference_.size(); ++there) {
        const auto distance =
            static_cast<std::ptrdiff_t>(there) - static_cast<std::ptrdiff_t>(start);
        if (std::abs(distance) > kMaxShiftDistance) continue;
        for (std::size_t count = 1; count <= kMaxShiftWords && start + count <= hypothesis.size() &&
                                    there + count <= reference_.size() &&
                                    hypothesis[start + count - 1] == reference_[there + count - 1];
             ++count) {
          if (try_phrase(hypothesis, matching, start, there, count, best)) return best;
        }
      }
    }
    return best;
  }

  // True when there were enough candidates.
  bool try_phrase(const Words& hypothesis, const Matching& matching, std::size_t start,
                  std::size_t there, std::size_t count, std::optional<Shift>& best) {
    if (!any_wrong(matching.wrong_hypothesis, start, count) ||
        !any_wrong(matching.wrong_reference, there, count))
      return false;
    const int place = matching.place[there];
    if (static_cast<int>(start) <= place && place < static_cast<int>(start + count)) return false;
    std::ptrdiff_t previous = -1;
    for (std::ptrdiff_t offset = -1; offset < static_cast<std::ptrdiff_t>(count); ++offset) {
      const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(there) + offset;
      if (at >= static_cast<std::ptrdiff_t>(matching.place.size())) break;
      const std::ptrdiff_t to = at == -1 ? 0 : matching.place[static_cast<std::size_t>(at)] + 1;
      if (to == previous) continue;
      previous = to;
      Shift shift{0, count, start, static_cast<std::size_t>(to), {}};
      shift.words = shifted(hypothesis, start, count, shift.to);
      Distances after(reference_);
      after.compute(shift.words, &now_, std::min(start, shift.to));
      shift.gain = now_.total() - after.total();
      ++candidates_;
      if (!best || shift.rank() > best->rank()) best = std::move(shift);
    }
    return candidates_ >= kMaxCandidates;
  }

  const Words& reference_;
  Distances now_;
  int candidates_ = 0;
};

}  // namespace

std::uint64_t count_ter_edits(const std::vector<std::string>& hypothesis,
                              const std::vector<std::string>& reference) {
  if (reference.empty()) return hypothesis.size();
  std::map<std::string_view, int> numbers;
  const auto numbered = [&](const std::vector<std::string>& words) {
    Words result;
    for (const std::string& word : words)
      result.push_back(numbers.try_emplace(word, static_cast<int>(numbers.size())).first->second);
    return result;
  };
  const Words other = numbered(reference);
  return ShiftSearch(other).edits(numbered(hypothesis));
}

void TerMeter::add(std::string_view hypothesis, std::string_view reference) {
  const std::vector<std::string> words = tokenize_for_ter(reference, split_asian_);
  edits_ += count_ter_edits(tokenize_for_ter(hypothesis, split_asian_), words);
  words_ += words.size();
}

double TerMeter::score() const {
  if (words_ > 0) return 100 * static_cast<double>(edits_) / static_cast<double>(words_);
  return edits_ > 0 ? 100 : 0;
}

std::string TerMeter::signature() const {
  return std::string("nrefs:1|case:lc|tok:tercom|norm:") + (split_asian_ ? "yes" : "no") +
         "|punct:yes|asian:" + (split_asian_ ? "yes" : "no");
}

}  // namespace hexapla
