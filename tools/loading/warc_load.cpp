#include "tools/loading/warc_load.h"

#include <optional>
#include <utility>

#include "store/ingest/warc/http_message.h"
#include "store/ingest/warc/warc_reader.h"
#include "store/model/base64.h"
#include "tools/loading/archive_copy.h"
#include "tools/loading/held_captures.h"
#include "tools/loading/records_on_their_way.h"
#include "tools/loading/rehearsal.h"
#include "tools/loading/warc_notes.h"
#include "translate/exchange/archive_line.h"
#include "translate/exchange/warc_claims.h"
#include "translate/exchange/warc_export.h"
#include "translate/exchange/warc_page.h"

namespace hexapla {

namespace {

class WarcLoad {
 public:
  WarcLoad(Archive& archive, const BulkOptions& options,
           const std::function<void(const RecordOutcome&)>& report)
      : archive_(archive),
        options_(options),
        report_(report),
        held_(archive),
        notes_(archive, options, held_),
        on_their_way_(notes_, held_, copy_,
                      [this](RecordOutcome about) { tell(std::move(about)); }) {}

  void run(InputFile& file) {
    WarcReader reader([&](char* buffer, std::size_t size) {
      const std::size_t count = file.read(buffer, size);
      bytes_read_ += count;
      return count;
    });
    while (!is_stopped()) {
      auto item = reader.next();
      if (!item) break;
      if (item->record) {
        take(std::move(*item->record));
      } else {
        take_waiting_page();
        Outcome outcome = attempt([&]() -> Outcome {
          Place place;
          place.file = file.name();
          place.byte = item->fault.offset;
          throw InputError(place, item->fault.problem);
        });
        on_their_way_.put({item->fault.offset, {}, {}, std::move(outcome), bytes_read_});
      }
    }
    take_waiting_page();
    refuse_pending(pending_text_);
    refuse_pending(pending_capture_);
    on_their_way_.finish();
  }

 private:
  // A record of our own export that waits for the entry of the log that speaks of it.
  struct Pending {
    std::uint64_t offset = 0;
    std::string type, uri, bytes;
  };

  bool is_stopped() const {
    return disk_refused_ || (options_.stop != nullptr && options_.stop->load());
  }

  RecordOutcome outcome_for(const WarcRecord& record) const {
    return {record.offset,
            std::string(record.type()),
            std::string(record.target_uri()),
            {},
            bytes_read_};
  }

  void take(WarcRecord record) {
    RecordOutcome about = outcome_for(record);
    if (about.type != "request") take_waiting_page();
    const MediaType media = parse_media_type(field(record.fields, "Content-Type"));
    if (about.type == "warcinfo") {
      around_.tool = field(parse_header_fields(record.block), "software");
      is_ours_ = around_.tool.starts_with("hexapla/");
      request_.reset();
      return report_ignored(std::move(about), "says how the file was made");
    }
    if (about.type == "metadata" && media.type == kEventMediaType)
      return take_event(std::move(about), record.block);
    if (is_ours_) return take_own(std::move(about), media, std::move(record));
    if (about.type == "request") return take_request(std::move(about), record);
    if (about.type == "revisit" || about.type == "conversion" || about.type == "metadata") {
      around_.accept_language.clear();
      if (about.type == "revisit") ask_of(record);
      return on_their_way_.put(std::move(about),
                               RecordsOnTheirWay::Note{std::move(record), around_});
    }
    if (about.type != "response" && about.type != "resource")
      return report_ignored(std::move(about), "is no page");
    waiting_page_ = std::move(record);
  }

  // A record of our own export: the entry of the log that follows says what it is.
  void take_own(RecordOutcome about, const MediaType& media, WarcRecord record) {
    if (about.type == "revisit")
      return report_ignored(std::move(about), "is what the entry of the log after it says");
    auto& place = media.type == kRevisionMediaType ? pending_text_ : pending_capture_;
    refuse_pending(place);
    std::string bytes = std::move(record.block);
    if (about.type == "response") {
      if (auto response = parse_http_response(bytes)) bytes = std::move(response->body);
    }
    place = Pending{about.offset, about.type, about.uri, std::move(bytes)};
  }

  // A request stands before its answer or after it, by the program.
  void take_request(RecordOutcome about, const WarcRecord& record) {
    Request request{about.uri, http_request_field(record.block, "Accept-Language")};
    if (waiting_page_ && waiting_page_->target_uri() == request.uri) {
      request_ = std::move(request);
      take_waiting_page();
    } else {
      take_waiting_page();
      request_ = std::move(request);
    }
    report_ignored(std::move(about), "is the question, kept with its answer");
  }

  void take_waiting_page() {
    if (!waiting_page_) return;
    const WarcRecord record = *std::exchange(waiting_page_, std::nullopt);
    ask_of(record);
    take_page(outcome_for(record), record);
  }

