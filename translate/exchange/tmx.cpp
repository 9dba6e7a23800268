#include "translate/exchange/tmx.h"

#include <fmt/format.h>

#include <pugixml.hpp>
#include <sstream>

#include "store/archive/source.h"
#include "store/archive/view.h"
#include "store/text/code_points.h"
#include "translate/align/held_alignment.h"

namespace hexapla {
namespace {

constexpr std::string_view kDocumentType =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!DOCTYPE tmx PUBLIC \"-//LISA OSCAR:1998//DTD for Translation Memory eXchange//EN\" "
    "\"tmx14.dtd\">\n";

bool is_xml_character(char32_t character) {
  if (character < 0x20) return character == '\t' || character == '\n' || character == '\r';
  return character != 0xFFFE && character != 0xFFFF;
}

std::string xml_text(std::string_view text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (is_xml_character(take_code_point(text, at))) kept += text.substr(begin, at - begin);
  }
  return kept;
}

// `2026-04-12T18:40:00.250Z` as `20260412T184000Z`; empty for what is no time in UTC.
std::string tmx_date(std::string_view time) {
  std::string date;
  if (time.size() < 20 || !time.ends_with('Z')) return date;
  for (const char c : time.substr(0, 19)) {
    if (c != '-' && c != ':') date += c;
  }
  return date + "Z";
}

// Who or what the words of a text are by, as far as anybody says.
std::string_view maker_of(const Provenance& provenance) {
  for (const auto* who : {&provenance.translator, &provenance.editor, &provenance.engine,
                          &provenance.author}) {
    if (*who) return (*who)->value;
  }
  return {};
}

// One side of all units of two texts.
class Side {
 public:
  Side(const Reading& reading, const RevisionAddress& address)
      : address_(address), view_(*reading.view(address)), provenance_(reading.provenance(address)) {
    const auto record = reading.revision(address);
    date_ = tmx_date(record->time);
    digest_ = record->digest.hex();
  }

  void write(pugi::xml_node unit, const SegmentRange& range) const {
    pugi::xml_node side = unit.append_child("tuv");
    side.append_attribute("xml:lang") = address_.variant.language().text().c_str();
    if (!date_.empty()) side.append_attribute("creationdate") = date_.c_str();
    if (const std::string maker = xml_text(maker_of(provenance_)); !maker.empty())
      side.append_attribute("creationid") = maker.c_str();
    write_property(side, "x-revision", address_.text());
    write_property(side, "x-sha256", digest_);
    write_property(side, "x-kind", std::string(name(provenance_.shown_kind())));
    side.append_child("seg").text() = xml_text(segments_text(view_, range)).c_str();
  }

  static void write_property(pugi::xml_node node, const char* type, const std::string& value) {
    pugi::xml_node property = node.append_child("prop");
    property.append_attribute("type") = type;
    property.text() = value.c_str();
  }

 private:
  const RevisionAddress address_;
  const RevisionView view_;
  const Provenance provenance_;
  std::string date_, digest_;
};

}  // namespace

std::string tmx_begin(std::string_view program_version, std::string_view source_language) {
  return std::string(kDocumentType) +
         fmt::format(
             "<tmx version=\"1.4\">\n<header creationtool=\"Hexapla\" "
             "creationtoolversion=\"{}\" segtype=\"sentence\" o-tmf=\"Hexapla\" adminlang=\"en\" "
             "srclang=\"{}\" datatype=\"plaintext\"/>\n<body>\n",
             program_version, source_language.empty() ? "*all*" : source_language);
}

std::string tmx_units(const Reading& reading, const RevisionAddress& source,
                      const RevisionAddress& version) {
  const Side given(reading, source), rendered(reading, version);
  const Alignment alignment = alignment_between(reading, source, version);
  std::ostringstream out;
  for (const Bead& bead : alignment.beads) {
    if (bead.source.empty() || bead.target.empty()) continue;
    pugi::xml_document document;
    pugi::xml_node unit = document.append_child("tu");
    unit.append_attribute("tuid") =
        fmt::format("{}-{}", version.text(), bead.source.first + 1).c_str();
    unit.append_attribute("srclang") = source.variant.language().text().c_str();
    if (bead.source.count > 1 || bead.target.count > 1) unit.append_attribute("segtype") = "block";
    Side::write_property(unit, "x-confidence", fmt::format("{:.2f}", bead.confidence));
    given.write(unit, bead.source);
    rendered.write(unit, bead.target);
    unit.print(out, "", pugi::format_indent);
  }
  return std::move(out).str();
}

std::string tmx_end() { return "</body>\n</tmx>\n"; }

std::optional<RevisionAddress> tmx_source(const Reading& reading, const RevisionAddress& version) {
  const auto base = reading.base_variant(version.article);
  if (!base || *base == version.variant) return std::nullopt;
  const Source source = source_of(reading, version);
  if (source.state == Source::State::held && source.address->article == version.article &&
      source.address->variant == *base)
    return source.address;
  RevisionAddress newest = newest_original(reading, version.article);
  if (reading.withdrawal(newest)) return std::nullopt;
  return newest;
}

void write_tmx_units(const Reading& reading, const ArticleId& article,
                     const std::function<void(std::string_view)>& write) {
  for (const VariantSummary& variant : reading.variants(article)) {
    if (variant.is_withdrawn) continue;
    const RevisionAddress version{article, variant.id, variant.newest};
    if (const auto source = tmx_source(reading, version))
      write(tmx_units(reading, *source, version));
  }
}

}  // namespace hexapla
