#include "store/engine/lmdb_objects.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

#include "store/engine/big_endian.h"
#include "store/engine/leb128.h"
#include "store/engine/object_bundle.h"
#include "store/model/error.h"

namespace hexapla::lmdb {
namespace {

// A last bundle that is smaller is written anew with what comes next: so adds of a text each do
// not leave a page half empty each, and none of them writes much more than itself.
constexpr std::size_t kOpenBundleBytes = 16 * 1024;
// One that has as many is ended where it happens to fill its last page, and in any case at twice
// as many.
constexpr std::size_t kBundleBytes = 32 * 1024;
constexpr std::size_t kPageBytes = 4096;
constexpr std::size_t kPageHeaderBytes = 16;
constexpr std::size_t kRoomToLose = 300;

[[noreturn]] void fail_object(const Digest& digest, const char* problem) {
  throw StoreError(StoreError::Kind::corrupt, fmt::format("object {} {}", digest.hex(), problem));
}

[[noreturn]] void fail_bundle(const char* problem) {
  throw StoreError(StoreError::Kind::corrupt, fmt::format("a bundle of objects {}", problem));
}

std::uint64_t number_of_last(const Entry& bundle) {
  const auto number = read_big_endian(bundle.key);
  if (!number) fail_bundle("has a number of the wrong length");
  return *number;
}

// The bundle that must have object `number`.
std::optional<Entry> find_bundle(const ReadTxn& txn, std::uint64_t number) {
  std::optional<Entry> bundle;
  txn.scan(kObjects, big_endian(number), [&](Bytes key, Bytes value) {
    bundle = Entry{key, value};
    return false;
  });
  return bundle;
}

// Nothing for an object that is gone, or never was.
std::optional<Bytes> find_payload(const ReadTxn& txn, std::uint64_t number) {
  const auto bundle = find_bundle(txn, number);
  const auto payload =
      bundle ? payload_in_bundle(bundle->value, number_of_last(*bundle) - number) : std::nullopt;
  return payload && payload->empty() ? std::nullopt : payload;
}

std::uint64_t read_number(const Digest& digest, Bytes bytes) {
  const auto number = take_leb128(bytes);
  if (!number || !bytes.empty()) fail_object(digest, "has a number that is none");
  return *number;
}

std::optional<std::uint64_t> find_number(const ReadTxn& txn, const Digest& digest) {
  const auto bytes = txn.get(kObjectNumbers, digest.raw());
  return bytes ? std::optional(read_number(digest, *bytes)) : std::nullopt;
}

Bytes require_payload(const ReadTxn& txn, const Digest& digest, std::uint64_t number) {
  const auto payload = find_payload(txn, number);
  if (!payload) fail_object(digest, "has a number and no bytes");
  return *payload;
}

std::string decode(const ReadTxn& txn, const Digest& digest, std::uint64_t number, Bytes payload) {
  std::optional<std::string> base_bytes;
  if (const auto distance = base_distance(payload)) {
    // A base never has a base of its own: two reads give any object.
    const auto base = *distance < number ? find_payload(txn, number - *distance) : std::nullopt;
    if (base) base_bytes = decode_object(*base);
    if (!base_bytes) fail_object(digest, "refers to one that is missing or damaged");
  }
  auto bytes =
      decode_object(payload, base_bytes ? std::string_view(*base_bytes) : std::string_view());
  if (!bytes || (holds_revision(payload) && !packed_revision_in(payload, digest)))
    fail_object(digest, "is damaged in the store");
  return *std::move(bytes);
}

std::vector<std::string> owned_payloads(Bytes bundle) {
  const auto payloads = payloads_in_bundle(bundle);
  if (!payloads) fail_bundle("has lengths that are not those of its objects");
  return {payloads->begin(), payloads->end()};
}

// Encodes the objects of a batch, each against the one it is said to be similar to where there is
// such a one.
//
// Bases have no bases: of a chain of similar objects (a lexicon, what it grew to, what that grew
// to) all refer to the first, so that reading any takes two reads.
class BatchEncoder {
 public:
  BatchEncoder(const std::vector<NewObject>& objects, const ReadTxn& stored) : stored_(stored) {
    for (const NewObject& object : objects) in_batch_.emplace(object.digest, &object);
  }

