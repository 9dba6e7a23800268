#include "http/server.h"

#include <fcntl.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <ctime>
#include <mutex>
#include <optional>
#include <set>
#include <system_error>
#include <thread>

#include "http/connection.h"
#include "http/failure_problem.h"
#include "http/http_date.h"
#include "http/problem.h"
#include "http/router.h"
#include "http/serving_threads.h"

// The only file that knows cpp-httplib, versions 0.11 to 0.18. It accepts connections, parses
// request heads and writes answers; we replace its loop over a connection, which is the virtual
// process_and_close_socket(), because there its limits are wanting: no bound on a header's size or
// a request's time, a 44 ms delay between header and body, and idle connections that hold threads.

namespace hexapla {
namespace {

// What cpp-httplib reads and writes through. Its base class differs between versions, so nothing is
// marked `override`.
class Stream : public httplib::Stream {
 public:
  explicit Stream(Connection& connection) : connection_(connection) {}

  bool is_readable() const { return true; }
  bool wait_readable() const { return true; }
  bool is_writable() const { return true; }
  bool wait_writable() const { return true; }
  bool is_peer_alive() const { return true; }
  ssize_t read(char* to, size_t size) { return static_cast<ssize_t>(connection_.read(to, size)); }
  ssize_t write(const char* from, size_t size) {
    return static_cast<ssize_t>(connection_.write(from, size));
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const {
    ip.clear();
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const {
    ip.clear();
    port = 0;
  }
  socket_t socket() const { return connection_.socket(); }
  time_t duration() const { return 0; }

 private:
  Connection& connection_;
};

// What the request under way on this thread knows of its connection: handlers get no other way to
// it.
struct Exchange {
  Connection* connection = nullptr;
  bool answered = false;  // or refused; else cpp-httplib itself found the request bad
  bool close = false;
};
thread_local Exchange* current_exchange = nullptr;

// enqueue() returns nothing in older versions and whether there was room in newer ones.
using Enqueued =
    decltype(std::declval<httplib::TaskQueue&>().enqueue(std::declval<std::function<void()>>()));

class Queue : public httplib::TaskQueue {
 public:
  explicit Queue(ServingThreads& pool) : pool_(pool) {}
  Enqueued enqueue(std::function<void()> job) override {
    pool_.add(std::move(job));
    return Enqueued(true);
  }
  void shutdown() override {}

 private:
  ServingThreads& pool_;
};

// A name of this machine for itself; `127.example.org` is none.
bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "::1" || host == "[::1]" ||
         (host.starts_with("127.") &&
          host.find_first_not_of("0123456789.") == std::string_view::npos);
}

// The host of a Host header, without its port.
std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, std::min(host.find(']') + 1, host.size()));
  return host.substr(0, host.find(':'));
}

// Of this second; made once a second and thread.
const std::string& date_now() {
  thread_local std::time_t made_for = 0;
  thread_local std::string date;
  const std::time_t now = std::time(nullptr);
  if (now != made_for) {
    date = http_date(now);
    made_for = now;
  }
  return date;
}

// `2 MB`, `64 kB`.
std::string megabytes(std::size_t bytes) {
  constexpr std::size_t kKilo = 1024, kMega = kKilo * 1024;
  return bytes < kMega ? std::to_string(bytes / kKilo) + " kB"
                       : std::to_string(bytes / kMega) + " MB";
}

void send(const Response& response, bool gzip, httplib::Response& out) {
  out.status = response.status;
  for (const auto& [name, value] : response.headers) out.set_header(name.c_str(), value);
  out.set_header("Date", date_now());
  if (response.status == 304 || response.status == 204) return;
  if (response.status == 302 || response.status == 303) {
    out.set_header("Content-Length", "0");
    return;
  }
  const bool compressed = gzip && response.gzip_body;
  if (compressed) out.set_header("Content-Encoding", "gzip");
  const std::shared_ptr<const std::string> body = compressed ? response.gzip_body : response.body;
  // By a provider: a body handed over as a string would be compressed again for every request.
  out.set_content_provider(body->size(), response.content_type.c_str(),
                           [body](size_t offset, size_t length, httplib::DataSink& sink) {
                             sink.write(body->data() + offset, length);
                             return true;
                           });
}

}  // namespace

