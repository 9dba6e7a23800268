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
// One that has as many is ended where it happens to fill its last page, and in any case at four
// times as many.
constexpr std::size_t kBundleBytes = 32 * 1024;
constexpr std::size_t kPageBytes = 4096;
constexpr std::size_t kPageHeaderBytes = 16;

// Digests are random, and every commit writes the pages of a table with random keys anew: the less
// they have of a digest, the fewer these are. The whole one stands before the object.
constexpr std::size_t kDigestKeyBytes = 6;

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

// An object as it lies in a bundle.
struct Stored {
  Bytes digest, payload;
};

Stored split(Bytes object) {
  if (object.size() <= Digest::kSize) fail_bundle("has an object that is too short");
  return {object.substr(0, Digest::kSize), object.substr(Digest::kSize)};
}

std::string joined(const Digest& digest, std::string_view payload) {
  return std::string(digest.raw()).append(payload);
}

// Nothing for an object that is gone, or never was.
std::optional<Stored> find_stored(const ReadTxn& txn, std::uint64_t number) {
  const auto bundle = find_bundle(txn, number);
  const auto object =
      bundle ? object_in_bundle(bundle->value, number_of_last(*bundle) - number) : std::nullopt;
  return object && !object->empty() ? std::optional(split(*object)) : std::nullopt;
}

std::optional<Bytes> find_payload(const ReadTxn& txn, std::uint64_t number) {
  const auto stored = find_stored(txn, number);
  return stored ? std::optional(stored->payload) : std::nullopt;
}

std::string number_key(const Digest& digest) {
  return std::string(digest.raw().substr(0, kDigestKeyBytes));
}

// Of the objects whose digests begin as this one does.
std::vector<std::uint64_t> numbers_like(const ReadTxn& txn, const Digest& digest) {
  std::vector<std::uint64_t> numbers;
  const auto row = txn.get(kObjectNumbers, number_key(digest));
  for (Bytes rest = row.value_or(Bytes()); !rest.empty();) {
    const auto number = take_leb128(rest);
    if (!number) fail_object(digest, "has a number that is none");
    numbers.push_back(*number);
  }
  return numbers;
}

void put_numbers(WriteTxn& txn, const Digest& digest, const std::vector<std::uint64_t>& numbers) {
  std::string row;
  for (const std::uint64_t number : numbers) append_leb128(row, number);
  if (row.empty()) return txn.del(kObjectNumbers, number_key(digest));
  txn.put(kObjectNumbers, number_key(digest), row);
}

struct Found {
  std::uint64_t number;
  Bytes payload;
};

