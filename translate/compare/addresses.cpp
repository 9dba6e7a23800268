#include "translate/compare/addresses.h"
#include "store/text/ascii.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace hexapla {
namespace {

bool is_ascii_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// RFC 3986, section 2; other scripts stand for what is percent-encoded, but in Chinese the sentence
// goes on without a space, so only ASCII is taken.
bool is_address_part(char c) {
  return is_ascii_alnum(c) ||
         std::string_view("-._~:/?#[]@!$&'()*+,;=%").find(c) != std::string_view::npos;
}

bool is_mail_part(char c) {
  return is_ascii_alnum(c) || std::string_view("._%+-").find(c) != std::string_view::npos;
}

// What belongs to the sentence rather than to the address.
std::size_t without_sentence_marks(std::string_view text, std::size_t begin, std::size_t end) {
  while (end > begin) {
    const char last = text[end - 1];
    const bool closes = last == ')' || last == ']';
    const char opener = last == ')' ? '(' : '[';
    const std::string_view taken = text.substr(begin, end - begin);
    if (closes && std::count(taken.begin(), taken.end(), opener) >=
                      std::count(taken.begin(), taken.end(), last)) {
      break;
    }
    if (!closes && std::string_view(".,;:!?'").find(last) == std::string_view::npos) break;
    --end;
  }
  return end;
}

std::string comparable(std::string_view address) {
  for (const std::string_view prefix : {"https://", "http://", "www."}) {
    if (same_but_for_case(address.substr(0, prefix.size()), prefix))
      address.remove_prefix(prefix.size());
  }
  while (address.ends_with('/')) address.remove_suffix(1);
  std::string value(address);
  const std::size_t host = std::min(value.find('/'), value.size());
  for (std::size_t i = 0; i < host; ++i) value[i] = ascii_lower(value[i]);
  return value;
}

bool starts_url(std::string_view text, std::size_t at) {
  if (at > 0 && is_ascii_alnum(text[at - 1])) return false;
  static constexpr std::array<std::string_view, 3> kStarts{"https://", "http://", "www."};
  return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) {
    if (text.size() - at <= start.size()) return false;
    if (!same_but_for_case(text.substr(at, start.size()), start)) return false;
    return is_ascii_alnum(text[at + start.size()]);
  });
}

}  // namespace

std::vector<WrittenAddress> find_addresses(std::string_view text) {
  std::vector<WrittenAddress> found;
  const auto take = [&](std::size_t begin, std::size_t end) {
    end = without_sentence_marks(text, begin, end);
    found.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                     comparable(text.substr(begin, end - begin))});
    return end;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (starts_url(text, at)) {
      std::size_t end = at;
      while (end < text.size() && is_address_part(text[end])) ++end;
      at = take(at, end);
      continue;
    }
    if (text[at] == '@') {
      const std::size_t covered = found.empty() ? 0 : found.back().range.end;
      std::size_t begin = at, end = at + 1;
      while (begin > covered && is_mail_part(text[begin - 1])) --begin;
      while (end < text.size() &&
             (is_ascii_alnum(text[end]) || text[end] == '.' || text[end] == '-'))
        ++end;
      end = without_sentence_marks(text, begin, end);
      const bool has_host = text.substr(at, end - at).find('.') != std::string_view::npos;
      if (begin < at && has_host) {
        at = take(begin, end);
        continue;
      }
    }
    ++at;
  }
  return found;
}

}  // namespace hexapla