struct Server::Impl final : public httplib::Server {
  Impl(const Application& app, ServerOptions opts)
      : application(app),
        options(std::move(opts)),
        pool(std::max(1U, options.threads)),
        only_loopback(is_loopback(options.host)) {
    set_keep_alive_timeout(
        std::max(1, options.keep_alive_ms / 1000));  // only said to clients; serve() keeps to it
    set_keep_alive_max_count(static_cast<std::size_t>(std::max(1, options.keep_alive_count)));
    new_task_queue = [this] { return new Queue(pool); };  // owned by cpp-httplib
    set_tcp_nodelay(true);
    // Not SO_REUSEPORT, cpp-httplib's default: a second server on a port would silently share it.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      answer(request, response);
      return HandlerResponse::Handled;
    });
    set_error_handler(HandlerWithResponse([](const httplib::Request&, httplib::Response& response) {
      return refuse(response) ? HandlerResponse::Handled : HandlerResponse::Unhandled;
    }));
    set_exception_handler([](const httplib::Request&, httplib::Response& response,
                             std::exception_ptr) {
      if (current_exchange != nullptr) current_exchange->close = true;
      send(problem_json(Problem(500, "Internal error", "The request could not be carried out.")),
           false, response);
    });
    set_expect_100_continue_handler(
        [](const httplib::Request&, httplib::Response&) { return 417; });

    errno = 0;
    port = options.port == 0 ? bind_to_any_port(options.host)
                             : (bind_to_port(options.host, options.port) ? options.port : -1);
    if (port <= 0) {
      throw std::system_error(
          errno == 0 ? EADDRNOTAVAIL : errno, std::generic_category(),
          "cannot listen on " + options.host + " port " + std::to_string(options.port));
    }
    constexpr int kBacklog = 512;
    ::listen(svr_sock_, kBacklog);
  }

  // Answers as the application does, after what concerns HTTP itself.
  void answer(const httplib::Request& from, httplib::Response& to) {
    Exchange& exchange = *current_exchange;
    exchange.connection->end_head();
    exchange.answered = true;
    httplib::Request& in = const_cast<httplib::Request&>(from);  // cpp-httplib's own, not const
    in.ranges.clear();  // a server may ignore Range (RFC 9110, section 14.2)
    Request request;
    request.accepts_html = accepts_html(in.get_header_value("Accept"));
    const auto refused = [&](Problem problem) {
      exchange.close = true;
      in.headers.erase("Connection");
      in.headers.emplace("Connection", "close");
      Response response = application.refuse(problem, request);
      if (!problem.allow.empty()) response.headers.emplace_back("Allow", problem.allow);
      send(response, false, to);
    };
    // What is thrown before the content is read must end the connection: that content would be
    // taken for the next request.
    try {
      answer_whole(in, to, request, refused);
    } catch (...) {
      refused(problem_of_failure());
    }
  }

  template <typename Refuse>
  void answer_whole(httplib::Request& in, httplib::Response& to, Request& request,
                    const Refuse& refused) {
    if (in.has_header("Transfer-Encoding") && in.has_header("Content-Length")) {
      return refused(
          Problem(400, "Bad request", "A request has a length or a transfer encoding, not both."));
    }
    request.method = in.method;
    const bool has_target = request.set_target(in.target);
    if (!has_target) request.path = is_api_path(in.target) ? "/api" : "/";  // of half an address
    request.content_type = in.get_header_value("Content-Type");
    request.session = cookie_value(in.get_header_value("Cookie"), Sessions::kCookie);
    request.authorization = in.get_header_value("Authorization");
    const std::optional<std::size_t> body_limit = application.body_limit(request);
    if (!body_limit && in.method != "GET" && in.method != "HEAD") {
      Problem problem(405, "Method not allowed",
                      "This address is for reading: it takes GET and HEAD.");
      problem.allow = "GET, HEAD";
      return refused(std::move(problem));
    }
    if (!body_limit &&
        (in.has_header("Transfer-Encoding") ||
         (in.has_header("Content-Length") && in.get_header_value("Content-Length") != "0"))) {
      return refused(
          Problem(413, "Content too large", "A request for reading carries no content."));
    }
    const std::string host = in.get_header_value("Host");
    if ((host.empty() && in.version != "HTTP/1.0") || in.get_header_value_count("Host") > 1) {
      return refused(Problem(400, "Bad request", "A request names one host."));
    }
    if (only_loopback && !host.empty() && !is_loopback(without_port(host)) &&
        !(options.public_url && options.public_url->is_host(host))) {
      return refused(Problem(421, "Misdirected request",
                             "This server is bound to the loopback address and answers to localhost"
                             " and the name of its --public-url only."));
    }
    if (!has_target) {
      return refused(Problem(400, "Bad request",
                             "The address is not one: percent-encoded UTF-8 is expected."));
    }
    if (is_host_and_port(host)) request.host = host;
    request.if_none_match = in.get_header_value("If-None-Match");
    request.accept_language = in.get_header_value("Accept-Language");
    request.accept_datetime = in.get_header_value("Accept-Datetime");
    request.accepts_gzip = accepts_gzip(in.get_header_value("Accept-Encoding"));
    if (body_limit) {
      request.host = host;
      request.origin = in.get_header_value("Origin");
      request.fetch_site = in.get_header_value("Sec-Fetch-Site");
      if (auto problem = read_body(in, *current_exchange->connection, *body_limit, request.body))
        return refused(*std::move(problem));
    }
    send(application.handle(request), request.accepts_gzip, to);
  }

  // Reads the content itself, from the connection: cpp-httplib's own reader takes chunks without
  // counting them. What is wrong with it, or nothing.
  static std::optional<Problem> read_body(const httplib::Request& in, Connection& connection,
                                          std::size_t limit, std::string& body) {
    if (in.has_header("Transfer-Encoding") || in.get_header_value_count("Content-Length") != 1)
      return Problem(411, "Length required", "Content comes with its length, not in chunks.");
    if (in.has_header("Content-Encoding"))
      return Problem(415, "Unsupported media type", "Content is taken as it is, uncompressed.");
    const std::string given = in.get_header_value("Content-Length");
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), length);
    if (end != given.data() + given.size() ||
        (error != std::errc() && error != std::errc::result_out_of_range))
      return Problem(400, "Bad request", "The length of the content is no number.");
    if (error != std::errc() || length > limit) {
      return Problem(413, "Content too large",
                     "At most " + megabytes(limit) + " are taken at once" +
                         (limit < Writing::kMaxBodyBytes
                              ? " without a good token, and more of who has signed in."
                              : "."));
    }
    connection.begin_body(length);
    body.resize(length);
    for (std::size_t done = 0; done < length;) {
      const std::int64_t got = connection.read(body.data() + done, length - done);
      if (got <= 0) return Problem(408, "Request timeout", "The content did not arrive.");
      done += static_cast<std::size_t>(got);
    }
    return std::nullopt;
  }

  // For what cpp-httplib refuses by itself, before our handler: the same form, and the right status
  // for a limit of ours.
  static bool refuse(httplib::Response& response) {
    Exchange* exchange = current_exchange;
    if (exchange == nullptr || exchange->answered) return false;
    exchange->answered = exchange->close = true;
    int status = response.status;
    if (exchange->connection->refusal() == Connection::Refusal::head_too_large) status = 431;
    if (exchange->connection->refusal() == Connection::Refusal::too_slow) status = 408;
    exchange->connection->end_head();
    const std::string title(reason_phrase(status));
    response.headers.clear();
    response.set_header("Connection", "close");
    send(problem_json(Problem(status, title, "The request was refused before it was read.")), false,
         response);
    return true;
  }

  // Of an address that is larger than a whole head may be, cpp-httplib reads no end and says
  // nothing.
  static void refuse_address(Connection& connection) {
    connection.end_head();
    constexpr int kTooLong = 414;
    const std::string title(reason_phrase(kTooLong));
    const Response response =
        problem_json(Problem(kTooLong, title, "The request was refused before it was read."));
    const std::string answer =
        "HTTP/1.1 " + std::to_string(kTooLong) + " " + title +
        "\r\nConnection: close\r\nContent-Length: " + std::to_string(response.body->size()) +
        "\r\nContent-Type: " + response.content_type + "\r\nDate: " + date_now() + "\r\n\r\n" +
        *response.body;
    connection.write(answer.data(), answer.size());
    if (connection.flush()) connection.linger();
  }

  bool process_and_close_socket(socket_t socket) override {
    {
      const std::lock_guard lock(mutex);
      sockets.insert(socket);
    }
    serve(socket);
    {
      const std::lock_guard lock(mutex);
      sockets.erase(socket);
    }
    ::close(socket);
    return true;
  }

  void serve(socket_t socket) {
    Connection connection(socket, {options.head_ms, options.answer_ms, options.max_head_bytes});
    Stream stream(connection);
    for (int left = options.keep_alive_count; left > 0; --left) {
      if (!connection.wait_for_request(options.keep_alive_ms, stopping,
                                       [this] { return pool.is_crowded(); }))
        break;
      connection.begin_request();
      Exchange exchange{&connection};
      current_exchange = &exchange;
      bool closed = false;
      const bool fine = process(*this, stream, left == 1 || stopping, closed);
      current_exchange = nullptr;
      if (!fine && !exchange.answered &&
          connection.refusal() == Connection::Refusal::head_too_large) {
        refuse_address(connection);
        break;
      }
      if (!connection.flush() || !fine) break;
      if (exchange.close) connection.linger();
      if (closed || exchange.close || stopping) break;
    }
  }

  // process_request() takes the peer's address since 0.16.
  template <typename Self>
  static bool process(Self& self, httplib::Stream& stream, bool close, bool& closed) {
    const std::function<void(httplib::Request&)> nothing;
    if constexpr (requires { self.process_request(stream, close, closed, nothing); }) {
      return self.process_request(stream, close, closed, nothing);
    } else {
      return self.process_request(stream, std::string(), 0, std::string(), 0, close, closed,
                                  nothing);
    }
  }

  void halt() {
    stopping = true;
    if (listener.joinable()) {
      httplib::Server::stop();
      {
        const std::lock_guard lock(mutex);
        for (const int socket : sockets) ::shutdown(socket, SHUT_RD);
      }
      listener.join();
    } else if (svr_sock_ != INVALID_SOCKET) {
      ::close(svr_sock_.exchange(INVALID_SOCKET));
    }
    pool.finish();
  }

  const Application& application;
  const ServerOptions options;
  ServingThreads pool;
  const bool only_loopback;
  int port = -1;
  std::atomic<bool> stopping = false;
  std::mutex mutex;
  std::set<int> sockets;
  std::thread listener;
};

