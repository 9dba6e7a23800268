#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

// Writes the values of derived tables: variable-length integers (LEB128, at most 10 bytes) and
// strings with their length before them. No native struct ever reaches the disk.
class Encoder {
 public:
  Encoder& number(std::uint64_t value);
  Encoder& text(std::string_view value);
  Encoder& fixed(std::string_view bytes);  // of a length that the reader knows
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

// Reads them back, checked. Throws StoreError::corrupt, naming `what`, when the bytes end early or
// a number is too long.
class Decoder {
 public:
  Decoder(std::string_view bytes, std::string_view what) : rest_(bytes), what_(what) {}

  std::uint64_t number();
  std::uint32_t small_number();
  std::string_view text();
  std::string_view fixed(std::size_t size);
  std::string_view rest() const { return rest_; }  // what was not read yet
  bool at_end() const { return rest_.empty(); }
  // Throws unless everything was read.
  void expect_end() const;
  [[noreturn]] void fail(std::string_view problem) const;

 private:
  std::string_view rest_;
  std::string_view what_;
};

}  // namespace hexapla
