#include "http/api/search_json.h"

#include "store/archive/renderings.h"

namespace hexapla {

using nlohmann::json;

namespace {

// Of an article in hundreds of versions the first: what is left out is counted.
constexpr std::size_t kMostRenderings = 100;

void add_renderings(json& sentence, const std::vector<Rendering>& renderings) {
  json list = json::array();
  for (const Rendering& one : renderings) {
    if (list.size() == kMostRenderings) break;
    list.push_back(hexapla::json_of(one));
  }
  sentence["renderings"] = std::move(list);
  if (renderings.size() > kMostRenderings)
    sentence["more_renderings"] = renderings.size() - kMostRenderings;
}

}  // namespace

json json_of(const Rendering& rendering) {
  return {{"address", rendering.address.text()},
          {"language", rendering.address.variant.language().text()},
          {"kind", name(rendering.kind)},
          {"first", rendering.segments.first},
          {"count", rendering.segments.count},
          {"text", rendering.text},
          {"confidence", rendering.confidence}};
}

json json_of(const MemoryMatch& match) {
  json answer{{"percent", match.percent},
              {"address", match.address.text()},
              {"language", match.address.variant.language().text()},
              {"segment", match.segment},
              {"text", match.text},
              {"repeated", match.repeated}};
  add_renderings(answer, match.renderings);
  return answer;
}

json json_of(const FoundVersion& version) {
  json answer{{"address", version.address.text()},
              {"title", version.title},
              {"language", version.language},
              {"kind", name(version.kind)},
              {"time", version.time},
              {"newest", version.is_newest},
              {"score", version.score},
              {"more_segments", version.more_segments}};
  if (!version.engine.empty()) answer["engine"] = version.engine;
  json segments = json::array();
  for (const FoundSegment& segment : version.segments) {
    json places = json::array();
    for (const ByteRange& place : segment.places)
      places.push_back({{"begin", place.begin}, {"end", place.end}});
    segments.push_back(
        {{"segment", segment.number}, {"text", segment.text}, {"matches", std::move(places)}});
    for (const SegmentFinding& finding : segment.findings) {
      segments.back()["findings"].push_back(
          {{"class", finding.found}, {"version", finding.version.text()}});
    }
  }
  answer["segments"] = std::move(segments);
  return answer;
}

json json_of(const Reading& reading, const FoundVersion& version) {
  json answer = json_of(version);
  for (std::size_t i = 0; i < version.segments.size(); ++i) {
    add_renderings(answer["segments"][i],
                   find_renderings(reading, version.address, {version.segments[i].number, 1}));
  }
  return answer;
}

json json_of(const MeantSearch& meant) {
  json words = json::array();
  for (const MeantSearch::Word& word : meant.words) {
    words.push_back({{"written", word.written}, {"meant", nullptr}});
    if (!word.meant.empty()) words.back()["meant"] = word.meant;
  }
  return {{"query", meant.request.query}, {"words", std::move(words)}};
}

json json_of(const WiderSearch& wider) { return {{"how", name(wider.how)}}; }

}  // namespace hexapla
