#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace hexapla {

// Where data goes: standard output, or a file that appears under its name only when it is whole.
//
// For one thread at a time. Throws StoreError when the disk refuses; a reader that went away (`|
// head`) ends the process by SIGPIPE, as it does for cat.
class Output {
 public:
  // `path` empty or `-`: standard output.
  explicit Output(std::string path);
  ~Output();  // removes a file that was not finished
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);
  void line(std::string_view text);
  // Everything written so far can be seen by the reader.
  void flush();
  // Flushes; gives a file its name. Called once, by main, when the command ended without an
  // exception.
  void finish();

  bool is_terminal() const;

 private:
  [[noreturn]] void fail(const char* operation) const;

  std::string path_, unfinished_path_;
  std::FILE* file_;
};

}  // namespace hexapla
