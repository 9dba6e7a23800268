#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/comparison.h"

namespace hexapla {

// How a comparison of versions is cited, by people and by programs that keep references.

enum class CitationFormat {
  text,      // a line, with the title in the direction of its own script
  bibtex,    // BibTeX, an entry of the type @online as BibLaTeX reads it
  ris,       // RIS, a record of the type ELEC
  csl_json,  // CSL-JSON 1.0, an array of one item
};

struct CitationForm {
  CitationFormat format;
  std::string_view name;          // in addresses: `bibtex`
  std::string_view shown;         // to people: `BibTeX`
  std::string_view ending;        // of a file: `bib`
  std::string_view content_type;  // of an answer
};
inline constexpr CitationForm kCitationForms[] = {
    {CitationFormat::text, "text", "text", "txt", "text/plain; charset=utf-8"},
    {CitationFormat::bibtex, "bibtex", "BibTeX", "bib", "application/x-bibtex; charset=utf-8"},
    {CitationFormat::ris, "ris", "RIS", "ris", "application/x-research-info-systems"},
    {CitationFormat::csl_json, "csl-json", "CSL-JSON", "json",
     "application/vnd.citationstyles.csl+json"},
};
std::optional<CitationForm> find_citation_form(std::string_view name);

// Cites what is compared: author, title and publisher of the first version as they are claimed, and
// each version with its number, kind and SHA-256, so that whoever reads the citation can tell
// whether they see the same bytes. `url` is where the comparison is. Text from outside can end no
// field: each format's own characters are escaped, line ends become spaces.
std::string citation(const Comparison& comparison, CitationFormat format, std::string_view url);

}  // namespace hexapla
