#include "store/search/near_terms.h"

#include <algorithm>
#include <random>
#include <set>

#include "store/archive/overlay.h"
#include "store/engine/lmdb_engine.h"
#include "store/search/edit_walk.h"
#include "store/search/index_writer.h"
#include "store/text/code_points.h"
#include "tests/catch.h"
#include "tests/temporary_folder.h"

namespace hexapla {
namespace {

std::u32string characters_of(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size();) characters += take_code_point(text, at);
  return characters;
}

// The definition, without any of the walk's shortcuts.
std::uint32_t edits_between(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<std::uint32_t>> edits(a.size() + 1,
                                                std::vector<std::uint32_t>(b.size() + 1));
  for (std::uint32_t i = 0; i <= a.size(); ++i) {
    for (std::uint32_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        edits[i][j] = i + j;
        continue;
      }
      edits[i][j] = std::min({edits[i - 1][j] + 1, edits[i][j - 1] + 1,
                              edits[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        edits[i][j] = std::min(edits[i][j], edits[i - 2][j - 2] + 1);
    }
  }
  return edits[a.size()][b.size()];
}

std::string any_word(std::mt19937& random) {
  static const std::u32string kLetters = U"عبره";
  std::string word;
  for (std::size_t letters = 1 + random() % 7; letters > 0; --letters)
    append_code_point(kLetters[random() % kLetters.size()], word);
  return word;
}

// An index of so many texts, the words of each given by their number.
template <typename TextOf>
void fill(Overlay& rows, std::uint64_t texts, const TextOf& text_of) {
  for (std::uint64_t event = 0; event < texts; ++event) {
    IndexWriter writer(rows);
    TextFacts facts;
    facts.article = event + 1;
    const std::string text = text_of(event);
    writer.add(event, index_text("und", {text}), facts);
    writer.pass(event);
  }
}

std::vector<std::string> terms_of(const std::vector<NearTerm>& near) {
  std::vector<std::string> terms;
  for (const NearTerm& one : near) terms.push_back(one.term);
  return terms;
}

}  // namespace

TEST_CASE("a walk through sorted words counts edits as their definition does", "[search]") {
  const std::uint32_t seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 60; ++round) {
    std::set<std::string> words;
    for (int i = 0; i < 120; ++i) words.insert(any_word(random));
    const std::string wanted = any_word(random);
    const std::uint32_t most = 1 + static_cast<std::uint32_t>(random() % 2);
    EditWalk walk(wanted, most);
    std::string hopeless;  // what no word may begin with any more
    for (const std::string& word : words) {
      CAPTURE(wanted, word, most);
      const std::uint32_t edits = edits_between(characters_of(wanted), characters_of(word));
      if (!hopeless.empty() && word.starts_with(hopeless)) {
        CHECK(edits > most);
        if (random() % 2 == 0) continue;  // as who passes over them
      }
      const EditWalk::Step step = walk.step(word);
      REQUIRE(step.is_near == (edits <= most));
      if (step.is_near) CHECK(step.edits == edits);
      if (step.hopeless_bytes > 0) hopeless = word.substr(0, step.hopeless_bytes);
    }
  }
}

TEST_CASE("near words are found in every script, the nearest and commonest first", "[search]") {
  const test::TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true);
  const auto snapshot = engine->snapshot();
  Overlay rows(*snapshot);
  fill(rows, 90, [](std::uint64_t event) -> std::string {
    std::string text = "x" + std::to_string(event) + "y";
    if (event % 9 == 0) text += " العبّارة كييف ночной паром";
    if (event % 3 == 0) text += " ferry Δελφοί 연락선이";
    if (event == 40) text += " ferny פירמידה 渡船回来";
    return text;
  });
  const IndexReader index(rows);
  const auto near = [&](std::string_view term) { return terms_of(near_terms(index, term, 3)); };
  using List = std::vector<std::string>;
  CHECK(near("العباره").empty());               // itself is none, and it is here
  CHECK(near("لعباره") == List{"العباره"});     // left out
  CHECK(near("العبراه") == List{"العباره"});    // exchanged
  CHECK(near("كيبف") == List{"كييف"});          // another one
  CHECK(near("נירמידה") == List{"פירמידה"});    // the first one
  CHECK(near("연락신이") == List{"연락선이"});  // a syllable
  CHECK(near("δεφλοι") == List{"δελφοι"});      // two apart
  CHECK(near("порам") == List{"паром"});        // two
  CHECK(near("ferty") == List{"ferry", "ferny"});  // the commoner first
  CHECK(near("efrrz") == List{"ferry"});           // beginning with the second one
  CHECK(near("fe").empty());
  CHECK(near("pfe").empty());
  CHECK(near_terms(index, "ferty", 1).at(0).texts == 30);
  CHECK(near_terms(index, "ferty", 1).at(0).edits == 1);
}

TEST_CASE("near words are those that looking at every word finds", "[search]") {
  const std::uint32_t seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const test::TemporaryFolder folder;
  const auto engine = open_lmdb_engine(folder.path(), true);
  const auto snapshot = engine->snapshot();
  Overlay rows(*snapshot);
  std::map<std::string, std::set<std::uint64_t>> texts_of;
  fill(rows, 300, [&](std::uint64_t event) {
    std::string text;
    for (int words = 0; words < 60; ++words) {
      const std::string word = any_word(random);
      texts_of[word].insert(event);
      text += word + " ";
    }
    return text;
  });
  const IndexReader index(rows);
  for (int round = 0; round < 100; ++round) {
    std::string wanted = any_word(random) + "ن";
    const std::u32string characters = characters_of(wanted);
    if (characters.size() < 3) continue;
    std::vector<std::string> expected;
    for (std::uint32_t most = 1; most <= (characters.size() < 5 ? 1 : 2) && expected.empty();
         ++most) {
      for (const auto& [word, texts] : texts_of) {
        const std::u32string other = characters_of(word);
        const bool begins = other[0] == characters[0] || other[0] == characters[1];
        if (edits_between(characters, other) == most && (most == 1 || begins))
          expected.push_back(word);
      }
      std::stable_sort(expected.begin(), expected.end(), [&](const auto& a, const auto& b) {
        return texts_of[a].size() > texts_of[b].size();
      });
    }
    CAPTURE(wanted);
    CHECK(terms_of(near_terms(index, wanted, SIZE_MAX)) == expected);
  }
}

}  // namespace hexapla
