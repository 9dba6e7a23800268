#include "translate/check/check_texts.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "store/model/digest.h"
#include "translate/check/each_check.h"

namespace hexapla {
namespace {

bool overlap(const TextPlace& a, const TextPlace& b) {
  return a.segment == b.segment && a.range.begin < b.range.end && b.range.begin < a.range.end;
}

// A date or an address that differs says more than its figure alone.
void drop_figures_said_better(Findings& findings, std::size_t from) {
  const auto is_said = [&](const Finding& finding) {
    if (finding.found != FindingClass::number) return false;
    return std::any_of(
        findings.begin() + static_cast<std::ptrdiff_t>(from), findings.end(),
        [&](const Finding& other) {
          return (other.found == FindingClass::date || other.found == FindingClass::address) &&
                 (overlap(other.source, finding.source) || overlap(other.target, finding.target));
        });
  };
  std::vector<Finding> kept(findings.begin(), findings.begin() + static_cast<std::ptrdiff_t>(from));
  for (std::size_t i = from; i < findings.size(); ++i) {
    if (!is_said(findings[i])) kept.push_back(findings[i]);
  }
  findings = std::move(kept);
}

void check_bead(std::span<const BeadPair> beads, std::size_t at,
                std::optional<std::vector<double>>& figures, Findings& findings) {
  const BeadPair& bead = beads[at];
  const std::size_t before = findings.size();
  check_bidi(bead, findings);
  if (bead.source.segments().empty() || bead.target.segments().empty()) return;
  check_untranslated(bead, findings);
  // Nothing else is to be said of a text that is not there yet.
  if (findings.size() > before && findings.back().found == FindingClass::untranslated) return;
  // A stamp says when its own page was updated: it differs by its nature.
  if (bead.source.is_all(Role::dateline) || bead.target.is_all(Role::dateline)) return;
  check_numbers(beads, at, figures, findings);
  check_dates(bead, findings);
  check_amounts(bead, findings);
  check_addresses(bead, findings);
  check_brackets(bead, findings);
  drop_figures_said_better(findings, before);
}

// What stands twice is no addition besides.
void drop_additions_said_twice(Findings& findings) {
  std::vector<std::uint32_t> twice;
  for (const Finding& finding : findings) {
    if (finding.found == FindingClass::doubled && finding.source.segments.empty())
      twice.push_back(finding.target.segments.first);
  }
  std::erase_if(findings, [&](const Finding& finding) {
    return finding.found == FindingClass::addition &&
           std::find(twice.begin(), twice.end(), finding.target.segments.first) != twice.end();
  });
}

// Of sentences that stand elsewhere nothing is to be said that compares them with what they are
// matched with, nor of what is matched with them: they are neither wanting nor added, and their
// figures differ of course.
void join_moves(std::vector<Finding> moves, Findings& findings) {
  const auto is_told = [](FindingClass found) {
    return found == FindingClass::bidi || found == FindingClass::encoding ||
           found == FindingClass::unrelated || found == FindingClass::doubled ||
           found == FindingClass::untranslated;
  };
  std::erase_if(findings, [&](const Finding& finding) {
    return !is_told(finding.found) &&
           std::any_of(moves.begin(), moves.end(), [&](const Finding& move) {
             return overlap(move.source.segments, finding.source.segments) ||
                    overlap(move.target.segments, finding.target.segments);
           });
  });
  std::move(moves.begin(), moves.end(), std::back_inserter(findings));
}

bool is_within(const TextPlace& inner, const TextPlace& outer) {
  return inner.segment == outer.segment && !inner.range.empty() &&
         outer.range.begin <= inner.range.begin && inner.range.end <= outer.range.end;
}

// Whether a figure that one text alone has is part of what is wanting or added.
bool is_part_of(const Finding& finding, const Finding& stray) {
  if (finding.found != FindingClass::number) return false;
  return stray.found == FindingClass::omission
             ? finding.target.text.empty() && is_within(finding.source, stray.source)
             : finding.source.text.empty() && is_within(finding.target, stray.target);
}

// Of a long part it is one word of many; a short part is hardly more than the figure.
void join_figures(std::vector<Finding>& strays, Findings& findings, const LanguageTag& source,
                  const LanguageTag& target) {
  const auto is_long = [&](const Finding& stray) {
    const bool is_ours = stray.found == FindingClass::omission;
    const std::string& words = is_ours ? stray.source.text : stray.target.text;
    return letters_in(words) >= fewest_telling_letters(is_ours ? source : target);
  };
  std::erase_if(findings, [&](const Finding& finding) {
    return std::any_of(strays.begin(), strays.end(), [&](const Finding& stray) {
      return is_part_of(finding, stray) && is_long(stray);
    });
  });
  std::erase_if(strays, [&](const Finding& stray) {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& finding) { return is_part_of(finding, stray); });
  });
}

