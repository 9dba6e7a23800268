#include "http/pages/lineage_picture.h"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "http/pages/words.h"
#include "store/archive/source.h"
#include "store/text/code_points.h"
#include "store/text/utf8.h"
#include "translate/lineage/staleness.h"

namespace hexapla {
namespace {

constexpr int kBoxWidth = 228, kColumn = 292, kGap = 16, kMargin = 8;
constexpr int kTextLeft = 34, kNameColumns = 18, kMakerColumns = 28;
constexpr int kRowsAtEase = 8;        // more than these, and boxes go without their third line
constexpr std::size_t kLongList = 9;  // so many texts made from one stand in a frame, side by side
constexpr int kListColumns = 3;

// One revision in the picture.
struct Box {
  RevisionAddress address;
  Provenance provenance;
  bool is_newest = false, is_stale = false;
  std::string stale_words;
  std::optional<std::size_t>
      above;  // what it was made from or, of a newer revision, the one before it
  bool is_next_revision = false;  // `above` is an older revision of the same variant
  bool is_listed = false;         // stands in a frame with others made from the same text
  int column = 0, row = -1;
};

// Many texts made from one, and nothing made from them: a frame instead of a line each.
struct Frame {
  std::size_t above;
  int column, row, columns, rows;
  bool is_stale = false;  // one of them is
};

// As much of `text` as fits `columns` of a proportional font, roughly: wide characters count
// double, marks nothing.
std::string clipped(std::string_view text, int columns) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const auto character = static_cast<UChar32>(take_code_point(text, at));
    const int wide = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    const auto type = u_charType(character);
    if (type != U_NON_SPACING_MARK && type != U_ENCLOSING_MARK)
      width += wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
    // A tower of marks is as tall as it likes, but not as long.
    if (width > columns || before > static_cast<std::size_t>(columns) * 16)
      return std::string(prefix_of_whole_graphemes(text, before)) + "…";
  }
  return std::string(text);
}

bool begins_right_to_left(const std::string& text) {
  const auto wide = icu::UnicodeString::fromUTF8(text);
  return ubidi_getBaseDirection(wide.getBuffer(), wide.length()) == UBIDI_RTL;
}

// Words alone in their element, at the left edge whatever their direction. A space behind them parts
// them from the next where they are read one after the other.
void write_words(Html& page, int x, int y, Markup css, const std::string& words,
                 std::string_view language) {
  page << "<text x=\"" << x << "\" y=\"" << y << "\" class=\"" << css << "\"";
  if (!language.empty()) page << " lang=\"" << text(language) << "\"";
  if (begins_right_to_left(words)) page << " direction=\"rtl\" text-anchor=\"end\"";
  page << ">" << text(words) << "</text> ";
}

class Picture {
 public:
  Picture(const Reading& reading, const ArticleId& article) : reading_(reading) {
    for (const VariantSummary& variant : reading.variants(article)) {
      newest_.emplace(variant.id, variant.newest);
      add({article, variant.id, variant.newest});
    }
    join_revisions();
    place_all();
  }

  bool empty() const { return boxes_.empty(); }

  void write(Html& page) const {
    int columns = 0;
    for (const Box& box : boxes_) columns = std::max(columns, box.column + 1);
    const int width = (columns - 1) * kColumn + kBoxWidth + 2 * kMargin,
              height = (rows_ - 1) * row_height() + box_height() + 2 * kMargin;
    page << "<section class=\"scroll\" tabindex=\"0\" aria-label=\"Lineage, as a "
            "picture\">"
         << "<svg class=\"tree\" role=\"group\" aria-label=\"What was made from what\" "
            "direction=\"ltr\" width=\""
         << width << "\" height=\"" << height << "\" viewBox=\"0 0 " << width << " " << height
         << "\">\n";
    for (const Frame& frame : frames_) write_frame(page, frame);
    for (const Box& box : boxes_) write_line(page, box);
    for (const Box& box : boxes_) write_box(page, box);
    page << "</svg></section>\n";
  }

