#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "store/model/word_links.h"
#include "translate/check/bead_text.h"
#include "translate/check/check_texts.h"

namespace hexapla {

// The checks of check_texts(), one by one. Each appends what it finds, without keys. Those that
// take one pair look at one bead with both sides; those that take all compare beads with each
// other. Tuned to be silent when in doubt: a reader who sees three false alarms reads no fourth.

using Findings = std::vector<Finding>;

// Days of the calendar by value; see find_dates().
void check_dates(const BeadPair& bead, Findings& findings);
// Figures that agree, of a currency or unit that does not; see find_amounts().
void check_amounts(const BeadPair& bead, Findings& findings);
// URLs and e-mail addresses, which no translation changes.
void check_addresses(const BeadPair& bead, Findings& findings);
// Brackets that do not close although the original's do.
void check_brackets(const BeadPair& bead, Findings& findings);
// A sentence in the original's language.
void check_untranslated(const BeadPair& bead, Findings& findings);
// Embeddings, overrides and isolates (UAX #9) left open, and overrides, that change the order seen.
void check_bidi(const BeadPair& bead, Findings& findings);

// Figures by value, see compare_numbers() and find_added_numbers(). `figures` of the whole original
// are read when first asked for, and kept for the other beads.
void check_numbers(std::span<const BeadPair> beads, std::size_t bead,
                   std::optional<std::vector<double>>& figures, Findings& findings);
// Beads of one side only.
void check_presence(std::span<const BeadPair> beads, Findings& findings);
// Words said twice in a row, and sentences repeated where the original has different ones.
void check_doubled(std::span<const BeadPair> beads, Findings& findings);
// Beads whose ratio of lengths is far from the others'.
void check_lengths(std::span<const BeadPair> beads, Findings& findings);
// Once for a text: Burmese in Zawgyi.
void check_encoding(std::span<const BeadPair> beads, Findings& findings);
// Once for a text, on its first bead: one of which hardly anything answers to the other, so that it
// may well be a version of something else. Told where shared_evidence() is no better than by chance
// and the beads' words, linked, render each other no better than those of beads paired at random.
// Silent where little is said that two languages share, as between scripts of which one does not
// spell sounds. `beads` are of the two texts.
void check_unrelated(const TextToCheck& source, const TextToCheck& target,
                     std::span<const BeadPair> beads, Findings& findings);
// Quotation marks that do not close although the original's do, and direct speech without any.
void check_quotations(std::span<const BeadPair> beads, Findings& findings);
// Names that are rendered alike in the other beads and not in this one, where another name stands.
// `links` are of the words of these beads, any number to one; where none are, less is found.
void check_names(std::span<const BeadPair> beads, std::span<const BeadLinks* const> links,
                 Findings& findings);

}  // namespace hexapla
