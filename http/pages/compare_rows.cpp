#include <algorithm>

#include "http/pages/compare_parts.h"
#include "http/pages/words.h"
#include "translate/compare/difference.h"

namespace hexapla {
namespace {

constexpr float kUncertain = 0.5F;

const SegmentRange& range_of(const ComparedRow& row, std::uint32_t version) {
  return version == 0 ? row.row.original : row.row.versions[version - 1];
}

Markup role_class(Role role) {
  switch (role) {
    case Role::title:
      return "r-head";
    case Role::standfirst:
      return "r-dek";
    case Role::caption:
      return "r-cap";
    case Role::byline:
      return "r-by";
    case Role::heading:
      return "r-sub";
    case Role::quote:
      return "r-quo";
    case Role::list_item:
      return "r-li";
    case Role::link:
      return "r-lnk";
    case Role::label:
      return "r-lab";
    case Role::dateline:
      return "r-date";
    case Role::paragraph:
      break;
  }
  return "r-txt";
}

// How a sign underlines the words it speaks of.
Markup underline_class(Sign sign) {
  switch (sign) {
    case Sign::number:
      return "bad";
    case Sign::outdated:
      return "old-w";
    case Sign::untranslated:
      return "left";
    case Sign::wanting:
      return "lack";
    case Sign::added:
      break;
  }
  return "add";
}

// A segment's text with what is marked in it. Marks of all of it enclose those of parts.
void write_segment(Html& page, std::uint32_t index, std::string_view words,
                   const std::vector<SignMark>& marks) {
  int whole = 0;
  for (const SignMark& mark : marks) {
    if (mark.segment != index || mark.range.begin != 0 || mark.range.end != words.size()) continue;
    page << "<span class=\"" << underline_class(mark.sign) << "\">";
    ++whole;
  }
  std::uint32_t at = 0;
  for (const SignMark& mark : marks) {
    const bool part = mark.segment == index && mark.range.size() < words.size();
    if (!part || mark.range.begin < at || mark.range.end > words.size()) continue;
    page << text(words.substr(at, mark.range.begin - at)) << "<span class=\""
         << underline_class(mark.sign) << "\">" << text(mark.range.of(words)) << "</span>";
    at = mark.range.end;
  }
  page << text(words.substr(at));
  for (; whole > 0; --whole) page << "</span>";
}

// Both readings of a row's cell, marked; the style sheet hides in each column what belongs to the
// other. `earlier` is the column of the earlier reading, whose white space is then kept.
void write_difference(Html& page, const std::vector<Piece>& pieces, std::string_view before,
                      std::string_view after, bool earlier) {
  std::string_view gap;  // what the earlier reading has in front of a removal, where the later one
                         // goes on without
  for (const Piece& piece : pieces) {
    switch (piece.change) {
      case Change::same:
        page << text(earlier ? piece.before.of(before) : piece.after.of(after));
        gap = piece.before.of(before).ends_with(' ') && !piece.after.of(after).ends_with(' ') &&
                      !earlier
                  ? " "
                  : "";
        break;
      case Change::removed:
        page << "<del>" << text(gap) << text(piece.before.of(before)) << "</del>";
        break;
      case Change::added:
        page << "<ins>" << text(piece.after.of(after)) << "</ins>";
        break;
    }
  }
}

class RowWriter {
 public:
  RowWriter(Html& page, const Comparison& comparison) : page_(page), comparison_(comparison) {
    for (std::uint32_t i = 0; i < comparison.versions.size(); ++i) {
      names_.push_back(version_words(comparison, i));
      // Once a column, not once a cell: ICU is asked for each.
      attributes_.push_back(language_attributes(comparison.versions[i].language));
      scripts_.push_back(script_class(comparison.versions[i].language));
    }
  }

  void write(const ComparedRow& row) {
    row_ = &row;
    page_ << "<tr id=\"" << text(row.id) << "\" class=\"" << row_role();
    if (starts_paragraph()) page_ << " r-para";
    if (row.row.original.empty()) page_ << " only";
    for (std::uint32_t i = 1; row.row.original.empty() && i < comparison_.versions.size(); ++i) {
      if (!range_of(row, i).empty()) page_ << " o" << i;
    }
    page_ << "\"><th class=\"num\" scope=\"row\"><a href=\"#" << text(row.id)
          << "\" aria-label=\"Segment " << text(row.label) << ", permanent link\">"
          << text(row.label) << "</a></th>\n";
    for (std::uint32_t i = 0; i < comparison_.versions.size(); ++i) write_cell(i);
    page_ << "</tr>\n";
  }

