#include <algorithm>
#include <cstdint>
#include <utility>

#include "store/ingest/block_text.h"
#include "store/ingest/date_line.h"
#include "store/ingest/ingest.h"
#include "store/ingest/line_shape.h"
#include "store/text/normalize.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

// Lines between blank ones.
using Group = std::vector<std::string>;

// A text wrapped by hand is at most this wide, and no narrower column is taken for wrapping.
constexpr std::size_t kWidestWrap = 100;
constexpr std::size_t kNarrowestWrap = 36;
// The longest standfirst that is a sentence of its own.
constexpr std::size_t kLongestStandfirstColumns = 320;

// The bytes of the line break at `at`, 0 when there is none. Old pages and typewritten texts use
// them all.
std::size_t line_break_bytes(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\r\n")) return 2;
  if (rest.front() == '\n' || rest.front() == '\r' || rest.front() == '\f' || rest.front() == '\v')
    return 1;
  if (rest.starts_with("\xC2\x85")) return 2;  // U+0085 next line
  if (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9"))
    return 3;  // U+2028, U+2029
  return 0;
}

// A line drawn of marks (`=====`, `* * *`): it parts the text and is none.
bool is_rule(std::string_view line) {
  return line.size() >= 3 && line.find_first_not_of("=-_*~# ") == line.npos;
}

std::vector<Group> split_groups(std::string_view text) {
  std::vector<Group> groups;
  Group group;
  const auto end_group = [&] {
    if (!group.empty()) groups.push_back(std::move(group));
    group.clear();
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t width = at == text.size() ? 1 : line_break_bytes(text, at);
    if (width == 0) {
      ++at;
      continue;
    }
    const std::string_view line = trimmed(text.substr(begin, at - begin));
    if (is_blank(line) || is_rule(line)) {
      end_group();
    } else {
      group.push_back(block_text(line));
      if (group.back().empty()) group.pop_back();
    }
    at += width;
    begin = at;
  }
  end_group();
  return groups;
}

std::string_view first_word(std::string_view line) { return line.substr(0, line.find(' ')); }

// Whether line `i` of `group` ends where the next word would not have fitted into `width` columns,
// or hardly: people who wrap by hand are not exact.
bool breaks_for_want_of_room(const Group& group, std::size_t i, std::size_t width) {
  return columns(group[i]) + 1 + columns(first_word(group[i + 1])) > width - width / 12;
}

bool is_wrapped(const Group& group, std::size_t width) {
  for (std::size_t i = 0; i + 1 < group.size(); ++i) {
    if (columns(group[i]) > width || !breaks_for_want_of_room(group, i, width)) return false;
  }
  return group.size() > 1;
}

// The column at which the file is wrapped by hand; 0 for one whose lines are paragraphs.
//
// One paragraph of four full lines, or several of fewer, is proof: a caption with a line under it
// is not.
std::size_t wrap_width(const std::vector<Group>& groups) {
  std::size_t width = 0;
  for (const Group& group : groups) {
    if (group.size() < 2) continue;
    for (const std::string& line : group) width = std::max(width, columns(line));
  }
  if (width < kNarrowestWrap || width > kWidestWrap) return 0;
  std::size_t full_lines = 0, ragged_lines = 0;
  for (const Group& group : groups) {
    for (std::size_t i = 0; i + 1 < group.size(); ++i) {
      if (list_marker_bytes(group[i]) > 0 || list_marker_bytes(group[i + 1]) > 0) continue;
      ++(breaks_for_want_of_room(group, i, width) ? full_lines : ragged_lines);
    }
  }
  return full_lines >= 3 && full_lines > 3 * ragged_lines ? width : 0;
}

// Lines of a paragraph made one. Han and kana, Thai, Lao, Khmer and Burmese need no space between
// lines.
std::string joined(const Group& group) {
  std::string text;
  for (const std::string& line : group) append_line(text, line);
  return text;
}

struct Line {
  std::string text;
  std::size_t group = 0;
  bool prose = false;
  bool label = false;
};

// A label is among the first lines or the last, or is short: paragraphs in between are not looked
// at.
constexpr std::size_t kOuterLines = 8;
constexpr std::size_t kLongestInnerLabelBytes = 400;

std::vector<Line> to_lines(std::vector<Group> groups, const LineTest& is_label) {
  const std::size_t width = wrap_width(groups);
  std::vector<Line> lines;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (width > 0 && is_wrapped(groups[g], width)) {
      lines.push_back({joined(groups[g]), g});
      continue;
    }
    for (std::string& line : groups[g]) lines.push_back({std::move(line), g});
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    line.prose = is_prose(line.text);
    const bool outer = i < kOuterLines || i + kOuterLines >= lines.size();
    line.label =
        is_label && (outer || line.text.size() <= kLongestInnerLabelBytes) && is_label(line.text);
  }
  return lines;
}

