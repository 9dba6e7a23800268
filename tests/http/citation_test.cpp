#include <nlohmann/json.hpp>
#include <regex>

#include "http/application.h"
#include "http/fonts.h"
#include "http/static_files.h"
#include "tests/catch.h"
#include "tests/http/sample_archive.h"

using namespace hexapla;
using hexapla::test::SampleArchive;

namespace {

Response get(const Application& application, std::string_view target) {
  Request request;
  REQUIRE(request.set_target(target));
  request.host = "library.example:8080";
  return application.handle(request);
}

// What a hostile author may call himself.
constexpr const char* kHostile = "}, note = {x} ER  - TY  - \\input{/etc/passwd} % \" ]} & #1_$^~";

}  // namespace

TEST_CASE("a comparison is cited as text, BibTeX, RIS and CSL-JSON, each version by its digest",
          "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  const std::string url = "http://library.example:8080/a/ferry/compare?v=ar@2&v=es@1";
  const std::string digest =
      sample.archive().read().revision(*RevisionAddress::parse("ferry/ar@2"))->digest.hex();

  const Response plain = get(application, "/a/ferry/cite?format=text&v=ar&v=es");
  CHECK(plain.content_type == "text/plain; charset=utf-8");
  CHECK(*plain.header("Content-Disposition") == "attachment; filename=\"ferry.txt\"");
  CHECK(plain.body->starts_with("\u2068Tamsin Veld\u2069. “\u2068عودة"));
  CHECK(plain.body->find("ar, revision 2, original, sha-256 " + digest) != std::string::npos);
  CHECK(plain.body->ends_with(". " + url + "\n"));

  const Response bibtex = get(application, "/a/ferry/cite?format=bibtex&v=ar&v=es");
  CHECK(bibtex.status == 200);
  CHECK(bibtex.content_type == "application/x-bibtex; charset=utf-8");
  CHECK(*bibtex.header("Content-Disposition") == "attachment; filename=\"ferry.bib\"");
  CHECK(bibtex.body->starts_with("@online{ferry-ar2,\n  author = {{Tamsin Veld}},\n"));
  CHECK(bibtex.body->find("  url = {" + url + "},\n") != std::string::npos);
  CHECK(bibtex.body->find("ar, revision 2, original, sha-256 " + digest) != std::string::npos);

  const Response ris = get(application, "/a/ferry/cite?format=ris&v=ar&v=es");
  CHECK(ris.body->starts_with("TY  - ELEC\r\nTI  - عودة"));
  CHECK(ris.body->find("UR  - " + url + "\r\n") != std::string::npos);
  CHECK(ris.body->ends_with("\r\nER  - \r\n"));

  const Response csl = get(application, "/a/ferry/cite?format=csl-json&v=ar&v=es");
  const auto items = nlohmann::json::parse(*csl.body);
  REQUIRE(items.size() == 1);
  CHECK(items[0]["URL"] == url);
  CHECK(items[0]["author"][0]["literal"] == "Tamsin Veld");
  CHECK(items[0]["accessed"]["date-parts"][0].size() == 3);

  CHECK(get(application, "/a/ferry/cite").status == 400);
  CHECK(get(application, "/a/ferry/cite?format=endnote").status == 400);
  CHECK(get(application, "/a/fery/cite?format=ris").status == 404);
}

TEST_CASE("what an author is called ends no field of a citation", "[http]") {
  SampleArchive sample;
  sample.add("tide", "he", {{Role::title, "גאות"}, {Role::paragraph, "המים עולים לאט."}},
             {{Property::kind, "original"}, {Property::author, kHostile}});
  const Application application(sample.archive());

  const Response bibtex = get(application, "/a/tide/cite?format=bibtex");
  int depth = 0;
  for (std::size_t i = 0; i < bibtex.body->size(); ++i) {
    const char c = (*bibtex.body)[i];
    if (c == '\\') {
      ++i;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}') {
      --depth;
      CHECK(depth >= 0);
    }
  }
  CHECK(depth == 0);
  CHECK(bibtex.body->find("\\input") == std::string::npos);

  const Response ris = get(application, "/a/tide/cite?format=ris");
  CHECK(ris.body->find("\r\nER") == ris.body->size() - std::string_view("\r\nER  - \r\n").size());
  std::size_t types = 0;
  for (std::size_t at = 0; (at = ris.body->find("\nTY  - ", at)) != std::string::npos; ++at)
    ++types;
  CHECK(types == 0);

  const auto items = nlohmann::json::parse(*get(application, "/a/tide/cite?format=csl-json").body);
  CHECK(items.size() == 1);
}

TEST_CASE("the address in a citation is that of the host that was asked", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  Request request;
  REQUIRE(request.set_target("/a/ferry/cite?format=ris"));
  request.host = "a.example";
  CHECK(application.handle(request).body->find("UR  - http://a.example/a/ferry") !=
        std::string::npos);
  request.host = "b.example";
  CHECK(application.handle(request).body->find("UR  - http://b.example/a/ferry") !=
        std::string::npos);
}

TEST_CASE("behind a proxy whole addresses begin with that of the proxy, whatever host is asked",
          "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive(),
                                {.public_url = PublicUrl::parse("https://Archive.example:443/")});
  for (const char* host : {"127.0.0.1:8080", "evil.example", ""}) {
    CAPTURE(host);
    const auto ask = [&](const char* target) {
      Request request;
      REQUIRE(request.set_target(target));
      request.host = host;
      return *application.handle(request).body;
    };
    CHECK(ask("/a/ferry/cite?format=ris").find("UR  - https://archive.example/a/ferry/") !=
          std::string::npos);
    const std::string map = ask("/timemap/link/a/ferry/ar");
    CHECK(map.starts_with("<https://archive.example/a/ferry/ar>; rel=\"original\""));
    CHECK(map.find("<https://archive.example/a/ferry/ar@2>") != std::string::npos);
    CHECK(map.find("http://") == std::string::npos);
    const auto json = nlohmann::json::parse(ask("/timemap/json/a/ferry/ar"));
    CHECK(json["timegate_uri"] == "https://archive.example/timegate/a/ferry/ar");
  }
}

