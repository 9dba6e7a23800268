#include "tools/terminal/side_by_side.h"

#include <algorithm>

#include "tools/terminal/display_width.h"

namespace hexapla {

namespace {

constexpr std::size_t kLabelWidth = 6;
constexpr std::size_t kNarrowest = 18;  // columns of a cell that can still be read
constexpr std::string_view kGap = " │ ";
constexpr std::size_t kGapWidth = 3;

std::string padded_label(const std::string& label) {
  const std::string text = fit(label, kLabelWidth - 1);
  return text + std::string(kLabelWidth - display_width(text), ' ');
}

// A line of a cell in exactly `width` columns. A right-to-left line stands at the right, where it
// begins.
std::string set_line(const std::string& line, std::size_t width, bool is_right_to_left) {
  const std::size_t taken = display_width(line);
  const std::string padding(width > taken ? width - taken : 0, ' ');
  const std::string text = isolated(line, is_right_to_left);
  return is_right_to_left ? padding + text : text + padding;
}

}  // namespace

SideBySide::SideBySide(std::vector<TerminalColumn> columns, std::size_t width)
    : columns_(std::move(columns)), width_(std::max<std::size_t>(width, kLabelWidth + kNarrowest)) {
  const std::size_t count = std::max<std::size_t>(columns_.size(), 1);
  const std::size_t gaps = kGapWidth * (count - 1) + kLabelWidth;
  cell_width_ = width_ > gaps ? (width_ - gaps) / count : 0;
  is_interleaved_ = cell_width_ < kNarrowest;
  if (is_interleaved_) cell_width_ = width_ - kLabelWidth;
}

std::vector<std::string> SideBySide::lines_of(std::size_t column, const TerminalCell& cell,
                                              std::size_t width) const {
  const std::size_t sign_width = cell.sign.empty() ? 0 : display_width(cell.sign) + 1;
  if (cell.text.empty()) return {cell.sign};
  auto lines = wrap(without_controls(cell.text), width - sign_width, columns_[column].language);
  if (sign_width == 0) return lines;
  // The sign stands in a column of its own, on the side where the text begins; inside the isolate
  // it is there by itself.
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lines[i] = (i == 0 ? cell.sign + " " : std::string(sign_width, ' ')) + lines[i];
  }
  return lines;
}

std::string SideBySide::row(const std::string& label,
                            const std::vector<TerminalCell>& cells) const {
  return is_interleaved_ ? interleaved_row(label, cells) : parallel_row(label, cells);
}

std::string SideBySide::parallel_row(const std::string& label,
                                     const std::vector<TerminalCell>& cells) const {
  std::vector<std::vector<std::string>> lines;
  std::size_t height = 1;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    lines.push_back(lines_of(i, cells[i], cell_width_));
    height = std::max(height, lines.back().size());
  }
  std::string text;
  for (std::size_t line = 0; line < height; ++line) {
    std::string one = line == 0 ? padded_label(label) : std::string(kLabelWidth, ' ');
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) one += kGap;
      const std::string cell = line < lines[i].size() ? lines[i][line] : std::string();
      one += set_line(cell, cell_width_, columns_[i].is_right_to_left);
    }
    while (one.ends_with(' ')) one.pop_back();
    text += one + '\n';
  }
  return text;
}

std::string SideBySide::interleaved_row(const std::string& label,
                                        const std::vector<TerminalCell>& cells) const {
  std::string text;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto lines = lines_of(i, cells[i], cell_width_);
    for (std::size_t line = 0; line < lines.size(); ++line) {
      const std::string head = line > 0 ? std::string() : i == 0 ? label : columns_[i].language;
      text += padded_label(head) + isolated(lines[line], columns_[i].is_right_to_left) + '\n';
    }
  }
  return text;
}

std::string SideBySide::rule() const {
  std::string text;
  if (is_interleaved_) {
    for (std::size_t i = 0; i < width_; ++i) text += "─";
    return text + '\n';
  }
  const auto dashes = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) text += "─";
  };
  dashes(kLabelWidth);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (i > 0) text += "─┼─";
    dashes(cell_width_);
  }
  return text + '\n';
}

}  // namespace hexapla
