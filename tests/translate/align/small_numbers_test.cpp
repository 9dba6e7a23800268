#include "translate/align/small_numbers.h"

#include <random>
#include <vector>

#include "tests/catch.h"

namespace hexapla {
namespace {

TEST_CASE("small numbers are read as they were set, in one byte each or in two", "[align]") {
  std::mt19937 random(11);
  for (const std::uint32_t most : {0U, 1U, 255U, 256U, 4'000U, 65'535U}) {
    CAPTURE(most);
    SmallNumbers numbers;
    numbers.assign(500, most);
    std::vector<std::uint32_t> expected(500, 0);
    for (int k = 0; k < 2'000; ++k) {
      const std::size_t at = random() % expected.size();
      const auto drawn = static_cast<std::uint32_t>(random() % (std::uint64_t{most} + 1));
      numbers.set(at, expected[at] = k < 3 ? most : drawn);
    }
    const SmallNumbers::Reader reader = numbers.reader();
    std::vector<std::uint32_t> found;
    for (std::size_t k = 0; k < expected.size(); ++k) found.push_back(reader[k]);
    CHECK(found == expected);
  }
}

TEST_CASE("small numbers assigned anew are all nothing, however large they were", "[align]") {
  SmallNumbers numbers;
  numbers.assign(3, 65'535);
  for (std::size_t k = 0; k < 3; ++k) numbers.set(k, 65'535);
  for (const std::uint32_t most : {65'535U, 9U, 65'535U}) {
    numbers.assign(3, most);
    for (std::size_t k = 0; k < 3; ++k) CHECK(numbers.reader()[k] == 0);
    for (std::size_t k = 0; k < 3; ++k) numbers.set(k, most);
    numbers.clear_and_free();
  }
}

}  // namespace
}  // namespace hexapla
