#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hexapla {

// How entries of the log lie in the store. Each resembles those before it in all but its digests:
// every sixteenth is kept by itself, and the fifteen after it as differences to that one, so that
// any is had by reading two.
//
// A payload is one of object_payload.h of codec 0, 1 or 2. Keys are the numbers of entries; an
// entry under another key is kept by itself. For one thread.
class EventCodec {
 public:
  // Gives what lies in the store under a key.
  using Find = std::function<std::optional<std::string_view>(std::string_view key)>;
  explicit EventCodec(Find find) : find_(std::move(find)) {}

  std::string encode(std::string_view key, std::string_view entry);
  // Nothing for what encode() could not have written, or whose base is missing or damaged.
  std::optional<std::string> decode(std::string_view key, std::string_view payload);

  // Keys of the entries that may be differences to the one with this key: from the first up to and
  // without the last. Both empty where there are none.
  static std::pair<std::string, std::string> followers(std::string_view key);

 private:
  // The entry that this one may be a difference to; empty for none.
  const std::string& base_of(std::uint64_t number);

  Find find_;
  std::optional<std::uint64_t> base_number_;  // of base_: neighbours are read one after another
  std::string base_;
};

}  // namespace hexapla
