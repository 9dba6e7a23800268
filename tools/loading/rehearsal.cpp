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
    const auto& [property, value, details] = statement.claim;
    const bool names_a_revision =
        property == Property::derived_from || property == Property::revises;
    if (!names_a_revision || value == "unknown" || is_of(expected, value)) continue;
    const auto said = details.find("address");
    if (said != details.end() && is_of(expected, said->second)) continue;
    reading.resolve(value);
  }
  Outcome outcome;
  outcome.what = Outcome::What::checked;
  outcome.digest = add.digest.hex();
  if (wanted.article) outcome.address = wanted.article->text();
  if (wanted.article && wanted.variant) outcome.address += "/" + wanted.variant->text();
  return outcome;
}

}  // namespace hexapla
