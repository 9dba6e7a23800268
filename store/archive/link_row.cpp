#include "store/archive/link_row.h"

#include <algorithm>
#include <bit>

#include "store/archive/codec.h"
#include "store/archive/keys.h"
#include "store/archive/lookup.h"
#include "store/model/error.h"

namespace hexapla {
namespace {

constexpr std::uint32_t kMostWords = 1U << 22U;  // of a side of a bead; a text has fewer

[[noreturn]] void corrupt(const std::string& problem) {
  throw StoreError(StoreError::Kind::corrupt, "links of words: " + problem);
}

// Steps from one target word to the next, as numbers from 0: none, one back, one on, two back.
std::uint32_t folded(std::int64_t step) {
  return static_cast<std::uint32_t>(step < 0 ? -2 * step - 1 : 2 * step);
}
std::int64_t unfolded(std::uint32_t number) {
  const auto half = static_cast<std::int64_t>((number + std::uint64_t{1}) / 2);
  return number % 2 == 1 ? -half : half;
}

// Most numbers of a row are small, 0 above all. Each is written as the Elias gamma code of one more
// (P. Elias, "Universal codeword sets", 1975): as many zeros as it has binary digits behind the
// first, then the digits. One walk over the numbers serves writing and reading; a reader sets what
// it is given.
class NumberWriter {
 public:
  static constexpr bool kReads = false;

  void number(std::uint32_t value) {
    const std::uint64_t coded = std::uint64_t{value} + 1;
    const int digits = static_cast<int>(std::bit_width(coded));
    for (int i = 1; i < digits; ++i) bit(false);
    for (int i = digits; i-- > 0;) bit(((coded >> i) & 1U) != 0);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  void bit(bool value) {
    if (used_ == 0) bytes_ += '\0';
    if (value) {
      bytes_.back() =
          static_cast<char>(static_cast<unsigned char>(bytes_.back()) | (0x80U >> used_));
    }
    used_ = (used_ + 1) % 8;
  }

  std::string bytes_;
  unsigned used_ = 0;  // bits of the last byte, the highest first
};

class NumberReader {
 public:
  static constexpr bool kReads = true;
  explicit NumberReader(std::string_view bytes) : bytes_(bytes) {}

  void number(std::uint32_t& value) {
    int more_digits = 0;
    while (!bit()) {
      if (++more_digits > 31) corrupt("a number is too large");
    }
    std::uint64_t coded = 1;
    for (int i = 0; i < more_digits; ++i) coded = (coded << 1U) | (bit() ? 1U : 0U);
    value = static_cast<std::uint32_t>(coded - 1);
  }
  void expect_end() {
    while (at_ % 8 != 0) {
      if (bit()) corrupt("bits follow its end");
    }
    if (at_ / 8 != bytes_.size()) corrupt("bytes follow its end");
  }

