#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "store/ingest/declarations.h"

namespace hexapla {

// The YAML between two `---` lines at the very beginning of a file.
struct FrontMatter {
  Declarations declarations;
  std::string title;      // empty when it gives none
  std::size_t bytes = 0;  // of the file, closing line included
  std::size_t lines = 0;
};

// Nothing when the file has none. Throws InputError with the line for YAML that is broken, is no
// plain list of names and values, or names what we don't know.
std::optional<FrontMatter> read_front_matter(std::string_view utf8, const std::string& file);

}  // namespace hexapla
