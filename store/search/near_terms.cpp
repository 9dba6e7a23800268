#include "store/search/near_terms.h"

#include <algorithm>
#include <map>

#include "store/search/block.h"
#include "store/search/edit_walk.h"
#include "store/text/code_points.h"

namespace hexapla {
namespace {

std::string utf8_of(char32_t c) {
  std::string bytes;
  append_code_point(c, bytes);
  return bytes;
}

// Terms from `from` on, before `past`.
struct Stretch {
  std::string from, past;
};

class NearTermWalk {
 public:
  NearTermWalk(const IndexReader& index, std::string_view term) : index_(index), term_(term) {
    // The largest have most words.
    runs_ = index.all_runs();
    std::stable_sort(runs_.begin(), runs_.end(),
                     [](const Run& a, const Run& b) { return a.level > b.level; });
  }

  // With so many edits or fewer, in all of `stretches`.
  void look(const std::vector<Stretch>& stretches, std::uint32_t most_edits) {
    for (const Run& run : runs_) {
      for (const Stretch& stretch : stretches) {
        EditWalk walk(term_, most_edits);
        look(run, stretch, walk);
      }
    }
  }

  const std::map<std::string, std::uint32_t>& found() const { return found_; }

 private:
  void look(const Run& run, const Stretch& stretch, EditWalk& walk) {
    const std::string prefix = run_key(run);
    std::string from = stretch.from;  // the first term that may be near
    std::string key = prefix + from;
    bool is_more = true;
    while (is_more && blocks_ < kMostBlocksNear) {
      is_more = false;
      index_.rows().scan(Table::postings, key, [&](std::string_view found, std::string_view block) {
        if (!found.starts_with(prefix)) return false;
        ++blocks_;
        is_more = look_through(block, stretch.past, from, walk);
        // The next block that has terms after this one's last, which may fill many.
        const std::string_view end = found.substr(prefix.size());
        std::string next(end.substr(0, end.size() - std::min(end.size(), kTextBytes)));
        next.append(kTextBytes, '\xFF');
        key = prefix + std::max(next, from);
        return false;
      });
    }
  }

  // False when no later block has anything to look at.
  bool look_through(std::string_view block, std::string_view past, std::string& from,
                    EditWalk& walk) {
    BlockReader reader(block);
    for (bool is_open = reader.seek(from); is_open; is_open = reader.next()) {
      const std::string_view term = reader.entry().term;
      if (term >= past) return false;
      if (reader.entry().texts == 0 || term < from) continue;
      const EditWalk::Step step = walk.step(term);
      if (step.is_near) {
        if (term != term_) found_.emplace(term, step.edits);
      } else if (step.hopeless_bytes > 0) {
        from = term.substr(0, step.hopeless_bytes);
        from.back() = static_cast<char>(static_cast<unsigned char>(from.back()) + 1);
      }
    }
    return true;
  }

  static constexpr std::size_t kTextBytes = 4;  // of a block's key: see append_block_end()

  const IndexReader& index_;
  const std::string term_;
  std::vector<Run> runs_;
  std::map<std::string, std::uint32_t> found_;
  std::size_t blocks_ = 0;
};

}  // namespace

std::vector<NearTerm> near_terms(const IndexReader& index, std::string_view term,
                                 std::size_t limit) {
  std::u32string characters;
  for (std::size_t at = 0; at < term.size();) characters += take_code_point(term, at);
  constexpr std::size_t kFewest = 3, kFewestForTwo = 5;
  if (characters.size() < kFewest || limit == 0) return {};
  constexpr char32_t kNeighbours = 256, kFirstLetter = U'a', kPastLatin = 0x300;
  const bool is_latin = characters[0] < kPastLatin;
  const char32_t first = is_latin ? kFirstLetter : characters[0] / kNeighbours * kNeighbours;
  const char32_t past = is_latin ? kPastLatin : first + kNeighbours;
  NearTermWalk walk(index, term);
  walk.look({{utf8_of(first), utf8_of(past)}}, 1);
  if (walk.found().empty() && characters.size() >= kFewestForTwo) {
    std::vector<Stretch> stretches;
    for (const char32_t c : {characters[0], characters[1]}) {
      if (stretches.empty() || c != characters[0])
        stretches.push_back({utf8_of(c), utf8_of(c + 1)});
    }
    walk.look(stretches, 2);
  }
  std::vector<NearTerm> near;
  for (const auto& [found, edits] : walk.found()) {
    if (const std::uint64_t texts = index.texts_with(found); texts > 0)
      near.push_back({found, edits, texts});
  }
  std::sort(near.begin(), near.end(), [](const NearTerm& a, const NearTerm& b) {
    if (a.edits != b.edits) return a.edits < b.edits;
    return a.texts != b.texts ? a.texts > b.texts : a.term < b.term;
  });
  if (near.size() > limit) near.resize(limit);
  return near;
}

}  // namespace hexapla
