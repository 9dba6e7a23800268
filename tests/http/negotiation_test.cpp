#include "http/application.h"
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
}

TEST_CASE("a machine's version is named by a tag that says so", "[http][language]") {
  Site site;
  const Response machine = site.ask("/a/ferry/es");
  CHECK(header(machine, "Content-Language") == "es-t-ar-t0-und");
  CHECK(has(header(machine, "Link"),
            "</a/ferry/es>; rel=\"alternate\"; hreflang=\"es-t-ar-t0-und\""));
  CHECK(has(header(machine, "Link"), "</a/ferry/ar>; rel=\"alternate\"; hreflang=\"ar\""));
  CHECK_FALSE(has(header(machine, "Vary"), "Accept-Language"));
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
  CHECK(site.ask("/timegate/a/ferry/ar", "", "yesterday").status == 400);
  CHECK(site.ask("/timegate/a/ferry/zh").status == 404);
  CHECK(site.ask("/timegate/a/nothing/ar").status == 404);
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
}

TEST_CASE("dates of HTTP are written and read", "[http][memento]") {
  CHECK(http_date(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == 784111777);
  CHECK(http_date(-1) == "Wed, 31 Dec 1969 23:59:59 GMT");
  for (const char* wrong : {"", "Sun, 06 Nov 1994 08:49:37", "Sun, 31 Feb 1994 08:49:37 GMT",
                            "Sun, 06 Nov 1994 25:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                            "Sun, 06 Xxx 1994 08:49:37 GMT"}) {
    CHECK_FALSE(parse_http_date(wrong));
  }
}

}  // namespace hexapla
