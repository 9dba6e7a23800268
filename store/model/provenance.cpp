#include "store/model/provenance.h"

#include <algorithm>

#include "store/model/weighing.h"

namespace hexapla {

namespace {

template <typename T>
Stated<T> stated(T value, const Statement& statement) {
  return {std::move(value), statement.basis, statement.asserted_by};
}

std::string detail(const Statement& statement, const char* name) {
  const auto found = statement.claim.details.find(name);
  return found == statement.claim.details.end() ? std::string() : found->second;
}

std::string engine_named_in(const Statement& statement) {
  return statement.claim.property == Property::label ? detail(statement, "engine")
                                                     : statement.claim.value;
}

// Of the engine that is shown, whoever named its version on the strongest basis.
std::optional<Stated<std::string>> engine_version(std::span<const Statement> statements,
                                                  const std::string& engine) {
  const Statement* best = nullptr;
  for (const Statement& statement : statements) {
    if (statement.claim.property != Property::engine || statement.claim.value != engine) continue;
    if (statement.scope != Scope::revision && statement.scope != Scope::article) continue;
    if (detail(statement, "version").empty() || (best != nullptr && best->basis > statement.basis))
      continue;
    best = &statement;
  }
  if (best == nullptr) return std::nullopt;
  return stated(detail(*best, "version"), *best);
}

}  // namespace

Provenance compute_provenance(std::span<const Statement> statements) {
  const Weighing weighing(statements);
  Provenance provenance;
  std::copy_if(
      statements.begin(), statements.end(), std::back_inserter(provenance.labels),
      [](const Statement& statement) { return statement.claim.property == Property::label; });
  if (const Statement* kind = weighing.deciding(Property::kind))
    provenance.kind = stated(*parse_kind(kind->claim.value), *kind);
  if (const Statement* engine = weighing.deciding(Property::engine)) {
    provenance.engine = stated(engine_named_in(*engine), *engine);
    provenance.engine_version = engine_version(statements, provenance.engine->value);
  }
  const auto text = [&](Property property, std::optional<Stated<std::string>>& member) {
    if (const Statement* statement = weighing.deciding(property))
      member = stated(statement->claim.value, *statement);
  };
  text(Property::translator, provenance.translator);
  text(Property::editor, provenance.editor);
  text(Property::author, provenance.author);
  text(Property::publisher, provenance.publisher);
  text(Property::source_uri, provenance.source_uri);
  text(Property::published, provenance.published);
  text(Property::updated, provenance.updated);
  text(Property::licence, provenance.licence);
  text(Property::encoding, provenance.encoding);
  const auto revision = [&](Property property,
                            std::optional<Stated<std::optional<Digest>>>& member) {
    if (const Statement* statement = weighing.deciding(property))
      member = stated(Digest::parse(statement->claim.value), *statement);
  };
  revision(Property::derived_from, provenance.derived_from);
  revision(Property::revises, provenance.revises);
  return provenance;
}

}  // namespace hexapla
