#include "store/ingest/ingest.h"
#include "tests/catch.h"
#include "tests/store/ingest/shape.h"

namespace hexapla {
namespace {

using test::contains;
using test::shape;

std::string error_of(const std::string& json) {
  try {
    read_json(json, "a.json");
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("JSON gives blocks, fields and statements", "[ingest][json]") {
  const Ingested page = read_json(
      R"({"language":"ar","engine":{"name":"Apertium","version":"3.8","vendor":"x","model":"en-ar"},"title":"عنوان",
          "blocks":["فقرة",{"role":"link","text":"رابط","href":"https://news.example/"}],
          "statements":[{"property":"label","value":"machine","basis":"labelled","scope":"uncertain","parts":[{"block":1}]}]})",
      "a.json");
  CHECK(shape(page) == "title paragraph link");
  REQUIRE(page.statements.size() == 2);
  CHECK(page.statements[0].claim.details.size() == 3);
  CHECK(page.statements[1].parts.at(0).block == 1);
}

TEST_CASE("JSON's plain text is read as plain text", "[ingest][json]") {
  CHECK(shape(read_json(R"({"title":"标题","text":"第一段。\n\n第二段。"})", "a")) ==
        "title paragraph paragraph");
}

TEST_CASE("what is wrong in JSON is named by pointer, line and byte", "[ingest][json]") {
  CHECK_THAT(error_of("{\n \"language\": \"ar\",\n \"blocks\": [\n  {\"text\": \"a\"},\n  "
                      "{\"role\": \"paragraph\",\n   \"text\":\n   12}\n ]\n}"),
             contains("a.json, line 7, /blocks/1/text, byte 89: "));
  CHECK_THAT(error_of("{\"langauge\": \"ar\"}"),
             contains("/langauge") && contains("did you mean \"language\"?"));
  CHECK_THAT(error_of("{\"a~/b\": 1}"), contains("/a~0~1b, byte 9"));
  CHECK_THAT(error_of("{\"text\": \"x\",\n\"text\": \"y\"}"),
             contains("line 2") && contains("twice"));
  CHECK_THAT(error_of("{\"text\": \"x\",\n oops}"), contains("line 2") && contains("byte 15"));
  CHECK_THAT(error_of("[1]"), contains("an object, not an array"));
  CHECK_THAT(error_of("{\"language\": \"ar\"}"), contains("no text"));
  CHECK_THAT(error_of("{\"text\":\"a\",\"statements\":[{\"property\":\"kind\",\"value\":\"x\","
                      "\"basis\":\"guessed\"}]}"),
             contains("/statements/0/basis"));
  CHECK_THAT(error_of("{\"blocks\":[\"a\"],\"statements\":[{\"property\":\"kind\",\"value\":"
                      "\"human\",\"basis\":\"declared\",\"parts\":[{\"block\":3}]}]}"),
             contains("/statements/0/parts/0/block"));
  CHECK_THAT(error_of("{\"blocks\":[\"a\\u0000b\"]}"), contains("NUL"));
  CHECK_THAT(error_of("{\"blocks\":[{\"text\":\"a\",\"role\":\"captoin\"}]}"),
             contains("did you mean \"caption\"?"));
  CHECK_THAT(error_of("{\"engine\":{\"version\":\"1\"},\"text\":\"a\"}"), contains("/engine"));
}

}  // namespace hexapla
