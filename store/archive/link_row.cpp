#include "store/archive/link_row.h"

#include <algorithm>
#include <array>

#include "store/archive/codec.h"
#include "store/archive/keys.h"
#include "store/archive/lookup.h"
#include "store/archive/range_coder.h"
#include "store/model/error.h"

namespace hexapla {
namespace {

constexpr std::uint32_t kMostWords = 1U << 22U;  // of a side of a bead; a text has fewer
constexpr std::uint32_t kShareBits = 4;
static_assert(KeptLinks::kHighest == (1U << kShareBits) - 1);

// How many links of a source word are told by one number; more follow as one of its own.
constexpr std::uint32_t kManyLinks = 3;

[[noreturn]] void corrupt(const std::string& problem) {
  throw StoreError(StoreError::Kind::corrupt, "links of words: " + problem);
}

// Steps from one target word to the next, as numbers from 0: none, one on, one back, two on.
std::uint32_t folded(std::int64_t step) {
  return static_cast<std::uint32_t>(step < 0 ? -2 * step - 1 : 2 * step);
}
std::int64_t unfolded(std::uint32_t number) {
  const auto half = static_cast<std::int64_t>((number + std::uint64_t{1}) / 2);
  return number % 2 == 1 ? -half : half;
}

// What the next numbers will be, by what was seen in this row. One walk over it serves writing and
// reading, so that both ask the same models in the same order.
struct LinkModels {
  std::array<NumberModel<2>, 4> counts;                // by the count of the word before
  std::array<AnyNumberModel, 3> steps;                 // by the step before: none, short, long
  std::array<AnyNumberModel, 1> more;                  // links beyond kManyLinks
  std::array<NumberModel<kShareBits>, 3> confidences;  // by the step to it
  // How far a word is rendered, by its surest link, or none and how far the word before it is.
  std::array<NumberModel<kShareBits>, 16> linked;
  std::array<NumberModel<kShareBits>, 4> unlinked;
};

class LinkWriter {
 public:
  template <typename Model>
  void number(Model& model, std::uint32_t& value) {
    model.encode(to, value);
  }
  static constexpr bool kReads = false;
  RangeEncoder to;
};

class LinkReader {
 public:
  explicit LinkReader(std::string_view bytes) : from(bytes) {}
  template <typename Model>
  void number(Model& model, std::uint32_t& value) {
    value = model.decode(from);
    if (from.failed()) corrupt("the row ends early");
  }
  static constexpr bool kReads = true;
  RangeDecoder from;
};

std::size_t class_of_step(std::uint32_t step) { return step == 0 ? 0 : step <= 4 ? 1 : 2; }

// The links of one bead, by source word.
template <typename Coder>
void code_links(Coder& coder, LinkModels& models, KeptLinks& bead) {
  const auto sources = static_cast<std::uint32_t>(bead.source_rendered.size());
  const auto targets = static_cast<std::uint32_t>(bead.target_rendered.size());
  if (sources == 0 || targets == 0) return;
  std::size_t at = 0;
  std::size_t count_before = 0, step_before = 0;
  std::int64_t expected = 0;
  for (std::uint32_t source = 0; source < sources; ++source) {
    std::uint32_t count = 0;
    if constexpr (!Coder::kReads) {
      while (at + count < bead.links.size() && bead.links[at + count].source == source) ++count;
    }
    std::uint32_t told = std::min(count, kManyLinks);
    coder.number(models.counts[count_before], told);
    count_before = told;
    if (told == kManyLinks) {
      std::uint32_t more = count - told;
      coder.number(models.more[0], more);
      if (more > targets) corrupt("a word has more links than there are words");
      told += more;
    }
    for (std::uint32_t i = 0; i < told; ++i, ++at) {
      if constexpr (Coder::kReads) bead.links.push_back({source, 0, 0});
      KeptLinks::Link& link = bead.links[at];
      std::uint32_t step = folded(std::int64_t{link.target} - expected);
      coder.number(models.steps[step_before], step);
      step_before = class_of_step(step);
      std::uint32_t confidence = link.confidence;
      coder.number(models.confidences[step_before], confidence);
      if constexpr (Coder::kReads) {
        const std::int64_t target = expected + unfolded(step);
        if (target < 0 || target >= targets) corrupt("a link is with a word that is not there");
        link.target = static_cast<std::uint32_t>(target);
        link.confidence = static_cast<std::uint8_t>(confidence);
      }
      expected = std::int64_t{link.target} + 1;
    }
  }
}

// How far the words of one side are rendered; `surest`: of each word's links, 0 for none.
template <typename Coder>
void code_shares(Coder& coder, LinkModels& models, const std::vector<std::uint8_t>& surest,
                 std::vector<std::uint8_t>& shares) {
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    std::uint32_t share = shares[i];
    coder.number(surest[i] > 0 ? models.linked[surest[i]] : models.unlinked[before / 4], share);
    shares[i] = static_cast<std::uint8_t>(share);
    before = share;
  }
}

template <typename Coder>
void code_bead(Coder& coder, LinkModels& models, KeptLinks& bead) {
  code_links(coder, models, bead);
  std::vector<std::uint8_t> of_source(bead.source_rendered.size(), 0);
  std::vector<std::uint8_t> of_target(bead.target_rendered.size(), 0);
  // One side alone is not rendered by anything.
  if (of_source.empty() || of_target.empty()) return;
  for (const KeptLinks::Link& link : bead.links) {
    of_source[link.source] = std::max(of_source[link.source], link.confidence);
    of_target[link.target] = std::max(of_target[link.target], link.confidence);
  }
  code_shares(coder, models, of_source, bead.source_rendered);
  code_shares(coder, models, of_target, bead.target_rendered);
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
  LinkModels models;
  LinkWriter writer;
  for (const KeptLinks& bead : beads) {
    check(bead);
    row.number(bead.source_rendered.size()).number(bead.target_rendered.size());
    KeptLinks written = bead;
    code_bead(writer, models, written);
  }
  row.fixed(writer.to.finish());
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
  LinkModels models;
  LinkReader reader(row.rest());
  for (KeptLinks& bead : beads) {
    code_bead(reader, models, bead);
    check(bead);
  }
  if (!reader.from.at_end()) row.fail("bytes follow its end");
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
