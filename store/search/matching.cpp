#include "store/search/matching.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "store/search/posting_cursor.h"

namespace hexapla {
namespace {

double bm25(double frequency, double inverse, double length) {
  constexpr double k1 = 1.2, b = 0.75;
  return inverse * frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * length));
}

// The texts of one group over all runs, by their events from the newest back.
class GroupCursor {
 public:
  GroupCursor(const IndexReader& index, const WordGroup& group)
      : is_of_whole_text_(group.is_of_whole_text) {
    // Terms that differ in how far they have been merged are asked for in different runs.
    std::map<std::vector<std::pair<std::uint64_t, std::uint64_t>>, Part> parts;
    for (const std::string& term : group.terms) {
      const std::vector<Run> runs = index.runs_for(term);
      std::vector<std::pair<std::uint64_t, std::uint64_t>> shape;
      for (const Run& run : runs) shape.emplace_back(run.level, run.index);
      Part& part = parts[shape];
      part.runs = runs;
      part.terms.push_back(term);
    }
    for (auto& [shape, part] : parts) parts_.push_back(std::move(part));
    for (Part& part : parts_) {
      for (const Run& run : part.runs) {
        auto cursor = open_postings(index.rows(), run, part.terms);
        if (!cursor) continue;
        texts_ += cursor->texts();
        part.open.push_back({run.first(), run.newest(), std::move(cursor)});
      }
    }
  }

  bool is_of_whole_text() const { return is_of_whole_text_; }
  std::uint64_t texts() const { return texts_; }
  std::uint64_t text() const { return text_; }

  // Goes to the newest text that is not newer than `text`; false when there is none.
  bool advance_to(std::uint64_t text) {
    bool is_found = false;
    for (Part& part : parts_) {
      if (!part.advance_to(text)) continue;
      if (!is_found || part.text > text_) text_ = part.text;
      is_found = true;
    }
    return is_found;
  }

  void segments(std::vector<std::uint32_t>& segments) {
    segments.clear();
    for (Part& part : parts_) {
      if (part.at == part.open.size() || part.text != text_) continue;
      part.open[part.at].cursor->segments(some_);
      if (segments.empty()) {
        segments.swap(some_);
        continue;
      }
      std::vector<std::uint32_t> both;
      std::set_union(segments.begin(), segments.end(), some_.begin(), some_.end(),
                     std::back_inserter(both));
      segments.swap(both);
    }
  }

 private:
  struct Open {
    std::uint64_t first, newest;  // events of the run
    std::unique_ptr<PostingCursor> cursor;
  };
  struct Part {
    std::vector<Run> runs;
    std::vector<std::string> terms;
    std::vector<Open> open;  // runs that have any of the terms, newest first
    std::size_t at = 0;
    std::uint64_t text = UINT64_MAX;  // where it stands; nowhere yet

    bool advance_to(std::uint64_t aim) {
      if (text <= aim) return at < open.size();
      for (; at < open.size(); ++at) {
        const Open& here = open[at];
        if (here.first > aim) continue;
        const std::uint64_t back = here.newest <= aim ? 0 : here.newest - aim;
        if (!here.cursor->advance_to(static_cast<std::uint32_t>(back))) continue;
        text = here.newest - here.cursor->text();
        return true;
      }
      return false;
    }
  };

  bool is_of_whole_text_;
  std::vector<Part> parts_;
  std::uint64_t texts_ = 0;
  std::uint64_t text_ = 0;
  std::vector<std::uint32_t> some_;
};

class Matcher {
 public:
  Matcher(const IndexReader& index, const MatchWanted& wanted) : index_(index), wanted_(wanted) {
    const IndexTotals& totals = index.totals();
    const auto count = static_cast<double>(totals.texts);
    mean_words_ = totals.texts == 0 ? 1 : std::max(1.0, static_cast<double>(totals.words) / count);
    for (const WordGroup& group : wanted.groups) groups_.emplace_back(index, group);
    // The rarest leads.
    std::stable_sort(
        groups_.begin(), groups_.end(),
        [](const GroupCursor& a, const GroupCursor& b) { return a.texts() < b.texts(); });
    for (const GroupCursor& group : groups_) {
      const auto with = static_cast<double>(group.texts());
      inverse_.push_back(std::log1p((std::max(count, with) - with + 0.5) / (with + 0.5)));
    }
    frequencies_.resize(groups_.size());
  }

