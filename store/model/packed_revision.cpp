#include "store/model/packed_revision.h"

#include <cstdint>

#include "store/model/packed_cursor.h"

namespace hexapla {

namespace {

// Layout (n: a variable-length integer, LEB128, in its shortest spelling):
//   n language bytes  n unicode bytes  n blocks
//   a block:  n role × 2 + 1 where more than a text follows  n text bytes
//             then, if so: n href bytes  n date bytes  n language bytes
//   language, unicode, then each block's text, href, date, language
constexpr std::size_t kLeastBlockBytes = 2;
constexpr std::uint64_t kRoles = static_cast<std::uint64_t>(Role::dateline) + 1;

class Packer {
 public:
  Packer(std::string_view language, std::string_view unicode, std::size_t blocks) {
    number(language.size());
    number(unicode.size());
    number(blocks);
    texts_ += language;
    texts_ += unicode;
  }

  void block(Role role, std::string_view text, std::string_view href, std::string_view date,
             std::string_view language) {
    const bool has_more = !href.empty() || !date.empty() || !language.empty();
    number(static_cast<std::uint64_t>(role) * 2 + (has_more ? 1 : 0));
    number(text.size());
    texts_ += text;
    if (!has_more) return;
    for (const std::string_view one : {href, date, language}) {
      number(one.size());
      texts_ += one;
    }
  }

  std::string take() { return numbers_ + texts_; }

 private:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) numbers_ += static_cast<char>((value & 0x7F) | 0x80);
    numbers_ += static_cast<char>(value);
  }

  std::string numbers_, texts_;
};

// Reads canonical JSON and nothing else: what it takes for granted is compared in the end.
struct JsonCursor {
  std::string_view rest;

  bool skip(std::string_view expected) {
    if (!rest.starts_with(expected)) return false;
    rest.remove_prefix(expected.size());
    return true;
  }

  std::optional<std::string> string() {
    if (!skip("\"")) return std::nullopt;
    std::string text;
    for (;;) {
      const std::size_t run = rest.find_first_of("\"\\");
      if (run == std::string_view::npos) return std::nullopt;
      text += rest.substr(0, run);
      const bool is_end = rest[run] == '"';
      rest.remove_prefix(run + 1);
      if (is_end) return text;
      const auto character = escaped();
      if (!character) return std::nullopt;
      text += *character;
    }
  }

 private:
  std::optional<char> escaped() {
    static constexpr std::string_view kNames = "\"\\btnfr", kMeant = "\"\\\b\t\n\f\r";
    if (rest.empty()) return std::nullopt;
    if (const std::size_t named = kNames.find(rest.front()); named != std::string_view::npos) {
      rest.remove_prefix(1);
      return kMeant[named];
    }
    if (rest.size() < 5 || !rest.starts_with("u00")) return std::nullopt;
    static constexpr std::string_view kDigits = "0123456789abcdef";
    const std::size_t high = kDigits.find(rest[3]), low = kDigits.find(rest[4]);
    if (high > 1 || low == std::string_view::npos) return std::nullopt;
    rest.remove_prefix(5);
    return static_cast<char>(high * 16 + low);
  }
};

// RFC 8785, section 3.2.2.2.
void append_string(std::string& json, std::string_view text) {
  json += '"';
  std::size_t taken = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') continue;
    json += text.substr(taken, i - taken);
    taken = i + 1;
    json += '\\';
    static constexpr std::string_view kMeant = "\"\\\b\t\n\f\r", kNames = "\"\\btnfr";
    if (const std::size_t named = kMeant.find(c); named != std::string_view::npos) {
      json += kNames[named];
    } else {
      json += "u00";
      json += static_cast<char>('0' + (c >> 4));
      json += "0123456789abcdef"[c & 15];
    }
  }
  json += text.substr(taken);
  json += '"';
}

struct ReadBlock {
  Role role = Role::paragraph;
  std::string text, href, date, language;
};

