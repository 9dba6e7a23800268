#pragma once

#include <memory>
#include <string>
#include <vector>

#include "store/archive/archive.h"
#include "tests/temporary_folder.h"
#include "translate/align/align.h"

namespace hexapla::test {

struct SampleBlock {
  Role role;
  std::string text;
};

// A title and paragraphs: one text a sentence, so that sentences are what is said.
inline std::vector<SampleBlock> paragraphs(std::vector<std::string> texts) {
  std::vector<SampleBlock> blocks;
  for (std::string& text : texts)
    blocks.push_back({blocks.empty() ? Role::title : Role::paragraph, std::move(text)});
  return blocks;
}

// An archive in a folder of its own, with one article by the rules of the pages: an Arabic original
// in two revisions, a Spanish machine version of the first (with a wrong number and a sentence left
// as it was), a post-edited one, and a Thai one.
class SampleArchive {
 public:
  SampleArchive() {
    Archive::create(folder_.path(), "archivist");
    archive_ = Archive::open(folder_.path(), {.read_only = false, .aligner = make_aligner()});
  }

  Archive& archive() { return *archive_; }

  AddResult add(const char* article, const char* variant, std::vector<SampleBlock> blocks,
                std::vector<std::pair<Property, std::string>> claims) {
    NewRevision revision;
    revision.article = ArticleId::parse(article);
    revision.variant = VariantId::parse(variant);
    revision.revision.language = revision.variant->language();
    for (SampleBlock& block : blocks) {
      Block made;
      made.role = block.role;
      made.text = std::move(block.text);
      revision.revision.blocks.push_back(std::move(made));
    }
    for (auto& [property, value] : claims) {
      Statement statement;
      statement.claim = {property, std::move(value), {}};
      statement.asserted_by = "archivist";
      revision.statements.push_back(std::move(statement));
    }
    revision.actor = "archivist";
    return archive_->add(std::move(revision));
  }

  void fill() {
    add("ferry", "ar",
        {{Role::title, "عودة العبّارة الليلية إلى البحيرة"},
         {Role::paragraph,
          "ستنقل العبّارة الركاب مجددًا ابتداءً من ١ مايو. بلغت كلفة العمل ٤١٢٬٠٠٠ كرونة، جاء معظمها "
          "من قطع صغيرة."},
         {Role::paragraph, "ولم تُحدَّد أسعار التذاكر بعد على الإطلاق."}},
        {{Property::kind, "original"}, {Property::author, "Tamsin Veld"}});
    add("ferry", "es",
        {{Role::title, "El ferry nocturno vuelve al lago"},
         {Role::paragraph,
          "El ferry llevará de nuevo pasajeros desde el 1 de mayo. El trabajo costó 421.000 "
          "coronas, la mayor parte en monedas pequeñas."},
         {Role::paragraph, "ولم تُحدَّد أسعار التذاكر بعد على الإطلاق."}},
        {{Property::kind, "machine"},
         {Property::engine, "Meridian"},
         {Property::derived_from, "ferry/ar@1"}});
    add("ferry", "es~desk",
        {{Role::title, "El transbordador nocturno vuelve al lago"},
         {Role::paragraph,
          "El transbordador llevará de nuevo pasajeros desde el 1 de mayo. Las obras costaron "
          "412.000 coronas, la mayor parte en monedas pequeñas."},
         {Role::paragraph, "Las tarifas aún no se han fijado de ningún modo."}},
        {{Property::kind, "post-edited"},
         {Property::derived_from, "ferry/ar@1"},
         {Property::revises, "ferry/es@1"}});
    add("ferry", "ar",
        {{Role::title, "عودة العبّارة الليلية إلى البحيرة"},
         {Role::paragraph,
          "ستنقل العبّارة الركاب مجددًا ابتداءً من ٣ مايو. بلغت كلفة العمل ٤١٢٬٠٠٠ كرونة، جاء معظمها "
          "من قطع صغيرة."},
         {Role::paragraph, "ولم تُحدَّد أسعار التذاكر بعد على الإطلاق."}},
        {{Property::kind, "original"}, {Property::author, "Tamsin Veld"}});
  }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<Archive> archive_;
};

}  // namespace hexapla::test
