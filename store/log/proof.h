#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/model/digest.h"

namespace hexapla {

// Proofs as files that need no archive to be checked: each ends with the checkpoint that it leads
// to.

// That an entry is in the log: C2SP tlog-proof, version 1.
//
//   c2sp.org/tlog-proof@v1
//   extra BASE64                  may be absent
//   index 12
//   BASE64 of a hash              a line each, leaf to root
//
//   the checkpoint
struct EntryProof {
  std::uint64_t index = 0;
  std::vector<Digest> hashes;
  std::optional<std::string>
      extra;               // we put the entry there; only the proof makes it worth anything
  std::string checkpoint;  // a note, or the text of an unsigned one

  std::string text() const;
  // Nothing for anything but the form above. Whether it proves something is another question.
  static std::optional<EntryProof> parse(std::string_view text);
};

// That a log was only added to since it had `old_size` entries. Like the above, with
// `hexapla/log-consistency@v1` in the first line, and `old 12` in place of the index.
struct GrowthProof {
  std::uint64_t old_size = 0;
  std::vector<Digest> hashes;
  std::string checkpoint;

  std::string text() const;
  static std::optional<GrowthProof> parse(std::string_view text);
};

}  // namespace hexapla
