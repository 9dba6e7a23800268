#pragma once

#include <exception>
#include <string>

#include "tools/cli/exit_code.h"

namespace hexapla {

// A caught exception as the command reports it.
struct Failure {
  ExitCode exit_code;
  std::string message;
};

Failure describe_failure(const std::exception& error);

}  // namespace hexapla
