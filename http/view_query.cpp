#include "http/view_query.h"

namespace hexapla {

std::vector<std::pair<std::string_view, std::string>> ViewQuery::parameters() const {
  std::vector<std::pair<std::string_view, std::string>> found;
  const auto add = [&](std::string_view name, std::string value) {
    if (!value.empty()) found.emplace_back(name, std::move(value));
  };
  add("before", before);
  add("after", after);
  add("part", part > 1 ? std::to_string(part) : std::string());
  add("view", view);
  add("fold", folded);
  add("m", companion);
  add("signs", signs ? "" : "0");
  add("remarks", remarks ? "" : "0");
  return found;
}

std::string ViewQuery::text() const {
  std::string query;
  for (const auto& [name, value] : parameters()) query.append("&").append(name) += "=" + value;
  return query;
}

bool names_versions(const Request& request) { return !request.all("v", "version").empty(); }

}  // namespace hexapla
