#include "translate/label/tokens.h"

#include <unicode/uchar.h>

#include "store/text/code_points.h"

namespace hexapla {
namespace {

bool is_mark(UChar32 c) {
  return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0 || c == 0x200C || c == 0x200D;
}

bool is_unspaced(UChar32 c) {
  const int line_break = u_getIntPropertyValue(c, UCHAR_LINE_BREAK);
  return c >= 0xE00 && u_isalpha(c) &&
         (line_break == U_LB_IDEOGRAPHIC || line_break == U_LB_COMPLEX_CONTEXT ||
          line_break == U_LB_CONDITIONAL_JAPANESE_STARTER);
}

bool is_full_stop(UChar32 c) {
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x0964 || c == 0x06D4 || c == 0x061F ||
         c == 0x104B || c == 0x17D4 || c == 0x0589 || c == 0x1362;
}

bool is_clause_mark(UChar32 c) {
  switch (c) {
    case ',':
    case ';':
    case ':':
    case '(':
    case ')':
    case '[':
    case ']':
    case '|':
    case '{':
    case '}':
    case 0x2013:
    case 0x2014:
    case 0x2022:
    case 0x00B7:
    case 0x060C:
    case 0x061B:
    case 0x3001:
    case 0xFF0C:
    case 0xFF1A:
    case 0xFF1B:
    case 0xFF08:
    case 0xFF09:
    case 0x3010:
    case 0x3011:
    case 0x104A:
    case 0x055D:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::vector<LabelToken> split_label_tokens(std::string_view text) {
  std::vector<LabelToken> tokens;
  auto pending = LabelToken::Break::none;
  char mark = '\0';
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const auto c = static_cast<UChar32>(take_code_point(text, i));
    if (u_isalnum(c) || is_mark(c)) {
      LabelToken token;
      token.number = u_isdigit(c);
      token.unspaced = is_unspaced(c);
      token.capitalized = u_isupper(c) || u_istitle(c);
      token.before = pending;
      token.mark_before = mark;
      while (i < text.size()) {
        const auto next = static_cast<UChar32>(code_point_at(text, i));
        const bool goes_on =
            is_mark(next) || (!token.unspaced && u_isalnum(next) && !is_unspaced(next));
        if (!goes_on) break;
        i = after_code_point(text, i);
      }
      token.text = text.substr(begin, i - begin);
      tokens.push_back(token);
      pending = LabelToken::Break::none;
      mark = '\0';
      continue;
    }
    const bool space_follows =
        i >= text.size() || text[i] == ' ' || static_cast<unsigned char>(text[i]) >= 0x80;
    if (is_full_stop(c) || ((c == '.' || c == '!' || c == '?') && space_follows) || c == '\n') {
      pending = LabelToken::Break::sentence;
    } else if (is_clause_mark(c) || (c == '-' && begin > 0 && text[begin - 1] == ' ')) {
      if (pending == LabelToken::Break::none) pending = LabelToken::Break::clause;
      mark = c == ':' || c == 0xFF1A                                 ? ':'
             : c == ',' || c == 0x3001 || c == 0x060C || c == 0xFF0C ? ','
                                                                     : mark;
    }
  }
  return tokens;
}

}  // namespace hexapla
