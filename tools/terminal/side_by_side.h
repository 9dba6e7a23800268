#pragma once

#include <string>
#include <vector>

namespace hexapla {

// A cell of a page that is set for a terminal.
struct TerminalCell {
  std::string sign;  // stands before the text; not wrapped with it
  std::string text;
};

struct TerminalColumn {
  std::string language;  // BCP 47: how its lines break
  bool is_right_to_left = false;
};

// Sets cells side by side, or one below the other where columns would be too narrow to read.
class SideBySide {
 public:
  SideBySide(std::vector<TerminalColumn> columns, std::size_t width);

  // One row with its label (`4`), as lines with line feeds. `cells` has one a column.
  std::string row(const std::string& label, const std::vector<TerminalCell>& cells) const;
  std::string rule() const;
  bool is_interleaved() const { return is_interleaved_; }

 private:
  std::string parallel_row(const std::string& label, const std::vector<TerminalCell>& cells) const;
  std::string interleaved_row(const std::string& label,
                              const std::vector<TerminalCell>& cells) const;
  std::vector<std::string> lines_of(std::size_t column, const TerminalCell& cell,
                                    std::size_t width) const;

  std::vector<TerminalColumn> columns_;
  std::size_t width_;
  std::size_t cell_width_;
  bool is_interleaved_;
};

}  // namespace hexapla
