#include "http/pages/compare_parts.h"
#include "http/pages/words.h"

namespace hexapla {

std::string_view sign_glyph(Sign sign) {
  switch (sign) {
    case Sign::wanting:
      return "※";
    case Sign::added:
      return "÷";
    case Sign::moved:
      return "⇅";
    case Sign::differs:
      return "≠";
    case Sign::outdated:
      return "↻";
    case Sign::untranslated:
      return "=";
    case Sign::doubtful:
      break;
  }
  return "†";
}

Markup sign_class(Sign sign) {
  switch (sign) {
    case Sign::wanting:
      return "f-x";
    case Sign::differs:
      return "f-x";
    case Sign::added:
      return "f-a";
    case Sign::moved:
      return "f-q";
    case Sign::outdated:
      return "f-s";
    case Sign::untranslated:
      return "f-u";
    case Sign::doubtful:
      break;
  }
  return "f-q";
}

std::string_view subject_of(FindingClass found) {
  switch (found) {
    case FindingClass::date:
      return "date";
    case FindingClass::amount:
      return "unit";
    case FindingClass::address:
      return "address";
    default:
      return "number";
  }
}

std::string_view heading_of(FindingClass found) {
  switch (found) {
    case FindingClass::doubled:
      return "Said twice";
    case FindingClass::name:
      return "Name";
    case FindingClass::quotation:
      return "Quotation marks";
    case FindingClass::bracket:
      return "Brackets";
    case FindingClass::length:
      return "Length";
    case FindingClass::encoding:
      return "Encoding";
    case FindingClass::unrelated:
      return "Another text";
    default:
      return "Hidden characters";
  }
}

Html explained(std::string_view explanation) {
  constexpr std::string_view kOpening = "“", kClosing = "”";
  Html html;
  while (!explanation.empty()) {
    const std::size_t begin = explanation.find(kOpening);
    const std::size_t end =
        begin == std::string_view::npos ? begin : explanation.find(kClosing, begin);
    if (end == std::string_view::npos) break;
    const std::size_t inside = begin + kOpening.size();
    html << text(explanation.substr(0, inside)) << "<bdi>"
         << text(explanation.substr(inside, end - inside)) << "</bdi>”";
    explanation.remove_prefix(end + kClosing.size());
  }
  html << text(explanation);
  return html;
}

Html dismissal_words(const Dismissal& dismissed) {
  Html html;
  html << "<span class=\"by\">dismissed by <bdi>" << text(dismissed.by) << "</bdi>, "
       << time_mark(dismissed.time.substr(0, 10));
  if (!dismissed.reason.empty()) html << ": <bdi>" << text(dismissed.reason) << "</bdi>";
  html << "</span>";
  return html;
}

}  // namespace hexapla
