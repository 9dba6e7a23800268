#include "store/model/weighing.h"

#include "store/model/kind.h"
#include "store/model/names.h"

namespace hexapla {

namespace {

constexpr Names<Standing, 3> kStandings{{"shown", "outweighed", "beside"}};

bool speaks_of_the_whole(const Statement& statement) {
  return statement.scope == Scope::revision || statement.scope == Scope::article;
}

// A value that nothing can be shown of is passed over.
bool is_readable(const Claim& claim) {
  return claim.property != Property::kind || parse_kind(claim.value);
}

}  // namespace

std::string_view name(Standing standing) { return kStandings.of(standing); }

bool has_one_value(Property property) {
  switch (property) {
    case Property::label:
    case Property::organization:
    case Property::acted_on_behalf_of:
    case Property::plan:
    case Property::segment_origin:
    case Property::still_right:
    case Property::dismissed:
    case Property::beads:
    case Property::captured:
      return false;
    default:
      return true;
  }
}

Weighing::Weighing(std::span<const Statement> statements) : statements_(statements) {
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const Claim& claim = statements[i].claim;
    if (!speaks_of_the_whole(statements[i]) || !is_readable(claim)) continue;
    if (claim.property == Property::label) {
      if (parse_kind(claim.value)) weigh(Property::kind, i);
      if (claim.details.contains("engine")) weigh(Property::engine, i);
    } else if (has_one_value(claim.property)) {
      weigh(claim.property, i);
    }
  }
}

// Bases are declared from weakest to strongest; statements come from oldest to newest, so an equal
// one replaces.
void Weighing::weigh(Property property, std::size_t index) {
  std::optional<std::size_t>& held = deciding_[static_cast<std::size_t>(property)];
  if (held && statements_[*held].basis > statements_[index].basis) return;
  held = index;
}

const Statement* Weighing::deciding(Property property) const {
  const auto& held = deciding_[static_cast<std::size_t>(property)];
  return held ? &statements_[*held] : nullptr;
}

Standing Weighing::standing(std::size_t index) const {
  const Statement& statement = statements_[index];
  const Property property = statement.claim.property;
  if (property == Property::label) {
    const bool decides =
        deciding(Property::kind) == &statement || deciding(Property::engine) == &statement;
    return decides ? Standing::shown : Standing::beside;
  }
  if (!has_one_value(property) || !speaks_of_the_whole(statement)) return Standing::beside;
  return deciding(property) == &statement ? Standing::shown : Standing::outweighed;
}

}  // namespace hexapla
