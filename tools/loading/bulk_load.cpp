#include "tools/loading/bulk_load.h"

#include <chrono>
#include <future>
#include <set>
#include <thread>
#include <utility>
#include <variant>

#include "store/archive/worker_pool.h"
#include "tools/loading/archive_copy.h"
#include "tools/loading/bounded_queue.h"
#include "tools/loading/line_preparation.h"
#include "tools/loading/rehearsal.h"

namespace hexapla {

namespace {

constexpr std::size_t kMaxLinesOnTheirWay = 1024;
constexpr std::size_t kMaxBytesOnTheirWay = std::size_t{64} << 20;

// A line that was handed to the archive, or refused before.
struct SubmittedLine {
  std::size_t number = 0;
  std::size_t bytes_read = 0;
  std::variant<Outcome, std::future<AddResult>> what;
  std::optional<std::uint64_t> copied_event;  // its number in the archive that it was copied from
  std::string copied_address;
};

// Three threads and a pool, with a queue between each two: the reader, whose lines the pool
// prepares; the submitter, which waits for them in order and hands them to the archive; and the
// caller, who waits for the archive and reports.
class BulkLoad {
 public:
  BulkLoad(InputFile& file, Archive& archive, const BulkOptions& options)
      : file_(file),
        archive_(archive),
        options_(options),
        workers_(std::max(1U, std::thread::hardware_concurrency())) {}

  void run(const BulkReport& report) {
    std::thread reader([this] { read(); });
    std::thread submitter([this] { submit(); });
    // Also when `report` throws: the threads must be gone before the queues are.
    struct Joiner {
      BulkLoad& load;
      std::thread &reader, &submitter;
      ~Joiner() {
        load.prepared_.close();
        load.submitted_.close();
        load.copy_.stop();
        reader.join();
        submitter.join();
      }
    };
    {
      const Joiner joiner{*this, reader, submitter};
      for (;;) {
        if (submitted_.is_empty()) report.on_wait();
        auto line = submitted_.pop();
        if (!line) break;
        if (!acknowledge(*line, report)) break;
      }
    }
    if (read_error_) std::rethrow_exception(read_error_);
  }

 private:
  bool is_stopped() const { return options_.stop != nullptr && options_.stop->load(); }

  void read() {
    try {
      LineReader reader(file_, kMaxLineBytes);
      while (!is_stopped()) {
        auto line = reader.next();
        if (!line) break;
        const std::size_t weight = line->text.size();
        auto promise = std::make_shared<std::promise<PreparedLine>>();
        if (!prepared_.push(promise->get_future(), weight)) break;
        workers_.submit(
            [this, promise, line = std::move(*line), bytes_read = reader.bytes_read()]() mutable {
              PreparedLine prepared = prepare_line(std::move(line), file_.name(), options_.actor);
              prepared.bytes_read = bytes_read;
              promise->set_value(std::move(prepared));
            });
      }
    } catch (const InputError&) {
      read_error_ = std::current_exception();
    }
    prepared_.end();
  }

  void submit() {
    while (auto line = prepared_.pop()) {
      if (!submitted_.push(handed_in(line->get()), 1)) break;
    }
    submitted_.end();
  }

  // Gives the prepared line to the archive.
  SubmittedLine handed_in(PreparedLine prepared) {
    SubmittedLine line{.number = prepared.number,
                       .bytes_read = prepared.bytes_read,
                       .what = Outcome{},
                       .copied_event = std::nullopt,
                       .copied_address = {}};
    if (auto* outcome = std::get_if<Outcome>(&prepared.what)) {
      line.what = std::move(*outcome);
    } else if (auto* revision = std::get_if<NewRevision>(&prepared.what)) {
      add(std::move(*revision), line);
    } else {
      take_copy(std::get<ArchiveLine>(std::move(prepared.what)), line);
    }
    return line;
  }

  void add(NewRevision revision, SubmittedLine& line) {
    revision.allow_withdrawn = options_.allow_withdrawn;
    const Outcome outcome = attempt([&] {
      if (options_.dry_run) return rehearse_line(revision);
      line.what = archive_.add_later(std::move(revision));
      return Outcome{.what = Outcome::What::checked};
    });
    if (options_.dry_run || outcome.is_refused()) line.what = outcome;
  }

  // What a line names may be what a line before it adds.
  Outcome rehearse_line(const NewRevision& revision) {
    const Outcome outcome = rehearse(revision, archive_, articles_before_);
    if (revision.article) articles_before_.insert(*revision.article);
    return outcome;
  }

  void take_copy(ArchiveLine copy, SubmittedLine& line) {
    if (copy.revision) {
      line.copied_event = copy.number;
      line.copied_address = std::get<RevisionAdded>(copy.event.what).address.text();
      copy_.expect_one();
      add(*std::move(copy.revision), line);
    } else if (options_.dry_run) {
      line.what = Outcome{.what = Outcome::What::checked};
    } else {
      line.what = attempt([&] { return copy_.take(copy, archive_, options_.actor); });
    }
  }

  // False when the load must end.
  bool acknowledge(SubmittedLine& line, const BulkReport& report) {
    LineOutcome result{.line = line.number, .outcome = {}, .bytes_read = line.bytes_read};
    if (auto* future = std::get_if<std::future<AddResult>>(&line.what)) {
      if (future->wait_for(std::chrono::seconds(0)) != std::future_status::ready) report.on_wait();
      result.outcome = attempt([&] {
        const AddResult added = future->get();
        if (line.copied_event) copy_.took(*line.copied_event, line.copied_address, added);
        return outcome_of(added);
      });
    } else {
      result.outcome = std::get<Outcome>(std::move(line.what));
    }
    if (line.copied_event) copy_.expected_one_is_done();
    report.on_line(result);
    return !result.outcome.ends_load();
  }

  InputFile& file_;
  Archive& archive_;
  const BulkOptions& options_;
  BoundedQueue<std::future<PreparedLine>> prepared_{kMaxLinesOnTheirWay, kMaxBytesOnTheirWay};
  BoundedQueue<SubmittedLine> submitted_{kMaxLinesOnTheirWay, kMaxLinesOnTheirWay};
  ArchiveCopy copy_;
  std::set<ArticleId> articles_before_;  // that a dry run would have added
  std::exception_ptr read_error_;
  WorkerPool workers_;  // last: its jobs use the others
};

}  // namespace

void load_lines(InputFile& file, Archive& archive, const BulkOptions& options,
                const BulkReport& report) {
  BulkLoad(file, archive, options).run(report);
}

}  // namespace hexapla
