#include "store/archive/search.h"

#include <algorithm>
#include <set>

#include "store/archive/memory.h"
#include "store/archive/renderings.h"
#include "store/archive/wider_search.h"
#include "tests/catch.h"
#include "tests/store/archive/sample_texts.h"
#include "tests/temporary_folder.h"
#include "translate/align/align.h"

using namespace hexapla;
using hexapla::test::declared;
using hexapla::test::text_in;
using hexapla::test::with;

namespace {

// The night ferry in Arabic, Thai, Chinese and English, and a story of Kyiv beside it.
class SearchedArchive {
 public:
  SearchedArchive() {
    Archive::create(folder_.path(), "archivist");
    archive_ = Archive::open(folder_.path(), {.read_only = false, .aligner = make_aligner()});
  }
  void fill() {
    archive_->add(test::arabic_original());
    archive_->add(test::thai_machine());
    archive_->add(with(
        with(text_in("zh-Hans", {"夜间渡船回来了", "这项工程耗资412,000克朗。渡船每晚往返两次。"}),
             Property::kind, "human"),
        Property::derived_from, "ferry/ar@1"));
    archive_->add(with(
        with(
            with(text_in("en",
                         {"The night ferry returns",
                          "The work cost 412,000 kroner. The ferry will cross twice every night."}),
                 Property::kind, "machine"),
            Property::engine, "Meridian"),
        Property::derived_from, "ferry/ar@1"));
    archive_->add(with(
        text_in("uk", {"Поїзд до столиці", "Уранці потяг прибув у Київ без запізнення."}, "train"),
        Property::kind, "original"));
    archive_->add(
        with(text_in("ar", {"قطار إلى العاصمة", "وصل القطار صباحا إلى كييف دون تأخير."}, "train"),
             Property::derived_from, "train/uk@1"));
  }
  Archive& archive() { return *archive_; }
  Reading read() { return archive_->read(); }

 private:
  test::TemporaryFolder folder_;
  std::unique_ptr<Archive> archive_;
};

std::vector<std::string> found_by(const Reading& reading, const SearchRequest& request) {
  std::vector<std::string> list;
  for (const FoundVersion& version : search(reading, request).versions)
    list.push_back(version.address.text());
  std::sort(list.begin(), list.end());
  return list;
}
std::vector<std::string> found_by(const Reading& reading, const char* query) {
  SearchRequest request;
  request.query = query;
  return found_by(reading, request);
}

using List = std::vector<std::string>;

}  // namespace

TEST_CASE("sentences are found in Arabic, Thai, Chinese and English, folded", "[search]") {
  SearchedArchive sample;
  sample.fill();
  const Reading reading = sample.read();
  CHECK(found_by(reading, "العَبّارة كل") == List{"ferry/ar@1"});
  CHECK(found_by(reading, "เรือข้าม") == List{"ferry/th@1"});
  CHECK(found_by(reading, "渡船") == List{"ferry/zh-Hans@1"});
  CHECK(found_by(reading, "渡") == List{"ferry/zh-Hans@1"});
  CHECK(found_by(reading, "FERRY Ｎight") == List{"ferry/en@1"});
  CHECK(found_by(reading, "412.000").size() == 4);
  CHECK(found_by(reading, "ferr*") == List{"ferry/en@1"});
  CHECK(found_by(reading, "steamer").empty());
}

TEST_CASE("a phrase is words that follow each other, also where no spaces are written",
          "[search]") {
  SearchedArchive sample;
  sample.fill();
  const Reading reading = sample.read();
  CHECK(found_by(reading, "\"night ferry\"") == List{"ferry/en@1"});
  CHECK(found_by(reading, "\"ferry night\"").empty());
  CHECK(found_by(reading, "“渡船每晚往返”") == List{"ferry/zh-Hans@1"});
  CHECK(found_by(reading, "渡船往返").empty());
  SearchRequest request;
  request.query = "will cross";
  request.phrase = true;
  const SearchPage page = search(reading, request);
  REQUIRE(page.versions.size() == 1);
  REQUIRE(page.versions[0].segments.size() == 1);
  const FoundSegment& segment = page.versions[0].segments[0];
  REQUIRE(segment.places.size() == 1);
  CHECK(segment.places[0].of(segment.text) == "will cross");
}

TEST_CASE("a name is found in other scripts when that is asked for", "[search]") {
  SearchedArchive sample;
  sample.fill();
  const Reading reading = sample.read();
  SearchRequest request;
  request.query = "Kyiv";
  CHECK(found_by(reading, request).empty());
  request.names = true;
  CHECK(found_by(reading, request) == List{"train/ar@1", "train/uk@1"});
  const SearchPage page = search(reading, request);
  for (const FoundVersion& version : page.versions) {
    const FoundSegment& segment = version.segments.at(0);
    const auto name = segment.places.at(0).of(segment.text);
    CHECK((name == "Київ" || name == "كييف"));
  }
}

