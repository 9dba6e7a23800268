#include "http/writing/import_page.h"

#include "http/application.h"
#include "http/problem.h"
#include "http/writing/form.h"
#include "tests/catch.h"
#include "tests/http/markup.h"
#include "tests/http/sample_archive.h"

using namespace hexapla;
using hexapla::test::SampleArchive;

namespace {

struct Desk {
  SampleArchive sample;
  TokenFile tokens{sample.archive().directory()};
  TokenFile::Created token = tokens.create("Ana Sil", 0);
  Application application{sample.archive(),
                          {.writing = std::make_shared<Writing>(sample.archive(), tokens)}};

  Desk() { sample.fill(); }

  Response send(std::string_view path,
                const std::vector<std::pair<std::string, std::string>>& fields) {
    Request request;
    request.method = "POST";
    REQUIRE(request.set_target(path));
    request.host = "localhost:8080";
    request.origin = "http://localhost:8080";
    request.content_type = "multipart/form-data; boundary=\"--x y\"";
    for (const auto& [name, value] : fields) {
      request.body += "----x y\r\nContent-Disposition: form-data; name=\"" + name + "\"" +
                      (name == "file" ? "; filename=\"C:\\texts\\th.md\"" : "") + "\r\n\r\n" +
                      value + "\r\n";
    }
    request.body += "----x y--\r\n";
    return application.handle(request);
  }
  std::uint64_t events() { return sample.archive().read().event_count(); }
};

// The value of the hidden field of this name.
std::string hidden_in(const std::string& page, const std::string& name) {
  const std::string before = "name=\"" + name + "\" value=\"";
  const std::size_t at = page.find(before);
  REQUIRE(at != std::string::npos);
  const std::size_t begin = at + before.size();
  return page.substr(begin, page.find('"', begin) - begin);
}

constexpr const char* kThai =
    "# เรือข้ามฟากกลางคืน\n\nPowered by automated translation\n\nเรือข้ามฟากจะรับผู้โดยสารอีกครั้ง\n";

}  // namespace

TEST_CASE("a text is shown as understood, and stored only when its sender says so",
          "[http][writing]") {
  Desk desk;
  const std::uint64_t events = desk.events();
  const Response preview = desk.send("/import/preview", {{"text", ""},
                                                         {"file", kThai},
                                                         {"article", "ferry"},
                                                         {"variant", "th~web"},
                                                         {"language", "th"},
                                                         {"from", "ferry/ar@1"}});
  REQUIRE(preview.status == 200);
  CHECK(desk.events() == events);
  CHECK(preview.header("ETag") == nullptr);
  const std::string& page = *preview.body;
  CHECK(page.find("เรือข้ามฟากจะรับผู้โดยสารอีกครั้ง") != std::string::npos);
  CHECK(page.find("<option value=\"1:title\" selected>") != std::string::npos);
  CHECK(page.find("<option value=\"2:label\" selected>") != std::string::npos);
  CHECK(page.find("Beside ferry/ar@1") != std::string::npos);  // the alignment
  CHECK(page.find("machine") != std::string::npos);

  const std::vector<std::pair<std::string, std::string>> fields = {
      {"bytes", hidden_in(page, "bytes")},       {"file-name", hidden_in(page, "file-name")},
      {"article", hidden_in(page, "article")},   {"variant", hidden_in(page, "variant")},
      {"language", hidden_in(page, "language")}, {"from", hidden_in(page, "from")}};
  auto signed_fields = fields;
  signed_fields.emplace_back("token", "hxw_forged");
  CHECK(desk.send("/import/store", signed_fields).status == 401);
  CHECK(desk.send("/import/store", fields).status == 401);
  CHECK(desk.events() == events);
  signed_fields.back().second = desk.token.secret;
  const Response stored = desk.send("/import/store", signed_fields);
  CHECK(stored.status == 303);
  REQUIRE(stored.header("Location"));
  Request read;
  REQUIRE(read.set_target(*stored.header("Location")));
  CHECK(desk.application.handle(read).status == 200);
  // The capture is the bytes as they came.
  const auto record =
      desk.sample.archive().read().revision(*RevisionAddress::parse("ferry/th~web@1"));
  REQUIRE(record);
  CHECK(record->actor == "Ana Sil");
  REQUIRE(record->capture);
  CHECK(record->capture->digest == Digest::of(kThai));
  CHECK(record->capture->file_name == "th.md");
}

