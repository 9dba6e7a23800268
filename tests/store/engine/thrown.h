#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/model/error.h"

namespace hexapla::engine_test {

struct Thrown {
  std::optional<StoreError::Kind> kind;  // nothing when nothing was thrown
  std::string message;

  bool says(std::string_view text) const { return message.find(text) != std::string::npos; }
};

// What StoreError `body` throws.
template <class Body>
Thrown store_error(Body&& body) {
  try {
    body();
  } catch (const StoreError& error) {
    return {error.kind(), error.what()};
  }
  return {};
}

}  // namespace hexapla::engine_test
