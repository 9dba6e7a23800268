#include "store/text/fold.h"

#include <string>

#include "tests/catch.h"

namespace hexapla {
namespace {

TEST_CASE("Arabic spellings that readers take for one fold to one", "[text][fold]") {
  CHECK(fold("أحمد") == fold("احمد"));
  CHECK(fold("إسلام") == fold("اسلام"));
  CHECK(fold("آخر") == fold("اخر"));
  CHECK(fold("ٱلكتاب") == fold("الكتاب"));
  CHECK(fold("مصطفى") == fold("مصطفي"));
  CHECK(fold("مدينة") == fold("مدينه"));
  CHECK(fold("كتـــاب") == fold("كتاب"));
  CHECK(fold("مُدَرِّسٌ") == fold("مدرس"));
  CHECK(fold("ﻣﺪﺭﺳﺔ") == fold("مدرسة"));  // presentation forms
  CHECK(fold("کتاب فارسی") == fold("كتاب فارسي"));
  CHECK(fold("می‌روم") == fold("میروم"));  // zero-width non-joiner
}

TEST_CASE("digits of every script fold to ASCII", "[text][fold]") {
  CHECK(fold("٢٠٢٤") == "2024");
  CHECK(fold("۱۹۸۴") == "1984");
  CHECK(fold("२०२४ ๒๕๖๗ ２０") == "2024 2567 20");
}

TEST_CASE("case, width and accents fold", "[text][fold]") {
  CHECK(fold("КИЇВ") == fold("київ"));
  CHECK(fold("Straße") == "strasse");
  CHECK(fold("ＡＢＣ") == "abc");
  CHECK(fold("Éléphant ñandú Ångström") == "elephant nandu angstrom");
  CHECK(fold("Ἀθῆναι") == fold("αθηναι"));
  CHECK(fold("שָׁלוֹם") == fold("שלום"));
  CHECK(fold("Plain ASCII Text 42") == "plain ascii text 42");
}

TEST_CASE("marks that spell another word are kept", "[text][fold]") {
  CHECK(fold("มา") != fold("ม้า"));      // come, horse
  CHECK(fold("कल") != fold("कुल"));      // tomorrow, total
  CHECK(fold("かき") != fold("かぎ"));  // persimmon, key
}

TEST_CASE("folding twice changes nothing", "[text][fold]") {
  for (const char* text : {"أُسْتَاذٌ ٱلْجَامِعَةِ", "ΟΔΟΣ ὀδός", "İstanbul", "ﬁ ﷺ ㍻ Å", "Ŀ ŉ ǰ", "हिन्दी ज़",
                           "ยิ้ม", "ガギ ｶﾞ", "각"}) {
    const std::string once = fold(text);
    INFO(text);
    CHECK(fold(once) == once);
  }
}

TEST_CASE("titles of every script become ASCII slugs", "[text][slug]") {
  const std::string arabic = slug("افتتاح مكتبة جديدة في القدس");
  CHECK_FALSE(arabic.empty());
  CHECK(slug("北京图书馆") == "bei-jing-tu-shu-guan");
  CHECK_FALSE(slug("ห้องสมุดใหม่").empty());
  CHECK_FALSE(slug("नई दिल्ली").empty());
  CHECK_FALSE(slug("서울 도서관").empty());
  CHECK(slug("Füße & Schöne Grüße!") == "fusse-schone-grusse");
  CHECK(slug("Don’t stop, “it’s” fine") == "dont-stop-its-fine");
  for (const char* title :
       {"افتتاح مكتبة", "ห้องสมุดใหม่", "Τι είναι;", "日本の図書館", "Ўзбекистон"}) {
    const std::string made = slug(title);
    INFO(title << " → " << made);
    CHECK(made.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
    CHECK(made.front() != '-');
    CHECK(made.back() != '-');
  }
}

TEST_CASE("Ukrainian names become what Ukraine writes in Latin", "[text][slug]") {
  CHECK(slug("Київ") == "kyiv");
  CHECK(slug("Нова бібліотека в Києві") == "nova-biblioteka-v-kyievi");
  CHECK(slug("Згурський, Запоріжжя, Щастя Юрія") == "zghurskyi-zaporizhzhia-shchastia-yuriia");
  CHECK(slug("Знам’янка, Їжакевич") == "znamianka-yizhakevych");
  // Russian letters: ICU's transliteration of Cyrillic
  CHECK(slug("Объявление") == "obavlenie");
}

TEST_CASE("slugs are at most 80 bytes, cut at a hyphen", "[text][slug]") {
  std::string title;
  for (int i = 0; i < 40; ++i) title += "слово ";
  const std::string cut = slug(title);
  CHECK(cut.size() <= 80);
  CHECK(cut.size() > 70);
  CHECK(cut.ends_with("slovo"));
  CHECK(slug(std::string(200, 'a')) == std::string(80, 'a'));
  const std::string exact = std::string(75, 'a') + "-bcde";
  CHECK(slug(exact) == exact.substr(0, 80));
}

TEST_CASE("a title without letters has no slug", "[text][slug]") {
  CHECK(slug("").empty());
  CHECK(slug("\u0301\u0302").empty());
  CHECK(slug("— … !").empty());
}

}  // namespace
}  // namespace hexapla
