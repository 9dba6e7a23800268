#pragma once

#include <exception>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "store/archive/archive.h"
#include "tools/cli/failure.h"

namespace hexapla {

// What became of one thing that was handed in.
struct Outcome {
  enum class What { added, unchanged, checked, refused, ignored } what = What::refused;
  std::string address;  // `article/variant@3`; of what was added or held already
  std::string digest;
  std::optional<std::uint64_t> event;
  ExitCode exit_code = ExitCode::ok;  // of what was refused
  std::string reason;
  Place place;  // of bad input

  bool is_refused() const { return what == What::refused; }
  // The archive's disk refuses, not the input, not one file of it either: going on makes no sense.
  bool ends_load() const {
    return is_refused() && exit_code == ExitCode::store && place.file.empty();
  }
};

std::string_view name(Outcome::What what);

Outcome outcome_of(const AddResult& result);
Outcome outcome_of(const std::exception& error);
// Of what was left alone, and why.
Outcome ignored(std::string reason);
// What `action` gives; what it throws is an outcome too. The one place beside main where errors are
// caught: of many files or lines, a bad one must not stop the others.
Outcome attempt(const std::function<Outcome()>& action);

// {"outcome":"added","address":…,"digest":…,"event":…} or
// {"outcome":"refused","reason":…,"exit-code":4,"field":…,"byte":…}
nlohmann::json to_json(const Outcome& outcome);

}  // namespace hexapla
