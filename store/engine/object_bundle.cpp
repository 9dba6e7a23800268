#include "store/engine/object_bundle.h"

#include "store/engine/leb128.h"

namespace hexapla {

std::string encode_object_bundle(const std::vector<std::string>& objects) {
  std::string bundle;
  std::size_t bytes = 0;
  append_leb128(bundle, objects.size());
  for (const std::string& object : objects) {
    append_leb128(bundle, object.size());
    bytes += object.size();
  }
  bundle.reserve(bundle.size() + bytes);
  for (const std::string& object : objects) bundle += object;
  return bundle;
}

std::optional<std::vector<std::string_view>> objects_in_bundle(std::string_view bundle) {
  const auto count = take_leb128(bundle);
  if (!count || *count > bundle.size()) return std::nullopt;
  std::vector<std::uint64_t> sizes(*count);
  for (std::uint64_t& size : sizes) {
    const auto taken = take_leb128(bundle);
    if (!taken) return std::nullopt;
    size = *taken;
  }
  std::vector<std::string_view> objects;
  objects.reserve(sizes.size());
  for (const std::uint64_t size : sizes) {
    if (size > bundle.size()) return std::nullopt;
    objects.push_back(bundle.substr(0, size));
    bundle.remove_prefix(size);
  }
  if (!bundle.empty()) return std::nullopt;
  return objects;
}

// As objects_in_bundle(), without room for all of them: every page that is served comes by here.
std::optional<std::string_view> object_in_bundle(std::string_view bundle, std::uint64_t from_last) {
  const auto count = take_leb128(bundle);
  if (!count || from_last >= *count || *count > bundle.size()) return std::nullopt;
  std::uint64_t before = 0, size = 0, all = 0;
  for (std::uint64_t i = 0; i < *count; ++i) {
    const auto taken = take_leb128(bundle);
    if (!taken || *taken > bundle.max_size()) return std::nullopt;
    if (i == *count - 1 - from_last) {
      before = all;
      size = *taken;
    }
    all += *taken;
  }
  if (all != bundle.size() || before > all || size > all - before) return std::nullopt;
  return bundle.substr(before, size);
}

}  // namespace hexapla
