#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/ingest/ingest.h"
#include "store/model/error.h"

namespace hexapla {

// What a file declares about its own text: the fields that front matter and JSON have in common.
class Declarations {
 public:
  // All names, as users write them: `engine-version`, `from`, `licence`.
  static const std::vector<std::string_view>& names();

  // Takes the value of `name`. Throws InputError at `place` for an unknown name (with the one that
  // may be meant), a second value, and a value that is empty or of the wrong form.
  void add(std::string_view name, std::string_view value, const Place& place);

  // Puts everything into `page`: article, variant, language, and statements of basis declared.
  // Throws InputError for an engine's details without an engine.
  void apply(Ingested& page) const;

 private:
  struct Value {
    std::string_view name;
    std::string text;
    Place place;
  };
  const Value* find(std::string_view name) const;

  std::vector<Value> values_;
};

// The names of all roles, for messages.
const std::vector<std::string_view>& role_names();

// The one of `known` that `word` may be a misspelling of; empty when none is near.
std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& known);

// `; did you mean "language"?`, or nothing.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace hexapla
