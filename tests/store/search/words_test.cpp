#include "store/search/words.h"

#include <algorithm>

#include "store/search/likeness.h"
#include "store/search/names.h"
#include "store/text/fold.h"
#include "tests/catch.h"

namespace hexapla {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  SearchWords reader;
  std::vector<SearchWord> words;
  reader.read(text, words);
  std::vector<std::string> list;
  for (const SearchWord& word : words) list.push_back(word.term->text);
  return list;
}

int percent(std::string_view a, std::string_view b) {
  SearchWords reader;
  return ComparedSentence(a, reader).percent_of(ComparedSentence(b, reader));
}

using List = std::vector<std::string>;

TEST_CASE("Arabic words are one whatever their vowel marks and letter forms", "[search]") {
  CHECK(words_of("العَبَّارَة") == words_of("العبّارة"));
  CHECK(words_of("إلى") == words_of("الى"));
  CHECK(words_of("كـــييف") == words_of("كييف"));
  CHECK(words_of("بلغت ٤١٢٬٠٠٠ كرونة").at(1) == "412000");
}

TEST_CASE("Thai and Chinese are cut into pairs of neighbours, and the last one", "[search]") {
  CHECK(words_of("渡船回来") == List{"渡船", "船回", "回来", "来"});
  CHECK(words_of("猫") == List{"猫"});
  CHECK(words_of("ไทย ๑๒") == List{"ไท", "ทย", "ย", "12"});
  CHECK(words_of("ｶﾞｽ") == words_of("ガス"));
}

TEST_CASE("letters are folded, cut at apostrophes, and zero-width characters hide nothing",
          "[search]") {
  CHECK(words_of("L’Été, ＦＥＲＲＹ") == List{"l", "ete", "ferry"});
  CHECK(words_of("fer\u200Bry") == List{"ferry"});
  CHECK(words_of("Straße 3,5 1.000") == List{"strasse", "3.5", "1000"});
  CHECK(words_of("\u202Eferry\u202C") == List{"ferry"});
}

TEST_CASE("marks alone, controls and nothing make no word", "[search]") {
  CHECK(words_of("").empty());
  std::string marks;
  for (int i = 0; i < 5000; ++i) marks += "\u0301";
  CHECK(words_of(marks).empty());
  CHECK(words_of("\u202E\u2066\u2069 … — “”").empty());
  CHECK(words_of("a" + marks) == List{"a"});
  CHECK(words_of(std::string(10'000, 'x')).at(0).size() == kMaxTermBytes);
}

TEST_CASE("names are one in every script that can spell them", "[search]") {
  const std::vector<List> names = {{"kyiv", "київ", "киев", "كييف", "kiev"},
                                   {"washington", "واشنطن", "вашингтон"},
                                   {"shevchenko", "шевченко", "შევჩენკო"},
                                   {"golan", "גולן", "голан"},
                                   {"athena", "αθηνα"},
                                   {"moskva", "москва"},
                                   {"kharkiv", "харків", "χαρκιβ"},
                                   {"houston", "хьюстон"},
                                   {"gogol", "гоголь"},
                                   {"ukraine", "україна", "украина"}};
  for (const List& spellings : names) {
    for (const std::string& spelling : spellings) {
      const std::string other = fold(spelling);
      CAPTURE(spellings[0], other, romanized(other),
              name_likeness(romanized(spellings[0]), romanized(other)));
      CHECK(name_likeness(romanized(spellings[0]), romanized(other)) >= 0.8);
      const auto mine = name_skeletons(romanized(spellings[0]));
      const auto its = name_skeletons(romanized(other));
      CHECK(std::any_of(mine.begin(), mine.end(), [&](const std::string& key) {
        return std::find(its.begin(), its.end(), key) != its.end();
      }));
    }
  }
  CHECK(name_likeness("kyiv", romanized("кава")) < 0.8);
  // An h is no k, a first vowel is written, and a first consonant is not another.
  CHECK(name_likeness("kyiv", romanized("hiv")) < 0.8);
  CHECK(name_likeness("ukraine", romanized("करना")) < 0.8);
  CHECK(name_likeness("putin", "vatn") < 0.8);
  CHECK(name_likeness("gaza", "kazo") < 0.8);
  // Nor has a short name room for a hissing consonant and a vowel that are not its own.
  CHECK(name_likeness("gaza", romanized("газі")) >= 0.8);
  CHECK(name_likeness("gaza", romanized("γας")) < 0.8);
  CHECK(name_likeness("gaza", "gas") < 0.8);
  CHECK(name_likeness("zara", romanized("сар")) < 0.8);
  CHECK(romanized("渡船").empty());
}

TEST_CASE("the likeness of sentences is what a translator's tool would say", "[search]") {
  CHECK(percent("ستعبر العبّارة مرتين", "ستعبر العبّارة مرتين") == 100);
  CHECK(percent("渡船每晚往返两次", "渡船每晚往返三次") == 87);
  CHECK(percent("The ferry crosses twice a night", "The ferry crosses once a night") == 83);
  CHECK(percent("It cost 412,000 kroner.", "It cost 415,000 kroner.") == 88);
  CHECK(percent("the ferry", "The ferry") == 95);
  CHECK(percent("ferry", "渡船") == 0);
  CHECK(percent("", "ferry") == 0);
  CHECK(percent("a b c", "a b c.") < 100);
}

TEST_CASE("the words of a long text come in the order of the text", "[search]") {
  // More words in a row, and more characters in a run without spaces, than are looked for at once.
  std::string text;
  std::vector<std::string> wanted;
  for (int i = 0; i < 150; ++i) {
    const std::string word =
        std::string("عبر") + static_cast<char>('a' + i / 26) + static_cast<char>('a' + i % 26);
    text += word + " ";
    wanted.push_back(word);
  }
  text += "412 ";
  wanted.push_back("412");
  const std::string characters[] = {"渡", "船", "复", "航"};
  for (std::size_t i = 0; i < 131; ++i) text += characters[i * i % 4 + i % 3];
  for (std::size_t i = 0; i + 1 < 131; ++i)
    wanted.push_back(characters[i * i % 4 + i % 3] +
                     characters[(i + 1) * (i + 1) % 4 + (i + 1) % 3]);
  wanted.push_back(characters[130 * 130 % 4 + 130 % 3]);
  SearchWords reader;
  for (int time = 0; time < 2; ++time) {  // unknown words, then known ones
    std::vector<SearchWord> words;
    reader.read(text, words);
    std::vector<std::string> found;
    for (const SearchWord& word : words) {
      found.push_back(word.term->text);
      CHECK(word.range.of(text) == word.term->text);
    }
    CHECK(found == wanted);
  }
}

}  // namespace
}  // namespace hexapla
