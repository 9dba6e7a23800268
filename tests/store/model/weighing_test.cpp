#include "store/model/weighing.h"

#include <fstream>
#include <sstream>

#include "store/model/disclosure.h"
#include "store/model/label_against_kind.h"
#include "store/model/provenance.h"
#include "tests/catch.h"

using namespace hexapla;

namespace {

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t at; (at = text.find(separator, begin)) != std::string::npos;
       begin = at + separator.size())
    parts.push_back(text.substr(begin, at - begin));
  parts.push_back(text.substr(begin));
  return parts;
}

std::string trimmed_cell(const std::string& cell) {
  const auto begin = cell.find_first_not_of(' ');
  return begin == std::string::npos ? std::string()
                                    : cell.substr(begin, cell.find_last_not_of(' ') + 1 - begin);
}

struct Line {
  std::string rule, claims, expected;
};

// The lines of the table whose last heading is `heading`.
std::vector<Line> table_of_rules(const std::string& heading) {
  std::ifstream file(std::string(HEXAPLA_SOURCE_DIR) + "/store/model/PROVENANCE.md");
  REQUIRE(file);
  std::vector<Line> lines;
  bool within = false;
  for (std::string line; std::getline(file, line);) {
    const auto cells = split(line, "|");
    if (cells.size() != 5) {
      within = false;
    } else if (trimmed_cell(cells[1]) == "rule") {
      within = trimmed_cell(cells[3]) == heading;
    } else if (within && cells[1].find("---") == std::string::npos) {
      lines.push_back({trimmed_cell(cells[1]), trimmed_cell(cells[2]), trimmed_cell(cells[3])});
    }
  }
  return lines;
}

// `property=value words…`: the value may have spaces, what follows the basis is a scope or details.
Statement claim_of(const std::string& text) {
  Statement statement;
  statement.asserted_by = "desk";
  const auto equals = text.find('=');
  const auto property = parse_property(text.substr(0, equals));
  REQUIRE(property);
  statement.claim.property = *property;
  bool has_basis = false;
  for (const std::string& word : split(text.substr(equals + 1), " ")) {
    if (!has_basis) {
      if (const auto basis = parse_basis(word)) {
        statement.basis = *basis;
        has_basis = true;
      } else {
        statement.claim.value += (statement.claim.value.empty() ? "" : " ") + word;
      }
    } else if (const auto scope = parse_scope(word)) {
      statement.scope = *scope;
      statement.parts = {{0, {}}};
    } else {
      const auto colon = word.find(':');
      REQUIRE(colon != std::string::npos);
      statement.claim.details[word.substr(0, colon)] = word.substr(colon + 1);
    }
  }
  REQUIRE(has_basis);
  return statement;
}

std::vector<Statement> claims_of(const std::string& text) {
  std::vector<Statement> statements;
  if (text.empty()) return statements;
  for (const std::string& claim : split(text, "; ")) statements.push_back(claim_of(claim));
  return statements;
}

template <typename T, typename Write>
std::string described(const std::optional<Stated<T>>& stated, Write write) {
  if (!stated) return " nothing";
  return "=" + write(stated->value) + " " + std::string(name(stated->basis));
}

// `kind=machine declared`, of the property that `expected` speaks of.
std::string shown(const std::vector<Statement>& statements, const std::string& property) {
  const Provenance provenance = compute_provenance(statements);
  const Disclosure disclosure = compute_disclosure(statements);
  const auto text = [](const std::string& value) { return value; };
  const auto digest = [](const std::optional<Digest>& value) {
    return value ? value->hex() : "unknown";
  };
  if (property == "kind")
    return property + described(provenance.kind, [](Kind kind) { return std::string(name(kind)); });
  if (property == "engine") return property + described(provenance.engine, text);
  if (property == "engine-version") return property + described(provenance.engine_version, text);
  if (property == "translator") return property + described(provenance.translator, text);
  if (property == "derived-from") return property + described(provenance.derived_from, digest);
  if (property == "activity") return property + described(disclosure.activity, text);
  if (property == "digital-source-type")
    return property + described(disclosure.digital_source_type, text);
  if (property == "human-review") return property + described(disclosure.human_review, text);
  if (property == "editorial-responsibility")
    return property + described(disclosure.editorial_responsibility, text);
  return property + " is not known to this test";
}

}  // namespace

TEST_CASE("what is shown of a revision follows the written rules", "[model]") {
  const std::vector<Line> lines = table_of_rules("shown");
  CHECK(lines.size() > 20);
  for (const Line& line : lines) {
    CAPTURE(line.rule, line.claims);
    CHECK(shown(claims_of(line.claims),
                line.expected.substr(0, line.expected.find_first_of("= "))) == line.expected);
  }
}

TEST_CASE("what becomes of each claim follows the written rules", "[model]") {
  const std::vector<Line> lines = table_of_rules("standing");
  CHECK(lines.size() > 4);
  for (const Line& line : lines) {
    CAPTURE(line.rule, line.claims);
    const std::vector<Statement> statements = claims_of(line.claims);
    const Weighing weighing(statements);
    std::string found;
    for (std::size_t i = 0; i < statements.size(); ++i) {
      if (i > 0) found += " ";
      found += name(weighing.standing(i));
    }
    CHECK(found == line.expected);
  }
}

TEST_CASE("which label speaks against the kind follows the written rules", "[model]") {
  const std::vector<Line> lines = table_of_rules("speaks against it");
  CHECK(lines.size() > 8);
  for (const Line& line : lines) {
    CAPTURE(line.rule, line.claims);
    const Provenance provenance = compute_provenance(claims_of(line.claims));
    const Statement* const label = label_against_kind(provenance);
    CHECK((label == nullptr ? "nothing" : label->claim.value) == line.expected);
  }
}
