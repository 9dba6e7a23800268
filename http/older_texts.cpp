#include "http/older_texts.h"

#include <algorithm>
#include <string_view>

#include "http/row_remarks.h"
#include "translate/compare/difference.h"
#include "translate/compare/numbers.h"
#include "translate/lineage/staleness.h"
#include "translate/lineage/text_changes.h"

namespace hexapla {
namespace {

// A cell's segments on lines of their own, so that no number runs from one into the next.
struct Lines {
  std::string text;
  std::vector<std::uint32_t> starts;
  SegmentRange range;

  Lines(const RevisionView& view, const SegmentRange& segments) : range(segments) {
    for (std::uint32_t i = range.first; i < range.past(); ++i) {
      starts.push_back(static_cast<std::uint32_t>(text.size()));
      text += view.segment(i).text;
      text += '\n';
    }
  }

  SignMark mark(ByteRange place, Sign sign) const {
    const auto past = std::upper_bound(starts.begin(), starts.end(), place.begin);
    const auto index = static_cast<std::uint32_t>(past - starts.begin() - 1);
    return {range.first + index, {place.begin - starts[index], place.end - starts[index]}, sign};
  }
};

bool overlaps(const SegmentRange& a, const SegmentRange& b) {
  return a.first < b.past() && b.first < a.past();
}

void mark_whole(ComparedRow& row, const RevisionView& view, std::uint32_t version, Sign sign) {
  const SegmentRange& range = version == 0 ? row.row.original : row.row.versions[version - 1];
  for (std::uint32_t i = range.first; i < range.past(); ++i) {
    row.marks[version].push_back(
        {i, {0, static_cast<std::uint32_t>(view.segment(i).text.size())}, sign});
  }
}

// A figure alone says little: `1` becomes `1 May`, up to the end of the next word in reach.
ByteRange with_neighbour(std::string_view words, ByteRange range) {
  constexpr std::uint32_t kLittle = 6, kReach = 24;
  if (range.empty() || range.size() > kLittle) return range;
  const std::size_t next = words.find_first_not_of(' ', range.end);
  if (next == std::string_view::npos || next == range.end) return range;
  const std::size_t end = std::min(words.find_first_of(" .,;:!?", next), words.size());
  if (end - range.end <= kReach && end > next) range.end = static_cast<std::uint32_t>(end);
  return range;
}

// The words of both that differ, from the first to the last difference.
std::pair<std::string, std::string> changed_words(const std::string& older,
                                                  const std::string& shown,
                                                  const LanguageTag& language) {
  ByteRange before{}, after{};
  bool any = false;
  for (const Piece& piece : differ(older, shown, language)) {
    if (piece.change == Change::same) continue;
    if (!any) {
      before.begin = piece.before.begin;
      after.begin = piece.after.begin;
    }
    any = true;
    before.end = piece.before.end;
    after.end = piece.after.end;
  }
  before = with_neighbour(older, before);
  after = with_neighbour(shown, after);
  return {std::string(before.of(older)), std::string(after.of(shown))};
}

// The older revision of the text that is shown as the original which `version` follows. Against the
// newest one, a version that somebody accepted since follows what it was accepted for, and one made
// from a translation what that was made from.
std::optional<RevisionAddress> followed_text(const Reading& reading, const Version& version,
                                             const Version& shown) {
  if (shown.address.number != shown.newest) return version.origin.address;
  const auto stale = staleness_of(reading, version.address);
  return stale && stale->newest == shown.address ? std::optional(stale->made_from) : std::nullopt;
}

}  // namespace

OlderTexts::OlderTexts(const Reading& reading, const std::vector<Version>& versions)
    : versions_(versions), older_(versions.size()) {
  const Version& shown = versions[0];
  for (std::size_t i = 1; i < versions.size(); ++i) {
    const std::optional<RevisionAddress> from = followed_text(reading, versions[i], shown);
    if (!from || from->variant != shown.address.variant || from->number >= shown.address.number)
      continue;
    auto view = reading.view(*from);
    if (!view) continue;
    OlderText older{from->number, *std::move(view), {}};
    for (const TextChange& change : text_changes(older.view, shown.view)) {
      // What only stands elsewhere now is rendered as well as it was.
      if (change.kind != TextChange::Kind::moved)
        older.changed.push_back({change.older, change.newer});
    }
    older_[i] = std::move(older);
  }
}

bool OlderTexts::check(ComparedRow& row, std::uint32_t version) const {
  if (!older_[version]) return false;
  bool any = false;
  const OlderText& older = *older_[version];
  const Version& shown = versions_[0];
  const Version& target = versions_[version];
  for (const OlderText::Stretch& stretch : older.changed) {
    // Text that the newer revision dropped stands nowhere: it is told of at the segment it
    // preceded.
    SegmentRange place = stretch.shown;
    if (place.empty()) {
      if (shown.view.segment_count() == 0) continue;
      place = {std::min(place.first, shown.view.segment_count() - 1), 1};
    }
    if (!overlaps(place, row.row.original)) continue;
    const std::string before = segments_text(older.view, stretch.older),
                      now = segments_text(shown.view, stretch.shown);
    auto [old_words, new_words] = changed_words(before, now, shown.language);
    Remark remark;
    remark.sign = Sign::outdated;
    remark.version = version;
    remark.lemma = quoted_in_remark(new_words);
    remark.reading = quoted_in_remark(old_words);

    // Where the older number still stands in this version, it is what is out of date; else the
    // whole of it may be.
    const Lines lines(target.view, row.row.versions[version - 1]);
    bool marked = false;
    for (const WrittenNumber& old_number : find_numbers(old_words)) {
      for (const WrittenNumber& number : find_numbers(lines.text)) {
        if (marked || old_number.values.empty() || number.values != old_number.values) continue;
        row.marks[version].push_back(lines.mark(number.range, Sign::outdated));
        marked = true;
      }
    }
    if (!marked && row.marks[version].empty())
      mark_whole(row, target.view, version, Sign::outdated);
    row.remarks.push_back(std::move(remark));
    any = true;
  }
  return any;
}

}  // namespace hexapla
