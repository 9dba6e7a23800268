#pragma once

#include <string>
#include <vector>

#include "store/archive/archive.h"

namespace hexapla::test {

// A text of a title and paragraphs, as somebody would hand it in.
inline NewRevision text_in(const char* language, std::vector<std::string> paragraphs,
                           const char* article = "ferry") {
  NewRevision revision;
  revision.article = ArticleId::parse(article);
  revision.revision.language = *LanguageTag::parse(language);
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    revision.revision.blocks.push_back(
        {.role = i == 0 ? Role::title : Role::paragraph, .text = std::move(paragraphs[i])});
  }
  revision.actor = "archivist";
  return revision;
}

inline Statement declared(Property property, std::string value) {
  return {.claim = {property, std::move(value), {}},
          .basis = Basis::declared,
          .scope = Scope::revision,
          .parts = {},
          .asserted_by = "archivist"};
}

inline NewRevision with(NewRevision revision, Property property, std::string value) {
  revision.statements.push_back(declared(property, std::move(value)));
  return revision;
}

inline NewRevision arabic_original() {
  return with(text_in("ar", {"عودة العبّارة الليلية",
                             "بلغت كلفة العمل ٤١٢٬٠٠٠ كرونة. ستعبر العبّارة مرتين كل ليلة."}),
              Property::kind, "original");
}

inline NewRevision thai_machine() {
  return with(
      with(
          with(text_in("th", {"เรือข้ามฟากกลางคืนกลับมา", "งานนี้ใช้เงิน 412,000 โครน เรือจะข้ามคืนละสองรอบ"}),
               Property::kind, "machine"),
          Property::engine, "Meridian"),
      Property::derived_from, "ferry/ar@1");
}

}  // namespace hexapla::test
