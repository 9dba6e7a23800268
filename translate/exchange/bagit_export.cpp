#include "translate/exchange/bagit_export.h"

#include "store/model/digest.h"
#include "store/model/sha512.h"

namespace hexapla {
namespace {

// Lines of a manifest: a digest and a path. Our paths hold no character that RFC 8493,
// section 2.1.3, wants encoded.
struct Manifests {
  std::string sha256, sha512;

  void add(const std::string& path, std::string_view bytes) {
    sha256 += Digest::of(bytes).hex() + "  " + path + '\n';
    sha512 += sha512_hex(bytes) + "  " + path + '\n';
  }
};

}  // namespace

void export_bagit(const Reading& reading, const FileSink& put) {
  Manifests payload, tags;
  std::uint64_t bytes = 0, files = 0;
  const auto put_tag = [&](const std::string& path, const std::string& content) {
    tags.add(path, content);
    put(path, content);
  };
  for (const auto& [article, events] : events_by_article(reading)) {
    for (const std::uint64_t number : events) {
      for (const ArticleFile& file : files_of_event(reading, number)) {
        const std::string path = "data/" + article.text() + '/' + file.path;
        payload.add(path, file.bytes);
        put(path, file.bytes);
        bytes += file.bytes.size();
        ++files;
      }
    }
  }
  const std::uint64_t count = reading.event_count();
  const auto newest = count == 0 ? std::nullopt : reading.event(count - 1);
  put_tag("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  put_tag("bag-info.txt",
          "Bag-Software-Agent: Hexapla\n" +
              (newest ? "Bagging-Date: " + newest->time.substr(0, 10) + '\n' : std::string()) +
              "Payload-Oxum: " + std::to_string(bytes) + '.' + std::to_string(files) + '\n');
  put_tag("manifest-sha256.txt", payload.sha256);
  put_tag("manifest-sha512.txt", payload.sha512);
  put("tagmanifest-sha256.txt", tags.sha256);
  put("tagmanifest-sha512.txt", tags.sha512);
}

}  // namespace hexapla
