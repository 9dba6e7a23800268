#include "store/model/address.h"

#include "tests/catch.h"

using namespace hexapla;

TEST_CASE("an address names article, variant and number", "[model]") {
  const auto address = RevisionAddress::parse("orrin-ferry/es~palimpsest@12");
  REQUIRE(address);
  CHECK(address->article.text() == "orrin-ferry");
  CHECK(address->variant.text() == "es~palimpsest");
  CHECK(address->number == 12);
  CHECK(address->text() == "orrin-ferry/es~palimpsest@12");
}

TEST_CASE("a variant's tag becomes canonical", "[model]") {
  CHECK(VariantId::parse("iw")->text() == "he");
  CHECK(VariantId::parse("ZH-hans~desk")->text() == "zh-Hans~desk");
  CHECK(VariantId::parse("zh-Hans~desk")->language().text() == "zh-Hans");
  CHECK(VariantId::parse("zh-Hans~desk")->word() == "desk");
  CHECK(VariantId::parse("th")->word().empty());
}

TEST_CASE("a variant's word is made of an engine's name in any script", "[model]") {
  const auto arabic = *LanguageTag::parse("ar");
  CHECK(VariantId::make(arabic, "ONLINE-B").text() == "ar~online-b");
  CHECK(VariantId::make(arabic, "Meridian NMT 4.2").text() == "ar~meridian-nmt-4-2");
  CHECK(VariantId::make(arabic, "").text() == "ar");
  CHECK(VariantId::make(arabic, "‿").text() == "ar");
  CHECK(VariantId::parse(VariantId::make(arabic, std::string(200, 'x')).text()));
}

TEST_CASE("what is no address is none", "[model]") {
  for (const char* text : {"", "a", "a/ar", "a/ar@", "a/ar@0", "a/ar@-1", "a/ar@1x",
                           "a/ar@4294967296", "/ar@1", "A/ar@1", "-a/ar@1", "a-/ar@1", "a/xx@1",
                           "a/ar~@1", "a/ar~Ü@1", "ä/ar@1", "a b/ar@1", "a@1/ar"}) {
    CAPTURE(text);
    CHECK_FALSE(RevisionAddress::parse(text));
  }
  CHECK_FALSE(ArticleId::parse(std::string(81, 'a')));
  CHECK(ArticleId::parse(std::string(80, 'a')));
}
