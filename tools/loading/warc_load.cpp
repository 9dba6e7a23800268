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
#include "tools/loading/rehearsal.h"
#include "translate/exchange/archive_line.h"
#include "translate/exchange/warc_export.h"
#include "translate/exchange/warc_page.h"

namespace hexapla {

namespace {

constexpr std::size_t kMostOnTheirWay = 64;

Outcome ignored(std::string reason) {
  Outcome outcome;
  outcome.what = Outcome::What::ignored;
  outcome.reason = std::move(reason);
  return outcome;
}

class WarcLoad {
 public:
  WarcLoad(Archive& archive, const BulkOptions& options,
           const std::function<void(const RecordOutcome&)>& report)
      : archive_(archive), options_(options), report_(report) {}

  void run(InputFile& file) {
    WarcReader reader([&](char* buffer, std::size_t size) {
      const std::size_t count = file.read(buffer, size);
      bytes_read_ += count;
      return count;
    });
    find_known_addresses();
    while (!is_stopped()) {
      auto item = reader.next();
      if (!item) break;
      if (item->record) {
        take(std::move(*item->record));
      } else {
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
  };
  // A record of our own export that waits for the entry of the log that speaks of it.
  struct Pending {
    std::uint64_t offset = 0;
    std::string type, uri, bytes;
  };

  bool is_stopped() const {
    return disk_refused_ || (options_.stop != nullptr && options_.stop->load());
  }

  // Where pages of the archive were on the web.
  void find_known_addresses() {
    const Reading reading = archive_.read();
    const std::uint64_t events = reading.event_count();
    for (std::uint64_t number = 0; number < events; ++number) {
      const auto event = reading.event(number);
      const auto* const added = event ? std::get_if<RevisionAdded>(&event->what) : nullptr;
      if (added != nullptr && added->capture)
        remember(added->address, added->capture->uri, added->capture->facts);
    }
  }

  void remember(const RevisionAddress& address, const std::string& uri,
                const std::map<std::string, std::string>& facts) {
    if (!uri.empty()) known_.insert_or_assign(uri, std::pair(address.article, address.variant));
    for (const auto& [name, value] : facts) {
      if (name.starts_with("hreflang:")) alternates_.emplace(value, address.article);
    }
  }

  void take(WarcRecord record) {
    RecordOutcome about{record.offset,
                        std::string(record.type()),
                        std::string(record.target_uri()),
                        {},
                        bytes_read_};
    const MediaType media = parse_media_type(field(record.fields, "Content-Type"));
    if (about.type == "warcinfo") {
      around_.tool = warc_field(record.block, "software");
      is_ours_ = around_.tool.starts_with("hexapla/");
      return report_ignored(std::move(about), "says how the file was made");
    }
    if (about.type == "metadata" && media.type == kEventMediaType)
      return take_event(std::move(about), record.block);
    if (is_ours_) {
      auto& place = media.type == kRevisionMediaType ? pending_text_ : pending_capture_;
      std::string bytes = std::move(record.block);
      if (about.type == "response") {
        if (auto response = parse_http_response(bytes)) bytes = std::move(response->body);
      }
      place = Pending{about.offset, about.type, about.uri, std::move(bytes)};
      return;
    }
    if (about.type == "request") {
      around_.accept_language = http_request_field(record.block, "Accept-Language");
      return report_ignored(std::move(about), "is the question, kept with its answer");
    }
    if (about.type == "revisit")
      return report_ignored(std::move(about), "says that the page was as before");
    if (about.type == "conversion")
      return report_ignored(std::move(about),
                            "is another form of a record, and of no language that it names");
    if (about.type != "response" && about.type != "resource") {
      return report_ignored(std::move(about), "is no page");
    }
    take_page(std::move(about), record);
    around_.accept_language.clear();
  }

  void take_page(RecordOutcome about, const WarcRecord& record) {
    about.outcome = attempt([&]() -> Outcome {
      WarcPage page = read_warc_page(record, around_, options_.actor);
      if (!page.revision) return ignored(page.passed_over);
      if (is_awaited(about.uri)) finish_all();
      place_page(*page.revision, about.uri);
      if (options_.dry_run) return rehearse(*page.revision, archive_);
      auto facts = page.revision->capture->facts;
      submit(about, *std::move(page.revision), std::move(facts), std::nullopt, {});
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
    if (const auto known = known_.find(uri); known != known_.end()) {
      page.article = known->second.first;
      if (known->second.second.language() == page.revision.language)
        page.variant = known->second.second;
    } else if (const auto other = alternates_.find(uri); other != alternates_.end()) {
      page.article = other->second;
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
                             std::move(copied_address), std::move(facts)});
  }

  void finish_one() {
    Submitted submitted = std::move(on_their_way_.front());
    on_their_way_.pop_front();
    submitted.about.outcome = attempt([&] {
      const AddResult added = submitted.result.get();
      if (submitted.copied_event)
        copy_.took(*submitted.copied_event, submitted.copied_address, added);
      remember(added.address, submitted.about.uri, submitted.facts);
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
  std::map<std::string, std::pair<ArticleId, VariantId>> known_;
  std::map<std::string, ArticleId> alternates_;
  std::uint64_t bytes_read_ = 0;
  bool is_ours_ = false, disk_refused_ = false;
};

}  // namespace

void load_warc(InputFile& file, Archive& archive, const BulkOptions& options,
               const std::function<void(const RecordOutcome&)>& report) {
  WarcLoad(archive, options, report).run(file);
}

}  // namespace hexapla
