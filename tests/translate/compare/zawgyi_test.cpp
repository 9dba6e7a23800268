#include "translate/compare/zawgyi.h"

#include "tests/catch.h"
#include "translate/compare/numbers.h"

using namespace hexapla;

TEST_CASE("Burmese in Zawgyi is told from Burmese in Unicode by a sentence", "[compare]") {
  CHECK(is_zawgyi("ေလွသည္ ေနာက္က်သည္။"));
  CHECK(is_zawgyi("မီးေတာင္"));
  CHECK_FALSE(is_zawgyi("လှေသည် နောက်ကျသည်။"));
  CHECK_FALSE(is_zawgyi("မီးတောင် ကမ္ဘာ"));        // with stacked letters
  CHECK_FALSE(is_zawgyi("ၵူၼ်းမိူင်း ႑႒႓ ၸဝ်ႈၽႃႉ"));  // Shan
  CHECK_FALSE(is_zawgyi("สวัสดี العربية English"));
  CHECK_FALSE(is_zawgyi(""));
}

TEST_CASE("digits of Shan are digits in Unicode and letters in Zawgyi", "[compare]") {
  const auto shan = find_numbers("ၵူၼ်း ႑႒ ၵေႃႉ");
  REQUIRE(shan.size() == 1);
  CHECK(shan[0].values == std::vector<double>{12});
  CHECK(find_numbers("ေလွ ႔ေနာက္").empty());
}
