#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/html.h"
#include "store/archive/reading.h"

namespace hexapla {

// A page's article as schema.org sees it: a block of data in <head>, which no browser runs. Its
// vocabulary is named in the block itself (`@vocab`), so that nothing has to be fetched to read it.
// Ids are paths of this server.
//
// A NewsArticle a revision: inLanguage, headline, translationOfWork (the exact source revision),
// workTranslation (those made from it), translator (an engine is a SoftwareApplication), author,
// publisher, digitalSourceType by IPTC's address, sha256. Who made it and what it is follow the
// shown provenance; what nobody said is left out.
void write_json_ld(Html& page, const Reading& reading,
                   const std::vector<RevisionAddress>& revisions);

// The same of a page that is a list.
struct Listed {
  std::string path;  // of what is listed
  std::string type = "NewsArticle";
  std::string name, language, date;  // left out where empty
};
void write_json_ld_list(Html& page, std::string_view type, std::string_view name,
                        const std::vector<Listed>& items);

// The newest revision of every variant of an article.
std::vector<RevisionAddress> newest_revisions(const Reading& reading, const ArticleId& article);

}  // namespace hexapla
