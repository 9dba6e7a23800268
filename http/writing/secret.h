#pragma once

#include <string>

namespace hexapla {

// 32 random bytes of the system as 43 characters of base64url (RFC 4648, section 5). Throws
// StoreError when the system gives none.
std::string random_secret();

}  // namespace hexapla
