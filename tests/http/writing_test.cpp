#include "http/writing/writing.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "http/application.h"
#include "http/writing/form.h"
#include "tests/catch.h"
#include "tests/http/sample_archive.h"
#include "tests/temporary_folder.h"
#include "translate/align/held_alignment.h"

using namespace hexapla;
using hexapla::test::SampleArchive;
using nlohmann::json;

namespace {

// An application that takes writing from who has `secret`.
struct Desk {
  SampleArchive sample;
  TokenFile tokens{sample.archive().directory()};
  TokenFile::Created token = tokens.create("Ana Sil", 0);
  Application application{sample.archive(),
                          {.writing = std::make_shared<Writing>(sample.archive(), tokens)}};

  Desk() { sample.fill(); }

  Request request(std::string_view target, std::string body,
                  std::string type = "application/json") const {
    Request request;
    request.method = "POST";
    REQUIRE(request.set_target(target));
    request.host = "127.0.0.1:8080";
    request.authorization = "Bearer " + token.secret;
    request.content_type = std::move(type);
    request.body = std::move(body);
    return request;
  }
  Response post(std::string_view target, std::string body,
                std::string type = "application/json") const {
    return application.handle(request(target, std::move(body), std::move(type)));
  }
};

json body_of(const Response& response) { return json::parse(*response.body); }

std::vector<json> lines_of(const Response& response) {
  std::vector<json> lines;
  for (std::size_t at = 0; at < response.body->size();) {
    const std::size_t end = response.body->find('\n', at);
    lines.push_back(json::parse(response.body->substr(at, end - at)));
    at = end + 1;
  }
  return lines;
}

std::vector<std::string> outcomes_of(const std::vector<json>& lines) {
  std::vector<std::string> outcomes;
  for (const json& line : lines) outcomes.push_back(line["outcome"]);
  return outcomes;
}

constexpr const char* kThai =
    R"({"article":"ferry","variant":"th~desk","language":"th","kind":"human","blocks":[{"text":"เรือข้ามฟากกลับมาแล้ว"}]})";

}  // namespace

TEST_CASE("a revision is added over HTTP once, in the name of the token", "[http][writing]") {
  Desk desk;
  const Response added = desk.post("/api/v1/revisions", kThai);
  REQUIRE(added.status == 201);
  CHECK(body_of(added)["outcome"] == "added");
  CHECK(body_of(added)["address"] == "ferry/th~desk@1");
  CHECK(*added.header("Location") ==
        "/api/v1/revisions/" + body_of(added)["digest"].get<std::string>());
  CHECK(added.header("Access-Control-Allow-Origin") == nullptr);
  CHECK(*added.header("Cache-Control") == "no-store");
  const Response again = desk.post("/api/v1/revisions", kThai);
  CHECK(again.status == 200);
  CHECK(body_of(again)["outcome"] == "unchanged");
  CHECK(body_of(again)["event"] == body_of(added)["event"]);
  const auto event = desk.sample.archive().read().event(body_of(added)["event"]);
  REQUIRE(event);
  CHECK(event->actor == "Ana Sil");
}

TEST_CASE("what is written is read at once, by who had read the page before", "[http][writing]") {
  Desk desk;
  Request read;
  REQUIRE(read.set_target("/api/v1/articles/ferry"));
  const std::size_t before = body_of(desk.application.handle(read))["versions"].size();
  REQUIRE(desk.post("/api/v1/revisions", kThai).status == 201);
  CHECK(body_of(desk.application.handle(read))["versions"].size() == before + 1);
}

TEST_CASE("forms of pages that came through the proxy are taken, by whatever name it asks us",
          "[http][writing]") {
  Desk desk;
  const Application behind_proxy{
      desk.sample.archive(),
      {.writing = std::make_shared<Writing>(desk.sample.archive(), desk.tokens),
       .public_url = PublicUrl::parse("https://archive.example")}};
  Request request = desk.request("/api/v1/revisions", kThai);
  const auto status_from = [&](const Application& application, const char* origin) {
    request.origin = origin;
    return application.handle(request).status;
  };
  CHECK(status_from(desk.application, "https://archive.example") == 403);
  CHECK(status_from(behind_proxy, "https://archive.example") == 201);
  CHECK(status_from(behind_proxy, "http://archive.example") == 403);
  CHECK(status_from(behind_proxy, "https://archive.example.evil.example") == 403);
  CHECK(status_from(behind_proxy, "null") == 403);
}

