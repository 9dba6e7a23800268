#include "store/text/decode.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "store/text/code_points.h"
#include "store/text/detect_encoding.h"
#include "store/text/utf8.h"

namespace hexapla {
namespace {

using Basis = DecodedText::Basis;

constexpr int kLeastConfidence = 50;

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

// Nothing for a name that ICU does not know.
Converter open_converter(const std::string& name) {
  // ICU reads options after a comma, and takes an empty name for the system's own encoding.
  if (name.empty() || name.find(',') != std::string::npos || name.find('\0') != std::string::npos)
    return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status));
  if (U_FAILURE(status)) return nullptr;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  if (U_FAILURE(status)) return nullptr;
  return converter;
}

// The name that IANA's registry prefers for mail and the web, else the registry's own.
std::string iana_name(const UConverter* converter) {
  UErrorCode status = U_ZERO_ERROR;
  const std::string_view own = ucnv_getName(converter, &status);
  if (own == "gb18030") return "GB18030";               // ICU has it in lower case
  if (own == "windows-874-2000") return "windows-874";  // ICU calls it by no standard's name
  for (const char* standard : {"MIME", "IANA"}) {
    UErrorCode absent = U_ZERO_ERROR;
    if (const char* name = ucnv_getStandardName(own.data(), standard, &absent)) return name;
  }
  return std::string(own);
}

bool is_unicode(const std::string& encoding) {
  return encoding.starts_with("UTF-") || encoding == "CESU-8" || encoding == "SCSU" ||
         encoding == "BOCU-1";
}

// What ICU's tables say of bytes that an encoding leaves undefined. Some map them to controls that
// no text has.
bool stands_for_undefined(UChar32 c) {
  const bool is_c1_control = c >= 0x80 && c < 0xA0 && c != 0x85;
  return is_c1_control || c == 0xFFFD || !u_isdefined(c) || u_charType(c) == U_PRIVATE_USE_CHAR;
}

// UTF-8 of all the bytes, or where the first is that has no meaning.
struct Conversion {
  std::string utf8;
  std::optional<std::size_t> wrong_at;
};

Conversion convert(UConverter* converter, std::string_view bytes) {
  const bool any_character = is_unicode(iana_name(converter));
  Conversion result;
  result.utf8.reserve(bytes.size() + bytes.size() / 2);
  ucnv_reset(converter);
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  while (true) {
    const auto at = static_cast<std::size_t>(source - bytes.data());
    UErrorCode status = U_ZERO_ERROR;
    const UChar32 c = ucnv_getNextUChar(converter, &source, end, &status);
    if (status == U_INDEX_OUTOFBOUNDS_ERROR) break;
    if (U_FAILURE(status) || (!any_character && stands_for_undefined(c))) {
      result.wrong_at = at;
      break;
    }
    append_code_point(static_cast<char32_t>(c), result.utf8);
  }
  return result;
}

[[noreturn]] void refuse(std::size_t offset, const std::string& problem) {
  throw InputError({.file = {}, .line = {}, .field = {}, .byte = offset}, problem);
}

// An encoding is often declared by the name of a smaller one that it extends; the wider one is what
// browsers read (WHATWG Encoding, section 4.2).
std::optional<std::string> wider_encoding(const std::string& iana) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 14> kWider = {{
      {"ISO-8859-1", "windows-1252"},
      {"US-ASCII", "windows-1252"},
      {"ISO-8859-9", "windows-1254"},
      {"ISO-8859-6", "windows-1256"},
      {"ISO-8859-8", "windows-1255"},
      {"ISO-8859-11", "windows-874"},
      {"TIS-620", "windows-874"},
      {"GB2312", "GB18030"},
      {"GBK", "GB18030"},
      {"GB_2312-80", "GB18030"},
      {"Shift_JIS", "windows-31j"},
      {"EUC-KR", "windows-949"},
      {"KS_C_5601-1987", "windows-949"},
      {"Big5", "Big5-HKSCS"},
  }};
  for (const auto& [narrow, wide] : kWider) {
    if (iana == narrow) return wide;
  }
  return std::nullopt;
}

struct ByteOrderMark {
  std::string_view bytes;
  const char* encoding;
};
// UTF-32 before UTF-16, whose mark begins like its own.
constexpr std::array<ByteOrderMark, 6> kByteOrderMarks = {{
    {"\xEF\xBB\xBF", "UTF-8"},
    {{"\xFF\xFE\x00\x00", 4}, "UTF-32LE"},
    {{"\x00\x00\xFE\xFF", 4}, "UTF-32BE"},
    {"\xFF\xFE", "UTF-16LE"},
    {"\xFE\xFF", "UTF-16BE"},
    {"\x84\x31\x95\x33", "GB18030"},
}};

