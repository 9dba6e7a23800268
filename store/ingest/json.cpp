#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "store/ingest/block_text.h"
#include "store/ingest/declarations.h"
#include "store/ingest/ingest.h"
#include "store/ingest/json_locator.h"
#include "store/model/statement_json.h"
#include "store/text/timestamp.h"

namespace hexapla {
namespace {

using nlohmann::json;

// What an export adds for its readers; the archive says these itself.
constexpr std::string_view kExportNames[] = {"address", "digest"};

std::string kind_of(const json& value) {
  if (value.is_null()) return "null";
  if (value.is_boolean()) return "a boolean";
  if (value.is_number()) return "a number";
  if (value.is_string()) return "a string";
  return value.is_array() ? "an array" : "an object";
}

class JsonReader {
 public:
  JsonReader(std::string_view text, const std::string& file, const LineTest& is_label)
      : text_(text), file_(file), is_label_(is_label) {}

  Ingested read() {
    const json root = parse();
    if (!root.is_object()) fail("", "one revision is wanted here: an object, not " + kind_of(root));
    if (const auto second = second_of_equal_names(text_)) {
      throw InputError(place_at(*second, ""), "this name is given twice");
    }
    for (const auto& [name, value] : root.items()) read_member(name, value);
    read_text(root);
    try {
      declarations_.apply(page_);
    } catch (const InputError& error) {
      fail(error.place().field, error.problem());
    }
    read_statements(root);
    return std::move(page_);
  }

 private:
  Place place_at(std::size_t byte, std::string pointer) const {
    Place place;
    place.file = file_;
    place.line = line_of(text_, byte);
    place.field = std::move(pointer);
    place.byte = byte;
    return place;
  }

  [[noreturn]] void fail(const std::string& pointer, const std::string& problem) const {
    throw InputError(place_at(locate_json(text_, pointer).value_or(0), pointer), problem);
  }

  json parse() const {
    try {
      return json::parse(text_);
    } catch (const json::exception& error) {
      const auto* const syntax = dynamic_cast<const json::parse_error*>(&error);
      const std::size_t byte =
          syntax && syntax->byte > 0 ? std::min(syntax->byte - 1, text_.size()) : 0;
      throw InputError(place_at(byte, ""), "this is not JSON: " + reason(error.what()));
    }
  }

  // The parser's own words, without its number, the place that we give ourselves, and bytes cut out
  // of the input.
  static std::string reason(std::string_view what) {
    if (const auto column = what.find("column "); column != what.npos) {
      if (const auto colon = what.find(": ", column); colon != what.npos)
        what.remove_prefix(colon + 2);
    } else if (const auto bracket = what.find("] "); bracket != what.npos) {
      what.remove_prefix(bracket + 2);
    }
    if (const auto read = what.find("; last read"); read != what.npos) what = what.substr(0, read);
    return std::string(what);
  }

  const std::string& text_of(const json& value, const std::string& pointer) const {
    if (!value.is_string()) fail(pointer, "a string is wanted here, not " + kind_of(value));
    return value.get_ref<const std::string&>();
  }

  std::string block_text_of(const json& value, const std::string& pointer) const {
    const std::string& text = text_of(value, pointer);
    if (text.find('\0') != text.npos) fail(pointer, "there is a NUL (\\u0000): this is not text");
    return block_text(text);
  }

  void declare(const std::string& name, const json& value, const std::string& pointer) {
    try {
      declarations_.add(name, block_text_of(value, pointer), Place{});
    } catch (const InputError& error) {
      if (!error.place().field.empty()) throw;
      fail(pointer, error.problem());
    }
  }

  void read_member(const std::string& name, const json& value) {
    const std::string pointer = "/" + name;
    if (name == "title" || name == "blocks" || name == "text" || name == "statements") return;
    if (std::find(std::begin(kExportNames), std::end(kExportNames), name) !=
        std::end(kExportNames)) {
      text_of(value, pointer);
      return;
    }
    if (name == "engine" && value.is_object()) return read_engine(value);
    const auto& names = Declarations::names();
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      std::vector<std::string_view> known = names;
      known.insert(known.end(), {"title", "blocks", "text", "statements"});
      fail(escaped_pointer(name), "unknown field \"" + name + "\"" + did_you_mean(name, known));
    }
    declare(name, value, pointer);
  }

  static std::string escaped_pointer(std::string_view name) {
    std::string pointer = "/";
    for (const char c : name) pointer += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return pointer;
  }

  void read_engine(const json& engine) {
    for (const auto& [name, value] : engine.items()) {
      const std::string pointer = "/engine" + escaped_pointer(name);
      if (name == "name") {
        declare("engine", value, pointer);
      } else if (name == "version" || name == "vendor" || name == "model") {
        declare("engine-" + name, value, pointer);
      } else {
        fail(pointer, "unknown field \"" + name + "\"" +
                          did_you_mean(name, {"name", "version", "vendor", "model"}));
      }
    }
    if (!engine.contains("name")) fail("/engine", "an engine needs its \"name\"");
  }

