#include "http/request.h"

#include <algorithm>

#include "http/html.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

std::string_view stripped(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// Calls `visit` with each part of a comma-separated header until it returns true.
template <typename Visit>
bool any_part(std::string_view list, const Visit& visit) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (visit(stripped(list.substr(0, comma)))) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

bool decode(std::string_view raw, bool plus, std::string& out) {
  bool valid = false;
  out = percent_decoded(raw, plus, valid);
  return valid && !first_invalid_utf8(out) && out.find('\0') == std::string::npos;
}

}  // namespace

std::string_view Request::parameter(std::string_view name) const {
  for (const auto& [key, value] : parameters) {
    if (key == name) return value;
  }
  return {};
}

std::vector<std::string_view> Request::all(std::string_view name) const { return all(name, name); }

std::vector<std::string_view> Request::all(std::string_view name, std::string_view other) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : parameters) {
    if (key == name || key == other) values.push_back(value);
  }
  return values;
}

bool Request::set_target(std::string_view target) {
  target = target.substr(0, target.find('#'));
  const std::size_t question = std::min(target.find('?'), target.size());
  if (!decode(target.substr(0, question), false, path) || !path.starts_with('/')) return false;
  parameters.clear();
  std::string_view query = target.substr(std::min(question + 1, target.size()));
  constexpr std::size_t kMaxParameters = 64;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view part = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    std::pair<std::string, std::string> parameter;
    if (!decode(part.substr(0, equals), true, parameter.first) ||
        !decode(part.substr(std::min(equals + 1, part.size())), true, parameter.second) ||
        parameters.size() == kMaxParameters) {
      return false;
    }
    parameters.push_back(std::move(parameter));
  }
  return true;
}

std::string cookie_value(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(';'), header.size());
    const std::string_view pair = stripped(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return std::string(pair.substr(name.size() + 1));
  }
  return {};
}

bool accepts_gzip(std::string_view accept_encoding) {
  return any_part(accept_encoding, [](std::string_view part) {
    const std::size_t semicolon = std::min(part.find(';'), part.size());
    const std::string_view coding = stripped(part.substr(0, semicolon));
    if (coding != "gzip" && coding != "x-gzip") return false;
    const std::string_view weight = stripped(part.substr(std::min(semicolon + 1, part.size())));
    return !(weight.starts_with("q=0") &&
             weight.find_first_not_of("0.", 2) == std::string_view::npos);
  });
}

bool accepts_html(std::string_view accept) {
  return any_part(accept, [](std::string_view part) {
    return stripped(part.substr(0, part.find(';'))) == "text/html";
  });
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) {
  if (etag.empty()) return false;
  return any_part(if_none_match, [&](std::string_view part) {
    if (part == "*") return true;
    if (part.starts_with("W/")) part.remove_prefix(2);
    return part == etag;
  });
}

}  // namespace hexapla
