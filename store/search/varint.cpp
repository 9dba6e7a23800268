#include "store/search/varint.h"

#include "store/model/error.h"

namespace hexapla {

void fail_search_index(std::string_view problem) {
  throw StoreError(StoreError::Kind::corrupt, "a row of the search index " + std::string(problem) +
                                                  ": run `hexapla verify`, then `hexapla reindex`");
}

IndexBytes::Long IndexBytes::long_number(const char* at, const char* end) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (at == end) fail_search_index("ends early");
    const auto byte = static_cast<unsigned char>(*at++);
    if (shift == 63 && byte > 1) break;
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return {value, at};
  }
  fail_search_index("has a number that is too long");
}

}  // namespace hexapla
