#include "tools/loading/package_load.h"

#include <algorithm>
#include <charconv>
#include <deque>
#include <future>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "store/model/base64.h"
#include "tools/loading/archive_copy.h"
#include "tools/loading/rehearsal.h"
#include "translate/exchange/archive_line.h"
#include "translate/exchange/article_files.h"
#include "translate/exchange/package.h"

namespace hexapla {

namespace {

constexpr std::size_t kMostOnTheirWay = 64;

// The number of `log/0000000012.json`; nothing for another path.
std::optional<std::uint64_t> entry_number(const std::string& path) {
  constexpr std::string_view kFolder = "log/", kEnding = ".json";
  if (!path.starts_with(kFolder) || !path.ends_with(kEnding)) return std::nullopt;
  const char* const begin = path.data() + kFolder.size();
  const char* const end = path.data() + path.size() - kEnding.size();
  std::uint64_t number = 0;
  const auto [stop, error] = std::from_chars(begin, end, number);
  return error == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

class PackageLoad {
 public:
  PackageLoad(Archive& archive, const BulkOptions& options,
              const std::function<void(const PackageOutcome&)>& report)
      : archive_(archive), options_(options), report_(report) {}

  void run(const std::filesystem::path& folder) {
    const Package package = open_package(folder);
    for (const PackageFault& fault : package.faults) {
      tell(fault.path,
           attempt([&]() -> Outcome { throw InputError({.file = fault.path}, fault.problem); }));
    }
    for (const PackageFile& file : package.files) {
      files_[file.article].emplace(file.path, &file);
      if (const auto number = entry_number(file.path)) entries_.emplace(*number, &file);
    }
    note_withdrawals();
    for (const auto& [number, file] : entries_) {
      if (is_stopped()) break;
      take(number, *file);
      while (on_their_way_.size() > kMostOnTheirWay) finish_one();
    }
    while (!on_their_way_.empty()) finish_one();
    check_others(package);
  }

 private:
  struct OnItsWay {
    std::string path;
    std::future<AddResult> result;
    std::uint64_t number;
    std::string address;
  };

  bool is_stopped() const {
    return disk_refused_ || (options_.stop != nullptr && options_.stop->load());
  }

  // What no entry of a log refers to has a digest all the same.
  void check_others(const Package& package) {
    for (const PackageFile& file : package.files) {
      if (is_stopped()) return;
      if (read_.contains(&file)) continue;
      try {
        read(file);
      } catch (const InputError& error) {
        tell(file.file.string(), attempt([&]() -> Outcome { throw error; }));
      }
    }
  }

  // The bytes of a file, checked.
  std::string read(const PackageFile& file) {
    read_.insert(&file);
    return hexapla::read(file);
  }

  // Texts that were withdrawn are not here; what says so stands further on.
  void note_withdrawals() {
    for (const auto& [number, file] : entries_) {
      try {
        const std::string json = read(*file);
        const Event event = event_from_canonical_json(json);
        if (const auto* const withdrawn = std::get_if<TextWithdrawn>(&event.what))
          withdrawals_.emplace(withdrawn->digest, json);
      } catch (const InputError&) {
        // It is told when its turn comes.
      }
    }
  }

  void take(std::uint64_t number, const PackageFile& file) {
    std::optional<OnItsWay> submitted;
    const Outcome outcome = attempt([&]() -> Outcome {
      auto copy = copy_of(number, file);
      if (copy.revision) {
        copy.revision->actor = options_.actor;
        copy.revision->allow_withdrawn = options_.allow_withdrawn;
        if (options_.dry_run) {
          const Outcome checked = rehearse(*copy.revision, archive_, articles_before_);
          articles_before_.insert(*copy.revision->article);
          return checked;
        }
        submitted = OnItsWay{file.file.string(), archive_.add_later(*std::move(copy.revision)),
                             copy.number, std::get<RevisionAdded>(copy.event.what).address.text()};
        copy_.expect_one();
        return {};
      }
      if (options_.dry_run) return Outcome{.what = Outcome::What::checked};
      while (!on_their_way_.empty()) finish_one();
      return copy_.take(copy, archive_, options_.actor);
    });
    if (submitted) {
      on_their_way_.push_back(*std::move(submitted));
      return;
    }
    while (!on_their_way_.empty()) finish_one();
    tell(file.file.string(), outcome);
  }

  // The entry as a line of an export, which checks it against the texts beside it.
  ArchiveLine copy_of(std::uint64_t number, const PackageFile& file) {
    const std::string json = read(file);
    try {
      const Event event = event_from_canonical_json(json);
      std::string line = "{\"archive-event\":" + json + ",\"number\":" + std::to_string(number);
      if (const auto* const added = std::get_if<RevisionAdded>(&event.what))
        line += texts_of(*added, file);
      auto copy = parse_archive_line(line + "}");
      if (!copy) throw InputError({}, "is no entry of a log");
      return *std::move(copy);
    } catch (const InputError& error) {
      if (!error.place().file.empty()) throw;
      Place place = error.place();
      place.file = file.file.string();
      throw InputError(place, error.problem());
    }
  }

  std::string texts_of(const RevisionAdded& added, const PackageFile& entry) {
    const auto& files = files_.at(entry.article);
    const std::string folder = folder_of(added.address);
    const auto text = files.find(folder + "revision.json");
    if (text == files.end()) {
      const auto withdrawal = withdrawals_.find(added.digest);
      if (withdrawal == withdrawals_.end())
        throw InputError({}, "adds a text that is not in the package: " + folder + "revision.json");
      return ",\"withdrawn\":" + withdrawal->second;
    }
    std::string more = ",\"revision\":" + read(*text->second);
    const auto capture = files.lower_bound(folder + "capture.");
    if (capture != files.end() && capture->first.starts_with(folder + "capture."))
      more += ",\"capture-base64\":\"" + to_base64(read(*capture->second)) + '"';
    return more;
  }

  void finish_one() {
    OnItsWay one = std::move(on_their_way_.front());
    on_their_way_.pop_front();
    const Outcome outcome = attempt([&] {
      const AddResult added = one.result.get();
      copy_.took(one.number, one.address, added);
      return outcome_of(added);
    });
    copy_.expected_one_is_done();
    tell(one.path, outcome);
  }

  void tell(const std::string& path, Outcome outcome) {
    disk_refused_ = disk_refused_ || outcome.ends_load();
    report_({path, std::move(outcome), ++told_, entries_.size()});
  }

  Archive& archive_;
  const BulkOptions& options_;
  const std::function<void(const PackageOutcome&)>& report_;
  std::map<std::string, std::map<std::string, const PackageFile*>> files_;  // by article, path
  std::multimap<std::uint64_t, const PackageFile*> entries_;
  std::set<const PackageFile*> read_;  // or tried to
  std::map<Digest, std::string> withdrawals_;
  std::set<ArticleId> articles_before_;
  std::deque<OnItsWay> on_their_way_;
  ArchiveCopy copy_;
  std::size_t told_ = 0;
  bool disk_refused_ = false;
};

}  // namespace

void load_package(const std::filesystem::path& folder, Archive& archive, const BulkOptions& options,
                  const std::function<void(const PackageOutcome&)>& report) {
  PackageLoad(archive, options, report).run(folder);
}

}  // namespace hexapla
