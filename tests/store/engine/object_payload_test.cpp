#include "store/engine/object_payload.h"

#include <string>
#include <vector>

#include "tests/catch.h"

namespace hexapla {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

// Bytes that no compressor shortens.
std::string noise(std::size_t length) {
  std::string bytes;
  std::uint64_t state = 42;
  while (bytes.size() < length) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    bytes += static_cast<char>(state >> 56);
  }
  return bytes;
}

TEST_CASE("an object's payload gives the object back", "[engine][payload]") {
  std::vector<std::string> objects = {"",
                                      std::string(1, '\0'),
                                      "خبر",
                                      "ข่าววันนี้ไม่มีช่องว่าง",
                                      repeated("今天的新闻。", 500),
                                      repeated("دیروز خبری آمد. ", 4000),
                                      noise(3000),
                                      noise(70000),
                                      std::string(1 << 20, 'a')};
  for (std::size_t length : {126U, 127U, 128U, 129U, 16383U, 16384U, 16385U}) {
    objects.push_back(noise(length));
    objects.emplace_back(length, 'b');
  }
  for (const std::string& object : objects) {
    CAPTURE(object.size());
    const std::string payload = encode_object(object);
    CHECK(payload.size() <= object.size() + 4);
    CHECK(decode_object(payload) == object);
  }
}

TEST_CASE("only what compression shortens by a tenth is compressed", "[engine][payload]") {
  CHECK(encode_object(noise(3000)).front() == 0);
  CHECK(encode_object("新闻").front() == 0);
  const std::string text = repeated("Новини перекладено. ", 50);
  CHECK(encode_object(text).front() == 1);
  CHECK(encode_object(text).size() < text.size() / 5);
}

TEST_CASE("no truncation of a payload is an object, nor is one with a byte more",
          "[engine][payload]") {
  for (const std::string& object :
       {repeated("حقيقة واحدة في كل سطر. ", 30), noise(300), std::string("ไทย"), std::string()}) {
    const std::string payload = encode_object(object);
    for (std::size_t length = 0; length < payload.size(); ++length) {
      CAPTURE(length, payload.size());
      CHECK_FALSE(decode_object(std::string_view(payload).substr(0, length)));
    }
    CHECK_FALSE(decode_object(payload + "x"));
  }
}

TEST_CASE("a payload that claims a huge size is refused before anything is allocated",
          "[engine][payload]") {
  const std::string text = repeated("新闻", 100);
  const std::string payload = encode_object(text);
  REQUIRE(payload.front() == 1);
  const std::string frame = payload.substr(3);  // one byte of codec, two of size
  const auto with_size = [&](std::string_view size) {
    return decode_object(std::string("\x01") + std::string(size) + frame);
  };
  CHECK(with_size("\xd8\x04") == text);
  CHECK_FALSE(with_size("\xd9\x04"));              // one more than the frame holds
  CHECK_FALSE(with_size("\xd7\x04"));              // one less
  CHECK_FALSE(with_size("\xd8\x84\x00"));          // not the shortest spelling
  CHECK_FALSE(with_size("\x80\x80\x80\x80\x04"));  // 1 GiB from a few bytes
  CHECK_FALSE(with_size("\xff\xff\xff\xff\x7f"));  // 32 GiB
  CHECK_FALSE(with_size("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"));
  CHECK_FALSE(decode_object(std::string("\x04\x01x", 3)));  // a codec that we do not know
  CHECK(decode_object(std::string("\x00\x01x", 3)) == "x");
}

TEST_CASE(
    "a payload with any one byte changed gives nothing or some object, never more than it could "
    "hold",
    "[engine][payload]") {
  const std::string payload = encode_object(repeated("Ցանցը լուր է բերում։ ", 20));
  for (std::size_t i = 0; i < payload.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = payload;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      const auto object = decode_object(changed);
      if (object) CHECK(object->size() <= std::size_t{1} << 20);
    }
  }
}

TEST_CASE("an object much like another is kept as the difference, and needs the other to be read",
          "[engine][payload]") {
  std::string before, after;
  for (int i = 0; i < 60; ++i) {
    before += "أبحرت العبّارة رقم " + std::to_string(i * 7919) + " ليلاً من الميناء القديم. ";
    after +=
        "أبحرت العبّارة رقم " + std::to_string(i == 30 ? 5 : i * 7919) + " ليلاً من الميناء القديم. ";
  }
  const auto difference = DifferencePayload::make(after, before);
  REQUIRE(difference);
  const std::string payload = difference->payload(300);
  CHECK(payload.size() < encode_object(after).size() / 3);
  CHECK(base_distance(payload) == 300U);
  CHECK(decode_object(payload, before) == after);
  CHECK_FALSE(decode_object(payload));
  const auto from_another = decode_object(payload, after);
  CHECK((!from_another || *from_another != after));
  for (std::size_t length = 0; length < payload.size(); ++length) {
    CAPTURE(length, payload.size());
    CHECK_FALSE(decode_object(std::string_view(payload).substr(0, length), before));
  }
}

TEST_CASE("an object unlike the one that it was said to be like stands alone",
          "[engine][payload]") {
  const std::string other = repeated("渡船夜里离开了旧港。", 40), text = noise(2000);
  CHECK_FALSE(DifferencePayload::make(text, other));
  CHECK_FALSE(DifferencePayload::make("ข่าว", ""));
  CHECK_FALSE(base_distance(encode_object(text)));
  const std::string huge(kMaxBaseBytes + 1, 'a');
  CHECK_FALSE(DifferencePayload::make(huge + "b", huge));
  CHECK_FALSE(base_distance(""));
  CHECK_FALSE(base_distance(std::string("\x02\x01", 2)));
  CHECK_FALSE(base_distance(std::string("\x02\x01\0x", 4)));  // to itself
}

TEST_CASE("a revision's payload serves the packed text in place, and only for its own digest",
          "[engine][payload]") {
  const std::string json =
      R"({"blocks":[{"role":"title","text":"عودة العبّارة"}],"language":"ar","normalization":"NFC","unicode":"15.0"})";
  const Digest digest = Digest::of(json);
  const auto payload = encode_revision(json, digest);
  REQUIRE(payload);
  CHECK(payload->size() < json.size() / 2);
  CHECK(holds_revision(*payload));
  CHECK(decode_object(*payload) == json);
  const auto packed = packed_revision_in(*payload, digest);
  REQUIRE(packed);
  CHECK(packed->data() > payload->data());
  CHECK(packed->ends_with("عودة العبّارة"));
  CHECK_FALSE(packed_revision_in(*payload, Digest::of("another")));
  for (std::size_t i = 0; i < payload->size(); ++i) {
    CAPTURE(i);
    std::string changed = *payload;
    changed[i] = static_cast<char>(changed[i] ^ 4);
    CHECK_FALSE(packed_revision_in(changed, digest));
    CHECK_FALSE(packed_revision_in(payload->substr(0, i), digest));
  }
  CHECK_FALSE(encode_revision("", digest));
  CHECK_FALSE(encode_revision("<p>خبر</p>", digest));
  CHECK_FALSE(holds_revision(encode_object(json)));
}

}  // namespace
}  // namespace hexapla
