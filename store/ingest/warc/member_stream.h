#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace hexapla {

// Reads at most `size` bytes into a buffer and says how many; 0 at the end.
using ByteSource = std::function<std::size_t(char* buffer, std::size_t size)>;

// The bytes of a file that may be compressed by gzip, a member for each record (RFC 1952; WARC 1.1,
// annex D), or not at all.
//
// What cannot be decompressed is passed over up to the next member.
class MemberStream {
 public:
  explicit MemberStream(ByteSource source);
  ~MemberStream();

  enum class Kind {
    bytes,       // more of the content
    member_end,  // a member ended; `offset` is where the next one begins
    damage,  // the member at `offset` cannot be read to its end; content before it has been given
    end,
  };
  struct Piece {
    Kind kind = Kind::end;
    std::string_view bytes{};  // until the next call
    std::uint64_t offset = 0;  // in the file: of the member (compressed) or of the bytes (not)
    std::string problem{};     // of damage
  };
  Piece next();

  bool is_compressed() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hexapla
