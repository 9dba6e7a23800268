#include "store/text/timestamp.h"

#include <fmt/format.h>
#include <algorithm>

#include <chrono>

namespace hexapla {
namespace {

struct Timestamp {
  std::chrono::sys_days day;
  std::optional<std::chrono::seconds> time;  // since midnight, of the place
  std::optional<std::chrono::minutes> offset;
  std::string fraction;  // `.123`
};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  // Exactly `digits` digits.
  std::optional<int> number(std::size_t digits) {
    if (rest_.size() < digits) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return std::nullopt;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

bool scan_time(Scanner& scanner, Timestamp& timestamp) {
  const auto hour = scanner.number(2);
  if (!hour || !scanner.take(':')) return false;
  const auto minute = scanner.number(2);
  if (!minute || !scanner.take(':')) return false;
  const auto second = scanner.number(2);
  if (!second || *hour > 23 || *minute > 59 || *second > 60) return false;
  timestamp.time =
      std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second);
  if (scanner.take('.')) {
    timestamp.fraction = ".";
    while (const auto digit = scanner.number(1))
      timestamp.fraction += static_cast<char>('0' + *digit);
    if (timestamp.fraction.size() == 1) return false;
  }
  if (scanner.done()) return true;
  if (scanner.take('Z') || scanner.take('z')) {
    timestamp.offset = std::chrono::minutes(0);
    return scanner.done();
  }
  const bool minus = scanner.take('-');
  if (!minus && !scanner.take('+')) return false;
  const auto hours = scanner.number(2);
  if (!hours || !scanner.take(':')) return false;
  const auto minutes = scanner.number(2);
  if (!minutes || *hours > 23 || *minutes > 59) return false;
  timestamp.offset =
      (minus ? -1 : 1) * (std::chrono::hours(*hours) + std::chrono::minutes(*minutes));
  return scanner.done();
}

std::optional<Timestamp> scan(std::string_view text) {
  Scanner scanner(text);
  const auto year = scanner.number(4);
  if (!year || !scanner.take('-')) return std::nullopt;
  const auto month = scanner.number(2);
  if (!month || !scanner.take('-')) return std::nullopt;
  const auto day = scanner.number(2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok()) return std::nullopt;
  Timestamp timestamp{std::chrono::sys_days(date), {}, {}, {}};
  if (scanner.done()) return timestamp;
  if (!scanner.take('T') && !scanner.take('t') && !scanner.take(' ')) return std::nullopt;
  if (!scan_time(scanner, timestamp)) return std::nullopt;
  return timestamp;
}

std::chrono::sys_seconds moment_of(const Timestamp& timestamp) {
  return timestamp.day + *timestamp.time - *timestamp.offset;
}

}  // namespace

bool is_timestamp(std::string_view text) {
  return scan(text).has_value() && text.find(' ') == text.npos;
}

bool is_beginning_of_moment(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00T00:00:00.000Z", kRest = "0000-01-01T00:00:00Z";
  constexpr std::size_t kLengths[] = {4, 7, 10, 13, 16, 19, 20, 24};
  if (std::find(std::begin(kLengths), std::end(kLengths), text.size()) == std::end(kLengths))
    return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    const bool fits = kShape[i] == '0' ? is_digit : text[i] == kShape[i];
    if (!fits && !(i == 19 && text.size() == 20 && text[i] == 'Z')) return false;
  }
  std::string whole(text);
  if (whole.size() < kRest.size()) whole += kRest.substr(whole.size());
  return is_timestamp(whole);
}

std::optional<std::string> to_utc(std::string_view text) {
  const auto timestamp = scan(text);
  if (!timestamp || !timestamp->offset) return std::nullopt;
  const auto moment = moment_of(*timestamp);
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(moment - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     timestamp->fraction);
}

std::optional<std::int64_t> unix_seconds(std::string_view text) {
  const auto timestamp = scan(text);
  if (!timestamp || !timestamp->offset) return std::nullopt;
  return moment_of(*timestamp).time_since_epoch().count();
}

}  // namespace hexapla
