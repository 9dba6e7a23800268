#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace hexapla {

// Markup that we wrote: only a literal of the program becomes one, so that no text from outside
// can.
class Markup {
 public:
  consteval Markup(const char* literal) : text_(literal) {}  // NOLINT: literals convert by design
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// Text from anywhere. Written so that it can neither end the element nor the attribute (always in
// double quotes) it stands in; characters that HTML forbids become U+FFFD.
struct Escaped {
  std::string_view text;
};
inline Escaped text(std::string_view outside) { return {outside}; }

// JSON as the content of a <script> of data. A `<` within, which JSON has in texts alone, is
// written by its number, so that no text can end the element.
struct ScriptData {
  std::string_view json;
};

// An HTML page while it is written, by appending. The one place where text becomes HTML.
class Html {
 public:
  Html& operator<<(Markup markup) {
    out_ += markup.text();
    return *this;
  }
  Html& operator<<(Escaped escaped);
  Html& operator<<(ScriptData data);
  template <std::integral T>
  Html& operator<<(T number) {
    out_ += std::to_string(number);
    return *this;
  }
  // What another Html holds.
  Html& operator<<(const Html& part) {
    out_ += part.out_;
    return *this;
  }

  bool empty() const { return out_.empty(); }
  void reserve(std::size_t bytes) { out_.reserve(bytes); }
  const std::string& str() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

// `text` for one component of a URL's path or query (RFC 3986: all but unreserved characters
// percent-encoded).
std::string percent_encoded(std::string_view text);
// The reverse; false in `valid` for a `%` without two hexadecimal digits. `plus` turns `+` into a
// space, as forms do.
std::string percent_decoded(std::string_view text, bool plus, bool& valid);

// Whether `href` can be offered as a link: http or https, nothing that runs.
bool is_web_address(std::string_view href);
// `href` as a link's target may be written: what no URL holds (WHATWG URL, URL code points) and
// what is not ASCII percent-encoded, all else as it is.
std::string link_target(std::string_view href);

// A field of a form that only says something to the server.
void write_hidden(Html& page, std::string_view name, std::string_view value);

}  // namespace hexapla
