#include "translate/lineage/text_changes.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "translate/align/align.h"

namespace hexapla {
namespace {

constexpr std::uint64_t kMaxCells = 4'000'000;

// Where the sentences of two texts do not answer to each other, in order.
struct Stretch {
  SegmentRange older, newer;
};

// The table of longest common subsequences of what lies between a common head and tail.
class Matcher {
 public:
  Matcher(const RevisionView& older, const RevisionView& newer) : older_(older), newer_(newer) {
    std::uint32_t n = older.segment_count(), m = newer.segment_count();
    while (head_ < n && head_ < m && equal(head_, head_)) ++head_;
    while (n > head_ && m > head_ && equal(n - 1, m - 1)) {
      --n;
      --m;
    }
    rows_ = n - head_;
    columns_ = m - head_;
  }

  std::vector<Stretch> stretches() {
    std::vector<Stretch> found;
    std::uint32_t i = 0, k = 0, from_i = 0, from_k = 0;
    const auto close = [&](std::uint32_t to_i, std::uint32_t to_k) {
      if (to_i > from_i || to_k > from_k)
        found.push_back({{head_ + from_i, to_i - from_i}, {head_ + from_k, to_k - from_k}});
    };
    if (std::uint64_t{rows_} * columns_ <= kMaxCells) {
      fill();
      while (i < rows_ && k < columns_) {
        if (equal(head_ + i, head_ + k)) {
          close(i, k);
          from_i = ++i;
          from_k = ++k;
        } else if (cell(i + 1, k) >= cell(i, k + 1)) {
          ++i;
        } else {
          ++k;
        }
      }
    }
    close(rows_, columns_);
    return found;
  }

 private:
  bool equal(std::uint32_t i, std::uint32_t k) const {
    return older_.segment(i).text == newer_.segment(k).text;
  }
  std::uint32_t& cell(std::uint32_t row, std::uint32_t column) {
    return best_[std::size_t{row} * (columns_ + 1) + column];
  }
  void fill() {
    best_.assign((std::size_t{rows_} + 1) * (columns_ + 1), 0);
    for (std::uint32_t row = rows_; row-- > 0;) {
      for (std::uint32_t column = columns_; column-- > 0;) {
        cell(row, column) = equal(head_ + row, head_ + column)
                                ? cell(row + 1, column + 1) + 1
                                : std::max(cell(row + 1, column), cell(row, column + 1));
      }
    }
  }

  const RevisionView& older_;
  const RevisionView& newer_;
  std::uint32_t head_ = 0, rows_ = 0, columns_ = 0;
  std::vector<std::uint32_t> best_;
};

// The sentences of one side of a stretch that have not been found elsewhere.
using Left = std::vector<std::uint32_t>;

TextToAlign text_of(const RevisionView& view, const Left& left) {
  TextToAlign text;
  if (const auto language = LanguageTag::parse(view.language())) text.language = *language;
  for (const std::uint32_t i : left) {
    const auto& segment = view.segment(i);
    text.segments.push_back(segment.text);
    text.blocks.push_back(segment.block);
    text.roles.push_back(view.block(segment.block).role);
  }
  return text;
}

// From the first to the last of some sentences; of none, where they would stand.
SegmentRange span_of(const Left& left, const SegmentRange& some, std::uint32_t otherwise) {
  if (some.empty()) return {some.first < left.size() ? left[some.first] : otherwise, 0};
  const std::uint32_t first = left[some.first];
  return {first, left[some.past() - 1] + 1 - first};
}

class Changes {
 public:
  Changes(const RevisionView& older, const RevisionView& newer)
      : older_(older), newer_(newer), stretches_(Matcher(older, newer).stretches()) {}

  std::vector<TextChange> all() {
    find_moved();
    for (const Stretch& stretch : stretches_) pair(stretch);
    std::stable_sort(changes_.begin(), changes_.end(),
                     [](const TextChange& a, const TextChange& b) {
                       return a.older.first != b.older.first ? a.older.first < b.older.first
                                                             : a.newer.first < b.newer.first;
                     });
    return std::move(changes_);
  }

 private:
  void find_moved() {
    std::multimap<std::string_view, std::uint32_t> elsewhere;
    for (const Stretch& stretch : stretches_) {
      for (std::uint32_t k = stretch.newer.first; k < stretch.newer.past(); ++k)
        elsewhere.emplace(newer_.segment(k).text, k);
    }
    moved_older_.assign(older_.segment_count(), false);
    moved_newer_.assign(newer_.segment_count(), false);
    for (const Stretch& stretch : stretches_) {
      for (std::uint32_t i = stretch.older.first; i < stretch.older.past(); ++i) {
        const auto found = elsewhere.find(older_.segment(i).text);
        if (found == elsewhere.end()) continue;
        moved_older_[i] = moved_newer_[found->second] = true;
        changes_.push_back({TextChange::Kind::moved, {i, 1}, {found->second, 1}});
        elsewhere.erase(found);
      }
    }
  }

  void add(const SegmentRange& older, const SegmentRange& newer) {
    const auto kind = older.empty()   ? TextChange::Kind::added
                      : newer.empty() ? TextChange::Kind::removed
                                      : TextChange::Kind::changed;
    changes_.push_back({kind, older, newer});
  }

  void pair(const Stretch& stretch) {
    Left older, newer;
    for (std::uint32_t i = stretch.older.first; i < stretch.older.past(); ++i)
      if (!moved_older_[i]) older.push_back(i);
    for (std::uint32_t k = stretch.newer.first; k < stretch.newer.past(); ++k)
      if (!moved_newer_[k]) newer.push_back(k);
    if (older.empty() && newer.empty()) return;
    if (std::uint64_t{older.size()} * newer.size() > kMaxCells) {
      add(stretch.older, stretch.newer);
      return;
    }
    if (older.size() == newer.size()) {
      for (std::size_t i = 0; i < older.size(); ++i) add({older[i], 1}, {newer[i], 1});
      return;
    }
    if (older.empty() || newer.empty()) {
      for (const std::uint32_t i : older) add({i, 1}, {stretch.newer.first, 0});
      for (const std::uint32_t k : newer) add({stretch.older.first, 0}, {k, 1});
      return;
    }
    for (const Bead& bead : align(text_of(older_, older), text_of(newer_, newer)).beads) {
      add(span_of(older, bead.source, stretch.older.past()),
          span_of(newer, bead.target, stretch.newer.past()));
    }
  }

  const RevisionView& older_;
  const RevisionView& newer_;
  std::vector<Stretch> stretches_;
  std::vector<bool> moved_older_, moved_newer_;
  std::vector<TextChange> changes_;
};

}  // namespace

std::string_view name(TextChange::Kind kind) {
  switch (kind) {
    case TextChange::Kind::changed:
      return "changed";
    case TextChange::Kind::added:
      return "added";
    case TextChange::Kind::removed:
      return "removed";
    case TextChange::Kind::moved:
      break;
  }
  return "moved";
}

std::vector<TextChange> text_changes(const RevisionView& older, const RevisionView& newer) {
  return Changes(older, newer).all();
}

}  // namespace hexapla
