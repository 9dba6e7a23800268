#include "http/static_files.h"

#include "http/gzip.h"
#include "store/model/digest.h"

namespace hexapla {
namespace embedded {
extern const std::string_view site_css;
extern const std::string_view site_js;
extern const std::string_view mark_svg;
}  // namespace embedded

namespace {

struct File {
  std::string address, etag;
  std::string_view content_type;
  std::shared_ptr<const std::string> body, gzip_body;

  File(std::string_view name, std::string_view ending, std::string_view type,
       std::string_view bytes)
      : content_type(type),
        body(std::make_shared<const std::string>(bytes)),
        gzip_body(std::make_shared<const std::string>(gzip(bytes))) {
    const std::string digest = Digest::of(bytes).hex().substr(0, 16);
    address = "/static/" + std::string(name) + "." + digest + "." + std::string(ending);
    etag = '"' + digest + '"';
  }
};

const File* files() {
  static const File kFiles[] = {
      {"site", "css", "text/css; charset=utf-8", embedded::site_css},
      {"site", "js", "text/javascript; charset=utf-8", embedded::site_js},
      {"mark", "svg", "image/svg+xml", embedded::mark_svg},
  };
  return kFiles;
}
constexpr std::size_t kFileCount = 3;

}  // namespace

std::string_view style_address() { return files()[0].address; }
std::string_view script_address() { return files()[1].address; }
std::string_view mark_address() { return files()[2].address; }

std::optional<Response> find_static_file(std::string_view path) {
  if (!path.starts_with("/static/")) return std::nullopt;
  for (std::size_t i = 0; i < kFileCount; ++i) {
    const File& file = files()[i];
    if (file.address != path) continue;
    Response response;
    response.content_type = file.content_type;
    response.body = file.body;
    response.gzip_body = file.gzip_body;
    response.etag = file.etag;
    response.keep = Response::Keep::for_ever;
    return response;
  }
  return std::nullopt;
}

}  // namespace hexapla