TEST_CASE("lines are answered line by line, and one that is wrong stops no other",
          "[http][writing]") {
  Desk desk;
  const std::string lines = std::string(kThai) + "\n{\"language\":\"ar\"}\nnot JSON\n" + kThai +
                            "\r\n" +
                            R"({"article":"ferry","language":"zh-Hans","text":"渡轮回来了。"})";
  const Response response =
      desk.post("/api/v1/revisions", lines, "application/x-ndjson; charset=utf-8");
  REQUIRE(response.status == 200);
  CHECK(response.content_type == "application/x-ndjson");
  const std::vector<json> answers = lines_of(response);
  REQUIRE(answers.size() == 5);
  const char* outcomes[] = {"added", "refused", "refused", "unchanged", "added"};
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(answers[i]["line"] == i + 1);
    CHECK(answers[i]["outcome"] == outcomes[i]);
  }
  CHECK(answers[2]["status"] == 400);
  CHECK(answers[2].contains("byte"));
}

TEST_CASE("blank lines are passed over as in an import, and others keep their numbers",
          "[http][writing]") {
  Desk desk;
  for (const char* target : {"/api/v1/revisions", "/api/v1/revisions?atomic=1"}) {
    const Response response =
        desk.post(target, "\n \r\n" + std::string(kThai) + "\n\n", "application/x-ndjson");
    CHECK(response.status == 200);
    const std::vector<json> answers = lines_of(response);
    REQUIRE(answers.size() == 1);
    CHECK(answers[0]["line"] == 3);
    CHECK(answers[0]["address"] == "ferry/th~desk@1");
  }
}

