#include "http/pages/words.h"

#include <algorithm>

#include "store/text/ascii.h"

namespace hexapla {

std::string_view kind_words(Kind kind) {
  switch (kind) {
    case Kind::original:
      return "Original";
    case Kind::machine:
      return "Automated translation";
    case Kind::post_edited:
      return "Post-edited";
    case Kind::human:
      return "Human translation";
    case Kind::unknown:
      break;
  }
  return "Kind unknown";
}

std::string_view short_kind_words(Kind kind) {
  switch (kind) {
    case Kind::original:
      return "original";
    case Kind::machine:
      return "automated";
    case Kind::post_edited:
      return "post-edited";
    case Kind::human:
      return "human";
    case Kind::unknown:
      break;
  }
  return "unknown";
}

Markup kind_glyph(Kind kind) {
  switch (kind) {
    case Kind::original:
      return "<svg aria-hidden=\"true\"><use href=\"#k-org\"/></svg>";
    case Kind::machine:
      return "<svg aria-hidden=\"true\"><use href=\"#k-mt\"/></svg>";
    case Kind::post_edited:
      return "<svg aria-hidden=\"true\"><use href=\"#k-pe\"/></svg>";
    case Kind::human:
      return "<svg aria-hidden=\"true\"><use href=\"#k-hum\"/></svg>";
    case Kind::unknown:
      break;
  }
  return "<svg aria-hidden=\"true\"><use href=\"#k-unk\"/></svg>";
}

Html kind_mark(Kind kind, bool is_doubtful) {
  Html html;
  html << "<span class=\"kind\">" << kind_glyph(kind) << "<span>" << text(kind_words(kind));
  if (is_doubtful) {
    html << " <span class=\"sg om\" role=\"img\" aria-label=\"its own label says otherwise\" "
            "title=\"Its own label says otherwise\">†</span>";
  }
  html << "</span></span>";
  return html;
}

Html time_mark(std::string_view time) {
  static constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  Html html;
  if (time.empty()) return html;
  const auto digits = [&](std::size_t at, std::size_t count) {
    return time.size() >= at + count &&
           std::all_of(time.begin() + static_cast<std::ptrdiff_t>(at),
                       time.begin() + static_cast<std::ptrdiff_t>(at + count),
                       [](char c) { return c >= '0' && c <= '9'; });
  };
  const bool date =
      digits(0, 4) && digits(5, 2) && digits(8, 2) && time[4] == '-' && time[7] == '-';
  const int month = date ? (time[5] - '0') * 10 + time[6] - '0' : 0;
  if (month < 1 || month > 12) {
    html << "<bdi>" << text(time) << "</bdi>";
    return html;
  }
  html << "<time datetime=\"" << text(time) << "\">";
  html << text(time[8] == '0' ? time.substr(9, 1) : time.substr(8, 2)) << " "
       << text(kMonths[static_cast<std::size_t>(month - 1)]) << " " << text(time.substr(0, 4));
  if (time.size() >= 16 && digits(11, 2) && digits(14, 2)) {
    html << "<span class=\"hour\">, " << text(time.substr(11, 5));
    const std::size_t zone = time.find_first_of("Z+-", 16);
    if (zone != std::string_view::npos)
      html << " " << text(time[zone] == 'Z' ? "UTC" : time.substr(zone));
    html << "</span>";
  }
  html << "</time>";
  return html;
}

std::string short_digest(const Digest& digest) {
  const std::string hex = digest.hex();
  return hex.substr(0, 4) + "·" + hex.substr(4, 4);
}

Html language_attributes(const LanguageTag& language) {
  Html html;
  html << " lang=\"" << text(language.text()) << "\"";
  if (language.is_right_to_left()) {
    html << " dir=\"rtl\"";
  } else {
    html << " dir=\"ltr\"";
  }
  return html;
}

Html own_name(const LanguageTag& language) {
  Html html;
  html << "<span class=\"lang " << text(script_class(language)) << "\""
       << language_attributes(language) << ">" << text(language.own_name()) << "</span>";
  return html;
}

std::string script_class(const LanguageTag& language) {
  const std::string script = ascii_lower(language.script());
  return script.empty() ? "x-none" : "x-" + script;
}

Html isolated(std::string_view outside, std::string_view language) {
  Html html;
  const auto tag = LanguageTag::parse(language);
  html << "<bdi";
  if (tag) html << language_attributes(*tag) << " class=\"" << text(script_class(*tag)) << "\"";
  html << ">" << text(outside) << "</bdi>";
  return html;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace hexapla