  EncodedObject encode(const NewObject& object) {
    // What serves is kept as it is, and not compressed.
    if (auto revision = encode_revision(object.bytes, object.digest))
      return {&object, *std::move(revision), {}, {}, {}};
    Base base = base_for(object);
    if (base.in_batch != nullptr && base.in_batch->digest != object.digest) {
      auto difference = DifferencePayload::make(object.bytes, base.in_batch->bytes);
      if (difference) return {&object, {}, std::move(difference), base.in_batch->digest, {}};
    } else if (base.number) {
      if (last_read_ != base.number) {
        const auto payload = find_payload(stored_, *base.number);
        last_bytes_ = payload ? decode_object(*payload).value_or(std::string()) : std::string();
        last_read_ = base.number;
      }
      auto difference = DifferencePayload::make(object.bytes, last_bytes_);
      if (difference) return {&object, {}, std::move(difference), {}, base.number};
    }
    return {&object, encode_object(object.bytes), {}, {}, {}};
  }

 private:
  struct Base {
    const NewObject* in_batch = nullptr;
    std::optional<std::uint64_t> number{};
  };

  Base base_for(const NewObject& object) const {
    constexpr int kLongestChain = 1000;
    std::optional<Digest> base = object.similar;
    for (int i = 0; base && i < kLongestChain; ++i) {
      const auto found = in_batch_.find(*base);
      if (found == in_batch_.end()) {
        const auto number = find_number(stored_, *base);
        const auto payload = number ? find_payload(stored_, *number) : std::nullopt;
        if (!payload) return {};
        return {nullptr, *number - base_distance(*payload).value_or(0)};
      }
      const NewObject& similar = *found->second;
      if (!similar.similar || encode_revision(similar.bytes, similar.digest)) return {&similar};
      base = similar.similar;
    }
    return {};
  }

  const ReadTxn& stored_;
  std::map<Digest, const NewObject*> in_batch_;
  std::optional<std::uint64_t> last_read_;
  std::string last_bytes_;
};

// Appends payloads, and writes them in bundles.
class BundleWriter {
 public:
  explicit BundleWriter(WriteTxn& txn) : txn_(txn) {
    const auto last = txn.last(kObjects);
    if (!last) return;
    last_number_ = number_of_last(*last);
    if (last->value.size() >= kOpenBundleBytes) return;
    payloads_ = owned_payloads(last->value);
    for (const std::string& payload : payloads_) bytes_ += bytes_of(payload);
    replaced_ = last->key;
  }

  std::uint64_t next_number() const { return last_number_ + 1; }

  void add(std::string payload) {
    ++last_number_;
    bytes_ += bytes_of(payload);
    payloads_.push_back(std::move(payload));
    is_changed_ = true;
    if (is_full()) write();
  }

  void write() {
    if (!is_changed_) return;
    if (replaced_) txn_.del(kObjects, *replaced_);
    txn_.put(kObjects, big_endian(last_number_), encode_object_bundle(payloads_));
    payloads_.clear();
    replaced_.reset();
    bytes_ = 0;
    is_changed_ = false;
  }

 private:
  static std::size_t bytes_of(const std::string& payload) {
    std::string length;
    append_leb128(length, payload.size());
    return length.size() + payload.size();
  }
  bool is_full() const {
    if (bytes_ < kBundleBytes) return false;
    // A byte or two for how many there are.
    const std::size_t on_last_page = (kPageHeaderBytes + 2 + bytes_) % kPageBytes;
    return bytes_ >= 2 * kBundleBytes || on_last_page == 0 ||
           on_last_page > kPageBytes - kRoomToLose;
  }

