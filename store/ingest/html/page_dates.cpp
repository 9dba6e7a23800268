#include "store/ingest/html/page_dates.h"

#include <algorithm>

#include "store/text/timestamp.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// `+0100` with its colon; what stands for UTC as Z. Nothing when it is no offset.
std::optional<std::string> offset(std::string_view zone) {
  if (zone.empty()) return std::string();
  if (zone == "Z" || zone == "z" || zone == "UTC" || zone == "GMT") return "Z";
  if (zone.front() != '+' && zone.front() != '-') return std::nullopt;
  std::string digits;
  for (const char c : zone.substr(1)) {
    if (is_digit(c))
      digits.push_back(c);
    else if (c != ':')
      return std::nullopt;
  }
  if (digits.size() == 2) digits += "00";
  if (digits.size() != 4) return std::nullopt;
  return std::string(1, zone.front()) + digits.substr(0, 2) + ':' + digits.substr(2);
}

}  // namespace

std::optional<std::string> to_timestamp(std::string_view text) {
  text = trimmed(text);
  if (is_timestamp(text)) return std::string(text);
  std::string date, clock, zone;
  if (text.size() == 8 && all_digits(text)) {
    date = std::string(text.substr(0, 4)) + '-' + std::string(text.substr(4, 2)) + '-' +
           std::string(text.substr(6));
    return is_timestamp(date) ? std::optional(date) : std::nullopt;
  }
  if (text.size() < 10) return std::nullopt;
  date = text.substr(0, 10);
  std::replace(date.begin(), date.end(), '/', '-');
  std::string_view rest = text.substr(10);
  if (rest.empty()) return is_timestamp(date) ? std::optional(date) : std::nullopt;
  if (rest.front() != 'T' && rest.front() != ' ' && rest.front() != 't') return std::nullopt;
  rest = trimmed(rest.substr(1));
  std::size_t end = 0;
  while (end < rest.size() && (is_digit(rest[end]) || rest[end] == ':' || rest[end] == '.')) ++end;
  clock = rest.substr(0, std::min(end, rest.find('.')));
  if (clock.size() == 5) clock += ":00";
  const auto shift = offset(trimmed(rest.substr(end)));
  if (!shift) return std::nullopt;
  std::string whole = date + 'T' + clock + *shift;
  return is_timestamp(whole) ? std::optional(std::move(whole)) : std::nullopt;
}

}  // namespace hexapla
