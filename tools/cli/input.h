#pragma once

#include <cstddef>
#include <string>

namespace hexapla {

// All bytes of a file; `-` is standard input. Throws InputError when it cannot be read or holds
// more than `limit_bytes`.
std::string read_input(const std::string& path, std::size_t limit_bytes);

// How messages and captures name `path`.
std::string input_name(const std::string& path);

// An open file for reading, closed when it goes; standard input, for `-`, stays open.
class InputFile {
 public:
  // Throws InputError.
  explicit InputFile(const std::string& path);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  // Reads what is there, at most `size` bytes; 0 at the end. Throws InputError.
  std::size_t read(char* buffer, std::size_t size);
  // 0 when it is no regular file.
  std::size_t size_bytes() const;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  int descriptor_;
};

}  // namespace hexapla
