#include "translate/check/find_moves.h"

#include <algorithm>
#include <cmath>

#include "translate/align/word_links.h"
#include "translate/check/bead_text.h"
#include "translate/check/left_over.h"
#include "translate/check/shared_figures.h"
#include "translate/lineage/moved_sentences.h"

namespace hexapla {
namespace {

constexpr std::size_t kNone = SIZE_MAX;
constexpr std::size_t kBeadsAround = 10;  // of a place that is aligned once more, on either side
constexpr std::size_t kMostTrials = 24;   // for one version
constexpr float kLikeOthers = 0.9F;  // of what is usual around it: what moved is rendered so well

// Paragraphs that may have changed places: how much of what is usual in the version is rendered as
// they stand, at most, and how much more if they stand crosswise, at least.
struct SwapBounds {
  float weak, gain;
};
constexpr SwapBounds kByWords{0.85F, 0.1F}, kByFigures{0.95F, 0};  // these where figures say it too

SegmentRange joined(const SegmentRange& a, const SegmentRange& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {a.first, b.past() - a.first};
}

// Beads between which no sentence is taken twice or left out.
bool is_in_order(const std::vector<Bead>& beads) {
  std::uint32_t source = beads.empty() ? 0 : beads[0].source.first;
  std::uint32_t target = beads.empty() ? 0 : beads[0].target.first;
  bool source_begun = false, target_begun = false;
  for (const Bead& bead : beads) {
    if (!bead.source.empty()) {
      if (source_begun && bead.source.first != source) return false;
      source = bead.source.past();
      source_begun = true;
    }
    if (!bead.target.empty()) {
      if (target_begun && bead.target.first != target) return false;
      target = bead.target.past();
      target_begun = true;
    }
  }
  return true;
}

// The bead of each segment of one side, by number.
std::vector<std::size_t> beads_of_segments(const std::vector<Bead>& beads, bool of_source,
                                           std::uint32_t segments) {
  std::vector<std::size_t> numbers(segments, kNone);
  for (std::size_t i = 0; i < beads.size(); ++i) {
    const SegmentRange& range = of_source ? beads[i].source : beads[i].target;
    for (std::uint32_t k = range.first; k < range.past(); ++k) numbers[k] = i;
  }
  return numbers;
}

// Of two texts in one language: sentences with the same words, of which neither has a counterpart
// where it stands.
std::vector<Finding> moved_words(const TextToCheck& source, const TextToCheck& target,
                                 const Alignment& alignment) {
  const std::vector<std::size_t> ours =
      beads_of_segments(alignment.beads, true, source.view.segment_count());
  const std::vector<std::size_t> theirs =
      beads_of_segments(alignment.beads, false, target.view.segment_count());
  std::vector<Finding> findings;
  for (const MovedSentence& moved : moved_sentences(source.view, target.view, target.language)) {
    const std::size_t left = ours[moved.older], right = theirs[moved.newer];
    if (left == kNone || right == kNone || left == right) continue;
    findings.push_back(moved_finding(source, {moved.older, 1}, target, {moved.newer, 1}));
  }
  return findings;
}

// How much of some words is rendered.
struct Tally {
  float rendered = 0, count = 0;
  void add(const LinkedWord& word) {
    if (word.is_mark) return;
    rendered += word.rendered;
    count += 1;
  }
  float mean() const { return count > 0 ? rendered / count : 0; }
};

class MoveSearch {
 public:
  MoveSearch(const TextToCheck& source, const TextToCheck& target, const Alignment& alignment,
             std::span<const BeadLinks* const> links)
      : source_(source),
        target_(target),
        alignment_(alignment),
        beads_(alignment.beads),
        original_(text_of(source.view)),
        version_(text_of(target.view)),
        beads_of_target_(beads_of_segments(beads_, false, target.view.segment_count())),
        source_words_(source.view.segment_count()),
        target_words_(target.view.segment_count()) {
    Tally all;
    for (const BeadLinks* one : links) {
      for (const LinkedWord& word : one->source_words) {
        source_words_[word.segment].add(word);
        if (!one->target.empty()) all.add(word);
      }
      for (const LinkedWord& word : one->target_words) {
        target_words_[word.segment].add(word);
        if (!one->source.empty()) all.add(word);
      }
    }
    usual_ = all.mean();
  }

