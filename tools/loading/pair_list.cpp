#include "tools/loading/pair_list.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

#include "tools/cli/input.h"

namespace hexapla {
namespace {

constexpr std::size_t kLimitBytes = std::size_t{16} << 20;
constexpr std::size_t kFields = 4;

std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> fields;
  for (std::size_t tab = line.find('\t'); tab != line.npos; tab = line.find('\t')) {
    fields.emplace_back(line.substr(0, tab));
    line.remove_prefix(tab + 1);
  }
  fields.emplace_back(line);
  return fields;
}

// One name for a file, however the list writes it.
std::string identity_of(const std::string& path) {
  std::error_code error;
  const auto whole = std::filesystem::weakly_canonical(path, error);
  return error ? path : whole.string();
}

// Devices and pipes take what comes, as often as it comes.
bool is_special(const std::string& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  return std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
}

}  // namespace

PairList::PairList(const std::string& path, const LanguageTag& source, const LanguageTag& target,
                   const Refuse& refuse)
    : name_(input_name(path)) {
  const std::string text = read_input(path, kLimitBytes);
  std::set<std::string> outputs;
  std::string_view rest = text;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    const std::vector<std::string> fields = fields_of(line);
    if (fields.size() != kFields || fields[0].empty() || fields[1].empty() || fields[3].empty()) {
      refuse(problem(number,
                     "a line is four fields with tabs between: source file, target file, bridge "
                     "file or nothing, output file"));
      continue;
    }
    const std::string& output = fields[3];
    if (!is_special(output) && !outputs.insert(identity_of(output)).second) {
      refuse(problem(number, "an earlier line writes " + output + " already"));
      continue;
    }
    try {
      std::vector<SentenceFile> files;
      files.emplace_back(fields[0], source);
      files.emplace_back(fields[1], target);
      if (!fields[2].empty()) files.emplace_back(fields[2], target);
      Pair pair{number, output, {files[0].text(), files[1].text(), std::nullopt}};
      if (files.size() > 2) pair.texts.bridge = files[2].text();
      pairs_.push_back(std::move(pair));
      std::move(files.begin(), files.end(), std::back_inserter(files_));
    } catch (const InputError& error) {
      refuse(problem(number, error.what()));
    }
  }
}

InputError PairList::problem(std::size_t line, const std::string& what) const {
  Place place;
  place.file = name_;
  place.line = line;
  return {place, what};
}

}  // namespace hexapla
