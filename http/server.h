#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "http/application.h"
#include "http/public_url.h"

namespace hexapla {

struct ServerOptions {
  std::string host = "127.0.0.1";
  int port = 0;                              // 0: any free one; Server::port() tells which
  std::optional<PublicUrl> public_url = {};  // answered to on a loopback address too
  unsigned threads = 64;
  int keep_alive_ms = 2000;  // an idle connection is closed after this; at once while others wait
  int keep_alive_count = 10'000;  // requests on one connection
  int head_ms = 10'000;           // from the first byte of a request to the end of its header
  int answer_ms = 30'000;         // to send an answer, and a second more for every 32 KiB
  std::size_t max_head_bytes = 32'768;
};

// Serves an Application over HTTP/1.1: GET and HEAD without content, and POST where the application
// takes it, with a length and within its limit.
//
// Built for hostile clients: a slow one costs a thread for head_ms and no longer, an endless header
// or an upload is refused while it arrives, a length together with Transfer-Encoding is refused.
// Bound to a loopback address it answers only to the names of one (a page elsewhere cannot reach it
// by pointing a name of its own here). For the open internet, put a proxy in front.
class Server {
 public:
  // Binds, and starts to listen; answers wait until start(). Throws std::system_error when the
  // address is taken or unknown. `application` must outlive the server.
  Server(const Application& application, ServerOptions options);
  // Stops.
  ~Server();

  int port() const;
  std::string url() const;  // `http://127.0.0.1:8080`

  // Serves from threads of its own; returns when connections are answered.
  void start();
  // Lets answers under way end, closes everything else, and returns when all threads have ended.
  // Not from a signal handler.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// start(), then stop() at the first SIGINT or SIGTERM; a second one ends the program at once. One
// server at a time.
void serve_until_signal(Server& server);

}  // namespace hexapla