TEST_CASE("more lines than are answered at once are refused whole", "[http][writing]") {
  Desk desk;
  const std::uint64_t before = desk.sample.archive().read().event_count();
  std::string lines = std::string(kThai) + "\n";
  for (int i = 0; i < 100'000; ++i) lines += "1\n";
  const Response response = desk.post("/api/v1/revisions", lines, "application/x-ndjson");
  CHECK(response.status == 413);
  CHECK(response.body->find("100000 lines") != std::string::npos);
  CHECK(desk.sample.archive().read().event_count() == before);
}

TEST_CASE("a form of too many fields is told so", "[http][writing]") {
  Desk desk;
  std::string form = "token=" + desk.token.secret;
  for (std::size_t i = 1; i <= kMostFields; ++i) form += "&o=" + std::to_string(i);
  const Response response = desk.post("/correct", form, "application/x-www-form-urlencoded");
  CHECK(response.status == 400);
  CHECK(response.body->find("more than 1100 fields") != std::string::npos);
}

TEST_CASE("lines that belong together are added all at once, or none of them", "[http][writing]") {
  Desk desk;
  const auto events = [&] { return desk.sample.archive().read().event_count(); };
  const std::uint64_t before = events();
  const auto post = [&](const std::string& lines) {
    return desk.post("/api/v1/revisions?atomic=1", lines, "application/x-ndjson");
  };
  const std::string chinese =
      R"({"article":"tide","language":"zh-Hans","kind":"original","text":"潮水来了。"})";
  const std::string thai =
      R"({"article":"tide","language":"th","kind":"machine","from":"tide/zh-Hans@1","text":"น้ำขึ้นแล้ว"})";
  const std::string astray =
      R"({"article":"tide","language":"ar","kind":"machine","from":"tide/zh-Hans@7","text":"جاء المد"})";
  using Outcomes = std::vector<std::string>;

  SECTION("a line that is no revision keeps out the others") {
    const Response response = post(chinese + "\n{\"language\":\"ar\"}\n" + thai + "\n");
    CHECK(response.status == 422);
    CHECK(response.content_type == "application/x-ndjson");
    const auto answers = lines_of(response);
    CHECK(outcomes_of(answers) == Outcomes{"not-added", "refused", "not-added"});
    CHECK(answers[1]["status"] == 400);
    CHECK(answers[2]["line"] == 3);
    CHECK(events() == before);
  }
  SECTION("so does one that the archive refuses, and nothing of the first is to be seen") {
    const Response response = post(chinese + "\n" + thai + "\n" + astray);
    CHECK(response.status == 422);
    const auto answers = lines_of(response);
    CHECK(outcomes_of(answers) == Outcomes{"not-added", "not-added", "refused"});
    CHECK(answers[2]["status"] == 404);
    CHECK(events() == before);
    CHECK_FALSE(desk.sample.archive().read().article(*ArticleId::parse("tide")));
  }
  SECTION("good ones may build on those before them") {
    const Response response = post(chinese + "\n" + thai + "\n" + chinese);
    CHECK(response.status == 200);
    const auto answers = lines_of(response);
    CHECK(outcomes_of(answers) == Outcomes{"added", "added", "unchanged"});
    CHECK(answers[1]["address"] == "tide/th@1");
    CHECK(answers[0]["event"] == before);
    CHECK(answers[1]["event"] == before + 1);
    CHECK(answers[2]["event"] == before);
    CHECK(events() == before + 2);
    // The same again changes nothing.
    CHECK(outcomes_of(lines_of(post(chinese + "\n" + thai))) == Outcomes{"unchanged", "unchanged"});
    CHECK(events() == before + 2);
    CHECK(desk.sample.archive().verify([](auto, auto, auto) {}).empty());
  }
  SECTION("no line at all is no failure, and another word than 0 or 1 is one") {
    CHECK(post("").status == 200);
    CHECK(desk.post("/api/v1/revisions?atomic=yes", thai, "application/x-ndjson").status == 400);
    CHECK(events() == before);
  }
}

TEST_CASE("statements are recorded and taken back over HTTP", "[http][writing]") {
  Desk desk;
  const Response stated = desk.post(
      "/api/v1/statements",
      R"({"revision":"ferry/es@1","statements":[{"property":"editor","value":"ليلى","basis":"declared"}]})");
  REQUIRE(stated.status == 201);
  const auto address = desk.sample.archive().read().resolve("ferry/es@1");
  const auto provenance = desk.sample.archive().read().provenance(address);
  REQUIRE(provenance.editor);
  CHECK(provenance.editor->value == "ليلى");
  CHECK(provenance.editor->asserted_by == "Ana Sil");
  const std::string event = std::to_string(body_of(stated)["event"].get<int>());
  CHECK(
      desk.post("/api/v1/retractions", R"({"event":)" + event + R"(,"index":0,"reason":"a slip"})")
          .status == 201);
  CHECK_FALSE(desk.sample.archive().read().provenance(address).editor);
}

TEST_CASE("content that is wrong is refused with its place, and nothing is written",
          "[http][writing]") {
  Desk desk;
  const std::uint64_t events = desk.sample.archive().read().event_count();
  const Response wrong = desk.post(
      "/api/v1/statements", R"({"revision":"ferry/es@1","statements":[{"property":"colour"}]})");
  CHECK(wrong.status == 400);
  CHECK(body_of(wrong)["pointer"].is_string());
  CHECK(desk.post("/api/v1/statements", R"({"revision":"ferry/es@1","statements":[]})").status ==
        400);
  CHECK(
      desk.post(
              "/api/v1/statements",
              R"({"revision":"nowhere/es@1","statements":[{"property":"editor","value":"x","basis":"declared"}]})")
          .status == 404);
  CHECK(desk.post("/api/v1/revisions", "{").status == 400);
  CHECK(desk.post("/api/v1/revisions", kThai, "text/plain").status == 415);
  CHECK(desk.post("/api/v1/retractions", R"({"event":99999,"index":0})").status >= 400);
  CHECK(desk.post("/api/v1/stats", "{}").status == 404);
  CHECK(desk.sample.archive().read().event_count() == events);
}

TEST_CASE("nobody writes without a token, with a revoked one, or from another site",
          "[http][writing]") {
  Desk desk;
  const std::uint64_t events = desk.sample.archive().read().event_count();
  Request request = desk.request("/api/v1/revisions", kThai);
  for (const char* wrong : {"", "Bearer", "Bearer hxw_", "Basic YTpi", "bearer  hxw_x"}) {
    request.authorization = wrong;
    const Response refused = desk.application.handle(request);
    CHECK(refused.status == 401);
    REQUIRE(refused.header("WWW-Authenticate"));
  }
  request = desk.request("/api/v1/revisions", kThai);
  request.origin = "https://elsewhere.example";
  CHECK(desk.application.handle(request).status == 403);
  request.origin = "null";
  CHECK(desk.application.handle(request).status == 403);
  request.origin.clear();
  request.fetch_site = "cross-site";
  CHECK(desk.application.handle(request).status == 403);
  request.fetch_site = "same-origin";
  request.origin = "http://127.0.0.1:8080";
  REQUIRE(desk.tokens.revoke(desk.token.token.id));
  CHECK(desk.application.handle(request).status == 401);
  CHECK(desk.sample.archive().read().event_count() == events);

  const Application closed(desk.sample.archive());
  CHECK(closed.handle(request).status == 405);
  CHECK_FALSE(closed.body_limit(request));
}

namespace {

constexpr const char* kForm = "application/x-www-form-urlencoded";

// Whether sentence 2 of the Spanish version is all that renders the original's sentences 2 and 3.
bool is_linked(Desk& desk) {
  const Reading reading = desk.sample.archive().read();
  for (const Bead& bead :
       alignment_between(reading, reading.resolve("ferry/ar"), reading.resolve("ferry/es")).beads)
    if (bead.source == SegmentRange{1, 2} && bead.target == SegmentRange{1, 1}) return true;
  return false;
}

}  // namespace

TEST_CASE("beads are corrected over HTTP in the name of the token, and that is undone",
          "[http][writing][beads]") {
  Desk desk;
  const Response linked = desk.post(
      "/api/v1/beads",
      R"({"change":"link","version":"ferry/es","sentences":"2-3:2","reason":"جملة لجملتين"})");
  REQUIRE(linked.status == 201);
  CHECK(body_of(linked)["address"] == "ferry/es@1");
  CHECK(body_of(linked)["original"] == "ferry/ar@2");
  CHECK(is_linked(desk));
  // The page's JSON says who did, and what undoes it.
  Request read;
  REQUIRE(read.set_target("/api/v1/articles/ferry/compare?version=ar&version=es"));
  json by_hand;
  const json compared = body_of(desk.application.handle(read));
  for (const json& row : compared["rows"])
    if (row["cells"][1].contains("by_hand")) by_hand = row["cells"][1]["by_hand"];
  REQUIRE(by_hand.size() == 1);
  CHECK(by_hand[0]["by"] == "Ana Sil");
  CHECK(by_hand[0]["statement"] == body_of(linked)["statement"]);
  const std::string undo =
      R"({"statement":")" + body_of(linked)["statement"].get<std::string>() + R"("})";
  const Response undone = desk.post("/api/v1/beads/undo", undo);
  REQUIRE(undone.status == 201);
  CHECK(body_of(undone)["address"] == "ferry/es@1");
  CHECK_FALSE(is_linked(desk));
  CHECK(desk.post("/api/v1/beads/undo", undo).status == 409);
}

TEST_CASE("a form corrects beads and goes back to the page it came from",
          "[http][writing][beads]") {
  Desk desk;
  const auto send = [&](const std::string& path, const std::string& fields) {
    Request request = desk.request(path, fields + "&token=" + desk.token.secret, kForm);
    request.authorization.clear();
    request.origin = "http://127.0.0.1:8080";
    return desk.application.handle(request);
  };
  const std::string link = "change=link&version=ferry%2Fes&sentences=2-3%3A2";
  const Response there =
      send("/api/v1/beads", link + "&back=%2Fa%2Fferry%2Fcompare%3Fversion%3Des%23s2");
  CHECK(there.status == 303);
  CHECK(*there.header("Location") == "/a/ferry/compare?version=es#s2");
  CHECK(is_linked(desk));
  const std::uint64_t event = desk.sample.archive().read().event_count() - 1;
  // Nothing leads a reader elsewhere.
  for (const char* back : {"https%3A%2F%2Fexample.org", "%2F%2Fexample.org", "%2F%5Cexample.org",
                           "%2Fa%0D%0ASet-Cookie%3A+a", ""}) {
    INFO(back);
    const Response elsewhere = send("/api/v1/beads", link + "&back=" + back);
    CHECK(elsewhere.status == 303);
    CHECK(*elsewhere.header("Location") == "/a/ferry/compare?version=es");
  }
  CHECK(send("/api/v1/beads/undo", "statement=" + std::to_string(event) + ".0").status == 303);
  // What is wrong with a form is a page.
  const Response wrong = send("/api/v1/beads", "change=join&version=ferry%2Fes&sentences=1%3A1");
  CHECK(wrong.status == 400);
  CHECK(wrong.content_type.starts_with("text/html"));
}

TEST_CASE(
    "beads are not corrected without a token, from elsewhere, or of sentences that are not there",
    "[http][writing][beads]") {
  Desk desk;
  const std::uint64_t events = desk.sample.archive().read().event_count();
  const std::string link = R"({"change":"link","version":"ferry/es","sentences":"2-3:2"})";
  Request request = desk.request("/api/v1/beads", link);
  request.authorization = "Bearer hxw_none";
  CHECK(desk.application.handle(request).status == 401);
  request.authorization.clear();
  CHECK(desk.application.handle(request).status == 401);
  Request form = desk.request(
      "/api/v1/beads", "change=link&version=ferry%2Fes&sentences=2-3%3A2&token=hxw_none", kForm);
  form.authorization.clear();
  CHECK(desk.application.handle(form).status == 401);
  form.body = "change=link&version=ferry%2Fes&sentences=2-3%3A2&token=" + desk.token.secret;
  form.origin = "https://example.org";
  CHECK(desk.application.handle(form).status == 403);
  CHECK(desk.application.body_limit(form) < Writing::kMaxBodyBytes / 100);
  CHECK(desk.post("/api/v1/beads", link, "text/plain").status == 415);
  const auto status = [&](const std::string& body) {
    return desk.post("/api/v1/beads", body).status;
  };
  CHECK(status(R"({"change":"link","version":"ferry/es","sentences":"2:99"})") == 400);
  CHECK(status(R"({"change":"link","version":"ferry/es","sentences":"2:4294967296"})") == 400);
  CHECK(status(R"({"change":"link","version":"ferry/es","sentences":"0:1"})") == 400);
  CHECK(status(R"({"change":"link","version":"ferry/es","sentences":"3-2:1"})") == 400);
  CHECK(status(R"({"change":"link","version":"ferry/es","sentences":"2"})") == 400);
  CHECK(status(R"({"change":"link","version":"ferry/es","sentences":"2:"})") == 400);
  CHECK(status(R"({"change":"link","version":"ferry/ar","sentences":"1:1"})") == 400);
  CHECK(status(R"({"change":"join","version":"ferry/es","sentences":"1:1"})") == 400);
  CHECK(status(R"({"change":"link","version":"ferry/es","sentences":"1:1","token":"x"})") == 400);
  CHECK(status(R"({"change":"link","version":"ferry/xx","sentences":"1:1"})") == 404);
  CHECK(status("[") == 400);
  const auto undo = [&](const std::string& body) {
    return desk.post("/api/v1/beads/undo", body).status;
  };
  CHECK(undo(R"({"statement":"999.0"})") == 404);
  CHECK(undo(R"({"statement":"1.99"})") == 404);
  CHECK(undo(R"({"statement":"12"})") == 400);
  CHECK(undo(R"({"statement":"1.0"})") == 409);  // says that the text is the original
  CHECK(desk.sample.archive().read().event_count() == events);
}

TEST_CASE("only who has a token may send much", "[http][writing]") {
  Desk desk;
  Request request = desk.request("/api/v1/revisions", "");
  CHECK(desk.application.body_limit(request) == Writing::kMaxBodyBytes);
  request.authorization.clear();
  const auto limit = desk.application.body_limit(request);
  REQUIRE(limit);
  CHECK(*limit < Writing::kMaxBodyBytes / 100);
  request.path = "/api/v1/stats";
  CHECK_FALSE(desk.application.body_limit(request));
}

TEST_CASE("a token's secret is kept nowhere, and its file is for its owner alone",
          "[http][writing]") {
  Desk desk;
  const auto path = desk.sample.archive().directory() / "tokens.json";
  std::ifstream file(path);
  const std::string kept((std::istreambuf_iterator<char>(file)), {});
  CHECK(kept.find(desk.token.secret) == std::string::npos);
  CHECK(kept.find(desk.token.secret.substr(4)) == std::string::npos);
  CHECK(kept.find("Ana Sil") != std::string::npos);
  CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms(0077)) ==
        std::filesystem::perms::none);
  CHECK(desk.token.secret.size() == 47);
  CHECK(desk.tokens.find(desk.token.secret)->name == "Ana Sil");
  CHECK_FALSE(desk.tokens.find("hxw_"));
}

