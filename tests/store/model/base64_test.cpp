#include "store/model/base64.h"

#include "tests/catch.h"

namespace hexapla {
namespace {

TEST_CASE("base 64 is that of RFC 4648", "[model]") {
  // Section 10.
  CHECK(to_base64("") == "");
  CHECK(to_base64("f") == "Zg==");
  CHECK(to_base64("fo") == "Zm8=");
  CHECK(to_base64("foo") == "Zm9v");
  CHECK(to_base64("foob") == "Zm9vYg==");
  CHECK(to_base64("fooba") == "Zm9vYmE=");
  CHECK(to_base64("foobar") == "Zm9vYmFy");
}

TEST_CASE("any bytes come back from base 64", "[model]") {
  std::string bytes;
  for (int i = 0; i < 700; ++i) {
    CHECK(from_base64(to_base64(bytes)) == bytes);
    bytes += static_cast<char>(i * 37 % 256);
  }
}

TEST_CASE("only what base 64 writes is read", "[model]") {
  for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z===", "====", "Zm 9",
                           "Zm9v\n", "Zg==Zg==", "Zm9٣"}) {
    CAPTURE(text);
    CHECK_FALSE(from_base64(text));
  }
}

}  // namespace
}  // namespace hexapla
