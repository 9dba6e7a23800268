#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "store/model/digest.h"

namespace hexapla {

// How an object lies in the store, by the first byte, its codec:
//
//   0  the object's size, then its bytes
//   1  the size, then one zstd frame
//   2  the size; by how much its number exceeds that of another object; one zstd frame that has
//      that one's bytes for its prefix
//   3  a revision: four bytes of seal, then the packed form (store/model/packed_revision.h), which
//      pages are served from
//
// Numbers are LEB128. Safe from many threads.

// Larger objects are refused, on the way in and on the way out.
inline constexpr std::uint64_t kMaxObjectBytes = std::uint64_t{1} << 30;
// Larger objects serve nobody as a base: reading a small object must not cost reading a large one.
inline constexpr std::uint64_t kMaxBaseBytes = std::uint64_t{4} << 20;

// Compresses where that saves a tenth or more. Throws std::invalid_argument above kMaxObjectBytes.
std::string encode_object(std::string_view bytes);

// The same against a base: another object that is much alike (the text of a page for the page).
// Nothing unless that leaves at most `most` bytes: by default a third. From then on the base must
// stay, or the payload be written anew.
class DifferencePayload {
 public:
  static std::optional<DifferencePayload> make(std::string_view bytes, std::string_view base_bytes,
                                               std::optional<std::size_t> most = std::nullopt);
  // `distance`: number of the object less that of its base.
  std::string payload(std::uint64_t distance) const;

 private:
  DifferencePayload(std::uint64_t size, std::string frame)
      : size_(size), frame_(std::move(frame)) {}
  std::uint64_t size_;
  std::string frame_;
};

// How far before it the object lies that decoding needs; nothing for a payload that stands alone,
// or is none.
std::optional<std::uint64_t> base_distance(std::string_view payload);

// Nothing for an object that is no revision.
std::optional<std::string> encode_revision(std::string_view bytes, const Digest& digest);
bool holds_revision(std::string_view payload);
// The packed form in it; nothing when that is not what was written for the object with this digest.
std::optional<std::string_view> packed_revision_in(std::string_view payload, const Digest& digest);

// Nothing for a payload that none of the above could have written; the seal of a revision is not
// looked at. `base_bytes` are those of the object that base_distance() tells of. Never allocates
// more than the payload's own length could expand to, whatever size it claims.
std::optional<std::string> decode_object(std::string_view payload,
                                         std::string_view base_bytes = {});

}  // namespace hexapla
