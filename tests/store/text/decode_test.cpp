#include "store/text/decode.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <string>

#include "tests/catch.h"

namespace hexapla {
namespace {

using Basis = DecodedText::Basis;

// What a program of the day would have written; ICU's converter in the other direction.
std::string encoded(const std::string& utf8, const char* encoding) {
  const icu::UnicodeString units = icu::UnicodeString::fromUTF8(utf8);
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(encoding, &status);
  REQUIRE(U_SUCCESS(status));
  ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::string bytes(utf8.size() * 4 + 16, '\0');
  const std::int32_t length =
      ucnv_fromUChars(converter, bytes.data(), static_cast<std::int32_t>(bytes.size()),
                      units.getBuffer(), units.length(), &status);
  ucnv_close(converter);
  REQUIRE(U_SUCCESS(status));
  bytes.resize(static_cast<std::size_t>(length));
  return bytes;
}

const std::string kArabic =
    "أعلنت المدينة القديمة أمس عن افتتاح مكتبة جديدة في وسط السوق، وقال مديرها إن الكتب جاءت من كل "
    "القرى المجاورة. "
    "وسوف تبقى الأبواب مفتوحة حتى المساء، وهذا ما كان يتمناه السكان منذ سنوات طويلة.";
const std::string kChinese =
    "昨天，老城区的新图书馆正式开放。馆长说，这些书来自附近所有的村庄，居民们等待这一天已经很多年了"
    "。"
    "从今以后，大门会一直开到晚上，孩子们放学以后也可以来这里读书写字。";
const std::string kJapanese =
    "きのう、古い町の真ん中に新しい図書館が開かれました。館長によると、本は近くのすべての村から集め"
    "られたそうです。"
    "夜まで開いているので、子どもたちは学校のあとでここに来て本を読むことができます。";
const std::string kThai =
    "เมื่อวานนี้ห้องสมุดแห่งใหม่ใจกลางเมืองเก่าได้เปิดให้บริการแล้ว ผู้อำนวยการกล่าวว่าหนังสือมาจากหมู่บ้านใกล้เคียงทุกแห่ง "
    "และประตูจะเปิดจนถึงเย็นทุกวัน";
const std::string kUkrainian =
    "Учора в середмісті відкрили нову бібліотеку. Її директорка каже, що книжки привезли з усіх "
    "довколишніх сіл, "
    "і що двері будуть відчинені до вечора. Жителі міста чекали на цю подію багато років, є чим "
    "пишатися.";
const std::string kHebrew =
    "אתמול נפתחה ספרייה חדשה בלב העיר העתיקה. המנהלת אמרה שהספרים הגיעו מכל הכפרים שבסביבה, "
    "ושהדלתות יישארו פתוחות עד הערב. התושבים חיכו ליום הזה שנים רבות.";

TEST_CASE("bytes of a declared encoding are decoded by it", "[text][decode]") {
  const struct {
    const std::string& text;
    const char* encoding;
  } cases[] = {
      {kArabic, "windows-1256"}, {kArabic, "ISO-8859-6"},    {kChinese, "GB18030"},
      {kChinese, "GBK"},         {kJapanese, "Shift_JIS"},   {kJapanese, "EUC-JP"},
      {kThai, "TIS-620"},        {kUkrainian, "KOI8-U"},     {kUkrainian, "windows-1251"},
      {kHebrew, "windows-1255"}, {kJapanese, "ISO-2022-JP"},
  };
  for (const auto& [text, encoding] : cases) {
    INFO(encoding);
    const DecodedText decoded = decode(encoded(text, encoding), encoding, false);
    CHECK(decoded.utf8 == text);
    CHECK(decoded.basis == Basis::declared);
    // ICU has one table for both Thai encodings.
    CHECK(decoded.encoding == (encoding == std::string("TIS-620") ? "windows-874" : encoding));
  }
}

TEST_CASE("encodings are detected when nothing is declared", "[text][decode]") {
  const struct {
    const std::string& text;
    const char* encoding;
  } cases[] = {
      {kArabic, "windows-1256"}, {kChinese, "GB18030"},      {kJapanese, "Shift_JIS"},
      {kThai, "TIS-620"},        {kUkrainian, "KOI8-U"},     {kUkrainian, "windows-1251"},
      {kHebrew, "windows-1255"}, {kJapanese, "ISO-2022-JP"}, {kJapanese, "EUC-JP"},
  };
  for (const auto& [text, encoding] : cases) {
    INFO(encoding);
    if (encoding == std::string("ISO-2022-JP")) {
      // Seven bits: well-formed UTF-8, so that only a declaration can tell.
      CHECK(decode(encoded(text, encoding), std::nullopt, true).encoding == "UTF-8");
      continue;
    }
    const DecodedText decoded = decode(encoded(text, encoding), std::nullopt, true);
    CHECK(decoded.utf8 == text);
    CHECK(decoded.basis == Basis::detected);
    CHECK(decoded.confidence >= 50);
  }
}

TEST_CASE("a byte order mark wins over what is declared and is not kept", "[text][decode]") {
  const DecodedText little =
      decode("\xFF\xFE" + encoded(kArabic, "UTF-16LE"), "windows-1252", false);
  CHECK(little.utf8 == kArabic);
  CHECK(little.encoding == "UTF-16LE");
  CHECK(little.basis == Basis::byte_order_mark);
  CHECK(decode("\xFE\xFF" + encoded(kThai, "UTF-16BE"), std::nullopt, false).utf8 == kThai);
  CHECK(decode(std::string("\xFF\xFE\0\0", 4) + encoded("𐎀 中", "UTF-32LE"), std::nullopt, false)
            .utf8 == "𐎀 中");
  const DecodedText utf8 = decode("\xEF\xBB\xBF" + kHebrew, "windows-1255", false);
  CHECK(utf8.utf8 == kHebrew);
  CHECK(utf8.encoding == "UTF-8");
}

TEST_CASE("well-formed UTF-8 is UTF-8 whatever single-byte encoding is declared",
          "[text][decode]") {
  for (const char* declared : {"windows-1256", "ISO-8859-1", "UTF-8", "utf-16", "KOI8-U"}) {
    INFO(declared);
    const DecodedText decoded = decode(kArabic, declared, false);
    CHECK(decoded.utf8 == kArabic);
    CHECK(decoded.encoding == "UTF-8");
    CHECK(decoded.basis == Basis::valid_utf8);
  }
  CHECK(decode("", std::nullopt, false).utf8.empty());
  CHECK(decode("", "windows-1256", true).utf8.empty());
}

TEST_CASE("bytes without an encoding are refused with the place", "[text][decode]") {
  const auto refused_at = [](std::string_view bytes, std::optional<std::string_view> declared,
                             bool detect) {
    try {
      decode(bytes, declared, detect);
    } catch (const InputError& error) {
      return error.place().byte;
    }
    FAIL("was not refused");
    return std::optional<std::size_t>();
  };
  CHECK(refused_at("Київ\xFF", std::nullopt, false) == 8);
  CHECK(refused_at("Київ\xFF", "UTF-8", true) == 8);
  CHECK(refused_at("abc\x81", "windows-1252", false) == 3);          // undefined there
  CHECK(refused_at("\xC4\xE3\xBA\xFF\xFF", "GB18030", false) == 2);  // no second byte
  CHECK(refused_at(std::string("\xFF\xFE\x00\xD8", 4) + "a", std::nullopt, false) ==
        2);  // half a pair
  CHECK(refused_at("\xEF\xBB\xBF"
                   "a\xFF",
                   std::nullopt, true) == 4);
  CHECK_THROWS_AS(decode("abc", "no-such-encoding", true), InputError);
  CHECK_THROWS_AS(decode("abc", "", true), InputError);
}

TEST_CASE("a smaller encoding's name stands for the larger one that it is part of",
          "[text][decode]") {
  const DecodedText quotes = decode("\x93\xE9t\xE9\x94", "ISO-8859-1", false);
  CHECK(quotes.utf8 == "“été”");
  CHECK(quotes.encoding == "windows-1252");
  const DecodedText rare = decode(encoded("朱镕基，囧", "GB18030"), "GB2312", false);
  CHECK(rare.utf8 == "朱镕基，囧");
}

}  // namespace
}  // namespace hexapla
