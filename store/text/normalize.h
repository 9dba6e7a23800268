#pragma once

#include <string>
#include <string_view>

namespace hexapla {

// Which data the texts were made with. Kept in every archive: an upgrade invalidates folds and
// segments.
struct UnicodeVersions {
  std::string unicode;  // `15.0`
  std::string icu;      // `72.1`
};
const UnicodeVersions& unicode_versions();

// NFC (UAX #15) of well-formed UTF-8. Text that is NFC already (nearly all) costs one check and a
// copy. Throws std::invalid_argument with the byte offset for ill-formed UTF-8: decode() comes
// first.
std::string to_nfc(std::string_view text);

bool is_nfc(std::string_view text);

}  // namespace hexapla
