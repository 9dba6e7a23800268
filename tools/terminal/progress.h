#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace hexapla {

// One line on standard error that says how far a long work is, and how long it will still take.
// Only on a terminal; silent when piped, when quiet and where the environment says CI.
class Progress {
 public:
  Progress(std::string what, bool is_wanted);
  ~Progress();  // removes the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `total` 0: not known. Costs nothing when the line was drawn a moment ago. `words` is put
  // behind.
  void show(std::uint64_t done, std::uint64_t total, std::string_view words = {});
  // Takes the line away, so that other words can be written; the next show() draws it again.
  void clear();
  void rename(std::string_view what);

 private:
  using Clock = std::chrono::steady_clock;

  std::string what_;
  bool is_shown_;
  bool is_drawn_ = false;
  Clock::time_point started_ = Clock::now();
  Clock::time_point drawn_{};
};

// `3 s`, `2 min 05 s`, `1 h 12 min`.
std::string duration_text(std::chrono::seconds duration);

}  // namespace hexapla
