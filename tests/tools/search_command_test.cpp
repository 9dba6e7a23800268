#include "tests/catch.h"
#include "tests/tools/run_command.h"

namespace hexapla {
namespace {

using nlohmann::json;
using test::Finished;
using test::Workshop;

void add(const Workshop& workshop, std::vector<std::string> words, const std::string& text) {
  words.insert(words.begin(), {"add", workshop.file("text.md", text), "--article", "harbour"});
  const Finished added = workshop.hexapla(words);
  if (added.exit_code != 0) throw std::runtime_error(added.err);
}

}  // namespace

TEST_CASE("search prints as JSON what the API answers, renderings where they are asked for",
          "[tools][search]") {
  const Workshop workshop;
  add(workshop, {"--lang", "he", "--kind", "original"},
      "# הנמל\n\nהאונייה הגיעה בבוקר לנמל חיפה.\n");
  add(workshop, {"--lang", "ar", "--kind", "human", "--from", "harbour/he@1"},
      "# الميناء\n\nوصلت السفينة صباحا إلى ميناء حيفا.\n");

  const Finished found = workshop.hexapla({"search", "חיפה", "--renderings", "--json"});
  REQUIRE(found.exit_code == 0);
  const json version = json::parse(found.out);
  CHECK(version["address"] == "harbour/he@1");
  CHECK(version["more_segments"] == 0);
  const json& segment = version["segments"].at(0);
  const auto begin = segment["matches"].at(0)["begin"].get<std::size_t>();
  const auto end = segment["matches"].at(0)["end"].get<std::size_t>();
  CHECK(segment["text"].get<std::string>().substr(begin, end - begin) == "חיפה");
  REQUIRE(segment["renderings"].size() == 1);
  CHECK(segment["renderings"][0]["address"] == "harbour/ar@1");

  const Finished plain = workshop.hexapla({"search", "חיפה", "--json"});
  CHECK_FALSE(json::parse(plain.out)["segments"].at(0).contains("renderings"));
}

TEST_CASE("a name in Latin letters finds its Hebrew and Arabic spellings", "[tools][search]") {
  const Workshop workshop;
  add(workshop, {"--lang", "he", "--kind", "original"},
      "# הנמל\n\nהאונייה הגיעה בבוקר לנמל חיפה.\n");
  add(workshop, {"--lang", "ar", "--kind", "human", "--from", "harbour/he@1"},
      "# الميناء\n\nوصلت السفينة صباحا إلى ميناء حيفا.\n");
  CHECK(workshop.hexapla({"search", "Haifa"}).out.empty());
  const Finished found = workshop.hexapla({"search", "Haifa", "--translit"});
  CHECK(found.out.find("[חיפה]") != std::string::npos);
  CHECK(found.out.find("[حيفا]") != std::string::npos);
}

TEST_CASE("what a version leaves out is searched, before realigning and after", "[tools][search]") {
  const Workshop workshop;
  add(workshop, {"--lang", "ar", "--kind", "original"},
      "# الميناء\n\nوصلت السفينة صباحا إلى ميناء حيفا.\n\nوبلغت كلفة الرحلة 412 كرونة.\n\nوانتظر "
      "الركاب طويلاً على الرصيف تحت المطر "
      "قبل "
      "أن تصل.\n");
  add(workshop, {"--lang", "he", "--kind", "human", "--from", "harbour/ar@1"},
      "# הנמל\n\nהאונייה הגיעה בבוקר לנמל חיפה.\n\nמחיר המסע היה 412 כתרים.\n");
  const auto found = [&] {
    const Finished searched = workshop.hexapla({"search", "--finding", "omission", "--json"});
    CHECK(searched.exit_code == 0);
    return searched.out;
  };
  const std::string before = found();
  const json version = json::parse(before);
  CHECK(version["address"] == "harbour/ar@1");
  CHECK(version["segments"].at(0)["segment"] == 3);
  CHECK(version["segments"][0]["findings"].at(0)["version"] == "harbour/he@1");
  CHECK(workshop.hexapla({"realign"}).exit_code == 0);
  CHECK(found() == before);
  CHECK(workshop.hexapla({"verify"}).exit_code == 0);
  CHECK(workshop.hexapla({"search"}).exit_code == 2);
  CHECK(workshop.hexapla({"search", "--finding", "typo"}).exit_code == 2);
}

}  // namespace hexapla
