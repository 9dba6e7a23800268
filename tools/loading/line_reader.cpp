#include "tools/loading/line_reader.h"

#include <cstring>

namespace hexapla {

namespace {

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r") == std::string::npos;
}

}  // namespace

bool LineReader::fill() {
  begin_ = 0;
  end_ = file_.read(buffer_.data(), buffer_.size());
  bytes_read_ += end_;
  return end_ > 0;
}

std::optional<LineReader::Line> LineReader::next() {
  Line line{.number = 0, .text = {}, .is_too_long = false};
  bool is_begun = false;
  for (;;) {
    if (begin_ == end_ && !fill()) {
      if (!is_begun || is_blank(line.text)) return std::nullopt;
      line.number = ++number_;
      return line;
    }
    is_begun = true;
    const char* from = buffer_.data() + begin_;
    const void* found = std::memchr(from, '\n', end_ - begin_);
    const std::size_t length =
        found == nullptr ? end_ - begin_
                         : static_cast<std::size_t>(static_cast<const char*>(found) - from);
    if (line.text.size() + length > limit_bytes_) {
      line.is_too_long = true;
    } else {
      line.text.append(from, length);
    }
    begin_ += length;
    if (found == nullptr) continue;
    ++begin_;
    line.number = ++number_;
    if (line.is_too_long || !is_blank(line.text)) return line;
    line.text.clear();
    is_begun = false;
  }
}

}  // namespace hexapla
