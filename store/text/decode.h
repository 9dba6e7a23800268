#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/model/error.h"

namespace hexapla {

// Outside bytes turned into UTF-8, and how that was done.
struct DecodedText {
  std::string utf8;      // well-formed, without a byte order mark; not yet NFC
  std::string encoding;  // IANA name of what the bytes were: `UTF-8`, `windows-1256`, `GB18030`
  enum class Basis { valid_utf8, byte_order_mark, declared, detected } basis;
  int confidence = 100;  // of a detected encoding: ICU's 0–100
};

// Whether `name` is an encoding's: IANA's, or another one that ICU knows.
bool is_encoding(const std::string& name);

// Text of `bytes`.
//
// `declared` is what the outside said (a header, --encoding). A byte order mark wins over it; text
// that is well-formed UTF-8 is UTF-8 whatever was declared, unless `declared` names a multi-byte
// encoding that also decodes without error. With nothing declared and invalid UTF-8, detection is
// used only when `detect` is true and ICU is at least 50 % sure. Throws InputError, naming the byte
// offset, when no rule gives a text without replacement characters, and for an unknown encoding
// name.
DecodedText decode(std::string_view bytes, std::optional<std::string_view> declared, bool detect);

}  // namespace hexapla