TEST_CASE("the preview says where the text goes, and what is there already", "[http][writing]") {
  Desk desk;
  const std::uint64_t events = desk.events();
  const auto preview = [&](std::vector<std::pair<std::string, std::string>> fields) {
    const Response page = desk.send("/import/preview", fields);
    REQUIRE(page.status == 200);
    INFO(test::nesting_fault(*page.body));
    CHECK(test::nesting_fault(*page.body).empty());
    return *page.body;
  };
  const std::string arabic = preview({{"text", "عودة العبّارة إلى الميناء"},
                                      {"language", "ar"},
                                      {"article", "ferry"},
                                      {"kind", "original"}});
  CHECK(arabic.find("<a href=\"/a/ferry\"><code>ferry</code></a>") != std::string::npos);
  CHECK(arabic.find("<code>ar</code>, which is there: it gets a new revision") !=
        std::string::npos);
  CHECK(arabic.find("<dt>Revision</dt><dd>3</dd>") != std::string::npos);
  CHECK(arabic.find("<code>es~desk</code>") != std::string::npos);
  const std::string other = preview({{"text", "El barco vuelve."},
                                     {"language", "es"},
                                     {"article", "ferry"},
                                     {"from", "unknown"}});
  CHECK(other.find("<code>es~unknown</code>, a new one") != std::string::npos);
  const std::string thai = preview({{"text", "# Lake เรือ\n\nเรือกลับมา"}, {"language", "th"}});
  CHECK(thai.find("<dt>Article</dt><dd><code>lake-") != std::string::npos);
  CHECK(thai.find("</code>, a new one</dd>") != std::string::npos);
  CHECK(thai.find("Kind unknown") != std::string::npos);
  const std::string refused = preview(
      {{"text", "El barco vuelve."}, {"language", "es"}, {"article", "boat"}, {"kind", "machine"}});
  CHECK(refused.find("It cannot be stored like this: there is no article") != std::string::npos);
  CHECK(desk.events() == events);
}

TEST_CASE("a text that is held already is called so before it is stored again", "[http][writing]") {
  Desk desk;
  const std::vector<std::pair<std::string, std::string>> fields = {
      {"text", "# 渡船\n\n渡船回来了。"},
      {"language", "zh-Hans"},
      {"article", "ferry"},
      {"from", "unknown"}};
  auto stored = fields;
  stored.emplace_back("token", desk.token.secret);
  REQUIRE(desk.send("/import/store", stored).status == 303);
  const Response preview = desk.send("/import/preview", fields);
  CHECK(preview.body->find("held already, as ferry/zh-Hans@1") != std::string::npos);
}

TEST_CASE("a pasted text beside a file is not left out without a word", "[http][writing]") {
  Desk desk;
  const char* const words = "The pasted text is left out";
  CHECK(desk.send("/import/preview", {{"text", "مرحبا"}, {"file", kThai}, {"language", "th"}})
            .body->find(words) != std::string::npos);
  CHECK(desk.send("/import/preview", {{"text", ""}, {"file", kThai}, {"language", "th"}})
            .body->find(words) == std::string::npos);
}

TEST_CASE("sentences that share a cell of the alignment are paragraphs of their own",
          "[http][writing]") {
  Desk desk;
  desk.sample.add("lake", "en",
                  {{Role::title, "The lake"},
                   {Role::paragraph, "The old ferry sails at night."},
                   {Role::paragraph, "It carries 412 people over the cold water."}},
                  {{Property::kind, "original"}});
  const Response preview = desk.send(
      "/import/preview",
      {{"text",
        "# El lago\n\nEl viejo ferry navega de noche y lleva a 412 personas por el agua fría."},
       {"language", "es"},
       {"article", "lake"},
       {"from", "lake/en@1"}});
  const std::string& page = *preview.body;
  CHECK(page.find("<p>The old ferry sails at night.</p>") != std::string::npos);
  CHECK(page.find("<p>It carries 412 people over the cold water.</p>") != std::string::npos);
}

TEST_CASE("pasted markup is shown as text", "[http][writing]") {
  Desk desk;
  const Response preview = desk.send(
      "/import/preview", {{"text", "<script>alert(1)</script>\n\n\"><img src=x onerror=alert(1)>"},
                          {"language", "en"},
                          {"engine", "\"><script>"}});
  REQUIRE(preview.status == 200);
  CHECK(preview.body->find("<script>") == std::string::npos);
  CHECK(preview.body->find("<img") == std::string::npos);
}

TEST_CASE("the import page says what is wrong, as a page", "[http][writing]") {
  Desk desk;
  const Response empty = desk.send("/import/preview", {{"text", ""}});
  CHECK(empty.status == 400);
  CHECK(empty.content_type == "text/html; charset=utf-8");
  const Response wrong =
      desk.send("/import/preview", {{"text", "مرحبا"}, {"language", "not a tag"}});
  CHECK(wrong.status == 400);
  CHECK(wrong.body->find("language") != std::string::npos);
  CHECK(desk.send("/import/store", {{"bytes", "%%"}, {"token", desk.token.secret}}).status == 400);
}

