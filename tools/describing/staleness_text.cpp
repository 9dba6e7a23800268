#include "tools/describing/staleness_text.h"

#include <fmt/format.h>

#include "tools/terminal/display_width.h"

namespace hexapla {

namespace {

using nlohmann::json;

std::string text_of(const std::optional<RevisionView>& view, const SegmentRange& range) {
  std::string text;
  for (std::uint32_t i = range.first; view && i < range.past() && i < view->segment_count(); ++i) {
    if (!text.empty()) text += ' ';
    text += view->segment(i).text;
  }
  return text;
}

std::string numbers(const SegmentRange& range) {
  return range.count == 1 ? fmt::format("{}", range.first + 1)
                          : fmt::format("{}-{}", range.first + 1, range.past());
}

json side(const std::optional<RevisionView>& view, const SegmentRange& range) {
  if (range.empty()) return {{"after", range.first}};
  return {{"segments", {range.first + 1, range.past()}}, {"text", text_of(view, range)}};
}

std::string short_address(const RevisionAddress& address, const RevisionAddress& beside) {
  return address.article == beside.article
             ? fmt::format("{}@{}", address.variant.text(), address.number)
             : address.text();
}

}  // namespace

json staleness_json(const Reading& reading, const Staleness& stale) {
  json object{{"version", stale.version.text()}, {"made-from", stale.made_from.text()},
              {"newest", stale.newest.text()},   {"since", stale.since.text()},
              {"since-time", stale.since_time},  {"stretches", json::array()}};
  if (stale.basis) object["basis"] = name(*stale.basis);
  if (stale.accepted_before) object["accepted-before"] = true;
  for (const RevisionAddress& pivot : stale.through) object["through"].push_back(pivot.text());
  const auto older = reading.view(stale.made_from), newer = reading.view(stale.newest),
             version = reading.view(stale.version);
  for (const StaleStretch& stretch : stale.stretches) {
    object["stretches"].push_back({{"change", name(stretch.change.kind)},
                                   {"older", side(older, stretch.change.older)},
                                   {"newer", side(newer, stretch.change.newer)},
                                   {"version", side(version, stretch.target)}});
  }
  return object;
}

std::string staleness_line(const Reading&, const Staleness& stale) {
  std::string text = stale.accepted_before ? "accepted for " : "made from ";
  text += short_address(stale.made_from, stale.version);
  for (const RevisionAddress& pivot : stale.through)
    text += " through " + short_address(pivot, stale.version);
  text += fmt::format(", stale since {} ({})", short_address(stale.since, stale.version),
                      stale.since_time);
  std::string where;
  std::size_t added = 0;
  for (const StaleStretch& stretch : stale.stretches) {
    if (stretch.target.empty()) {
      ++added;
    } else {
      const std::string place = numbers(stretch.target);
      if (where.empty()) {
        where = place;
      } else if (!where.ends_with(place)) {
        where += ", " + place;
      }
    }
  }
  if (!where.empty()) {
    const bool is_one = where.find_first_not_of("0123456789") == std::string::npos;
    text += (is_one ? " in sentence " : " in sentences ") + where;
  }
  if (added > 0) text += fmt::format("{} {} that it lacks", where.empty() ? "," : " and", added);
  return text;
}

std::string staleness_difference(const Reading& reading, const Staleness& stale,
                                 const Style& style) {
  const auto older = reading.view(stale.made_from), newer = reading.view(stale.newest),
             version = reading.view(stale.version);
  std::string text;
  const auto put = [&](const char* sign, const std::optional<RevisionView>& view,
                       const SegmentRange& range) {
    if (range.empty()) return;
    text += fmt::format("  {} {:>6}  {}\n", sign, numbers(range),
                        isolated(without_controls(text_of(view, range)), false));
  };
  for (const StaleStretch& stretch : stale.stretches) {
    text += style.dim(fmt::format("  {}", name(stretch.change.kind))) + "\n";
    put("-", older, stretch.change.older);
    put("+", newer, stretch.change.newer);
    put("↻", version, stretch.target);
  }
  return text;
}

}  // namespace hexapla
