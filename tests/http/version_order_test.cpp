#include "http/version_order.h"

#include "tests/catch.h"
#include "tests/http/get.h"
#include "tests/http/sample_archive.h"

using namespace hexapla;
using hexapla::test::SampleArchive;

namespace {

// `th human, zh-Hant~1 machine`: in the order of creation.
std::vector<VariantSummary> variants(const std::vector<std::pair<const char*, Kind>>& all) {
  std::vector<VariantSummary> made;
  for (const auto& [id, kind] : all)
    made.push_back({*VariantId::parse(id),
                    static_cast<std::uint32_t>(made.size() + 1),
                    1,
                    1,
                    false,
                    kind,
                    "",
                    {}});
  return made;
}

std::string chosen(const std::vector<VariantSummary>& all, const char* base,
                   const std::vector<std::string>& languages = {}) {
  std::string names;
  for (const VariantId& id : default_versions(all, VariantId::parse(base), languages, 4))
    names += (names.empty() ? "" : " ") + id.text();
  return names;
}

}  // namespace

TEST_CASE("where nobody chose, one version of each language is shown, by the most human hand",
          "[http]") {
  const auto all = variants({{"ar", Kind::original},
                             {"th~engine", Kind::machine},
                             {"th~desk", Kind::post_edited},
                             {"th", Kind::human},
                             {"zh-Hans", Kind::machine},
                             {"zh-Hant", Kind::machine},
                             {"es", Kind::human}});
  CHECK(chosen(all, "ar") == "ar th zh-Hans zh-Hant");
  // Of two in the original's language the other one waits.
  const auto copies = variants({{"ar~copy", Kind::original},
                                {"ar", Kind::original},
                                {"en", Kind::machine},
                                {"fa", Kind::unknown},
                                {"he", Kind::machine}});
  CHECK(chosen(copies, "ar") == "ar en fa he");
}

TEST_CASE("where there are few languages, more of each are shown", "[http]") {
  const auto all = variants({{"th~engine", Kind::machine},
                             {"th~other", Kind::machine},
                             {"th~desk", Kind::post_edited},
                             {"th~third", Kind::machine},
                             {"ar", Kind::original}});
  CHECK(chosen(all, "ar") == "th~engine th~other th~desk ar");
  CHECK(chosen(variants({{"ar", Kind::original}, {"th", Kind::machine}}), "ar") == "ar th");
}

TEST_CASE("languages that the reader wants are shown before others", "[http]") {
  const auto all = variants({{"ar", Kind::original},
                             {"cs", Kind::human},
                             {"de", Kind::human},
                             {"el", Kind::human},
                             {"th", Kind::machine},
                             {"zh-Hans", Kind::human},
                             {"zh-Hant", Kind::machine}});
  CHECK(chosen(all, "ar") == "ar cs de el");
  CHECK(chosen(all, "ar", {"th", "en"}) == "ar cs de th");
  CHECK(chosen(all, "ar", {"th-th", "zh-tw"}) == "ar th zh-Hans zh-Hant");
  CHECK(chosen(all, "ar", {"zh-tw"}) == "ar cs zh-Hans zh-Hant");
  CHECK(chosen(all, "ar", {"no-such-tag", "fr"}) == "ar cs de el");
}

TEST_CASE("a version that was withdrawn is shown to nobody who did not name it", "[http]") {
  auto all = variants({{"ar", Kind::original}, {"th", Kind::human}, {"th~engine", Kind::machine}});
  all[1].is_withdrawn = true;
  CHECK(chosen(all, "ar") == "ar th~engine");
}

TEST_CASE("the same address shows other languages to other readers where it names no version",
          "[http]") {
  SampleArchive sample;
  for (const char* language : {"ar", "cs", "de", "el", "th", "uk"})
    sample.add("boat", language, {{Role::title, std::string("412 ") + language}},
               {{Property::kind, std::string(language) == "ar" ? "original" : "human"}});
  const Application application(sample.archive());
  const auto ask = [&](const char* target, const char* languages) {
    Request request;
    REQUIRE(request.set_target(target));
    request.accept_language = languages;
    return application.handle(request);
  };
  const auto shows = [](const Response& page, const char* id) {
    return page.body->find(std::string("title=\"boat/") + id + "@1\"") != std::string::npos;
  };
  for (int i = 0; i < 2; ++i) {  // made, and kept
    const Response czech = ask("/a/boat/compare", "cs");
    CHECK(shows(czech, "el"));
    CHECK_FALSE(shows(czech, "uk"));
    CHECK(czech.header("Vary")->starts_with("Accept-Language"));
    const Response ukrainian = ask("/a/boat/compare", "uk, th;q=0.5");
    CHECK(shows(ukrainian, "uk"));
    CHECK(shows(ukrainian, "th"));
    CHECK_FALSE(shows(ukrainian, "el"));
  }
  const Response named = ask("/a/boat/compare?v=ar&v=el", "uk");
  CHECK_FALSE(shows(named, "uk"));
  CHECK_FALSE(named.header("Vary")->starts_with("Accept-Language"));
}
