#pragma once

#include <string>
#include <vector>

namespace hexapla {

// Rows of cells in columns as wide as their widest cell. The last column takes what is left of
// `columns` and is cut there. Texts are shown as they are but for control characters.
std::string table_text(const std::vector<std::vector<std::string>>& rows, std::size_t columns);

}  // namespace hexapla
