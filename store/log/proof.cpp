#include "store/log/proof.h"

#include <charconv>

#include "store/model/base64.h"

namespace hexapla {

namespace {

constexpr std::string_view kEntryForm = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kGrowthForm = "hexapla/log-consistency@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";
constexpr std::string_view kOld = "old ";
constexpr std::size_t kMostHashes = 128;  // a tree of 2^64 leaves needs fewer
constexpr std::size_t kMaxProofBytes = std::size_t{2} << 20;

std::optional<std::string_view> take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

std::optional<std::uint64_t> number_after(std::string_view name, std::string_view line) {
  if (!line.starts_with(name)) return std::nullopt;
  line.remove_prefix(name.size());
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
  if (line.empty() || error != std::errc{} || end != line.data() + line.size()) return std::nullopt;
  if (line.front() == '0' && line.size() > 1) return std::nullopt;
  return number;
}

std::string lines_of(const std::vector<Digest>& hashes) {
  std::string text;
  for (const Digest& hash : hashes) text += to_base64(hash.raw()) + "\n";
  return text;
}

// Up to and with the empty line that ends them.
std::optional<std::vector<Digest>> take_hashes(std::string_view& rest) {
  std::vector<Digest> hashes;
  for (;;) {
    const auto line = take_line(rest);
    if (!line || hashes.size() > kMostHashes) return std::nullopt;
    if (line->empty()) return hashes;
    const auto raw = from_base64(*line);
    const auto hash = raw ? Digest::from_raw(*raw) : std::nullopt;
    if (!hash) return std::nullopt;
    hashes.push_back(*hash);
  }
}

}  // namespace

std::string EntryProof::text() const {
  std::string text = std::string(kEntryForm) + "\n";
  if (extra) text += std::string(kExtra) + to_base64(*extra) + "\n";
  return text + std::string(kIndex) + std::to_string(index) + "\n" + lines_of(hashes) + "\n" +
         checkpoint;
}

std::optional<EntryProof> EntryProof::parse(std::string_view text) {
  if (text.size() > kMaxProofBytes || take_line(text) != kEntryForm) return std::nullopt;
  EntryProof proof;
  auto line = take_line(text);
  if (line && line->starts_with(kExtra)) {
    proof.extra = from_base64(line->substr(kExtra.size()));
    if (!proof.extra) return std::nullopt;
    line = take_line(text);
  }
  const auto index = line ? number_after(kIndex, *line) : std::nullopt;
  auto hashes = index ? take_hashes(text) : std::nullopt;
  if (!hashes || text.empty()) return std::nullopt;
  proof.index = *index;
  proof.hashes = *std::move(hashes);
  proof.checkpoint = text;
  return proof;
}

std::string GrowthProof::text() const {
  return std::string(kGrowthForm) + "\n" + std::string(kOld) + std::to_string(old_size) + "\n" +
         lines_of(hashes) + "\n" + checkpoint;
}

std::optional<GrowthProof> GrowthProof::parse(std::string_view text) {
  if (text.size() > kMaxProofBytes || take_line(text) != kGrowthForm) return std::nullopt;
  const auto line = take_line(text);
  const auto old_size = line ? number_after(kOld, *line) : std::nullopt;
  auto hashes = old_size ? take_hashes(text) : std::nullopt;
  if (!hashes || text.empty()) return std::nullopt;
  return GrowthProof{*old_size, *std::move(hashes), std::string(text)};
}

}  // namespace hexapla
