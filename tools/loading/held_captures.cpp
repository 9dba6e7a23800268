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

// Whether `said` (RFC 3339) is the moment `utc`, to the second: programs of one crawl write more or
// fewer of its digits.
bool is_same_moment(const std::string& said, const std::string& utc) {
  constexpr std::size_t kToTheSecond = 19;
  const auto other = to_utc(said);
  return other && other->substr(0, kToTheSecond) == utc.substr(0, kToTheSecond);
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
  events_.emplace(std::hash<std::string>()(name), event);
}

void HeldCaptures::remember(std::uint64_t event) {
  const auto held = archive_.read().event(event);
  if (!held) return;
  for (const Capture& capture : captures_in(*held)) {
    if (!capture.uri.empty()) index(capture.uri, event);
    for (const auto* const names : {&capture.records, &capture.digests, &capture.alternates}) {
      for (const std::string& name : *names) {
        if (!name.empty()) index(name, event);
      }
    }
  }
}

std::vector<HeldCaptures::Capture> HeldCaptures::called(
    const std::string& name, const std::function<bool(const Capture&)>& fits) const {
  std::vector<Capture> found;
  if (name.empty()) return found;
  std::vector<std::uint64_t> events;
  const auto [begin, end] = events_.equal_range(std::hash<std::string>()(name));
  for (auto at = begin; at != end; ++at) events.push_back(at->second);
  std::sort(events.begin(), events.end());
  events.erase(std::unique(events.begin(), events.end()), events.end());
  const Reading reading = archive_.read();
  for (const std::uint64_t event : events) {
    const auto held = reading.event(event);
    if (!held) continue;
    for (Capture& capture : captures_in(*held)) {
      if (fits(capture)) found.push_back(std::move(capture));
    }
  }
  return found;
}

std::optional<RevisionAddress> HeldCaptures::at(const std::string& uri) const {
  const auto found = called(uri, [&](const Capture& capture) { return capture.uri == uri; });
  return found.empty() ? std::nullopt : std::optional(found.back().address);
}

std::optional<ArticleId> HeldCaptures::naming(const std::string& uri) const {
  const auto found = called(uri, [&](const Capture& capture) {
    return std::find(capture.alternates.begin(), capture.alternates.end(), uri) !=
           capture.alternates.end();
  });
  return found.empty() ? std::nullopt : std::optional(found.front().address.article);
}

std::optional<HeldCaptures::Found> HeldCaptures::find(const Name& name) const {
  const auto has = [](const std::vector<std::string>& names, const std::string& wanted) {
    return std::find(names.begin(), names.end(), wanted) != names.end();
  };
  const auto newest = [](const std::vector<Capture>& captures) {
    return Found{captures.back().address, captures.back().date};
  };
  if (const auto found = called(
          name.record, [&](const Capture& capture) { return has(capture.records, name.record); });
      !found.empty())
    return newest(found);
  const auto at_address =
      called(name.uri, [&](const Capture& capture) { return capture.uri == name.uri; });
  if (const auto date = to_utc(name.date)) {
    for (const Capture& capture : at_address) {
      if (is_same_moment(capture.date, *date)) return Found{capture.address, capture.date};
    }
  }
  const std::string digest = plain_digest(name.payload_digest);
  auto same_payload =
      called(digest, [&](const Capture& capture) { return has(capture.digests, digest); });
  std::stable_partition(same_payload.begin(), same_payload.end(),
                        [&](const Capture& capture) { return capture.uri != name.uri; });
  if (!same_payload.empty()) return newest(same_payload);
  // Whatever else was said and led nowhere speaks against the one that is here.
  if (!name.record.empty() || !name.date.empty() || !name.payload_digest.empty())
    return std::nullopt;
  const bool is_one =
      !at_address.empty() &&
      std::all_of(at_address.begin(), at_address.end(), [&](const Capture& capture) {
        return capture.address == at_address.front().address;
      });
  if (is_one) return Found{at_address.front().address, at_address.front().date};
  return std::nullopt;
}

}  // namespace hexapla
