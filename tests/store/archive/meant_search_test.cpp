#include "store/archive/meant_search.h"

#include "tests/catch.h"
#include "tests/store/archive/sample_texts.h"
#include "tests/temporary_folder.h"

namespace hexapla {
namespace {

using List = std::vector<std::string>;

// News in languages with and without spaces.
class News {
 public:
  News() {
    Archive::create(folder_.path(), "archivist");
    archive_ = Archive::open(folder_.path(), {.read_only = false});
    const auto add = [&](const char* language, const char* title, const char* text,
                         const char* article) {
      archive_->add(test::text_in(language, {title, text}, article));
    };
    add("ar", "وصول السفينة", "وصلت السفينة إلى الميناء صباحا.", "ship");
    add("th", "ข่าวเช้า", "รัฐบาลแถลงว่าประธานาธิบดีจะเดินทางไปต่างประเทศ", "trip");
    add("zh-Hans", "新闻", "政府宣布了新的计划。俄罗斯总统昨天访问了首都。", "plan");
    add("ja", "天気", "ニューヨークでは雪が降った。新幹線は遅れている。", "snow");
    add("en", "The ferry", "The night ferry crosses the lake. Tickets cost twelve kroner.",
        "ferry");
  }
  Reading read() { return archive_->read(); }

 private:
  test::TemporaryFolder folder_;
  std::unique_ptr<Archive> archive_;
};

class Asked {
 public:
  List operator()(const char* query) {
    SearchRequest request;
    request.query = query;
    return of(request);
  }
  // Each of which finds something, where what was asked for does not.
  List of(const SearchRequest& request) {
    const Reading reading = news_.read();
    REQUIRE(search(reading, request).versions.empty());
    List queries;
    for (const MeantSearch& meant : meant_searches(reading, request, 3)) {
      CHECK_FALSE(search(reading, meant.request).versions.empty());
      queries.push_back(meant.request.query);
    }
    return queries;
  }
  std::vector<MeantSearch> whole(const char* query) {
    SearchRequest request;
    request.query = query;
    return meant_searches(news_.read(), request, 3);
  }

 private:
  News news_;
};

}  // namespace

TEST_CASE("a search in a script without spaces is told what it may have meant", "[search]") {
  Asked meant;
  CHECK(meant("รัฐบานแถลง") == List{"รัฐบาลแถลง"});
  CHECK(meant("ประธานาธิปดี") == List{"ประธานาธิบดี"});
  CHECK(meant("政俯") == List{"政府"});                  // sounds alike, and no pair is right
  CHECK(meant("俄罗司总统") == List{"俄罗斯总统"});      // another character
  CHECK(meant("俄羅斯總統") == List{"俄罗斯总统"});      // traditional ones
  CHECK(meant("ニュウヨーク") == List{"ニューヨーク"});  // kana
  CHECK(meant("总统首都") == List{"总统 首都"});         // words that do not follow each other
  CHECK(meant("总统猫") == List{"总统"});                // a word of them
  CHECK(meant("猫狗").empty());
}

TEST_CASE("what is near to nothing is left out of what may have been meant", "[search]") {
  Asked meant;
  CHECK(meant("السفبنة قققققق") == List{"السفينة"});
  CHECK(meant("渡船 俄罗司总统") == List{"俄罗斯总统"});
  CHECK(meant("qqqqqq feryr") == List{"ferry"});
  CHECK(meant("\"qqqqqq\" night") == List{"night"});
  CHECK(meant("\"night ferry qqqqqq\"") == List{"\"night ferry\""});
  CHECK(meant("night-qqqqqq ferry") == List{"night ferry"});
  CHECK(meant("qqqqqq-night ferry") == List{"night ferry"});
  CHECK(meant("night qqqqqq* 99812") == List{"night"});
  CHECK(meant("qqqqqq zzzzzz").empty());
  CHECK(meant("qqqqqq, zzzzzz; xxxxxx wwwwww vvvvvv night") == List{"night"});
  const auto whole = meant.whole("feryr qqqqqq");
  REQUIRE(whole.size() == 1);
  REQUIRE(whole[0].words.size() == 2);
  CHECK(whole[0].words[0].meant == "ferry");
  CHECK(whole[0].words[1].written == "qqqqqq");
  CHECK(whole[0].words[1].meant.empty());
}

TEST_CASE("what may have been meant stands in one sentence, else anywhere, else without it",
          "[search]") {
  Asked meant;
  const auto apart = meant.whole("feryr kroner");
  REQUIRE(apart.size() == 1);
  CHECK(apart[0].request.query == "ferry kroner");
  CHECK(apart[0].request.anywhere);
  // No version has both: what is near to the misspelt one helps nobody.
  CHECK(meant("السفبنة kroner") == List{"kroner"});
  SearchRequest request;
  request.query = "night feryr";
  request.phrase = true;
  CHECK(meant.of(request) == List{"night ferry"});
  request.language = "th";
  CHECK(meant.of(request).empty());
}

}  // namespace hexapla