TEST_CASE("a public address is a scheme and a host, nothing behind it", "[http]") {
  const auto parsed = [](const char* text) {
    const auto url = PublicUrl::parse(text);
    return url ? url->text() : std::string("none");
  };
  CHECK(parsed("https://archive.example") == "https://archive.example");
  CHECK(parsed("HTTPS://ARCHIVE.example:8443/") == "https://archive.example:8443");
  CHECK(parsed("http://archive.example:80") == "http://archive.example");
  CHECK(parsed("http://archive.example:443") == "http://archive.example:443");
  CHECK(parsed("https://[2001:db8::443]") == "https://[2001:db8::443]");
  CHECK(parsed("https://[2001:db8::1]:443") == "https://[2001:db8::1]");
  for (const char* text :
       {"", "archive.example", "ftp://archive.example", "https://", "https:///", "https://:443",
        "https://archive.example/articles", "https://archive.example?", "https://a@b.example",
        "https://archive.example:", "https://archive.example:https", "https://2001:db8::1",
        "https://[2001:db8::1", "https://archive.example\r\nX: y", "https://مثال.example"}) {
    CAPTURE(text);
    CHECK(parsed(text) == "none");
  }
}

TEST_CASE("a language alone chooses its version by the most human hand", "[http]") {
  SampleArchive sample;
  sample.fill();
  sample.add("ferry", "he~automat", {{Role::title, "המעבורת"}}, {{Property::kind, "machine"}});
  sample.add("ferry", "he~yael", {{Role::title, "המעבורת חוזרת"}}, {{Property::kind, "human"}});
  const Application application(sample.archive());
  const Response page = get(application, "/a/ferry/compare?v=ar&v=he");
  CHECK(page.body->find("he~yael</span><span class=\"from\"> · r1") != std::string::npos);
  CHECK(page.body->find("he~automat ·") == std::string::npos);
  CHECK(page.body->find("There is no version") == std::string::npos);
  // One that is named exactly is what is meant.
  CHECK(get(application, "/a/ferry/compare?v=ar&v=es").body->find("es · r1") == std::string::npos);
}

TEST_CASE("labels in neighbouring rows of different versions share a row", "[http]") {
  SampleArchive sample;
  sample.add("tide", "he",
             {{Role::title, "הגאות של 1931"},
              {Role::paragraph, "ב-1931 עלו המים לאט מאוד בנמל הישן, 48 שעות בלי הפסקה."},
              {Role::paragraph, "רק 17 סירות נקשרו בזמן, ו-206 נסחפו אל הים הפתוח."}},
             {{Property::kind, "original"}});
  for (const char* variant : {"ar", "th"}) {
    const bool arabic = variant[0] == 'a';
    sample.add(
        "tide", variant,
        {{Role::title, arabic ? "مد عام 1931" : "น้ำขึ้นปี 1931"},
         {Role::label, arabic ? "ترجمة آلية" : "แปลโดยอัตโนมัติ"},
         {Role::paragraph,
          arabic ? "في 1931 ارتفع الماء ببطء شديد في الميناء القديم، 48 ساعة بلا انقطاع."
                 : "ในปี 1931 น้ำในท่าเรือเก่าค่อย ๆ สูงขึ้นตลอด 48 ชั่วโมง"},
         {Role::paragraph, arabic ? "لم يُربط في الوقت سوى 17 قاربًا، وجرف الماء 206 إلى عرض البحر."
                                  : "มีเรือเพียง 17 ลำที่ผูกไว้ทัน และ 206 ลำถูกพัดออกทะเล"}},
        {{Property::kind, "machine"}});
  }
  const Application application(sample.archive());
  const Response page = get(application, "/a/tide/compare");
  // At the foot of the cells before, where they take no row from the other columns.
  CHECK(page.body->find("label shown with a version") == std::string::npos);
  CHECK(page.body->find("only o1 o2") == std::string::npos);
  const std::size_t arabic = page.body->find("<p class=\"shown\" lang=\"ar\" dir=\"rtl\"");
  REQUIRE(arabic != std::string::npos);
  CHECK(page.body->find("ترجمة آلية</p>", arabic) < page.body->find("</td>", arabic));
  CHECK(page.body->find("แปลโดยอัตโนมัติ</p></td>") != std::string::npos);
}

TEST_CASE("fonts are kept for ever and not compressed again", "[http]") {
  SampleArchive sample;
  const Application application(sample.archive());
  const Response style = get(application, style_address());
  if (embedded_fonts().empty()) {
    WARN("skipped: the program was built without fonts");
    return;
  }
  const std::regex address("url\\((/static/[a-z_]+\\.[0-9a-f]{16}\\.woff2)\\)");
  std::size_t fonts = 0;
  for (std::sregex_iterator match(style.body->begin(), style.body->end(), address), end;
       match != end; ++match, ++fonts) {
    Request request;
    REQUIRE(request.set_target((*match)[1].str()));
    request.accepts_gzip = true;
    const Response font = application.handle(request);
    CHECK(font.status == 200);
    CHECK(font.content_type == "font/woff2");
    CHECK(font.body->starts_with("wOF2"));
    CHECK_FALSE(font.gzip_body);
    CHECK(font.header("Cache-Control")->find("immutable") != std::string::npos);
  }
  // The one for spaces names the same file again.
  CHECK(fonts == embedded_fonts().size() + 1);
}
