#pragma once

#include <stdexcept>

namespace hexapla {

// The command line itself is wrong. what() names the option and says what it takes.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace hexapla
