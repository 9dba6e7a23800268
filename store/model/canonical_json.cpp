#include "store/model/canonical_json.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "store/text/utf8.h"

namespace hexapla {

namespace {

constexpr std::int64_t kLargestInteger = (std::int64_t{1} << 53) - 1;

// Order by UTF-16 code units (RFC 8785, section 3.2.3). It differs from the order of UTF-8 bytes
// only where a supplementary code point (lead byte F0–F4, surrogates D800–DFFF) meets U+E000–U+FFFF
// (lead byte EE or EF).
bool utf16_less(std::string_view a, std::string_view b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (y == b.end()) return false;
  if (x == a.end()) return true;
  const auto rank = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0xF0)
      return 0xED * 2 + 1;  // between the last BMP lead before the surrogates and EE
    return byte * 2;
  };
  if (rank(*x) != rank(*y)) return rank(*x) < rank(*y);
  return static_cast<unsigned char>(*x) < static_cast<unsigned char>(*y);
}

void write_string(std::string& out, const std::string& text) {
  if (const auto bad = first_invalid_utf8(text)) {
    throw std::invalid_argument("ill-formed UTF-8 at byte " + std::to_string(*bad));
  }
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          static constexpr char kDigits[] = "0123456789abcdef";
          out += "\\u00";
          out += kDigits[c >> 4];
          out += kDigits[c & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

void write(std::string& out, const nlohmann::json& value) {
  using Type = nlohmann::json::value_t;
  switch (value.type()) {
    case Type::null:
      out += "null";
      return;
    case Type::boolean:
      out += value.get<bool>() ? "true" : "false";
      return;
    case Type::string:
      write_string(out, value.get_ref<const std::string&>());
      return;
    case Type::number_integer:
    case Type::number_unsigned: {
      const bool too_large =
          value.type() == Type::number_unsigned
              ? value.get<std::uint64_t>() > static_cast<std::uint64_t>(kLargestInteger)
              : (value.get<std::int64_t>() > kLargestInteger ||
                 value.get<std::int64_t>() < -kLargestInteger);
      if (too_large) throw std::invalid_argument("an integer beyond ±(2^53 − 1)");
      out += value.dump();
      return;
    }
    case Type::array: {
      out += '[';
      bool first = true;
      for (const auto& element : value) {
        if (!first) out += ',';
        first = false;
        write(out, element);
      }
      out += ']';
      return;
    }
    case Type::object: {
      std::vector<const std::pair<const std::string, nlohmann::json>*> members;
      for (const auto& member : value.get_ref<const nlohmann::json::object_t&>())
        members.push_back(&member);
      std::sort(members.begin(), members.end(),
                [](const auto* a, const auto* b) { return utf16_less(a->first, b->first); });
      out += '{';
      bool first = true;
      for (const auto* member : members) {
        if (!first) out += ',';
        first = false;
        write_string(out, member->first);
        out += ':';
        write(out, member->second);
      }
      out += '}';
      return;
    }
    default:
      throw std::invalid_argument("a number that is no integer");
  }
}

}  // namespace

std::string canonical_json(const nlohmann::json& value) {
  std::string out;
  write(out, value);
  return out;
}

}  // namespace hexapla
