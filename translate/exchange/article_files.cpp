#include "translate/exchange/article_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "store/model/error.h"

namespace hexapla {
namespace {

std::optional<ArticleId> article_of(const Reading& reading, const Event& event) {
  if (const auto* const added = std::get_if<RevisionAdded>(&event.what))
    return added->address.article;
  if (const auto* const stated = std::get_if<StatementsAdded>(&event.what))
    return stated->address.article;
  if (const auto* const withdrawn = std::get_if<TextWithdrawn>(&event.what))
    return withdrawn->address.article;
  if (const auto* const retracted = std::get_if<StatementRetracted>(&event.what)) {
    const auto subject = reading.event(retracted->event);
    // A retraction speaks of an event that states, never of another retraction.
    if (subject && !std::holds_alternative<StatementRetracted>(subject->what))
      return article_of(reading, *subject);
  }
  return std::nullopt;
}

std::string object_of(const Reading& reading, const Digest& digest, std::uint64_t number) {
  auto bytes = reading.object(digest);
  if (!bytes) {
    throw StoreError(
        StoreError::Kind::corrupt,
        fmt::format("event {} names object {}, which is not there", number, digest.hex()));
  }
  return *std::move(bytes);
}

std::string_view ending_of(std::string_view media_type) {
  if (media_type == "text/html") return "html";
  if (media_type == "text/plain") return "txt";
  if (media_type == "text/markdown") return "md";
  if (media_type == "application/json") return "json";
  return "bin";
}

}  // namespace

std::string folder_of(const RevisionAddress& address) {
  std::string variant = address.variant.text();
  std::replace(variant.begin(), variant.end(), '~', '_');
  return fmt::format("{}/{:04}/", variant, address.number);
}

std::map<ArticleId, std::vector<std::uint64_t>> events_by_article(const Reading& reading) {
  std::map<ArticleId, std::vector<std::uint64_t>> events;
  const std::uint64_t count = reading.event_count();
  for (std::uint64_t number = 0; number < count; ++number) {
    const auto event = reading.event(number);
    const auto article = event ? article_of(reading, *event) : std::nullopt;
    if (article) events[*article].push_back(number);
  }
  return events;
}

std::vector<ArticleFile> files_of_event(const Reading& reading, std::uint64_t number) {
  const auto event = reading.event(number);
  const auto json = reading.event_json(number);
  if (!event || !json)
    throw StoreError(StoreError::Kind::corrupt, fmt::format("event {} is not in the log", number));
  std::vector<ArticleFile> files;
  files.push_back({fmt::format("log/{:010}.json", number), *json});
  if (const auto* const added = std::get_if<RevisionAdded>(&event->what)) {
    const std::string folder = folder_of(added->address);
    if (reading.withdrawal(added->address)) return files;
    files.push_back({folder + "revision.json", object_of(reading, added->digest, number)});
    if (added->capture) {
      files.push_back({folder + "capture." + std::string(ending_of(added->capture->media_type)),
                       object_of(reading, added->capture->digest, number)});
    }
  }
  return files;
}

}  // namespace hexapla
