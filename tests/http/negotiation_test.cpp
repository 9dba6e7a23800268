#include "http/application.h"
#include "http/http_date.h"
#include "http/language_negotiation.h"
#include "http/memento.h"
#include "tests/catch.h"
#include "tests/http/sample_archive.h"

namespace hexapla {
namespace {

using test::SampleArchive;

struct Site {
  Site() { archive.fill(); }
  Response ask(const std::string& target, const std::string& languages = {},
               const std::string& datetime = {}) {
    Request request;
    REQUIRE(request.set_target(target));
    request.accept_language = languages;
    request.accept_datetime = datetime;
    return Application(archive.archive()).handle(request);
  }
  SampleArchive archive;
};

std::string header(const Response& response, std::string_view name) {
  std::string all;
  for (const auto& [key, value] : response.headers) {
    if (key == name) all += (all.empty() ? "" : ", ") + value;
  }
  return all;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string chosen(std::string_view accept, const std::vector<std::string>& tags) {
  const LanguageChoice choice = choose_language(parse_accept_language(accept), tags);
  if (choice.tag) return tags[*choice.tag];
  return choice.may_default ? "default" : "none";
}

}  // namespace

TEST_CASE("a language is looked up as RFC 4647 says, most wanted first", "[http][language]") {
  const std::vector<std::string> tags = {"ar", "es", "zh-Hant", "en-GB"};
  CHECK(chosen("es-419, ar;q=0.9", tags) == "es");
  CHECK(chosen("fr;q=1, ar;q=0.5, es;q=0.7", tags) == "es");
  CHECK(chosen("zh-Hant-TW", tags) == "zh-Hant");
  CHECK(chosen("ES", tags) == "es");
  CHECK(chosen("zh", tags) == "zh-Hant");
  CHECK(chosen("ar-a-DE", {"ar"}) == "ar");
  CHECK(chosen("fr", tags) == "default");
  CHECK(chosen("", tags) == "default");
  CHECK(chosen("fr, *;q=0", tags) == "none");
  CHECK(chosen("*;q=0, es", tags) == "es");
  CHECK(chosen("es;q=0, ar;q=0.1", tags) == "ar");
  CHECK(chosen("es;q=2, ;;, ar;q=x, en-GB;q=0.1", tags) == "en-GB");
  CHECK(chosen("en", {"en-t-ar-t0-und", "en"}) == "en");
  CHECK(parse_accept_language(std::string(100'000, ',')).empty());
}

TEST_CASE("the text is answered in the language asked for, and says what it varies with",
          "[http][language]") {
  Site site;
  const Response spanish = site.ask("/a/ferry/text", "es-MX, ar;q=0.5");
  CHECK(spanish.status == 200);
  // A person's version before the machine's.
  CHECK(header(spanish, "Content-Location") == "/a/ferry/es~desk");
  CHECK(header(spanish, "Content-Language") == "es");
  CHECK(has(header(spanish, "Vary"), "Accept-Language"));
  CHECK(has(header(spanish, "Vary"), "Accept-Encoding"));
  const Response arabic = site.ask("/a/ferry/text", "ar");
  CHECK(header(arabic, "Content-Language") == "ar");
  CHECK(*arabic.body != *spanish.body);
  CHECK(header(site.ask("/a/ferry/text", "th"), "Content-Language") == "ar");
  const Response refused = site.ask("/a/ferry/text", "th, *;q=0");
  CHECK(refused.status == 406);
  CHECK(header(refused, "Vary") == "Accept-Language");
  CHECK(has(header(refused, "Link"), "hreflang=\"ar\""));
  // Refused itself, the original is not what all others fall back to.
  CHECK(header(site.ask("/a/ferry/text", "ar;q=0"), "Content-Location") == "/a/ferry/es~desk");
  CHECK(header(site.ask("/a/ferry/text", "ar;q=0, *;q=0.1"), "Content-Location") ==
        "/a/ferry/es~desk");
  CHECK(site.ask("/a/ferry/text", "ar;q=0, es;q=0").status == 406);
  CHECK(site.ask("/a/ferry/text", "*;q=0").status == 406);
  CHECK(header(site.ask("/a/ferry/text", "*"), "Content-Language") == "ar");
}

TEST_CASE("an answer in one language is not kept for those who want another", "[http][language]") {
  Site site;
  const Application application(site.archive.archive());
  const auto language = [&](const char* accept) {
    Request request;
    REQUIRE(request.set_target("/a/ferry/text"));
    request.accept_language = accept;
    return header(application.handle(request), "Content-Language");
  };
  CHECK(language("ar") == "ar");
  CHECK(language("es") == "es");
  CHECK(language("ar") == "ar");
  site.archive.archive().withdraw(*RevisionAddress::parse("ferry/es~desk@1"), "a witness",
                                  "the court", "archivist");
  // What is left in that language is the machine's.
  CHECK(language("es") == "es-t-ar-t0-und");
}

TEST_CASE("a machine's version is named by a tag that says so", "[http][language]") {
  Site site;
  const Response machine = site.ask("/a/ferry/es");
  CHECK(header(machine, "Content-Language") == "es-t-ar-t0-und");
  CHECK(has(header(machine, "Link"),
            "</a/ferry/es>; rel=\"alternate\"; hreflang=\"es-t-ar-t0-und\""));
  CHECK(has(header(machine, "Link"), "</a/ferry/ar>; rel=\"alternate\"; hreflang=\"ar\""));
  CHECK_FALSE(has(header(machine, "Vary"), "Accept-Language"));

  const auto tag = [&](const char* variant, const char* source) {
    site.archive.add("ferry", variant, {{Role::title, std::string("夜间渡轮 ") + variant}},
                     {{Property::kind, "machine"}, {Property::derived_from, source}});
    return header(site.ask("/a/ferry/" + std::string(variant)), "Content-Language");
  };
  site.archive.add("lake", "zh-Hant-u-nu-hanidec", {{Role::title, "夜間渡輪重返湖區"}},
                   {{Property::kind, "original"}});
  // From another article, by a text whose own extension has no place in this one.
  CHECK(tag("zh-Hans", "lake/zh-Hant-u-nu-hanidec@1") == "zh-Hans-t-zh-hant-t0-und");
  CHECK(tag("th", "unknown") == "th-t-t0-und");
  // In the order of the letters, and what is for private use last.
  CHECK(tag("th-u-nu-thai", "ferry/ar@1") == "th-t-ar-t0-und-u-nu-thai");
  CHECK(tag("th-x-lake", "ferry/ar@1") == "th-t-ar-t0-und-x-lake");
}

TEST_CASE("a revision is a memento of its version", "[http][memento]") {
  Site site;
  const Response first = site.ask("/a/ferry/ar@1");
  CHECK(parse_http_date(header(first, "Memento-Datetime")).has_value());
  const std::string links = header(first, "Link");
  CHECK(has(links, "</a/ferry/ar>; rel=\"original\""));
  CHECK(has(links, "</timegate/a/ferry/ar>; rel=\"timegate\""));
  CHECK(has(links, "</timemap/link/a/ferry/ar>; rel=\"timemap\""));
  CHECK(has(links, "</a/ferry/ar@1>; rel=\"first memento\""));
  CHECK(has(links, "</a/ferry/ar@2>; rel=\"next memento\""));
  CHECK(has(links, "</a/ferry/ar@2>; rel=\"last memento\""));
  CHECK_FALSE(has(header(first, "Vary"), "datetime"));
  CHECK(header(site.ask("/a/ferry/ar"), "Memento-Datetime").empty());
  CHECK(has(header(site.ask("/a/ferry/ar"), "Link"), "rel=\"timegate\""));
}

TEST_CASE("a TimeGate leads to the revision of a date", "[http][memento]") {
  Site site;
  const Response newest = site.ask("/timegate/a/ferry/ar");
  CHECK(newest.status == 302);
  CHECK(header(newest, "Location") == "/a/ferry/ar@2");
  CHECK(header(newest, "Vary") == "accept-datetime");
  CHECK(header(newest, "Memento-Datetime").empty());
  CHECK(header(site.ask("/timegate/a/ferry/ar", "", "Sat, 01 Jan 2000 00:00:00 GMT"), "Location") ==
        "/a/ferry/ar@1");
  CHECK(header(site.ask("/timegate/a/ferry/ar", "", "Sat, 01 Jan 2300 00:00:00 GMT"), "Location") ==
        "/a/ferry/ar@2");
  const Response refused = site.ask("/timegate/a/ferry/ar", "", "yesterday");
  CHECK(refused.status == 400);
  CHECK(header(refused, "Vary") == "accept-datetime");
  CHECK(has(header(refused, "Link"), "rel=\"original\""));
  CHECK(has(header(refused, "Link"), "rel=\"timemap\""));
  CHECK(site.ask("/timegate/a/ferry/zh").status == 404);
  CHECK(site.ask("/timegate/a/nothing/ar").status == 404);
}

TEST_CASE("what a web archive saw again is current from then on", "[http][memento]") {
  SampleArchive sample;
  const auto add = [&](const char* date, const char* text) {
    NewRevision revision;
    revision.article = ArticleId::parse("ferry");
    revision.revision.language = *LanguageTag::parse("ar");
    Block block;
    block.text = text;
    revision.revision.blocks.push_back(block);
    revision.capture = Capture{.bytes = text,
                               .media_type = "text/plain",
                               .uri = {},
                               .date = date,
                               .file_name = {},
                               .encoding = {}};
    revision.actor = "archivist";
    return sample.archive().add(std::move(revision)).address;
  };
  const RevisionAddress first = add("2022-10-21T09:49:00Z", "عودة العبّارة");
  add("2022-11-21T09:49:00Z", "العبّارة لا تعود");
  Statement again;
  again.claim = {Property::captured, "2022-12-21T09:49:00Z", {}};
  again.asserted_by = "crawler";
  sample.archive().state(first, {again}, "archivist");
  const Application application(sample.archive());
  const auto at = [&](const char* date) {
    Request request;
    REQUIRE(request.set_target("/timegate/a/ferry/ar"));
    request.accept_datetime = date;
    return header(application.handle(request), "Location");
  };
  CHECK(at("Fri, 21 Oct 2022 09:48:59 GMT") == "/a/ferry/ar@1");
  CHECK(at("Mon, 21 Nov 2022 09:49:00 GMT") == "/a/ferry/ar@2");
  CHECK(at("Wed, 21 Dec 2022 09:48:59 GMT") == "/a/ferry/ar@2");
  CHECK(at("Wed, 21 Dec 2022 09:49:00 GMT") == "/a/ferry/ar@1");
  Request memento;
  REQUIRE(memento.set_target("/a/ferry/ar@1"));
  CHECK(header(application.handle(memento), "Memento-Datetime") == "Fri, 21 Oct 2022 09:49:00 GMT");
}

TEST_CASE("no one is led to a text that was withdrawn", "[http][memento][withdrawal]") {
  Site site;
  site.archive.archive().withdraw(*RevisionAddress::parse("ferry/ar@2"), "يذكر شاهدًا", "المحكمة",
                                  "archivist");
  CHECK(header(site.ask("/timegate/a/ferry/ar"), "Location") == "/a/ferry/ar@1");
  CHECK_FALSE(has(*site.ask("/timemap/link/a/ferry/ar").body, "ar@2"));
  site.archive.archive().withdraw(*RevisionAddress::parse("ferry/ar@1"), "يذكر شاهدًا", "المحكمة",
                                  "archivist");
  CHECK(site.ask("/timegate/a/ferry/ar").status == 410);
  CHECK(site.ask("/timemap/link/a/ferry/ar").status == 410);
  CHECK(header(site.ask("/a/ferry/text", "ar"), "Content-Location") == "/a/ferry/es~desk");
}

TEST_CASE("a TimeMap lists all mementos, as links and as JSON", "[http][memento]") {
  Site site;
  const Response map = site.ask("/timemap/link/a/ferry/ar");
  CHECK(map.content_type == "application/link-format");
  CHECK(has(*map.body, "</a/ferry/ar>; rel=\"original\""));
  CHECK(has(*map.body, "</a/ferry/ar@1>; rel=\"first memento\"; datetime=\""));
  CHECK(has(*map.body, "</a/ferry/ar@2>; rel=\"last memento\"; datetime=\""));
  CHECK(has(*site.ask("/timemap/link/a/ferry/es").body, "rel=\"first last memento\""));
  CHECK(has(*site.ask("/timemap/json/a/ferry/ar").body, "\"original_uri\":\"/a/ferry/ar\""));
  Request request;
  REQUIRE(request.set_target("/timemap/link/a/ferry/ar"));
  request.host = "archive.example";
  CHECK(has(*Application(site.archive.archive()).handle(request).body,
            "<http://archive.example/a/ferry/ar@1>; rel=\"first memento\""));
}

TEST_CASE("dates of HTTP are written and read", "[http][memento]") {
  CHECK(http_date(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == 784111777);
  CHECK(http_date(-1) == "Wed, 31 Dec 1969 23:59:59 GMT");
  for (const char* wrong : {"", "Sun, 06 Nov 1994 08:49:37", "Sun, 31 Feb 1994 08:49:37 GMT",
                            "Sun, 06 Nov 1994 25:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                            "Sun, 06 Xxx 1994 08:49:37 GMT", "Sun, 06-Nov-1994 08:49:37 GMT"}) {
    CHECK_FALSE(parse_http_date(wrong));
  }
}

}  // namespace hexapla
