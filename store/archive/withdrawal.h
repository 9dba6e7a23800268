#pragma once

#include <cstdint>
#include <string>

namespace hexapla {

// That a text is no longer kept, and why.
struct Withdrawal {
  std::uint64_t event = 0;  // that says so
  std::string time, actor, reason, authority;

  // `on 2026-04-14 (event 12) on the authority of …: …`
  std::string text() const {
    return "on " + time.substr(0, 10) + " (event " + std::to_string(event) +
           ") on the authority of " + authority + ": " + reason;
  }
};

}  // namespace hexapla
