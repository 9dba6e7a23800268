#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

// What `coding` (`gzip`, `x-gzip`, `deflate`, `br`; RFC 9110, section 8.4.1, and RFC 7932) made of
// a content, undone. Nothing for an unknown coding, broken bytes, and a content of more than
// kMaxDecodedBytes. `deflate` is taken with and without zlib's header: servers send both.
std::optional<std::string> undo_content_coding(std::string_view bytes, std::string_view coding);
inline constexpr std::size_t kMaxDecodedBytes = std::size_t{96} << 20;

// One gzip member (RFC 1952) without a time in it: the same bytes give the same member.
std::string gzip_member(std::string_view bytes);

}  // namespace hexapla