std::optional<DecodedText> decode_by_mark(std::string_view bytes) {
  for (const ByteOrderMark& mark : kByteOrderMarks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    const std::string_view rest = bytes.substr(mark.bytes.size());
    if (mark.encoding == std::string_view("UTF-8")) {
      if (const auto wrong = first_invalid_utf8(rest)) {
        refuse(mark.bytes.size() + *wrong,
               "begins with the mark of UTF-8 and is no well-formed UTF-8");
      }
      return DecodedText{std::string(rest), mark.encoding, Basis::byte_order_mark};
    }
    Conversion conversion = convert(open_converter(mark.encoding).get(), rest);
    if (conversion.wrong_at) {
      refuse(mark.bytes.size() + *conversion.wrong_at,
             std::string("begins with the mark of ") + mark.encoding + " and is none");
    }
    return DecodedText{std::move(conversion.utf8), mark.encoding, Basis::byte_order_mark};
  }
  return std::nullopt;
}

// Whether bytes that are well-formed UTF-8 may still be `encoding`. Text in UTF-16 or UTF-32 that
// has ASCII spaces has zero bytes; pages in UTF-8 that call themselves UTF-16 are common.
bool may_override_utf8(UConverter* converter, const std::string& encoding, std::string_view bytes) {
  if (ucnv_getMaxCharSize(converter) < 2 || encoding == "UTF-8") return false;
  const bool has_wide_units = encoding.starts_with("UTF-16") || encoding.starts_with("UTF-32");
  return !has_wide_units || bytes.find('\0') != std::string_view::npos;
}

DecodedText decode_declared(std::string_view bytes, const std::string& declared, bool is_utf8) {
  const Converter converter = open_converter(declared);
  if (!converter) {
    throw InputError(
        {}, "unknown encoding '" + declared + "'; use an IANA name, for example windows-1256");
  }
  std::string encoding = iana_name(converter.get());
  if (is_utf8 && !may_override_utf8(converter.get(), encoding, bytes)) {
    return {std::string(bytes), "UTF-8", Basis::valid_utf8};
  }
  if (encoding == "UTF-8")
    refuse(*first_invalid_utf8(bytes), "is declared UTF-8 and is no well-formed UTF-8");
  Conversion conversion = convert(converter.get(), bytes);
  if (!conversion.wrong_at) return {std::move(conversion.utf8), encoding, Basis::declared};
  if (is_utf8) return {std::string(bytes), "UTF-8", Basis::valid_utf8};
  if (const auto wider = wider_encoding(encoding)) {
    const Converter wider_converter = open_converter(*wider);
    Conversion second = wider_converter ? convert(wider_converter.get(), bytes) : Conversion{{}, 0};
    if (!second.wrong_at)
      return {std::move(second.utf8), iana_name(wider_converter.get()), Basis::declared};
  }
  refuse(*conversion.wrong_at, "is declared " + encoding + ", which has no such bytes");
}

}  // namespace

bool is_encoding(const std::string& name) { return open_converter(name) != nullptr; }

DecodedText decode(std::string_view bytes, std::optional<std::string_view> declared, bool detect) {
  if (auto marked = decode_by_mark(bytes)) return *std::move(marked);
  const auto wrong = first_invalid_utf8(bytes);
  if (declared) return decode_declared(bytes, std::string(*declared), !wrong);
  if (!wrong) return {std::string(bytes), "UTF-8", Basis::valid_utf8};
  if (!detect) refuse(*wrong, "is no well-formed UTF-8; name its encoding with --encoding");
  for (const EncodingGuess& guess : guess_encodings(bytes)) {
    if (guess.confidence < kLeastConfidence) continue;
    const Converter converter = open_converter(guess.name);
    if (!converter) continue;
    Conversion conversion = convert(converter.get(), bytes);
    if (conversion.wrong_at) continue;
    return {std::move(conversion.utf8), iana_name(converter.get()), Basis::detected,
            guess.confidence};
  }
  refuse(*wrong,
         "is no well-formed UTF-8, and no other encoding is likely: save it as UTF-8, or name its encoding");
}

}  // namespace hexapla
