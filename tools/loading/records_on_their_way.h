#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <map>
#include <optional>
#include <string>
#include <variant>

#include "store/archive/archive.h"
#include "tools/loading/archive_copy.h"
#include "tools/loading/held_captures.h"
#include "tools/loading/warc_load.h"
#include "tools/loading/warc_notes.h"

namespace hexapla {

// Records of a web archive on their way into an archive: what they bring is handed on before what
// came before is durable, so that many share an fsync; what became of them is told in their order.
//
// Two queues behind one another. In the first, pages wait for the archive, and records that speak
// of others wait until every page before them is held. In the second wait the claims that these
// leave, and those of pages that turned out to be no news. For one thread; all references must
// outlive this.
class RecordsOnTheirWay {
 public:
  RecordsOnTheirWay(WarcNotes& notes, HeldCaptures& held, ArchiveCopy& copy,
                    std::function<void(RecordOutcome)> tell)
      : notes_(notes), held_(held), copy_(copy), tell_(std::move(tell)) {}

  struct Page {
    std::future<AddResult> result;
    std::map<std::string, std::string> facts;  // of its capture
    // Of a copy of another archive's: its number and address there.
    std::optional<std::uint64_t> copied_event;
    std::string copied_address;
    std::optional<Statement> sighting;  // what its record says where the page is no news
  };
  struct Note {
    WarcRecord record;
    WarcSurroundings around;
  };

  // What became of it is known.
  void put(RecordOutcome about);
  void put(RecordOutcome about, Page page);
  void put(RecordOutcome about, Note note);

  // Whether what is on its way may say where a page at `uri` belongs.
  bool decides_about(const std::string& uri) const;

  // Waits until everything is durable and told.
  void finish();

 private:
  struct Arrived {
    RecordOutcome about;
    std::variant<std::monostate, Page, Note> what;
  };
  struct Noted {
    RecordOutcome about;
    std::optional<WarcNotes::Pending> claim;
  };

  void arrive(Arrived arrived);
  void pass_one_on();
  void tell_one();

  WarcNotes& notes_;
  HeldCaptures& held_;
  ArchiveCopy& copy_;
  const std::function<void(RecordOutcome)> tell_;
  std::deque<Arrived> arrived_;
  std::deque<Noted> noted_;
};

}  // namespace hexapla