  std::vector<Finding> run(std::span<const BeadLinks* const> links) {
    if (!is_in_order(beads_)) return {};
    try_neighbours();
    find_carried(links);
    return std::move(findings_);
  }

 private:
  std::uint32_t letters(bool of_source, const SegmentRange& range) const {
    return BeadText(of_source ? source_.view : target_.view, range,
                    of_source ? source_.language : target_.language)
        .letters();
  }

  // Paragraphs of the version that stand next to each other.
  void try_neighbours() {
    const RevisionView& view = target_.view;
    for (std::uint32_t k = 0; k + 1 < view.block_count(); ++k) {
      const auto& left = view.block(k);
      const auto& right = view.block(k + 1);
      if (left.segment_count == 0 || right.segment_count == 0) continue;
      const SegmentRange first{left.first_segment, left.segment_count},
          second{right.first_segment, right.segment_count};
      const std::uint32_t least = fewest_telling_letters(target_.language);
      if (letters(false, first) < least || letters(false, second) < least ||
          !is_prose(view, first) || !is_prose(view, second))
        continue;
      std::size_t begin = beads_of_target_[first.first], end = beads_of_target_[second.past() - 1];
      if (begin == kNone || end == kNone) continue;
      while (begin > 0 && beads_[begin - 1].target.empty()) --begin;
      while (end + 1 < beads_.size() && beads_[end + 1].target.empty()) ++end;
      SegmentRange ours;
      for (std::size_t i = begin; i <= end; ++i) ours = joined(ours, beads_[i].source);
      if (only_lacks(begin, end + 1)) continue;
      const float known = rendered_of(ours, joined(first, second));
      if (known >= kByFigures.weak * usual_) continue;
      const std::uint32_t border = split(ours, first, second);
      if (border == ours.first) continue;
      const SegmentRange before{ours.first, border - ours.first},
          after{border, ours.past() - border};
      const SwapBounds bounds =
          are_figures_crosswise(before, after, first, second) ? kByFigures : kByWords;
      if (known >= bounds.weak * usual_) continue;
      if (trials_ + 2 > kMostTrials) return;
      trials_ += 2;
      const Trial there = link({{before, second, 0}, {after, first, 0}}, begin, end + 1);
      const Trial here = link({{before, first, 0}, {after, second, 0}}, begin, end + 1);
      if (there.rendered < kLikeOthers * there.rendered_elsewhere ||
          there.rendered < here.rendered + bounds.gain)
        continue;
      findings_.push_back(moved_finding(source_, before, target_, second));
      findings_.push_back(moved_finding(source_, after, target_, first));
      ++k;
    }
  }

  // Whether more figures are where `before` renders `second` and `after` `first` than as they
  // stand.
  bool are_figures_crosswise(const SegmentRange& before, const SegmentRange& after,
                             const SegmentRange& first, const SegmentRange& second) const {
    const auto here = figures_of(target_, first), there = figures_of(target_, second);
    std::ptrdiff_t crosswise = 0;
    const auto count = [&](const SegmentRange& ours, const auto& straight, const auto& across) {
      for (const WrittenNumber& figure : figures_of(source_, ours)) {
        crosswise += has_figure(across, figure) ? 1 : 0;
        crosswise -= has_figure(straight, figure) ? 1 : 0;
      }
    };
    count(before, here, there);
    count(after, there, here);
    return crosswise > 0;
  }

  // What is left over on both sides, however far apart, but for what is told by now.
  void find_carried(std::span<const BeadLinks* const> links) {
    const std::size_t told = findings_.size();
    for (const CarriedSentences& pair : pair_left_over(source_, target_, alignment_, links)) {
      const bool is_told =
          std::any_of(findings_.begin(), findings_.begin() + static_cast<std::ptrdiff_t>(told),
                      [&](const Finding& one) {
                        return overlap(one.source.segments, pair.source) ||
                               overlap(one.target.segments, pair.target);
                      });
      if (!is_told) findings_.push_back(moved_finding(source_, pair.source, target_, pair.target));
    }
  }

