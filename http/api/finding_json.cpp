#include "http/api/finding_json.h"

namespace hexapla {
namespace {

using nlohmann::json;

json json_of_place(const TextPlace& place) {
  json one{{"first", place.segments.first}, {"count", place.segments.count}};
  if (!place.segments.empty()) one["block"] = place.block;
  if (!place.range.empty()) {
    one["segment"] = place.segment;
    one["begin"] = place.range.begin;
    one["end"] = place.range.end;
  }
  if (!place.text.empty()) one["text"] = place.text;
  return one;
}

}  // namespace

json json_of(const Dismissal& dismissed) {
  json one{{"by", dismissed.by}, {"time", dismissed.time}};
  if (!dismissed.reason.empty()) one["reason"] = dismissed.reason;
  return one;
}

json json_of(const CheckedVersion& version) {
  json findings = json::array();
  for (const auto& [finding, dismissed] : version.findings) {
    json one{{"class", name(finding.found)},
             {"key", finding.key},
             {"source", json_of_place(finding.source)},
             {"target", json_of_place(finding.target)},
             {"explanation", finding.explanation}};
    if (dismissed) one["dismissed"] = json_of(*dismissed);
    findings.push_back(std::move(one));
  }
  return {{"source", version.source.text()},
          {"target", version.target.text()},
          {"segments", version.segments},
          {"findings", std::move(findings)}};
}

}  // namespace hexapla
