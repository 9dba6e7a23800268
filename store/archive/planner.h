#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "store/archive/archive.h"
#include "store/archive/materials.h"
#include "store/archive/overlay.h"

namespace hexapla {

// A NewRevision with everything computed that needs no archive.
struct PreparedAdd {
  NewRevision wanted;
  std::string revision_json;
  Digest digest;  // of revision_json
  Digest input;   // of all that was handed in, but who did and when: the same again is not a new
                  // revision
  std::optional<Digest> capture_digest;
};

// Checks, encodes and hashes. Throws InputError.
PreparedAdd prepare_add(NewRevision wanted);

// Decides what `add` comes to, over the rows as they are, and puts the event and all that follows
// from it. Puts nothing when the input is held already. Throws RefusedError, InputError.
AddResult plan_add(const PreparedAdd& add, Overlay& rows, Materials& materials,
                   std::uint64_t number);

void plan_statements(const RevisionAddress& address, const std::vector<Statement>& statements,
                     const std::string& actor, Overlay& rows, Materials& materials,
                     std::uint64_t number);

void plan_retraction(std::uint64_t event, std::uint32_t index, const std::string& reason,
                     const std::string& actor, Overlay& rows, Materials& materials,
                     std::uint64_t number);

// Throws RefusedError for an article that is not held, or too many.
void plan_realignment(const std::vector<ArticleId>& articles, const std::string& actor,
                      Overlay& rows, Materials& materials, std::uint64_t number);
void plan_lexicon(LexiconLearnt what, const std::string& lexicon, const std::string& actor,
                  Overlay& rows, Materials& materials, std::uint64_t number);

// Puts event `number`, with a new id and the present time, and applies it.
void record(decltype(Event::what) what, const std::string& actor, Overlay& rows,
            Materials& materials, std::uint64_t number, const std::set<Digest>* lacking = nullptr);

// Removes the text's object, and captures that nothing else uses.
void plan_withdrawal(const RevisionAddress& address, const std::string& reason,
                     const std::string& authority, const std::string& actor, Overlay& rows,
                     Materials& materials, std::uint64_t number);

// Puts two events: a revision whose text was withdrawn in the archive that it is copied from, and
// its withdrawal. Returns the number that the revision got.
std::uint32_t plan_withdrawn_copy(const RevisionAdded& revision, const TextWithdrawn& withdrawal,
                                  const std::string& actor, Overlay& rows, Materials& materials,
                                  std::uint64_t number);

}  // namespace hexapla
