#pragma once

#include <string>
#include <string_view>

namespace hexapla {

// The SHA-512 (FIPS 180-4) of `bytes`, 128 hexadecimal digits in lower case: what OCFL and BagIt
// ask for. Our own names of objects are SHA-256.
std::string sha512_hex(std::string_view bytes);

}  // namespace hexapla