TEST_CASE("a damaged file of tokens lets nobody in and says so", "[http][writing]") {
  Desk desk;
  std::ofstream(desk.sample.archive().directory() / "tokens.json") << "{\"tokens\":[{}]}";
  CHECK_THROWS_AS(desk.tokens.list(), StoreError);
  CHECK(desk.post("/api/v1/revisions", kThai).status == 500);
}

namespace {

// The side-by-side page's form, sent as a browser does.
struct CorrectionDesk : Desk {
  Response correct(const std::string& fields) const {
    return post("/correct", "token=" + token.secret + "&article=ferry&row=s1&" + fields,
                "application/x-www-form-urlencoded");
  }
  std::string page(const std::string& query) const {
    Request request;
    REQUIRE(request.set_target("/a/ferry/compare?" + query));
    request.host = "127.0.0.1:8080";
    return *application.handle(request).body;
  }
};

}  // namespace

TEST_CASE("beads are corrected from the page and the correction is undone", "[http][writing]") {
  CorrectionDesk desk;
  const std::string versions = "v=ar@2&v=es@1", hidden = versions;
  const Response changed = desk.correct(hidden + "&change=link&o=2&t1=2&reason=same%20ferry");
  INFO(*changed.body);
  REQUIRE(changed.status == 303);
  CHECK(changed.header("Location")->starts_with("/a/ferry/compare?v=ar@2&v=es@1&edit=s1#s1"));
  const std::string page = desk.page(versions + "&edit=s2");
  CHECK(page.find("matched by hand (link) by <bdi>Ana Sil</bdi>") != std::string::npos);
  const std::string retract = "name=\"retract\" value=\"";
  const std::size_t at = page.find(retract);
  REQUIRE(at != std::string::npos);
  const std::size_t begin = at + retract.size();
  const std::string statement = page.substr(begin, page.find('"', begin) - begin);
  CHECK(desk.correct(hidden + "&retract=" + statement).status == 303);
  CHECK(desk.page(versions + "&edit=s2").find("matched by hand") == std::string::npos);
}

