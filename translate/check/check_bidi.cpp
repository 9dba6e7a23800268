#include <unicode/ubidi.h>
#include <unicode/unistr.h>

#include <memory>
#include <optional>
#include <vector>

#include "store/text/code_points.h"
#include "translate/check/each_check.h"

namespace hexapla {
namespace {

// UAX #9, section 2. Marks (LRM, RLM, ALM) and closed isolates are how right-to-left text is
// written properly.
constexpr char32_t kLre = 0x202A, kRle = 0x202B, kPdf = 0x202C, kLro = 0x202D, kRlo = 0x202E;
constexpr char32_t kLri = 0x2066, kRli = 0x2067, kFsi = 0x2068, kPdi = 0x2069;

bool is_control(char32_t c) { return (c >= kLre && c <= kRlo) || (c >= kLri && c <= kPdi); }

// The first override, or the first embedding or isolate that its line does not close.
std::optional<ByteRange> suspicious(std::string_view line, std::uint32_t offset) {
  struct Open {
    ByteRange range;
    bool isolate;
  };
  std::vector<Open> open;
  for (std::size_t at = 0; at < line.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    const char32_t c = take_code_point(line, at);
    const ByteRange range{offset + begin, offset + static_cast<std::uint32_t>(at)};
    if (c == kLro || c == kRlo) return range;
    if (c == kLre || c == kRle) open.push_back({range, false});
    if (c == kLri || c == kRli || c == kFsi) open.push_back({range, true});
    if ((c == kPdf || c == kPdi) && !open.empty() && open.back().isolate == (c == kPdi))
      open.pop_back();
  }
  if (open.empty()) return std::nullopt;
  return open.front().range;
}

icu::UnicodeString as_seen(const icu::UnicodeString& text, bool right_to_left) {
  const std::unique_ptr<UBiDi, decltype(&ubidi_close)> bidi(ubidi_open(), &ubidi_close);
  UErrorCode status = U_ZERO_ERROR;
  ubidi_setPara(bidi.get(), text.getBuffer(), text.length(), right_to_left ? UBIDI_RTL : UBIDI_LTR,
                nullptr, &status);
  icu::UnicodeString seen;
  const std::int32_t room = text.length() * 2 + 1;
  const std::int32_t length = ubidi_writeReordered(bidi.get(), seen.getBuffer(room), room,
                                                   UBIDI_REMOVE_BIDI_CONTROLS, &status);
  seen.releaseBuffer(U_SUCCESS(status) ? length : 0);
  return seen;
}

bool changes_what_is_seen(std::string_view line, bool right_to_left) {
  const icu::UnicodeString with = icu::UnicodeString::fromUTF8(
      icu::StringPiece(line.data(), static_cast<std::int32_t>(line.size())));
  icu::UnicodeString without;
  for (std::int32_t i = 0; i < with.length(); i = with.moveIndex32(i, 1)) {
    if (!is_control(static_cast<char32_t>(with.char32At(i)))) without.append(with.char32At(i));
  }
  return as_seen(with, right_to_left) != as_seen(without, right_to_left);
}

// The first place of `side` whose controls change what is seen.
std::optional<ByteRange> first_deceit(const BeadText& side) {
  const std::string_view text = side.text();
  if (text.find("\xE2\x80") == std::string_view::npos &&
      text.find("\xE2\x81") == std::string_view::npos)
    return std::nullopt;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string_view line = text.substr(at, end - at);
    const auto found = suspicious(line, static_cast<std::uint32_t>(at));
    if (found && changes_what_is_seen(line, side.language().is_right_to_left())) return found;
    at = end + 1;
  }
  return std::nullopt;
}

}  // namespace

void check_bidi(const BeadPair& bead, Findings& findings) {
  const auto report = [&](const BeadText& side, bool is_source) {
    const auto range = first_deceit(side);
    if (!range) return;
    Finding finding;
    finding.found = FindingClass::bidi;
    finding.source = is_source ? side.place(*range) : bead.source.whole();
    finding.target = is_source ? bead.target.whole() : side.place(*range);
    (is_source ? finding.target : finding.source).text.clear();
    // A character without shape is named, not quoted.
    (is_source ? finding.source : finding.target).text.clear();
    finding.explanation =
        std::string("A character without shape in ") +
        (is_source ? "the original" : "this version") +
        " changes the order in which its words are seen; what is read is not what is stored.";
    findings.push_back(std::move(finding));
  };
  report(bead.source, true);
  report(bead.target, false);
}

}  // namespace hexapla
