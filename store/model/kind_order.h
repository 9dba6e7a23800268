#pragma once

#include "store/model/kind.h"

namespace hexapla {

// Which of two versions in one language somebody would rather read: the smaller one. People's work
// comes before a machine's.
constexpr int reading_order(Kind kind) {
  switch (kind) {
    case Kind::original:
      return 0;
    case Kind::human:
      return 1;
    case Kind::post_edited:
      return 2;
    case Kind::unknown:
      return 3;
    case Kind::machine:
      break;
  }
  return 4;
}

}  // namespace hexapla
