#pragma once

#include <string_view>

#include "http/application.h"
#include "tests/catch.h"

namespace hexapla::test {

// What a plain GET of `target` is answered, of whose headers nothing matters.
inline Response get(const Application& application, std::string_view target) {
  Request request;
  REQUIRE(request.set_target(target));
  return application.handle(request);
}

}  // namespace hexapla::test
