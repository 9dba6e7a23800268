#include "tools/terminal/table.h"

#include <algorithm>

#include "tools/terminal/display_width.h"

namespace hexapla {

std::string table_text(const std::vector<std::vector<std::string>>& rows, std::size_t columns) {
  constexpr std::size_t kGap = 2;
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::string text;
  for (const auto& row : rows) {
    std::size_t used = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string cell = without_controls(row[i]);
      std::replace(cell.begin(), cell.end(), '\n', ' ');
      if (i + 1 == row.size()) {
        text += isolated(fit(cell, std::max<std::size_t>(columns > used ? columns - used : 0, 20)),
                         false);
      } else {
        text += isolated(cell, false) + std::string(widths[i] - display_width(cell) + kGap, ' ');
        used += widths[i] + kGap;
      }
    }
    text += '\n';
  }
  return text;
}

}  // namespace hexapla
