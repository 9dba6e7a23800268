#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace hexapla::test {

// Starts the `hexapla` command with `arguments`, its standard output going into the file `output`,
// and kills it (SIGKILL) after `delay` unless it ends before. True when it was killed.
bool run_and_kill(std::vector<std::string> arguments, std::chrono::microseconds delay,
                  const std::string& output = "/dev/null");

}  // namespace hexapla::test
