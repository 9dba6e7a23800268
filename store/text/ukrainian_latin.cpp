#include "store/text/ukrainian_latin.h"

#include <unicode/uchar.h>

#include "store/text/code_points.h"

namespace hexapla {
namespace {

bool is_apostrophe(UChar32 c) { return c == '\'' || c == 0x2019 || c == 0x02BC; }

// Nothing for letters that Ukrainian has not; an empty text for the soft sign, which is not
// written.
const char* latin(UChar32 letter, bool begins_word) {
  switch (letter) {
    case U'а':
      return "a";
    case U'б':
      return "b";
    case U'в':
      return "v";
    case U'г':
      return "h";
    case U'ґ':
      return "g";
    case U'д':
      return "d";
    case U'е':
      return "e";
    case U'є':
      return begins_word ? "ye" : "ie";
    case U'ж':
      return "zh";
    case U'з':
      return "z";
    case U'и':
      return "y";
    case U'і':
      return "i";
    case U'ї':
      return begins_word ? "yi" : "i";
    case U'й':
      return begins_word ? "y" : "i";
    case U'к':
      return "k";
    case U'л':
      return "l";
    case U'м':
      return "m";
    case U'н':
      return "n";
    case U'о':
      return "o";
    case U'п':
      return "p";
    case U'р':
      return "r";
    case U'с':
      return "s";
    case U'т':
      return "t";
    case U'у':
      return "u";
    case U'ф':
      return "f";
    case U'х':
      return "kh";
    case U'ц':
      return "ts";
    case U'ч':
      return "ch";
    case U'ш':
      return "sh";
    case U'щ':
      return "shch";
    case U'ь':
      return "";
    case U'ю':
      return begins_word ? "yu" : "iu";
    case U'я':
      return begins_word ? "ya" : "ia";
    default:
      return nullptr;
  }
}

}  // namespace

bool looks_ukrainian(std::string_view text) {
  bool found = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<UChar32>(take_code_point(text, at));
    switch (u_tolower(c)) {
      case U'і':
      case U'ї':
      case U'є':
      case U'ґ':
        found = true;
        break;
      case U'ы':
      case U'э':
      case U'ъ':
      case U'ё':
      case U'ў':
        return false;
      default:
        break;
    }
  }
  return found;
}

std::string ukrainian_to_latin(std::string_view text) {
  std::string result;
  UChar32 before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const auto c = static_cast<UChar32>(take_code_point(text, at));
    const UChar32 letter = u_tolower(c);
    const bool is_inside = u_isalpha(before) || is_apostrophe(before);
    if (letter == U'г' && u_tolower(before) == U'з') {
      result += "gh";  // зг would read as ж
    } else if (const char* written = latin(letter, !is_inside)) {
      result += written;
    } else {
      result.append(text.substr(begin, at - begin));
    }
    before = c;
  }
  return result;
}

}  // namespace hexapla
