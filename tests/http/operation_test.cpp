#include "http/application.h"
#include "store/archive/acknowledged.h"
#include "tests/catch.h"
#include "tests/http/get.h"
#include "tests/http/sample_archive.h"

namespace hexapla {
namespace {

using test::get;
using test::SampleArchive;

// The number behind `name` at the beginning of a line; -1 when there is none.
double metric(const std::string& text, const std::string& name) {
  const auto at = ("\n" + text).find("\n" + name + " ");
  return at == std::string::npos ? -1 : std::stod(text.substr(at + name.size() + 1));
}

TEST_CASE("a server says that it lives and that its archive can be read", "[http]") {
  SampleArchive sample;
  const Application application(sample.archive());
  CHECK(*get(application, "/healthz").body == "ok\n");
  CHECK(*get(application, "/readyz").body == "ready\n");
}

TEST_CASE("a server whose archive lost entries is not ready, and goes on showing what is there",
          "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  REQUIRE(get(application, "/readyz").status == 200);
  {
    const Reading reading = sample.archive().read();
    const LogReading log = reading.log();
    write_acknowledged(sample.archive().directory(),
                       Checkpoint{log.origin(), log.size() + 1, log.root(log.size())}.text());
  }
  const Response answer = get(application, "/readyz");
  CHECK(answer.status == 503);
  CHECK(answer.body->find("has 5 entries, and 6 were acknowledged") != std::string::npos);
  CHECK(get(application, "/healthz").status == 200);
  CHECK(get(application, "/a/ferry").status == 200);
}

TEST_CASE("answers are counted by kind of address and status, and sizes are told", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive());
  get(application, "/");
  get(application, "/");
  get(application, "/a/nowhere");
  get(application, "/api/v1/articles");
  get(application, "/checkpoint");
  const Response response = get(application, "/metrics");
  CHECK(response.content_type == "text/plain; version=0.0.4; charset=utf-8");
  const std::string& text = *response.body;
  CHECK(metric(text, R"(hexapla_http_responses_total{area="page",status="2xx"})") == 2);
  CHECK(metric(text, R"(hexapla_http_responses_total{area="page",status="4xx"})") == 1);
  CHECK(metric(text, R"(hexapla_http_responses_total{area="api",status="2xx"})") == 1);
  CHECK(metric(text, R"(hexapla_http_responses_total{area="log",status="2xx"})") == 1);
  CHECK(metric(text, R"(hexapla_http_answer_seconds_bucket{area="page",le="+Inf"})") == 3);
  CHECK(metric(text, R"(hexapla_http_answer_seconds_count{area="page"})") == 3);
  CHECK(metric(text, "hexapla_log_events") ==
        static_cast<double>(sample.archive().read().event_count()));
  CHECK(metric(text, "hexapla_archive_bytes") > 4096);
  CHECK(metric(text, "hexapla_kept_answers_bytes") > 0);
}

}  // namespace
}  // namespace hexapla
