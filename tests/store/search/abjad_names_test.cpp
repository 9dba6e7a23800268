#include "store/search/abjad_names.h"

#include <algorithm>

#include "store/search/names.h"
#include "store/text/fold.h"
#include "tests/catch.h"

namespace hexapla {
namespace {

constexpr double kOneName = 0.8;

// As a query finds them: by a key that both have, and by their likeness.
bool finds(std::string_view asked, std::string_view held) {
  const std::string latin = romanized(fold(asked)), spelt = fold(held);
  std::vector<std::string> keys = name_skeletons(latin);
  for (std::string& key : abjad_skeletons(latin)) keys.push_back(std::move(key));
  const auto held_keys = name_skeletons(romanized(spelt));
  const bool is_met = std::any_of(held_keys.begin(), held_keys.end(), [&](const auto& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  });
  return is_met && abjad_likeness(spelt, latin) >= kOneName;
}

}  // namespace

TEST_CASE("a name is found where vowels are not written", "[search]") {
  const std::vector<std::pair<const char*, std::vector<const char*>>> names = {
      {"Haifa", {"חיפה", "حيفا", "בחיפה"}},
      {"Хайфа", {"חיפה", "حيفا"}},
      {"Jerusalem", {"ירושלים", "בירושלים"}},
      {"London", {"לונדון", "لندن"}},
      {"Riyadh", {"ריאד", "الرياض"}},
      {"Beirut", {"ביירות", "بيروت", "بَيروت"}},
      {"Tehran", {"טהראן", "طهران"}},
      {"Marrakesh", {"מרקש", "مراكش"}},
      {"Chaim", {"חיים"}},
      {"Kyiv", {"קייב", "كييف"}},
      {"Berlin", {"ברלין", "برلين"}},
      {"Moscow", {"מוסקבה"}},
      {"Najaf", {"نجف", "النجف"}}};
  std::size_t missed = 0, asked = 0;
  for (const auto& [name, spellings] : names) {
    for (const char* spelling : spellings) {
      ++asked;
      if (finds(name, spelling)) continue;
      ++missed;
      UNSCOPED_INFO(name << " does not find " << spelling);
    }
  }
  CHECK(missed * 12 <= asked);
  CHECK(finds("Haifa", "חיפה"));
  CHECK(finds("Haifa", "حيفا"));
}

TEST_CASE("words that share consonants with a name are not taken for it", "[search]") {
  for (const char* word :
       {"כיפה", "קופה", "חופה", "גוף", "כף", "קפה", "كوب", "كيف", "كهف", "خفي"}) {
    CAPTURE(word);
    CHECK_FALSE(finds("Haifa", word));
  }
  for (const char* word : {"קוף", "קוב", "كفى", "كافي", "کو", "کے"}) {
    CAPTURE(word);
    CHECK_FALSE(finds("Kyiv", word));
  }
}

TEST_CASE("abjad names are compared with each other letter by letter", "[search]") {
  const auto likeness = [](const char* a, const char* b) {
    return abjad_likeness(fold(a), fold(b));
  };
  CHECK(likeness("حيفا", "חיפה") >= kOneName);
  CHECK(likeness("بيروت", "ביירות") >= kOneName);
  CHECK(likeness("حيفا", "יפו") < kOneName);
  CHECK(likeness("", "חיפה") == 0);
  CHECK(likeness("חיפה", "") == 0);
}

}  // namespace hexapla
