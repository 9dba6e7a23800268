#pragma once

#include <nlohmann/json_fwd.hpp>

#include "store/model/statement.h"

namespace hexapla {

// {"property":…,"value":…,"basis":…,"scope":…,"by":…,"details":{…},"parts":[{"block":0,"begin":0,"end":5}]}
// Empty details and parts are left out.
nlohmann::json to_json(const Statement& statement);

// Throws InputError whose field is a pointer below the statement (`/basis`) for unknown words and
// wrong types.
Statement statement_from_json(const nlohmann::json& json);

}  // namespace hexapla
