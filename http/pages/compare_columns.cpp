#include <algorithm>
#include <cmath>

#include "http/pages/compare_parts.h"
#include "http/pages/words.h"
#include "store/archive/kind_doubt.h"
#include "store/model/label_against_kind.h"
#include "store/text/character_kinds.h"
#include "store/text/code_points.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

void write_radio(Html& page, Markup id, Markup value, Markup name, bool checked) {
  page << "<label class=\"opt\"><input type=\"radio\" name=\"view\" id=\"" << id << "\" value=\""
       << value << "\"";
  if (checked) page << " checked";
  page << ">" << name << "</label>\n";
}

void write_checkbox(Html& page, Markup id, Markup name, bool checked) {
  page << "<label class=\"opt\"><input type=\"checkbox\" id=\"" << id << "\"";
  if (checked) page << " checked";
  page << ">" << name << "</label>\n";
}

// Made from which revision, in the head: `from r2 ↻`.
void write_tag(Html& page, const Version& version) {
  const bool outdated = version.origin.outdated();
  page << "<span class=\"tag" << (outdated ? Markup(" old") : Markup("")) << "\">"
       << "<span class=\"id\" title=\"" << text(version.address.text()) << "\">"
       << text(version.address.variant.text()) << "</span><span class=\"from\"> · ";
  if (version.origin.address) {
    page << "from r" << version.origin.address->number;
    if (outdated) page << " <span class=\"sg\" role=\"img\" aria-label=\"since revised\">↻</span>";
  } else {
    page << "r" << version.address.number;
  }
  page << "</span></span>";
}

// `CUNI-…ormer`: beginnings of engines' names tell families apart, ends their members.
std::string short_in_the_middle(const std::string& words) {
  constexpr std::size_t kRoom = 12, kEnd = 5;
  if (count_code_points(words) <= kRoom) return words;
  std::size_t head = 0, tail = words.size();
  for (std::size_t n = 0; n < kEnd; ++n) {
    head = after_code_point(words, head);
    tail = before_code_point(words, tail);
  }
  const auto begins_inside = [&](std::size_t at) {
    return is_attached(static_cast<UChar32>(code_point_at(words, at)));
  };
  while (tail > head && begins_inside(tail)) tail = before_code_point(words, tail);
  return std::string(prefix_of_whole_graphemes(words, head)) + "…" + words.substr(tail);
}

void write_head(Html& page, const Comparison& comparison, std::uint32_t index, bool folded) {
  const Version& version = comparison.versions[index];
  const std::string telling = telling_words(comparison, index);
  page << "<th class=\"col c" << index << (telling.empty() ? Markup("") : Markup(" told"))
       << "\" scope=\"col\"><span class=\"spine\" aria-hidden=\"true\">"
       << text(version.language.language());
  if (!telling.empty()) {
    const std::string shown = short_in_the_middle(telling);
    page << "<i";
    if (shown != telling) page << " title=\"" << text(telling) << "\"";
    page << ">" << text(shown) << "</i>";
  }
  page << "</span>" << own_name(version.language);
  write_tag(page, version);
  page << kind_mark(version.provenance.shown_kind(),
                    label_against_kind(version.provenance) != nullptr)
       << "<label class=\"fold\"><input type=\"checkbox\" id=\"f" << index << "\"";
  if (folded) page << " checked";
  page << "><b aria-hidden=\"true\"></b><span class=\"vh\">Fold the column "
       << text(version_words(comparison, index)) << "</span></label></th>\n";
}

class Particulars {
 public:
  explicit Particulars(Html& page) : page_(page) {}

  void row(Markup term, const Html& value) {
    page_ << "<dt>" << term << "</dt><dd>" << value << "</dd>\n";
  }

  void stated(Markup term, const std::optional<Stated<std::string>>& value) {
    if (!value || value->value.empty()) return;
    Html html;
    html << "<bdi>" << text(value->value) << "</bdi>";
    row(term, html);
  }

 private:
  Html& page_;
};

Html made_from(const Version& version, const VariantId& original) {
  Html html;
  switch (version.origin.state) {
    case Origin::State::unsaid:
      html << "<span class=\"mut\">not recorded</span>";
      break;
    case Origin::State::unknown:
      html << "unknown, as recorded";
      break;
    case Origin::State::not_held:
      html << "a text that is not held here";
      break;
    case Origin::State::held: {
      const RevisionAddress& from = *version.origin.address;
      // A version of a version says whose mistakes it may have taken over.
      const auto named = [&] {
        Html name;
        if (from.variant != original) name << text(from.variant.text()) << ", ";
        return name;
      };
      if (version.origin.outdated()) {
        RevisionAddress newest = from;
        newest.number = version.origin.newest;
        html << "<a class=\"old\" href=\"" << text(compare_address(from.article, {from, newest}))
             << "&amp;view=difference\">" << named() << "revision " << from.number
             << ", since revised ↻<span class=\"vh\">: see what changed</span></a>";
      } else {
        html << named() << "revision " << from.number << ", current";
      }
      break;
    }
  }
  return html;
}

