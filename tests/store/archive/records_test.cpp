#include "store/archive/records.h"

#include <random>

#include "store/archive/codec.h"
#include "store/archive/view.h"
#include "store/model/error.h"
#include "tests/catch.h"

using namespace hexapla;

namespace {

template <typename Row>
void check_round_trip_and_truncations(const Row& row) {
  const std::string bytes = encode(row);
  CHECK(encode(decode_row<Row>(bytes)) == bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK_THROWS_AS(decode_row<Row>(bytes.substr(0, size)), StoreError);
  }
  CHECK_THROWS_AS(decode_row<Row>(bytes + "x"), StoreError);
}

Revision two_blocks() {
  return {.language = *LanguageTag::parse("ar"),
          .blocks = {{.role = Role::title, .text = "عودة العبّارة"},
                     {.role = Role::link,
                      .text = "读更多。再读。",
                      .href = "https://courier.example/2",
                      .language = LanguageTag::parse("zh-Hans")},
                     {.role = Role::dateline, .text = "١ مايو ٢٠٢٦", .date = "2026-05-01"}},
          .unicode = "15.0"};
}

}  // namespace

TEST_CASE("numbers keep their value at every length, and too long ones are refused", "[archive]") {
  for (const std::uint64_t value :
       {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, std::uint64_t{16383},
        std::uint64_t{16384}, std::uint64_t{UINT32_MAX}, UINT64_MAX}) {
    const std::string bytes = Encoder().number(value).take();
    Decoder decoder(bytes, "test");
    CHECK(decoder.number() == value);
    CHECK(decoder.at_end());
  }
  CHECK(Encoder().number(300).take() == "\xAC\x02");
  CHECK_THROWS_AS(Decoder(std::string(10, '\xFF'), "test").number(), StoreError);
  CHECK_THROWS_AS(Decoder(std::string(9, '\xFF') + "\x02", "test").number(), StoreError);
}

TEST_CASE("every row of the derived tables is read back, and every truncation of it refused",
          "[archive]") {
  check_round_trip_and_truncations(ArticleRow{.id = "ferry",
                                              .title = "عودة",
                                              .language = "ar",
                                              .created = "2026",
                                              .updated = "2027",
                                              .variants = 3,
                                              .revisions = 400,
                                              .base_order = 2,
                                              .last_event = 1000});
  check_round_trip_and_truncations(VariantRow{.id = "th~desk",
                                              .revisions = 2,
                                              .kind = Kind::human,
                                              .engine = "Meridian",
                                              .labels = {"human", "machine"}});
  check_round_trip_and_truncations(RevisionRow{
      .digest = Digest::of("a"),
      .event = 5,
      .time = "2026",
      .actor = "desk",
      .capture =
          CaptureRecord{Digest::of("b"), "text/html", "https://x.example", "2026", "f", "GB18030"},
      .segments = 7,
      .text_bytes = 1000});
  const Statement of_desk{
      .claim = {Property::kind, "human", {}}, .parts = {}, .asserted_by = "مكتب"};
  const Statement of_reader{
      .claim = {Property::label, "machine", {{"language", "th"}}}, .parts = {}, .asserted_by = "r"};
  check_round_trip_and_truncations(StatementsRow{
      .time = "2026", .actor = "مكتب", .statements = {{true, of_desk}, {false, of_reader}}});
  check_round_trip_and_truncations(Counters{1, 2, 3, 4, 5'000'000'000});
  check_round_trip_and_truncations(
      Alignment{.beads = {{{0, 1}, {0, 2}, 0.5F}, {{1, 0}, {2, 1}, 1}}, .aligner = "hexapla-1"});
  check_round_trip_and_truncations(VariantKey{7, 300});
  CHECK(decode_event_numbers(encode_event_numbers({7, 300, 1})) ==
        std::vector<std::uint64_t>{7, 300, 1});
}

TEST_CASE("keys sort as the numbers in them do, and are read back", "[archive]") {
  const RevisionKey one{{255, 1}, 256};
  const RevisionKey two{{256, 0}, 1};
  CHECK(revision_key(one) < revision_key(two));
  CHECK(parse_revision_key(revision_key(one)) == one);
  CHECK(parse_variant_key(variant_key(two.variant)) == two.variant);
  CHECK_FALSE(parse_revision_key("short"));
  CHECK(facet_key(1, "zh", 64) < facet_key(1, "zh", 63));  // newest first
  CHECK(first_article_of_facet_key(facet_key(1, "zh", 130)) == 128U);
  CHECK_FALSE(facet_key(1, "zh-Hant", 9).starts_with(facet_prefix(1, "zh")));
  CHECK(statements_key(one, 255) < statements_key(one, 256));
  CHECK(event_of_statements_key(statements_key(one, 70'000)) == 70'000U);
  CHECK(revision_of_digest_key(digest_key(Digest::of("ا"), one)) == one);
}

TEST_CASE("a view shows blocks and sentences as they are in the revision", "[archive]") {
  const EncodedView encoded = encode_view(two_blocks());
  const auto view = RevisionView::parse(encoded.packed, encoded.segments);
  REQUIRE(view);
  CHECK(view->language() == "ar");
  REQUIRE(view->block_count() == 3);
  CHECK(view->title() == "عودة العبّارة");
  CHECK(view->block(1).href == "https://courier.example/2");
  CHECK(view->block(1).language == "zh-Hans");
  CHECK(view->block(2).date == "2026-05-01");
  REQUIRE(view->segment_count() == 4);
  CHECK(view->segment(1).text == "读更多。");
  CHECK(view->segment(2).block == 1);
  CHECK(view->block(2).first_segment == 3);
}

TEST_CASE("the bytes of a view are those that FORMAT.md shows", "[archive]") {
  Revision revision = two_blocks();
  revision.blocks.resize(1);
  revision.unicode = "15.0";
  const EncodedView encoded = encode_view(revision);
  CHECK(encoded.packed == std::string("\2\4\1\0\x19", 5) + "ar15.0" + "عودة العبّارة");
  CHECK(encoded.segments == "\1\1\x64");
}

TEST_CASE("damaged views are refused or read, never past their end", "[archive]") {
  const EncodedView whole = encode_view(two_blocks());
  for (std::size_t size = 0; size < whole.packed.size(); ++size)
    CHECK_FALSE(RevisionView::parse(whole.packed.substr(0, size), whole.segments));
  for (std::size_t size = 0; size < whole.segments.size(); ++size)
    CHECK_FALSE(RevisionView::parse(whole.packed, whole.segments.substr(0, size)));
  CHECK_FALSE(RevisionView::parse(whole.packed + "x", whole.segments));
  CHECK_FALSE(RevisionView::parse(whole.packed, whole.segments + '\1'));
  std::mt19937 random(20260414);
  for (int i = 0; i < 20'000; ++i) {
    EncodedView damaged = whole;
    std::string& bytes = i % 2 == 0 ? damaged.packed : damaged.segments;
    bytes[random() % bytes.size()] = static_cast<char>(random());
    const auto view = RevisionView::parse(damaged.packed, damaged.segments);
    if (!view) continue;
    std::size_t total = 0;
    for (const auto& segment : view->segments()) total += segment.text.size();
    CHECK(total <= damaged.packed.size());
  }
}
