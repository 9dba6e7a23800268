#include "store/ingest/warc/warc_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "store/text/utf8.h"

namespace hexapla {
namespace {

constexpr std::string_view kVersion = "WARC/";

std::string shortened(std::string_view line) {
  std::string text;
  for (const char c : line.substr(0, 40)) text.push_back(c >= 0x20 && c < 0x7F ? c : '?');
  return text;
}

bool is_known_version(std::string_view version) {
  return version == "1.0" || version == "1.1" || version == "0.17" || version == "0.18";
}

}  // namespace

// One more piece into the buffer; false at the end, and at damage, which is then in damage_.
bool WarcReader::fill() {
  if (ended_ || damage_) return false;
  for (;;) {
    const MemberStream::Piece piece = stream_.next();
    switch (piece.kind) {
      case MemberStream::Kind::bytes:
        buffer_.erase(0, at_);
        at_ = 0;
        if (buffer_.empty()) member_ = piece.offset;
        buffer_.append(piece.bytes);
        return true;
      case MemberStream::Kind::member_end:
        continue;
      case MemberStream::Kind::damage:
        damage_ = Fault{piece.offset, piece.problem};
        return false;
      case MemberStream::Kind::end:
        ended_ = true;
        return false;
    }
  }
}

void WarcReader::consume(std::size_t count) {
  at_ += count;
  consumed_ += count;
}

std::uint64_t WarcReader::here() const { return stream_.is_compressed() ? member_ : consumed_; }

bool WarcReader::skip_blank_lines() {
  for (;;) {
    while (!ready().empty() && (ready().front() == '\r' || ready().front() == '\n')) consume(1);
    if (!ready().empty()) return true;
    if (!fill()) return false;
  }
}

// To the next line that begins a record, if there is one.
void WarcReader::skip_to_record() {
  for (;;) {
    const std::string_view rest = ready();
    for (std::size_t at = rest.find(kVersion); at != rest.npos; at = rest.find(kVersion, at + 1)) {
      if (at == 0 || rest[at - 1] != '\n' || at + kVersion.size() >= rest.size()) continue;
      const char digit = rest[at + kVersion.size()];
      if (digit < '0' || digit > '9') continue;
      consume(at);
      return;
    }
    const std::size_t kept = std::min(rest.size(), kVersion.size() + 2);
    consume(rest.size() - kept);
    if (!fill()) {
      consume(ready().size());
      return;
    }
  }
}

// A line without its end. False when the content ends before it does.
bool WarcReader::read_line(std::string& line) {
  for (std::size_t from = 0;;) {
    const std::size_t end = ready().find('\n', from);
    if (end != std::string_view::npos) {
      line = ready().substr(0, end);
      consume(end + 1);
      if (!line.empty() && line.back() == '\r') line.pop_back();
      return true;
    }
    from = ready().size();
    if (from > kMaxHeaderBytes || !fill()) return false;
  }
}

// What is wrong, if anything.
std::optional<std::string> WarcReader::read_header(WarcRecord& record, std::uint64_t& length) {
  std::string line;
  if (!read_line(line)) return "the first line of a record is cut off";
  if (first_ && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
  if (!line.starts_with(kVersion))
    return fmt::format("no record begins here: \"{}\"", shortened(line));
  record.version = trimmed(line.substr(kVersion.size()));
  if (!is_known_version(record.version))
    return fmt::format("WARC version {} is not known", shortened(record.version));
  std::size_t bytes = 0;
  for (;;) {
    if (!read_line(line)) return "the header of a record is cut off, or longer than any";
    if (line.empty()) break;
    bytes += line.size();
    if (bytes > kMaxHeaderBytes) return "the header of a record is longer than any";
    if ((line.front() == ' ' || line.front() == '\t') && !record.fields.empty()) {
      record.fields.back().second += ' ';
      record.fields.back().second += trimmed(line);
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos || colon == 0)
      return fmt::format("a header line without a name: \"{}\"", shortened(line));
    record.fields.emplace_back(trimmed(std::string_view(line).substr(0, colon)),
                               trimmed(std::string_view(line).substr(colon + 1)));
  }
  const std::string_view written = field(record.fields, "Content-Length");
  if (written.empty()) return "the record has no Content-Length";
  const auto [end, error] =
      std::from_chars(written.data(), written.data() + written.size(), length);
  if (error != std::errc() || end != written.data() + written.size()) {
    return fmt::format("Content-Length \"{}\" is no length", shortened(written));
  }
  return std::nullopt;
}

std::optional<std::string> WarcReader::read_block(WarcRecord& record, std::uint64_t length) {
  // Such a length may be a wrong one: what is behind it is looked at, not skipped.
  if (length > kMaxBlockBytes)
    return fmt::format("a block of {} bytes; at most {} are read", length, kMaxBlockBytes);
  std::uint64_t left = length;
  while (left > 0) {
    if (ready().empty() && !fill()) {
      // A length too large swallows the records behind it: they are looked for in what it took.
      buffer_ = std::move(record.block);
      at_ = 0;
      consumed_ -= buffer_.size();
      return fmt::format("the record is cut off: {} of its {} bytes are there", length - left,
                         length);
    }
    const std::size_t count =
        static_cast<std::size_t>(std::min<std::uint64_t>(left, ready().size()));
    record.block.append(ready().substr(0, count));
    consume(count);
    left -= count;
  }
  // Two line ends close a record. Without any, the length was wrong, unless the file ends here.
  if (ready().empty() && !fill()) return std::nullopt;
  if (ready().front() != '\r' && ready().front() != '\n' && !ready().starts_with(kVersion)) {
    return "the record does not end where its Content-Length says";
  }
  // What a gzip member's checksum says of a record comes behind it; damage further on is the next
  // record's.
  if (stream_.is_compressed() && !skip_blank_lines() && damage_ &&
      damage_->offset <= record.offset) {
    return "the record cannot be trusted";
  }
  return std::nullopt;
}

std::optional<WarcReader::Item> WarcReader::next() {
  const auto fault = [](std::uint64_t offset, std::string problem) {
    return Item{std::nullopt, {offset, std::move(problem)}};
  };
  for (;;) {
    if (skip_blank_lines()) break;
    if (!damage_) return std::nullopt;
    const Fault damage = *std::exchange(damage_, std::nullopt);
    return fault(damage.offset, damage.problem);
  }
  WarcRecord record;
  record.offset = here();
  std::uint64_t length = 0;
  auto problem = read_header(record, length);
  first_ = false;
  if (!problem) problem = read_block(record, length);
  if (!problem) return Item{std::move(record), {}};
  if (damage_) {
    *problem += "; " + damage_->problem;
    damage_.reset();
    consume(ready().size());
  } else {
    skip_to_record();
  }
  return fault(record.offset, *problem);
}

}  // namespace hexapla
