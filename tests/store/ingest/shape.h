#pragma once

#include <string>

#include "store/ingest/ingest.h"

namespace hexapla::test {

// The roles of a page's blocks: `title paragraph link`.
inline std::string shape(const Ingested& page) {
  std::string roles;
  for (const Block& block : page.blocks) {
    if (!roles.empty()) roles += ' ';
    roles += name(block.role);
  }
  return roles;
}

}  // namespace hexapla::test
