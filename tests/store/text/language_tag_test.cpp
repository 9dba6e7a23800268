#include "store/text/language_tag.h"

#include <string>
#include <utility>

#include "tests/catch.h"

namespace hexapla {
namespace {

std::string canonical(std::string_view text) {
  const auto tag = LanguageTag::parse(text);
  return tag ? tag->text() : "refused";
}

LanguageTag tag(std::string_view text) {
  const auto parsed = LanguageTag::parse(text);
  REQUIRE(parsed);
  return *parsed;
}

TEST_CASE("tags are made canonical", "[text][language]") {
  const std::pair<const char*, const char*> cases[] = {
      {"ar", "ar"},
      {"AR-eg", "ar-EG"},
      {"zh-hans", "zh-Hans"},
      {"zh-hans-cn", "zh-Hans-CN"},
      {"ZH-TW", "zh-TW"},
      {"iw", "he"},
      {"iw-il", "he-IL"},
      {"mo", "ro"},
      {"sr-latn", "sr-Latn"},
      {"uk-ua", "uk-UA"},
      {"zh-cmn", "zh"},
      {"i-klingon", "tlh"},
      {"de-1901", "de-1901"},
      {"und", "und"},
      {"und-arab", "und-Arab"},
      {"en-t-ar-t0-und", "en-t-ar-t0-und"},
      {"x-Private-Tongue", "x-private-tongue"},
      {"ar-x-Draft", "ar-x-draft"},
  };
  for (const auto& [given, expected] : cases) CHECK(canonical(given) == expected);
}

TEST_CASE("languages without a name in CLDR are known when they are registered",
          "[text][language]") {
  for (const char* registered : {"mas", "bho", "tlh", "aaa", "ajt", "zza", "hyw", "rhg", "ckb"}) {
    INFO(registered);
    CHECK(LanguageTag::parse(registered));
  }
  for (const char* special : {"mul", "zxx", "mis", "qaa", "qtz", "qfz", "qmn-Latn"}) {
    INFO(special);
    CHECK(LanguageTag::parse(special));
  }
}

TEST_CASE("malformed and unknown tags are refused", "[text][language]") {
  const std::string long_tag = "ar-x-" + std::string(300, 'a');
  for (const std::string_view bad :
       {"",       "-",        "a",      "xx",    "zzz",          "qua-",        "quz1",
        "en--us", "en_US",    "en-",    "-en",   "arabic",       "root",        "english-us",
        "en us",  "ar-EG-EG", "en-a-b", "x",     "x-",           "x-123456789", "x-a--b",
        "en-x",   "العربية",  "c",      "posix", "de-1901-1901", "e1",          "<script>",
        "en-u-",  "i-unheard"}) {
    INFO("'" << bad << "'");
    CHECK_FALSE(LanguageTag::parse(bad));
  }
  CHECK_FALSE(LanguageTag::parse(long_tag));
  CHECK_FALSE(LanguageTag::parse(std::string_view("en\0", 3)));
}

TEST_CASE("a canonical tag parses to itself", "[text][language]") {
  for (const char* given :
       {"iw-il", "zh-hant-hk", "sr-cyrl-rs", "en-gb-oed", "sgn-us", "no-nyn", "ar-arb",
        "en-t-ar-t0-und", "sh", "cmn-hans", "en-u-ca-gregory", "hy-arevela", "x-a-b"}) {
    const std::string once = canonical(given);
    INFO(given << " becomes " << once);
    CHECK(once != "refused");
    CHECK(canonical(once) == once);
  }
}

TEST_CASE("a tag knows its language, script and direction", "[text][language]") {
  CHECK(tag("zh-Hant-TW").language() == "zh");
  CHECK(LanguageTag::undetermined().language() == "und");
  CHECK(tag("x-mine").language() == "und");

  CHECK(tag("ar").script() == "Arab");
  CHECK(tag("zh-TW").script() == "Hant");
  CHECK(tag("zh").script() == "Hans");
  CHECK(tag("uz-Arab").script() == "Arab");
  CHECK(tag("bho").script() == "Deva");
  CHECK(LanguageTag::undetermined().script().empty());
  CHECK(tag("und-Thai").script() == "Thai");
  CHECK(tag("qaa").script().empty());
  CHECK(tag("x-mine").script().empty());

  for (const char* right :
       {"ar", "he", "fa", "ur", "ps", "yi", "dv", "ckb", "az-Arab", "und-Hebr", "ar-t-en-t0-und"}) {
    INFO(right);
    CHECK(tag(right).is_right_to_left());
  }
  for (const char* left : {"th", "zh", "uk", "en", "und", "az", "ar-Latn", "x-mine"}) {
    INFO(left);
    CHECK_FALSE(tag(left).is_right_to_left());
  }
}

TEST_CASE("a language is called what it calls itself", "[text][language]") {
  CHECK(tag("ar").own_name() == "العربية");
  CHECK(tag("es").own_name() == "Español");
  CHECK(tag("uk").own_name() == "Українська");
  CHECK(tag("th").own_name() == "ไทย");
  CHECK(tag("he").own_name() == "עברית");
  CHECK(tag("fa").own_name() == "فارسی");
  CHECK(tag("zh-Hant").own_name() == "繁體中文");
  CHECK(tag("en-t-ar-t0-und").own_name() == "English");
  CHECK(tag("ar").english_name() == "Arabic");
  CHECK(tag("uk").english_name() == "Ukrainian");
  CHECK(tag("mas").english_name() == "Masai");
  // CLDR has no name for these.
  CHECK(tag("aaa").own_name() == "aaa");
  CHECK(tag("aaa").english_name() == "aaa");
  CHECK(tag("x-mine").own_name() == "x-mine");
}

}  // namespace
}  // namespace hexapla