TEST_CASE("a search is narrowed by what is known of a version", "[search]") {
  SearchedArchive sample;
  sample.fill();
  const auto correct = [&] {
    NewRevision revision = test::arabic_original();
    revision.revision.blocks[1].text =
        "بلغت كلفة العمل ٤١٥٬٠٠٠ كرونة. ستعبر العبّارة مرتين كل ليلة.";
    sample.archive().add(std::move(revision));
  };
  SearchRequest request;
  request.query = "412,000";
  const auto with_filter = [&](auto&& set) {
    SearchRequest narrowed = request;
    set(narrowed);
    return found_by(sample.read(), narrowed);
  };
  CHECK(with_filter([](auto& r) { r.language = "zh"; }) == List{"ferry/zh-Hans@1"});
  CHECK(with_filter([](auto& r) { r.language = "zh-hans"; }) == List{"ferry/zh-Hans@1"});
  CHECK(with_filter([](auto& r) { r.kind = "machine"; }) == List{"ferry/en@1", "ferry/th@1"});
  CHECK(with_filter([](auto& r) { r.engine = "Meridian"; }).size() == 2);
  CHECK(with_filter([](auto& r) { r.article = ArticleId::parse("train"); }).empty());
  CHECK(with_filter([](auto& r) { r.until = "1999"; }).empty());
  CHECK(with_filter([](auto& r) { r.since = "1999-12-31"; }).size() == 4);
  CHECK(with_filter([](auto& r) { r.stale = true; }).empty());
  correct();
  CHECK(with_filter([](auto& r) { r.stale = true; }) ==
        List{"ferry/en@1", "ferry/th@1", "ferry/zh-Hans@1"});
  CHECK(with_filter([](auto& r) { r.language = "ar"; }).empty());
  CHECK(with_filter([](auto& r) { r.language = "ar", r.all_revisions = true; }) ==
        List{"ferry/ar@1"});
}

TEST_CASE("a list of what was found goes on where it stopped, whatever comes meanwhile",
          "[search]") {
  SearchedArchive sample;
  for (int i = 0; i < 7; ++i) {
    sample.archive().add(text_in("th", {"เรือข้ามฟาก", "ฉบับที่ " + std::to_string(i)},
                                 ("boat-" + std::to_string(i)).c_str()));
  }
  SearchRequest request;
  request.query = "เรือ";
  request.limit = 3;
  std::set<std::string> met;
  std::size_t pages = 0;
  do {
    const Reading reading = sample.read();
    const SearchPage page = search(reading, request);
    CHECK(page.matched == 7);
    for (const FoundVersion& version : page.versions)
      CHECK(met.insert(version.address.text()).second);
    request.cursor = page.next_cursor;
    sample.archive().add(text_in("th", {"เรืออีกลำ", std::to_string(pages)},
                                 ("later-" + std::to_string(pages)).c_str()));
    ++pages;
  } while (!request.cursor.empty());
  CHECK(pages == 3);
  CHECK(met.size() == 7);
}

