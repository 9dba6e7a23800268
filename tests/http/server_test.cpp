#include "http/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/catch.h"
#include "tests/http/sample_archive.h"

using namespace hexapla;
using hexapla::test::SampleArchive;
using Clock = std::chrono::steady_clock;

namespace {

// A client that sends exactly what it is told to, as a hostile one does.
class Client {
 public:
  explicit Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return connected_; }
  bool send(std::string_view bytes) {
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(bytes.size());
  }

  // What comes until the other side closes, or nothing more comes for `quiet_ms`.
  std::string receive(int quiet_ms = 15'000) {
    std::string all;
    char buffer[4096];
    for (;;) {
      pollfd one{socket_, POLLIN, 0};
      if (::poll(&one, 1, quiet_ms) <= 0) return all;
      const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
      if (got <= 0) {
        closed_ = true;
        return all;
      }
      all.append(buffer, static_cast<std::size_t>(got));
    }
  }
  bool closed() const { return closed_; }

 private:
  int socket_;
  bool connected_ = false, closed_ = false;
};

struct Running {
  SampleArchive sample;
  Application application{sample.archive()};
  Server server;

  explicit Running(ServerOptions options = {}) : server(application, std::move(options)) {
    sample.fill();
    server.start();
  }

  std::string ask(std::string_view request, int quiet_ms = 15'000) {
    Client client(server.port());
    REQUIRE(client.connected());
    client.send(request);
    return client.receive(quiet_ms);
  }
};

std::string get(std::string_view target, std::string_view more = "Connection: close\r\n") {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) +
         "\r\n";
}

