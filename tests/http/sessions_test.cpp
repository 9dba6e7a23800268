#include "http/writing/sessions.h"

#include <optional>
#include <utility>

#include "http/application.h"
#include "tests/catch.h"
#include "tests/http/sample_archive.h"

namespace hexapla {
namespace {

using test::SampleArchive;

// A server that takes corrections, and one browser.
struct Browser {
  SampleArchive sample;
  TokenFile tokens{sample.archive().directory()};
  TokenFile::Created token = tokens.create("Ana Sil", 0);
  Application application;
  std::string cookie;

  explicit Browser(std::optional<PublicUrl> public_url = {})
      : application(sample.archive(),
                    {.writing = std::make_shared<Writing>(sample.archive(), tokens),
                     .public_url = std::move(public_url)}) {
    sample.fill();
  }

  Response send(std::string_view target, std::string form) {
    Request request;
    request.method = "POST";
    REQUIRE(request.set_target(target));
    request.host = "127.0.0.1:8080";
    request.content_type = "application/x-www-form-urlencoded";
    request.body = std::move(form);
    request.session = cookie_value(cookie, Sessions::kCookie);
    const Response response = application.handle(request);
    if (const std::string* set = response.header("Set-Cookie"))
      cookie = set->substr(0, set->find(';'));
    return response;
  }
  // A correction of the Spanish version with these fields besides.
  Response correct(const std::string& who, int sentence = 2) {
    const std::string number = std::to_string(sentence);
    return send("/correct", who + "&article=ferry&row=s1&v=ar@2&v=es@1&change=link&o=" + number +
                                "&t1=" + number);
  }
  Response page() const {
    Request request;
    REQUIRE(request.set_target("/a/ferry/compare?v=ar@2&v=es@1&edit=s2"));
    request.host = "127.0.0.1:8080";
    request.session = cookie_value(cookie, Sessions::kCookie);
    return application.handle(request);
  }
  std::string form_key() const {
    const std::string name = "name=\"form-key\" value=\"", text = *page().body;
    const std::size_t at = text.find(name);
    return at == std::string::npos ? "" : text.substr(at + name.size(), 64);
  }
};

TEST_CASE("the cookie of a site known by https is never sent without", "[http][writing]") {
  for (const auto& [url, is_secure] :
       {std::pair("https://archive.example", true), std::pair("http://archive.example", false)}) {
    CAPTURE(url);
    Browser browser(PublicUrl::parse(url));
    const Response first = browser.correct("token=" + browser.token.secret + "&remember=1");
    REQUIRE(first.header("Set-Cookie") != nullptr);
    CHECK((first.header("Set-Cookie")->find("; Secure") != std::string::npos) == is_secure);
    CHECK(browser.correct("form-key=" + browser.form_key(), 3).status == 303);
  }
}

TEST_CASE("who gave a good token is remembered though the correction is refused",
          "[http][writing]") {
  Browser browser;
  const Response refused = browser.send(
      "/correct", "token=" + browser.token.secret +
                      "&remember=1&article=ferry&row=s1&v=ar@2&v=es@1&change=link&o=2");
  CHECK(refused.status == 400);
  CHECK(refused.body->find("No sentence of a version is ticked") != std::string::npos);
  CHECK(refused.body->find("part of the address") == std::string::npos);
  REQUIRE(refused.header("Set-Cookie") != nullptr);
  CHECK(*refused.header("Cache-Control") == "no-store");
  CHECK(browser.correct("form-key=" + browser.form_key()).status == 303);
  const Response forged = browser.send("/correct", "token=hxw_forged&remember=1&article=ferry");
  CHECK(forged.status == 401);
  CHECK(forged.header("Set-Cookie") == nullptr);
}

TEST_CASE("who signs in may send larger texts", "[http][writing]") {
  Browser browser;
  const auto limit = [&](const char* path) {
    Request head;
    head.method = "POST";
    REQUIRE(head.set_target(path));
    head.session = cookie_value(browser.cookie, Sessions::kCookie);
    return browser.application.body_limit(head).value_or(0);
  };
  const std::size_t before = limit("/import/preview");
  CHECK(browser.send("/session/begin", "token=hxw_forged&back=/import").status == 401);
  CHECK(limit("/import/preview") == before);
  const Response begun =
      browser.send("/session/begin", "token=" + browser.token.secret + "&back=/import");
  CHECK(begun.status == 303);
  CHECK(*begun.header("Location") == "/import");
  CHECK(limit("/import/preview") == Writing::kMaxBodyBytes);
  CHECK(limit("/import/store") == Writing::kMaxBodyBytes);
  CHECK(*browser.send("/session/begin", "token=" + browser.token.secret + "&back=//evil.example")
             .header("Location") == "/");
}

TEST_CASE("who asks to be remembered gives the token once, until signing out", "[http][writing]") {
  Browser browser;
  const Response first = browser.correct("token=" + browser.token.secret + "&remember=1");
  REQUIRE(first.status == 303);
  const std::string* set = first.header("Set-Cookie");
  REQUIRE(set != nullptr);
  for (const char* rule : {"; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=43200"})
    CHECK(set->find(rule) != std::string::npos);
  CHECK(set->find(browser.token.secret) == std::string::npos);
  CHECK(first.header("Location")->find("hxw_") == std::string::npos);

  const Response page = browser.page();
  CHECK(page.body->find("Signed in as <bdi>Ana Sil</bdi>") != std::string::npos);
  CHECK(page.body->find("name=\"token\"") == std::string::npos);
  CHECK(page.body->find(cookie_value(browser.cookie, Sessions::kCookie)) == std::string::npos);
  CHECK(*page.header("Cache-Control") == "no-store");
  CHECK(browser.correct("form-key=" + browser.form_key(), 3).status == 303);
  const auto event =
      browser.sample.archive().read().event(browser.sample.archive().read().event_count() - 1);
  REQUIRE(event);
  CHECK(event->actor == "Ana Sil");

  const std::string key = browser.form_key(), was = browser.cookie;
  const Response out = browser.send("/session/end", "form-key=" + key + "&back=/a/ferry%23s2");
  CHECK(out.status == 303);
  CHECK(*out.header("Location") == "/a/ferry#s2");
  CHECK(out.header("Set-Cookie")->find("Max-Age=0") != std::string::npos);
  CHECK(browser.page().body->find("name=\"token\"") != std::string::npos);
  browser.cookie = was;  // a copy of the cookie is worth nothing any more
  CHECK(browser.correct("form-key=" + key).status == 401);
}

TEST_CASE("a token that nobody asked to remember leaves no cookie", "[http][writing]") {
  Browser browser;
  const Response response = browser.correct("token=" + browser.token.secret);
  CHECK(response.status == 303);
  CHECK(response.header("Set-Cookie") == nullptr);
  CHECK(browser.correct("token=hxw_wrong&remember=1").header("Set-Cookie") == nullptr);
}

TEST_CASE("a cookie alone writes nothing: the key of our own form is needed", "[http][writing]") {
  Browser browser;
  REQUIRE(browser.correct("token=" + browser.token.secret + "&remember=1").status == 303);
  const auto events = browser.sample.archive().read().event_count();
  CHECK(browser.correct("reason=x", 3).status == 403);
  CHECK(browser.correct("form-key=" + std::string(64, '0'), 3).status == 403);
  CHECK(browser.send("/session/end", "form-key=0").status == 403);
  // Nor does it open what takes a token in a header.
  Request request;
  request.method = "POST";
  REQUIRE(request.set_target("/api/v1/retractions"));
  request.content_type = "application/json";
  request.body = R"({"event":1,"index":0})";
  request.session = cookie_value(browser.cookie, Sessions::kCookie);
  CHECK(browser.application.handle(request).status == 401);
  CHECK(browser.sample.archive().read().event_count() == events);
}

TEST_CASE("a page with somebody's form is kept for nobody else", "[http][writing]") {
  Browser browser;
  REQUIRE(browser.correct("token=" + browser.token.secret + "&remember=1").status == 303);
  REQUIRE_FALSE(browser.form_key().empty());
  browser.cookie.clear();
  CHECK(browser.form_key().empty());
}

TEST_CASE("revoking a token ends its sessions", "[http][writing]") {
  Browser browser;
  REQUIRE(browser.correct("token=" + browser.token.secret + "&remember=1").status == 303);
  const std::string key = browser.form_key();
  REQUIRE(browser.tokens.revoke(browser.token.token.id));
  CHECK(browser.correct("form-key=" + key).status == 401);
}

TEST_CASE("a session ends after twelve hours, and the oldest gives way to too many",
          "[http][writing]") {
  SampleArchive sample;
  TokenFile tokens{sample.archive().directory()};
  const TokenFile::Created token = tokens.create("Ana Sil", 0);
  std::int64_t now = 1'000'000;
  Sessions sessions([&] { return now; });
  const std::string first = sessions.begin(token.token);
  now += Sessions::kSeconds - 1;
  CHECK(sessions.find(first, tokens));
  const std::string second = sessions.begin(token.token);
  now += 1;
  CHECK_FALSE(sessions.find(first, tokens));
  CHECK(sessions.find(second, tokens));
  for (std::size_t i = 0; i < Sessions::kMost; ++i) {
    now += 1;
    sessions.begin(token.token);
  }
  CHECK_FALSE(sessions.find(second, tokens));
  CHECK_FALSE(sessions.find("", tokens));
}

TEST_CASE("a cookie is found among others by its whole name", "[http]") {
  CHECK(cookie_value("a=1; hexapla_session=xyz; b=2", "hexapla_session") == "xyz");
  CHECK(cookie_value("hexapla_session=xyz", "hexapla_session") == "xyz");
  CHECK(cookie_value("my_hexapla_session=no; hexapla_session_2=no", "hexapla_session").empty());
  CHECK(cookie_value("", "hexapla_session").empty());
  CHECK(cookie_value(";;=;hexapla_session", "hexapla_session").empty());
}

}  // namespace
}  // namespace hexapla
