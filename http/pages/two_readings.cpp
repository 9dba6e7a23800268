#include "http/pages/two_readings.h"

#include <algorithm>

#include "http/pages/word_difference.h"
#include "translate/compare/difference.h"

namespace hexapla {
TwoReadings::TwoReadings(const Comparison& comparison) : comparison_(comparison) {
  if (!comparison.pair) return;
  for (const Pair::Move& move : comparison.pair->moves) {
    for (std::uint32_t i = 0; i < std::min(move.before.count, move.after.count); ++i) {
      to_[move.before.first + i] = move.after.first + i;
      from_[move.after.first + i] = move.before.first + i;
    }
  }
}

TwoReadings::Side TwoReadings::side_of(const ComparedRow& row, bool earlier) const {
  const std::uint32_t version = earlier ? comparison_.pair->before : comparison_.pair->after;
  const RevisionView& view = comparison_.versions[version].view;
  const RevisionView& other =
      comparison_.versions[earlier ? comparison_.pair->after : comparison_.pair->before].view;
  const SegmentRange& range = row.row.of(version);
  const auto& moves = earlier ? to_ : from_;
  Side side;
  side.all = segments_text(view, range);
  for (std::uint32_t i = range.first; i < range.past(); ++i) {
    if (const auto move = moves.find(i); move != moves.end()) {
      side.moved.push_back(
          {side.rest.size(), view.segment(i).text, other.segment(move->second).text, move->second});
      continue;
    }
    if (!side.rest.empty()) {
      // What stands between two segments, as a cell has it.
      const std::string joined = segments_text(view, {i - 1, 2});
      const std::size_t gap =
          joined.size() - view.segment(i - 1).text.size() - view.segment(i).text.size();
      side.rest += joined.substr(view.segment(i - 1).text.size(), gap);
    }
    side.rest += view.segment(i).text;
  }
  return side;
}

void TwoReadings::write_moved(Html& page, const Moved& moved, bool earlier) const {
  const std::uint32_t other = earlier ? comparison_.pair->after : comparison_.pair->before;
  const ComparedRow* row = nullptr;
  for (const ComparedRow& one : comparison_.rows) {
    const SegmentRange& range = one.row.of(other);
    if (range.first <= moved.elsewhere && moved.elsewhere < range.past()) row = &one;
  }
  page << "<span class=\"moved\"><span class=\"where\" lang=\"en\" dir=\"ltr\">";
  if (row == nullptr) {
    page << "moved";
  } else {
    page << "<a href=\"#" << text(row->id) << "\">moved "
         << (earlier ? Markup("to ") : Markup("from "))
         << text(row->row.original.empty() ? std::string("a row of its own") : row->label)
         << "</a>";
  }
  page << "</span> ";
  write_word_difference(page, earlier ? moved.words : moved.other_words,
                        earlier ? moved.other_words : moved.words,
                        comparison_.versions[comparison_.pair->after].language,
                        earlier ? SameWords::as_older : SameWords::as_newer);
  page << "</span> ";
}

bool TwoReadings::write(Html& page, const ComparedRow& row, std::uint32_t version) const {
  const Pair& pair = *comparison_.pair;
  const bool earlier = version == pair.before;
  const Side before = side_of(row, true), after = side_of(row, false);
  if (before.all == after.all && before.moved.empty() && after.moved.empty()) return false;
  const Side& shown = earlier ? before : after;
  auto moved = shown.moved.begin();
  // Bytes of the side that is shown, with what was moved where it stood.
  const auto put = [&](ByteRange range) {
    std::size_t at = range.begin;
    for (; moved != shown.moved.end() && moved->at < range.end; ++moved) {
      page << text(std::string_view(shown.rest).substr(at, moved->at - at));
      write_moved(page, *moved, earlier);
      at = moved->at;
    }
    page << text(std::string_view(shown.rest).substr(at, range.end - at));
  };
  // What the earlier reading has in front of a removal, where the later one goes on without.
  std::string_view gap;
  for (const Piece& piece :
       differ(before.rest, after.rest, comparison_.versions[pair.after].language)) {
    const std::string_view old = piece.before.of(before.rest), now = piece.after.of(after.rest);
    switch (piece.change) {
      case Change::same:
        put(earlier ? piece.before : piece.after);
        gap = old.ends_with(' ') && !now.ends_with(' ') && !earlier ? " " : "";
        break;
      case Change::removed:
        page << "<del>" << text(gap);
        if (earlier) {
          put(piece.before);
        } else {
          page << text(old);
        }
        page << "</del>";
        break;
      case Change::added:
        page << "<ins>";
        if (earlier) {
          page << text(now);
        } else {
          put(piece.after);
        }
        page << "</ins>";
        break;
    }
  }
  for (; moved != shown.moved.end(); ++moved) write_moved(page, *moved, earlier);
  return true;
}

}  // namespace hexapla
