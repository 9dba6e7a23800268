#include "http/page_cache.h"

namespace hexapla {

std::size_t PageCache::cost(const Kept& kept) {
  constexpr std::size_t kOverhead = 512;  // list, index and the answer's small strings
  const Response& response = kept.entry.response;
  return kOverhead + kept.key.size() + response.body->size() +
         (response.gzip_body ? response.gzip_body->size() : 0);
}

std::optional<PageCache::Entry> PageCache::find(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = index_.find(key);
  if (found == index_.end()) return std::nullopt;
  kept_.splice(kept_.begin(), kept_, found->second);
  return found->second->entry;
}

void PageCache::put(const std::string& key, Entry entry) {
  const std::lock_guard lock(mutex_);
  if (const auto found = index_.find(key); found != index_.end()) {
    bytes_ -= cost(*found->second);
    const auto old = found->second;
    index_.erase(found);
    kept_.erase(old);
  }
  kept_.push_front({key, std::move(entry)});
  bytes_ += cost(kept_.front());
  index_.emplace(kept_.front().key, kept_.begin());
  shrink();
}

void PageCache::confirm(const std::string& key, std::uint64_t events) {
  const std::lock_guard lock(mutex_);
  if (const auto found = index_.find(key); found != index_.end())
    found->second->entry.events = events;
}

void PageCache::attach_gzip(const std::string& key, const std::string& etag,
                            std::shared_ptr<const std::string> body) {
  const std::lock_guard lock(mutex_);
  const auto found = index_.find(key);
  if (found == index_.end() || found->second->entry.response.etag != etag) return;
  bytes_ -= cost(*found->second);
  found->second->entry.response.gzip_body = std::move(body);
  bytes_ += cost(*found->second);
  shrink();
}

void PageCache::shrink() {
  while (bytes_ > max_bytes_ && !kept_.empty()) {
    bytes_ -= cost(kept_.back());
    index_.erase(kept_.back().key);
    kept_.pop_back();
  }
}

std::size_t PageCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

}  // namespace hexapla
