#include <algorithm>
#include <map>
#include <utility>

#include "http/pages/compare_parts.h"
#include "http/pages/words.h"
#include "store/model/kind_order.h"

namespace hexapla {
namespace {

struct Offer {
  VariantId id;
  Kind kind;
  std::string value;  // of the form's field
  bool is_chosen = false;
  bool names_language = true;  // false: it stands under its name
};

void write_offer(Html& page, const Offer& offer) {
  page << "<label><input type=\"checkbox\" name=\"v\" value=\"" << text(offer.value) << "\"";
  if (offer.is_chosen) page << " checked";
  page << "> ";
  const LanguageTag language = offer.id.language();
  if (offer.names_language) page << isolated(language.own_name(), language.text()) << " ";
  page << "<span class=\"tag\">" << text(offer.value) << "</span> " << kind_mark(offer.kind)
       << "</label>\n";
}

// Links that move the version in a column one to the left or right: the same page in another order.
class Mover {
 public:
  Mover(const Comparison& comparison, const ViewState& state)
      : comparison_(comparison), state_(state), columns_(columns_of(comparison)) {}

  void write(Html& page, std::size_t column) const {
    const std::string id = "move-" + choice_of(address(columns_[column]));
    page << "<span class=\"moves\" id=\"" << text(id) << "\">";
    if (column > 0) {
      write_link(page, column, column - 1, "←", "one column to the left");
    } else {
      page << "<span></span>";
    }
    if (column + 1 < columns_.size())
      write_link(page, column, column + 1, "→", "one column to the right");
    page << "</span>";
  }

 private:
  const RevisionAddress& address(std::uint32_t version) const {
    return comparison_.versions[version].address;
  }

  // The versions in the order in which a page with these columns numbers them: first the one that
  // the others are compared with, which is of the original if any is, else the first.
  std::vector<std::uint32_t> numbered(std::vector<std::uint32_t> columns) const {
    auto first = columns.begin();
    if (comparison_.has_original) {
      first = std::find_if(columns.begin(), columns.end(), [&](std::uint32_t version) {
        return address(version).variant == address(0).variant;
      });
    }
    std::rotate(columns.begin(), first, first + 1);
    return columns;
  }

  void write_link(Html& page, std::size_t from, std::size_t to, Markup arrow, Markup where) const {
    std::vector<std::uint32_t> columns = columns_;
    std::swap(columns[from], columns[to]);
    const std::vector<std::uint32_t> versions = numbered(columns);
    std::string numbers;  // that each version will have, by those that they have
    ViewQuery query = query_of(comparison_, state_);
    query.folded.clear();
    query.companion = state_.all_companions ? "all" : "";
    for (std::uint32_t i = 0; i < versions.size(); ++i) {
      const auto at = std::find(versions.begin(), versions.end(), i) - versions.begin();
      numbers += static_cast<char>('1' + at);
      if (state_.folded[i]) query.folded += numbers.back();
      // Unasked it is whichever comes second.
      const bool is_companion = state_.companion > 1 && i == state_.companion;
      if (is_companion && !state_.all_companions && at > 1) query.companion = numbers.back();
    }
    std::sort(query.folded.begin(), query.folded.end());
    std::vector<RevisionAddress> addresses;
    for (const std::uint32_t version : columns) addresses.push_back(address(version));
    // There the list of versions opens, where a browser opens what a link leads into.
    page << "<a rel=\"nofollow\" href=\""
         << text(compare_address(comparison_.article.id, addresses) + query.text() + "#move-" +
                 choice_of(address(columns_[from])))
         << "\" data-numbers=\"" << text(numbers) << "\" aria-label=\""
         << text(version_words(comparison_, columns_[from])) << ": " << where << "\">" << arrow
         << "</a>";
  }

