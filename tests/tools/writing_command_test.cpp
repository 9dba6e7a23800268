#include "tests/catch.h"
#include "tests/tools/run_command.h"

namespace hexapla {
namespace {

using nlohmann::json;
using test::Finished;
using test::Workshop;

// A server that takes writing, asked with the bytes of `request` as they are; `@TOKEN@` and
// `@PORT@` in them are replaced.
std::string answer_of_writing_server(const Workshop& workshop, const std::string& token,
                                     const std::string& request) {
  std::string bytes = request;
  if (const std::size_t at = bytes.find("@TOKEN@"); at != std::string::npos)
    bytes.replace(at, 7, token);
  const std::string file = workshop.file("request", bytes);
  const std::string script = "coproc server { exec '" + test::command_path() +
                             "' serve --write --port 0; }\n"
                             "read -r -t 20 url <&${server[0]} || exit 7\n"
                             "port=${url##*:}\n"
                             "exec 3<>/dev/tcp/127.0.0.1/$port || exit 8\n"
                             "cat '" +
                             file +
                             "' >&3\n"
                             "cat <&3\n"
                             "process=$server_PID; kill $process; wait $process\n";
  return test::run({"/bin/bash", "-c", script},
                   {.environment = {"HEXAPLA_ARCHIVE=" + workshop.archive()}})
      .out;
}

std::string post(const std::string& body, const std::string& headers) {
  return "POST /api/v1/revisions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
         "Authorization: Bearer @TOKEN@\r\nConnection: close\r\n" +
         headers + "\r\n" + body;
}

std::string with_length(const std::string& body) {
  return "Content-Length: " + std::to_string(body.size()) + "\r\n";
}

std::string new_token(const Workshop& workshop) {
  const Finished made = workshop.hexapla({"token", "create", "ليلى", "--json"});
  REQUIRE(made.exit_code == 0);
  return json::parse(made.out)["token"];
}

}  // namespace

TEST_CASE("a token is shown once, listed without its secret, and revoked by its id",
          "[tools][writing]") {
  const Workshop workshop;
  const Finished made = workshop.hexapla({"token", "create", "Ana Sil", "--days", "3"});
  REQUIRE(made.exit_code == 0);
  CHECK(made.out.rfind("hxw_", 0) == 0);
  const Finished listed = workshop.hexapla({"token", "list", "--json"});
  const json token = json::parse(listed.out);
  CHECK(token["name"] == "Ana Sil");
  CHECK(token.contains("expires"));
  CHECK(listed.out.find(made.out.substr(4, 20)) == std::string::npos);
  CHECK(workshop.hexapla({"token", "revoke", "00000000"}).exit_code == 3);
  CHECK(workshop.hexapla({"token", "revoke", token["id"]}).exit_code == 0);
  CHECK(workshop.hexapla({"token", "list"}).out.empty());
  CHECK(workshop.hexapla({"token", "create"}).exit_code == 2);
  CHECK(workshop.hexapla({"token", "forge", "x"}).exit_code == 2);
}

TEST_CASE("a server with writing on takes a text over the wire and keeps it", "[tools][writing]") {
  const Workshop workshop;
  const std::string token = new_token(workshop);
  const std::string body =
      R"({"article":"abbara","language":"ar","kind":"original","text":"عادت العبّارة."})";
  const std::string added =
      answer_of_writing_server(workshop, token, post(body, with_length(body)));
  CAPTURE(added);
  CHECK(added.rfind("HTTP/1.1 201", 0) == 0);
  CHECK(added.find("abbara/ar@1") != std::string::npos);
  CHECK(workshop.hexapla({"show", "abbara/ar"}).exit_code == 0);
  CHECK(workshop.hexapla({"verify"}).exit_code == 0);
}

TEST_CASE("a form over the wire corrects beads, and the command sees it",
          "[tools][writing][beads]") {
  const Workshop workshop;
  const std::string token = new_token(workshop);
  const auto add = [&](const char* language, const char* kind, const std::string& text) {
    REQUIRE(workshop
                .hexapla({"add", workshop.file("text.md", text), "--article", "abbara", "--lang",
                          language, "--kind", kind})
                .exit_code == 0);
  };
  add("ar", "original", "عادت العبّارة. كان الليل هادئًا.\n");
  add("th", "human", "เรือข้ามฟากกลับมาแล้ว\n\nคืนนั้นเงียบสงบ\n");
  const std::string body = "change=unlink&version=abbara%2Fth&sentences=2%3A2&token=" + token;
  const std::string answer = answer_of_writing_server(
      workshop, token,
      "POST /api/v1/beads HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
      "application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n" +
          with_length(body) + "\r\n" + body);
  CAPTURE(answer);
  CHECK(answer.rfind("HTTP/1.1 303", 0) == 0);
  CHECK(answer.find("Location: /a/abbara/compare?version=th\r\n") != std::string::npos);
  const Finished beads = workshop.hexapla({"beads", "abbara/th"});
  CHECK(beads.out.find("\n2:  1.00\n:2  1.00\n") != std::string::npos);
  CHECK(beads.err.find("ليلى") != std::string::npos);
}

TEST_CASE("content in chunks, without length, too long or cut off is refused", "[tools][writing]") {
  const Workshop workshop;
  const std::string token = new_token(workshop);
  const std::uint64_t events = workshop.events();
  const auto begins = [&](const std::string& request, const char* status) {
    const std::string answer = answer_of_writing_server(workshop, token, request);
    CAPTURE(answer);
    CHECK(answer.rfind(std::string("HTTP/1.1 ") + status, 0) == 0);
  };
  begins(post("2\r\n{}\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"), "411");
  begins(post("{}", "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n"), "400");
  begins(post("{}", ""), "411");
  begins(post("{}", "Content-Length: 99999999999999999999999\r\n"), "413");
  begins(post("{}", "Content-Length: -2\r\n"), "400");
  begins(post("{}", "Content-Length: 2\r\nContent-Encoding: gzip\r\n"), "415");
  std::string stranger = post("{}", "Content-Length: 1000000\r\n");
  stranger.replace(stranger.find("@TOKEN@"), 7, "hxw_none");
  begins(stranger, "413");
  CHECK(workshop.events() == events);
}

}  // namespace hexapla
