#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "translate/align/corpus.h"
#include "translate/align/tuning.h"

namespace hexapla {

// How a sentence opens (capital, small letter, digit, quotation mark, dash, …) and closes (stop,
// question mark, semicolon, …, with or without a quotation mark), in any script: small numbers
// below kOpenings and kClosings.
inline constexpr std::size_t kOpenings = 8, kClosings = 18;
std::uint8_t opening_of(std::string_view sentence);
std::uint8_t closing_of(std::string_view sentence);

// What the marks at the border of two sentences say for or against a border of beads there: a
// translator who keeps the border mostly keeps its marks, and a border that stands inside a bead
// oftener follows a semicolon or precedes a small letter. Fitted to the beads of all texts, held
// near general habits while these are few.
class BorderModel {
 public:
  explicit BorderModel(const AlignTuning& tuning);

  void fit(const SentenceTable& source, const SentenceTable& target,
           std::span<const LearnedBead> beads);

  // log of how much likelier the marks between sentences `source` - 1 and `source`, `target` - 1
  // and `target`, are when these borders render each other than when they stand together by chance.
  float matched(const SentenceTable& source_table, std::uint32_t source,
                const SentenceTable& target_table, std::uint32_t target) const;

  // log of how much likelier the marks between `sentence` - 1 and `sentence` are inside a bead than
  // anywhere.
  float inner_source(const SentenceTable& table, std::uint32_t sentence) const;
  float inner_target(const SentenceTable& table, std::uint32_t sentence) const;

 private:
  struct Side {
    std::array<float, kClosings> closing{};
    std::array<float, kOpenings> opening{};
  };
  double weight_;
  double strength_;
  Side inner_source_, inner_target_;
  std::array<std::array<float, kClosings>, kClosings> closing_{};
  std::array<std::array<float, kOpenings>, kOpenings> opening_{};
};

}  // namespace hexapla
