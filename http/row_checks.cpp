#include "http/row_checks.h"

#include <algorithm>
#include <string_view>

#include "store/text/utf8.h"
#include "translate/compare/difference.h"
#include "translate/compare/numbers.h"
#include "translate/compare/untranslated.h"
#include "translate/lineage/staleness.h"
#include "translate/lineage/text_changes.h"

namespace hexapla {
namespace {

// Longest text quoted in a remark.
constexpr std::size_t kQuoteBytes = 90;

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

bool is_all(const RevisionView& view, const SegmentRange& range, Role role) {
  for (std::uint32_t i = range.first; i < range.past(); ++i) {
    if (view.block(view.segment(i).block).role != role) return false;
  }
  return true;
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

std::string quoted_in_remark(std::string_view text) {
  if (text.size() <= kQuoteBytes) return std::string(text);
  std::string_view prefix = prefix_of_whole_graphemes(text, kQuoteBytes);
  // Better the end of a word, where there is one.
  if (const std::size_t space = prefix.rfind(' ');
      space != std::string_view::npos && space > kQuoteBytes / 2) {
    prefix = prefix.substr(0, space);
  }
  return std::string(prefix) + " …";
}

RowChecks::RowChecks(const Reading& reading, const std::vector<Version>& versions)
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

void RowChecks::check(ComparedRow& row) const {
  row.marks.assign(versions_.size(), {});
  check_wanting(row);
  for (std::uint32_t version = 1; version < versions_.size(); ++version) {
    if (row.row.original.empty() || row.row.versions[version - 1].empty()) continue;
    const std::size_t before = row.remarks.size();
    check_untranslated(row, version);
    // A stamp says when its own page was updated: it differs by its nature.
    if (is_all(versions_[0].view, row.row.original, Role::dateline)) continue;
    if (row.remarks.size() != before) continue;
    check_outdated(row, version);
    // An older text may well have had another number: that is said already.
    if (row.remarks.size() == before) check_numbers(row, version);
  }
  for (std::vector<SignMark>& marks : row.marks) {
    std::stable_sort(marks.begin(), marks.end(), [](const SignMark& a, const SignMark& b) {
      return a.segment != b.segment ? a.segment < b.segment : a.range.begin < b.range.begin;
    });
  }
}

void RowChecks::check_wanting(ComparedRow& row) const {
  for (std::uint32_t version = 1; version < versions_.size(); ++version) {
    const bool here = !row.row.versions[version - 1].empty();
    if (row.row.original.empty() && here) {
      // What a page says of its own translation is recorded as a claim, and no part of the text.
      if (is_all(versions_[version].view, row.row.versions[version - 1], Role::label)) continue;
      row.remarks.push_back(
          {Sign::added,
           version,
           {},
           quoted_in_remark(cell_text(versions_[version].view, row.row.versions[version - 1]))});
      mark_whole(row, versions_[version].view, version, Sign::added);
    } else if (!row.row.original.empty() && !here) {
      row.remarks.push_back({Sign::wanting,
                             version,
                             quoted_in_remark(cell_text(versions_[0].view, row.row.original)),
                             {}});
    }
  }
}

void RowChecks::check_numbers(ComparedRow& row, std::uint32_t version) const {
  const Version& target = versions_[version];
  const Lines left(versions_[0].view, row.row.original),
      right(target.view, row.row.versions[version - 1]);
  for (const NumberDifference& difference :
       compare_numbers(left.text, versions_[0].language, right.text, target.language)) {
    Remark remark{Sign::number, version, std::string(difference.source.of(left.text)), {}};
    if (difference.target) {
      remark.reading = std::string(difference.target->of(right.text));
      row.marks[version].push_back(right.mark(*difference.target, Sign::number));
    }
    row.remarks.push_back(std::move(remark));
  }
}

void RowChecks::check_untranslated(ComparedRow& row, std::uint32_t version) const {
  const Version& target = versions_[version];
  const SegmentRange& theirs = row.row.versions[version - 1];
  for (std::uint32_t i = theirs.first; i < theirs.past(); ++i) {
    const auto& segment = target.view.segment(i);
    const Role role = target.view.block(segment.block).role;
    if (role == Role::byline || role == Role::dateline) continue;  // names and dates
    const SegmentRange& ours = row.row.original;
    bool left = false;
    for (std::uint32_t k = ours.first; !left && k < ours.past(); ++k) {
      left = is_left_untranslated(versions_[0].view.segment(k).text, versions_[0].language,
                                  segment.text, target.language);
    }
    if (!left) continue;
    row.marks[version].push_back(
        {i, {0, static_cast<std::uint32_t>(segment.text.size())}, Sign::untranslated});
    row.remarks.push_back({Sign::untranslated, version, quoted_in_remark(segment.text), {}});
  }
}

void RowChecks::check_outdated(ComparedRow& row, std::uint32_t version) const {
  if (!older_[version]) return;
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
    const std::string before = cell_text(older.view, stretch.older),
                      now = cell_text(shown.view, stretch.shown);
    auto [old_words, new_words] = changed_words(before, now, shown.language);
    Remark remark{Sign::outdated, version, quoted_in_remark(new_words),
                  quoted_in_remark(old_words)};

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
  }
}

}  // namespace hexapla
