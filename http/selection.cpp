#include <algorithm>
#include <utility>

#include "http/comparison.h"
#include "http/nearness.h"
#include "http/problem.h"
#include "http/version_order.h"
#include "store/model/kind_order.h"

namespace hexapla {
namespace {

constexpr std::size_t kDefaultVersions = 4;

class Chooser {
 public:
  Chooser(const Reading& reading, const ArticleId& article, std::vector<std::string>& warnings)
      : reading_(reading),
        article_(article),
        variants_(reading.variants(article)),
        base_(reading.base_variant(article)),
        warnings_(warnings) {}

  void add(std::string_view choice) {
    if (choice == "original") {
      add_newest(base_);
    } else if (choice == "latest") {
      add_latest();
    } else if (choice == "all") {
      add_newest(base_);
      for (const VariantSummary& variant : variants_) add_newest(variant.id);
    } else if (!choice.empty()) {
      add_named(choice);
    }
  }

  // The original first, whenever it was added.
  void add_default(const std::vector<std::string>& languages) {
    add_newest(base_);
    for (const VariantId& id : default_versions(variants_, base_, languages, kDefaultVersions))
      add_newest(id);
  }

  std::vector<RevisionAddress> take() {
    if (chosen_.size() > kMaxVersions) {
      warnings_.push_back("Only " + std::to_string(kMaxVersions) +
                          " versions fit side by side; the rest of the " +
                          std::to_string(chosen_.size()) + " chosen ones were left out.");
    }
    while (chosen_.size() > kMaxVersions) {
      const bool is_base_last = place_of_base(reading_, article_, chosen_) + 1 == chosen_.size();
      chosen_.erase(chosen_.end() - (is_base_last ? 2 : 1));
    }
    return std::move(chosen_);
  }

  bool empty() const { return chosen_.empty(); }

 private:
  const VariantSummary* find(const VariantId& id) const {
    const auto found =
        std::find_if(variants_.begin(), variants_.end(),
                     [&](const VariantSummary& variant) { return variant.id == id; });
    return found == variants_.end() ? nullptr : &*found;
  }

  // A language alone means the version in it that is best to read; in a form of it where there is
  // none in exactly this one: `ar` finds `ar-EG~desk`.
  const VariantSummary* best_in_language(const LanguageTag& language) const {
    const auto rank = [&](const VariantSummary& variant) {
      return std::pair(variant.id.language() != language, reading_order(variant.kind));
    };
    const VariantSummary* best = nullptr;
    for (const VariantSummary& variant : variants_) {
      if (variant.id.language().language() != language.language()) continue;
      if (!best || rank(variant) < rank(*best)) best = &variant;
    }
    return best;
  }

  void add_address(RevisionAddress address) {
    if (std::find(chosen_.begin(), chosen_.end(), address) == chosen_.end())
      chosen_.push_back(std::move(address));
  }

  // A variant whose texts were all withdrawn is shown to who names it: there is a reason to read.
  void add_newest(const std::optional<VariantId>& id, bool is_named = false) {
    if (!id) return;
    if (const VariantSummary* variant = find(*id)) {
      if (!variant->is_withdrawn || is_named) add_address({article_, *id, variant->newest});
    }
  }

  void add_latest() {
    std::optional<RevisionRecord> latest;
    for (const VariantSummary& variant : variants_) {
      if (variant.is_withdrawn) continue;
      auto record = reading_.revision({article_, variant.id, variant.newest});
      if (record && (!latest || record->event > latest->event)) latest = std::move(record);
    }
    if (latest) add_address(latest->address);
  }

  void add_named(std::string_view choice) {
    const std::size_t at = std::min(choice.find('@'), choice.size());
    const auto id = VariantId::parse(choice.substr(0, at));
    const VariantSummary* variant = id ? find(*id) : nullptr;
    if (!variant && id && id->word().empty() && at == choice.size())
      variant = best_in_language(id->language());
    if (!variant) return warn_variant(choice.substr(0, at));
    if (at == choice.size()) return add_newest(variant->id, true);
    const auto address = RevisionAddress::parse(article_.text() + "/" + std::string(choice));
    if (!address || address->number > variant->revisions) {
      warnings_.push_back(
          "There is no revision “" + std::string(choice) + "”: " + id->text() + " has " +
          (variant->revisions == 1 ? "one revision"
                                   : std::to_string(variant->revisions) + " revisions") +
          ".");
      return;
    }
    add_address(*address);
  }

  void warn_variant(std::string_view choice) {
    std::vector<std::string> names;
    for (const VariantSummary& variant : variants_) names.push_back(variant.id.text());
    std::string warning = "There is no version “" + std::string(choice) + "” of this article";
    const std::vector<std::string> near = nearest(choice, names, 1);
    if (!near.empty()) {
      warning += "; did you mean " + near[0];
    }
    warning += near.empty() ? ". There is " : "? There is ";
    for (std::size_t i = 0; i < names.size() && i < kMaxVersions; ++i)
      warning += (i == 0 ? "" : ", ") + names[i];
    warnings_.push_back(warning + ".");
  }

  const Reading& reading_;
  const ArticleId& article_;
  std::vector<VariantSummary> variants_;
  std::optional<VariantId> base_;
  std::vector<std::string>& warnings_;
  std::vector<RevisionAddress> chosen_;
};

}  // namespace

std::size_t place_of_base(const Reading& reading, const ArticleId& article,
                          const std::vector<RevisionAddress>& asked) {
  const auto base = reading.base_variant(article);
  const auto found = std::find_if(asked.begin(), asked.end(), [&](const RevisionAddress& address) {
    return base && address.variant == *base;
  });
  return found == asked.end() ? 0 : static_cast<std::size_t>(found - asked.begin());
}

std::vector<RevisionAddress> base_first(const Reading& reading, const ArticleId& article,
                                        std::vector<RevisionAddress> asked) {
  const auto base =
      asked.begin() + static_cast<std::ptrdiff_t>(place_of_base(reading, article, asked));
  if (base != asked.end()) std::rotate(asked.begin(), base, base + 1);
  return asked;
}

std::vector<RevisionAddress> choose_versions(const Reading& reading, const ArticleId& article,
                                             const std::vector<std::string_view>& choices,
                                             std::vector<std::string>& warnings,
                                             const std::vector<std::string>& languages) {
  Chooser chooser(reading, article, warnings);
  for (const std::string_view list : choices) {
    for (std::size_t begin = 0; begin <= list.size();) {
      const std::size_t comma = std::min(list.find(',', begin), list.size());
      chooser.add(list.substr(begin, comma - begin));
      begin = comma + 1;
    }
  }
  if (chooser.empty()) chooser.add_default(languages);
  return chooser.take();
}

ArticleSummary require_article(const Reading& reading, std::string_view id) {
  if (const auto parsed = ArticleId::parse(id)) {
    if (auto article = reading.article(*parsed)) return *std::move(article);
  }
  Problem problem(404, "No such article", "There is no article “" + std::string(id) + "” here.");
  constexpr std::size_t kLookedAt = 500;
  std::vector<std::string> names;
  if (const auto page = reading.articles({}, {}, kLookedAt)) {
    for (const ArticleSummary& article : page->articles) names.push_back(article.id.text());
  }
  for (const std::string& name : nearest(id, names, 3)) problem.near.push_back("/a/" + name);
  throw problem;
}

}  // namespace hexapla
