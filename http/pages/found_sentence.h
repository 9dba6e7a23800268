#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "http/html.h"
#include "store/archive/reading.h"
#include "store/archive/renderings.h"
#include "store/text/language_tag.h"

namespace hexapla {

// ` lang="ar" dir="rtl" class="x-arab"`.
Html text_attributes(const LanguageTag& language);

// A sentence that a search or the translation memory found, among what other versions have for it.
// Lives no longer than `reading`.
class FoundSentence {
 public:
  FoundSentence(const Reading& reading, RevisionAddress address, std::uint32_t segment);

  const RevisionAddress& address() const { return address_; }
  const std::optional<VariantId>& base() const { return base_; }
  const std::vector<Rendering>& renderings() const { return renderings_; }

  // Where it stands on the side-by-side page, beside the original and `others`: rows are named by
  // the original's segments.
  std::string place(std::span<const Rendering> others = {}) const;

 private:
  RevisionAddress address_;
  std::uint32_t segment_;
  std::optional<VariantId> base_;
  std::vector<Rendering> renderings_;
};

// Of `renderings` of the sentence the original's and those in `languages` first; some more are a
// step away, and of an article in very many versions the rest is where these stand side by side.
void write_renderings(Html& page, const FoundSentence& sentence, std::vector<Rendering> renderings,
                      const std::vector<std::string>& languages);

}  // namespace hexapla
