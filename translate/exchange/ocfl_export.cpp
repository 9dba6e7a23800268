#include "translate/exchange/ocfl_export.h"

#include <nlohmann/json.hpp>

#include "store/model/sha512.h"

namespace hexapla {
namespace {

using nlohmann::json;

void put_object(const Reading& reading, const ArticleId& article,
                const std::vector<std::uint64_t>& events, const FileSink& put) {
  const std::string root = article.text() + '/';
  put(root + "0=ocfl_object_1.1", "ocfl_object_1.1\n");
  json inventory{{"id", article.text()},
                 {"type", "https://ocfl.io/1.1/spec/#inventory"},
                 {"digestAlgorithm", "sha512"},
                 {"manifest", json::object()},
                 {"versions", json::object()}};
  json state = json::object();
  std::string written, sidecar;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const std::string version = "v" + std::to_string(i + 1);
    for (const ArticleFile& file : files_of_event(reading, events[i])) {
      const std::string digest = sha512_hex(file.bytes);
      if (!inventory["manifest"].contains(digest)) {
        const std::string path = version + "/content/" + file.path;
        inventory["manifest"][digest] = json::array({path});
        put(root + path, file.bytes);
      }
      state[digest].push_back(file.path);
    }
    const Event event = *reading.event(events[i]);
    json made{{"created", event.time}, {"state", state}, {"message", std::string(name_of(event))}};
    if (!event.actor.empty()) made["user"] = {{"name", event.actor}};
    inventory["versions"][version] = std::move(made);
    inventory["head"] = version;
    written = inventory.dump(1, '\t');
    sidecar = sha512_hex(written) + " inventory.json\n";
    put(root + version + "/inventory.json", written);
    put(root + version + "/inventory.json.sha512", sidecar);
  }
  put(root + "inventory.json", written);
  put(root + "inventory.json.sha512", sidecar);
}

}  // namespace

void export_ocfl(const Reading& reading, const FileSink& put) {
  constexpr const char* kLayout = "0002-flat-direct-storage-layout";
  put("0=ocfl_1.1", "ocfl_1.1\n");
  put("ocfl_layout.json",
      json{{"extension", kLayout}, {"description", "The folder of an article is its id"}}.dump(
          1, '\t'));
  put(std::string("extensions/") + kLayout + "/config.json",
      json{{"extensionName", kLayout}}.dump(1, '\t'));
  for (const auto& [article, events] : events_by_article(reading))
    put_object(reading, article, events, put);
}

}  // namespace hexapla