TEST_CASE("correcting keeps what the page showed: the pair, the view, the folds",
          "[http][writing]") {
  CorrectionDesk desk;
  const std::string versions = "v=ar@2&v=ar@1&v=es@1&v=es~desk@1";
  const std::string state = "&before=ar@1&after=ar@2&view=difference&fold=34&signs=0&remarks=0";
  const std::string page = desk.page(versions + state + "&edit=s2");
  // In the links that lead to other rows, in the form, and in the link that leaves it.
  std::string escaped = versions + state;
  for (std::size_t at = 0; (at = escaped.find('&', at)) != std::string::npos; at += 5)
    escaped.replace(at, 1, "&amp;");
  CHECK(page.find(escaped + "&amp;edit=s1#s1") != std::string::npos);
  CHECK(page.find("<a href=\"/a/ferry/compare?" + escaped + "#s2\">Done</a>") != std::string::npos);
  for (const char* field : {"name=\"before\" value=\"ar@1\"", "name=\"view\" value=\"difference\"",
                            "name=\"fold\" value=\"34\"", "name=\"signs\" value=\"0\""}) {
    INFO(field);
    CHECK(page.find("<input type=\"hidden\" " + std::string(field)) != std::string::npos);
  }
  const Response changed =
      desk.correct(versions + state + "&change=unlink&o=1&t2=1&reason=another%20thing");
  REQUIRE(changed.status == 303);
  CHECK(*changed.header("Location") == "/a/ferry/compare?" + versions + state + "&edit=s1#s1");
  // What no page of ours sends goes nowhere.
  const Response odd = desk.correct(
      "v=ar@2&v=es@1&view=x%0d%0a&fold=9ab2&before=//evil&after=es&change=unlink&o=1&t1=1");
  REQUIRE(odd.status == 303);
  CHECK(*odd.header("Location") == "/a/ferry/compare?v=ar@2&v=es@1&fold=2&edit=s1#s1");
}

