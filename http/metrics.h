#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "store/archive/archive.h"

namespace hexapla {

// What the server has answered since it began, for Prometheus. Safe from many threads.
class Metrics {
 public:
  // `path` says which kind of address was asked for.
  void count(std::string_view path, int status, std::chrono::nanoseconds took);

  // Text exposition format 0.0.4, with the size of the archive and of the kept answers.
  std::string text(const Archive& archive, std::size_t kept_bytes) const;

 private:
  enum class Area { page, api, log, file };
  static constexpr std::size_t kAreas = 4;
  static constexpr std::size_t kStatusClasses = 5;  // 1xx to 5xx
  // Upper ends of the histogram's buckets, in microseconds; what is longer counts in the last.
  static constexpr std::array<std::uint64_t, 9> kBucketEnds{
      100, 500, 1'000, 5'000, 10'000, 50'000, 100'000, 500'000, 1'000'000};
  static Area area_of(std::string_view path);
  static std::string_view name_of(Area area);

  struct Counts {
    std::array<std::atomic<std::uint64_t>, kStatusClasses> by_status{};
    std::array<std::atomic<std::uint64_t>, kBucketEnds.size() + 1> by_duration{};
    std::atomic<std::uint64_t> total_microseconds{0};
  };
  std::array<Counts, kAreas> counts_{};
};

}  // namespace hexapla