std::optional<ReadBlock> read_block(JsonCursor& in) {
  ReadBlock block;
  if (!in.skip("{")) return std::nullopt;
  const auto optional = [&](std::string_view key, std::string& value) {
    if (!in.skip(key)) return true;
    auto text = in.string();
    if (!text || !in.skip(",")) return false;
    value = *std::move(text);
    return true;
  };
  if (!optional("\"date\":", block.date) || !optional("\"href\":", block.href) ||
      !optional("\"language\":", block.language) || !in.skip("\"role\":"))
    return std::nullopt;
  const auto role_name = in.string();
  const auto role = role_name ? parse_role(*role_name) : std::nullopt;
  if (!role || !in.skip(",\"text\":")) return std::nullopt;
  block.role = *role;
  auto text = in.string();
  if (!text || !in.skip("}")) return std::nullopt;
  block.text = *std::move(text);
  return block;
}

}  // namespace

std::optional<PackedRevision> PackedRevision::parse(std::string_view bytes) {
  PackedCursor in{bytes};
  const std::size_t language_bytes = in.number();
  const std::size_t unicode_bytes = in.number();
  const std::size_t block_count = in.number();
  // Before anything is allocated for them.
  if (!in.ok || block_count * kLeastBlockBytes > in.rest.size()) return std::nullopt;
  PackedCursor texts{in.rest};
  // Once to find where the numbers end, which is where the texts begin.
  for (std::size_t i = 0; i < block_count; ++i) {
    const bool has_more = texts.number() % 2 != 0;
    for (int further = has_more ? 4 : 1; further > 0; --further) texts.number();
  }
  if (!texts.ok) return std::nullopt;
  PackedRevision revision;
  revision.language = texts.text(language_bytes);
  revision.unicode = texts.text(unicode_bytes);
  revision.blocks.reserve(block_count);
  for (std::size_t i = 0; i < block_count; ++i) {
    const std::size_t role = in.number();
    if (role / 2 >= kRoles) return std::nullopt;
    PackedBlock block{static_cast<Role>(role / 2), texts.text(in.number()), {}, {}, {}};
    if (role % 2 != 0) {
      block.href = texts.text(in.number());
      block.date = texts.text(in.number());
      block.language = texts.text(in.number());
      if (block.href.empty() && block.date.empty() && block.language.empty()) return std::nullopt;
    }
    if (!texts.ok) return std::nullopt;
    revision.blocks.push_back(block);
  }
  if (!texts.ok || !texts.rest.empty()) return std::nullopt;
  return revision;
}

std::string pack(const Revision& revision) {
  Packer packer(revision.language.text(), revision.unicode, revision.blocks.size());
  for (const Block& block : revision.blocks) {
    packer.block(block.role, block.text, block.href, block.date,
                 block.language ? std::string_view(block.language->text()) : std::string_view());
  }
  return packer.take();
}

std::optional<std::string> pack_canonical_json(std::string_view json) {
  JsonCursor in{json};
  if (!in.skip("{\"blocks\":[")) return std::nullopt;
  std::vector<ReadBlock> blocks;
  while (!in.skip("]")) {
    if (!blocks.empty() && !in.skip(",")) return std::nullopt;
    auto block = read_block(in);
    if (!block) return std::nullopt;
    blocks.push_back(*std::move(block));
  }
  if (!in.skip(",\"language\":")) return std::nullopt;
  const auto language = in.string();
  if (!language || !in.skip(",\"normalization\":\"NFC\",\"unicode\":")) return std::nullopt;
  const auto unicode = in.string();
  if (!unicode) return std::nullopt;
  Packer packer(*language, *unicode, blocks.size());
  for (const ReadBlock& block : blocks)
    packer.block(block.role, block.text, block.href, block.date, block.language);
  std::string packed = packer.take();
  const auto read = PackedRevision::parse(packed);
  if (!read || canonical_json(*read) != json) return std::nullopt;
  return packed;
}

std::string canonical_json(const PackedRevision& revision) {
  std::string json = "{\"blocks\":[";
  for (const PackedRevision::PackedBlock& block : revision.blocks) {
    json += json.back() == '[' ? "{" : ",{";
    const auto optional = [&](std::string_view key, std::string_view value) {
      if (value.empty()) return;
      json += key;
      append_string(json, value);
      json += ',';
    };
    optional("\"date\":", block.date);
    optional("\"href\":", block.href);
    optional("\"language\":", block.language);
    json += "\"role\":";
    append_string(json, name(block.role));
    json += ",\"text\":";
    append_string(json, block.text);
    json += '}';
  }
  json += "],\"language\":";
  append_string(json, revision.language);
  json += ",\"normalization\":\"NFC\",\"unicode\":";
  append_string(json, revision.unicode);
  json += '}';
  return json;
}

}  // namespace hexapla
