#include "store/model/canonical_json.h"

#include <limits>

#include "tests/catch.h"

using hexapla::canonical_json;
using nlohmann::json;

TEST_CASE("keys are ordered by UTF-16 code units, as in the example of RFC 8785, section 3.2.3",
          "[model]") {
  const json value{{"\u20ac", "Euro Sign"},
                   {"\r", "Carriage Return"},
                   {"\ufb33", "Hebrew Letter Dalet With Dagesh"},
                   {"1", "One"},
                   {"\U0001F600", "Emoji: Grinning Face"},
                   {"\u0080", "Control"},
                   {"\u00f6", "Latin Small Letter O With Diaeresis"}};
  CHECK(canonical_json(value) ==
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin "
        "Small Letter O With "
        "Diaeresis\",\"\u20ac\":\"Euro Sign\",\"\U0001F600\":\"Emoji: Grinning "
        "Face\",\"\ufb33\":\"Hebrew Letter Dalet With "
        "Dagesh\"}");
}

TEST_CASE(
    "a supplementary letter sorts between the last letter before the surrogates and private use",
    "[model]") {
  const json value{
      {"\uE000", 3}, {"\U00010000", 2}, {"\uD7FF", 1}, {"\uFFFD", 4}, {"\uD7FF\u0001", 5}};
  CHECK(canonical_json(value) ==
        "{\"\uD7FF\":1,\"\uD7FF\\u0001\":5,\"\U00010000\":2,\"\uE000\":3,\"\uFFFD\":4}");
}

TEST_CASE("only what must be escaped is escaped", "[model]") {
  CHECK(canonical_json(json("\x01\x1f\b\t\n\f\r\"\\/\u2028العربية\x7f")) ==
        "\"\\u0001\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\u2028العربية\x7f\"");
}

TEST_CASE("integers keep to what a double can hold, and other numbers are refused", "[model]") {
  CHECK(canonical_json(json(9007199254740991)) == "9007199254740991");
  CHECK(canonical_json(json(-9007199254740991)) == "-9007199254740991");
  CHECK_THROWS_AS(canonical_json(json(9007199254740992)), std::invalid_argument);
  CHECK_THROWS_AS(canonical_json(json(std::numeric_limits<std::int64_t>::min())),
                  std::invalid_argument);
  CHECK_THROWS_AS(canonical_json(json(std::numeric_limits<std::uint64_t>::max())),
                  std::invalid_argument);
  CHECK_THROWS_AS(canonical_json(json(0.5)), std::invalid_argument);
}

TEST_CASE("ill-formed UTF-8 is refused with its offset", "[model]") {
  CHECK_THROWS_WITH(canonical_json(json("ab\xC0\xAF")), hexapla::test::contains("byte 2"));
}

TEST_CASE("nested values have no white space between them", "[model]") {
  CHECK(canonical_json(json::parse(R"( { "b" : [ 1 , null , true , { } , [ ] ] , "a" : "ก" } )")) ==
        R"({"a":"ก","b":[1,null,true,{},[]]})");
}
