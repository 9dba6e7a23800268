#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hexapla {

// One TCP connection with limits: every wait has a deadline, the header of a request a size. Owns
// no thread; the socket is closed by whoever opened it.
class Connection {
 public:
  struct Limits {
    int head_ms, answer_ms;
    std::size_t max_head_bytes;
  };
  enum class Refusal { none, head_too_large, too_slow };

  Connection(int socket, Limits limits) : socket_(socket), limits_(limits) {}

  // Waits for the first byte of a request (none may come: then false). `stopping` ends the wait, as
  // does `hurry()`, asked ten times a second.
  template <typename Hurry>
  bool wait_for_request(int timeout_ms, const std::atomic<bool>& stopping, const Hurry& hurry) {
    constexpr int kStepMs = 100;
    for (int waited = 0;; waited += kStepMs) {
      if (has_buffered()) return true;
      if (stopping) return false;
      const int step = timeout_ms - waited < kStepMs ? timeout_ms - waited : kStepMs;
      if (step <= 0) return false;
      if (readable_within(step)) return !stopping;
      if (hurry()) return false;
    }
  }

  void begin_request();
  void end_head();  // the header is there: its limits no longer count
  // `bytes` of content are to come: they have as long as an answer of that size.
  void begin_body(std::size_t bytes);
  Refusal refusal() const { return refusal_; }
  bool in_head() const { return in_head_; }

  // As read(2) and write(2); −1 also when a limit is reached. Writes are gathered until flush() or
  // 64 KiB.
  std::int64_t read(char* to, std::size_t size);
  std::int64_t write(const char* from, std::size_t size);
  bool flush();
  // Ends our side and takes what the other still sends for a moment, so that it gets to read the
  // answer.
  void linger();

  int socket() const { return socket_; }
  bool has_buffered() const { return next_ < filled_; }

 private:
  using Clock = std::chrono::steady_clock;
  bool readable_within(int timeout_ms) const;
  bool wait(short events);
  bool send_all(std::string_view bytes);

  int socket_;
  Limits limits_;
  Clock::time_point deadline_{};
  bool in_head_ = false;
  std::size_t head_bytes_ = 0;
  Refusal refusal_ = Refusal::none;
  char buffer_[8192];
  std::size_t next_ = 0, filled_ = 0;
  std::string out_;
};

}  // namespace hexapla
