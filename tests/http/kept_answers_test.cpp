#include <functional>

#include "http/application.h"
#include "http/read_articles.h"
#include "tests/catch.h"
#include "tests/http/sample_archive.h"

// Answers are kept as long as what they were made from is what it was, wherever that stands.

namespace hexapla {
namespace {

using test::SampleArchive;

std::string ask(const Application& application, const std::string& target) {
  Request request;
  REQUIRE(request.set_target(target));
  const Response response = application.handle(request);
  REQUIRE(response.status == 200);
  return *response.body;
}

constexpr const char* kOriginal = "ستنقل العبّارة الركاب مجددًا ابتداءً من ١ مايو.";

// Of an original in one article and a version of it in another, and one made from that.
void fill(SampleArchive& sample) {
  sample.add("source", "ar", {{Role::title, "عودة العبّارة"}, {Role::paragraph, kOriginal}},
             {{Property::kind, "original"}});
  sample.add("pivot", "th", {{Role::title, "เรือข้ามฟากกลับมา"}, {Role::paragraph, "เรือออกวันที่ ๑"}},
             {{Property::kind, "human"}, {Property::derived_from, "source/ar@1"}});
  sample.add("version", "zh",
             {{Role::title, "渡轮重返湖区"}, {Role::paragraph, "渡轮五月一日起航。"}},
             {{Property::kind, "human"}, {Property::derived_from, "pivot/th@1"}});
  sample.add("other", "ar", {{Role::title, "شيء آخر"}}, {{Property::kind, "original"}});
}

void change_original(SampleArchive& sample) {
  sample.add("source", "ar",
             {{Role::title, "عودة العبّارة"},
              {Role::paragraph, "ستنقل العبّارة الركاب مجددًا ابتداءً من ٣ مايو."}},
             {{Property::kind, "original"}});
}

}  // namespace

TEST_CASE("a page shows that a source in another article was revised", "[http][cache]") {
  SampleArchive sample;
  fill(sample);
  const Application application(sample.archive());
  const std::vector<std::string> addresses = {"/a/pivot", "/a/version", "/a/pivot/compare",
                                              "/api/v1/articles/pivot", "/api/v1/articles/version"};
  std::vector<std::string> before;
  for (const std::string& address : addresses) before.push_back(ask(application, address));
  change_original(sample);
  const Application fresh(sample.archive());
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    INFO(addresses[i]);
    CHECK(ask(application, addresses[i]) == ask(fresh, addresses[i]));
  }
  // That the pages have something to show, directly and through a pivot.
  CHECK(ask(application, "/a/pivot") != before[0]);
  CHECK(ask(application, "/a/version") != before[1]);
}

TEST_CASE("every address of an article is answered as if nothing had been kept", "[http][cache]") {
  SampleArchive sample;
  sample.fill();
  fill(sample);
  sample.add("ferry", "th", {{Role::title, "เรือข้ามฟาก"}},
             {{Property::kind, "machine"}, {Property::derived_from, "source/ar@1"}});
  const Application application(sample.archive());
  std::vector<std::string> addresses;
  for (const char* article : {"ferry", "pivot", "version"}) {
    const std::string id(article);
    for (const char* below : {"", "/compare", "/text", "/cite?format=ris"})
      addresses.push_back("/a/" + id + below);
    for (const char* below : {"", "/versions", "/compare", "/findings", "/scores", "/provenance"})
      addresses.push_back("/api/v1/articles/" + id + below);
  }
  addresses.insert(addresses.end(), {"/a/ferry/es", "/a/ferry/th@1", "/timemap/link/a/ferry/ar",
                                     "/api/v1/articles/ferry/words?version=es"});
  Statement statement;
  statement.claim = {Property::author, "林", {}};
  statement.asserted_by = "archivist";
  const RevisionAddress source = *RevisionAddress::parse("source/ar@1");
  std::uint64_t stated = 0;
  const std::vector<std::function<void()>> events = {
      [&] { change_original(sample); },
      [&] { stated = sample.archive().state(source, {statement}, "archivist"); },
      [&] { sample.archive().retract(stated, 0, "wrong", "archivist"); },
      [&] {
        sample.add("pivot", "th", {{Role::title, "เรือข้ามฟากกลับมาอีก"}}, {{Property::kind, "human"}});
      },
      [&] { sample.archive().withdraw(source, "يذكر شاهدًا", "المحكمة", "archivist"); },
  };
  for (std::size_t i = 0; i < events.size(); ++i) {
    for (const std::string& address : addresses) ask(application, address);
    events[i]();
    const Application fresh(sample.archive());
    for (const std::string& address : addresses) {
      INFO(address << " after event " << i);
      CHECK(ask(application, address) == ask(fresh, address));
    }
  }
}

TEST_CASE("an event of an article that a page has nothing to do with leaves its answer kept",
          "[http][cache]") {
  SampleArchive sample;
  fill(sample);
  ReadArticles read;
  {
    const Reading reading = sample.archive().read();
    auto watch = std::make_unique<ArticleWatch>(reading.snapshot());
    const ArticleWatch& watched = *watch;
    const Reading seen(std::move(watch));
    const ArticleId article = *ArticleId::parse("version");
    for (const VariantSummary& variant : seen.variants(article))
      seen.provenance({article, variant.id, 1});
    read = watched.read();
  }
  CHECK(read.are_as_they_were(sample.archive().read().snapshot()));
  sample.add("other", "ar", {{Role::title, "شيء آخر تمامًا"}}, {{Property::kind, "original"}});
  CHECK(read.are_as_they_were(sample.archive().read().snapshot()));
  sample.add("version", "zh", {{Role::title, "渡轮"}}, {{Property::kind, "human"}});
  CHECK_FALSE(read.are_as_they_were(sample.archive().read().snapshot()));
}

}  // namespace hexapla
