#include "http/connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace hexapla {
namespace {
constexpr std::size_t kGather = std::size_t{64} << 10;
constexpr std::size_t kBytesPerSecond = std::size_t{32} << 10;  // of the slowest client we serve
}  // namespace

bool Connection::readable_within(int timeout_ms) const {
  pollfd one{socket_, POLLIN, 0};
  return ::poll(&one, 1, timeout_ms) > 0;
}

void Connection::begin_request() {
  in_head_ = true;
  head_bytes_ = 0;
  refusal_ = Refusal::none;
  deadline_ = Clock::now() + std::chrono::milliseconds(limits_.head_ms);
}

void Connection::end_head() {
  in_head_ = false;
  deadline_ = Clock::now() + std::chrono::milliseconds(limits_.answer_ms);
}

void Connection::begin_body(std::size_t bytes) {
  deadline_ = Clock::now() + std::chrono::milliseconds(limits_.answer_ms) +
              std::chrono::seconds(bytes / kBytesPerSecond);
}

bool Connection::wait(short events) {
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
    if (left <= 0) break;
    pollfd one{socket_, events, 0};
    const int ready = ::poll(&one, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
  refusal_ = Refusal::too_slow;
  return false;
}

std::int64_t Connection::read(char* to, std::size_t size) {
  if (in_head_ && head_bytes_ >= limits_.max_head_bytes) {
    refusal_ = Refusal::head_too_large;
    return -1;
  }
  if (!has_buffered()) {
    if (!wait(POLLIN)) return -1;
    const auto got = ::recv(socket_, buffer_, sizeof buffer_, 0);
    if (got <= 0) return got;
    next_ = 0;
    filled_ = static_cast<std::size_t>(got);
  }
  const std::size_t count = std::min(size, filled_ - next_);
  std::memcpy(to, buffer_ + next_, count);
  next_ += count;
  if (in_head_) head_bytes_ += count;
  return static_cast<std::int64_t>(count);
}

std::int64_t Connection::write(const char* from, std::size_t size) {
  out_.append(from, size);
  if (out_.size() >= kGather && !flush()) return -1;
  return static_cast<std::int64_t>(size);
}

bool Connection::flush() {
  if (out_.empty()) return true;
  deadline_ = std::max(deadline_, Clock::now() + std::chrono::milliseconds(limits_.answer_ms));
  deadline_ += std::chrono::seconds(out_.size() / kBytesPerSecond);
  const bool sent = send_all(out_);
  out_.clear();
  return sent;
}

bool Connection::send_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      if (!wait(POLLOUT)) return false;
    } else if (sent < 0 && errno != EINTR) {
      return false;
    }
  }
  return true;
}

void Connection::linger() {
  ::shutdown(socket_, SHUT_WR);
  constexpr int kLingerMs = 500;
  constexpr std::size_t kLingerBytes = std::size_t{8} << 20;
  const auto end = Clock::now() + std::chrono::milliseconds(kLingerMs);
  for (std::size_t taken = 0; taken < kLingerBytes;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0 || !readable_within(static_cast<int>(left))) return;
    const auto got = ::recv(socket_, buffer_, sizeof buffer_, 0);
    if (got <= 0) return;
    taken += static_cast<std::size_t>(got);
  }
}

}  // namespace hexapla