TEST_CASE("a correction without sentences or with strange numbers is refused", "[http][writing]") {
  CorrectionDesk desk;
  for (const char* fields :
       {"change=link&o=1", "change=link&t1=1", "change=shuffle&o=1&t1=1", "change=merge&o=1&t1=900",
        "change=merge&o=0&t1=1", "change=merge&o=x&t1=1", "dismiss=1:0123456789abcdef",
        "dismiss=7:", "retract=99.0", "retract=x"}) {
    INFO(fields);
    const int status = desk.correct("v=ar@2&v=es@1&" + std::string(fields)).status;
    CHECK((status >= 400 && status < 500));
  }
  CHECK(desk.correct("v=ar@2&change=merge&t1=1").status == 400);
}

TEST_CASE("pages offer corrections only where the server takes them", "[http][writing]") {
  CorrectionDesk desk;
  CHECK(desk.page("v=ar@2&v=es@1").find("class=\"fix\"") != std::string::npos);
  const Application reading(desk.sample.archive());
  Request request;
  REQUIRE(request.set_target("/a/ferry/compare?v=ar@2&v=es@1&edit=s1"));
  const std::string page = *reading.handle(request).body;
  CHECK(page.find("class=\"fix\"") == std::string::npos);
  CHECK(page.find("/correct") == std::string::npos);
}

