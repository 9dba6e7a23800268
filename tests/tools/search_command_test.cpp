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

TEST_CASE("a misspelt word is answered with what may have been meant", "[tools][search]") {
  const Workshop workshop;
  add(workshop, {"--lang", "he", "--kind", "original"},
      "# הנמל\n\nהאונייה הגיעה בבוקר לנמל חיפה.\n");
  add(workshop, {"--lang", "uk", "--kind", "human", "--from", "harbour/he@1"},
      "# Порт\n\nКорабель прибув уранці до порту Хайфи.\n");
  const Finished hebrew = workshop.hexapla({"search", "האניה"});
  CHECK(hebrew.exit_code == 0);
  CHECK(hebrew.out.empty());
  CHECK(hebrew.err.find("did you mean האונייה?") != std::string::npos);
  const Finished line = workshop.hexapla({"search", "карабль", "порту", "--json"});
  const json answer = json::parse(line.out);
  CHECK(answer["query"] == "карабль порту");
  CHECK(answer["did_you_mean"].at(0)["query"] == "корабель порту");
  CHECK(answer["did_you_mean"][0]["words"] ==
        json{{{"written", "карабль"}, {"meant", "корабель"}}});
  const Finished capital = workshop.hexapla({"search", "Карабль"});
  CHECK(capital.err.find("did you mean Корабель?") != std::string::npos);
  const Finished apart = workshop.hexapla({"search", "карабль", "Порт", "--lang", "uk"});
  CHECK(apart.err.find("did you mean корабель Порт? (with --anywhere") != std::string::npos);
  CHECK(answer["wider"].is_null());
  CHECK(workshop.hexapla({"search", "qqqqqqq", "--json"}).out.empty());
}

TEST_CASE("of many renderings those in asked languages are printed", "[tools][search]") {
  const Workshop workshop;
  add(workshop, {"--lang", "he", "--kind", "original"},
      "# הנמל\n\nהאונייה הגיעה בבוקר לנמל חיפה.\n");
  for (const char* language : {"es", "it", "pt", "fr", "ro", "ca", "uk"}) {
    add(workshop, {"--lang", language, "--kind", "human", "--from", "harbour/he@1"},
        "# Port\n\nHaifa " + std::string(language) + ".\n");
  }
  const auto renderings = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"search", "חיפה", "--renderings"});
    return workshop.hexapla(more).out;
  };
  const std::string few = renderings({});
  std::size_t shown = 0;
  for (std::size_t at = few.find("Haifa "); at != std::string::npos;
       at = few.find("Haifa ", at + 1))
    ++shown;
  CHECK(shown == 4);
  CHECK(few.find("3 more versions: --versions all") != std::string::npos);
  const std::string asked = workshop.hexapla({"search", "חיפה", "--versions", "uk,pt-BR"}).out;
  CHECK(asked.find("Haifa uk") < asked.find("Haifa pt"));
  CHECK(asked.find("Haifa es") == std::string::npos);
  CHECK(asked.find("5 more versions") != std::string::npos);
  const std::string all = renderings({"--versions", "all"});
  CHECK(all.find("Haifa uk") != std::string::npos);
  CHECK(all.find("more versions") == std::string::npos);
  CHECK(json::parse(renderings({"--json"}))["segments"][0]["renderings"].size() == 7);
  CHECK(workshop.hexapla({"search", "x", "--renderings", "--versions", "q_"}).exit_code == 2);
}

TEST_CASE("a date that is none is an error of usage", "[tools][search]") {
  const Workshop workshop;
  add(workshop, {"--lang", "he", "--kind", "original"}, "# הנמל\n\nנמל חיפה.\n");
  for (const char* date : {"13-2", "2026-13", "2026-02-30", "gestern", "2026-4"}) {
    CAPTURE(date);
    const Finished since = workshop.hexapla({"search", "חיפה", "--since", date});
    CHECK(since.exit_code == 2);
    CHECK(since.err.find("--since") != std::string::npos);
    CHECK(workshop.hexapla({"search", "חיפה", "--until", date}).exit_code == 2);
  }
  for (const char* date : {"2020", "2020-02", "2020-02-29", "2020-02-29T10:00"}) {
    CAPTURE(date);
    CHECK(workshop.hexapla({"search", "חיפה", "--since", date}).exit_code == 0);
  }
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

  CHECK(workshop.hexapla({"search", "--finding", "omission", "--lang", "he", "--json"}).out ==
        before);
  CHECK(workshop.hexapla({"search", "--finding", "omission", "--lang", "ar"}).out.empty());

  // The version is the newest though the original has a newer one, until it is mended.
  add(workshop, {"--lang", "ar", "--kind", "original"},
      "# الميناء\n\nوصلت السفينة صباحا إلى ميناء حيفا.\n\nوبلغت كلفة الرحلة 412 كرونة.\n");
  CHECK(json::parse(found())["segments"] == version["segments"]);
  add(workshop, {"--lang", "he", "--kind", "human", "--from", "harbour/ar@1"},
      "# הנמל\n\nהאונייה הגיעה בבוקר לנמל חיפה.\n\nמחיר המסע היה 412 כתרים.\n\nהנוסעים חיכו "
      "זמן רב על הרציף בגשם עד שהגיעה.\n");
  const Finished mended = workshop.hexapla({"search", "--finding", "omission"});
  CHECK(mended.out.empty());
  CHECK(mended.err.find("nothing found: try fewer filters") != std::string::npos);
}

}  // namespace hexapla
