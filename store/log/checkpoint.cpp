#include "store/log/checkpoint.h"

#include <charconv>

#include "store/model/base64.h"

namespace hexapla {

namespace {

// The next line of `rest` without its line feed; nothing when there is none.
std::optional<std::string_view> take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

}  // namespace

std::string Checkpoint::text() const {
  return origin + "\n" + std::to_string(size) + "\n" + to_base64(root.raw()) + "\n";
}

std::optional<Checkpoint> Checkpoint::parse(std::string_view note_text) {
  const auto origin = take_line(note_text);
  const auto size_text = take_line(note_text);
  const auto root_text = take_line(note_text);
  if (!origin || origin->empty() || !size_text || size_text->empty() || !root_text)
    return std::nullopt;
  if (size_text->front() == '0' && size_text->size() > 1) return std::nullopt;
  Checkpoint checkpoint{std::string(*origin), 0, {}};
  const char* const end = size_text->data() + size_text->size();
  const auto parsed = std::from_chars(size_text->data(), end, checkpoint.size);
  const auto root = from_base64(*root_text);
  const auto digest = root ? Digest::from_raw(*root) : std::nullopt;
  if (parsed.ec != std::errc{} || parsed.ptr != end || !digest) return std::nullopt;
  checkpoint.root = *digest;
  // Extension lines are not empty.
  while (!note_text.empty()) {
    const auto line = take_line(note_text);
    if (!line || line->empty()) return std::nullopt;
  }
  return checkpoint;
}

std::optional<CheckpointNote> CheckpointNote::parse(std::string_view bytes) {
  auto note = Note::parse(bytes);
  const auto checkpoint = Checkpoint::parse(note ? std::string_view(note->text) : bytes);
  if (!checkpoint) return std::nullopt;
  return CheckpointNote{*checkpoint, std::move(note)};
}

}  // namespace hexapla
