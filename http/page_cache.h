#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/read_articles.h"
#include "http/response.h"

namespace hexapla {

// Answers that were made before, by the address they were made for; the least recently used go
// first when `max_bytes` (of keys and bodies) are exceeded. Safe from many threads.
class PageCache {
 public:
  explicit PageCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  struct Entry {
    Response response;
    std::uint64_t events = 0;  // how long the log was when the answer was last known to be right
    ReadArticles read;         // what it was made from
  };

  std::optional<Entry> find(const std::string& key);
  void put(const std::string& key, Entry entry);
  // Says that the entry is still right for a log of this length.
  void confirm(const std::string& key, std::uint64_t events);
  void attach_gzip(const std::string& key, const std::string& etag,
                   std::shared_ptr<const std::string> body);

  std::size_t bytes() const;

 private:
  struct Kept {
    std::string key;
    Entry entry;
  };
  static std::size_t cost(const Kept& kept);
  void shrink();

  const std::size_t max_bytes_;
  mutable std::mutex mutex_;
  std::list<Kept> kept_;  // most recently used first
  std::unordered_map<std::string_view, std::list<Kept>::iterator> index_;
  std::size_t bytes_ = 0;
};

}  // namespace hexapla