 private:
  bool bit() {
    if (at_ / 8 >= bytes_.size()) corrupt("the row ends early");
    const auto byte = static_cast<unsigned char>(bytes_[at_ / 8]);
    const bool value = (byte & (0x80U >> (at_ % 8))) != 0;
    ++at_;
    return value;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;  // bits read
};

// One link a word is what there is most: 0 stands for it, and 1 for none.
std::uint32_t swapped(std::uint32_t count) { return count < 2 ? 1 - count : count; }

// The links of one bead, by source word.
template <typename Coder>
void code_links(Coder& coder, KeptLinks& bead) {
  const auto targets = static_cast<std::uint32_t>(bead.target_rendered.size());
  std::size_t at = 0;
  std::int64_t expected = 0;
  for (std::uint32_t source = 0; source < bead.source_rendered.size(); ++source) {
    std::uint32_t count = 0;
    if constexpr (!Coder::kReads) {
      while (at + count < bead.links.size() && bead.links[at + count].source == source) ++count;
    }
    std::uint32_t told = swapped(count);
    coder.number(told);
    count = swapped(told);
    if (count > targets) corrupt("a word has more links than there are words");
    for (std::uint32_t i = 0; i < count; ++i, ++at) {
      if constexpr (Coder::kReads) bead.links.push_back({source, 0, 0});
      KeptLinks::Link& link = bead.links[at];
      std::uint32_t step = folded(std::int64_t{link.target} - expected);
      std::uint32_t doubt = KeptLinks::kHighest - std::uint32_t{link.confidence};
      coder.number(step);
      coder.number(doubt);
      if constexpr (Coder::kReads) {
        const std::int64_t target = expected + unfolded(step);
        if (target < 0 || target >= targets) corrupt("a link is with a word that is not there");
        if (doubt > KeptLinks::kHighest) corrupt("a link is less than not sure");
        link.target = static_cast<std::uint32_t>(target);
        link.confidence = static_cast<std::uint8_t>(KeptLinks::kHighest - doubt);
      }
      expected = std::int64_t{link.target} + 1;
    }
  }
}

// How far the words of one side are rendered, told from how sure the surest link of each is; 0 for
// none.
template <typename Coder>
void code_shares(Coder& coder, const std::vector<std::uint8_t>& surest,
                 std::vector<std::uint8_t>& shares) {
  for (std::size_t i = 0; i < shares.size(); ++i) {
    std::uint32_t difference = folded(std::int64_t{shares[i]} - surest[i]);
    if (surest[i] == 0) difference = shares[i];  // nothing is below 0
    coder.number(difference);
    if constexpr (Coder::kReads) {
      const std::int64_t share =
          surest[i] == 0 ? std::int64_t{difference} : surest[i] + unfolded(difference);
      if (share < 0 || share > KeptLinks::kHighest) corrupt("a word is rendered beyond itself");
      shares[i] = static_cast<std::uint8_t>(share);
    }
  }
}

template <typename Coder>
void code_bead(Coder& coder, KeptLinks& bead) {
  // One side alone is not rendered by anything.
  if (bead.source_rendered.empty() || bead.target_rendered.empty()) return;
  code_links(coder, bead);
  std::vector<std::uint8_t> of_source(bead.source_rendered.size(), 0);
  std::vector<std::uint8_t> of_target(bead.target_rendered.size(), 0);
  for (const KeptLinks::Link& link : bead.links) {
    of_source[link.source] = std::max(of_source[link.source], link.confidence);
    of_target[link.target] = std::max(of_target[link.target], link.confidence);
  }
  code_shares(coder, of_source, bead.source_rendered);
  code_shares(coder, of_target, bead.target_rendered);
}

void check(const KeptLinks& bead) {
  const auto is_share = [](std::uint8_t share) { return share <= KeptLinks::kHighest; };
  const auto is_nothing = [](const std::vector<std::uint8_t>& shares) {
    return std::all_of(shares.begin(), shares.end(), [](std::uint8_t share) { return share == 0; });
  };
  const bool has_both = !bead.source_rendered.empty() && !bead.target_rendered.empty();
  bool fits = std::all_of(bead.source_rendered.begin(), bead.source_rendered.end(), is_share) &&
              std::all_of(bead.target_rendered.begin(), bead.target_rendered.end(), is_share) &&
              (has_both || (bead.links.empty() && is_nothing(bead.source_rendered) &&
                            is_nothing(bead.target_rendered)));
  for (std::size_t i = 0; fits && i < bead.links.size(); ++i) {
    const KeptLinks::Link& link = bead.links[i];
    fits = link.source < bead.source_rendered.size() && link.target < bead.target_rendered.size() &&
           is_share(link.confidence) &&
           (i == 0 || std::pair(bead.links[i - 1].source, bead.links[i - 1].target) <
                          std::pair(link.source, link.target));
  }
  if (!fits) corrupt("they are out of order, or of words that are not there");
}

}  // namespace

std::string encode_links(std::span<const KeptLinks> beads) {
  Encoder row;
  row.number(beads.size());
  NumberWriter writer;
  for (const KeptLinks& bead : beads) {
    check(bead);
    row.number(bead.source_rendered.size()).number(bead.target_rendered.size());
    KeptLinks written = bead;
    code_bead(writer, written);
  }
  row.fixed(writer.bytes());
  return row.take();
}

std::vector<KeptLinks> decode_links(std::string_view bytes) {
  Decoder row(bytes, "word_links");
  // Each bead takes two bytes at least.
  const std::uint64_t count = row.number();
  if (count > bytes.size() / 2) row.fail("it says more beads than it has bytes");
  std::vector<KeptLinks> beads(static_cast<std::size_t>(count));
  std::uint64_t words = 0;
  for (KeptLinks& bead : beads) {
    const std::uint32_t sources = row.small_number(), targets = row.small_number();
    words += std::uint64_t{sources} + targets;
    if (words > kMostWords) row.fail("it says more words than a text has");
    bead.source_rendered.resize(sources);
    bead.target_rendered.resize(targets);
  }
  NumberReader reader(row.rest());
  for (KeptLinks& bead : beads) {
    code_bead(reader, bead);
    check(bead);
  }
  reader.expect_end();
  return beads;
}

std::optional<std::vector<KeptLinks>> stored_links(const Reading& reading,
                                                   const RevisionAddress& source,
                                                   const RevisionAddress& target) {
  if (source.article != target.article) return std::nullopt;
  const Snapshot& rows = reading.snapshot();
  const auto from = find_variant(rows, source.article, source.variant);
  const auto to = find_variant(rows, target.article, target.variant);
  if (!from || !to) return std::nullopt;
  const auto bytes = rows.get(
      Table::word_links, alignment_key({to->key, target.number}, from->key.order, source.number));
  if (!bytes) return std::nullopt;
  return decode_links(*bytes);
}

}  // namespace hexapla
