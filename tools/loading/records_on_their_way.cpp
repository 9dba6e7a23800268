#include "tools/loading/records_on_their_way.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace hexapla {

namespace {

constexpr std::size_t kMostWaiting = 64;  // in each queue

template <typename Result>
bool is_ready(const std::future<Result>& result) {
  return result.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

}  // namespace

void RecordsOnTheirWay::put(RecordOutcome about) { arrive({std::move(about), std::monostate()}); }
void RecordsOnTheirWay::put(RecordOutcome about, Page page) {
  arrive({std::move(about), std::move(page)});
}
void RecordsOnTheirWay::put(RecordOutcome about, Note note) {
  arrive({std::move(about), std::move(note)});
}

void RecordsOnTheirWay::arrive(Arrived arrived) {
  arrived_.push_back(std::move(arrived));
  const auto can_go_on = [this] {
    const auto* page = std::get_if<Page>(&arrived_.front().what);
    return page == nullptr || is_ready(page->result);
  };
  while (!arrived_.empty() && (arrived_.size() > kMostWaiting || can_go_on())) pass_one_on();
  while (!noted_.empty() && (noted_.size() > kMostWaiting || !noted_.front().claim ||
                             is_ready(noted_.front().claim->event)))
    tell_one();
}

void RecordsOnTheirWay::finish() {
  while (!arrived_.empty()) pass_one_on();
  while (!noted_.empty()) tell_one();
}

void RecordsOnTheirWay::pass_one_on() {
  Arrived arrived = std::move(arrived_.front());
  arrived_.pop_front();
  Noted noted{std::move(arrived.about), std::nullopt};
  const auto take = [&](WarcNotes::Taken taken) {
    noted.claim = std::move(taken.pending);
    return std::move(taken.outcome);
  };
  if (auto* note = std::get_if<Note>(&arrived.what)) {
    // It may speak of what those before it claim: then these must be there.
    if (notes_.may_concern_pending(note->record)) {
      while (!noted_.empty()) tell_one();
    }
    noted.about.outcome = attempt([&] { return take(notes_.take(note->record, note->around)); });
  } else if (auto* page = std::get_if<Page>(&arrived.what)) {
    noted.about.outcome = attempt([&]() -> Outcome {
      const AddResult added = page->result.get();
      if (page->copied_event) copy_.took(*page->copied_event, page->copied_address, added);
      if (added.outcome == AddResult::Outcome::added) {
        held_.remember(added.event);
      } else if (page->sighting) {
        return take(notes_.note(added.address, *std::move(page->sighting)));
      }
      return outcome_of(added);
    });
    if (page->copied_event) copy_.expected_one_is_done();
  }
  noted_.push_back(std::move(noted));
}

void RecordsOnTheirWay::tell_one() {
  Noted noted = std::move(noted_.front());
  noted_.pop_front();
  if (noted.claim) {
    const Outcome before = std::move(noted.about.outcome);
    noted.about.outcome = attempt([&] { return notes_.finish(*std::move(noted.claim), before); });
  }
  tell_(std::move(noted.about));
}

bool RecordsOnTheirWay::decides_about(const std::string& uri) const {
  const auto names = [&](const std::map<std::string, std::string>& facts) {
    return std::any_of(facts.begin(), facts.end(), [&](const auto& fact) {
      return fact.first.starts_with("hreflang:") && fact.second == uri;
    });
  };
  return std::any_of(noted_.begin(), noted_.end(),
                     [&](const Noted& one) { return one.claim && one.about.uri == uri; }) ||
         std::any_of(arrived_.begin(), arrived_.end(), [&](const Arrived& one) {
           const auto* page = std::get_if<Page>(&one.what);
           if (page != nullptr && names(page->facts)) return true;
           return one.about.uri == uri && !std::holds_alternative<std::monostate>(one.what);
         });
}

}  // namespace hexapla