TEST_CASE("the import form is there where writing is on", "[http][writing]") {
  Desk desk;
  Request request;
  REQUIRE(request.set_target("/import"));
  const Response form = desk.application.handle(request);
  CHECK(form.status == 200);
  CHECK(form.body->find("enctype=\"multipart/form-data\"") != std::string::npos);
  const Application reading_only(desk.sample.archive());
  const Response off = reading_only.handle(request);
  CHECK(off.status == 404);
  CHECK(off.body->find("hexapla serve --write") != std::string::npos);
}

TEST_CASE("forms are read in both encodings, and cut off ones refused", "[http][writing]") {
  const Form pairs =
      Form::parse("application/x-www-form-urlencoded", "text=%D8%B9+b&article=ferry&empty=");
  CHECK(pairs.value("text") == "ع b");
  CHECK(pairs.value("article") == "ferry");
  CHECK(pairs.field("empty") != nullptr);
  CHECK(pairs.field("other") == nullptr);
  const std::string parts =
      "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\na\r\n--bc\r\nb\r\n--b--\r\n";
  CHECK(Form::parse("multipart/form-data; boundary=b", parts).value("text") == "a\r\n--bc\r\nb");
  for (std::size_t length = 0; length + 4 < parts.size(); ++length) {
    INFO(length);
    CHECK_THROWS_AS(Form::parse("multipart/form-data; boundary=b", parts.substr(0, length)),
                    Problem);
  }
  CHECK_THROWS_AS(Form::parse("multipart/form-data", parts), Problem);
  CHECK_THROWS_AS(Form::parse("text/plain", "a=b"), Problem);
  CHECK_THROWS_AS(Form::parse("application/x-www-form-urlencoded", "a=%zz"), Problem);
}

TEST_CASE("what blocks are is changed before the text is stored", "[http][writing]") {
  Desk desk;
  std::vector<std::pair<std::string, std::string>> fields = {
      {"text",
       "Powered by automated translation\n\nเรือข้ามฟากกลางคืน\n\nเรือข้ามฟากจะรับผู้โดยสารอีกครั้ง\n"},
      {"language", "th"},
      {"article", "ferry"},
      {"variant", "th~web"},
      {"from", "ferry/ar@1"}};
  const auto stored = [&](const char* variant, std::vector<std::string> roles) {
    auto all = fields;
    all[3].second = variant;
    for (std::string& role : roles) all.emplace_back("role", std::move(role));
    const Response preview = desk.send("/import/preview", all);
    CHECK(preview.status == 200);
    all.emplace_back("token", desk.token.secret);
    REQUIRE(desk.send("/import/store", all).status == 303);
    return *preview.body;
  };
  const auto roles_of = [&](const char* address) {
    const Reading reading = desk.sample.archive().read();
    std::string roles;
    const auto view = reading.view(*RevisionAddress::parse(address));
    REQUIRE(view);
    for (const auto& block : view->blocks()) roles += std::string(name(block.role)) + " ";
    return roles;
  };
  stored("th~web", {});
  CHECK(roles_of("ferry/th~web@1") == "label title paragraph ");
  const std::string changed = stored("th~desk", {"1:caption", "2:heading", "3:standfirst"});
  CHECK(roles_of("ferry/th~desk@1") == "caption heading standfirst ");
  CHECK(changed.find("<option value=\"1:caption\" selected>") != std::string::npos);
  // What is said to be no label claims nothing.
  const Reading reading = desk.sample.archive().read();
  CHECK(reading.provenance(*RevisionAddress::parse("ferry/th~web@1")).labels.size() == 1);
  CHECK(reading.provenance(*RevisionAddress::parse("ferry/th~desk@1")).labels.empty());
  // The capture is what came.
  CHECK(reading.revision(*RevisionAddress::parse("ferry/th~web@1"))->capture->digest ==
        reading.revision(*RevisionAddress::parse("ferry/th~desk@1"))->capture->digest);

  const std::uint64_t events = desk.events();
  for (const char* wrong : {"4:caption", "0:caption", "1:poem", "caption", "1x:title", ":title",
                            "-1:title", "99999999999999999999:title", "<b>"}) {
    CAPTURE(wrong);
    auto all = fields;
    all.emplace_back("role", wrong);
    all.emplace_back("token", desk.token.secret);
    CHECK(desk.send("/import/preview", all).status == 400);
    CHECK(desk.send("/import/store", all).status == 400);
  }
  CHECK(desk.events() == events);
}

TEST_CASE("the preview remarks on a label that speaks against the kind given", "[http][writing]") {
  Desk desk;
  const std::vector<std::pair<std::string, std::string>> fields = {
      {"file", kThai}, {"language", "th"}, {"kind", "original"}};
  const char* const words =
      "This text is original as declared by preview, yet the text itself bears the label «Powered "
      "by automated "
      "translation»";
  CHECK(desk.send("/import/preview", fields).body->find(words) != std::string::npos);
  auto denied = fields;
  denied.emplace_back("role", "2:byline");
  CHECK(desk.send("/import/preview", denied).body->find("yet the text itself") ==
        std::string::npos);
}
