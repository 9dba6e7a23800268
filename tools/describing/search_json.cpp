#include "tools/describing/search_json.h"

namespace hexapla {

nlohmann::json to_json(const FoundVersion& version) {
  nlohmann::json json{{"revision", version.address.text()},
                      {"title", version.title},
                      {"language", version.language},
                      {"kind", name(version.kind)},
                      {"time", version.time},
                      {"newest", version.is_newest},
                      {"score", version.score},
                      {"more-segments", version.more_segments}};
  if (!version.engine.empty()) json["engine"] = version.engine;
  auto segments = nlohmann::json::array();
  for (const FoundSegment& segment : version.segments) {
    nlohmann::json one{{"segment", segment.number}, {"text", segment.text}};
    for (const ByteRange& place : segment.places)
      one["matches"].push_back({place.begin, place.end});
    segments.push_back(std::move(one));
  }
  json["segments"] = std::move(segments);
  return json;
}

nlohmann::json to_json(const Rendering& rendering) {
  return {{"revision", rendering.address.text()},
          {"first", rendering.segments.first},
          {"count", rendering.segments.count},
          {"text", rendering.text},
          {"confidence", rendering.confidence}};
}

nlohmann::json to_json(const MemoryMatch& match) {
  nlohmann::json json{{"percent", match.percent},   {"revision", match.address.text()},
                      {"segment", match.segment},   {"text", match.text},
                      {"repeated", match.repeated}, {"renderings", nlohmann::json::array()}};
  for (const Rendering& rendering : match.renderings)
    json["renderings"].push_back(to_json(rendering));
  return json;
}

}  // namespace hexapla