// What the page itself says of its translation, word for word.
Html labels_shown(const Version& version) {
  Html html;
  for (const Statement& label : version.provenance.labels) {
    if (!html.empty()) html << "; ";
    const std::string_view words = words_seen(label, version.view);
    if (words.empty()) {
      html << "<bdi>" << text(label.claim.value) << "</bdi>";
    } else {
      html << isolated("«" + std::string(words) + "»", version.language.text());
    }
    if (label.scope == Scope::blocks) html << " <span class=\"mut\">on a part</span>";
    if (label.scope == Scope::uncertain) html << " <span class=\"mut\">of unclear extent</span>";
  }
  if (html.empty()) html << "none";
  return html;
}

Html revision_words(const Version& version) {
  Html html;
  html << version.address.number << " of " << version.newest;
  if (version.address.number > 1) {
    RevisionAddress before = version.address;
    --before.number;
    html << ", <a href=\""
         << text(compare_address(version.address.article, {before, version.address}))
         << "&amp;view=difference\">what changed</a>";
  }
  return html;
}

Html changed_share(const Pair& pair) {
  const int share = static_cast<int>(std::lround(100 * std::min(pair.distance.edit_rate, 1.0)));
  Html html;
  html << "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
          "aria-hidden=\"true\"><rect width=\""
       << share << "\" height=\"10\"/></svg>" << share << " in 100 words";
  return html;
}

bool is_said(const std::optional<Stated<std::string>>& value) {
  return value && !value->value.empty();
}

// Who wrote it and where it appeared; the latter is not said again of versions in the same place.
void write_author(Particulars& list, const Provenance& known, const Provenance* original) {
  const bool is_elsewhere =
      is_said(known.publisher) &&
      !(original && original->publisher && original->publisher->value == known.publisher->value);
  if (is_said(known.author)) {
    Html html;
    html << "<bdi>" << text(known.author->value) << "</bdi>";
    if (is_elsewhere) html << ", <cite><bdi>" << text(known.publisher->value) << "</bdi></cite>";
    list.row("Written by", html);
  } else if (is_elsewhere) {
    list.stated("Published by", known.publisher);
  }
}

// Columns so narrow that every line counts: what was said once is not said again.
bool are_many(const Comparison& comparison) {
  constexpr std::size_t kManyColumns = 5;
  return comparison.versions.size() >= kManyColumns;
}

// In many narrow columns the day is enough; the hour stands with the provenance.
Html moment(const Comparison& comparison, std::string_view rfc3339) {
  constexpr std::size_t kDay = std::string_view("2026-04-14").size();
  return time_mark(are_many(comparison) ? rfc3339.substr(0, kDay) : rfc3339);
}

// How the kind of a version is known, to be read after `Kind` or `All kinds`; empty where none is.
Html kind_basis(const Version& version) {
  Html basis;
  const auto& kind = version.provenance.kind;
  if (!kind) return basis;
  const auto write_by = [&] {
    if (!kind->asserted_by.empty()) basis << " by <bdi>" << text(kind->asserted_by) << "</bdi>";
  };
  switch (kind->basis) {
    case Basis::generated:
      basis << "known from running the engine";
      write_by();
      break;
    case Basis::declared:
      basis << "declared";
      write_by();
      break;
    case Basis::labelled:
      basis << "read from the page";
      write_by();
      break;
    case Basis::detected:
      basis << "inferred";
      break;
  }
  return basis;
}

// Whether the kinds of all versions are known in the same way: then the first column says so.
bool share_basis(const Comparison& comparison) {
  constexpr std::size_t kFewest = 3;
  const std::string first = kind_basis(comparison.versions[0]).str();
  return comparison.versions.size() >= kFewest && !first.empty() &&
         std::all_of(comparison.versions.begin(), comparison.versions.end(),
                     [&](const Version& version) { return kind_basis(version).str() == first; });
}