TEST_CASE("a search that cannot be taken says what is wrong with it", "[search]") {
  SearchedArchive sample;
  CHECK(found_by(sample.read(), "العبارة").empty());  // of an archive without a text
  sample.fill();
  const Reading reading = sample.read();
  std::string marks;
  for (int i = 0; i < 1500; ++i) marks += "\u0301";
  for (const std::string& query :
       {std::string(), std::string(" \t"), marks, std::string("\u202E\u2066"),
        std::string("\"\"\"\"*"), std::string("***")}) {
    SearchRequest request;
    request.query = query;
    CHECK(search(reading, request).versions.empty());
  }
  const auto refused = [&](auto&& set) {
    SearchRequest request;
    request.query = "ferry";
    set(request);
    CHECK_THROWS_AS(search(reading, request), InputError);
  };
  refused([](auto& r) { r.query = std::string(10'000, 'x'); });
  refused([](auto& r) {
    r.query.clear();
    for (int i = 0; i < 100; ++i) r.query += "渡" + std::to_string(i) + " ";
  });
  refused([](auto& r) { r.query = "\xED\xA0\x80"; });  // half of a surrogate pair
  refused([](auto& r) { r.language = "not a tag"; });
  refused([](auto& r) { r.kind = "poem"; });
  refused([](auto& r) { r.since = "yesterday"; });
  for (const char* cursor : {"x", "1", "1.", ".1", "1.1x", "99999999999999999999.1", "-1.1"}) {
    refused([&](auto& r) { r.cursor = cursor; });
  }
  SearchRequest nowhere;
  nowhere.query = "ferry";
  nowhere.article = ArticleId::parse("nowhere");
  CHECK_THROWS_AS(search(reading, nowhere), RefusedError);
}

TEST_CASE("a sentence is shown with how every version renders it", "[search]") {
  SearchedArchive sample;
  sample.fill();
  const Reading reading = sample.read();
  const auto of_original = find_renderings(reading, *RevisionAddress::parse("ferry/ar@1"), {2, 1});
  REQUIRE(of_original.size() == 3);
  CHECK(of_original[0].text == "渡船每晚往返两次。");  // a person's, before older machine versions
  CHECK(of_original[1].address.text() == "ferry/th@1");
  CHECK(of_original[2].text == "The ferry will cross twice every night.");
  const auto of_version =
      find_renderings(reading, *RevisionAddress::parse("ferry/zh-Hans@1"), {1, 1});
  REQUIRE(of_version.size() >= 2);
  CHECK(of_version[0].address.text() == "ferry/ar@1");
  CHECK(of_version[0].text == "بلغت كلفة العمل ٤١٢٬٠٠٠ كرونة.");
}

TEST_CASE("a new sentence finds those like it, with their renderings", "[search]") {
  SearchedArchive sample;
  sample.fill();
  const Reading reading = sample.read();
  MemoryRequest request;
  request.sentence = "渡船每晚往返三次。";
  auto matches = look_up_memory(reading, request);
  REQUIRE(matches.size() == 1);
  CHECK(matches[0].percent > 80);
  CHECK(matches[0].percent < 100);
  CHECK(matches[0].text == "渡船每晚往返两次。");
  CHECK(matches[0].renderings.size() >= 2);
  request.sentence = "ستعبر العبّارة مرتين كل ليلة.";
  request.target_language = "en";
  matches = look_up_memory(reading, request);
  REQUIRE(matches.size() == 1);
  CHECK(matches[0].percent == 100);
  REQUIRE(matches[0].renderings.size() == 1);
  CHECK(matches[0].renderings[0].text == "The ferry will cross twice every night.");
  request.sentence = "Nothing of this was ever written.";
  CHECK(look_up_memory(reading, request).empty());
  for (const std::string& sentence :
       {std::string(20'000, 'x'), std::string(), std::string(" \n"), std::string("\xED\xA0\x80")}) {
    request.sentence = sentence;
    CHECK_THROWS_AS(look_up_memory(reading, request), InputError);
  }
}

TEST_CASE("an archive of many adds equals its rebuild, search index included", "[search]") {
  SearchedArchive sample;
  std::vector<std::future<AddResult>> added;
  for (int i = 0; i < 150; ++i) {
    const std::string article = "boat-" + std::to_string(i % 60);
    added.push_back(sample.archive().add_later(text_in(
        i % 2 == 0 ? "ar" : "zh",
        {"عودة العبّارة 渡船 " + std::to_string(i), "ฉบับที่ " + std::to_string(i)}, article.c_str())));
  }
  for (auto& one : added) one.get();
  sample.archive().state(*RevisionAddress::parse("boat-1/zh@1"),
                         {declared(Property::kind, "human")}, "archivist");
  CHECK(sample.archive().verify(nullptr).empty());
  const std::string before = found_by(sample.read(), "渡船").front();
  sample.archive().reindex(nullptr);
  CHECK(sample.archive().verify(nullptr).empty());
  CHECK(found_by(sample.read(), "渡船").front() == before);
}

TEST_CASE("a search that finds nothing is told the wider one that finds something", "[search]") {
  SearchedArchive searched;
  searched.fill();
  const Reading reading = searched.read();
  const auto way = [&](const SearchRequest& request) -> std::optional<Widening> {
    REQUIRE(search(reading, request).versions.empty());
    const auto wider = wider_search(reading, request);
    if (!wider) return std::nullopt;
    CHECK_FALSE(search(reading, wider->request).versions.empty());
    return wider->how;
  };
  SearchRequest request;
  request.query = "كييف";
  request.language = "th";
  CHECK(way(request) == Widening::elsewhere);
  request = {};
  request.query = "渡船回来 两次";
  CHECK(way(request) == Widening::anywhere);
  request = {};
  request.query = "“渡船 回来”  “夜间”";
  CHECK(way(request) == Widening::words);
  request.query = "cross ferry";
  request.phrase = true;
  CHECK(way(request) == Widening::words);
  request = {};
  request.query = "Kyiv";
  CHECK(way(request) == Widening::names);
  request.query = "xyzzyqq";
  CHECK(way(request) == std::nullopt);
  request.query = "؟!";
  CHECK(way(request) == std::nullopt);
}
