#include "tools/loading/rehearsal.h"

#include "store/archive/planner.h"

namespace hexapla {

namespace {

bool is_of(const std::set<ArticleId>& articles, const std::string& address) {
  const auto article = ArticleId::parse(address.substr(0, address.find('/')));
  return article && articles.contains(*article);
}

}  // namespace

Outcome rehearse(const NewRevision& wanted, const Archive& archive,
                 const std::set<ArticleId>& expected) {
  const PreparedAdd add = prepare_add(wanted);
  const Reading reading = archive.read();
  for (const Statement& statement : add.wanted.statements) {
    const auto& details = statement.claim.details;
    const std::string* const named = revision_named_in(statement.claim);
    if (named == nullptr || is_of(expected, *named)) continue;
    const auto said = details.find("address");
    if (said != details.end() && is_of(expected, said->second)) continue;
    reading.resolve(*named);
  }
  Outcome outcome;
  outcome.what = Outcome::What::checked;
  outcome.digest = add.digest.hex();
  if (wanted.article) outcome.address = wanted.article->text();
  if (wanted.article && wanted.variant) outcome.address += "/" + wanted.variant->text();
  return outcome;
}

}  // namespace hexapla
