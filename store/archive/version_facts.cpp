#include "store/archive/version_facts.h"

#include "store/archive/lookup.h"
#include "store/archive/records.h"
#include "store/model/error.h"

namespace hexapla {

VersionFacts version_facts(const Reading& reading, const RevisionKey& key) {
  const Snapshot& rows = reading.snapshot();
  VersionFacts facts{address_of(rows, key), Kind::unknown, {}, {}, {}, true};
  const auto variant = rows.get(Table::variants, variant_key(key.variant));
  const auto revision = rows.get(Table::revisions, revision_key(key));
  if (!variant || !revision) {
    throw StoreError(StoreError::Kind::corrupt,
                     "the search index names a revision that is not there: run `hexapla reindex`");
  }
  auto row = decode_row<VariantRow>(*variant);
  facts.time = decode_row<RevisionRow>(*revision).time;
  facts.is_newest = row.revisions == key.number;
  if (facts.is_newest) {
    facts.kind = row.kind;
    facts.engine = std::move(row.engine);
    facts.labels = std::move(row.labels);
    return facts;
  }
  const Provenance provenance = reading.provenance(facts.address);
  facts.kind = provenance.shown_kind();
  if (provenance.engine) facts.engine = provenance.engine->value;
  for (const Statement& label : provenance.labels) facts.labels.push_back(label.claim.value);
  return facts;
}

}  // namespace hexapla
