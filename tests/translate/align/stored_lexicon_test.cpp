#include "translate/align/stored_lexicon.h"

#include <map>

#include "tests/catch.h"

namespace hexapla {
namespace {

std::map<std::string, float> renderings(const KnownWords& words, std::string_view source) {
  std::map<std::string, float> found;
  words.renderings(source,
                   [&](std::string_view target, float count) { found.emplace(target, count); });
  return found;
}

TEST_CASE("every word of a stored lexicon is found with its renderings, and no other", "[align]") {
  Lexicon lexicon;
  lexicon.add("سفينة", "ship", 3.5F);
  lexicon.add("سفينة", "boat", 1.25F);
  lexicon.add("سفين", "sail", 2);
  lexicon.add("港", "port", 7);
  lexicon.add("เรือ", "ship", 2);
  for (int i = 0; i < 300; ++i)
    lexicon.add("word" + std::to_string(i), "mot" + std::to_string(i), 1);
  const std::string bytes = write_lexicon(lexicon);
  const StoredLexicon stored(bytes);
  CHECK(renderings(stored, "سفينة") ==
        std::map<std::string, float>{{"ship", 3.5F}, {"boat", 1.25F}});
  CHECK(renderings(stored, "سفين") == std::map<std::string, float>{{"sail", 2.0F}});
  CHECK(renderings(stored, "港") == std::map<std::string, float>{{"port", 7.0F}});
  for (const auto& [word, expected] : lexicon.words())
    CHECK(renderings(stored, word).size() == expected.size());
  CHECK(renderings(stored, "سف").empty());
  CHECK(renderings(stored, "").empty());
  CHECK(renderings(stored, "zzz").empty());
  CHECK(write_lexicon(stored.read_all()) == bytes);
}

TEST_CASE("bytes that are no lexicon have no words", "[align]") {
  for (const std::string_view bytes :
       {"", "\n\n\n", "a", "a\tb", "a\tb\tc\n", "\t\t\t", "a\tb\t1"}) {
    const StoredLexicon stored(bytes);
    for (const std::string_view word : {"", "a", "b", "z"}) {
      const auto found = renderings(stored, word);
      CHECK((found.empty() || (bytes == "a\tb\t1" && word == "a")));
    }
  }
}

TEST_CASE("of a word with very many renderings the most frequent are kept", "[align]") {
  Lexicon lexicon;
  for (int i = 0; i < 100; ++i)
    lexicon.add("من", "w" + std::to_string(i), 1 + static_cast<float>(i));
  const std::string bytes = write_lexicon(lexicon);
  const auto found = renderings(StoredLexicon(bytes), "من");
  CHECK(found.size() < 50);
  CHECK(found.contains("w99"));
  CHECK_FALSE(found.contains("w0"));
}

}  // namespace
}  // namespace hexapla
