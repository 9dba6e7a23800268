#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/comparison.h"
#include "http/html.h"
#include "http/request.h"
#include "http/signed_in.h"
#include "http/view_query.h"
#include "translate/score/edit_shares.h"
#include "translate/score/scores.h"

namespace hexapla {

// The parts of the side-by-side page, in the order in which they stand on it.

// What the address asks for besides the versions.
struct ViewState {
  enum class View { parallel, interleaved, difference } view = View::parallel;
  bool signs = true, remarks = true;
  std::vector<bool> folded;           // by version
  std::uint32_t companion = 1;        // the version beside the first where there is room for one
  bool all_companions = false;        // instead of one
  bool can_write = false;             // rows can be corrected
  std::string edited;                 // the id of the row that is; empty for none
  std::optional<SignedIn> signed_in;  // by whom
};
ViewState view_state(const Request& request, const Comparison& comparison);
ViewQuery query_of(const Comparison& comparison, const ViewState& state);

void write_toolbar(Html& page, const Comparison& comparison, const ViewState& state,
                   const std::vector<VariantSummary>& variants);
// In the toolbar: which two versions in one language to compare, where more than two can be.
void write_pair_choice(Html& page, const Comparison& comparison, const ViewState& state);
// In the toolbar: which versions to show, and in which order.
void write_version_choice(Html& page, const Comparison& comparison, const ViewState& state,
                          const std::vector<VariantSummary>& variants);
void write_synopsis(Html& page, const Comparison& comparison);
void write_columns(Html& page, const Comparison& comparison,
                   const ViewState& state);  // heads and particulars
void write_rows(Html& page, const Comparison& comparison, const ViewState& state);
// What corrects `row`: borders of beads, links, findings. For sentences chosen by boxes of the form
// kCorrectionForm.
void write_correction(Html& page, const Comparison& comparison, const ViewState& state,
                      const ComparedRow& row);
inline constexpr Markup kCorrectionForm = "fix";
// What is counted for the measures only where it is cheap or was asked for.
struct ScoredPair {
  std::optional<Scores> scores;   // of the pair's earlier text by the later one
  std::vector<EditShare> shares;  // of the article
  bool with_ter = true;           // else TER and shares wait until they are asked for
};
ScoredPair score_pair(const Reading& reading, const Comparison& comparison, const Request& request);
void write_apparatus(Html& page, const Comparison& comparison, const ScoredPair& scored);
void write_measures(Html& page, const Comparison& comparison, const ScoredPair& scored);
void write_legend(Html& page, const Comparison& comparison);

// `Arabic, automated`; with the variant's word where that alone tells two apart.
std::string version_words(const Comparison& comparison, std::uint32_t version);
// `number differs in Spanish, automated`.
std::string remark_words(const Comparison& comparison, const Remark& remark);
std::string_view subject_of(FindingClass found);  // what differs: `number`, `date`
std::string_view heading_of(FindingClass found);  // what a doubt is about: `Brackets`
// An explanation whose quotations, in any script, keep apart from what stands around them.
Html explained(std::string_view explanation);
Html dismissal_words(const Dismissal& dismissed);       // `dismissed by …, 3 May 2026: …`
std::string choice_of(const RevisionAddress& address);  // `es~desk@2`
// What tells a version from others in its language, in few letters: who or what made it, as
// `Meridian`; else its word or its number. Empty where no other is in its language.
std::string telling_words(const Comparison& comparison, std::uint32_t version);
// `/a/ferry/compare?v=en@3&v=ar@1`.
std::string compare_address(const ArticleId& article, const std::vector<RevisionAddress>& versions);
std::string compare_address(const Comparison& comparison);  // of the revisions shown
// Of exactly what is shown, for good: with the part of a long article.
std::string lasting_address(const Comparison& comparison);
// `&before=es@1&after=es~desk@2`, where the reader chose which two to compare; else nothing.
std::string pair_query(const Comparison& comparison);
// The address of this comparison in the API.
std::string api_compare_address(const Comparison& comparison);
std::string api_words_address(const Comparison& comparison);  // of the links between its words

std::string_view sign_glyph(Sign sign);
Markup sign_class(Sign sign);  // of remarks: `f-x`

}  // namespace hexapla