int status_of(const std::string& answer) {
  return answer.size() > 12 ? std::stoi(answer.substr(9, 3)) : 0;
}
std::string body_of(const std::string& answer) {
  return answer.substr(std::min(answer.find("\r\n\r\n") + 4, answer.size()));
}
bool has(const std::string& answer, std::string_view words) {
  return answer.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("the server answers pages on any free port", "[http]") {
  Running running;
  CHECK(running.server.port() > 0);
  CHECK(running.server.url() == "http://127.0.0.1:" + std::to_string(running.server.port()));
  const std::string answer = running.ask(get("/a/ferry/compare"));
  CHECK(status_of(answer) == 200);
  CHECK(has(answer, "\r\nContent-Security-Policy: default-src 'none'"));
  CHECK(has(answer, "\r\nDate: "));
  CHECK(has(answer, "Content-Length: " + std::to_string(body_of(answer).size())));
  CHECK(body_of(answer).starts_with("<!DOCTYPE html>"));
}

TEST_CASE("two servers do not share a port", "[http]") {
  Running running;
  ServerOptions same;
  same.port = running.server.port();
  CHECK_THROWS_AS(Server(running.application, same), std::system_error);
}

TEST_CASE("HEAD is GET without its body", "[http]") {
  Running running;
  const std::string whole = running.ask(get("/a/ferry"));
  std::string request = get("/a/ferry");
  request.replace(0, 3, "HEAD");
  const std::string head = running.ask(request);
  CHECK(status_of(head) == 200);
  CHECK(body_of(head).empty());
  CHECK(has(head, "Content-Length: " + std::to_string(body_of(whole).size())));
}

TEST_CASE("a connection is kept, requests sent together are answered in order", "[http]") {
  Running running;
  const std::string answer =
      running.ask(get("/healthz", "") + get("/healthz", "") + get("/api/v1"));
  CHECK(has(answer.substr(20), "HTTP/1.1 200 OK"));
  CHECK(has(answer, "/api/v1/articles"));
}

TEST_CASE("an unchanged page costs a header only", "[http]") {
  Running running;
  const std::string first = running.ask(get("/a/ferry/compare"));
  const std::size_t at = first.find("ETag: ") + 6;
  const std::string etag = first.substr(at, first.find('\r', at) - at);
  const std::string again =
      running.ask(get("/a/ferry/compare", "Connection: close\r\nIf-None-Match: " + etag + "\r\n"));
  CHECK(status_of(again) == 304);
  CHECK(body_of(again).empty());
}

TEST_CASE("gzip is sent when it is asked for, and brotli is not made up", "[http]") {
  Running running;
  const std::string answer =
      running.ask(get("/a/ferry/compare", "Connection: close\r\nAccept-Encoding: br, gzip\r\n"));
  CHECK(has(answer, "Content-Encoding: gzip"));
  CHECK(body_of(answer).starts_with("\x1F\x8B"));
}

TEST_CASE("what is not reading is refused", "[http]") {
  Running running;
  for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"}) {
    CAPTURE(method);
    const std::string answer = running.ask(
        std::string(method) + " / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
    CHECK(status_of(answer) == 405);
    CHECK(has(answer, "Allow: GET, HEAD"));
    CHECK(has(answer, "application/problem+json"));
    CHECK(has(answer, "Connection: close"));
  }
}

TEST_CASE("uploads are refused before they are read, chunked ones too", "[http]") {
  Running running;
  Client client(running.server.port());
  client.send(
      "POST /api/v1/articles HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  for (int i = 0; i < 64 && client.send(chunk); ++i) {
  }
  const std::string answer = client.receive();
  CHECK((answer.empty() || status_of(answer) == 405));
  CHECK(status_of(running.ask(
            "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello")) == 413);
  CHECK(status_of(running.ask("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                              "5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")) == 400);
  CHECK(status_of(running.ask(get("/healthz"))) == 200);
}

TEST_CASE("a body cannot smuggle a second request", "[http]") {
  Running running;
  const std::string answer = running.ask(
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60\r\n\r\n" + get("/healthz", ""));
  CHECK(status_of(answer) == 405);
  CHECK_FALSE(has(answer.substr(9), "HTTP/1.1"));
}

TEST_CASE("what fails before the content is read ends the connection with it", "[http]") {
  SampleArchive sample;
  sample.fill();
  const Application application(sample.archive(),
                                {.writing = std::make_shared<Writing>(
                                     sample.archive(), TokenFile(sample.archive().directory()))});
  Server server(application, {});
  server.start();
  std::ofstream(sample.archive().directory() / "tokens.json") << "{\"tokens\":[";
  const std::string smuggled = get("/healthz");
  Client client(server.port());
  client.send(
      "POST /api/v1/revisions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer hxw_x\r\n"
      "Content-Type: application/json\r\nContent-Length: " +
      std::to_string(smuggled.size()) + "\r\n\r\n" + smuggled);
  const std::string answer = client.receive();
  CHECK(status_of(answer) == 500);
  CHECK(has(answer, "Connection: close"));
  CHECK(client.closed());
  CHECK_FALSE(has(answer.substr(9), "HTTP/1.1"));
}

TEST_CASE("a header without end is refused while it arrives", "[http]") {
  Running running;
  Client client(running.server.port());
  client.send("GET / HTTP/1.1\r\nHost: localhost\r\n");
  const std::string line = "X-Filler: " + std::string(1000, 'x') + "\r\n";
  for (int i = 0; i < 200 && client.send(line); ++i) {
  }
  const std::string answer = client.receive();
  CHECK((answer.empty() || status_of(answer) == 431));
  CHECK(client.closed());
}

TEST_CASE("a slow request is cut off after its time, however steadily it drips", "[http]") {
  ServerOptions options;
  options.head_ms = 400;
  Running running(options);
  Client client(running.server.port());
  client.send("GET / HTTP/1.1\r\nHost: localhost\r\n");
  const auto start = Clock::now();
  bool open = true;
  for (int i = 0; i < 1000 && open; ++i) {
    open = client.send("X") && client.receive(50).empty() && !client.closed();
  }
  CHECK_FALSE(open);
  CHECK(Clock::now() - start <
        std::chrono::seconds(20));  // a thousand drips would take 50 s and more
}

TEST_CASE("idle connections do not keep others waiting", "[http]") {
  ServerOptions options;
  options.threads = 2;
  Running running(options);
  std::vector<std::unique_ptr<Client>> idle;
  for (int i = 0; i < 12; ++i) idle.push_back(std::make_unique<Client>(running.server.port()));
  CHECK(status_of(running.ask(get("/healthz"), 8000)) == 200);
}

TEST_CASE("on loopback only names of this machine are answered", "[http]") {
  Running running;
  const auto ask_as = [&](const std::string& host) {
    return status_of(running.ask("GET /healthz HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n"));
  };
  CHECK(ask_as("Host: localhost:8080\r\n") == 200);
  CHECK(ask_as("Host: 127.0.0.1\r\n") == 200);
  CHECK(ask_as("Host: [::1]:99\r\n") == 200);
  CHECK(ask_as("Host: evil.example\r\n") == 421);
  CHECK(ask_as("Host: 127.0.0.1.evil.example\r\n") == 421);
  CHECK(ask_as("Host: localhost.evil.example\r\n") == 421);
  CHECK(ask_as("") == 400);
  CHECK(ask_as("Host: localhost\r\nHost: evil.example\r\n") == 400);
}

TEST_CASE("on loopback the name of the proxy in front is answered too", "[http]") {
  ServerOptions options;
  options.public_url = PublicUrl::parse("https://archive.example");
  Running running(options);
  const auto ask_as = [&](const std::string& host) {
    return status_of(
        running.ask("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"));
  };
  CHECK(ask_as("archive.example") == 200);
  CHECK(ask_as("Archive.Example:443") == 200);
  CHECK(ask_as("127.0.0.1:8080") == 200);
  CHECK(ask_as("archive.example:80") == 421);
  CHECK(ask_as("archive.example.evil.example") == 421);
}

TEST_CASE("content that is cut off or too large adds nothing, and is refused early", "[http]") {
  SampleArchive sample;
  sample.fill();
  TokenFile tokens(sample.archive().directory());
  const std::string secret = tokens.create("ليلى", 0).secret;
  const Application application(sample.archive(),
                                {.writing = std::make_shared<Writing>(sample.archive(), tokens)});
  Server server(application, {});
  server.start();
  const std::uint64_t before = sample.archive().read().event_count();
  const std::string line = R"({"article":"tide","language":"th","text":"น้ำขึ้นแล้ว"})"
                           "\n";
  const auto head = [&](const std::string& bytes, const std::string& token) {
    return "POST /api/v1/revisions HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
           "application/x-ndjson\r\nAuthorization: Bearer " +
           token + "\r\nContent-Length: " + bytes + "\r\n\r\n";
  };
  {
    Client client(server.port());
    client.send(head(std::to_string(3 * line.size()), secret) + line + line.substr(0, 20));
  }  // hangs up
  // Refused on their heads alone.
  for (const auto& [bytes, token] : std::vector<std::pair<std::string, std::string>>{
           {"10000000000", secret}, {"99999999999999999999999", secret}, {"70000", "hxw_wrong"}}) {
    CAPTURE(bytes);
    Client client(server.port());
    client.send(head(bytes, token));
    CHECK(status_of(client.receive()) == 413);
  }
  CHECK(sample.archive().read().event_count() == before);
  Client client(server.port());
  client.send(head(std::to_string(line.size()), secret) + line);
  CHECK(status_of(client.receive(2000)) == 200);
  CHECK(sample.archive().read().event_count() == before + 1);
}

TEST_CASE("nonsense gets a problem, and nothing of it comes back in a header", "[http]") {
  Running running;
  CHECK(status_of(running.ask("NONSENSE\r\n\r\n")) == 400);
  CHECK(status_of(running.ask(get("/%ff"))) == 400);
  CHECK(status_of(running.ask(get("/a/../../etc/passwd"))) == 404);
  const std::string answer = running.ask(get("/a/x%0d%0aSet-Cookie:%20a=b"));
  CHECK(status_of(answer) == 404);
  CHECK_FALSE(has(answer.substr(0, answer.find("\r\n\r\n")), "Set-Cookie"));
  CHECK(status_of(running.ask(get("/" + std::string(20'000, 'a')))) == 414);
  // Larger than a whole head may be, too.
  for (const std::size_t bytes : {200'000, 1'200'000}) {
    const std::string refused = running.ask(get("/search?q=" + std::string(bytes, 'a')));
    CHECK(status_of(refused) == 414);
    CHECK(has(refused, "application/problem+json"));
  }
}

TEST_CASE("a browser is answered with a page though its request cannot be taken", "[http]") {
  Running running;
  const auto ask = [&](const std::string& target, const std::string& accept) {
    return running.ask("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept +
                       "\r\nConnection: close\r\n\r\n");
  };
  const std::string browsers = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
  for (const char* target : {"/%ff", "/search?q=%00", "/a/ferry/compare?v=%ff"}) {
    CAPTURE(target);
    const std::string page = ask(target, browsers);
    CHECK(status_of(page) == 400);
    CHECK(has(page, "Content-Type: text/html"));
    CHECK(has(page, "Content-Security-Policy: default-src 'none'"));
    CHECK(has(page, "<h1>Bad request</h1>"));
    CHECK(has(ask(target, "*/*"), "Content-Type: application/problem+json"));
  }
  CHECK(has(ask("/api/v1/search?q=%00", browsers), "Content-Type: application/problem+json"));
}

TEST_CASE("many clients at once are all answered", "[http]") {
  Running running;
  std::atomic<int> fine = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 20; ++k) {
        Client client(running.server.port());
        client.send(get(k % 2 == 0 ? "/a/ferry/compare" : "/api/v1/articles/ferry"));
        fine += status_of(client.receive()) == 200 ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(fine == 320);
}

TEST_CASE("stopping ends idle connections at once", "[http]") {
  ServerOptions options;
  options.keep_alive_ms = 60'000;
  auto running = std::make_unique<Running>(options);
  Client client(running->server.port());
  client.send(get("/healthz", ""));
  client.receive(300);
  const auto start = Clock::now();
  running->server.stop();
  CHECK(Clock::now() - start < std::chrono::seconds(20));
  CHECK_FALSE(Client(running->server.port()).connected());
}
