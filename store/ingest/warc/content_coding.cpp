#include "store/ingest/warc/content_coding.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <stdexcept>

namespace hexapla {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{64} << 10;
constexpr int kGzipWindow = 15 + 16;
constexpr int kZlibWindow = 15;
constexpr int kRawWindow = -15;

std::optional<std::string> inflate_all(std::string_view bytes, int window) {
  if (bytes.size() > std::numeric_limits<uInt>::max()) return std::nullopt;
  z_stream stream{};
  if (inflateInit2(&stream, window) != Z_OK) throw std::runtime_error("zlib cannot start");
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> closer(&stream, inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(
      const_cast<char*>(bytes.data()));  // zlib's older signature lacks const
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string decoded;
  for (;;) {
    const std::size_t begin = decoded.size();
    decoded.resize(begin + kPieceBytes);
    stream.next_out = reinterpret_cast<Bytef*>(decoded.data() + begin);
    stream.avail_out = kPieceBytes;
    const int result = inflate(&stream, Z_NO_FLUSH);
    decoded.resize(decoded.size() - stream.avail_out);
    if (result == Z_STREAM_END) return decoded;
    if (result != Z_OK || decoded.size() > kMaxDecodedBytes ||
        (stream.avail_in == 0 && stream.avail_out > 0))
      return std::nullopt;
  }
}

std::optional<std::string> unbrotli(std::string_view bytes) {
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> decoder(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  if (!decoder) throw std::runtime_error("brotli cannot start");
  const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::size_t in_left = bytes.size();
  std::string decoded;
  for (;;) {
    const std::size_t begin = decoded.size();
    decoded.resize(begin + kPieceBytes);
    auto* out = reinterpret_cast<std::uint8_t*>(decoded.data() + begin);
    std::size_t out_left = kPieceBytes;
    const BrotliDecoderResult result =
        BrotliDecoderDecompressStream(decoder.get(), &in_left, &in, &out_left, &out, nullptr);
    decoded.resize(decoded.size() - out_left);
    if (result == BROTLI_DECODER_RESULT_SUCCESS) return decoded;
    if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT || decoded.size() > kMaxDecodedBytes)
      return std::nullopt;
  }
}

}  // namespace

std::optional<std::string> undo_content_coding(std::string_view bytes, std::string_view coding) {
  if (bytes.empty()) return std::string();
  if (coding == "gzip" || coding == "x-gzip") return inflate_all(bytes, kGzipWindow);
  if (coding == "deflate") {
    if (auto decoded = inflate_all(bytes, kZlibWindow)) return decoded;
    return inflate_all(bytes, kRawWindow);
  }
  if (coding == "br") return unbrotli(bytes);
  return std::nullopt;
}

std::string gzip_member(std::string_view bytes) {
  z_stream stream{};
  constexpr int kMemoryLevel = 8;
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot start");
  }
  const std::unique_ptr<z_stream, decltype(&deflateEnd)> closer(&stream, deflateEnd);
  std::string member(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(member.data());
  stream.avail_out = static_cast<uInt>(member.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib stopped early");
  member.resize(stream.total_out);
  return member;
}

}  // namespace hexapla
