"""check_csv.py TABLE ARTICLE…: the table of the whole archive is regular, names every article, and no field of it runs as a formula."""
import csv
import sys

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    raw = file.read()
rows = list(csv.reader(raw.splitlines(keepends=True), strict=True))
header, rows = rows[0], rows[1:]
if any(len(row) != len(header) for row in rows):
    sys.exit("check_csv: rows of different lengths")
if {row[0] for row in rows} != set(sys.argv[2:]):
    sys.exit("check_csv: other articles than those of the archive")
if any(field[:1] in tuple("=+-@\t\r") for row in rows for field in row if field):
    sys.exit("check_csv: a field that a spreadsheet would run")
if not raw.endswith("\r\n") or not any("HYPERLINK" in field for row in rows for field in row):
    sys.exit("check_csv: lines end otherwise than RFC 4180 says, or the formula is missing")
print(f"check_csv: {len(rows)} claims in {len(header)} columns")
