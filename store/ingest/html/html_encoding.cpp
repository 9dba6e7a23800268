#include "store/ingest/html/html_encoding.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>

#include "store/model/error.h"
#include "store/text/ascii.h"
#include "store/text/code_points.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

constexpr std::size_t kLookedAt = 8192;
// More broken bytes than this share are another encoding, or no text.
constexpr std::size_t kMostBrokenPerMille = 5;

// The word behind `=` at `at`, in quotes or not.
std::string value_at(std::string_view text, std::size_t at) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (at < text.size() && blank(text[at])) ++at;
  if (at >= text.size() || text[at] != '=') return {};
  ++at;
  while (at < text.size() && (blank(text[at]) || text[at] == '"' || text[at] == '\'')) ++at;
  std::size_t end = at;
  while (end < text.size() &&
         (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '-' ||
          text[end] == '_' || text[end] == ':' || text[end] == '.')) {
    ++end;
  }
  return std::string(text.substr(at, end - at));
}

// Well-formed UTF-8 made of `bytes`, a replacement character for each maximal part that is none
// (Unicode 15, section 3.9).
std::string repaired_utf8(std::string_view bytes, std::size_t& replaced) {
  std::string text;
  text.reserve(bytes.size());
  while (const auto wrong = first_invalid_utf8(bytes)) {
    text.append(bytes.substr(0, *wrong));
    append_code_point(0xFFFD, text);
    ++replaced;
    std::size_t next = *wrong + 1;
    while (next < bytes.size() && is_utf8_trail(bytes[next])) ++next;
    bytes.remove_prefix(next);
    if (replaced * 1000 > kMostBrokenPerMille * (text.size() + 4000)) return text;
  }
  text.append(bytes);
  return text;
}

std::size_t count_replacements(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find("\xEF\xBF\xBD"); at != text.npos;
       at = text.find("\xEF\xBF\xBD", at + 3))
    ++count;
  return count;
}

bool is_few(std::size_t replaced, std::size_t bytes) {
  return replaced * 1000 <= kMostBrokenPerMille * (bytes + 4000);
}

// By ICU with replacement characters; nothing for an unknown name.
std::optional<std::string> repaired(std::string_view bytes, const std::string& encoding) {
  if (encoding.empty() || encoding.find(',') != encoding.npos) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(encoding.c_str(), &status), ucnv_close);
  if (U_FAILURE(status) || bytes.size() > (std::size_t{1} << 30)) return std::nullopt;
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                converter.get(), status);
  if (U_FAILURE(status)) return std::nullopt;
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

}  // namespace

std::optional<std::string> declared_encoding(std::string_view bytes) {
  const std::string head = ascii_lower(bytes.substr(0, kLookedAt));
  const auto named = [](std::string name) -> std::optional<std::string> {
    if (name.empty()) return std::nullopt;
    // Whoever wrote this in ASCII did not write UTF-16.
    if (name.starts_with("utf-16") || name.starts_with("utf-32")) return "utf-8";
    if (name == "x-user-defined" || name == "none") return std::nullopt;
    return name;
  };
  if (head.starts_with("<?xml")) {
    const std::string_view declaration = std::string_view(head).substr(0, head.find('>'));
    const std::size_t at = declaration.find("encoding");
    if (at != declaration.npos) return named(value_at(declaration, at + 8));
  }
  for (std::size_t meta = head.find("<meta"); meta != head.npos;
       meta = head.find("<meta", meta + 5)) {
    const std::string_view tag = std::string_view(head).substr(meta, head.find('>', meta) - meta);
    const std::size_t at = tag.find("charset");
    if (at == tag.npos) continue;
    if (auto name = named(value_at(tag, at + 7))) return name;
  }
  return std::nullopt;
}

DecodedPage decode_html(std::string_view bytes, std::optional<std::string_view> declared,
                        bool detect) {
  const auto own = declared_encoding(bytes);
  std::optional<std::string_view> named = declared;
  if (!named && own) named = *own;
  try {
    return {decode(bytes, named, detect), 0};
  } catch (const InputError&) {
    // Said by the outside and wrong: no encoding is a better guess than that.
  }
  // UTF-8 with a few broken bytes, whatever it is called, is that.
  std::size_t replaced = 0;
  std::string text = repaired_utf8(bytes, replaced);
  const bool has_sequences =
      text.size() > bytes.size() / 2 && count_code_points(text) + replaced < text.size();
  if (has_sequences && is_few(replaced, bytes.size())) {
    return {{std::move(text), "UTF-8", DecodedText::Basis::detected, 50}, replaced};
  }
  for (const auto& name : {named, own ? std::optional<std::string_view>(*own) : std::nullopt}) {
    if (!name) continue;
    if (auto other = repaired(bytes, std::string(*name))) {
      const std::size_t broken = count_replacements(*other);
      if (!is_few(broken, bytes.size())) continue;
      return {{std::move(*other), std::string(*name), DecodedText::Basis::declared, 100}, broken};
    }
  }
  return {decode(bytes, std::nullopt, detect), 0};
}

}  // namespace hexapla