  Matches find() {
    Matches found;
    if (groups_.empty() || wanted_.events == 0) return found;
    std::uint64_t text = wanted_.events - 1;
    std::size_t met = 0;
    while (find_common(text)) {
      text = groups_[0].text();
      if (met++ == kMostMet || found.size() == kMostRanked) {
        found.is_complete = false;
        break;
      }
      consider(text, found);
      if (text == 0) break;
      --text;
    }
    return found;
  }

 private:
  // The newest text, not newer than `text`, that all groups have.
  bool find_common(std::uint64_t text) {
    if (!groups_[0].advance_to(text)) return false;
    for (std::size_t i = 1; i < groups_.size();) {
      const std::uint64_t aim = groups_[0].text();
      if (!groups_[i].advance_to(aim)) return false;
      if (groups_[i].text() == aim) {
        ++i;
      } else {
        if (!groups_[0].advance_to(groups_[i].text())) return false;
        i = 1;
      }
    }
    return true;
  }

  // Segments first: of two common words most texts have both, but few in one segment, and what is
  // known of a text costs a lookup.
  void consider(std::uint64_t text, Matches& found) {
    segments_.clear();
    bool is_first = true;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      if (groups_[i].is_of_whole_text()) continue;
      groups_[i].segments(of_group_);
      frequencies_[i] = static_cast<double>(of_group_.size());
      if (is_first) {
        segments_.swap(of_group_);
      } else {
        combined_.clear();
        if (wanted_.together) {
          std::set_intersection(segments_.begin(), segments_.end(), of_group_.begin(),
                                of_group_.end(), std::back_inserter(combined_));
        } else {
          std::set_union(segments_.begin(), segments_.end(), of_group_.begin(), of_group_.end(),
                         std::back_inserter(combined_));
        }
        segments_.swap(combined_);
      }
      is_first = false;
      if (segments_.empty()) return;
    }
    const TextWeight weight = index_.weight(text);
    if (!weight.is_text || (weight.superseded && !wanted_.superseded)) return;
    if (wanted_.keep && !wanted_.keep(index_.facts(text))) return;
    found.add(score_of(weight.words), text, segments_);
  }

  double score_of(std::uint32_t words) const {
    const double length = static_cast<double>(words) / mean_words_;
    double score = 0;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      if (!groups_[i].is_of_whole_text()) score += bm25(frequencies_[i], inverse_[i], length);
    }
    return score;
  }

  const IndexReader& index_;
  const MatchWanted& wanted_;
  double mean_words_ = 1;
  std::vector<GroupCursor> groups_;
  std::vector<double> inverse_, frequencies_;  // of each group; the latter in the present text
  std::vector<std::uint32_t> segments_, of_group_, combined_;
};

}  // namespace

void Matches::add(double score, std::uint64_t text, std::span<const std::uint32_t> segments) {
  found_.push_back({score, text, static_cast<std::uint32_t>(segments_.size()),
                    static_cast<std::uint32_t>(segments.size())});
  segments_.insert(segments_.end(), segments.begin(), segments.end());
}

std::span<const TextMatch> Matches::best(std::size_t count) {
  count = std::min(count, found_.size());
  if (count > ordered_) {
    // More than were asked for, so that who asks for one more each time has it soon.
    const std::size_t wanted = std::min(found_.size(), std::max(count, 2 * ordered_ + 32));
    const auto at = [&](std::size_t place) {
      return found_.begin() + static_cast<std::ptrdiff_t>(place);
    };
    std::partial_sort(at(ordered_), at(wanted), found_.end(),
                      [](const TextMatch& a, const TextMatch& b) {
                        return a.score != b.score ? a.score > b.score : a.text > b.text;
                      });
    ordered_ = wanted;
  }
  return std::span(found_).first(count);
}

Matches find_matches(const IndexReader& index, const MatchWanted& wanted) {
  return Matcher(index, wanted).find();
}

}  // namespace hexapla
