#include <algorithm>

#include "http/pages/compare_parts.h"
#include "http/pages/long_words.h"
#include "http/pages/two_readings.h"
#include "http/pages/words.h"

namespace hexapla {
namespace {

constexpr float kUncertain = 0.5F;

// Browsers leave whole groups alone while they are out of sight: of 400 rows, each of its own, they
// would look at every one whenever a column is folded.
constexpr std::size_t kRowsOfGroup = 8;

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
    case Sign::differs:
      return "bad";
    case Sign::outdated:
      return "old-w";
    case Sign::untranslated:
      return "left";
    case Sign::wanting:
      return "lack";
    case Sign::moved:
    case Sign::doubtful:
      return "doubt";
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

class RowWriter {
 public:
  RowWriter(Html& page, const Comparison& comparison, const ViewState& state)
      : page_(page),
        comparison_(comparison),
        state_(state),
        columns_(columns_of(comparison)),
        readings_(comparison) {
    edit_address_ = compare_address(comparison) + query_of(comparison, state).text() + "&edit=";
    for (std::size_t i = 0; !state.edited.empty() && i < comparison.rows.size(); ++i) {
      if (comparison.rows[i].id == state.edited) edited_ = i;
    }
    for (std::uint32_t i = 0; i < comparison.versions.size(); ++i) {
      names_.push_back(version_words(comparison, i));
      // Once a column, not once a cell: ICU is asked for each.
      attributes_.push_back(language_attributes(comparison.versions[i].language));
      scripts_.push_back(script_class(comparison.versions[i].language));
    }
  }

  void write(std::size_t index) {
    if (stands_below(index)) return;
    const ComparedRow& row = comparison_.rows[index];
    row_ = &row;
    below_ = index + 1;
    while (below_ < comparison_.rows.size() && stands_below(below_)) ++below_;
    index_ = index;
    // A border is moved between a row and its neighbours.
    is_choosable_ = edited_ && index + 1 >= *edited_ && index <= *edited_ + 1;
    page_ << "<tr id=\"" << text(row.id) << "\" class=\"" << role_class(row_role());
    if (starts_paragraph()) page_ << " r-para";
    if (row.row.original.empty()) page_ << " only";
    for (std::uint32_t i = 1; row.row.original.empty() && i < comparison_.versions.size(); ++i) {
      if (!row.row.of(i).empty()) page_ << " o" << i;
    }
    page_ << "\"><th class=\"num\" scope=\"row\"><a href=\"#" << text(row.id)
          << "\" aria-label=\"Segment " << text(row.label) << ", permanent link\">"
          << text(row.label) << "</a>";
    if (state_.can_write) {
      page_ << "<a class=\"fix\" rel=\"nofollow\" href=\"" << text(edit_address_) << text(row.id)
            << "#" << text(row.id) << "\" aria-label=\"Fix segment " << text(row.label)
            << "\">fix</a>";
    }
    page_ << "</th>\n";
    for (const std::uint32_t i : columns_) write_cell(i);
    page_ << "</tr>\n";
    if (edited_ && index == *edited_ + 1)
      write_correction(page_, comparison_, state_, comparison_.rows[*edited_]);
    if (edited_ && index == *edited_ && index + 1 == comparison_.rows.size())
      write_correction(page_, comparison_, state_, row);
  }

 private:
  const Version& version(std::uint32_t index) const { return comparison_.versions[index]; }

  // The first segment that stands in a row, and whose it is.
  std::pair<std::uint32_t, std::uint32_t> lead(const ComparedRow& row) const {
    for (std::uint32_t i = 0; i < comparison_.versions.size(); ++i) {
      if (!row.row.of(i).empty()) return {i, row.row.of(i).first};
    }
    return {0, 0};
  }
  std::pair<std::uint32_t, std::uint32_t> lead() const { return lead(*row_); }

  bool is_plain_label(std::size_t index) const {
    return is_label(comparison_.rows[index]) && comparison_.rows[index].remarks.empty();
  }

  // Whether a row is shown at the foot of the cells before it: labels are no lines of the text, and
  // rows of their own would part its columns for the sake of one. Where rows are corrected, or
  // there is something to be said of one, it stays a row.
  bool stands_below(std::size_t index) const {
    if (edited_ || !is_plain_label(index)) return false;
    std::size_t before = index;
    while (before > 0 && is_plain_label(before)) --before;
    return !comparison_.rows[before].row.original.empty();
  }

  Role row_role() const { return lead_role(*row_); }

  Role lead_role(const ComparedRow& row) const {
    const auto [owner, segment] = lead(row);
    const RevisionView& view = version(owner).view;
    return view.block(view.segment(segment).block).role;
  }

  // Whether the row holds what a page says of its own translation: no part of the text, so nothing
  // was added to that.
  bool is_label(const ComparedRow& row) const {
    return row.row.original.empty() && lead_role(row) == Role::label;
  }
  bool is_label() const { return is_label(*row_); }

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
    write_content(index);
    write_labels_below(index);
    page_ << "</td>\n";
  }

