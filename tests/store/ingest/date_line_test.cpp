#include "store/ingest/date_line.h"

#include "tests/catch.h"

namespace hexapla {
namespace {

std::string date_of(std::string_view line) {
  const auto date = parse_date_line(line);
  return date ? date->date : "none";
}

}  // namespace

TEST_CASE("stamps of many languages give the moment they say", "[ingest][date]") {
  const auto line = GENERATE(
      "آخر تحديث: ٢١ أكتوبر ٢٠٢٢، ٩:٤٩ ص", "تم التحديث: الجمعة 21 تشرين الأول 2022 الساعة 9:49",
      "به‌روزرسانی: ۲۹ مهر ۱۴۰۱ - ساعت ۰۹:۴۹",
      "به‌روزرسانی: ۲۱ اکتبر ۲۰۲۲، ۹:۴۹",
      "עודכן: 21 באוקטובר 2022, 09:49", "更新时间：2022年10月21日 上午9:49",
      "最終更新：2022年10月21日(金) 9時49分", "업데이트: 2022년 10월 21일 오전 9:49",
      "อัปเดต: 21 ต.ค. 2565 เวลา 09:49 น.", "Оновлено: 21 жовтня 2022 р., 09:49",
      "Обновлено 21 октября 2022 г. в 9:49", "Actualizado: 21 de octubre de 2022 a las 9:49 h",
      "Atualizado em 21/10/2022 às 09h49", "Mis à jour le vendredi 21 octobre 2022 à 9h49",
      "Stand: 21.10.2022, 09:49 Uhr", "Aggiornato il 21 ottobre 2022 alle 9:49",
      "Güncelleme: 21 Ekim 2022 09:49", "Cập nhật lúc 09:49, 21/10/2022",
      "Diperbarui: 21 Oktober 2022 pukul 09.49", "अपडेट: 21 अक्टूबर 2022, 09:49",
      "আপডেট: ২১ অক্টোবর ২০২২, ০৯:৪৯", "Ažurirano: 21. listopada 2022. u 9:49",
      "Päivitetty: 21. lokakuuta 2022 klo 9.49", "Ενημερώθηκε: 21 Οκτωβρίου 2022, 09:49",
      "Updated: October 21, 2022, 9:49 AM");
  INFO(line);
  CHECK(date_of(line) == "2022-10-21T09:49:00");
}

TEST_CASE("a stamp without an hour gives a date, one with an offset a moment", "[ingest][date]") {
  CHECK(date_of("เผยแพร่เมื่อ 21 ตุลาคม 2022") == "2022-10-21");
  CHECK(date_of("Last updated on Friday, October 21st, 2022 at 09:49 UTC+3") ==
        "2022-10-21T09:49:00+03:00");
  CHECK(date_of("2022-10-21T09:49:00Z") == "2022-10-21T09:49:00Z");
  CHECK(date_of("Updated: March 4, 2021, 12:05 AM") == "2021-03-04T00:05:00");
}

TEST_CASE("of two stamps in one line the update counts", "[ingest][date]") {
  const auto date = parse_date_line("Publié le 20 octobre 2022 | Mis à jour le 21 octobre 2022");
  REQUIRE(date);
  CHECK(date->says == DateLine::Says::updated);
  CHECK(date->date == "2022-10-21");
}

TEST_CASE("a date that can be read in two ways is a dateline without a date", "[ingest][date]") {
  CHECK(date_of("Updated: 10/11/2022").empty());
  CHECK(date_of("Updated: 10/21/2022") == "2022-10-21");
  CHECK(date_of("Actualizado: 10/11/2022") == "2022-11-10");
}

TEST_CASE("a line that tells more than a date is no dateline", "[ingest][date]") {
  const auto line = GENERATE("Updated: 5 killed in blast", "1984", "In 2022",
                             "Оновлено правила 2022 року для 14 портів", "更新换代：2022年的新船",
                             "تحديث 5 سفن", "Updated: October 41, 2022", "listopad 21, 2022",
                             "A long story of the year 2022 that began on 3 March and has not "
                             "ended yet, say those who know it");
  INFO(line);
  CHECK(date_of(line) == "none");
}

}  // namespace hexapla