// What is wanting or added inside a bead: nothing of a text that is not there yet or stands twice;
// and it says more than the length of the whole.
void join_strays(std::vector<Finding> strays, Findings& findings) {
  std::erase_if(strays, [&](const Finding& stray) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
      if (finding.target.segments != stray.target.segments) return false;
      return finding.found == FindingClass::untranslated ||
             (finding.found == FindingClass::doubled && overlap(finding.target, stray.target));
    });
  });
  std::erase_if(findings, [&](const Finding& finding) {
    return finding.found == FindingClass::length &&
           std::any_of(strays.begin(), strays.end(), [&](const Finding& stray) {
             return stray.target.segments == finding.target.segments;
           });
  });
  std::move(strays.begin(), strays.end(), std::back_inserter(findings));
}

std::string segment_texts(const RevisionView& view, SegmentRange segments) {
  std::string text;
  for (std::uint32_t i = segments.first; i < segments.past(); ++i) {
    text += view.segment(i).text;
    text += '\n';
  }
  return text;
}

// The words that a key depends on. Where exactly a part left out begins and ends is a matter of
// what it was judged beside: the sentence it is of stands for it.
std::string key_words(const Finding& finding, const RevisionView& view, const TextPlace& place) {
  const bool is_stray =
      finding.found == FindingClass::omission || finding.found == FindingClass::addition;
  if (is_stray && !place.range.empty()) return std::string(view.segment(place.segment).text);
  return place.text;
}

std::string key_of(const Finding& finding, const RevisionView& source, const RevisionView& target) {
  std::string named(name(finding.found));
  for (const std::string& part :
       {segment_texts(source, finding.source.segments), key_words(finding, source, finding.source),
        segment_texts(target, finding.target.segments),
        key_words(finding, target, finding.target)}) {
    named += '\0';
    named += part;
  }
  return Digest::of(named).hex().substr(0, 16);
}

bool stands_before(const Finding& a, const Finding& b) {
  const auto order = [](const Finding& f) {
    return std::tuple(f.target.segments.first, f.source.segments.first, f.target.segment,
                      f.target.range.begin, f.found);
  };
  return order(a) < order(b);
}

}  // namespace

std::vector<Finding> check_texts(const TextToCheck& source, const TextToCheck& target,
                                 const Alignment& alignment, std::vector<Finding> strays,
                                 std::vector<Finding> moves,
                                 std::span<const BeadLinks* const> links) {
  std::vector<BeadPair> beads;
  beads.reserve(alignment.beads.size());
  for (const Bead& bead : alignment.beads) {
    BeadPair pair{{source.view, bead.source, source.language},
                  {target.view, bead.target, target.language}};
    if (!(pair.source.is_all(Role::label) && pair.target.is_all(Role::label)))
      beads.push_back(std::move(pair));
  }
  Findings findings;
  std::optional<std::vector<double>> figures;
  for (std::size_t i = 0; i < beads.size(); ++i) check_bead(beads, i, figures, findings);
  check_presence(beads, findings);
  check_doubled(beads, findings);
  drop_additions_said_twice(findings);
  check_lengths(beads, findings);
  check_quotations(beads, findings);
  check_encoding(beads, findings);
  check_unrelated(source, target, beads, findings);
  check_names(beads, links, findings);
  join_figures(strays, findings, source.language, target.language);
  join_strays(std::move(strays), findings);
  join_moves(std::move(moves), findings);
  std::stable_sort(findings.begin(), findings.end(), stands_before);
  for (Finding& finding : findings) finding.key = key_of(finding, source.view, target.view);
  return findings;
}

}  // namespace hexapla
