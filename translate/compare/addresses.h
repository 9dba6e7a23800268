#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/text/byte_range.h"

namespace hexapla {

// A URL (`https://…`, `www.…`) or an e-mail address in running text.
struct WrittenAddress {
  ByteRange range;    // without the full stop or bracket that the sentence put behind it
  std::string value;  // for comparing: without scheme, `www.` and a slash at the end; host in small
                      // letters
};

std::vector<WrittenAddress> find_addresses(std::string_view text);

}  // namespace hexapla
