#include "http/api/score_json.h"

#include <cmath>

namespace hexapla {
namespace {

double to_four_digits(double value) { return std::round(value * 10'000) / 10'000; }

}  // namespace

nlohmann::json json_of(const Scores& scores) {
  nlohmann::json list = nlohmann::json::array();
  for (const Score& score : scores.scores) {
    list.push_back({{"metric", score.metric},
                    {"value", to_four_digits(score.value)},
                    {"signature", score.signature}});
  }
  return {{"sentences", scores.sentences}, {"scores", std::move(list)}};
}

nlohmann::json json_of(const std::vector<EditShare>& shares) {
  nlohmann::json list = nlohmann::json::array();
  for (const EditShare& share : shares) {
    nlohmann::json one{{"edited", share.edited.text()},
                       {"machine", share.machine.text()},
                       {"words", share.words},
                       {"edits", share.edits},
                       {"share", to_four_digits(share.share())}};
    if (!share.editor.empty()) one["editor"] = share.editor;
    if (!share.engine.empty()) one["engine"] = share.engine;
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace hexapla
