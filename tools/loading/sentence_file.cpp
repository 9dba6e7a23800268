#include "tools/loading/sentence_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/model/error.h"
#include "store/text/normalize.h"
#include "store/text/utf8.h"
#include "tools/cli/input.h"
#include "tools/cli/usage_error.h"

namespace hexapla {

SentenceFile::SentenceFile(const std::string& path, const LanguageTag& language) {
  constexpr std::size_t kLimitBytes = std::size_t{256} << 20;
  const std::string text = read_input(path, kLimitBytes);
  if (const auto wrong = first_invalid_utf8(text)) {
    Place place;
    place.file = input_name(path);
    place.byte = *wrong;
    throw InputError(place, "this is not UTF-8; convert it first");
  }
  text_ = std::make_unique<std::string>(to_nfc(text));
  text_to_align_.language = language;
  std::string_view rest = *text_;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    text_to_align_.segments.push_back(line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

Alignment line_by_line(const TextToAlign& source, const TextToAlign& target) {
  if (source.segments.size() != target.segments.size())
    throw UsageError(
        fmt::format("--line-by-line wants as many lines on both sides: there are {} and {}",
                    source.segments.size(), target.segments.size()));
  Alignment alignment;
  for (std::uint32_t i = 0; i < source.segments.size(); ++i)
    alignment.beads.push_back({{i, 1}, {i, 1}, 1});
  return alignment;
}

}  // namespace hexapla
