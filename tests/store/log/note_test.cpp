#include "store/log/note.h"

#include "store/log/checkpoint.h"
#include "store/log/tile.h"
#include "store/model/base64.h"
#include "tests/catch.h"

using namespace hexapla;

namespace {

// The example of golang.org/x/mod/sumdb/note's documentation.
constexpr const char* kPeterVerifier =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr const char* kPeterSigner =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
constexpr const char* kPeterNote =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\u2014 PeterNeumann "
    "x08go/ZJkuBS9UG/"
    "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

}  // namespace

TEST_CASE("the published example of a signed note is read, verified and made again", "[log]") {
  const auto verifier = NoteVerifier::parse(kPeterVerifier);
  REQUIRE(verifier);
  CHECK(verifier->text() == kPeterVerifier);
  const auto note = Note::parse(kPeterNote);
  REQUIRE(note);
  CHECK(note->is_signed_by(*verifier));
  const auto signer = NoteSigner::parse(kPeterSigner);
  REQUIRE(signer);
  CHECK(signer->text() == kPeterSigner);
  CHECK(signer->verifier().text() == kPeterVerifier);
  CHECK(signer->sign(note->text) == kPeterNote);
}

TEST_CASE("one changed byte anywhere in a note is noticed", "[log]") {
  const auto verifier = NoteVerifier::parse(kPeterVerifier);
  const std::string whole = kPeterNote;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const auto note = Note::parse(changed);
    CAPTURE(i);
    CHECK_FALSE((note && note->is_signed_by(*verifier)));
  }
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto note = Note::parse(whole.substr(0, size));
    CHECK_FALSE((note && note->is_signed_by(*verifier)));
  }
}

TEST_CASE("a key whose id is not that of its bytes is refused", "[log]") {
  std::string verifier = kPeterVerifier;
  verifier[13] = verifier[13] == 'c' ? 'd' : 'c';
  CHECK_FALSE(NoteVerifier::parse(verifier));
  CHECK_FALSE(NoteVerifier::parse("PeterNeumann"));
  CHECK_FALSE(NoteSigner::parse(kPeterVerifier));
  CHECK_THROWS_AS(NoteSigner::generate("two words"), std::invalid_argument);
  const NoteSigner made = NoteSigner::generate("archive.example/hexapla");
  CHECK(NoteSigner::parse(made.text())->verifier().text() == made.verifier().text());
}

TEST_CASE("a checkpoint is three lines, and only those", "[log]") {
  const Checkpoint checkpoint{"archive.example/hexapla", 42, Digest::of("root")};
  const std::string text = checkpoint.text();
  CHECK(text == "archive.example/hexapla\n42\n" + to_base64(Digest::of("root").raw()) + "\n");
  CHECK(Checkpoint::parse(text) == checkpoint);
  CHECK(Checkpoint::parse(text + "extension\n") == checkpoint);
  for (std::size_t size = 0; size < text.size(); ++size)
    CHECK_FALSE(Checkpoint::parse(text.substr(0, size)));
  CHECK_FALSE(Checkpoint::parse("a\n042\n" + to_base64(Digest::of("root").raw()) + "\n"));
  CHECK_FALSE(Checkpoint::parse("a\n-1\n" + to_base64(Digest::of("root").raw()) + "\n"));
  CHECK_FALSE(
      Checkpoint::parse("a\n18446744073709551616\n" + to_base64(Digest::of("root").raw()) + "\n"));
}

TEST_CASE("base64 is read only in its canonical form", "[log]") {
  for (const std::string& bytes : {std::string(), std::string("f"), std::string("fo"),
                                   std::string("foo"), std::string("\0\xff", 2)}) {
    CHECK(from_base64(to_base64(bytes)) == bytes);
  }
  for (const char* text : {"Zg=", "Zh==", "Zg==\n", "Z===", "====", "Zg=x", " Zg=", "Zm9"})
    CHECK_FALSE(from_base64(text));
}

TEST_CASE("a tile's path is the one of the specification, and no other is read", "[log]") {
  CHECK(TileName{0, 1234067, 256}.path() == "tile/0/x001/x234/067");
  CHECK(TileName{std::nullopt, 0, 7}.path() == "tile/entries/000.p/7");
  for (const TileName& tile : {TileName{0, 0, 256}, TileName{7, 999, 255},
                               TileName{std::nullopt, 1000, 1}, TileName{3, 273'000'000, 256}}) {
    CHECK(TileName::parse(tile.path()) == tile);
  }
  for (const char* path :
       {"", "tile", "tile/0", "tile/0/", "tile/00/000", "tile/8/000", "tile/0/0", "tile/0/0000",
        "tile/0/x000/001", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/", "tile/0/000.p/07",
        "tile/x/000", "tile/0/-01", "tile/0/001/002", "tile/0/x001",
        "tile/entries/x999/x999/x999/x999/x999/x999/x999/999"}) {
    CAPTURE(path);
    CHECK_FALSE(TileName::parse(path));
  }
}

TEST_CASE("a log's tiles are the full ones and the last of each level", "[log]") {
  CHECK(tiles_of(0).empty());
  CHECK(tiles_of(1) == std::vector<TileName>{{std::nullopt, 0, 1}, {0, 0, 1}});
  CHECK(tiles_of(256) == std::vector<TileName>{{std::nullopt, 0, 256}, {0, 0, 256}, {1, 0, 1}});
  CHECK(tiles_of(70'000).size() == 274 * 2 + 2 + 1);
}

TEST_CASE("bundles keep entries whole, and damaged ones are refused", "[log]") {
  const std::vector<std::string> entries{"", "ครั้งที่หนึ่ง", std::string(65535, 'x')};
  const std::string bytes = encode_bundle(entries);
  CHECK(decode_bundle(bytes) == entries);
  CHECK_FALSE(decode_bundle(bytes.substr(0, bytes.size() - 1)));
  CHECK_FALSE(decode_bundle(std::string_view(bytes).substr(0, 1)));
  CHECK_THROWS_AS(encode_bundle({std::string(65536, 'x')}), std::length_error);
}
