#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/text/decode.h"

namespace hexapla {

// The encoding that a page's markup declares: `<meta charset>`, `<meta http-equiv=content-type>` or
// an XML declaration, in its first 8 KiB (the standard looks at 1 KiB; pages with scripts before it
// are common). `UTF-16` there means UTF-8 (HTML standard, section 13.2.3.2). Nothing when none is
// declared.
std::optional<std::string> declared_encoding(std::string_view bytes);

// A page's text. `declared` is what the outside said (an HTTP header, --encoding) and wins over the
// markup; see decode(). Unlike other texts a page with a few broken bytes is read as browsers do, a
// replacement character for each: `replaced` says how many there are.
//
// Throws InputError when no encoding gives a text.
struct DecodedPage {
  DecodedText text;
  std::size_t replaced = 0;
};
DecodedPage decode_html(std::string_view bytes, std::optional<std::string_view> declared,
                        bool detect);

}  // namespace hexapla
