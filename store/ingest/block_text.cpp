#include "store/ingest/block_text.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "store/ingest/line_shape.h"
#include "store/model/error.h"
#include "store/text/code_points.h"
#include "store/text/normalize.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

bool is_kept(unsigned char c) { return c >= 0x20 ? c != 0x7F : c == '\n' || c == '\t'; }

bool is_written_without_spaces(char32_t c) {
  const int break_class = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LINE_BREAK);
  return break_class == U_LB_IDEOGRAPHIC || break_class == U_LB_COMPLEX_CONTEXT ||
         break_class == U_LB_CONDITIONAL_JAPANESE_STARTER || (c >= 0x3000 && c <= 0x303F) ||
         (c >= 0xFF00 && c <= 0xFF65);
}

}  // namespace

void refuse_nul(std::string_view utf8, const std::string& file) {
  const std::size_t at = utf8.find('\0');
  if (at == utf8.npos) return;
  Place place;
  place.file = file;
  place.line = 1 + static_cast<std::size_t>(std::count(
                       utf8.begin(), utf8.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  place.byte = at;
  throw InputError(place,
                   "there is a NUL byte: this is not text (of an encoding of two or four bytes? "
                   "then declare it)");
}

std::string block_text(std::string_view utf8) {
  std::string kept;
  const bool clean = std::all_of(utf8.begin(), utf8.end(),
                                 [](char c) { return is_kept(static_cast<unsigned char>(c)); });
  if (!clean) {
    kept.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size(); ++i) {
      const char c = utf8[i];
      if (c == '\r' && i + 1 < utf8.size() && utf8[i + 1] == '\n') continue;
      if (c == '\r' || c == '\f' || c == '\v')
        kept.push_back('\n');
      else if (is_kept(static_cast<unsigned char>(c)))
        kept.push_back(c);
    }
    utf8 = kept;
  }
  const std::string_view text = trimmed(utf8);
  return is_blank(text) ? std::string() : to_nfc(text);
}

void append_line(std::string& text, std::string_view line) {
  if (!text.empty() && !line.empty()) {
    const char32_t before = code_point_at(text, before_code_point(text, text.size()));
    const char32_t after = code_point_at(line, 0);
    if (!is_written_without_spaces(before) || !is_written_without_spaces(after))
      text.push_back(' ');
  }
  text += line;
}

Statement stamp_statement(const DateLine& date) {
  Statement statement;
  statement.claim.property =
      date.says == DateLine::Says::published ? Property::published : Property::updated;
  statement.claim.value = date.date;
  statement.basis = Basis::detected;
  statement.asserted_by = "hexapla";
  return statement;
}

}  // namespace hexapla
