#include <csignal>
#include <cstdio>
#include <exception>

#include "tools/cli/context.h"
#include "tools/cli/failure.h"
#include "tools/cli/parser.h"

namespace {

hexapla::ExitCode run(int count, char** words) {
  hexapla::Context context;
  try {
    hexapla::Parser parser(context);
    const hexapla::ParsedLine line = parser.parse({words + 1, words + count});
    if (!line.action) {
      context.out().write(line.text);
      context.finish();
      return hexapla::ExitCode::ok;
    }
    const hexapla::ExitCode exit_code = line.action();
    context.finish();
    return exit_code;
  } catch (const std::exception& error) {
    const hexapla::Failure failure = hexapla::describe_failure(error);
    context.warn("hexapla: " + failure.message);
    return failure.exit_code;
  }
}

}  // namespace

int main(int count, char** words) {
  // Whoever reads our output may stop reading (`| head`): then we end without a word, even when
  // started by something that ignores the signal.
  std::signal(SIGPIPE, SIG_DFL);
  // A limit on the size of files is told as a full disk is: by the write that fails.
  std::signal(SIGXFSZ, SIG_IGN);
  return static_cast<int>(run(count, words));
}
