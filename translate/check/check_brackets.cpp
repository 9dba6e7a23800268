#include <unicode/uchar.h>

#include <optional>
#include <vector>

#include "store/text/code_points.h"
#include "translate/check/each_check.h"

namespace hexapla {
namespace {

struct OpenBracket {
  UChar32 closer;
  ByteRange range;
};

UChar32 plain(UChar32 c) {
  // Full width and plain brackets are mixed in Chinese.
  if (c == 0xFF08) return '(';
  if (c == 0xFF09) return ')';
  if (c == 0xFF3B) return '[';
  if (c == 0xFF3D) return ']';
  return c;
}

// The first bracket without a partner.
std::optional<ByteRange> unpaired(std::string_view text) {
  std::vector<OpenBracket> open;
  std::optional<ByteRange> stray;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    const UChar32 c = plain(static_cast<UChar32>(take_code_point(text, at)));
    const ByteRange range{begin, static_cast<std::uint32_t>(at)};
    // 「…」 quotes.
    if (c >= 0x300C && c <= 0x300F) continue;
    const int kind = u_getIntPropertyValue(c, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
    if (kind == U_BPT_OPEN) {
      open.push_back({plain(u_getBidiPairedBracket(c)), range});
    } else if (kind == U_BPT_CLOSE) {
      if (!open.empty() && open.back().closer == c) {
        open.pop_back();
      } else if (!stray) {
        stray = range;
      }
    }
  }
  return !open.empty() ? open.front().range : stray;
}

}  // namespace

void check_brackets(const BeadPair& bead, Findings& findings) {
  const auto theirs = unpaired(bead.target.text());
  // `1)` of a list, or a remark that goes on in the next sentence.
  if (!theirs || unpaired(bead.source.text())) return;
  Finding finding;
  finding.found = FindingClass::bracket;
  finding.source = bead.source.whole();
  finding.source.text.clear();
  finding.target = bead.target.place(*theirs);
  finding.explanation = "The bracket “" + finding.target.text + "” has no partner.";
  findings.push_back(std::move(finding));
}

}  // namespace hexapla
