#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hexapla {

// Numbers below 65,536, in a byte each as long as all are below 256: where there are millions of
// them, the other byte would be the largest thing in memory.
class SmallNumbers {
 public:
  // `count` numbers, all 0, none of which will be above `most`.
  void assign(std::size_t count, std::uint32_t most) {
    low_.assign(count, 0);
    high_.assign(most < 256 ? 0 : count, 0);
  }
  void clear_and_free() {
    std::vector<std::uint8_t>().swap(low_);
    std::vector<std::uint8_t>().swap(high_);
  }

  void set(std::size_t at, std::uint32_t number) {
    low_[at] = static_cast<std::uint8_t>(number);
    if (!high_.empty()) high_[at] = static_cast<std::uint8_t>(number >> 8U);
  }

  // To read many of them: a loop that holds it need not look each time where the bytes are. Good
  // until the numbers change.
  class Reader {
   public:
    std::uint32_t operator[](std::size_t at) const {
      return high_ == nullptr ? low_[at] : low_[at] | std::uint32_t{high_[at]} << 8U;
    }

   private:
    friend class SmallNumbers;
    Reader(const std::uint8_t* low, const std::uint8_t* high) : low_(low), high_(high) {}
    const std::uint8_t* low_;
    const std::uint8_t* high_;
  };
  Reader reader() const { return {low_.data(), high_.empty() ? nullptr : high_.data()}; }

 private:
  std::vector<std::uint8_t> low_, high_;
};

}  // namespace hexapla
