#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/archive/reading.h"

namespace hexapla {

// Whose the words of a sentence are.
enum class OriginKind { unknown, source, machine, person };
std::string_view name(OriginKind kind);

struct SegmentOrigin {
  OriginKind kind = OriginKind::unknown;
  std::string agent;                    // the engine's or person's name; empty where not said
  std::optional<Basis> basis;           // absent: nobody said what the text is
  std::optional<RevisionAddress> from;  // the revision in which the sentence first stood so
};

struct SegmentOrigins {
  std::vector<SegmentOrigin> segments;                             // one a sentence
  std::uint32_t source = 0, machine = 0, person = 0, unknown = 0;  // how many of each
  // Of a text that revises another we hold: the share of its characters that are not that text's, 0
  // to 1.
  std::optional<double> changed_share;
  std::optional<RevisionAddress> revises;
};

// Computed by the rules of store/model/PROVENANCE.md. `address` must be held.
SegmentOrigins segment_origins(const Reading& reading, const RevisionAddress& address);

}  // namespace hexapla
