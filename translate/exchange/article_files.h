#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/archive/reading.h"

namespace hexapla {

// Takes a file of a package: a relative path of `/` and plain names, and its bytes.
using FileSink = std::function<void(const std::string& path, std::string_view bytes)>;

// The events that speak of each article, in the order of the log: what was added, stated, retracted
// and withdrawn. That words were learnt and versions aligned anew follows from the texts of many
// articles and is in no article's files; who takes them in learns for itself.
std::map<ArticleId, std::vector<std::uint64_t>> events_by_article(const Reading& reading);

// Where the texts of a revision stand: `es/0003/`. The `~` of a variant's name is `_` here.
std::string folder_of(const RevisionAddress& address);

// What one event adds to the files of its article: `log/0000000012.json`, its entry; for a revision
// also `es/0003/revision.json`, the text as canonical JSON, and `es/0003/capture.html`, the page as
// it came. Of a text that was withdrawn there is the entry alone.
//
// Throws StoreError::corrupt when an object is missing.
struct ArticleFile {
  std::string path, bytes;
};
std::vector<ArticleFile> files_of_event(const Reading& reading, std::uint64_t number);

}  // namespace hexapla
