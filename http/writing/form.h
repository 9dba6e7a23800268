#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

struct FormField {
  std::string name, value;
  std::string file_name;  // of a file; without the folders that some browsers send
};

// A text of very many blocks has a field for each of the first of them.
inline constexpr std::size_t kMostFields = 1100;

// The fields of a form that a browser sent.
class Form {
 public:
  // Whether content of this type is a form's.
  static bool is_form(std::string_view content_type);

  // From application/x-www-form-urlencoded or multipart/form-data (RFC 7578). Throws Problem: 415
  // for another type, 400 for content that is not of its type, or with more than kMostFields
  // fields.
  static Form parse(std::string_view content_type, std::string_view body);

  // Empty when there is none of this name.
  const std::string& value(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;  // of this name, in order
  const FormField* field(std::string_view name) const;

 private:
  std::vector<FormField> fields_;
};

// Whether a field names an address of ours to go back to. Anything else could lead elsewhere
// (`//host`, `/\\host`) or end the header.
bool is_own_address(std::string_view address);

}  // namespace hexapla
