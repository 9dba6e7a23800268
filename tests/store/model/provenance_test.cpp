#include "store/model/provenance.h"

#include "tests/catch.h"

using namespace hexapla;

namespace {

Statement kind(const char* value, Basis basis, Scope scope = Scope::revision,
               const char* by = "desk") {
  return {.claim = {Property::kind, value, {}},
          .basis = basis,
          .scope = scope,
          .parts = {},
          .asserted_by = by};
}

Statement label(const char* value, Scope scope) {
  return {.claim = {Property::label, value, {{"engine", "Meridian"}}},
          .basis = Basis::labelled,
          .scope = scope,
          .parts = {{3, {0, 10}}},
          .asserted_by = "hexapla"};
}

}  // namespace

TEST_CASE("the kind that is shown follows the written rules", "[model]") {
  struct Case {
    const char* rule;
    std::vector<Statement> statements;
    Kind shown;
    std::optional<Basis> basis;
  };
  const std::vector<Case> cases{
      {"nobody said", {}, Kind::unknown, std::nullopt},
      {"declared", {kind("human", Basis::declared)}, Kind::human, Basis::declared},
      {"a label of the whole revision says machine",
       {label("machine", Scope::revision)},
       Kind::machine,
       Basis::labelled},
      {"a label of uncertain scope decides nothing",
       {label("machine", Scope::uncertain)},
       Kind::unknown,
       std::nullopt},
      {"a label of a block decides nothing",
       {label("machine", Scope::blocks)},
       Kind::unknown,
       std::nullopt},
      {"declared outweighs labelled, even when older",
       {kind("post-edited", Basis::declared), label("machine", Scope::revision)},
       Kind::post_edited,
       Basis::declared},
      {"generated outweighs declared",
       {kind("machine", Basis::generated), kind("human", Basis::declared)},
       Kind::machine,
       Basis::generated},
      {"detected is the weakest",
       {label("machine", Scope::revision), kind("human", Basis::detected)},
       Kind::machine,
       Basis::labelled},
      {"among equals the newest",
       {kind("human", Basis::declared), kind("machine", Basis::declared)},
       Kind::machine,
       Basis::declared},
      {"a claim about a block does not speak of the revision",
       {kind("human", Basis::generated, Scope::blocks)},
       Kind::unknown,
       std::nullopt},
      {"a claim about the article does",
       {kind("original", Basis::declared, Scope::article)},
       Kind::original,
       Basis::declared},
      {"a label that says nothing of a machine",
       {label("unspecified", Scope::revision)},
       Kind::unknown,
       std::nullopt},
  };
  for (const Case& one : cases) {
    CAPTURE(one.rule);
    const Provenance provenance = compute_provenance(one.statements);
    CHECK(provenance.shown_kind() == one.shown);
    CHECK(provenance.kind.has_value() == one.basis.has_value());
    if (provenance.kind && one.basis) CHECK(provenance.kind->basis == *one.basis);
  }
}

TEST_CASE("labels are listed whatever their scope", "[model]") {
  const std::vector<Statement> statements{label("machine", Scope::uncertain),
                                          label("human", Scope::revision)};
  const Provenance provenance = compute_provenance(statements);
  CHECK(provenance.labels == statements);
  REQUIRE(provenance.engine);
  CHECK(provenance.engine->value == "Meridian");
  CHECK(provenance.engine->basis == Basis::labelled);
}

TEST_CASE("a source that is said to be unknown differs from one of which nothing is said",
          "[model]") {
  CHECK_FALSE(compute_provenance({}).derived_from);
  const std::vector<Statement> unknown{{.claim = {Property::derived_from, "unknown", {}},
                                        .basis = Basis::declared,
                                        .parts = {},
                                        .asserted_by = "desk"}};
  const Provenance provenance = compute_provenance(unknown);
  REQUIRE(provenance.derived_from);
  CHECK_FALSE(provenance.derived_from->value);
}