  const Comparison& comparison_;
  const ViewState& state_;
  std::vector<std::uint32_t> columns_;
};

// What is not shown yet: few in one list, many under the names of their languages, those by human
// hands first in each.
class Offers {
 public:
  Offers(const Comparison& comparison, const std::vector<VariantSummary>& variants) {
    for (const VariantSummary& variant : variants) {
      const bool is_shown = std::any_of(
          comparison.versions.begin(), comparison.versions.end(),
          [&](const Version& version) { return version.address.variant == variant.id; });
      if (!is_shown) offers_.push_back({variant.id, variant.kind, variant.id.text()});
    }
  }

  bool are_many() const {
    constexpr std::size_t kFew = 12;
    return offers_.size() > kFew;
  }

  void write(Html& page) const {
    if (!are_many()) {
      for (const Offer& offer : offers_) write_offer(page, offer);
      return;
    }
    // Found by the name that the page's readers know.
    std::map<std::pair<std::string, LanguageTag>, std::vector<Offer>> groups;
    for (Offer offer : offers_) {
      offer.names_language = false;
      const LanguageTag language = offer.id.language();
      groups[{language.english_name(), language}].push_back(std::move(offer));
    }
    for (auto& [name, group] : groups) {
      std::stable_sort(group.begin(), group.end(), [](const Offer& one, const Offer& other) {
        return reading_order(one.kind) < reading_order(other.kind);
      });
      write_group(page, name.second, group);
    }
  }

 private:
  static void write_group(Html& page, const LanguageTag& language,
                          const std::vector<Offer>& group) {
    page << "<details class=\"in\"><summary>" << own_name(language);
    if (language.own_name() != language.english_name())
      page << " <span class=\"mut\">" << text(language.english_name()) << "</span>";
    page << " <span class=\"mut n\">" << group.size() << "<span class=\"vh\"> "
         << (group.size() == 1 ? Markup("version") : Markup("versions"))
         << "</span></span></summary>\n";
    for (const Offer& offer : group) write_offer(page, offer);
    page << "</details>\n";
  }

  std::vector<Offer> offers_;
};

}  // namespace

// Folds and the pair are of the columns that were. Those shown come first, as they stand, so that
// the form keeps their order.
void write_version_choice(Html& page, const Comparison& comparison, const ViewState& state,
                          const std::vector<VariantSummary>& variants) {
  page << "<details class=\"choose\" name=\"choose\"><summary>Versions <span class=\"mut\">"
       << comparison.versions.size() << " of " << variants.size()
       << "</span></summary>\n<form id=\"versions\" method=\"get\" action=\"/a/"
       << text(comparison.article.id.text()) << "/compare\" data-keeps=\"view signs remarks\">\n";
  ViewQuery query = query_of(comparison, state);
  query.folded = query.companion = query.before = query.after = "";
  query.part = 1;
  for (const auto& [name, value] : query.parameters()) write_hidden(page, name, value);
  page << "<div class=\"list\">\n";
  const Mover mover(comparison, state);
  const std::vector<std::uint32_t> columns = columns_of(comparison);
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const Version& version = comparison.versions[columns[column]];
    const VariantId& id = version.address.variant;
    page << "<div class=\"line\">";
    write_offer(
        page,
        {id, version.provenance.shown_kind(),
         version.address.number == version.newest ? id.text() : choice_of(version.address), true});
    mover.write(page, column);
    page << "</div>\n";
  }
  const Offers offers(comparison, variants);
  if (offers.are_many()) {
    page << "<div class=\"seek js\"><label for=\"find-version\">Find</label><input type=\"text\" "
            "id=\"find-version\" autocomplete=\"off\" spellcheck=\"false\"><output "
            "for=\"find-version\"></output></div>\n<p class=\"mut\">At most "
         << kMaxVersions << " stand side by side.</p>\n";
  }
  offers.write(page);
  page << "</div>\n<button type=\"submit\">Show these</button>\n</form></details>\n";
}

}  // namespace hexapla
