#include "http/html.h"

#include <array>

namespace hexapla {
namespace {

constexpr std::array<bool, 256> special_characters() {
  std::array<bool, 256> table{};
  for (const char c : {'&', '<', '>', '"', '\''}) table[static_cast<unsigned char>(c)] = true;
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = c != '\t' && c != '\n';
  table[0x7F] = true;
  return table;
}
constexpr auto kSpecial = special_characters();

std::string_view replacement(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return "\xEF\xBF\xBD";
  }
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

Html& Html::operator<<(Escaped escaped) {
  const std::string_view text = escaped.text;
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!kSpecial[static_cast<unsigned char>(text[i])]) continue;
    out_.append(text, run, i - run);
    out_ += replacement(text[i]);
    run = i + 1;
  }
  out_.append(text, run, std::string_view::npos);
  return *this;
}

Html& Html::operator<<(ScriptData data) {
  for (const char c : data.json) {
    if (c == '<') {
      out_ += "\\u003c";
    } else {
      out_ += c;
    }
  }
  return *this;
}

std::string percent_encoded(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

std::string percent_decoded(std::string_view text, bool plus, bool& valid) {
  std::string out;
  out.reserve(text.size());
  valid = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus) {
      out += ' ';
    } else if (text[i] == '%') {
      const bool whole = text.size() - i > 2;
      const int high = whole ? hex_value(text[i + 1]) : -1;
      const int low = whole ? hex_value(text[i + 2]) : -1;
      if (high < 0 || low < 0) {
        valid = false;
        return {};
      }
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

bool is_web_address(std::string_view href) {
  return href.starts_with("https://") || href.starts_with("http://");
}

std::string link_target(std::string_view href) {
  constexpr std::string_view kMarks = "!#$%&'()*+,-./:;=?@[]_~";
  std::string out;
  for (const char byte : href) {
    const bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    const bool may_stand =
        is_letter || (byte >= '0' && byte <= '9') || kMarks.find(byte) != std::string_view::npos;
    out += may_stand ? std::string(1, byte) : percent_encoded(std::string_view(&byte, 1));
  }
  return out;
}

void write_hidden(Html& page, std::string_view name, std::string_view value) {
  page << "<input type=\"hidden\" name=\"" << text(name) << "\" value=\"" << text(value) << "\">";
}

}  // namespace hexapla
