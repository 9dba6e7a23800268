#include "store/archive/short_text.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <optional>

#include "store/model/digest.h"

namespace hexapla {

namespace {

constexpr std::string_view kMediaTypes[] = {"text/html", "text/plain", "text/markdown",
                                            "application/json", "application/xhtml+xml"};

constexpr std::int64_t kDayMs = 86'400'000;

std::string moment_of(std::uint64_t ms) {
  const auto days = static_cast<std::int64_t>(ms / kDayMs);
  const auto rest = static_cast<unsigned>(ms % kDayMs);
  const std::chrono::year_month_day day{
      std::chrono::sys_days(std::chrono::days(static_cast<int>(days)))};
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02u:%02u:%02u.%03uZ",
                static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                static_cast<unsigned>(day.day()), rest / 3'600'000, rest / 60'000 % 60,
                rest / 1000 % 60, rest % 1000);
  return text;
}

// What moment_of() makes this text of; nothing where it makes none.
std::optional<std::uint64_t> ms_of(std::string_view text) {
  if (text.size() != 24) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t digits) {
    unsigned value = 0;
    for (const char c : text.substr(at, digits))
      value = value * 10 + static_cast<unsigned char>(c - '0') % 10;
    return value;
  };
  const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(number(0, 4))),
                                        std::chrono::month(number(5, 2)),
                                        std::chrono::day(number(8, 2))};
  if (!day.ok()) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(day).time_since_epoch().count();
  const std::int64_t ms = days * kDayMs + number(11, 2) * 3'600'000 + number(14, 2) * 60'000 +
                          number(17, 2) * 1000 + number(20, 3);
  if (ms < 0 || moment_of(static_cast<std::uint64_t>(ms)) != text) return std::nullopt;
  return static_cast<std::uint64_t>(ms);
}

}  // namespace

void put_moment(Encoder& out, std::string_view text) {
  if (const auto ms = ms_of(text)) {
    out.number(*ms + 1);
  } else {
    out.number(0).text(text);
  }
}

std::string take_moment(Decoder& in) {
  const std::uint64_t number = in.number();
  if (number == 0) return std::string(in.text());
  constexpr std::uint64_t kPastYear9999 = 253'402'300'800'000;
  if (number > kPastYear9999) in.fail("has a moment that is out of range");
  return moment_of(number - 1);
}

void put_media_type(Encoder& out, std::string_view text) {
  const auto known = std::find(std::begin(kMediaTypes), std::end(kMediaTypes), text);
  if (known == std::end(kMediaTypes)) {
    out.number(0).text(text);
  } else {
    out.number(static_cast<std::uint64_t>(known - std::begin(kMediaTypes)) + 1);
  }
}

std::string take_media_type(Decoder& in) {
  const std::uint64_t number = in.number();
  if (number == 0) return std::string(in.text());
  if (number > std::size(kMediaTypes)) in.fail("has an unknown media type");
  return std::string(kMediaTypes[number - 1]);
}

void put_digits_or_text(Encoder& out, std::string_view text) {
  const auto digest = Digest::parse(text);
  if (digest && digest->hex() == text) {
    out.number(1).fixed(digest->raw());
  } else {
    out.number(text.size() * 2).fixed(text);
  }
}

std::string take_digits_or_text(Decoder& in) {
  const std::uint64_t number = in.number();
  if (number == 1) return Digest::from_raw(in.fixed(Digest::kSize))->hex();
  if (number % 2 != 0) in.fail("has a text of no known form");
  return std::string(in.fixed(static_cast<std::size_t>(number / 2)));
}

}  // namespace hexapla
