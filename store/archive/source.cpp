#include "store/archive/source.h"

#include <algorithm>
#include <set>

#include "store/model/weighing.h"

namespace hexapla {
namespace {

// Which of several revisions with the same text is meant: the one that the claim names, else one of
// the same article.
std::optional<RevisionAddress> find_held(const Reading& reading, const RevisionAddress& version,
                                         const Digest& digest, const std::string& said) {
  const std::vector<RevisionAddress> all = reading.addresses_of(digest);
  if (const auto named = RevisionAddress::parse(said);
      named && std::find(all.begin(), all.end(), *named) != all.end())
    return named;
  const auto near = std::find_if(all.begin(), all.end(), [&](const RevisionAddress& one) {
    return one.article == version.article && one != version;
  });
  if (near != all.end()) return *near;
  return all.empty() ? std::nullopt : std::optional(all.front());
}

Source resolve(const Reading& reading, const RevisionAddress& version, const Statement* statement) {
  Source source;
  if (statement == nullptr) return source;
  source.basis = statement->basis;
  source.asserted_by = statement->asserted_by;
  source.digest = Digest::parse(statement->claim.value);
  if (!source.digest) {
    source.state = Source::State::unknown;
    return source;
  }
  const auto said = statement->claim.details.find("address");
  source.address = find_held(reading, version, *source.digest,
                             said == statement->claim.details.end() ? std::string() : said->second);
  source.state = source.address ? Source::State::held : Source::State::not_held;
  return source;
}

// The claims about a revision that stand, and which of them decide.
struct Claims {
  std::vector<Statement> standing;
  Weighing weighing;

  Claims(const Reading& reading, const RevisionAddress& address)
      : standing(standing_of(reading, address)), weighing(standing) {}

  static std::vector<Statement> standing_of(const Reading& reading,
                                            const RevisionAddress& address) {
    std::vector<Statement> found;
    for (RecordedStatement& recorded : reading.statements(address)) {
      if (!recorded.retracted) found.push_back(std::move(recorded.statement));
    }
    return found;
  }
};

}  // namespace

Source source_of(const Reading& reading, const RevisionAddress& address) {
  std::set<RevisionAddress> visited;
  Source source;
  for (std::optional<RevisionAddress> at = address; at && visited.insert(*at).second;) {
    const Claims claims(reading, *at);
    source = resolve(reading, *at, claims.weighing.deciding(Property::derived_from));
    if (source.state != Source::State::unsaid) break;
    at = resolve(reading, *at, claims.weighing.deciding(Property::revises)).address;
  }
  return source;
}

Source revised_by(const Reading& reading, const RevisionAddress& address) {
  const Claims claims(reading, address);
  return resolve(reading, address, claims.weighing.deciding(Property::revises));
}

std::vector<ChainLink> chain_of(const Reading& reading, const RevisionAddress& address) {
  std::vector<ChainLink> chain;
  std::set<RevisionAddress> visited;
  for (std::optional<RevisionAddress> at = address; at && visited.insert(*at).second;) {
    ChainLink link{*at, reading.provenance(*at).shown_kind(), source_of(reading, *at)};
    at = link.source.address;
    chain.push_back(std::move(link));
  }
  return chain;
}

}  // namespace hexapla