 private:
  const Version& version(std::uint32_t index) const { return comparison_.versions[index]; }

  // The first segment that stands in this row, and whose it is.
  std::pair<std::uint32_t, std::uint32_t> lead() const {
    for (std::uint32_t i = 0; i < comparison_.versions.size(); ++i) {
      if (!range_of(*row_, i).empty()) return {i, range_of(*row_, i).first};
    }
    return {0, 0};
  }

  Markup row_role() const {
    const auto [owner, segment] = lead();
    const RevisionView& view = version(owner).view;
    return role_class(view.block(view.segment(segment).block).role);
  }

  // Whether the row holds what a page says of its own translation: no part of the text, so nothing
  // was added to that.
  bool is_label() const {
    return std::none_of(row_->remarks.begin(), row_->remarks.end(),
                        [](const Remark& remark) { return remark.sign == Sign::added; });
  }

  bool starts_paragraph() const {
    const auto [owner, segment] = lead();
    const RevisionView& view = version(owner).view;
    return view.block(view.segment(segment).block).first_segment == segment;
  }

  void write_label(std::uint32_t index) {
    page_ << "<div class=\"cl\" aria-hidden=\"true\">"
          << kind_glyph(version(index).provenance.shown_kind()) << text(names_[index]) << "</div>";
  }

  void write_cell(std::uint32_t index) {
    const SegmentRange& range = range_of(*row_, index);
    const bool added_row = row_->row.original.empty();
    page_ << "<td class=\"c" << index << " " << text(scripts_[index]);
    if (version(index).language.is_right_to_left()) page_ << " rtl";
    if (range.empty() && added_row && index > 0) {
      page_ << " nil\"></td>\n";
      return;
    }
    page_ << "\">";
    if (range.empty() && index == 0) {
      if (is_label()) {
        page_ << "<p class=\"blank\">label of a version</p></td>\n";
      } else {
        page_ << "<p class=\"blank\"><span class=\"sg ad\" aria-hidden=\"true\">÷</span>not in the "
                 "original</p></td>\n";
      }
      return;
    }
    write_label(index);
    if (range.empty()) {
      page_ << "<p class=\"blank\"><span class=\"sg om\" aria-hidden=\"true\">※</span>wanting in "
               "this version</p></td>\n";
      return;
    }
    write_text(index, range);
    write_remarks(index);
    if (index > 0 && !added_row && row_->row.confidence[index - 1] < kUncertain) {
      page_ << "<p class=\"unsure\">match uncertain</p>";
    }
    if (index > 0) {
      for (const BeadCorrection* correction : corrections_of(comparison_, *row_, index)) {
        page_ << "<p class=\"unsure\">matched by hand (" << text(name(correction->change))
              << ") by <bdi>" << text(correction->by) << "</bdi>, "
              << text(correction->time.substr(0, 10)) << "</p>";
      }
    }
    page_ << "</td>\n";
  }

  void write_signs(std::uint32_t index) {
    if (index == 0) {
      std::string wanting;
      for (const Remark& remark : row_->remarks) {
        if (remark.sign == Sign::wanting)
          wanting += (wanting.empty() ? "" : "; ") + names_[remark.version];
      }
      if (!wanting.empty()) {
        page_ << "<span class=\"sg om\" role=\"img\" aria-label=\"Wanting in " << text(wanting)
              << ":\">※</span>";
      }
    } else if (row_->row.original.empty() && !is_label()) {
      page_ << "<span class=\"sg ad\" role=\"img\" aria-label=\"Added:\">÷</span>";
    }
  }

  // One paragraph for each block that the cell's segments belong to.
  void write_text(std::uint32_t index, const SegmentRange& range) {
    const RevisionView& view = version(index).view;
    const bool differs = is_compared(index) && write_opening_of_difference(index, range);
    for (std::uint32_t i = range.first; i < range.past();) {
      const std::uint32_t number = view.segment(i).block;
      const RevisionView::BlockView& block = view.block(number);
      open_block(index, block, differs);
      if (i == range.first) write_signs(index);
      const bool linked = block.role == Role::link && is_web_address(block.href);
      if (linked) page_ << "<a rel=\"nofollow noreferrer\" href=\"" << text(link_target(block.href)) << "\">";
      for (bool first = true; i < range.past() && view.segment(i).block == number;
           ++i, first = false) {
        const auto& segment = view.segment(i);
        if (!first) {
          const std::uint32_t end = view.segment(i - 1).range.end;
          if (end <= segment.range.begin)
            page_ << text(block.text.substr(end, segment.range.begin - end));
        }
        write_segment(page_, i, segment.text, row_->marks[index]);
      }
      if (linked) page_ << "</a>";
      page_ << "</p>";
    }
  }

