#include "tools/loading/archive_copy.h"

namespace hexapla {

namespace {

Outcome copied(Outcome::What what, const std::string& address, std::uint64_t event) {
  Outcome outcome;
  outcome.what = what;
  outcome.address = address;
  outcome.event = event;
  return outcome;
}

// The events after the one that added the revision, with the claims that each made.
std::map<std::uint64_t, std::vector<Statement>> statements_by_event(const Reading& reading,
                                                                    const RevisionAddress& address,
                                                                    std::uint64_t adding_event) {
  std::map<std::uint64_t, std::vector<Statement>> by_event;
  for (RecordedStatement& recorded : reading.statements(address)) {
    if (recorded.event != adding_event)
      by_event[recorded.event].push_back(std::move(recorded.statement));
  }
  return by_event;
}

}  // namespace

void ArchiveCopy::expect_one() {
  const std::lock_guard lock(mutex_);
  ++expected_;
}

void ArchiveCopy::took(std::uint64_t event, const std::string& address, const AddResult& result) {
  const std::lock_guard lock(mutex_);
  if (result.event != event) events_[event] = result.event;
  if (result.address.text() != address) addresses_.insert_or_assign(address, result.address);
}

void ArchiveCopy::expected_one_is_done() {
  const std::lock_guard lock(mutex_);
  --expected_;
  changed_.notify_all();
}

void ArchiveCopy::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  changed_.notify_all();
}

bool ArchiveCopy::wait_for_expected() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stopped_ || expected_ == 0; });
  return !stopped_;
}

Outcome ArchiveCopy::take(const ArchiveLine& copy, Archive& archive, const std::string& actor) {
  if (!wait_for_expected()) return {};
  if (const auto* stated = std::get_if<StatementsAdded>(&copy.event.what)) {
    return take_statements(copy.number, *stated, archive, actor);
  }
  if (const auto* retracted = std::get_if<StatementRetracted>(&copy.event.what)) {
    return take_retraction(*retracted, archive, actor);
  }
  if (const auto* added = std::get_if<RevisionAdded>(&copy.event.what); added && copy.withdrawal) {
    return take_withdrawn(copy.number, *added, *copy.withdrawal, archive, actor);
  }
  if (const auto* withdrawn = std::get_if<TextWithdrawn>(&copy.event.what)) {
    return take_withdrawal(*withdrawn, archive, actor);
  }
  // That the other archive was created, learnt words or aligned anew is no news here: this one
  // learns from all that it holds.
  Outcome ignored;
  ignored.what = Outcome::What::ignored;
  return ignored;
}

Outcome ArchiveCopy::take_withdrawn(std::uint64_t number, const RevisionAdded& what,
                                    const TextWithdrawn& withdrawal, Archive& archive,
                                    const std::string& actor) {
  // Known here already, as withdrawn: this line was taken before.
  const Reading reading = archive.read();
  for (const RevisionAddress& address : reading.addresses_of(what.digest)) {
    if (address.article != what.address.article || address.variant != what.address.variant ||
        !matched_withdrawn_.insert(address.text()).second)
      continue;
    const auto record = reading.revision(address);
    const AddResult known{AddResult::Outcome::unchanged, address, what.digest,
                          record ? record->event : 0};
    took(number, what.address.text(), known);
    return outcome_of(known);
  }
  const AddResult result = archive.add_withdrawn(what, withdrawal, actor);
  matched_withdrawn_.insert(result.address.text());
  took(number, what.address.text(), result);
  return outcome_of(result);
}

Outcome ArchiveCopy::take_withdrawal(const TextWithdrawn& what, Archive& archive,
                                     const std::string& actor) {
  const auto moved = addresses_.find(what.address.text());
  const RevisionAddress address = moved == addresses_.end() ? what.address : moved->second;
  if (const auto gone = archive.read().withdrawal(address))
    return copied(Outcome::What::unchanged, address.text(), gone->event);
  const std::uint64_t event = archive.withdraw(address, what.reason, what.authority, actor);
  return copied(Outcome::What::added, address.text(), event);
}

Outcome ArchiveCopy::take_statements(std::uint64_t number, const StatementsAdded& what,
                                     Archive& archive, const std::string& actor) {
  const auto moved = addresses_.find(what.address.text());
  const RevisionAddress address = moved == addresses_.end() ? what.address : moved->second;
  const Reading reading = archive.read();
  const auto record = reading.revision(address);
  if (!record || record->digest != what.digest) {
    throw RefusedError(RefusedError::Reason::unknown_revision,
                       "there is no revision " + address.text() + " with digest " +
                           what.digest.hex().substr(0, 12));
  }
  for (const auto& [event, statements] : statements_by_event(reading, address, record->event)) {
    if (statements != what.statements || !matched_events_.insert(event).second) continue;
    if (event != number) events_[number] = event;
    return copied(Outcome::What::unchanged, address.text(), event);
  }
  const std::uint64_t event = archive.state(address, what.statements, actor);
  matched_events_.insert(event);
  if (event != number) events_[number] = event;
  return copied(Outcome::What::added, address.text(), event);
}

Outcome ArchiveCopy::take_retraction(const StatementRetracted& what, Archive& archive,
                                     const std::string& actor) {
  const auto moved = events_.find(what.event);
  const std::uint64_t event = moved == events_.end() ? what.event : moved->second;
  const Reading reading = archive.read();
  const auto subject = reading.event(event);
  std::optional<RevisionAddress> address;
  if (subject) {
    if (const auto* added = std::get_if<RevisionAdded>(&subject->what)) address = added->address;
    if (const auto* stated = std::get_if<StatementsAdded>(&subject->what))
      address = stated->address;
  }
  if (address) {
    for (const RecordedStatement& recorded : reading.statements(*address)) {
      if (recorded.event == event && recorded.index == what.index && recorded.retracted) {
        return copied(Outcome::What::unchanged, address->text(), event);
      }
    }
  }
  const std::uint64_t retraction = archive.retract(event, what.index, what.reason, actor);
  return copied(Outcome::What::added, address ? address->text() : std::string(), retraction);
}

}  // namespace hexapla
