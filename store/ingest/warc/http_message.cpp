#include "store/ingest/warc/http_message.h"

#include <algorithm>
#include <charconv>

#include "store/ingest/warc/content_coding.h"
#include "store/text/ascii.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

constexpr std::size_t kMaxFields = 500;

// The next line, without its end, taken off `bytes`. Nothing at the end.
std::optional<std::string_view> take_line(std::string_view& bytes) {
  if (bytes.empty()) return std::nullopt;
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  std::string_view line = bytes.substr(0, end);
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

// Header fields up to the empty line, taken off `bytes`.
HeaderFields take_fields(std::string_view& bytes) {
  HeaderFields fields;
  while (const auto line = take_line(bytes)) {
    if (line->empty()) break;
    if ((line->front() == ' ' || line->front() == '\t') && !fields.empty()) {
      fields.back().second += ' ';
      fields.back().second += trimmed(*line);
      continue;
    }
    const std::size_t colon = line->find(':');
    if (colon == line->npos || fields.size() >= kMaxFields) continue;
    fields.emplace_back(trimmed(line->substr(0, colon)), trimmed(line->substr(colon + 1)));
  }
  return fields;
}

// The content of chunks (RFC 9112, section 7.1); nothing when they are none.
std::optional<std::string> join_chunks(std::string_view bytes) {
  std::string content;
  for (;;) {
    const auto line = take_line(bytes);
    if (!line) return std::nullopt;
    std::size_t size = 0;
    const std::string_view digits = trimmed(line->substr(0, line->find(';')));
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    if (size == 0) return content;
    if (size > bytes.size()) return std::nullopt;
    content.append(bytes.substr(0, size));
    bytes.remove_prefix(size);
    const auto rest = take_line(bytes);
    if (!rest || !rest->empty()) return std::nullopt;
  }
}

}  // namespace

HeaderFields parse_header_fields(std::string_view bytes) { return take_fields(bytes); }

std::optional<HttpResponse> parse_http_response(std::string_view bytes) {
  HttpResponse response;
  const auto line = take_line(bytes);
  if (!line || !line->starts_with("HTTP/")) return std::nullopt;
  const std::size_t space = line->find(' ');
  if (space == line->npos) return std::nullopt;
  const std::string_view code = trimmed(line->substr(space)).substr(0, 3);
  if (std::from_chars(code.data(), code.data() + code.size(), response.status).ec != std::errc())
    return std::nullopt;
  response.fields = take_fields(bytes);
  response.body = bytes;
  if (ascii_lower(field(response.fields, "Transfer-Encoding")).find("chunked") !=
      std::string::npos) {
    if (auto content = join_chunks(bytes)) {
      response.body = *std::move(content);
    } else {
      response.problem = "its chunks are broken or were joined before";
    }
  }
  // Codings are undone in the reverse of the order in which they were applied.
  std::string codings = ascii_lower(field(response.fields, "Content-Encoding"));
  while (!codings.empty()) {
    const std::size_t comma = codings.rfind(',');
    const std::string coding(trimmed(comma == codings.npos ? codings : codings.substr(comma + 1)));
    codings.resize(comma == codings.npos ? 0 : comma);
    if (coding.empty() || coding == "identity" || coding == "none") continue;
    auto decoded = undo_content_coding(response.body, coding);
    if (!decoded) {
      response.problem = "its content coding " + coding + " cannot be undone, or was before";
      break;
    }
    response.body = *std::move(decoded);
  }
  return response;
}

std::string http_request_field(std::string_view bytes, std::string_view name) {
  take_line(bytes);
  return std::string(field(take_fields(bytes), name));
}

MediaType parse_media_type(std::string_view value) {
  MediaType media;
  media.type = ascii_lower(trimmed(value.substr(0, value.find(';'))));
  const std::string folded = ascii_lower(value);
  const std::size_t at = folded.find("charset=");
  if (at == folded.npos) return media;
  std::string_view charset = value.substr(at + 8);
  charset = trimmed(charset.substr(0, charset.find(';')));
  if (charset.size() >= 2 && (charset.front() == '"' || charset.front() == '\''))
    charset = charset.substr(1, charset.size() - 2);
  media.charset = charset;
  return media;
}

}  // namespace hexapla
