#include "store/model/provenance.h"

namespace hexapla {

namespace {

bool decides(const Statement& statement) {
  return statement.scope == Scope::revision || statement.scope == Scope::article;
}

// Bases are declared from weakest to strongest; statements come from oldest to newest, so an equal one replaces.
template <typename T>
void weigh(std::optional<Stated<T>>& held, T value, const Statement& statement) {
  if (held && held->basis > statement.basis) return;
  held = Stated<T>{std::move(value), statement.basis, statement.asserted_by};
}

void weigh_label(Provenance& provenance, const Statement& statement) {
  provenance.labels.push_back(statement);
  if (!decides(statement)) return;
  if (const auto kind = parse_kind(statement.claim.value)) weigh(provenance.kind, *kind, statement);
  const auto engine = statement.claim.details.find("engine");
  if (engine != statement.claim.details.end()) weigh(provenance.engine, engine->second, statement);
}

void weigh_engine(Provenance& provenance, const Statement& statement) {
  weigh(provenance.engine, statement.claim.value, statement);
  const auto version = statement.claim.details.find("version");
  if (version != statement.claim.details.end()) weigh(provenance.engine_version, version->second, statement);
}

}  // namespace

Provenance compute_provenance(std::span<const Statement> statements) {
  Provenance provenance;
  for (const Statement& statement : statements) {
    const std::string& value = statement.claim.value;
    if (statement.claim.property == Property::label) {
      weigh_label(provenance, statement);
      continue;
    }
    if (!decides(statement)) continue;
    switch (statement.claim.property) {
      case Property::kind:
        if (const auto kind = parse_kind(value)) weigh(provenance.kind, *kind, statement);
        break;
      case Property::engine: weigh_engine(provenance, statement); break;
      case Property::translator: weigh(provenance.translator, value, statement); break;
      case Property::editor: weigh(provenance.editor, value, statement); break;
      case Property::author: weigh(provenance.author, value, statement); break;
      case Property::publisher: weigh(provenance.publisher, value, statement); break;
      case Property::derived_from: weigh(provenance.derived_from, Digest::parse(value), statement); break;
      case Property::revises: weigh(provenance.revises, Digest::parse(value), statement); break;
      case Property::source_uri: weigh(provenance.source_uri, value, statement); break;
      case Property::published: weigh(provenance.published, value, statement); break;
      case Property::updated: weigh(provenance.updated, value, statement); break;
      case Property::licence: weigh(provenance.licence, value, statement); break;
      case Property::encoding: weigh(provenance.encoding, value, statement); break;
      default: break;  // a fact of its own, which outweighs nothing
    }
  }
  return provenance;
}

}  // namespace hexapla
