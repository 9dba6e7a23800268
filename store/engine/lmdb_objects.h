#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/engine/engine.h"
#include "store/engine/lmdb.h"
#include "store/engine/object_payload.h"

// Objects in two tables of LMDB. Digests are random: a table with the objects themselves under them
// would be written all over. So a small table gives the beginning of each digest a number, in the
// order of arrival, and bundles of objects (store/engine/object_bundle.h) are appended under the
// number of their last. Digests that begin alike share a row there.
namespace hexapla::lmdb {

inline constexpr TableId kObjectNumbers{kTableCount};
inline constexpr TableId kObjects{kTableCount + 1};

// All of these throw StoreError::corrupt where the tables contradict themselves.
std::optional<std::string> read_object(const ReadTxn& txn, const Digest& digest);
// In place: valid while the transaction lives.
std::optional<std::string_view> read_packed_revision(const ReadTxn& txn, const Digest& digest);
void scan_objects(const ReadTxn& txn,
                  const std::function<bool(const Digest&, std::uint64_t stored_bytes)>& visit);

// Objects of a batch as they will lie in the store. Made before the transaction that writes them,
// so that other processes do not wait for the compressor. `objects` must outlive it.
struct EncodedObject {
  const NewObject* object;
  std::string payload;  // that stands alone; empty where there is a difference
  // To the object of the same batch with this digest, or to a held one.
  std::optional<DifferencePayload> difference;
  std::optional<Digest> base;
  std::optional<std::uint64_t> base_number;

  std::size_t bytes() const;
};
std::vector<EncodedObject> encode_objects(const std::vector<NewObject>& objects,
                                          const ReadTxn& stored);
void add_objects(WriteTxn& txn, const std::vector<EncodedObject>& objects);
void remove_objects(WriteTxn& txn, const std::vector<Digest>& digests);

}  // namespace hexapla::lmdb
