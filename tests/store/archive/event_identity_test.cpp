#include "store/archive/event_identity.h"

#include <chrono>
#include <cstdint>

#include "tests/catch.h"

namespace hexapla {
namespace {

std::int64_t present_milliseconds() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

TEST_CASE("ids of events begin with the time, and each is greater than the one before",
          "[archive]") {
  const std::int64_t before = present_milliseconds();
  std::string last;
  for (int i = 0; i < 10'000; ++i) {
    const std::string id = new_event_id();
    REQUIRE(id.size() == 36);
    REQUIRE(id > last);
    last = id;
    CHECK(id[14] == '7');
    CHECK(std::string_view("89ab").find(id[19]) != std::string_view::npos);
  }
  const std::int64_t time = std::stoll(last.substr(0, 8) + last.substr(9, 4), nullptr, 16);
  CHECK(time >= before);
  // Ids made faster than a clock ticks run ahead of it, by far less than a second.
  CHECK(time <= present_milliseconds() + 1000);
}

}  // namespace
}  // namespace hexapla
