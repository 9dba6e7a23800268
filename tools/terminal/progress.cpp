#include "tools/terminal/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace hexapla {

namespace {

constexpr auto kBetweenDrawings = std::chrono::milliseconds(100);

bool is_person_watching() { return ::isatty(STDERR_FILENO) == 1 && std::getenv("CI") == nullptr; }

}  // namespace

Progress::Progress(std::string what, bool is_wanted)
    : what_(std::move(what)), is_shown_(is_wanted && is_person_watching()) {}

Progress::~Progress() { clear(); }

void Progress::show(std::uint64_t done, std::uint64_t total, std::string_view words) {
  if (!is_shown_) return;
  const auto now = Clock::now();
  if (is_drawn_ && now - drawn_ < kBetweenDrawings) return;
  drawn_ = now;
  is_drawn_ = true;
  std::string line = what_;
  if (total > 0) {
    line +=
        fmt::format(" {:3.0f} %", 100.0 * static_cast<double>(done) / static_cast<double>(total));
    const auto spent = std::chrono::duration<double>(now - started_).count();
    if (done > 0 && spent > 1) {
      const double left =
          spent * static_cast<double>(total - std::min(done, total)) / static_cast<double>(done);
      line += ", " + duration_text(std::chrono::seconds(static_cast<std::int64_t>(left))) + " left";
    }
  }
  if (!words.empty()) line += ", " + std::string(words);
  std::fprintf(stderr, "\r\033[K%s", line.c_str());
  std::fflush(stderr);
}

void Progress::clear() {
  if (!is_drawn_) return;
  is_drawn_ = false;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
}

void Progress::rename(std::string_view what) {
  if (what == what_) return;
  what_ = what;
  started_ = Clock::now();
}

std::string duration_text(std::chrono::seconds duration) {
  const auto seconds = duration.count();
  if (seconds < 60) return fmt::format("{} s", seconds);
  if (seconds < 3600) return fmt::format("{} min {:02} s", seconds / 60, seconds % 60);
  return fmt::format("{} h {:02} min", seconds / 3600, seconds / 60 % 60);
}

}  // namespace hexapla
