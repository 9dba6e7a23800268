#include "tests/catch.h"
#include "tests/tools/run_command.h"

namespace hexapla {
namespace {

using test::Finished;
using test::Workshop;

// Starts `hexapla serve` on a free port, asks it for `path` by bash's own sockets, and ends it with
// `signal`.
Finished serve_and_ask(const Workshop& workshop, const std::string& path,
                       const std::string& signal) {
  const std::string script =
      "coproc server { exec '" + test::command_path() +
      "' serve --port 0; }\n"
      "read -r -t 20 url <&${server[0]} || exit 7\n"
      "echo \"$url\"\n"
      "port=${url##*:}; port=${port%/}\n"
      "exec 3<>/dev/tcp/127.0.0.1/$port || exit 8\n"
      "printf 'GET " +
      path +
      " HTTP/1.1\\r\\nHost: 127.0.0.1:%s\\r\\nConnection: close\\r\\n\\r\\n' $port >&3\n"
      "cat <&3\n"
      "process=$server_PID\n"
      "kill -" +
      signal +
      " $process\n"
      "wait $process; echo; echo \"ended with $?\"\n";
  return test::run({"/bin/bash", "-c", script},
                   {.environment = {"HEXAPLA_ARCHIVE=" + workshop.archive()}});
}

}  // namespace

TEST_CASE("serve prints its address, answers there, and ends cleanly when asked to", "[tools]") {
  const Workshop workshop;
  const std::string file = workshop.file("he.md", "# מעבורת הלילה\n\nמעבורת הלילה שבה לאגם.\n");
  REQUIRE(
      workshop.hexapla({"add", file, "--lang", "he", "--kind", "original", "--article", "maaboret"})
          .exit_code == 0);
  for (const char* signal : {"INT", "TERM"}) {
    const Finished served = serve_and_ask(workshop, "/api/v1/articles", signal);
    CAPTURE(served.out, served.err);
    CHECK(served.out.rfind("http://127.0.0.1:", 0) == 0);
    CHECK(served.out.find("HTTP/1.1 200") != std::string::npos);
    CHECK(served.out.find("maaboret") != std::string::npos);
    CHECK(served.out.find("ended with 0") != std::string::npos);
  }
}

TEST_CASE("an address that cannot be had is said, with exit code 5", "[tools]") {
  const Workshop workshop;
  const Finished finished = workshop.hexapla({"serve", "--host", "192.0.2.1", "--port", "0"});
  CHECK(finished.exit_code == 5);
  CHECK(finished.err.find("192.0.2.1") != std::string::npos);
  CHECK(workshop.hexapla({"serve", "--port", "99999"}).exit_code == 2);
  const Finished with_path =
      workshop.hexapla({"serve", "--port", "0", "--public-url", "https://archive.example/x"});
  CHECK(with_path.exit_code == 2);
  CHECK(with_path.err.find("https://archive.example/x") != std::string::npos);
}

}  // namespace hexapla
