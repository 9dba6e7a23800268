#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "store/ingest/warc/member_stream.h"
#include "store/ingest/warc/warc_record.h"

namespace hexapla {

// Reads a web archive record by record, compressed or not, of any size, holding one record at a
// time.
//
// Takes WARC 0.17 to 1.1 with the liberties that files in the world take: bare line feeds, blank
// lines between records, names in any case, continued lines, one gzip member around everything. A
// record that is malformed is reported with its offset, and reading goes on at the next that can be
// found.
class WarcReader {
 public:
  explicit WarcReader(ByteSource source) : stream_(std::move(source)) {}

  struct Fault {
    std::uint64_t offset = 0;
    std::string problem;
  };
  struct Item {
    std::optional<WarcRecord> record;  // else `fault`
    Fault fault;
  };
  // Nothing at the end.
  std::optional<Item> next();

  // A record with a longer block is passed over, and reported.
  static constexpr std::uint64_t kMaxBlockBytes = std::uint64_t{96} << 20;
  static constexpr std::size_t kMaxHeaderBytes = std::size_t{256} << 10;

 private:
  bool fill();
  std::string_view ready() const { return std::string_view(buffer_).substr(at_); }
  void consume(std::size_t count);
  std::uint64_t here() const;
  void skip_to_record();
  bool skip_blank_lines();
  bool read_line(std::string& line);
  std::optional<std::string> read_header(WarcRecord& record, std::uint64_t& length);
  std::optional<std::string> read_block(WarcRecord& record, std::uint64_t length);

  MemberStream stream_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t consumed_ = 0;   // of the content, for files that are not compressed
  std::uint64_t member_ = 0;     // where the member begins that the next bytes are of
  std::optional<Fault> damage_;  // met while filling
  bool ended_ = false;
  bool first_ = true;
};

}  // namespace hexapla
