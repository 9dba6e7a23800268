#include "store/engine/object_bundle.h"

#include "tests/catch.h"

namespace hexapla {
namespace {

TEST_CASE("a bundle gives each of its objects, counted from its last", "[engine][payload]") {
  const std::vector<std::string> objects = {"خبر", "", std::string(300, 'x'), "新闻"};
  const std::string bundle = encode_object_bundle(objects);
  for (std::size_t i = 0; i < objects.size(); ++i)
    CHECK(object_in_bundle(bundle, objects.size() - 1 - i) == objects[i]);
  CHECK_FALSE(object_in_bundle(bundle, objects.size()));
  const auto all = objects_in_bundle(bundle);
  REQUIRE(all);
  CHECK(std::vector<std::string>(all->begin(), all->end()) == objects);
}

TEST_CASE("a bundle that is cut off, or has other lengths, gives nothing", "[engine][payload]") {
  const std::string bundle = encode_object_bundle({"เรือ", std::string(200, 'y')});
  for (std::size_t size = 0; size < bundle.size(); ++size) {
    CHECK_FALSE(object_in_bundle(bundle.substr(0, size), 0));
    CHECK_FALSE(objects_in_bundle(bundle.substr(0, size)));
  }
  CHECK_FALSE(object_in_bundle(bundle + "x", 0));
  CHECK_FALSE(objects_in_bundle(bundle + "x"));
  const std::string huge =
      "\x02\xff\xff\xff\xff\xff\xff\xff\xff\x7f\xff\xff\xff\xff\xff\xff\xff\xff\x7f";
  CHECK_FALSE(object_in_bundle(huge, 0));
  CHECK_FALSE(objects_in_bundle(huge));
  CHECK_FALSE(objects_in_bundle("\xff\xff\xff\xff\x7f"));
}

}  // namespace
}  // namespace hexapla
