#pragma once

#include <cstddef>
#include <string>

#include "store/model/error.h"

namespace hexapla {

// A file that cannot be read: nothing is wrong with what it says.
class UnreadableFile : public InputError {
 public:
  // By errno, which is kept: 3 is the exit code where there is no such file, else 5.
  UnreadableFile(const std::string& name, const char* cannot_be, int error);
  bool is_missing() const { return is_missing_; }

 private:
  bool is_missing_;
};

// All bytes of a file; `-` is standard input. Throws UnreadableFile, and InputError when it holds
// more than `limit_bytes`.
std::string read_input(const std::string& path, std::size_t limit_bytes);

// How messages and captures name `path`.
std::string input_name(const std::string& path);

// An open file for reading, closed when it goes; standard input, for `-`, stays open.
class InputFile {
 public:
  // Throws UnreadableFile.
  explicit InputFile(const std::string& path);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  // Reads what is there, at most `size` bytes; 0 at the end. Throws UnreadableFile.
  std::size_t read(char* buffer, std::size_t size);
  // 0 when it is no regular file.
  std::size_t size_bytes() const;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  int descriptor_;
};

}  // namespace hexapla
