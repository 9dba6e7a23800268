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
  CHECK(page.find("<td>title</td>") != std::string::npos);
  CHECK(page.find("<td>label</td>") != std::string::npos);     // the block
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
