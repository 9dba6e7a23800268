#pragma once

#include <string>
#include <string_view>

namespace hexapla {

// A digest of WARC's fields in one form, so that two spellings of it compare equal: `sha1:` or
// another algorithm in lower case, then hexadecimal digits in lower case, whether written in base
// 16 or base 32 (RFC 4648, section 6). Empty for what is no digest: no colon, other characters, a
// length that the named algorithm (MD5, SHA-1, SHA-2) doesn't have.
std::string plain_digest(std::string_view labelled);

}  // namespace hexapla
