#include "translate/exchange/warc_claims.h"

#include "tests/catch.h"

namespace hexapla {
namespace {

WarcRecord metadata(std::string block) {
  WarcRecord record;
  record.fields = {{"WARC-Type", "metadata"}, {"WARC-Record-ID", "<urn:uuid:1>"}};
  record.block = std::move(block);
  return record;
}

TEST_CASE("what cannot stand in the log is left out of what a web archive says", "[warc]") {
  const WarcSurroundings around{.tool = "زاحف/1.0", .accept_language = {}};
  const MetadataClaim said =
      claim_of_metadata(metadata("via: http://خبر.example/\x01\r\nhopsFromSeed: LL\r\n\r\n"),
                        around, "2026-03-01T09:00:00Z");
  REQUIRE(said.claim);
  CHECK(said.claim->claim.details ==
        std::map<std::string, std::string>{{"record", "urn:uuid:1"}, {"hops-from-seed", "LL"}});
  CHECK(said.claim->asserted_by == "زاحف/1.0");
}

TEST_CASE("a program whose name is none asserts nothing", "[warc]") {
  for (const std::string& name :
       {std::string(), std::string(201, 'x'), std::string("crawler\t2"), std::string("\xff")}) {
    CAPTURE(name);
    CHECK(WarcSurroundings{.tool = name, .accept_language = {}}.writer().empty());
  }
  CHECK(WarcSurroundings{.tool = std::string(200, 'x'), .accept_language = {}}.writer().size() ==
        200);
}

}  // namespace
}  // namespace hexapla
