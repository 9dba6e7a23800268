#include "store/archive/event_identity.h"

#include <fmt/format.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <stdexcept>

namespace hexapla {

namespace {

// Milliseconds since 1970 × 4096 and the fraction of one, later with each call in this process
// whatever its clock does (RFC 9562, 6.2, method 3).
std::uint64_t next_instant() {
  using namespace std::chrono;
  static std::atomic<std::uint64_t> last{0};
  const auto since = system_clock::now().time_since_epoch();
  const auto whole = floor<milliseconds>(since);
  // Not all at once: nanoseconds since 1970 times 4096 are more than 64 bits hold.
  const auto fraction = nanoseconds(since - whole).count() * 4096 / 1'000'000;
  const auto now = static_cast<std::uint64_t>(whole.count() * 4096 + fraction);
  std::uint64_t before = last.load();
  std::uint64_t next = 0;
  do {
    next = std::max(now, before + 1);
  } while (!last.compare_exchange_weak(before, next));
  return next;
}

}  // namespace

// In order of time, so that the table of ids grows at its end.
std::string new_event_id() {
  std::array<unsigned char, 16> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
    throw std::runtime_error("the crypto library has no random bytes");
  }
  const std::uint64_t instant = next_instant();
  for (unsigned i = 0; i < 6; ++i)
    bytes[i] = static_cast<unsigned char>(instant >> (52 - 8 * i) & 0xFF);
  bytes[6] = static_cast<unsigned char>((instant >> 8 & 0x0F) | 0x70);
  bytes[7] = static_cast<unsigned char>(instant & 0xFF);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);
  std::string id;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) id += '-';
    id += fmt::format("{:02x}", bytes[i]);
  }
  return id;
}

std::string default_origin() {
  std::array<char, 256> host{};
  std::string name = ::gethostname(host.data(), host.size() - 1) == 0 ? host.data() : "";
  std::erase_if(name, [](char c) {
    return !std::isalnum(static_cast<unsigned char>(c)) && c != '-' && c != '.';
  });
  return (name.empty() ? "localhost" : name) + "/hexapla-" + new_event_id().substr(28);
}

std::string present_time() {
  using namespace std::chrono;
  const auto now = floor<milliseconds>(system_clock::now());
  const auto day = floor<days>(now);
  const year_month_day date(day);
  const hh_mm_ss time(now - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     time.subseconds().count());
}

}  // namespace hexapla
