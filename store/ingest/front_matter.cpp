#include "store/ingest/front_matter.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "store/ingest/block_text.h"

namespace hexapla {
namespace {

constexpr std::size_t kMostFrontMatterBytes = 64 * 1024;

struct Lines {
  std::string_view rest;
  std::size_t number = 0;

  std::string_view next() {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == rest.npos ? std::string_view{} : rest.substr(end + 1);
    ++number;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
      line.remove_suffix(1);
    return line;
  }
};

Place place_of(const std::string& file, std::size_t line, std::string field = {}) {
  Place place;
  place.file = file;
  place.line = line;
  place.field = std::move(field);
  return place;
}

// `name: value`, as opposed to the prose behind a thematic break.
bool looks_like_field(std::string_view line) {
  const std::size_t colon = line.find(':');
  return colon != line.npos && colon > 0 && line.substr(0, colon).find(' ') == line.npos;
}

void read_fields(const YAML::Node& root, const std::string& file, FrontMatter& front) {
  if (root.IsNull()) return;
  if (!root.IsMap()) throw InputError(place_of(file, 2), "front matter is lines of `name: value`");
  for (const auto& field : root) {
    // yaml-cpp counts lines from 0; the first is the `---` above.
    const auto line = static_cast<std::size_t>(std::max(field.first.Mark().line, 0)) + 2;
    if (!field.first.IsScalar())
      throw InputError(place_of(file, line), "a name is wanted before the colon");
    const std::string& name = field.first.Scalar();
    const Place place = place_of(file, line, name);
    if (field.second.IsNull())
      throw InputError(place,
                       fmt::format("\"{}\" is empty; leave it out when it is not known", name));
    if (!field.second.IsScalar())
      throw InputError(place,
                       fmt::format("\"{}\" has a list or a table; one value is wanted", name));
    if (name == "title") {
      if (!front.title.empty()) throw InputError(place, "\"title\" is given twice");
      front.title = block_text(field.second.Scalar());
      continue;
    }
    front.declarations.add(name, field.second.Scalar(), place);
  }
}

}  // namespace

std::optional<FrontMatter> read_front_matter(std::string_view utf8, const std::string& file) {
  Lines lines{utf8, 0};
  if (lines.next() != "---") return std::nullopt;
  const std::string_view yaml_begin = lines.rest;
  const std::string_view first = Lines{lines.rest, 0}.next();
  std::size_t yaml_bytes = 0;
  bool closed = false;
  while (!lines.rest.empty()) {
    yaml_bytes = yaml_begin.size() - lines.rest.size();
    const std::string_view line = lines.next();
    if (line == "---" || line == "...") {
      closed = true;
      break;
    }
  }
  if (!closed || (!looks_like_field(first) && yaml_bytes > 0 && !first.starts_with("#"))) {
    if (!looks_like_field(first)) return std::nullopt;  // a thematic break
    throw InputError(place_of(file, 1), "front matter begins here and has no closing line `---`");
  }
  if (yaml_bytes > kMostFrontMatterBytes) {
    throw InputError(place_of(file, 1),
                     fmt::format("front matter of {} bytes; at most {} are taken", yaml_bytes,
                                 kMostFrontMatterBytes));
  }

  FrontMatter front;
  front.bytes = utf8.size() - lines.rest.size();
  front.lines = lines.number;
  try {
    read_fields(YAML::Load(std::string(yaml_begin.substr(0, yaml_bytes))), file, front);
  } catch (const YAML::Exception& error) {
    const auto line = static_cast<std::size_t>(std::max(error.mark.line, 0)) + 2;
    throw InputError(place_of(file, line), "front matter is no YAML: " + error.msg);
  }
  return front;
}

}  // namespace hexapla
