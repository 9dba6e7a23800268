#include "translate/check/shared_letters.h"

#include <vector>

#include "tests/catch.h"

using namespace hexapla;

namespace {

std::string shared(std::vector<std::string_view> with, std::vector<std::string_view> without = {}) {
  return shared_letters(with, without);
}

}  // namespace

TEST_CASE("texts that say a name share its letters, in scripts without capitals", "[check]") {
  CHECK(shared({"وقال كلارك إنه", "رأينا كلارك اليوم", "إن كلارك هنا"}) == "كلارك");
  CHECK(shared({"克拉克先生说", "见了克拉克两次", "问克拉克"}) == "克拉克");
  CHECK(shared({"버나스톤에서", "그는 버나스톤을", "버나스톤 공장"}) == "버나스톤");
}

TEST_CASE("one of the texts may lack the letters, and a name of many places more of them",
          "[check]") {
  CHECK(shared({"克拉克先生说", "见了克拉克两次", "他走了"}) == "克拉克");
  CHECK(shared({"克拉克先生说", "他走了", "我来了"}).empty());
}

TEST_CASE("letters that other texts have too are no name", "[check]") {
  CHECK(shared({"总统说了", "见了总统两次", "问总统"}, {"总统来了"}).empty());
  CHECK(shared({"克拉克总统说了", "见了克拉克总统两次", "问克拉克总统"}, {"总统来了"}) ==
        "克拉克总统");
}

TEST_CASE("few letters, marks and no texts share nothing", "[check]") {
  CHECK(shared({"他来", "他走", "他说"}).empty());
  CHECK(shared({"12, (34)", "12, (34)", "12, (34)"}).empty());
  CHECK(shared({}).empty());
}
