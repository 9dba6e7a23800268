#pragma once

#include <string>
#include <string_view>

namespace hexapla {

// An article in JSON-LD of schema.org; the members that are empty are not said.
struct JsonLdArticle {
  std::string headline, author, publisher, published, updated, language, licence;
  bool found = false;
};

// The first article in a script of type application/ld+json: an object, a list, or a graph of them.
// Nothing found where the text is no JSON.
JsonLdArticle read_json_ld(std::string_view script);

}  // namespace hexapla
