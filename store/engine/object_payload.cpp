#include "store/engine/object_payload.h"

#include <zstd.h>

#include <algorithm>
#include <bit>
#include <memory>
#include <new>
#include <stdexcept>

#include "store/engine/leb128.h"
#include "store/engine/row_seal.h"
#include "store/model/packed_revision.h"

namespace hexapla {
namespace {

enum class Codec : char { raw = 0, zstd = 1, zstd_with_base = 2, revision = 3 };

// Measured on 3,200 pieces of 6 KB of news pages and texts in many languages: level 1 leaves 0.31
// of HTML and 0.40 of plain text; level 3 leaves 0.30 and 0.39 and takes 1.3 to 1.6 times the time
// to write, level 6 0.29 and 0.37 at 3 times. They all read alike. A faster one (-1: 0.39 and 0.50)
// saves no more than a sixth of level 1's time.
constexpr int kLevel = 1;
// Of a difference little is left, and most of that is where to copy from: level 6 leaves 0.87 of
// what level 1 does, of a page's line of JSON against its text.
constexpr int kDifferenceLevel = 6;

// What a base of kMaxBaseBytes needs; decoders take up to 27 by themselves.
constexpr int kMaxWindowLog = 24;

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
  append_leb128(bytes, size);
  return bytes;
}

std::optional<std::uint64_t> take_size(std::string_view& payload) {
  const auto size = take_leb128(payload);
  return size && *size <= kMaxObjectBytes ? size : std::nullopt;
}

Codec codec_of(std::string_view payload) { return static_cast<Codec>(payload.front()); }

constexpr std::size_t kRevisionHeaderBytes = 1 + kSealBytes;

// Appends a frame of `bytes` to `payload`; false, and `payload` as it was, when it would be longer
// than `limit`.
bool append_frame(std::string& payload, std::string_view bytes, std::string_view base,
                  std::size_t limit) {
  ZSTD_CCtx* const context = compressor();
  ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters);
  ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel,
                         base.empty() ? kLevel : kDifferenceLevel);
  if (!base.empty()) {
    // The window must reach from the object's end to the base's beginning.
    const int window = std::max(10, static_cast<int>(std::bit_width(base.size() + bytes.size())));
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, std::min(window, kMaxWindowLog));
    ZSTD_CCtx_refPrefix(context, base.data(), base.size());
  }
  const std::size_t before = payload.size();
  payload.resize(before + ZSTD_compressBound(bytes.size()));
  const std::size_t written = ZSTD_compress2(context, payload.data() + before,
                                             payload.size() - before, bytes.data(), bytes.size());
  const bool fits = !ZSTD_isError(written) && written <= limit;
  payload.resize(fits ? before + written : before);
  return fits;
}

void refuse_too_large(std::string_view bytes) {
  if (bytes.size() > kMaxObjectBytes) {
    throw std::invalid_argument("an object of more than 1 GiB cannot be kept");
  }
}

}  // namespace

std::string encode_object(std::string_view bytes) {
  refuse_too_large(bytes);
  std::string payload = header(Codec::zstd, bytes.size());
  // A tenth less, and in any case less.
  const std::size_t limit = bytes.size() - std::max<std::size_t>(bytes.size() / 10, 1);
  if (!bytes.empty() && append_frame(payload, bytes, {}, limit)) return payload;
  payload = header(Codec::raw, bytes.size());
  payload += bytes;
  return payload;
}

std::optional<DifferencePayload> DifferencePayload::make(std::string_view bytes,
                                                         std::string_view base_bytes,
                                                         std::optional<std::size_t> most) {
  refuse_too_large(bytes);
  if (base_bytes.empty() || base_bytes.size() > kMaxBaseBytes) return std::nullopt;
  std::string frame;
  if (!append_frame(frame, bytes, base_bytes, most.value_or(bytes.size() / 3))) return std::nullopt;
  return DifferencePayload(bytes.size(), std::move(frame));
}

std::string DifferencePayload::payload(std::uint64_t distance) const {
  std::string payload = header(Codec::zstd_with_base, size_);
  append_leb128(payload, distance);
  return payload + frame_;
}

std::optional<std::uint64_t> base_distance(std::string_view payload) {
  if (payload.empty() || codec_of(payload) != Codec::zstd_with_base) return std::nullopt;
  payload.remove_prefix(1);
  if (!take_size(payload)) return std::nullopt;
  const auto distance = take_leb128(payload);
  return distance && *distance > 0 ? distance : std::nullopt;
}

std::optional<std::string> encode_revision(std::string_view bytes, const Digest& digest) {
  const auto packed = pack_canonical_json(bytes);
  if (!packed) return std::nullopt;
  std::string payload(1, static_cast<char>(Codec::revision));
  const auto seal = seal_of_object(digest.raw(), *packed);
  payload.append(seal.data(), seal.size());
  return payload + *packed;
}

bool holds_revision(std::string_view payload) {
  return payload.size() > kRevisionHeaderBytes && codec_of(payload) == Codec::revision;
}

std::optional<std::string_view> packed_revision_in(std::string_view payload, const Digest& digest) {
  if (!holds_revision(payload)) return std::nullopt;
  const std::string_view packed = payload.substr(kRevisionHeaderBytes);
  const auto seal = seal_of_object(digest.raw(), packed);
  if (payload.substr(1, kSealBytes) != std::string_view(seal.data(), seal.size()))
    return std::nullopt;
  return packed;
}

std::optional<std::string> decode_object(std::string_view payload, std::string_view base_bytes) {
  if (payload.empty()) return std::nullopt;
  if (holds_revision(payload)) {
    const auto revision = PackedRevision::parse(payload.substr(kRevisionHeaderBytes));
    return revision ? std::optional(canonical_json(*revision)) : std::nullopt;
  }
  const Codec codec = codec_of(payload);
  payload.remove_prefix(1);
  const std::optional<std::uint64_t> size = take_size(payload);
  if (!size) return std::nullopt;
  if (codec == Codec::raw) {
    if (payload.size() != *size) return std::nullopt;
    return std::string(payload);
  }
  if (codec == Codec::zstd_with_base) {
    if (!take_leb128(payload) || base_bytes.empty()) return std::nullopt;
  } else if (codec != Codec::zstd) {
    return std::nullopt;
  }
  // The claim is checked against what the frame can hold before anything is allocated for it.
  if (*size > (payload.size() / kZstdBlockHeaderBytes + 1) * kZstdBlockBytes) return std::nullopt;
  std::string bytes(*size, '\0');
  ZSTD_DCtx* const context = decompressor();
  ZSTD_DCtx_reset(context, ZSTD_reset_session_and_parameters);
  if (codec == Codec::zstd_with_base)
    ZSTD_DCtx_refPrefix(context, base_bytes.data(), base_bytes.size());
  const std::size_t written =
      ZSTD_decompressDCtx(context, bytes.data(), bytes.size(), payload.data(), payload.size());
  if (ZSTD_isError(written) || written != *size) return std::nullopt;
  return bytes;
}

}  // namespace hexapla
