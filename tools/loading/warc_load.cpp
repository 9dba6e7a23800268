#include "tools/loading/warc_load.h"

#include <algorithm>
#include <deque>
#include <future>
#include <map>
#include <optional>
#include <utility>

#include "store/ingest/warc/http_message.h"
#include "store/ingest/warc/warc_reader.h"
#include "store/model/base64.h"
#include "tools/loading/archive_copy.h"
#include "tools/loading/held_captures.h"
#include "tools/loading/rehearsal.h"
#include "tools/loading/warc_notes.h"
#include "translate/exchange/archive_line.h"
#include "translate/exchange/warc_claims.h"
#include "translate/exchange/warc_export.h"
#include "translate/exchange/warc_page.h"

namespace hexapla {

namespace {

constexpr std::size_t kMostOnTheirWay = 64;

class WarcLoad {
 public:
  WarcLoad(Archive& archive, const BulkOptions& options,
           const std::function<void(const RecordOutcome&)>& report)
      : archive_(archive),
        options_(options),
        report_(report),
        held_(archive),
        notes_(archive, options, held_) {}

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
        finish_all();
        Outcome outcome = attempt([&]() -> Outcome {
          Place place;
          place.file = file.name();
          place.byte = item->fault.offset;
          throw InputError(place, item->fault.problem);
        });
        tell({item->fault.offset, {}, {}, std::move(outcome), bytes_read_});
      }
      while (on_their_way_.size() > kMostOnTheirWay) finish_one();
    }
    take_waiting_page();
    drop_pending("is a text without its entry of the log");
    finish_all();
  }

 private:
  struct Submitted {
    RecordOutcome about;
    std::future<AddResult> result;
    std::optional<std::uint64_t> copied_event;
    std::string copied_address;
    std::map<std::string, std::string> facts;
    std::optional<Statement> sighting;  // what its record says where the page is no news
  };
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
      finish_all();
      around_.accept_language.clear();
      if (about.type == "revisit") ask_of(record);
      about.outcome = attempt([&] { return notes_.take(record, around_); });
      return tell(std::move(about));
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
    about.outcome = attempt([&]() -> Outcome {
      WarcPage page = read_warc_page(record, around_, options_.actor);
      if (!page.revision) return ignored(page.passed_over);
      page.revision->allow_withdrawn = options_.allow_withdrawn;
      if (is_awaited(about.uri)) finish_all();
      place_page(*page.revision, about.uri);
      if (options_.dry_run) return rehearse(*page.revision, archive_);
      auto facts = page.revision->capture->facts;
      submit(about, *std::move(page.revision), std::move(facts), std::nullopt, {});
      on_their_way_.back().sighting = claim_of_capture(record, around_);
      return Outcome{.what = Outcome::What::checked};
    });
    if (options_.dry_run || about.outcome.what != Outcome::What::checked) {
      finish_all();
      tell(std::move(about));
    }
  }

  // Whether a page that is on its way to the archive says where this one belongs.
  bool is_awaited(const std::string& uri) const {
    return std::any_of(on_their_way_.begin(), on_their_way_.end(), [&](const Submitted& submitted) {
      if (submitted.about.uri == uri) return true;
      return std::any_of(submitted.facts.begin(), submitted.facts.end(), [&](const auto& fact) {
        return fact.first.starts_with("hreflang:") && fact.second == uri;
      });
    });
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
        const std::string address = std::get<RevisionAdded>(copy->event.what).address.text();
        submit(about, *std::move(copy->revision), {}, copy->number, address);
        copy_.expect_one();
        return Outcome{.what = Outcome::What::checked};
      }
      finish_all();
      if (options_.dry_run) return Outcome{.what = Outcome::What::checked};
      Outcome outcome = copy_.take(*copy, archive_, options_.actor);
      if (outcome.what == Outcome::What::ignored)
        outcome.reason = "says that the other archive was made";
      return outcome;
    });
    if (options_.dry_run || about.outcome.what != Outcome::What::checked) {
      finish_all();
      tell(std::move(about));
    }
  }

  void submit(const RecordOutcome& about, NewRevision revision,
              std::map<std::string, std::string> facts, std::optional<std::uint64_t> copied_event,
              std::string copied_address) {
    on_their_way_.push_back({about, archive_.add_later(std::move(revision)), copied_event,
                             std::move(copied_address), std::move(facts), std::nullopt});
  }

  void finish_one() {
    Submitted submitted = std::move(on_their_way_.front());
    on_their_way_.pop_front();
    submitted.about.outcome = attempt([&] {
      const AddResult added = submitted.result.get();
      if (submitted.copied_event)
        copy_.took(*submitted.copied_event, submitted.copied_address, added);
      if (added.outcome == AddResult::Outcome::added) {
        held_.remember(added.event);
      } else if (submitted.sighting) {
        return notes_.note(added.address, *std::move(submitted.sighting));
      }
      return outcome_of(added);
    });
    if (submitted.copied_event) copy_.expected_one_is_done();
    tell(std::move(submitted.about));
  }
  void finish_all() {
    while (!on_their_way_.empty()) finish_one();
  }

  void drop_pending(const char* reason) {
    if (!pending_text_) return;
    tell({pending_text_->offset, pending_text_->type, pending_text_->uri, attempt([&]() -> Outcome {
            throw InputError({}, std::string("the record at byte ") +
                                     std::to_string(pending_text_->offset) + ' ' + reason);
          }),
          bytes_read_});
  }

  void report_ignored(RecordOutcome about, std::string reason) {
    finish_all();
    about.outcome = ignored(std::move(reason));
    tell(std::move(about));
  }

  void tell(RecordOutcome about) {
    disk_refused_ = disk_refused_ || about.outcome.ends_load();
    report_(about);
  }

  Archive& archive_;
  const BulkOptions& options_;
  const std::function<void(const RecordOutcome&)>& report_;
  std::deque<Submitted> on_their_way_;
  ArchiveCopy copy_;
  WarcSurroundings around_;
  std::optional<Pending> pending_text_, pending_capture_;
  HeldCaptures held_;
  WarcNotes notes_;
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
