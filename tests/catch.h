#pragma once

// The one place that knows which Catch2 we build with: Debian 12 ships version 2, Debian 13
// version 3.

#include <string>

#ifdef HEXAPLA_CATCH2_V2
#include <catch2/catch.hpp>
#else
#include <catch2/catch_all.hpp>
using Catch::Approx;  // as version 2 has it
#endif

namespace hexapla::test {

// Matches a text that has `part` somewhere.
inline auto contains(const std::string& part) {
#ifdef HEXAPLA_CATCH2_V2
  return Catch::Matchers::Contains(part);
#else
  return Catch::Matchers::ContainsSubstring(part);
#endif
}

}  // namespace hexapla::test
