#include "http/peer.h"

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "store/model/error.h"

// The only file that knows cpp-httplib's client.

namespace hexapla {

namespace {

using Clock = std::chrono::steady_clock;

// Splits `http://host:port/some/where` before the path.
std::pair<std::string, std::string> split_url(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  const bool is_http = url.starts_with("http://") || url.starts_with("https://");
  const std::size_t host = url.find("//") + 2;
  if (!is_http || host >= url.size() || url.find_first_of("?#@ ", 0) != std::string::npos) {
    throw std::invalid_argument("\"" + url +
                                "\" is no address of a server: http://HOST[:PORT][/PATH] is");
  }
  const std::size_t path = std::min(url.find('/', host), url.size());
  return {url.substr(0, path), url.substr(path)};
}

}  // namespace

struct Peer::Impl {
  Impl(std::string full, Limits limits_of_it)
      : url(std::move(full)), parts(split_url(url)), limits(limits_of_it), client(parts.first) {
    while (url.ends_with('/')) url.pop_back();
    client.set_keep_alive(true);
    client.set_follow_location(false);
    client.set_connection_timeout(limits.connect_ms / 1000, (limits.connect_ms % 1000) * 1000);
    client.set_read_timeout(limits.grace_ms / 1000, (limits.grace_ms % 1000) * 1000);
    client.set_write_timeout(limits.grace_ms / 1000, (limits.grace_ms % 1000) * 1000);
  }

  std::string url;
  const std::pair<std::string, std::string> parts;
  const Limits limits;
  httplib::Client client;
};

namespace {

// Ends a request that takes too long, whatever it waits for: cpp-httplib's own limits are for one
// read each, which a peer that sends a byte now and then never reaches.
class Watch {
 public:
  Watch(httplib::Client& client, const Peer::Limits& limits,
        const std::atomic<std::size_t>& received)
      : thread_([this, &client, limits, &received] {
          const auto start = Clock::now();
          std::unique_lock lock(mutex_);
          constexpr auto kStep = std::chrono::milliseconds(100);
          while (!ended_.wait_for(lock, kStep, [this] { return done_; })) {
            const auto allowed =
                std::chrono::milliseconds(limits.grace_ms) +
                std::chrono::milliseconds(received.load() * 1000 / limits.bytes_per_second);
            if (Clock::now() - start < allowed) continue;
            too_slow_ = true;
            client.stop();
          }
        }) {}
  ~Watch() { end(); }
  // Whether the request was ended.
  bool end() {
    if (thread_.joinable()) {
      {
        const std::lock_guard lock(mutex_);
        done_ = true;
      }
      ended_.notify_all();
      thread_.join();
    }
    return too_slow_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable ended_;
  bool done_ = false;
  std::atomic<bool> too_slow_ = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace

Peer::Peer(const std::string& url, Limits limits) : impl_(std::make_unique<Impl>(url, limits)) {}
Peer::~Peer() = default;

const std::string& Peer::url() const { return impl_->url; }

Peer::Answer Peer::get(const std::string& path, std::size_t max_bytes) {
  Answer answer;
  bool is_too_large = false;
  std::atomic<std::size_t> received = 0;
  Watch watch(impl_->client, impl_->limits, received);
  const auto result = impl_->client.Get(
      impl_->parts.second + path, httplib::Headers{{"Accept-Encoding", "identity"}},
      [&](const httplib::Response& head) {
        answer.status = head.status;
        return true;
      },
      [&](const char* bytes, std::size_t size) {
        is_too_large = answer.body.size() + size > max_bytes;
        if (is_too_large) return false;
        answer.body.append(bytes, size);
        received = answer.body.size();
        return true;
      });
  const bool too_slow = watch.end();
  if (result && !is_too_large && !too_slow) return answer;
  const std::string what = impl_->url + path;
  if (is_too_large) {
    throw StoreError(StoreError::Kind::io, what + " sends more than " + std::to_string(max_bytes) +
                                               " bytes; it was not read to its end");
  }
  if (too_slow || result.error() == httplib::Error::Read) {
    throw StoreError(StoreError::Kind::io,
                     what + (too_slow ? " is too slow: no whole answer in the time there is"
                                      : " does not answer, or stops in the middle"));
  }
  // Its words for this one are, by its version, "Connection" or a sentence.
  const std::string why = result.error() == httplib::Error::Connection
                              ? "no connection is taken there"
                              : httplib::to_string(result.error());
  throw StoreError(StoreError::Kind::io, "cannot get " + what + ": " + why);
}

}  // namespace hexapla