  // Of the request that `record` answers, which has no other answer.
  void ask_of(const WarcRecord& record) {
    around_.accept_language.clear();
    if (request_ && request_->uri == record.target_uri())
      around_.accept_language = std::move(request_->accept_language);
    request_.reset();
  }

  void take_page(RecordOutcome about, const WarcRecord& record) {
    RecordsOnTheirWay::Page submitted;
    about.outcome = attempt([&]() -> Outcome {
      WarcPage page = read_warc_page(record, around_, options_.actor);
      if (!page.revision) return ignored(page.passed_over);
      page.revision->allow_withdrawn = options_.allow_withdrawn;
      if (on_their_way_.decides_about(about.uri)) on_their_way_.finish();
      place_page(*page.revision, about.uri);
      if (options_.dry_run) return rehearse(*page.revision, archive_);
      submitted.facts = page.revision->capture->facts;
      submitted.sighting = claim_of_capture(record, around_);
      submitted.result = archive_.add_later(*std::move(page.revision));
      return {};
    });
    put(std::move(about), std::move(submitted));
  }

  // Goes after the others: a page that was handed to the archive, or what else became of it.
  void put(RecordOutcome about, RecordsOnTheirWay::Page submitted) {
    if (submitted.result.valid()) {
      on_their_way_.put(std::move(about), std::move(submitted));
    } else {
      on_their_way_.put(std::move(about));
    }
  }

  void place_page(NewRevision& page, const std::string& uri) {
    if (const auto known = held_.at(uri)) {
      page.article = known->article;
      if (known->variant.language() == page.revision.language) page.variant = known->variant;
    } else if (auto other = held_.naming(uri)) {
      page.article = std::move(other);
    }
  }

  // An entry of the log in our own export, with the records before it.
  void take_event(RecordOutcome about, std::string_view block) {
    RecordsOnTheirWay::Page submitted;
    about.outcome = attempt([&]() -> Outcome {
      std::string line(block.substr(0, block.rfind('}')));
      if (pending_text_) line += ",\"revision\":" + pending_text_->bytes;
      if (pending_capture_)
        line += ",\"capture-base64\":\"" + to_base64(pending_capture_->bytes) + '"';
      line += '}';
      pending_text_.reset();
      pending_capture_.reset();
      auto copy = parse_archive_line(line);
      if (!copy) throw InputError({}, "is no entry of a log");
      if (copy->revision) {
        copy->revision->actor = options_.actor;
        copy->revision->allow_withdrawn = options_.allow_withdrawn;
        if (options_.dry_run)
          return rehearse(*copy->revision, archive_, {*copy->revision->article});
        submitted.copied_address = std::get<RevisionAdded>(copy->event.what).address.text();
        submitted.copied_event = copy->number;
        submitted.result = archive_.add_later(*std::move(copy->revision));
        copy_.expect_one();
        return {};
      }
      on_their_way_.finish();
      if (options_.dry_run) return Outcome{.what = Outcome::What::checked};
      Outcome outcome = copy_.take(*copy, archive_, options_.actor);
      if (outcome.what == Outcome::What::ignored)
        outcome.reason = "says that the other archive was made";
      return outcome;
    });
    put(std::move(about), std::move(submitted));
  }

  // A record that no entry of the log followed.
  void refuse_pending(std::optional<Pending>& place) {
    if (!place) return;
    const Pending lonely = *std::exchange(place, std::nullopt);
    on_their_way_.put({lonely.offset, lonely.type, lonely.uri, attempt([&]() -> Outcome {
                         throw InputError(
                             {}, "the entry of the log that says what it is does not follow");
                       }),
                       bytes_read_});
  }

  void report_ignored(RecordOutcome about, std::string reason) {
    about.outcome = ignored(std::move(reason));
    on_their_way_.put(std::move(about));
  }

  void tell(RecordOutcome about) {
    disk_refused_ = disk_refused_ || about.outcome.ends_load();
    report_(about);
  }

  Archive& archive_;
  const BulkOptions& options_;
  const std::function<void(const RecordOutcome&)>& report_;
  ArchiveCopy copy_;
  WarcSurroundings around_;
  std::optional<Pending> pending_text_, pending_capture_;
  HeldCaptures held_;
  WarcNotes notes_;
  RecordsOnTheirWay on_their_way_;
  struct Request {
    std::string uri, accept_language;
  };
  std::optional<Request> request_;          // that awaits its answer
  std::optional<WarcRecord> waiting_page_;  // until it is known whether its request follows
  std::uint64_t bytes_read_ = 0;
  bool is_ours_ = false, disk_refused_ = false;
};

}  // namespace

void load_warc(InputFile& file, Archive& archive, const BulkOptions& options,
               const std::function<void(const RecordOutcome&)>& report) {
  WarcLoad(archive, options, report).run(file);
}

}  // namespace hexapla
