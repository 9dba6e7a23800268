#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/request.h"

namespace hexapla {

// What the address of a side-by-side page says besides which versions it shows: links and forms
// that lead to the same comparison take it along.
struct ViewQuery {
  std::string view;  // `interleaved`, `difference`; empty: parallel
  // Versions as digits, `24`: by their numbers, not by where they stand. The one that the others
  // are compared with (the original, where it is shown) is 1, the rest are counted from the left;
  // links that move versions give each its new number, so that what is folded stays folded.
  std::string folded;
  std::string companion;  // what a telephone shows beside the first: its number, or `all`; empty: 2
  std::string before, after;  // the two compared, where the reader chose them: `es@1`, `es~desk@2`
  bool signs = true, remarks = true;
  std::uint32_t part = 1;

  // The parameters that differ from what is shown unasked, in the order of addresses.
  std::vector<std::pair<std::string_view, std::string>> parameters() const;
  // `&part=2&view=difference&fold=24`
  std::string text() const;
};

// Whether the address of a side-by-side page says which versions are meant.
bool names_versions(const Request& request);

}  // namespace hexapla