  WriteTxn& txn_;
  std::uint64_t last_number_ = 0;
  std::vector<std::string> payloads_;
  std::size_t bytes_ = 0;
  std::optional<std::string> replaced_;
  bool is_changed_ = false;
};

}  // namespace

std::optional<std::string> read_object(const ReadTxn& txn, const Digest& digest) {
  const auto number = find_number(txn, digest);
  if (!number) return std::nullopt;
  return decode(txn, digest, *number, require_payload(txn, digest, *number));
}

std::optional<std::string_view> read_packed_revision(const ReadTxn& txn, const Digest& digest) {
  const auto number = find_number(txn, digest);
  if (!number) return std::nullopt;
  const Bytes payload = require_payload(txn, digest, *number);
  if (!holds_revision(payload)) return std::nullopt;
  const auto packed = packed_revision_in(payload, digest);
  if (!packed) fail_object(digest, "is damaged in the store");
  return packed;
}

void scan_objects(const ReadTxn& txn,
                  const std::function<bool(const Digest&, std::uint64_t stored_bytes)>& visit) {
  txn.scan(kObjectNumbers, {}, [&](Bytes key, Bytes number) {
    const auto digest = Digest::from_raw(key);
    if (!digest)
      throw StoreError(StoreError::Kind::corrupt,
                       "the table of objects has a key that is no digest");
    return visit(*digest, require_payload(txn, *digest, read_number(*digest, number)).size());
  });
}

std::size_t EncodedObject::bytes() const {
  return difference ? difference->payload(1).size() : payload.size();
}

std::vector<EncodedObject> encode_objects(const std::vector<NewObject>& objects,
                                          const ReadTxn& stored) {
  BatchEncoder encoder(objects, stored);
  std::vector<EncodedObject> encoded;
  encoded.reserve(objects.size());
  for (const NewObject& object : objects) encoded.push_back(encoder.encode(object));
  return encoded;
}

void add_objects(WriteTxn& txn, const std::vector<EncodedObject>& objects) {
  if (objects.empty()) return;
  BundleWriter writer(txn);
  const std::uint64_t first = writer.next_number();
  // Of the store a base that was there while encoding may have gone since; and what stood alone in
  // its batch may be held as a difference.
  const auto base_of = [&](const EncodedObject& encoded) {
    const auto number = encoded.base ? find_number(txn, *encoded.base) : encoded.base_number;
    if (!number || *number >= first) return number;
    const auto payload = find_payload(txn, *number);
    return payload && !base_distance(*payload) ? number : std::nullopt;
  };
  // Bases first.
  for (const bool with_base : {false, true}) {
    for (const EncodedObject& encoded : objects) {
      if (encoded.difference.has_value() != with_base) continue;
      if (txn.get(kObjectNumbers, encoded.object->digest.raw())) continue;
      std::string payload = encoded.payload;
      if (with_base) {
        const auto base = base_of(encoded);
        payload = base ? encoded.difference->payload(writer.next_number() - *base)
                       : encode_object(encoded.object->bytes);
      }
      std::string number;
      append_leb128(number, writer.next_number());
      txn.put(kObjectNumbers, encoded.object->digest.raw(), number);
      writer.add(std::move(payload));
    }
  }
  writer.write();
}

// Objects that are kept as a difference to one that goes are written anew first: none may be lost
// with it, nor keep a part of it. The numbers of those that go are never given again.
void remove_objects(WriteTxn& txn, const std::vector<Digest>& digests) {
  std::map<std::uint64_t, std::string> changed;  // empty: goes
  for (const Digest& digest : digests) {
    if (const auto number = find_number(txn, digest)) changed.emplace(*number, std::string());
  }
  if (changed.empty()) return;
  std::map<std::uint64_t, std::string> anew;
  txn.scan(kObjectNumbers, {}, [&](Bytes key, Bytes bytes) {
    const auto digest = Digest::from_raw(key);
    if (!digest) return true;
    const std::uint64_t number = read_number(*digest, bytes);
    if (changed.contains(number)) return true;
    const Bytes payload = require_payload(txn, *digest, number);
    const auto distance = base_distance(payload);
    if (distance && *distance < number && changed.contains(number - *distance))
      anew.emplace(number, encode_object(decode(txn, *digest, number, payload)));
    return true;
  });
  changed.merge(anew);
  for (auto change = changed.begin(); change != changed.end();) {
    const auto bundle = find_bundle(txn, change->first);
    if (!bundle) fail_bundle("is missing");
    const std::string key(bundle->key);
    const std::uint64_t last = number_of_last(*bundle);
    std::vector<std::string> payloads = owned_payloads(bundle->value);
    if (payloads.size() <= last - change->first) fail_bundle("lacks an object");
    for (; change != changed.end() && change->first <= last; ++change)
      payloads[payloads.size() - 1 - (last - change->first)] = std::move(change->second);
    txn.put(kObjects, key, encode_object_bundle(payloads));
  }
  for (const Digest& digest : digests) txn.del(kObjectNumbers, digest.raw());
}

}  // namespace hexapla::lmdb