// Gives each line its role. The head is what stands before the first paragraph of body text.
class PageReader {
 public:
  explicit PageReader(std::vector<Line> lines) : lines_(std::move(lines)) {}

  Ingested read() {
    last_prose_ = lines_.size();
    for (std::size_t i = lines_.size(); i-- > 0;) {
      if (lines_[i].prose) {
        last_prose_ = i;
        break;
      }
    }
    // A text without any sentence (a list, a poem, one line) has a title at most.
    if (last_prose_ == lines_.size()) {
      read_without_prose();
    } else {
      read_head();
      while (at_ < lines_.size()) read_body_line();
    }
    return std::move(page_);
  }

 private:
  const Line& line() const { return lines_[at_]; }

  void add(Role role) {
    Block block;
    block.role = role;
    block.text = std::move(lines_[at_++].text);
    page_.blocks.push_back(std::move(block));
  }

  bool add_label() {
    if (!line().label) return false;
    add(Role::label);
    return true;
  }

  bool add_dateline() {
    const auto date = parse_date_line(line().text);
    if (!date) return false;
    add(Role::dateline);
    page_.blocks.back().date = date->date;
    if (!date->date.empty() && date->says != DateLine::Says::nothing) {
      page_.statements.push_back(stamp_statement(*date));
    }
    return true;
  }

  bool add_byline() {
    if (!is_byline(line().text)) return false;
    add(Role::byline);
    return true;
  }

  void read_without_prose() {
    bool titled = false;
    while (at_ < lines_.size()) {
      if (add_label() || add_dateline()) continue;
      if (titled && add_byline()) continue;
      add(titled ? Role::paragraph : Role::title);
      titled = true;
    }
  }

  void read_head() {
    while (at_ < lines_.size() && (add_label() || add_dateline())) {
    }
    // A text that starts with its body has no title.
    if (at_ < lines_.size() &&
        !(line().prose && (columns(line().text) > 200 || lines_.size() == 1)))
      add(Role::title);

    bool standfirst = false, captions = false;
    while (at_ < last_prose_ || (at_ < lines_.size() && line().prose)) {
      if (add_label() || add_dateline() || add_byline()) continue;
      if (line().prose) {
        if (standfirst || captions || !is_standfirst_sentence()) break;
        add(Role::standfirst);
        standfirst = true;
      } else if (is_related_link(line().text)) {
        add(Role::link);
      } else if (!standfirst && !captions && !has_label_under() &&
                 !is_picture_credit(line().text)) {
        add(Role::standfirst);
        standfirst = true;
      } else {
        add(Role::caption);
        captions = true;
      }
    }
  }

  // A sentence behind the title, before captions or a byline, which body text then follows.
  bool is_standfirst_sentence() const {
    if (columns(line().text) > kLongestStandfirstColumns || at_ + 1 >= lines_.size() ||
        at_ == last_prose_)
      return false;
    const std::string& next = lines_[at_ + 1].text;
    if (lines_[at_ + 1].label || is_byline(next) || parse_date_line(next)) return true;
    return !lines_[at_ + 1].prose && at_ + 2 < lines_.size() &&
           (lines_[at_ + 2].label || is_picture_credit(next) ||
            lines_[at_ + 1].group == lines_[at_ + 2].group);
  }

  bool has_label_under() const {
    return at_ + 1 < lines_.size() && lines_[at_ + 1].group == line().group &&
           lines_[at_ + 1].label;
  }

  bool was_caption(const std::string& text) const {
    return std::any_of(page_.blocks.begin(), page_.blocks.end(), [&](const Block& block) {
      return block.role == Role::caption && block.text == text;
    });
  }

  // Directly under a caption, with no blank line between.
  bool is_under_caption() const {
    return at_ > 0 && lines_[at_ - 1].group == line().group && !page_.blocks.empty() &&
           page_.blocks.back().role == Role::caption;
  }

  void read_body_line() {
    if (add_label() || add_dateline()) return;
    if (const std::size_t marker = list_marker_bytes(line().text)) {
      lines_[at_].text = std::string(trimmed(line().text.substr(marker)));
      return line().text.empty() ? void(++at_) : add(Role::list_item);
    }
    if (line().prose) return add(Role::paragraph);
    if (is_related_link(line().text)) return add(Role::link);
    if (has_label_under() || is_under_caption() || was_caption(line().text) ||
        is_picture_credit(line().text)) {
      return add(Role::caption);
    }
    if (add_byline()) return;
    // Nothing follows that it could be the heading of.
    if (at_ > last_prose_) return add(Role::link);
    add(Role::heading);
  }

  std::vector<Line> lines_;
  Ingested page_;
  std::size_t at_ = 0;
  std::size_t last_prose_ = 0;
};

}  // namespace

Ingested read_plain_text(std::string_view utf8, const std::string& file, const LineTest& is_label) {
  refuse_nul(utf8, file);
  return PageReader(to_lines(split_groups(utf8), is_label)).read();
}

}  // namespace hexapla