 private:
  // Adds a revision and all that it comes from; its place among the boxes.
  std::size_t add(const RevisionAddress& address) {
    const auto known = places_.find(address);
    if (known != places_.end()) return known->second;
    const std::size_t place = boxes_.size();
    places_.emplace(address, place);
    Box box{.address = address,
            .provenance = reading_.provenance(address),
            .is_newest = newest_[address.variant] == address.number};
    if (box.is_newest) {
      if (const auto stale = staleness_of(reading_, address)) {
        box.is_stale = true;
        box.stale_words = "made from an older text; stale since " + stale->since.text();
      }
    }
    boxes_.push_back(std::move(box));
    Source above = revised_by(reading_, address);
    if (!above.address || above.address->article != address.article)
      above = source_of(reading_, address);
    if (above.address && above.address->article == address.article && *above.address != address) {
      const std::size_t parent = add(*above.address);
      if (!leads_to(parent, place)) boxes_[place].above = parent;
    }
    return place;
  }

  bool leads_to(std::size_t from, std::size_t to) const {
    for (std::optional<std::size_t> at = from; at; at = boxes_[*at].above) {
      if (*at == to) return true;
    }
    return false;
  }

  // A revision that was made from nothing we show follows the one before it, where that is shown.
  void join_revisions() {
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      if (boxes_[i].above) continue;
      for (std::uint32_t number = boxes_[i].address.number; number-- > 1;) {
        RevisionAddress before = boxes_[i].address;
        before.number = number;
        const auto found = places_.find(before);
        if (found == places_.end() || leads_to(found->second, i)) continue;
        boxes_[i].above = found->second;
        boxes_[i].is_next_revision = true;
        break;
      }
    }
  }

  void place_all() {
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      if (!boxes_[i].above) place(i, 0);
    }
  }

  // A text stands beside the first of those made from it; its next revision below them.
  void place(std::size_t index, int column) {
    boxes_[index].column = column;
    std::vector<std::size_t> listed;
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      if (boxes_[i].above == index && !boxes_[i].is_next_revision && is_last(i))
        listed.push_back(i);
    }
    if (listed.size() < kLongList) listed.clear();
    for (const std::size_t i : listed) boxes_[i].is_listed = true;
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      if (boxes_[i].above != index || boxes_[i].is_next_revision || boxes_[i].is_listed) continue;
      place(i, column + 1);
      if (boxes_[index].row < 0) boxes_[index].row = boxes_[i].row;
    }
    if (boxes_[index].row < 0) {
      boxes_[index].row = rows_;
      if (listed.empty()) ++rows_;
    }
    if (!listed.empty()) place_list(index, listed, column + 1);
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      if (boxes_[i].above == index && boxes_[i].is_next_revision) place(i, column);
    }
  }

  bool is_last(std::size_t index) const {
    return std::none_of(boxes_.begin(), boxes_.end(),
                        [&](const Box& box) { return box.above == index; });
  }

  void place_list(std::size_t above, const std::vector<std::size_t>& listed, int column) {
    const int count = static_cast<int>(listed.size());
    Frame frame{above, column, rows_, kListColumns, (count + kListColumns - 1) / kListColumns};
    for (int i = 0; i < count; ++i) {
      Box& box = boxes_[listed[static_cast<std::size_t>(i)]];
      box.column = column + i % kListColumns;
      box.row = rows_ + i / kListColumns;
      frame.is_stale = frame.is_stale || box.is_stale;
    }
    rows_ += frame.rows;
    frames_.push_back(frame);
  }

  int box_height() const { return rows_ > kRowsAtEase ? 48 : 66; }
  int row_height() const { return box_height() + kGap; }
  static int left(const Box& box) { return kMargin + box.column * kColumn; }
  int top(const Box& box) const { return kMargin + box.row * row_height(); }

  void write_line(Html& page, const Box& box) const {
    if (!box.above || box.is_listed) return;
    const Box& above = boxes_[*box.above];
    page << "<path class=\""
         << (box.is_next_revision ? Markup("next")
             : box.is_stale       ? Markup("old")
                                  : Markup("from"))
         << "\" d=\"";
    if (box.is_next_revision) {
      page << "M" << left(above) + 17 << " " << top(above) + box_height() << "V" << top(box);
    } else {
      write_way(page, above, left(box), top(box) + box_height() / 2);
    }
    page << "\"/>\n";
  }

  // Lines to several texts run together to where they part, so that dashes fall on dashes.
  void write_way(Html& page, const Box& above, int x, int y) const {
    const int from_x = left(above) + kBoxWidth, from_y = top(above) + box_height() / 2;
    page << "M" << from_x << " " << from_y << "H" << from_x + (kColumn - kBoxWidth) / 2 << "V" << y
         << "H" << x;
  }

  void write_frame(Html& page, const Frame& frame) const {
    constexpr int kAround = 7;
    const int x = kMargin + frame.column * kColumn - kAround,
              y = kMargin + frame.row * row_height() - kAround;
    page << "<rect class=\"frame\" x=\"" << x << "\" y=\"" << y << "\" width=\""
         << (frame.columns - 1) * kColumn + kBoxWidth + 2 * kAround << "\" height=\""
         << (frame.rows - 1) * row_height() + box_height() + 2 * kAround << "\" rx=\"6\"/>\n"
         << "<path class=\"" << (frame.is_stale ? Markup("old") : Markup("from")) << "\" d=\"";
    write_way(page, boxes_[frame.above], x, y + kAround + box_height() / 2);
    page << "\"/>\n";
  }

  void write_box(Html& page, const Box& box) const {
    const Kind kind = box.provenance.shown_kind();
    const LanguageTag language = box.address.variant.language();
    const int x = left(box), y = top(box);
    const std::string name = clipped(language.own_name(), kNameColumns),
                      made = clipped(std::string(short_kind_words(kind)) + " · " +
                                         box.address.variant.text(),
                                     kMakerColumns),
                      maker = rows_ > kRowsAtEase ? "" : clipped(maker_of(box), kMakerColumns);
    // What is seen comes first, so that who steers by voice can say it (WCAG 2.2, 2.5.3).
    std::string said = name + " r" + std::to_string(box.address.number) +
                       (box.is_stale ? " ↻ " : " ") + made + " " + maker + ": " +
                       language.english_name() + ", " + std::string(kind_words(kind)) +
                       ", revision " + std::to_string(box.address.number);
    if (box.is_stale) said += ", " + box.stale_words;
    page << "<a href=\"/a/" << text(box.address.text()) << "\" aria-label=\"" << text(said)
         << "\">\n<title>" << text(said) << "</title>\n<rect class=\"box"
         << (box.is_newest ? Markup("") : Markup(" past")) << "\" x=\"" << x << "\" y=\"" << y
         << "\" width=\"" << kBoxWidth << "\" height=\"" << box_height()
         << "\" rx=\"4\"/>\n<use href=\"#" << glyph(kind) << "\" x=\"" << x + 12 << "\" y=\""
         << y + 11 << "\" width=\"12\" height=\"12\"/>\n";
    write_words(page, x + kTextLeft, y + 22, "name", name, language.text());
    page << "<text class=\"where\" x=\"" << x + kBoxWidth - 10 << "\" y=\"" << y + 21
         << "\" text-anchor=\"end\">r" << box.address.number
         << (box.is_stale ? Markup(" ↻") : Markup("")) << "</text> ";
    write_words(page, x + kTextLeft, y + 40, "made", made, {});
    if (!maker.empty()) write_words(page, x + kTextLeft, y + 57, "maker", maker, {});
    page << "</a>\n";
  }

  static std::string_view maker_of(const Box& box) {
    const Provenance& provenance = box.provenance;
    for (const auto* who : {&provenance.engine, &provenance.editor, &provenance.translator,
                            &provenance.author}) {
      if (*who && !(*who)->value.empty()) return (*who)->value;
    }
    return {};
  }

  static Markup glyph(Kind kind) {
    switch (kind) {
      case Kind::original:
        return "k-org";
      case Kind::machine:
        return "k-mt";
      case Kind::post_edited:
        return "k-pe";
      case Kind::human:
        return "k-hum";
      case Kind::unknown:
        break;
    }
    return "k-unk";
  }

  const Reading& reading_;
  std::map<VariantId, std::uint32_t> newest_;
  std::map<RevisionAddress, std::size_t> places_;
  std::vector<Box> boxes_;
  std::vector<Frame> frames_;
  int rows_ = 0;
};

}  // namespace

void write_lineage_picture(Html& page, const Reading& reading, const ArticleId& article) {
  const Picture picture(reading, article);
  if (!picture.empty()) picture.write(page);
}

}  // namespace hexapla
