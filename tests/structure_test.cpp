#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/catch.h"

namespace hexapla {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = HEXAPLA_SOURCE_DIR;
const std::vector<std::string> kOrder = {"store", "translate", "http",
                                         "tools"};  // each may include those before it

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// Paths below the root, with slashes.
std::vector<std::string> sources() {
  std::vector<std::string> found;
  for (const std::string& folder : kOrder) {
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
      const auto extension = entry.path().extension();
      if (extension == ".h" || extension == ".cpp")
        found.push_back(fs::relative(entry.path(), kRoot).generic_string());
    }
  }
  return found;
}

std::vector<std::string> matches(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end; ++match)
    found.push_back((*match)[1]);
  return found;
}

std::vector<std::string> own_includes(const std::string& path) {
  return matches(read(kRoot / path), "#include \"([^\"]+)\"");
}

std::string top_of(const std::string& path) { return path.substr(0, path.find('/')); }

// `store/model` of `store/model/error.h`; a file directly in `http` belongs to `http`.
std::string folder_of(const std::string& path) {
  return fs::path(path).parent_path().generic_string();
}

TEST_CASE("arrows between folders never turn back", "[structure]") {
  const auto rank = [](const std::string& path) {
    return std::find(kOrder.begin(), kOrder.end(), top_of(path)) - kOrder.begin();
  };
  for (const std::string& file : sources()) {
    for (const std::string& included : own_includes(file)) {
      INFO(file << " includes " << included);
      CHECK(fs::exists(kRoot / included));
      CHECK(rank(included) <= rank(file));
    }
  }
}

TEST_CASE("inside store each folder includes only those that its place allows", "[structure]") {
  const std::map<std::string, std::set<std::string>> allowed = {
      {"store/text", {}},
      {"store/model", {"store/text"}},
      {"store/log", {"store/model", "store/text"}},
      {"store/engine", {"store/model", "store/text"}},
      {"store/search", {"store/engine", "store/model", "store/text"}},
      {"store/archive", {"store/log", "store/search", "store/engine", "store/model", "store/text"}},
      {"store/ingest", {"store/ingest/html", "store/model", "store/text"}},
      {"store/ingest/warc", {"store/model", "store/text"}},
      {"store/ingest/html", {"store/ingest", "store/model", "store/text"}},
  };
  for (const std::string& file : sources()) {
    if (top_of(file) != "store") continue;
    const std::string folder = folder_of(file);
    INFO(file);
    REQUIRE(allowed.count(folder) == 1);
    for (const std::string& included : own_includes(file)) {
      // Stands lower than its folder: it includes nothing of ours.
      if (included == "store/model/error.h" || folder_of(included) == folder) continue;
      INFO("includes " << included);
      CHECK(allowed.at(folder).count(folder_of(included)) == 1);
    }
  }
}

TEST_CASE("folders never include each other in a circle", "[structure]") {
  std::map<std::string, std::set<std::string>> below;
  for (const std::string& file : sources()) {
    for (const std::string& included : own_includes(file)) {
      if (included == "store/model/error.h" || folder_of(included) == folder_of(file)) continue;
      // A folder's own files and those of its sub-folders are one part.
      const bool is_within = folder_of(included).starts_with(folder_of(file) + "/") ||
                             folder_of(file).starts_with(folder_of(included) + "/");
      if (!is_within) below[folder_of(file)].insert(folder_of(included));
    }
  }
  for (const auto& [start, ignored] : below) {
    std::set<std::string> reached;
    std::vector<std::string> to_visit(below[start].begin(), below[start].end());
    while (!to_visit.empty()) {
      const std::string folder = to_visit.back();
      to_visit.pop_back();
      if (!reached.insert(folder).second) continue;
      const auto found = below.find(folder);
      if (found != below.end())
        to_visit.insert(to_visit.end(), found->second.begin(), found->second.end());
    }
    INFO(start << " includes folders that include it");
    CHECK(reached.count(start) == 0);
  }
}

TEST_CASE("one file includes LMDB, and files of http alone the HTTP library", "[structure]") {
  std::vector<std::string> lmdb, httplib;
  for (const std::string& file : sources()) {
    for (const std::string& included : matches(read(kRoot / file), "\n\\s*#include <([^>]+)>")) {
      if (included == "lmdb.h") lmdb.push_back(file);
      if (included == "httplib.h") httplib.push_back(file);
    }
  }
  CAPTURE(lmdb, httplib);
  CHECK(lmdb.size() == 1);
  CHECK(httplib.size() <= 2);  // the server and the client
}

// The linker keeps one of two functions of one name: two classes that share theirs break each other
// silently.
TEST_CASE("no two classes share a name in one namespace", "[structure]") {
  const std::regex definition(
      R"((?:^|\n)(namespace[^{\n]*\{|\}  // namespace[^\n]*|(?:class|struct|enum class) (\w+)(?![\w:])[^;\n]*\{))");
  std::map<std::string, std::string> defined_in;
  for (const std::string& path : sources()) {
    const std::string text = read(kRoot / path);
    std::vector<std::string> namespaces;
    for (std::sregex_iterator match(text.begin(), text.end(), definition), end; match != end;
         ++match) {
      const std::string line = (*match)[1];
      if (line.starts_with("namespace")) {
        // Without a name it belongs to this file alone.
        namespaces.push_back(line == "namespace {" ? path : line);
      } else if (line.starts_with("}")) {
        if (!namespaces.empty()) namespaces.pop_back();
      } else {
        std::string name;
        for (const std::string& around : namespaces) name += around + " ";
        name += (*match)[2];
        CAPTURE(name, path);
        const auto [earlier, is_new] = defined_in.emplace(name, path);
        CHECK((is_new || earlier->second == path));
      }
    }
  }
  CHECK(defined_in.size() > 100);
}

TEST_CASE("every header guards itself by pragma once", "[structure]") {
  for (const std::string& file : sources()) {
    if (!file.ends_with(".h")) continue;
    INFO(file);
    CHECK(read(kRoot / file).find("#pragma once") != std::string::npos);
  }
}

TEST_CASE("every path that a document names is there", "[structure]") {
  const std::set<std::string> tops = {"store", "translate", "http", "tools",
                                      "tests", "cmake",     ".ci",  "docs"};
  std::size_t paths = 0;
  for (const char* document : {"README.md", "ARCHITECTURE.md"}) {
    if (!fs::exists(kRoot / document)) {
      WARN("skipped: " << document << " is not here");
      continue;
    }
    const std::string text = read(kRoot / document);
    std::vector<std::string> named = matches(text, "`([^`\\s]+)`");
    for (const std::string& target : matches(text, "\\]\\(([^)#\\s]+)\\)")) named.push_back(target);
    for (const std::string& path : named) {
      const bool is_path = (path.find('/') != std::string::npos && tops.count(top_of(path)) == 1) ||
                           path.ends_with(".md");
      const bool is_pattern = path.find_first_of("*…<>{}@~") != std::string::npos;
      if (!is_path || is_pattern) continue;
      ++paths;
      INFO(document << " names " << path);
      CHECK(fs::exists(kRoot / path));
    }
  }
  CHECK(paths > 0);
}

TEST_CASE("files are named for what they do", "[structure]") {
  for (const std::string& file : sources()) {
    INFO(file);
    const std::string stem = fs::path(file).stem().string();
    for (const char* word : {"util", "utils", "common", "misc", "other", "helpers"})
      CHECK(stem != word);
  }
}

}  // namespace
}  // namespace hexapla
