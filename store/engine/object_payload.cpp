#include "store/engine/object_payload.h"

#include <zstd.h>

#include <memory>
#include <new>
#include <stdexcept>

namespace hexapla {
namespace {

enum class Codec : char { raw = 0, zstd = 1 };

// Measured on 3,200 pieces of 6 KB of news pages and texts in many languages: level 1 leaves 0.31
// of HTML and 0.40 of plain text; level 3 leaves 0.30 and 0.39 and takes 1.3 to 1.6 times the time
// to write, level 6 0.29 and 0.37 at 3 times. They all read alike. A faster one (-1: 0.39 and 0.50)
// saves no more than a sixth of level 1's time.
constexpr int kLevel = 1;

// RFC 8878, 3.1.1.2: a block takes three bytes or more and regenerates at most 128 KiB.
constexpr std::uint64_t kZstdBlockHeaderBytes = 3;
constexpr std::uint64_t kZstdBlockBytes = 128 * 1024;

// Making a context costs more than an article's compression: one a thread, kept.
ZSTD_CCtx* compressor() {
  struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };
  thread_local const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
  if (!context) throw std::bad_alloc();
  return context.get();
}

ZSTD_DCtx* decompressor() {
  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };
  thread_local const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
  if (!context) throw std::bad_alloc();
  return context.get();
}

std::string header(Codec codec, std::uint64_t size) {
  std::string bytes(1, static_cast<char>(codec));
  for (; size >= 0x80; size >>= 7) bytes += static_cast<char>((size & 0x7F) | 0x80);
  bytes += static_cast<char>(size);
  return bytes;
}

// Takes the size from the front of `payload`. Nothing when it is cut off, too large, or longer than
// it need be.
std::optional<std::uint64_t> take_size(std::string_view& payload) {
  std::uint64_t size = 0;
  for (unsigned shift = 0; shift < 35; shift += 7) {
    if (payload.empty()) return std::nullopt;
    const auto byte = static_cast<unsigned char>(payload.front());
    payload.remove_prefix(1);
    size |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) {
      if ((byte == 0 && shift > 0) || size > kMaxObjectBytes) return std::nullopt;
      return size;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string encode_object(std::string_view bytes) {
  if (bytes.size() > kMaxObjectBytes) {
    throw std::invalid_argument("an object of more than 1 GiB cannot be kept");
  }
  std::string payload = header(Codec::zstd, bytes.size());
  const std::size_t header_bytes = payload.size();
  payload.resize(header_bytes + ZSTD_compressBound(bytes.size()));
  const std::size_t compressed =
      ZSTD_compressCCtx(compressor(), payload.data() + header_bytes, payload.size() - header_bytes,
                        bytes.data(), bytes.size(), kLevel);
  if (!ZSTD_isError(compressed) && compressed <= bytes.size() - bytes.size() / 10 &&
      compressed < bytes.size()) {
    payload.resize(header_bytes + compressed);
    return payload;
  }
  payload = header(Codec::raw, bytes.size());
  payload += bytes;
  return payload;
}

std::optional<std::string> decode_object(std::string_view payload) {
  if (payload.empty()) return std::nullopt;
  const auto codec = static_cast<Codec>(payload.front());
  payload.remove_prefix(1);
  const std::optional<std::uint64_t> size = take_size(payload);
  if (!size) return std::nullopt;
  if (codec == Codec::raw) {
    if (payload.size() != *size) return std::nullopt;
    return std::string(payload);
  }
  if (codec != Codec::zstd) return std::nullopt;
  // The claim is checked against what the frame can hold before anything is allocated for it.
  if (*size > (payload.size() / kZstdBlockHeaderBytes + 1) * kZstdBlockBytes) return std::nullopt;
  std::string bytes(*size, '\0');
  const std::size_t written = ZSTD_decompressDCtx(decompressor(), bytes.data(), bytes.size(),
                                                  payload.data(), payload.size());
  if (ZSTD_isError(written) || written != *size) return std::nullopt;
  return bytes;
}

}  // namespace hexapla
