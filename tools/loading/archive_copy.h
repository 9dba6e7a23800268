#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "store/archive/archive.h"
#include "tools/loading/outcome.h"
#include "translate/exchange/archive_line.h"

namespace hexapla {

// What copying another archive's events into this one must remember: where each came to stand,
// since later events (statements, retractions) speak of earlier ones by number and address.
// Remembers only what is different here: in an empty archive nothing is.
//
// One thread hands in, another waits for the archive: the first calls expect_one() and take(), the
// second took() and expected_one_is_done().
class ArchiveCopy {
 public:
  // A revision was handed in and is not durable yet.
  void expect_one();
  void took(std::uint64_t event, const std::string& address, const AddResult& result);
  void expected_one_is_done();

  // Carries out an event that adds no revision, after all that is expected is done. Taking it again
  // changes nothing. Throws as Archive::state() and retract().
  Outcome take(const ArchiveLine& copy, Archive& archive, const std::string& actor);

  // Lets a waiting take() go.
  void stop();

 private:
  bool wait_for_expected();
  Outcome take_statements(std::uint64_t number, const StatementsAdded& what, Archive& archive,
                          const std::string& actor);
  Outcome take_withdrawn(std::uint64_t number, const RevisionAdded& what,
                         const TextWithdrawn& withdrawal, Archive& archive,
                         const std::string& actor);
  Outcome take_withdrawal(const TextWithdrawn& what, Archive& archive, const std::string& actor);
  Outcome take_retraction(const StatementRetracted& what, Archive& archive,
                          const std::string& actor);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t expected_ = 0;
  bool stopped_ = false;
  std::map<std::uint64_t, std::uint64_t> events_;
  std::map<std::string, RevisionAddress> addresses_;
  std::set<std::string> matched_withdrawn_;  // addresses in this archive
  std::set<std::uint64_t> matched_events_;   // of this archive: two equal events there are two here
};

}  // namespace hexapla