Server::Server(const Application& application, ServerOptions options)
    : impl_(std::make_unique<Impl>(application, std::move(options))) {}

Server::~Server() { stop(); }

int Server::port() const { return impl_->port; }

std::string Server::url() const {
  const bool v6 = impl_->options.host.find(':') != std::string::npos;
  return "http://" + (v6 ? "[" + impl_->options.host + "]" : impl_->options.host) + ":" +
         std::to_string(impl_->port);
}

void Server::start() {
  impl_->listener = std::thread([this] { impl_->listen_after_bind(); });
  while (!impl_->is_running()) std::this_thread::yield();
}

void Server::stop() { impl_->halt(); }

namespace {

int signal_pipe[2] = {-1, -1};

void note_signal(int) {
  const int before = errno;
  const char one = 1;
  [[maybe_unused]] const auto written = ::write(signal_pipe[1], &one, 1);
  errno = before;
}

}  // namespace

void serve_until_signal(Server& server) {
  // A pipe rather than blocked signals: threads that exist already would still take them.
  if (::pipe2(signal_pipe, O_CLOEXEC) != 0)
    throw std::system_error(errno, std::generic_category(), "pipe");
  struct sigaction action {};
  struct sigaction old_interrupt {};
  struct sigaction old_terminate {};
  action.sa_handler = note_signal;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, &old_interrupt);
  ::sigaction(SIGTERM, &action, &old_terminate);
  server.start();
  char received = 0;
  while (::read(signal_pipe[0], &received, 1) < 0 && errno == EINTR) {
  }
  // A second signal ends the program at once, should answers under way take too long.
  ::sigaction(SIGINT, &old_interrupt, nullptr);
  ::sigaction(SIGTERM, &old_terminate, nullptr);
  server.stop();
  ::close(signal_pipe[0]);
  ::close(signal_pipe[1]);
}

}  // namespace hexapla