// `before`: objects with this number or a greater one have not been written yet.
std::optional<Found> find_object(const ReadTxn& txn, const Digest& digest,
                                 std::uint64_t before = UINT64_MAX) {
  for (const std::uint64_t number : numbers_like(txn, digest)) {
    if (number >= before) continue;
    const auto stored = find_stored(txn, number);
    if (!stored || stored->digest.substr(0, kDigestKeyBytes) != number_key(digest))
      fail_object(digest, "has a number and no bytes");
    if (stored->digest == digest.raw()) return Found{number, stored->payload};
  }
  return std::nullopt;
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

std::vector<Bytes> objects_in(Bytes bundle) {
  auto objects = objects_in_bundle(bundle);
  if (!objects) fail_bundle("has lengths that are not those of its objects");
  return *std::move(objects);
}

std::vector<std::string> owned_objects(Bytes bundle) {
  const std::vector<Bytes> objects = objects_in(bundle);
  return {objects.begin(), objects.end()};
}

// Visits all that are held, by number, until `visit` returns false.
void scan_stored(const ReadTxn& txn,
                 const std::function<bool(std::uint64_t number, const Stored&)>& visit) {
  txn.scan(kObjects, {}, [&](Bytes key, Bytes value) {
    const std::vector<Bytes> objects = objects_in(value);
    const std::uint64_t last = number_of_last({key, value});
    if (last < objects.size()) fail_bundle("has a number that is too small");
    std::uint64_t number = last - objects.size();
    for (const Bytes object : objects) {
      ++number;
      if (!object.empty() && !visit(number, split(object))) return false;
    }
    return true;
  });
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
        const auto held = find_object(stored_, *base);
        if (!held) return {};
        return {nullptr, held->number - base_distance(held->payload).value_or(0)};
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

// Appends objects, and writes them in bundles.
class BundleWriter {
 public:
  explicit BundleWriter(WriteTxn& txn) : txn_(txn) {
    const auto last = txn.last(kObjects);
    if (!last) return;
    last_number_ = number_of_last(*last);
    if (last->value.size() >= kOpenBundleBytes) return;
    objects_ = owned_objects(last->value);
    for (const std::string& object : objects_) bytes_ += bytes_of(object);
    replaced_ = last->key;
  }

  std::uint64_t next_number() const { return last_number_ + 1; }

  void add(const Digest& digest, std::string_view payload) {
    ++last_number_;
    objects_.push_back(joined(digest, payload));
    bytes_ += bytes_of(objects_.back());
    is_changed_ = true;
    if (is_full()) write();
  }

  void write() {
    if (!is_changed_) return;
    if (replaced_) txn_.del(kObjects, *replaced_);
    txn_.put(kObjects, big_endian(last_number_), encode_object_bundle(objects_));
    objects_.clear();
    replaced_.reset();
    bytes_ = 0;
    is_changed_ = false;
  }

 private:
  static std::size_t bytes_of(const std::string& object) {
    std::string length;
    append_leb128(length, object.size());
    return length.size() + object.size();
  }
  bool is_full() const {
    if (bytes_ < kBundleBytes) return false;
    // A byte or two for how many there are. Of a larger bundle more may be lost on its last page.
    const std::size_t on_last_page = (kPageHeaderBytes + 2 + bytes_) % kPageBytes;
    const std::size_t times = bytes_ / (kBundleBytes / 2);  // from 2
    return times >= 8 || on_last_page == 0 || on_last_page > kPageBytes - 20 * times * times;
  }

  WriteTxn& txn_;
  std::uint64_t last_number_ = 0;
  std::vector<std::string> objects_;
  std::size_t bytes_ = 0;
  std::optional<std::string> replaced_;
  bool is_changed_ = false;
};

}  // namespace

std::optional<std::string> read_object(const ReadTxn& txn, const Digest& digest) {
  const auto found = find_object(txn, digest);
  return found ? std::optional(decode(txn, digest, found->number, found->payload)) : std::nullopt;
}

std::optional<std::string_view> read_packed_revision(const ReadTxn& txn, const Digest& digest) {
  const auto found = find_object(txn, digest);
  if (!found || !holds_revision(found->payload)) return std::nullopt;
  const auto packed = packed_revision_in(found->payload, digest);
  if (!packed) fail_object(digest, "is damaged in the store");
  return packed;
}

void scan_objects(const ReadTxn& txn,
                  const std::function<bool(const Digest&, std::uint64_t stored_bytes)>& visit) {
  scan_stored(txn, [&](std::uint64_t, const Stored& stored) {
    return visit(*Digest::from_raw(stored.digest), stored.payload.size());
  });
}

std::size_t EncodedObject::bytes() const {
  return Digest::kSize + (difference ? difference->payload(1).size() : payload.size());
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
  std::map<Digest, std::uint64_t> added;
  // Of the store a base that was there while encoding may have gone since; and what stood alone in
  // its batch may be held as a difference.
  const auto base_of = [&](const EncodedObject& encoded) -> std::optional<std::uint64_t> {
    if (encoded.base) {
      if (const auto in_batch = added.find(*encoded.base); in_batch != added.end())
        return in_batch->second;
      const auto held = find_object(txn, *encoded.base, first);
      if (!held || base_distance(held->payload)) return std::nullopt;
      return held->number;
    }
    const auto payload = find_payload(txn, encoded.base_number.value_or(0));
    return payload && !base_distance(*payload) ? encoded.base_number : std::nullopt;
  };
  // Bases first.
  for (const bool with_base : {false, true}) {
    for (const EncodedObject& encoded : objects) {
      if (encoded.difference.has_value() != with_base) continue;
      const Digest& digest = encoded.object->digest;
      if (find_object(txn, digest, first) || !added.emplace(digest, writer.next_number()).second)
        continue;
      std::string payload = encoded.payload;
      if (with_base) {
        const auto base = base_of(encoded);
        payload = base ? encoded.difference->payload(writer.next_number() - *base)
                       : encode_object(encoded.object->bytes);
      }
      std::vector<std::uint64_t> numbers = numbers_like(txn, digest);
      numbers.push_back(writer.next_number());
      put_numbers(txn, digest, numbers);
      writer.add(digest, payload);
    }
  }
  writer.write();
}

// Objects that are kept as a difference to one that goes are written anew first: none may be lost
// with it, nor keep a part of it. The numbers of those that go are never given again.
void remove_objects(WriteTxn& txn, const std::vector<Digest>& digests) {
  std::map<std::uint64_t, std::string> changed;  // empty: goes
  for (const Digest& digest : digests) {
    const auto found = find_object(txn, digest);
    if (!found) continue;
    changed.emplace(found->number, std::string());
    std::vector<std::uint64_t> numbers = numbers_like(txn, digest);
    std::erase(numbers, found->number);
    put_numbers(txn, digest, numbers);
  }
  if (changed.empty()) return;
  std::map<std::uint64_t, std::string> anew;
  scan_stored(txn, [&](std::uint64_t number, const Stored& stored) {
    const auto distance = base_distance(stored.payload);
    if (changed.contains(number) || !distance || *distance >= number ||
        !changed.contains(number - *distance))
      return true;
    const Digest digest = *Digest::from_raw(stored.digest);
    anew.emplace(number,
                 joined(digest, encode_object(decode(txn, digest, number, stored.payload))));
    return true;
  });
  changed.merge(anew);
  for (auto change = changed.begin(); change != changed.end();) {
    const auto bundle = find_bundle(txn, change->first);
    if (!bundle) fail_bundle("is missing");
    const std::string key(bundle->key);
    const std::uint64_t last = number_of_last(*bundle);
    std::vector<std::string> objects = owned_objects(bundle->value);
    if (objects.size() <= last - change->first) fail_bundle("lacks an object");
    for (; change != changed.end() && change->first <= last; ++change)
      objects[objects.size() - 1 - (last - change->first)] = std::move(change->second);
    txn.put(kObjects, key, encode_object_bundle(objects));
  }
}

}  // namespace hexapla::lmdb