void write_particulars(Html& page, const Comparison& comparison, std::uint32_t index) {
  const Version& version = comparison.versions[index];
  const Provenance& known = version.provenance;
  page << "<td class=\"c" << index << "\"><dl>\n";
  Particulars list(page);
  write_author(list, known, index == 0 ? nullptr : &comparison.versions[0].provenance);
  if (known.engine) {
    Html engine;
    engine << "<bdi>" << text(known.engine->value) << "</bdi>";
    if (known.engine_version) engine << " <bdi>" << text(known.engine_version->value) << "</bdi>";
    list.row("Engine", engine);
  }
  list.stated("Translated by", known.translator);
  list.stated("Edited by", known.editor);
  if (known.published && !known.published->value.empty())
    list.row("Published", moment(comparison, known.published->value));
  if (version.record.capture && !version.record.capture->date.empty()) {
    list.row("Captured", moment(comparison, version.record.capture->date));
  } else {
    list.row("Added", moment(comparison, version.record.time));
  }
  if (index == 0 || version.origin.state == Origin::State::unsaid || version.newest > 1)
    list.row("Revision", revision_words(version));
  if (known.shown_kind() != Kind::original)
    list.row("Made from", made_from(version, comparison.versions.front().address.variant));
  if (comparison.pair && comparison.pair->after == index && !comparison.rows.empty()) {
    // Nobody changed the one into the other unless somebody says so.
    list.row(known.revises ? Markup("Changed") : Markup("Differs"),
             changed_share(*comparison.pair));
  }
  // That a person's text has no label is no news.
  const bool expects_label = known.shown_kind() != Kind::original &&
                             !(are_many(comparison) && known.shown_kind() == Kind::human);
  if (expects_label || !known.labels.empty()) list.row("Label shown", labels_shown(version));
  if (share_basis(comparison)) {
    if (index == 0) list.row("All kinds", kind_basis(version));
  } else if (known.kind) {
    list.row("Kind", kind_basis(version));
  }
  Html record;
  record << "<a href=\"/a/" << text(version.address.text())
         << "\">Provenance</a> <span class=\"hash\">" << text(short_digest(version.record.digest))
         << "</span>";
  list.row("Record", record);
  page << "</dl></td>\n";
}

}  // namespace

void write_toolbar(Html& page, const Comparison& comparison, const ViewState& state,
                   const std::vector<VariantSummary>& variants) {
  using View = ViewState::View;
  page << "<div class=\"tools\">\n<fieldset><legend>View</legend>\n";
  write_radio(page, "v-par", "parallel", "Parallel", state.view == View::parallel);
  if (comparison.versions.size() > 1) {
    write_radio(page, "v-int", "interleaved", "Interleaved", state.view == View::interleaved);
  }
  if (comparison.pair) {
    const Version& after = comparison.versions[comparison.pair->after];
    page << "<label class=\"opt\"><input type=\"radio\" name=\"view\" id=\"v-diff\" "
            "value=\"difference\"";
    if (state.view == View::difference) page << " checked";
    const auto same =
        std::count_if(comparison.versions.begin(), comparison.versions.end(),
                      [&](const Version& version) { return are_comparable(version, after); });
    page << "><span class=\"long\">"
         << (same == 2 ? Markup("Compare the two ") : Markup("Compare two in "))
         << text(after.language.english_name())
         << "</span><span class=\"short\">Difference</span></label>\n";
  }
  page << "</fieldset>\n<fieldset><legend>Show</legend>\n";
  write_checkbox(page, "k-marks", "Signs", state.signs);
  write_checkbox(page, "k-flags", "Remarks", state.remarks);
  if (comparison.versions.size() > 1) {
    page << "<label class=\"opt js\"><input type=\"checkbox\" id=\"k-links\" checked>Word "
            "links</label>\n";
  }
  page << "<label class=\"opt slim\"><input type=\"checkbox\" "
          "id=\"k-meta\">Particulars</label>\n</fieldset>\n"
          "<div class=\"push\">\n";
  write_pair_choice(page, comparison, state);
  write_version_choice(page, comparison, state, variants);
  page << "<a href=\"#cite\">Cite</a>\n<button type=\"button\" class=\"js\" "
          "data-act=\"print\">Print</button>\n<button type=\"button\" class=\"js\" "
          "data-act=\"help\">Keys "
          "<kbd>?</kbd></button>\n</div>\n</div>\n";
}

void write_columns(Html& page, const Comparison& comparison, const ViewState& state) {
  page << "<thead>\n<tr>\n<th class=\"gut\" scope=\"col\"><span class=\"vh\">Segment</span></th>\n";
  for (const std::uint32_t i : columns_of(comparison))
    write_head(page, comparison, i, state.folded[i]);
  page << "</tr>\n</thead>\n<tbody class=\"meta\">\n<tr>\n<th scope=\"row\"><span "
          "class=\"vh\">Particulars</span></th>\n";
  for (const std::uint32_t i : columns_of(comparison)) write_particulars(page, comparison, i);
  page << "</tr>\n</tbody>\n";
}

}  // namespace hexapla
