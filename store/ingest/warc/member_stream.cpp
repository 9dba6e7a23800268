#include "store/ingest/warc/member_stream.h"

#include <zlib.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace hexapla {
namespace {

constexpr std::size_t kInputBytes = std::size_t{64} << 10;
constexpr std::size_t kOutputBytes = std::size_t{256} << 10;
constexpr std::string_view kMagic = "\x1F\x8B\x08";
constexpr int kGzipWindow = 15 + 16;

}  // namespace

struct MemberStream::State {
  explicit State(ByteSource from) : source(std::move(from)) {
    if (inflateInit2(&zlib, kGzipWindow) != Z_OK) throw std::runtime_error("zlib cannot start");
  }
  ~State() { inflateEnd(&zlib); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  // More input behind what is left of it; false at the end.
  bool read_more() {
    input.erase(0, at);
    at = 0;
    const std::size_t kept = input.size();
    input.resize(kept + kInputBytes);
    const std::size_t count = source(input.data() + kept, kInputBytes);
    input.resize(kept + count);
    return count > 0;
  }
  // At least `count` bytes are ready, or all that there are.
  bool want(std::size_t count) {
    while (input.size() - at < count) {
      if (!read_more()) return false;
    }
    return true;
  }
  std::string_view ready() const { return std::string_view(input).substr(at); }
  void consume(std::size_t count) {
    at += count;
    offset += count;
  }

  // To the next member's beginning; false when there is none.
  bool seek_member() {
    for (;;) {
      const std::size_t found = ready().find(kMagic);
      if (found != std::string_view::npos) {
        consume(found);
        return true;
      }
      const std::size_t rest = ready().size();
      consume(rest - std::min(rest, kMagic.size() - 1));
      if (!read_more()) return false;
    }
  }

  Piece plain() {
    if (ready().empty() && !read_more()) return {};
    Piece piece{Kind::bytes, ready(), offset, {}};
    consume(piece.bytes.size());
    return piece;
  }

  // Zeros and line breaks behind a member are padding.
  bool at_padding() const {
    const char c = input[at];
    return c == '\0' || c == '\n' || c == '\r';
  }

  Piece compressed() {
    for (;;) {
      if (!in_member) {
        while (want(1) && at_padding()) consume(1);
        if (!want(1)) return {};
        want(kMagic.size());
        if (!ready().starts_with(kMagic)) {
          Piece piece{Kind::damage, {}, offset, "bytes that are no gzip member"};
          if (!seek_member()) consume(ready().size());
          return piece;
        }
        inflateReset(&zlib);
        in_member = true;
        member = offset;
      }
      const bool more = want(1);
      zlib.next_in = reinterpret_cast<Bytef*>(input.data() + at);
      zlib.avail_in = static_cast<uInt>(input.size() - at);
      zlib.next_out = reinterpret_cast<Bytef*>(output.data());
      zlib.avail_out = static_cast<uInt>(output.size());
      const int result = inflate(&zlib, Z_NO_FLUSH);
      consume(input.size() - at - zlib.avail_in);
      const std::size_t made = output.size() - zlib.avail_out;
      if (result == Z_STREAM_END) {
        in_member = false;
        ended = true;
      } else if (result != Z_OK && result != Z_BUF_ERROR) {
        fail(zlib.msg != nullptr ? zlib.msg : "broken gzip data");
      } else if (!more && made == 0) {
        fail("the gzip member is cut off");
      }
      if (made > 0) return {Kind::bytes, std::string_view(output).substr(0, made), member, {}};
      if (auto piece = pending()) return *std::move(piece);
    }
  }

  void fail(std::string what) {
    in_member = false;
    problem = std::move(what);
    // The next member begins behind this one's own beginning.
    if (!seek_member()) consume(ready().size());
  }

  // What is said after the bytes before it.
  std::optional<Piece> pending() {
    if (!problem.empty()) {
      Piece piece{Kind::damage, {}, member, std::move(problem)};
      problem.clear();
      return piece;
    }
    if (ended) {
      ended = false;
      return Piece{Kind::member_end, {}, offset, {}};
    }
    return std::nullopt;
  }

  ByteSource source;
  z_stream zlib{};
  std::string input;
  std::string output = std::string(kOutputBytes, '\0');
  std::size_t at = 0;
  std::uint64_t offset = 0, member = 0;
  std::optional<bool> is_gzip;
  bool in_member = false, ended = false;
  std::string problem;
};

MemberStream::MemberStream(ByteSource source)
    : state_(std::make_unique<State>(std::move(source))) {}
MemberStream::~MemberStream() = default;

MemberStream::Piece MemberStream::next() {
  State& state = *state_;
  if (!state.is_gzip) {
    state.want(kMagic.size());
    state.is_gzip = state.ready().starts_with(kMagic);
  }
  if (!*state.is_gzip) return state.plain();
  if (auto piece = state.pending()) return *std::move(piece);
  return state.compressed();
}

bool MemberStream::is_compressed() const { return state_->is_gzip.value_or(false); }

}  // namespace hexapla
