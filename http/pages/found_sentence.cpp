#include "http/pages/found_sentence.h"

#include <algorithm>
#include <utility>

#include "http/comparison.h"
#include "http/pages/words.h"

namespace hexapla {
namespace {

constexpr std::size_t kShown = 4, kFolded = 4;

void write_list(Html& page, std::span<const Rendering> renderings) {
  page << "<ul>";
  for (const Rendering& rendering : renderings) {
    const LanguageTag language = rendering.address.variant.language();
    page << "<li><a class=\"by\" href=\"/a/" << text(rendering.address.article.text()) << "/"
         << text(percent_encoded(rendering.address.variant.text())) << "@"
         << rendering.address.number << "\">" << own_name(language);
    if (const std::string_view word = rendering.address.variant.word(); !word.empty())
      page << " <span class=\"tag\">" << text(word) << "</span>";
    page << "</a> <p" << text_attributes(language) << ">" << text(rendering.text) << "</p></li>\n";
  }
  page << "</ul>\n";
}

}  // namespace

Html text_attributes(const LanguageTag& language) {
  Html attributes;
  attributes << language_attributes(language) << " class=\"" << text(script_class(language))
             << "\"";
  return attributes;
}

FoundSentence::FoundSentence(const Reading& reading, RevisionAddress address, std::uint32_t segment)
    : address_(std::move(address)),
      segment_(segment),
      base_(reading.base_variant(address_.article)),
      renderings_(find_renderings(reading, address_, {segment, 1})) {}

std::string FoundSentence::place(std::span<const Rendering> others) const {
  std::string href = "/a/" + address_.article.text() + "/compare?v=";
  std::uint32_t row = segment_;
  bool has_row = true;
  if (base_ && *base_ != address_.variant) {
    href += percent_encoded(base_->text()) + "&v=";
    has_row = !renderings_.empty() && renderings_[0].address.variant == *base_;
    if (has_row) row = renderings_[0].segments.first;
  }
  href += percent_encoded(address_.variant.text());
  if (has_row) href += "@" + std::to_string(address_.number);
  for (const Rendering& other : others)
    href += "&v=" + percent_encoded(other.address.variant.text());
  if (!has_row) return href;
  const std::string number = std::to_string(row + 1);
  // `at` is answered with the part of a long article that has it.
  return href + "&at=" + number + "#s" + number;
}

void write_renderings(Html& page, const FoundSentence& sentence, std::vector<Rendering> renderings,
                      const std::vector<std::string>& languages) {
  if (renderings.empty()) return;
  put_likely_first(renderings, sentence.base(), languages);
  const std::span<const Rendering> all(renderings);
  // One more takes no more room than to say that there is one.
  const std::size_t shown = all.size() <= kShown + 1 ? all.size() : kShown;
  const std::size_t written = all.size() <= kShown + kFolded + 1 ? all.size() : kShown + kFolded;
  page << "<div class=\"renderings\">";
  write_list(page, all.first(shown));
  if (shown < written) {
    page << "<details><summary>" << text(counted(written - shown, "more version", "more versions"))
         << "</summary>";
    write_list(page, all.subspan(shown, written - shown));
    page << "</details>\n";
  }
  if (written < all.size()) {
    const std::size_t rest = all.size() - written;
    // Beside the original and the version found.
    const auto next = all.subspan(written, std::min(rest, kMaxVersions - 2));
    page << "<p class=\"rest\"><a href=\"" << text(sentence.place(next)) << "\">"
         << text(counted(rest, "version more", "versions more")) << ", side by side</a></p>\n";
  }
  page << "</div>\n";
}

}  // namespace hexapla
