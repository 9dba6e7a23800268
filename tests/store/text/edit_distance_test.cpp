#include "store/text/edit_distance.h"

#include <string_view>

#include "tests/catch.h"

namespace hexapla {
namespace {

std::size_t edits(std::u32string_view a, std::u32string_view b) {
  const std::size_t there =
      edits_between(std::span<const char32_t>(a), std::span<const char32_t>(b));
  CHECK(there == edits_between(std::span<const char32_t>(b), std::span<const char32_t>(a)));
  return there;
}

}  // namespace

TEST_CASE("edits are counted both ways alike, an exchange of neighbours as one", "[text]") {
  CHECK(edits(U"", U"") == 0);
  CHECK(edits(U"渡船", U"") == 2);
  CHECK(edits(U"رحلة", U"رحلة") == 0);
  CHECK(edits(U"السفينة", U"السفيتة") == 1);
  CHECK(edits(U"เรือข้าม", U"เรอืข้าม") == 1);
  CHECK(edits(U"verify", U"verfiy") == 1);
  CHECK(edits(U"import", U"export") == 2);
  CHECK(edits(U"ca", U"abc") == 3);  // what was exchanged is not edited again
}

}  // namespace hexapla
