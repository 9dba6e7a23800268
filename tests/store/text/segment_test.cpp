#include "store/text/segment.h"

#include <string>
#include <thread>
#include <vector>

#include "store/text/code_points.h"
#include "store/text/normalize.h"
#include "store/text/utf8.h"
#include "store/text/white_space.h"
#include "tests/catch.h"

namespace hexapla {
namespace {

std::vector<std::string> sentences(std::string_view text, std::string_view language) {
  std::vector<std::string> result;
  for (const ByteRange& range : segment_sentences(text, *LanguageTag::parse(language))) {
    result.emplace_back(range.of(text));
  }
  return result;
}

std::vector<std::string> words(std::string_view text, std::string_view language) {
  std::vector<std::string> result;
  for (const ByteRange& range : segment_words(text, *LanguageTag::parse(language)))
    result.emplace_back(range.of(text));
  return result;
}

using Sentences = std::vector<std::string>;

bool is_white(std::string_view text) { return trimmed(text).empty(); }

// What segment_sentences() promises of every text.
void check_promises(const std::string& text, std::string_view language) {
  INFO("'" << text << "' in " << language);
  std::uint32_t end = 0;
  for (const ByteRange& range : segment_sentences(text, *LanguageTag::parse(language))) {
    REQUIRE(range.begin >= end);
    REQUIRE(range.end > range.begin);
    REQUIRE(range.end <= text.size());
    CHECK(is_white(std::string_view(text).substr(end, range.begin - end)));
    CHECK(prefix_of_whole_graphemes(text, range.begin).size() == range.begin);
    CHECK(prefix_of_whole_graphemes(text, range.end).size() == range.end);
    CHECK_FALSE(is_white(range.of(text)));
    end = range.end;
  }
  CHECK(is_white(std::string_view(text).substr(end)));
}

TEST_CASE("sentences keep their promises in every script", "[text][segment]") {
  const std::string texts[] = {
      "",
      " \n\t ",
      "أين الكتاب؟ هو هنا. نعم!",
      "กรุงเทพมหานคร เป็นเมืองหลวง",
      "你好。“再见！”他说。",
      "שלום! מה שלומך? \"טוב.\" אמר.",
      "👩‍👩‍👧! 👩🏽‍🚀. 🇺🇦🇺🇦? Так.",
      "\u0301\u0302\u0303",
      "a. \u0301b. \u0301\u0302 C.",
      "end.\u0600 next. \u0600 Next",
      "A.\u200D B!\uFE0F C",
      "\r\n\r\n. \r\n .\n",
      "...!!!???",
      "\"\"\"...\"\"\" (((.)))",
      "।।। ။၊ ። ։ ؟ ۔",
      "\uFEFF. \uFEFF.",
      "한국어. 각각! 각",
      "x\u2028y\u2029z\u0085w",
  };
  for (const std::string& text : texts) {
    for (const char* language :
         {"und", "ar", "th", "zh", "ja", "he", "hy", "el", "de", "ko", "my", "bo", "x-any"}) {
      check_promises(text, language);
    }
  }
}

TEST_CASE("sentences keep their promises in texts put together at random", "[text][segment]") {
  const char* const pieces[] = {
      "a",      "B",      "ب",  "ก",  "ี",   "中", "。",   "」",  "「", ".",      "!",
      "?",      "؟",      "…",  " ",  "  ", "\n", "\r\n", "\"",  "“",  "”",      "«",
      "»",      "(",      ")",  "1",  "42", "Dr", "z.B",  "U.S", "г",  "\u0301", "\u200D",
      "👩",      "🏽",   "🇺",  ",",  ":",  "։",  "।",    "—",   "-",  "\u0600", "\u00A0",
      "\uFEFF", "\u3000", "각", "ᄀ", "ᅡ", "요", "と",   "的"};
  std::uint32_t state = 20240229;
  const auto random = [&](std::size_t limit) {
    state = state * 1664525U + 1013904223U;
    return static_cast<std::size_t>(state >> 8U) % limit;
  };
  const char* const languages[] = {"und", "ar", "th", "zh", "ja", "he",
                                   "hy",  "de", "ru", "en", "ko", "fr"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t i = random(14); i > 0; --i) text += pieces[random(std::size(pieces))];
    check_promises(to_nfc(text), languages[random(std::size(languages))]);
  }
}

TEST_CASE("the marks of each script end sentences", "[text][segment]") {
  CHECK(sentences("أين الكتاب؟ هو هنا. نعم!", "ar") == Sentences{"أين الكتاب؟", "هو هنا.", "نعم!"});
  CHECK(sentences("وہ گھر گیا۔ پھر سو گیا۔", "ur") == Sentences{"وہ گھر گیا۔", "پھر سو گیا۔"});
  CHECK(sentences("वह घर गया। फिर सो गया।", "hi") == Sentences{"वह घर गया।", "फिर सो गया।"});
  CHECK(sentences("今天下雨。我们在家！你呢？", "zh") ==
        Sentences{"今天下雨。", "我们在家！", "你呢？"});
  CHECK(sentences("Նա գնաց տուն։ Հետո քնեց:", "hy") == Sentences{"Նա գնաց տուն։", "Հետո քնեց:"});
  CHECK(sentences("እሱ ሄደ። ከዚያ ተኛ።", "am") == Sentences{"እሱ ሄደ።", "ከዚያ ተኛ።"});
  CHECK(sentences("သူသွားသည်။ ပြီးတော့၊ အိပ်သည်။", "my") == Sentences{"သူသွားသည်။", "ပြီးတော့၊ အိပ်သည်။"});
  CHECK(sentences("Πού είναι; Εδώ.", "el") == Sentences{"Πού είναι;", "Εδώ."});
}

TEST_CASE("abbreviations, initials and ordinals do not end sentences", "[text][segment]") {
  CHECK(sentences("У 2019 р. проф. Коваль переїхав до м. Київ. Там він і живе.", "uk") ==
        Sentences{"У 2019 р. проф. Коваль переїхав до м. Київ.", "Там він і живе."});
  CHECK(sentences("Т. Г. Шевченко народився 1814 р. Він помер 1861 р.", "uk") ==
        Sentences{"Т. Г. Шевченко народився 1814 р.", "Він помер 1861 р."});
  CHECK(sentences("Am 3. Mai kam Dr. Weber, z. B. mit dem Zug. Er blieb.", "de") ==
        Sentences{"Am 3. Mai kam Dr. Weber, z. B. mit dem Zug.", "Er blieb."});
  CHECK(sentences("Mr. Hale lives in the U.S. The J. R. Hale Co. is his.", "en") ==
        Sentences{"Mr. Hale lives in the U.S.", "The J. R. Hale Co. is his."});
}

TEST_CASE("what closes a quotation stays with its sentence", "[text][segment]") {
  CHECK(sentences("“下雨了。”他说。", "zh").front().starts_with("“下雨了。”"));
  CHECK(sentences("「雨だ。」と言った。帰ろう。", "ja") ==
        Sentences{"「雨だ。」と言った。", "帰ろう。"});
  CHECK(sentences("« Il pleut. » Elle sortit.", "fr") ==
        Sentences{"« Il pleut. »", "Elle sortit."});
  CHECK(sentences("“Is it raining?” she asked. It was.", "en") ==
        Sentences{"“Is it raining?” she asked.", "It was."});
}

TEST_CASE("text written without marks is cut where its words tell", "[text][segment]") {
  CHECK(sentences("음식이 아주 맛있어요 다음에 또 갈게요", "ko") ==
        Sentences{"음식이 아주 맛있어요", "다음에 또 갈게요"});
  CHECK(
      sentences("ห้องสมุดแห่งใหม่ใจกลางเมืองเก่าเปิดให้บริการแล้ว อย่างไรก็ตาม หนังสือยังมาไม่ครบ", "th").size() ==
      2);
  CHECK(sentences("Какая красота😍 Спасибо большое)) Приеду ещё", "ru") ==
        Sentences{"Какая красота😍", "Спасибо большое))", "Приеду ещё"});
}

TEST_CASE("lines end sentences unless they were cut to fit a page", "[text][segment]") {
  CHECK(sentences("الفصل الأول\nفي المدينة القديمة", "ar") ==
        Sentences{"الفصل الأول", "في المدينة القديمة"});
  CHECK(sentences("Бібліотека\nпрацює щодня", "uk").size() == 1);
  CHECK(sentences("The library in the old town has been open since the beginning of the\nEmperor’s "
                  "reign.",
                  "en")
            .size() == 1);
  CHECK(sentences("一个标题\n\n正文", "zh") == Sentences{"一个标题", "正文"});
}

TEST_CASE("notes, titles and addresses are no ends of sentences", "[text][segment]") {
  CHECK(sentences("我看了《再见！朋友》。很好。", "zh") ==
        Sentences{"我看了《再见！朋友》。", "很好。"});
  CHECK(sentences("He left in 1805. [17] She stayed.", "en") ==
        Sentences{"He left in 1805. [17]", "She stayed."});
  CHECK(sentences("Write to ana@mail.Example.org today. See https://a.example/?q=A!B now.", "en")
            .size() == 2);
}

TEST_CASE("a long text of nothing but marks takes no longer than its length", "[text][segment]") {
  std::string marks;
  for (int i = 0; i < 100000; ++i) marks += i % 3 == 0 ? "! \"" : i % 3 == 1 ? ". (" : "? '";
  CHECK_FALSE(segment_sentences(marks, *LanguageTag::parse("en")).empty());
  CHECK(segment_sentences(std::string(300000, '('), *LanguageTag::parse("en")).size() == 1);
  CHECK_FALSE(segment_sentences(std::string(300000, ')'), *LanguageTag::parse("ru")).empty());
  std::string spaced;
  for (int i = 0; i < 100000; ++i) spaced += ". ";
  CHECK_FALSE(segment_sentences(spaced, *LanguageTag::parse("de")).empty());
}

TEST_CASE("words leave out white space and punctuation", "[text][segment]") {
  CHECK(words("السلام عليكم، يا صديقي!", "ar") == Sentences{"السلام", "عليكم", "يا", "صديقي"});
  CHECK(words("ภาษาไทย", "th") == Sentences{"ภาษา", "ไทย"});
  CHECK(words("мати й об’єкт 42", "uk") == Sentences{"мати", "й", "об’єкт", "42"});
  CHECK(words("我们在家。", "zh").size() >= 2);
  CHECK(words(" \n", "en").empty());
}

TEST_CASE("threads may break texts at once", "[text][segment]") {
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    threads.emplace_back([&wrong, i] {
      for (int round = 0; round < 200; ++round) {
        const LanguageTag language = *LanguageTag::parse(round % 2 == 0 ? "th" : "uk");
        if (segment_sentences("Так. Ні. Може?", language).size() != 3) ++wrong[i];
        if (segment_words("ภาษาไทย", language).empty()) ++wrong[i];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>(4, 0));
}

TEST_CASE("the segmenter's version names our rules and ICU", "[text][segment]") {
  CHECK(std::string(segmenter_version()).find("icu-" + unicode_versions().icu) !=
        std::string::npos);
  CHECK(segmenter_version().starts_with("hexapla-"));
}

}  // namespace
}  // namespace hexapla