  void write_labels_below(std::uint32_t index) {
    for (std::size_t i = index_ + 1; i < below_; ++i) {
      const ComparedRow& row = comparison_.rows[i];
      const SegmentRange& range = row.row.of(index);
      if (range.empty()) continue;
      const RevisionView& view = version(index).view;
      page_ << "<p class=\"shown\"" << attributes_[index];
      if (lead(row).first == index) page_ << " id=\"" << text(row.id) << "\"";
      page_ << ">";
      for (std::uint32_t k = range.first; k < range.past(); ++k) {
        if (k > range.first) page_ << " ";
        page_ << text(view.segment(k).text);
      }
      page_ << "</p>";
    }
  }

  void write_content(std::uint32_t index) {
    const SegmentRange& range = row_->row.of(index);
    const bool added_row = row_->row.original.empty();
    page_ << "<td class=\"c" << index << " " << text(scripts_[index]);
    if (version(index).language.is_right_to_left()) page_ << " rtl";
    if (const Role role = row_role();
        !range.empty() && (role == Role::title || role == Role::heading)) {
      const RevisionView& view = version(index).view;
      write_title_width(page_, view.block(view.segment(range.first).block).text,
                        version(index).language);
    }
    if (range.empty() && added_row && index > 0) {
      page_ << " nil\">";
      return;
    }
    page_ << "\">";
    if (range.empty() && index == 0) {
      if (const Elsewhere* moved = moved_into_row()) {
        write_moved(*moved, "moved from");
      } else if (is_label()) {
        page_ << "<p class=\"blank\">label shown with a version</p>";
      } else {
        page_ << "<p class=\"blank\"><span class=\"sg ad\" aria-hidden=\"true\">÷</span>not in the "
                 "original</p>";
      }
      return;
    }
    write_label(index);
    if (const Elsewhere* moved = row_->moved_away(index); range.empty() && moved) {
      write_moved(*moved, "moved to");
      write_remarks(index);  // who dismissed that, and why
      return;
    }
    if (range.empty()) {
      page_ << "<p class=\"blank\"><span class=\"sg om\" aria-hidden=\"true\">※</span>wanting in "
               "this version</p>";
      write_remarks(index);  // who dismissed that, and why
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
  }

  // Where all that versions have in a row without the original stands in another row.
  const Elsewhere* moved_into_row() const {
    const Elsewhere* moved = nullptr;
    for (std::uint32_t i = 1; i < comparison_.versions.size(); ++i) {
      if (row_->row.of(i).empty()) continue;
      moved = row_->moved_here(i);
      if (moved == nullptr) return nullptr;
    }
    return moved;
  }

  void write_moved(const Elsewhere& moved, Markup words) {
    page_ << "<p class=\"blank\"><span class=\"sg mv\" aria-hidden=\"true\">⇅</span><span>"
          << words;
    if (moved.id.empty()) {
      page_ << " another part";
    } else {
      page_ << " <a href=\"#" << text(moved.id) << "\">"
            << text(moved.label == "+" ? std::string("a row of its own") : moved.label) << "</a>";
    }
    page_ << "</span></p>";
  }

  void write_signs(std::uint32_t index) {
    if (index == 0) {
      std::string wanting;
      for (const Remark& remark : row_->remarks) {
        if (remark.sign == Sign::wanting && !remark.dismissed)
          wanting += (wanting.empty() ? "" : "; ") + names_[remark.version];
      }
      if (!wanting.empty()) {
        page_ << "<span class=\"sg om\" role=\"img\" aria-label=\"Wanting in " << text(wanting)
              << ":\">※</span>";
      }
    } else if (row_->row.original.empty() && row_->moved_here(index) != nullptr) {
      page_ << "<span class=\"sg mv\" role=\"img\" aria-label=\"Moved:\">⇅</span>";
    } else if (row_->row.original.empty() && !is_label()) {
      page_ << "<span class=\"sg ad\" role=\"img\" aria-label=\"Added:\">÷</span>";
    }
  }

  // One paragraph for each block that the cell's segments belong to.
  void write_text(std::uint32_t index, const SegmentRange& range) {
    const RevisionView& view = version(index).view;
    // A sentence that is to be chosen is shown whole, with its box.
    const bool differs = !is_choosable_ && is_compared(index) && write_opening_of_difference(index);
    for (std::uint32_t i = range.first; i < range.past();) {
      const std::uint32_t number = view.segment(i).block;
      const RevisionView::BlockView& block = view.block(number);
      open_block(index, block, differs);
      if (i == range.first) write_signs(index);
      const bool linked = block.role == Role::link && is_web_address(block.href);
      if (linked)
        page_ << "<a rel=\"nofollow noreferrer\" href=\"" << text(link_target(block.href)) << "\">";
      for (bool first = true; i < range.past() && view.segment(i).block == number;
           ++i, first = false) {
        const auto& segment = view.segment(i);
        if (!first) {
          const std::uint32_t end = view.segment(i - 1).range.end;
          if (end <= segment.range.begin)
            page_ << text(block.text.substr(end, segment.range.begin - end));
        }
        if (is_choosable_) write_choice(index, i);
        write_segment(page_, i, segment.text, row_->marks[index]);
      }
      if (linked) page_ << "</a>";
      page_ << "</p>";
    }
  }

  // A box before a sentence, for the form that corrects.
  void write_choice(std::uint32_t index, std::uint32_t segment) {
    page_ << "<label class=\"pick\"><input type=\"checkbox\" form=\"" << kCorrectionForm
          << "\" name=\"";
    if (index == 0) {
      page_ << "o";
    } else {
      page_ << "t" << index;
    }
    page_ << "\" value=\"" << segment + 1 << "\"><span class=\"vh\">Sentence </span>" << segment + 1
          << "</label>";
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
  bool write_opening_of_difference(std::uint32_t index) {
    Html difference;
    if (!readings_.write(difference, *row_, index)) return false;
    page_ << "<p class=\"seg dif\"" << attributes_[index] << ">" << difference << "</p>";
    return true;
  }

  void write_remarks(std::uint32_t index) {
    for (const Remark& remark : row_->remarks) {
      if (remark.version != index) continue;
      // A whole sentence that one side lacks has its sign in the cell's place.
      const bool is_whole = row_->row.original.empty() || row_->row.of(index).empty();
      if (is_whole && !remark.dismissed &&
          (remark.sign == Sign::wanting || remark.sign == Sign::added ||
           remark.sign == Sign::moved))
        continue;
      page_ << "<p class=\"flag " << sign_class(remark.sign)
            << (remark.dismissed ? Markup(" done") : Markup("")) << "\"><b aria-hidden=\"true\">"
            << text(sign_glyph(remark.sign)) << "</b><span>";
      write_remark(remark);
      if (remark.dismissed) page_ << " " << dismissal_words(*remark.dismissed);
      page_ << "</span></p>";
    }
  }

  void write_remark(const Remark& remark) {
    const Version& original = version(0);
    const auto quoted = [&](const std::string& words, const Version& of) {
      page_ << "“" << isolated(words, of.language.text()) << "”";
    };
    switch (remark.sign) {
      case Sign::differs: {
        std::string subject(subject_of(*remark.found));
        subject[0] = static_cast<char>(subject[0] - 'a' + 'A');
        if (remark.lemma.empty()) {
          page_ << text(subject) << " not in the original: <bdi>" << text(remark.reading)
                << "</bdi>";
          break;
        }
        page_ << text(subject) << (remark.reading.empty() ? Markup(" wanting: ") : " differs: ")
              << "<bdi>" << text(remark.lemma) << "</bdi>";
        if (!remark.reading.empty()) page_ << " became <bdi>" << text(remark.reading) << "</bdi>";
        break;
      }
      case Sign::untranslated:
        page_ << "Left in " << text(original.language.english_name());
        break;
      case Sign::outdated: {
        const RevisionAddress& from = *version(remark.version).origin.address;
        page_ << "Made from revision " << from.number;
        if (!remark.reading.empty()) {
          page_ << ", which read ";
          quoted(remark.reading, original);
        } else {
          page_ << ", which lacks ";
          quoted(remark.lemma, original);
        }
        page_ << ". <a href=\"" << text(compare_address(from.article, {from, original.address}))
              << "&amp;view=difference\">See the change</a>";
        break;
      }
      case Sign::wanting:
        page_ << "Wanting here: ";
        quoted(remark.lemma, original);
        break;
      case Sign::added:
        page_ << "Not in the original: ";
        quoted(remark.reading, version(remark.version));
        break;
      case Sign::moved:
        page_ << "Stands elsewhere: ";
        quoted(remark.reading, version(remark.version));
        break;
      case Sign::doubtful:
        page_ << text(heading_of(*remark.found)) << ": " << explained(remark.explanation);
        break;
    }
  }

  Html& page_;
  const Comparison& comparison_;
  const ViewState& state_;
  std::vector<std::uint32_t> columns_;
  TwoReadings readings_;
  std::string edit_address_;
  std::optional<std::size_t> edited_;  // number of the row that is corrected
  const ComparedRow* row_ = nullptr;
  std::size_t index_ = 0, below_ = 0;  // of the row, and of the next that is not shown below it
  bool is_choosable_ = false;
  std::vector<std::string> names_, scripts_;
  std::vector<Html> attributes_;
};

}  // namespace

void write_rows(Html& page, const Comparison& comparison, const ViewState& state) {
  RowWriter writer(page, comparison, state);
  const std::size_t count = comparison.rows.size();
  for (std::size_t begin = 0; begin == 0 || begin < count; begin += kRowsOfGroup) {
    const bool is_full = begin + kRowsOfGroup <= count;
    page << "<tbody class=\"text" << (is_full ? Markup(" full") : Markup("")) << "\">\n";
    for (std::size_t i = begin; i < std::min(begin + kRowsOfGroup, count); ++i) writer.write(i);
    page << "</tbody>\n";
  }
}

}  // namespace hexapla
