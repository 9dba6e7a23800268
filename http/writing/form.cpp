#include "http/writing/form.h"

#include <algorithm>

#include "http/html.h"
#include "http/problem.h"
#include "store/text/ascii.h"

namespace hexapla {
namespace {

Problem bad_form(std::string what) { return Problem(400, "Bad request", std::move(what)); }

Problem too_many_fields() {
  return bad_form("The form has more than " + std::to_string(kMostFields) +
                  " fields: choose fewer sentences at once.");
}

constexpr std::string_view kPairs = "application/x-www-form-urlencoded";
constexpr std::string_view kMultipart = "multipart/form-data";

// Without parameters.
std::string media_type(std::string_view content_type) {
  std::string type = ascii_lower(content_type.substr(0, content_type.find(';')));
  while (type.ends_with(' ')) type.pop_back();
  return type;
}

// The value of `; name="value"` in a header's value.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
  for (std::size_t at = header.find(';'); at != std::string_view::npos;
       at = header.find(';', at + 1)) {
    std::string_view rest = header.substr(at + 1);
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    if (rest.size() <= name.size() || !same_but_for_case(rest.substr(0, name.size()), name) ||
        rest[name.size()] != '=')
      continue;
    rest.remove_prefix(name.size() + 1);
    if (!rest.starts_with('"')) return std::string(rest.substr(0, rest.find(';')));
    rest.remove_prefix(1);
    // Browsers write `%22` for a quote in a name; a backslash escapes nothing there.
    const std::size_t end = rest.find('"');
    if (end == std::string_view::npos) return std::nullopt;
    return std::string(rest.substr(0, end));
  }
  return std::nullopt;
}

FormField read_part(std::string_view part) {
  const std::size_t head_end = part.find("\r\n\r\n");
  if (head_end == std::string_view::npos) throw bad_form("A part of the form has no head.");
  std::string_view head = part.substr(0, head_end);
  FormField field;
  bool has_name = false;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    if (!same_but_for_case(line.substr(0, line.find(':')), "content-disposition")) continue;
    if (auto name = parameter(line, "name")) {
      field.name = *std::move(name);
      has_name = true;
    }
    if (const auto file = parameter(line, "filename"))
      field.file_name = file->substr(file->find_last_of("/\\") + 1);
  }
  if (!has_name) throw bad_form("A part of the form has no name.");
  field.value = part.substr(head_end + 4);
  return field;
}

// Where `delimiter` stands as one, and not as the beginning of a longer word.
std::size_t end_of_part(std::string_view body, const std::string& delimiter) {
  std::size_t at = body.find(delimiter);
  while (at != std::string_view::npos) {
    const std::string_view behind = body.substr(at + delimiter.size(), 2);
    if (behind == "\r\n" || behind == "--") break;
    at = body.find(delimiter, at + 1);
  }
  return at;
}

std::vector<FormField> read_multipart(std::string_view body, const std::string& boundary) {
  constexpr std::size_t kLongestBoundary = 70;  // RFC 2046, section 5.1.1
  if (boundary.empty() || boundary.size() > kLongestBoundary)
    throw bad_form("The form does not say where its parts end.");
  const std::string line = "--" + boundary;
  if (!body.starts_with(line)) throw bad_form("The form does not begin with a part.");
  body.remove_prefix(line.size());
  std::vector<FormField> fields;
  while (body.starts_with("\r\n")) {
    body.remove_prefix(2);
    const std::size_t end = end_of_part(body, "\r\n" + line);
    if (end == std::string_view::npos) throw bad_form("The form is cut off.");
    if (fields.size() == kMostFields) throw too_many_fields();
    fields.push_back(read_part(body.substr(0, end)));
    body.remove_prefix(end + 2 + line.size());
  }
  if (!body.starts_with("--")) throw bad_form("The form is cut off.");
  return fields;
}

std::vector<FormField> read_pairs(std::string_view body) {
  std::vector<FormField> fields;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('&'), body.size());
    const std::string_view pair = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    bool name_valid = false, value_valid = false;
    FormField field;
    field.name = percent_decoded(pair.substr(0, equals), true, name_valid);
    field.value =
        percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true, value_valid);
    if (!name_valid || !value_valid)
      throw bad_form("The form is not percent-encoded as forms are.");
    if (fields.size() == kMostFields) throw too_many_fields();
    fields.push_back(std::move(field));
  }
  return fields;
}

}  // namespace

bool Form::is_form(std::string_view content_type) {
  const std::string type = media_type(content_type);
  return type == kPairs || type == kMultipart;
}

Form Form::parse(std::string_view content_type, std::string_view body) {
  Form form;
  const std::string type = media_type(content_type);
  if (type == kPairs) {
    form.fields_ = read_pairs(body);
  } else if (type == kMultipart) {
    form.fields_ = read_multipart(body, parameter(content_type, "boundary").value_or(""));
  } else {
    throw Problem(415, "Unsupported media type", "A form is expected.");
  }
  return form;
}

bool is_own_address(std::string_view address) {
  return address.size() > 1 && address.size() <= 2000 && address[0] == '/' && address[1] != '/' &&
         std::all_of(address.begin(), address.end(), [](char c) {
           return c > ' ' && c < '\x7f' && c != '\\' && c != '"' && c != '<' && c != '>';
         });
}

const FormField* Form::field(std::string_view name) const {
  for (const FormField& field : fields_) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

const std::string& Form::value(std::string_view name) const {
  static const std::string kNothing;
  const FormField* found = field(name);
  return found == nullptr ? kNothing : found->value;
}

std::vector<std::string> Form::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const FormField& field : fields_) {
    if (field.name == name) values.push_back(field.value);
  }
  return values;
}

}  // namespace hexapla
