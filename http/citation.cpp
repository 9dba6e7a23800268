#include "http/citation.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "http/pages/words.h"

namespace hexapla {
namespace {

// The day that the first version was captured, else added: `2026-04-14`.
std::string_view day_seen(const Version& version) {
  const auto& capture = version.record.capture;
  const std::string& time = capture && !capture->date.empty() ? capture->date : version.record.time;
  return std::string_view(time).substr(0, 10);
}

// The day of publication as it is claimed; empty when nobody did, or not with a day.
std::string_view day_published(const Version& version) {
  const auto& published = version.provenance.published;
  return published && published->value.size() >= 10
             ? std::string_view(published->value).substr(0, 10)
             : std::string_view();
}

std::string_view stated(const std::optional<Stated<std::string>>& value) {
  return value ? std::string_view(value->value) : std::string_view();
}

// `Versions: ar, revision 2, original, sha-256 9f2c…; es, revision 1, …`
std::string versions_note(const Comparison& comparison) {
  std::string note = "Versions: ";
  for (std::size_t i = 0; i < comparison.versions.size(); ++i) {
    const Version& version = comparison.versions[i];
    if (i > 0) note += "; ";
    note += version.address.variant.text() + ", revision " +
            std::to_string(version.address.number) + ", " +
            std::string(short_kind_words(version.provenance.shown_kind())) + ", sha-256 " +
            version.record.digest.hex();
  }
  return note;
}

std::string on_one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return line;
}

// In the direction of its own first letter, whatever the line's (UAX #9, FSI and PDI).
std::string isolated_on_line(std::string_view text) {
  return "\u2068" + on_one_line(text) + "\u2069";
}

std::string plain_text(const Comparison& comparison, std::string_view url) {
  const Version& original = comparison.versions[0];
  std::string out;
  if (const auto author = stated(original.provenance.author); !author.empty())
    out += isolated_on_line(author) + ". ";
  out += "“" + isolated_on_line(comparison.article.title) + "”";
  if (const auto publisher = stated(original.provenance.publisher); !publisher.empty())
    out += ", " + isolated_on_line(publisher);
  if (const auto day = day_published(original); !day.empty()) out += ", " + std::string(day);
  return out + ". " + versions_note(comparison) + ". Hexapla, " +
         std::string(day_seen(original)) + ". " + std::string(url) + "\n";
}

std::string bibtex_escaped(std::string_view text) {
  std::string out;
  for (const char c : on_one_line(text)) {
    switch (c) {
      case '\\':
        out += "\\textbackslash{}";
        break;
      case '~':
        out += "\\textasciitilde{}";
        break;
      case '^':
        out += "\\textasciicircum{}";
        break;
      case '{':
      case '}':
      case '%':
      case '&':
      case '#':
      case '$':
      case '_':
        out += '\\';
        out += c;
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string bibtex(const Comparison& comparison, std::string_view url) {
  const Version& original = comparison.versions[0];
  std::string out = "@online{" + comparison.article.id.text() + "-" +
                    original.address.variant.language().text() +
                    std::to_string(original.address.number) + ",\n";
  const auto field = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) out += "  " + std::string(name) + " = {" + bibtex_escaped(value) + "},\n";
  };
  // In braces of its own, since ` and ` would part it into two people.
  if (const std::string_view author = stated(original.provenance.author); !author.empty())
    out += "  author = {{" + bibtex_escaped(author) + "}},\n";
  field("title", comparison.article.title);
  field("organization", stated(original.provenance.publisher));
  field("date", day_published(original));
  // Addresses are taken as they are; ours have no brace.
  out += "  url = {" + std::string(url) + "},\n";
  field("urldate", day_seen(original));
  field("langid", original.language.text());
  field("note", versions_note(comparison));
  return out + "}\n";
}

std::string ris(const Comparison& comparison, std::string_view url) {
  const Version& original = comparison.versions[0];
  std::string out = "TY  - ELEC\r\n";
  const auto field = [&](std::string_view tag, std::string_view value) {
    if (!value.empty()) out += std::string(tag) + "  - " + on_one_line(value) + "\r\n";
  };
  const auto slashed = [](std::string_view day) {
    std::string text(day);
    std::replace(text.begin(), text.end(), '-', '/');
    return text;
  };
  field("TI", comparison.article.title);
  field("AU", stated(original.provenance.author));
  field("PB", stated(original.provenance.publisher));
  field("PY", day_published(original).substr(0, 4));
  field("DA", slashed(day_published(original)));
  field("UR", url);
  field("Y2", slashed(day_seen(original)));
  field("LA", original.language.text());
  field("N1", versions_note(comparison));
  return out + "ER  - \r\n";
}

// `2026-04-14` as CSL's date-parts; null for what is no day.
nlohmann::json date_parts(std::string_view day) {
  const auto number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : day.substr(at, count)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + c - '0';
    }
    return value;
  };
  if (day.size() != 10) return nullptr;
  const int year = number(0, 4), month = number(5, 2), date = number(8, 2);
  if (year < 0 || month < 1 || date < 1) return nullptr;
  nlohmann::json parts = nlohmann::json::array({year, month, date});
  return {{"date-parts", nlohmann::json::array({std::move(parts)})}};
}

std::string csl_json(const Comparison& comparison, std::string_view url) {
  const Version& original = comparison.versions[0];
  nlohmann::json item = {
      {"id", comparison.article.id.text() + "-" + original.address.variant.language().text() +
                 std::to_string(original.address.number)},
      {"type", "webpage"},
      {"title", comparison.article.title},
      {"URL", url},
      {"language", original.language.text()},
      {"note", versions_note(comparison)},
  };
  if (const auto author = stated(original.provenance.author); !author.empty())
    item["author"] = nlohmann::json::array({{{"literal", author}}});
  if (const auto publisher = stated(original.provenance.publisher); !publisher.empty())
    item["container-title"] = publisher;
  if (auto date = date_parts(day_published(original)); !date.is_null())
    item["issued"] = std::move(date);
  if (auto date = date_parts(day_seen(original)); !date.is_null())
    item["accessed"] = std::move(date);
  return nlohmann::json::array({std::move(item)})
             .dump(2, ' ', false, nlohmann::json::error_handler_t::replace) +
         "\n";
}

}  // namespace

std::optional<CitationForm> find_citation_form(std::string_view name) {
  for (const CitationForm& form : kCitationForms) {
    if (form.name == name) return form;
  }
  return std::nullopt;
}

std::string citation(const Comparison& comparison, CitationFormat format, std::string_view url) {
  switch (format) {
    case CitationFormat::text:
      return plain_text(comparison, url);
    case CitationFormat::bibtex:
      return bibtex(comparison, url);
    case CitationFormat::ris:
      return ris(comparison, url);
    case CitationFormat::csl_json:
      break;
  }
  return csl_json(comparison, url);
}

}  // namespace hexapla
