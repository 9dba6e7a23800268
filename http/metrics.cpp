#include "http/metrics.h"

#include <fmt/format.h>

#include <algorithm>

#include "http/router.h"

namespace hexapla {

namespace {

void put_head(std::string& text, std::string_view name, std::string_view type,
              std::string_view meaning) {
  text += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, meaning);
}

void put_gauge(std::string& text, std::string_view name, std::string_view meaning,
               std::uint64_t value) {
  put_head(text, name, "gauge", meaning);
  text += fmt::format("{} {}\n", name, value);
}

}  // namespace

Metrics::Area Metrics::area_of(std::string_view path) {
  if (is_api_path(path)) return Area::api;
  if (path == "/checkpoint" || path.starts_with("/tile/")) return Area::log;
  return path.starts_with("/static/") ? Area::file : Area::page;
}

std::string_view Metrics::name_of(Area area) {
  switch (area) {
    case Area::page:
      return "page";
    case Area::api:
      return "api";
    case Area::log:
      return "log";
    case Area::file:
      return "file";
  }
  return "";
}

void Metrics::count(std::string_view path, int status, std::chrono::nanoseconds took) {
  Counts& counts = counts_[static_cast<std::size_t>(area_of(path))];
  const int status_class = std::clamp(status / 100, 1, static_cast<int>(kStatusClasses));
  const auto microseconds = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  const auto bucket = std::lower_bound(kBucketEnds.begin(), kBucketEnds.end(), microseconds);
  counts.by_status[static_cast<std::size_t>(status_class - 1)].fetch_add(1,
                                                                         std::memory_order_relaxed);
  counts.by_duration[static_cast<std::size_t>(bucket - kBucketEnds.begin())].fetch_add(
      1, std::memory_order_relaxed);
  counts.total_microseconds.fetch_add(microseconds, std::memory_order_relaxed);
}

std::string Metrics::text(const Archive& archive, std::size_t kept_bytes) const {
  std::string text;
  put_head(text, "hexapla_http_responses_total", "counter",
           "Answers, by the kind of address and the class of status.");
  for (std::size_t area = 0; area < kAreas; ++area) {
    for (std::size_t status = 0; status < kStatusClasses; ++status) {
      const std::uint64_t count = counts_[area].by_status[status];
      if (count == 0) continue;
      text += fmt::format("hexapla_http_responses_total{{area=\"{}\",status=\"{}xx\"}} {}\n",
                          name_of(static_cast<Area>(area)), status + 1, count);
    }
  }
  put_head(text, "hexapla_http_answer_seconds", "histogram",
           "How long making an answer took, without sending it.");
  for (std::size_t area = 0; area < kAreas; ++area) {
    const std::string_view name = name_of(static_cast<Area>(area));
    std::uint64_t so_far = 0;
    for (std::size_t bucket = 0; bucket <= kBucketEnds.size(); ++bucket) {
      so_far += counts_[area].by_duration[bucket];
      const std::string end =
          bucket == kBucketEnds.size()
              ? "+Inf"
              : fmt::format("{}", static_cast<double>(kBucketEnds[bucket]) / 1e6);
      text += fmt::format("hexapla_http_answer_seconds_bucket{{area=\"{}\",le=\"{}\"}} {}\n", name,
                          end, so_far);
    }
    text += fmt::format(
        "hexapla_http_answer_seconds_sum{{area=\"{0}\"}} {1}\n"
        "hexapla_http_answer_seconds_count{{area=\"{0}\"}} {2}\n",
        name, static_cast<double>(counts_[area].total_microseconds) / 1e6, so_far);
  }
  const Reading reading = archive.read();
  const Archive::Size size = archive.size();
  put_gauge(text, "hexapla_log_events", "Events in the archive's log.", reading.event_count());
  put_gauge(text, "hexapla_archive_bytes", "Size of the archive's file.", size.file_bytes);
  put_gauge(text, "hexapla_archive_free_bytes", "Of these, in pages that can be written again.",
            size.free_bytes);
  put_gauge(text, "hexapla_kept_answers_bytes", "Answers kept in memory.", kept_bytes);
  return text;
}

}  // namespace hexapla
