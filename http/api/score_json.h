#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "translate/score/edit_shares.h"
#include "translate/score/scores.h"

namespace hexapla {

// Scores for programs, over HTTP and from the command alike, to four digits.
nlohmann::json json_of(const Scores& scores);
nlohmann::json json_of(const std::vector<EditShare>& shares);

}  // namespace hexapla
