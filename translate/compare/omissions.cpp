#include "translate/compare/omissions.h"

#include <algorithm>

#include "store/text/character_kinds.h"
#include "store/text/code_points.h"
#include "store/text/fold.h"
#include "store/text/utf8.h"
#include "translate/compare/number_differences.h"

namespace hexapla {
namespace {

constexpr float kUsual = 0.7F;        // of any word, before anything is known of it
constexpr float kUsualStrength = 2;   // occurrences that this is worth
constexpr float kOthersStrength = 1;  // versions that what is usual of the word elsewhere is worth
constexpr float kCost = 0.1F;         // what a word must lack more to be one of a stretch
constexpr float kWhole = 0.4F;        // mean lack of the words of a segment that nothing renders
constexpr float kPriorLetters = 20;   // of both sides, before any are counted
// What a stretch is worth when the other side is as long as it should be; how much more when it is
// shorter by the whole stretch; and the limits of this.
constexpr float kWithoutLength = 0.7F, kLengthSlope = 0.8F, kLeastLength = 0.4F, kMostLength = 1.3F;
constexpr float kLengthNoise = 1;  // of the length of its row, added to that of the stretch
constexpr float kNumberWorth = 3;  // a number without its like says as much as three words

bool is_number(std::string_view word) {
  return !word.empty() && is_digit(static_cast<UChar32>(code_point_at(word, 0)));
}

std::string_view text_of(const TextToAlign& text, const LinkedWord& word) {
  return word.range.of(text.segments[word.segment]);
}

// The segments of a side of a row, a line each.
std::string lines(const TextToAlign& text, SegmentRange range) {
  std::string all;
  for (std::uint32_t i = range.first; i < range.past(); ++i) {
    all += text.segments[i];
    all += '\n';
  }
  return all;
}

// Numbers go by their values, however they are written: by words of either language, too. One that
// the other side has lacks nothing, whatever it is linked with; one that it has not lacks all.
void judge_numbers(const TextToAlign& text, SegmentRange range, const TextToAlign& other,
                   SegmentRange other_range, std::span<const LinkedWord> words,
                   std::vector<float>& lacking) {
  const auto number = [&](const LinkedWord& word) { return is_number(text_of(text, word)); };
  if (std::none_of(words.begin(), words.end(), number)) return;
  const std::string own = lines(text, range);
  const auto without =
      compare_numbers(own, text.language, lines(other, other_range), other.language).differences;
  std::uint32_t line_begin = 0, segment = range.first;
  for (std::size_t w = 0; w < words.size(); ++w) {
    for (; segment < words[w].segment; ++segment)
      line_begin += static_cast<std::uint32_t>(text.segments[segment].size() + 1);
    if (!number(words[w])) continue;
    const std::uint32_t begin = line_begin + words[w].range.begin;
    lacking[w] = std::any_of(without.begin(), without.end(),
                             [&](const NumberDifference& difference) {
                               return !difference.target && difference.source.begin <= begin &&
                                      begin < difference.source.end;
                             })
                     ? kNumberWorth
                     : 0;
  }
}

float letters(std::span<const std::string_view> segments, SegmentRange range) {
  std::size_t count = 0;
  for (std::uint32_t i = range.first; i < range.past(); ++i)
    count += count_code_points(segments[i]);
  return static_cast<float>(count);
}

}  // namespace

OmissionFinder::OmissionFinder(const TextToAlign& original, std::span<const TextToAlign> versions,
                               std::span<const std::vector<BeadLinks>> rows)
    : original_(original), versions_(versions), rows_(rows), of_versions_(versions.size()) {
  std::vector<float> original_letters(versions.size(), kPriorLetters),
      version_letters(versions.size(), kPriorLetters);
  for (const std::vector<BeadLinks>& row : rows_) {
    for (std::size_t v = 0; v < row.size(); ++v) {
      if (row[v].source.empty() || row[v].target.empty()) continue;
      original_letters[v] += letters(original_.segments, row[v].source);
      version_letters[v] += letters(versions_[v].segments, row[v].target);
      learn(original_, row[v].source_words, of_original_);
      learn(versions_[v], row[v].target_words, of_versions_[v]);
    }
  }
  for (std::size_t v = 0; v < versions.size(); ++v)
    ratios_.push_back(version_letters[v] / original_letters[v]);
}

void OmissionFinder::learn(const TextToAlign& text, std::span<const LinkedWord> words,
                           Words& usual) {
  for (const LinkedWord& word : words) {
    if (word.is_mark) continue;
    Usual& of_word = usual[fold(text_of(text, word))];
    of_word.rendered += word.rendered;
    of_word.seen += 1;
  }
}

// How much of `word` is usually rendered, as far as other places than those that `own` and one
// occurrence stand for know.
float OmissionFinder::usual_of(const Words& usual, const TextToAlign& text, const LinkedWord& word,
                               float own) {
  Usual of_word;
  if (const auto found = usual.find(fold(text_of(text, word))); found != usual.end())
    of_word = found->second;
  return (std::max(of_word.rendered - own, 0.0F) + kUsual * kUsualStrength) /
         (std::max(of_word.seen - 1, 0.0F) + kUsualStrength);
}

// Text that is wanting leaves the other side shorter than it should be: by as much as its own
// translation is long, if that is all that happened.
void OmissionFinder::weigh(const SideOfRow& side, Stray& stray) {
  const LinkedWord& first = side.words[stray.first];
  const LinkedWord& last = side.words[stray.past - 1];
  float own = 0;
  for (std::uint32_t s = first.segment; s <= last.segment; ++s) {
    const std::size_t begin = s == first.segment ? first.range.begin : 0;
    const std::size_t end = s == last.segment ? last.range.end : side.segments[s].size();
    own += static_cast<float>(count_code_points(side.segments[s].substr(begin, end - begin)));
  }
  // The longer the row, the less its length says of a short stretch.
  const float all = letters(side.segments, side.range);
  stray.words *= std::clamp(
      kWithoutLength + kLengthSlope * side.surplus / std::max(own + kLengthNoise * all, 1.0F),
      kLeastLength, kMostLength);
}

// The stretches of the largest sums, none of which overlap: the best one, then the best on either
// side of it.
void OmissionFinder::collect(const SideOfRow& side, std::size_t first, std::size_t past,
                             float least, std::vector<Stray>& found) {
  float best = 0, sum = 0;
  std::size_t begin = first, best_begin = first, best_past = first;
  for (std::size_t i = first; i < past; ++i) {
    if (sum <= 0) {
      sum = 0;
      begin = i;
    }
    sum += side.lacking[i];
    if (sum > best) {
      best = sum;
      best_begin = begin;
      best_past = i + 1;
    }
  }
  if (best <= 0 || best * kMostLength < least) return;
  collect(side, first, best_begin, least, found);
  Stray stray{static_cast<std::uint32_t>(best_begin), static_cast<std::uint32_t>(best_past), best};
  weigh(side, stray);
  if (stray.words >= least) found.push_back(stray);
  collect(side, best_past, past, least, found);
}

// Segments of which nearly every word lacks its rendering, and stretches inside the others.
std::vector<Stray> OmissionFinder::stretches(const SideOfRow& side, float least) {
  std::vector<Stray> found;
  std::size_t run = 0;  // where the words begin that belong to no whole segment
  for (std::size_t first = 0, past = 0; first < side.words.size(); first = past) {
    float sum = 0, count = 0;
    const std::uint32_t segment = side.words[first].segment;
    for (past = first; past < side.words.size() && side.words[past].segment == segment; ++past) {
      if (side.words[past].is_mark) continue;
      sum += side.lacking[past];
      ++count;
    }
    if (side.range.count < 2 || sum < kWhole * count) continue;
    Stray whole{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(past), sum, true};
    weigh(side, whole);
    if (whole.words < least) continue;
    collect(side, run, first, least, found);
    found.push_back(whole);
    run = past;
  }
  collect(side, run, side.words.size(), least, found);
  return found;
}

// How long the row should be, in letters of the original: by the original, and by what the other
// versions make of it.
float OmissionFinder::expected_length(std::size_t row, std::size_t version) const {
  const std::vector<BeadLinks>& links = rows_[row];
  float sum = letters(original_.segments, links[version].source), count = 1;
  for (std::size_t v = 0; v < links.size(); ++v) {
    if (v == version || links[v].target.empty() || links[v].source != links[version].source)
      continue;
    sum += letters(versions_[v].segments, links[v].target) / ratios_[v];
    count += 1;
  }
  return sum / count;
}

std::vector<Stray> OmissionFinder::wanting(std::size_t row, std::size_t version,
                                           float least) const {
  const std::vector<BeadLinks>& links = rows_[row];
  const BeadLinks& own = links[version];
  if (own.source.empty() || own.target.empty()) return {};
  SideOfRow side{own.source_words, original_.segments, own.source, {}, 0};
  side.surplus = expected_length(row, version) -
                 letters(versions_[version].segments, own.target) / ratios_[version];
  std::vector<float>& lacking = side.lacking;
  lacking.assign(own.source_words.size(), 0);
  for (std::size_t w = 0; w < lacking.size(); ++w) {
    const LinkedWord& word = own.source_words[w];
    if (word.is_mark) continue;
    float usual = usual_of(of_original_, original_, word, word.rendered) * kOthersStrength;
    float versions = kOthersStrength;
    for (std::size_t v = 0; v < links.size(); ++v) {
      if (v == version || links[v].target.empty() || links[v].source_words.size() != lacking.size())
        continue;
      usual += links[v].source_words[w].rendered;
      versions += 1;
    }
    lacking[w] = usual / versions - word.rendered - kCost;
  }
  judge_numbers(original_, own.source, versions_[version], own.target, own.source_words, lacking);
  return stretches(side, least);
}

std::vector<Stray> OmissionFinder::added(std::size_t row, std::size_t version, float least) const {
  const BeadLinks& own = rows_[row][version];
  if (own.source.empty() || own.target.empty()) return {};
  const TextToAlign& text = versions_[version];
  SideOfRow side{own.target_words, text.segments, own.target, {}, 0};
  side.surplus =
      letters(text.segments, own.target) - expected_length(row, version) * ratios_[version];
  std::vector<float>& lacking = side.lacking;
  lacking.assign(own.target_words.size(), 0);
  for (std::size_t w = 0; w < lacking.size(); ++w) {
    const LinkedWord& word = own.target_words[w];
    if (word.is_mark) continue;
    lacking[w] = usual_of(of_versions_[version], text, word, word.rendered) - word.rendered - kCost;
  }
  judge_numbers(text, own.target, original_, own.source, own.target_words, lacking);
  return stretches(side, least);
}

}  // namespace hexapla