  // Whether a sentence of the original is wanting there and none is left over that may be it.
  bool only_lacks(std::size_t first, std::size_t past) const {
    const auto begin = beads_.begin() + static_cast<std::ptrdiff_t>(first),
               end = beads_.begin() + static_cast<std::ptrdiff_t>(past);
    return std::any_of(begin, end, [](const Bead& bead) { return bead.target.empty(); }) &&
           std::none_of(begin, end, [](const Bead& bead) { return bead.source.empty(); });
  }

  // How much of the words is rendered as the beads are.
  float rendered_of(const SegmentRange& ours, const SegmentRange& theirs) const {
    float sum = 0, count = 0;
    for (std::uint32_t i = ours.first; i < ours.past(); ++i) {
      sum += source_words_[i].rendered;
      count += source_words_[i].count;
    }
    for (std::uint32_t i = theirs.first; i < theirs.past(); ++i) {
      sum += target_words_[i].rendered;
      count += target_words_[i].count;
    }
    return count > 0 ? sum / count : 0;
  }

  // Where `ours` is parted if its beginning renders `second` and its end `first`: between
  // paragraphs where there are several, as near as may be to the ratio of lengths.
  std::uint32_t split(const SegmentRange& ours, const SegmentRange& first,
                      const SegmentRange& second) const {
    const double share = static_cast<double>(letters(false, second)) /
                         (letters(false, first) + letters(false, second));
    const double all = letters(true, ours);
    const auto block = [&](std::uint32_t i) { return source_.view.segment(i).block; };
    const bool between_blocks = !ours.empty() && block(ours.first) != block(ours.past() - 1);
    std::uint32_t best = ours.first;
    double nearest = 1;
    for (std::uint32_t i = ours.first + 1; i < ours.past(); ++i) {
      if (between_blocks && block(i) == block(i - 1)) continue;
      const double off = std::abs(letters(true, {ours.first, i - ours.first}) / all - share);
      if (off >= nearest) continue;
      nearest = off;
      best = i;
    }
    return best;
  }

  struct Trial {
    float rendered = 0, rendered_elsewhere = 0;  // of the words of what is tried, and of the rest
  };

  // Links the words of what is tried and of the beads around those [first, past) instead of which
  // it is.
  Trial link(std::vector<Bead> tried, std::size_t first, std::size_t past) const {
    const std::size_t begin = first - std::min(first, kBeadsAround);
    const std::size_t end = std::min(past + kBeadsAround, beads_.size());
    const std::size_t count = tried.size();
    for (std::size_t i = begin; i < end; ++i) {
      if ((i < first || i >= past) && !beads_[i].source.empty() && !beads_[i].target.empty())
        tried.push_back(beads_[i]);
    }
    const std::vector<BeadLinks> links = link_words(original_, version_, tried);
    Tally of_tried, of_rest;
    for (std::size_t i = 0; i < links.size(); ++i) {
      Tally& tally = i < count ? of_tried : of_rest;
      for (const LinkedWord& word : links[i].source_words) tally.add(word);
      for (const LinkedWord& word : links[i].target_words) tally.add(word);
    }
    return {of_tried.mean(), of_rest.mean()};
  }

  const TextToCheck& source_;
  const TextToCheck& target_;
  const Alignment& alignment_;
  const std::vector<Bead>& beads_;
  TextToAlign original_, version_;
  std::vector<std::size_t> beads_of_target_;
  std::vector<Tally> source_words_, target_words_;  // by segment
  float usual_ = 0;                                 // mean of all of them
  std::size_t trials_ = 0;
  std::vector<Finding> findings_;
};

}  // namespace

Finding moved_finding(const TextToCheck& source, const SegmentRange& ours,
                      const TextToCheck& target, const SegmentRange& theirs) {
  Finding finding;
  finding.found = FindingClass::moved;
  finding.source = BeadText(source.view, ours, source.language).whole();
  finding.target = BeadText(target.view, theirs, target.language).whole();
  finding.explanation = "This stands in another place than in the original.";
  return finding;
}

std::vector<Finding> find_moves(const TextToCheck& source, const TextToCheck& target,
                                const Alignment& alignment,
                                std::span<const BeadLinks* const> links) {
  if (source.language.language() == target.language.language() &&
      source.language.script() == target.language.script())
    return moved_words(source, target, alignment);
  return MoveSearch(source, target, alignment, links).run(links);
}

}  // namespace hexapla
