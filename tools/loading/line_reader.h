#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tools/cli/input.h"

namespace hexapla {

// Lines of a file of any size, one at a time, in memory that does not grow with the file.
class LineReader {
 public:
  struct Line {
    std::size_t number;  // from 1
    std::string text;    // without its end; the beginning only when it is too long
    bool is_too_long = false;
  };

  LineReader(InputFile& file, std::size_t limit_bytes)
      : file_(file), limit_bytes_(limit_bytes), buffer_(std::size_t{1} << 18) {}

  // Blank lines are counted and left out. Throws InputError when the file cannot be read.
  std::optional<Line> next();
  std::size_t bytes_read() const { return bytes_read_; }

 private:
  bool fill();

  InputFile& file_;
  std::size_t limit_bytes_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;
  std::size_t bytes_read_ = 0;
  std::size_t number_ = 0;
};

}  // namespace hexapla
