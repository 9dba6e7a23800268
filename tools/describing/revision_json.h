#pragma once

#include <nlohmann/json.hpp>

#include "store/archive/reading.h"

namespace hexapla {

// What `--json` prints of values of the archive. Names have hyphens, as in the log.
nlohmann::json to_json(const ArticleSummary& article);
nlohmann::json to_json(const VariantSummary& variant, const std::string& title);
nlohmann::json to_json(const RevisionRecord& record);
nlohmann::json to_json(const RecordedStatement& statement);
nlohmann::json to_json(const Provenance& provenance);

// [{"role":…,"text":…}], as in a revision's canonical JSON.
nlohmann::json blocks_json(const RevisionView& view);

// All that is kept of one revision: its record, text, provenance and statements. `address` must be
// in `reading`.
nlohmann::json revision_json(const Reading& reading, const RevisionAddress& address);

}  // namespace hexapla
