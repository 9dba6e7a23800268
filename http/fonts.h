#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

// A part of a font that the program carries (http/fonts.cmake says which), as WOFF 2.
struct Font {
  std::string_view name;    // `latin_italic`: of its file
  std::string_view family;  // as the style sheet calls it: `Hexapla Serif`
  std::string_view style;   // `normal`, `italic`
  std::string_view range;   // CSS unicode-range: a browser fetches it only for text that needs it
  std::string_view bytes;
};

// Empty where the fonts were not installed when the program was built.
const std::vector<Font>& embedded_fonts();

}  // namespace hexapla