  void open_block(std::uint32_t index, const RevisionView::BlockView& block, bool plain) {
    page_ << "<p class=\"seg";
    if (plain) page_ << " pl";
    page_ << "\"";
    const auto own = block.language.empty() ? std::nullopt : LanguageTag::parse(block.language);
    if (own && *own != version(index).language) {
      page_ << language_attributes(*own);
    } else {
      page_ << attributes_[index];
    }
    page_ << ">";
  }

  bool is_compared(std::uint32_t index) const {
    const auto& pair = comparison_.pair;
    return pair && (pair->before == index || pair->after == index);
  }

  // Where the readings of the two versions in one language differ: shown instead of the plain text
  // while they are compared.
  bool write_opening_of_difference(std::uint32_t index, const SegmentRange&) {
    const Pair& pair = *comparison_.pair;
    const std::string before = cell_text(version(pair.before).view, range_of(*row_, pair.before));
    const std::string after = cell_text(version(pair.after).view, range_of(*row_, pair.after));
    if (before == after) return false;
    const std::vector<Piece> pieces = differ(before, after, version(pair.after).language);
    page_ << "<p class=\"seg dif\"" << attributes_[index] << ">";
    write_difference(page_, pieces, before, after, index == pair.before);
    page_ << "</p>";
    return true;
  }

  void write_remarks(std::uint32_t index) {
    for (const Remark& remark : row_->remarks) {
      if (remark.version != index) continue;
      // A whole sentence that one side lacks has its sign in the cell's place.
      const bool is_whole = row_->row.original.empty() || range_of(*row_, index).empty();
      if (is_whole && (remark.sign == Sign::wanting || remark.sign == Sign::added)) continue;
      page_ << "<p class=\"flag " << sign_class(remark.sign) << "\"><b aria-hidden=\"true\">"
            << text(sign_glyph(remark.sign)) << "</b><span>";
      write_remark(remark);
      page_ << "</span></p>";
    }
  }

  void write_remark(const Remark& remark) {
    const Version& original = version(0);
    const auto quoted = [&](const std::string& words) {
      page_ << "“" << isolated(words, original.language.text()) << "”";
    };
    switch (remark.sign) {
      case Sign::number:
        if (remark.reading.empty()) {
          page_ << "Number wanting: <bdi>" << text(remark.lemma) << "</bdi>";
        } else {
          page_ << "Number differs: <bdi>" << text(remark.lemma) << "</bdi> became <bdi>"
                << text(remark.reading) << "</bdi>";
        }
        break;
      case Sign::untranslated:
        page_ << "Left in " << text(original.language.english_name());
        break;
      case Sign::outdated: {
        const RevisionAddress& from = *version(remark.version).origin.address;
        page_ << "Made from revision " << from.number;
        if (!remark.reading.empty()) {
          page_ << ", which read ";
          quoted(remark.reading);
        } else {
          page_ << ", which lacks ";
          quoted(remark.lemma);
        }
        page_ << ". <a href=\"" << text(compare_address(from.article, {from, original.address}))
              << "&amp;view=difference\">See the change</a>";
        break;
      }
      case Sign::wanting:
        page_ << "Wanting here: ";
        quoted(remark.lemma);
        break;
      case Sign::added:
        page_ << "Not in the original: “"
              << isolated(remark.reading, version(remark.version).language.text()) << "”";
        break;
    }
  }

  Html& page_;
  const Comparison& comparison_;
  const ComparedRow* row_ = nullptr;
  std::vector<std::string> names_, scripts_;
  std::vector<Html> attributes_;
};

}  // namespace

std::string_view sign_glyph(Sign sign) {
  switch (sign) {
    case Sign::wanting:
      return "※";
    case Sign::added:
      return "÷";
    case Sign::number:
      return "≠";
    case Sign::outdated:
      return "↻";
    case Sign::untranslated:
      break;
  }
  return "=";
}

Markup sign_class(Sign sign) {
  switch (sign) {
    case Sign::wanting:
      return "f-x";
    case Sign::number:
      return "f-x";
    case Sign::added:
      return "f-a";
    case Sign::outdated:
      return "f-s";
    case Sign::untranslated:
      break;
  }
  return "f-u";
}

void write_rows(Html& page, const Comparison& comparison) {
  page << "<tbody class=\"text\">\n";
  RowWriter writer(page, comparison);
  for (const ComparedRow& row : comparison.rows) writer.write(row);
  page << "</tbody>\n";
}

}  // namespace hexapla