  void read_text(const json& root) {
    const auto title = root.find("title"), blocks = root.find("blocks"), text = root.find("text");
    if (blocks != root.end() && text != root.end())
      fail("/text", "\"text\" and \"blocks\" are two ways to give the same");
    if (blocks == root.end() && text == root.end() && title == root.end()) {
      fail("", "there is no text: \"blocks\", \"text\" or \"title\" is wanted");
    }
    std::string title_text;
    if (title != root.end()) title_text = block_text_of(*title, "/title");
    if (text != root.end()) {
      const std::string& plain = text_of(*text, "/text");
      if (plain.find('\0') != plain.npos)
        fail("/text", "there is a NUL (\\u0000): this is not text");
      page_ = read_plain_text(title_text.empty() ? plain : title_text + "\n\n" + plain, file_,
                              is_label_);
      return;
    }
    if (!title_text.empty())
      page_.blocks.push_back({Role::title, std::move(title_text), {}, {}, {}});
    if (blocks != root.end()) read_blocks(*blocks);
  }

  void read_blocks(const json& blocks) {
    if (!blocks.is_array()) fail("/blocks", "an array is wanted here, not " + kind_of(blocks));
    page_.blocks.reserve(page_.blocks.size() + blocks.size());
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      // Parts of statements count blocks: one left out would make them speak of another.
      page_.blocks.push_back(read_block(blocks[i], i));
    }
  }

  Block read_block(const json& value, std::size_t index) const {
    const auto pointer = [&](std::string_view name) {
      return "/blocks/" + std::to_string(index) + (name.empty() ? "" : escaped_pointer(name));
    };
    Block block;
    if (value.is_string()) {
      block.text = block_text_of(value, pointer(""));
    } else if (!value.is_object()) {
      fail(pointer(""),
           "a block is wanted here: an object with \"role\" and \"text\", or a string, not " +
               kind_of(value));
    } else {
      for (const auto& [name, member] : value.items())
        read_block_member(block, name, member, pointer(name));
      if (!value.contains("text")) fail(pointer(""), "a block needs its \"text\"");
    }
    if (block.text.empty())
      fail(pointer(value.is_object() ? "text" : ""), "a block's text is empty");
    return block;
  }

  void read_block_member(Block& block, const std::string& name, const json& value,
                         const std::string& pointer) const {
    if (name == "text") {
      block.text = block_text_of(value, pointer);
    } else if (name == "role") {
      const std::string& text = text_of(value, pointer);
      const auto role = parse_role(text);
      if (!role) fail(pointer, "\"" + text + "\" is no role" + did_you_mean(text, role_names()));
      block.role = *role;
    } else if (name == "href") {
      block.href = block_text_of(value, pointer);
    } else if (name == "date") {
      block.date = text_of(value, pointer);
      if (!is_timestamp(block.date)) fail(pointer, "\"" + block.date + "\" is no date of RFC 3339");
    } else if (name == "language") {
      block.language = LanguageTag::parse(text_of(value, pointer));
      if (!block.language)
        fail(pointer, "\"" + text_of(value, pointer) + "\" is no language tag of BCP 47");
    } else {
      fail(pointer, "unknown field \"" + name + "\"" +
                        did_you_mean(name, {"role", "text", "href", "date", "language"}));
    }
  }

  void read_statements(const json& root) {
    const auto found = root.find("statements");
    if (found == root.end()) return;
    if (!found->is_array()) fail("/statements", "an array is wanted here, not " + kind_of(*found));
    for (std::size_t i = 0; i < found->size(); ++i) {
      const std::string pointer = "/statements/" + std::to_string(i);
      try {
        page_.statements.push_back(statement_from_json((*found)[i]));
      } catch (const InputError& error) {
        fail(error.place().field == "/" ? pointer : pointer + error.place().field, error.problem());
      }
      check_parts(page_.statements.back(), pointer);
    }
  }

  void check_parts(const Statement& statement, const std::string& pointer) const {
    for (std::size_t i = 0; i < statement.parts.size(); ++i) {
      const BlockPart& part = statement.parts[i];
      const std::string where = pointer + "/parts/" + std::to_string(i);
      if (part.block >= page_.blocks.size()) fail(where + "/block", "there is no such block");
      if (part.range.end > page_.blocks[part.block].text.size())
        fail(where + "/end", "the block is shorter");
    }
  }

  std::string_view text_;
  const std::string& file_;
  const LineTest& is_label_;
  Declarations declarations_;
  Ingested page_;
};

}  // namespace

Ingested read_json(std::string_view utf8, const std::string& file, const LineTest& is_label) {
  return JsonReader(utf8, file, is_label).read();
}

}  // namespace hexapla