TEST_CASE("a finding is dismissed from the page and stays to be read", "[http][writing]") {
  CorrectionDesk desk;
  const std::string versions = "v=ar@2&v=es@1";
  std::string page, button = "name=\"dismiss\" value=\"", row;
  std::size_t at = std::string::npos;
  for (int i = 1; i < 12 && at == std::string::npos; ++i) {
    row = "s" + std::to_string(i);
    page = desk.page(versions + "&edit=" + row);
    at = page.find(button);
  }
  REQUIRE(at != std::string::npos);
  const std::size_t begin = at + button.size();
  const std::string key = page.substr(begin, page.find('"', begin) - begin);
  REQUIRE(desk.correct(versions + "&reason=a%20round%20figure&dismiss=" + key).status == 303);
  page = desk.page(versions + "&edit=" + row);
  CHECK(page.find("dismissed by <bdi>Ana Sil</bdi>") != std::string::npos);
  CHECK(page.find("a round figure") != std::string::npos);
}

TEST_CASE("a dismissed omission is told in the cell that lacks the sentence", "[http][writing]") {
  CorrectionDesk desk;
  desk.sample.add(
      "tide", "ar",
      {{Role::title, "المد في الميناء القديم"},
       {Role::paragraph, "ارتفع الماء ببطء شديد في الميناء القديم طوال الليل."},
       {Role::paragraph, "لم يُربط في الوقت سوى قوارب قليلة، وجرف الماء الباقي إلى عرض البحر."}},
      {{Property::kind, "original"}});
  desk.sample.add(
      "tide", "th",
      {{Role::title, "น้ำขึ้นในท่าเรือเก่า"}, {Role::paragraph, "น้ำในท่าเรือเก่าค่อย ๆ สูงขึ้นตลอดทั้งคืน"}},
      {{Property::kind, "machine"}, {Property::derived_from, "tide/ar@1"}});
  const auto page = [&] {
    Request request;
    REQUIRE(request.set_target("/a/tide/compare?v=ar@1&v=th@1&edit=s3"));
    request.host = "127.0.0.1:8080";
    return *desk.application.handle(request).body;
  };
  const std::string before = page(), button = "name=\"dismiss\" value=\"";
  REQUIRE(before.find("wanting in this version") != std::string::npos);
  const std::size_t at = before.find(button);
  REQUIRE(at != std::string::npos);
  const std::size_t begin = at + button.size();
  const std::string key = before.substr(begin, before.find('"', begin) - begin);
  REQUIRE(desk.post("/correct",
                    "token=" + desk.token.secret +
                        "&article=tide&row=s3&v=ar@1&v=th@1&reason=cut%20by%20us&dismiss=" + key,
                    "application/x-www-form-urlencoded")
              .status == 303);
  const std::string after = page();
  const std::size_t blank = after.find("wanting in this version");
  REQUIRE(blank != std::string::npos);
  CHECK(after.substr(blank, after.find("</td>", blank) - blank).find("cut by us") !=
        std::string::npos);
}
