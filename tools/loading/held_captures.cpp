#include "tools/loading/held_captures.h"

#include <algorithm>
#include <utility>

#include "store/ingest/warc/payload_digest.h"
#include "store/text/timestamp.h"
#include "translate/exchange/warc_export.h"

namespace hexapla {
namespace {

std::string detail(const Claim& claim, const char* name) {
  const auto held = claim.details.find(name);
  return held == claim.details.end() ? std::string() : held->second;
}

// `date` (RFC 3339) in UTC, to the second: programs of one crawl write more or fewer of its digits.
std::string moment_of(const std::string& date) {
  constexpr std::size_t kToTheSecond = 19;
  const auto utc = to_utc(date);
  return utc ? utc->substr(0, kToTheSecond) : std::string();
}

// Two names that are one together: of all captures of an address those of a moment, or a payload.
std::string both(const std::string& one, const std::string& other) {
  return one.empty() || other.empty() ? std::string() : one + '\n' + other;
}

}  // namespace

struct HeldCaptures::Capture {
  RevisionAddress address;
  std::string uri, date;
  std::vector<std::string> records, digests, alternates;
};

std::vector<HeldCaptures::Capture> HeldCaptures::captures_in(const Event& event) {
  std::vector<Capture> captures;
  if (const auto* const added = std::get_if<RevisionAdded>(&event.what)) {
    Capture capture{.address = added->address, .uri = {}, .date = {}};
    capture.records = exported_record_ids(event);
    if (const auto& kept = added->capture) {
      capture.uri = kept->uri;
      capture.date = kept->date;
      capture.digests.push_back("sha256:" + kept->digest.hex());
      for (const auto& [name, value] : kept->facts) {
        if (name == "warc-record-id") capture.records.push_back(value);
        if (name == "warc-payload-digest") capture.digests.push_back(plain_digest(value));
        if (name.starts_with("hreflang:")) capture.alternates.push_back(value);
      }
    }
    captures.push_back(std::move(capture));
  } else if (const auto* const stated = std::get_if<StatementsAdded>(&event.what)) {
    for (const Statement& statement : stated->statements) {
      const Claim& claim = statement.claim;
      if (claim.property != Property::captured) continue;
      Capture capture{.address = stated->address, .uri = detail(claim, "uri"), .date = claim.value};
      capture.records.push_back(detail(claim, "record"));
      capture.digests.push_back(plain_digest(detail(claim, "payload-digest")));
      captures.push_back(std::move(capture));
    }
  }
  return captures;
}

HeldCaptures::HeldCaptures(const Archive& archive) : archive_(archive) {
  const std::uint64_t count = archive.read().event_count();
  for (std::uint64_t event = 0; event < count; ++event) remember(event);
}

void HeldCaptures::index(const std::string& name, std::uint64_t event) {
  if (name.empty()) return;
  std::vector<std::uint64_t>& events = events_[std::hash<std::string>()(name)];
  const auto at = std::lower_bound(events.begin(), events.end(), event);
  if (at == events.end() || *at != event) events.insert(at, event);
}

void HeldCaptures::remember(std::uint64_t event) {
  const auto held = archive_.read().event(event);
  if (!held) return;
  for (const Capture& capture : captures_in(*held)) {
    index(capture.uri, event);
    index(both(capture.uri, moment_of(capture.date)), event);
    for (const auto* const names : {&capture.records, &capture.digests, &capture.alternates}) {
      for (const std::string& name : *names) index(name, event);
    }
    for (const std::string& digest : capture.digests) index(both(capture.uri, digest), event);
  }
}

std::optional<HeldCaptures::Capture> HeldCaptures::called(
    const std::string& name, From from, const std::function<bool(const Capture&)>& fits) const {
  const auto held = name.empty() ? events_.end() : events_.find(std::hash<std::string>()(name));
  if (held == events_.end()) return std::nullopt;
  const std::vector<std::uint64_t>& events = held->second;
  const Reading reading = archive_.read();
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto event = reading.event(
        from == From::oldest ? events[i] : events.rbegin()[static_cast<std::ptrdiff_t>(i)]);
    if (!event) continue;
    std::vector<Capture> captures = captures_in(*event);
    if (from == From::newest) std::reverse(captures.begin(), captures.end());
    const auto found = std::find_if(captures.begin(), captures.end(), fits);
    if (found != captures.end()) return std::move(*found);
  }
  return std::nullopt;
}

std::optional<RevisionAddress> HeldCaptures::at(const std::string& uri) const {
  const auto found =
      called(uri, From::newest, [&](const Capture& capture) { return capture.uri == uri; });
  return found ? std::optional(found->address) : std::nullopt;
}

std::optional<ArticleId> HeldCaptures::naming(const std::string& uri) const {
  const auto found = called(uri, From::oldest, [&](const Capture& capture) {
    return std::find(capture.alternates.begin(), capture.alternates.end(), uri) !=
           capture.alternates.end();
  });
  return found ? std::optional(found->address.article) : std::nullopt;
}

std::optional<HeldCaptures::Found> HeldCaptures::find(const Name& name) const {
  const auto has = [](const std::vector<std::string>& names, const std::string& wanted) {
    return std::find(names.begin(), names.end(), wanted) != names.end();
  };
  const std::string moment = moment_of(name.date);
  const std::string digest = plain_digest(name.payload_digest);
  const auto has_record = [&](const Capture& one) { return has(one.records, name.record); };
  const auto is_there = [&](const Capture& one) { return one.uri == name.uri; };
  const auto is_then = [&](const Capture& one) {
    return is_there(one) && moment_of(one.date) == moment;
  };
  const auto has_payload = [&](const Capture& one) { return has(one.digests, digest); };
  const auto has_payload_there = [&](const Capture& one) {
    return is_there(one) && has_payload(one);
  };
  auto found = called(name.record, From::newest, has_record);
  if (!found) found = called(both(name.uri, moment), From::oldest, is_then);
  if (!found) found = called(both(name.uri, digest), From::newest, has_payload_there);
  if (!found) found = called(digest, From::newest, has_payload);
  // Whatever else was said and led nowhere speaks against the one that is at the address.
  if (!found && name.record.empty() && name.date.empty() && name.payload_digest.empty()) {
    found = called(name.uri, From::oldest, is_there);
    const auto is_another = [&](const Capture& one) {
      return is_there(one) && one.address != found->address;
    };
    if (found && called(name.uri, From::oldest, is_another)) found.reset();
  }
  return found ? std::optional(Found{found->address, found->date}) : std::nullopt;
}

}  // namespace hexapla
