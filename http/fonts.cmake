# The types of the pages, each for its scripts. A browser fetches a part only when a page has text of it; Chinese, Japanese and
# Korean, which would take megabytes, come from the reader's system.
#
# EB Garamond: Latin in the cut for small sizes, whose strokes stay dark on screens, and what it lacks in the one for 12 points. Of
# the small cut's other letters Cyrillic and Greek are as thin as those for 12 points, and its italics have hardly any Cyrillic: so
# they come from the latter, and text in these scripts takes its Latin from there as well, lest names and digits stand out of it.
# The style sheet draws all of that text with a stroke as wide as the cuts differ (static/style/scripts.css).
set(garamond opentype/ebgaramond/EBGaramond08-Regular.otf)
set(garamond_12 opentype/ebgaramond/EBGaramond12-Regular.otf)
set(garamond_italic opentype/ebgaramond/EBGaramond08-Italic.otf)
set(garamond_12_italic opentype/ebgaramond/EBGaramond12-Italic.otf)
set(latin "20-7E,A0-FF,131,152-153,2C6,2DA,2DC,300-304,307-308,30A-30C,323,327-328,2000-2015,2018-201E,2020-2021,2026,2030,2032-2033,2039-203A,2044,20AC,FEFF")
set(latin_more "2BB-2BC,2022,2060,2116,2122,2212,2215,FFFD")
set(latin_extended "100-130,132-151,154-17F,1A0-1A1,1AF-1B0,1B7,1C4-1F5,1F8-21B,21E-21F,226-233,237,292,1E00-1E9D,1E9F-1EF9,20A0-20A4,20A6-20A7,20A9-20AA,20AD-20B1,20B3-20B8,20BA-20C0")
set(latin_extended_more "180-19F,1A2-1AE,1B1-1B6,1B8-1C3,1F6-1F7,21C-21D,220-225,234-236,238-291,293-2AF,1E9E,20A5,20A8,20AB,20B2,20B9,2113,2C60-2C7F")
set(cyrillic "400-52F,1C80-1C88")
set(greek "370-3FF,1F00-1FFF")
# What the small italic has of Latin, and what it lacks.
set(latin_italic "20-7E,A1,A3-A4,A6-A9,AB,AD,AF-B8,BB,BF-FF,131,152-153,2C6,2DA,2DC,300-304,307-308,30A-30C,323,327-328,2000-2015,2018-201A,201C-201E,2020-2021,2026,2039-203A,2044,20AC,FEFF")
set(latin_italic_more "A0,A2,A5,AA,AC,AE,B9-BA,BC-BE,2BB-2BC,2022,2030,2032-2033,2060,2116,2122,2212,2215,FFFD")
# Marks, digits and spaces that stand among the letters of scripts which keep to no Latin.
set(among "20-40,5B-60,7B-7E,A0,AB,B7,BB,200C-200F,2010-2015,2018-201E,2026,25CC")

hexapla_font(hexapla_http NAME latin FAMILY "Hexapla Serif" STYLE normal SOURCE ${garamond} UNICODES ${latin})
hexapla_font(hexapla_http NAME latin_more FAMILY "Hexapla Serif" STYLE normal SOURCE ${garamond_12} UNICODES ${latin_more})
hexapla_font(hexapla_http NAME latin_extended FAMILY "Hexapla Serif" STYLE normal SOURCE ${garamond} UNICODES ${latin_extended})
hexapla_font(hexapla_http NAME latin_extended_more FAMILY "Hexapla Serif" STYLE normal SOURCE ${garamond_12} UNICODES ${latin_extended_more})
hexapla_font(hexapla_http NAME cyrillic FAMILY "Hexapla Serif" STYLE normal SOURCE ${garamond_12} UNICODES ${cyrillic})
hexapla_font(hexapla_http NAME greek FAMILY "Hexapla Serif" STYLE normal SOURCE ${garamond_12} UNICODES ${greek})
hexapla_font(hexapla_http NAME latin_among FAMILY "Hexapla Among" STYLE normal SOURCE ${garamond_12} UNICODES "${latin},${latin_more}")
hexapla_font(hexapla_http NAME latin_italic FAMILY "Hexapla Serif" STYLE italic SOURCE ${garamond_italic} UNICODES ${latin_italic})
hexapla_font(hexapla_http NAME latin_italic_more FAMILY "Hexapla Serif" STYLE italic SOURCE ${garamond_12_italic} UNICODES ${latin_italic_more})
hexapla_font(hexapla_http NAME latin_extended_italic FAMILY "Hexapla Serif" STYLE italic SOURCE ${garamond_italic} UNICODES ${latin_extended})
hexapla_font(hexapla_http NAME latin_extended_italic_more FAMILY "Hexapla Serif" STYLE italic SOURCE ${garamond_12_italic} UNICODES ${latin_extended_more})
hexapla_font(hexapla_http NAME cyrillic_italic FAMILY "Hexapla Serif" STYLE italic SOURCE ${garamond_12_italic} UNICODES ${cyrillic})
hexapla_font(hexapla_http NAME greek_italic FAMILY "Hexapla Serif" STYLE italic SOURCE ${garamond_12_italic} UNICODES ${greek})
hexapla_font(hexapla_http NAME latin_among_italic FAMILY "Hexapla Among" STYLE italic SOURCE ${garamond_12_italic} UNICODES "${latin},${latin_more}")
hexapla_font(hexapla_http NAME arabic FAMILY "Hexapla Naskh" STYLE normal SHAPING
  SOURCE opentype/fonts-hosny-amiri/Amiri-Regular.ttf
  UNICODES "${among},600-6FF,750-77F,8A0-8FF,FD3E-FD3F,FDF2,FDFC")
hexapla_font(hexapla_http NAME hebrew FAMILY "Hexapla Hebrew" STYLE normal SHAPING
  SOURCE truetype/noto/NotoSerifHebrew-Regular.ttf UNICODES "${among},590-5FF,20AA,FB1D-FB4F")
hexapla_font(hexapla_http NAME thai FAMILY "Hexapla Thai" STYLE normal SHAPING
  SOURCE truetype/noto/NotoSerifThai-Regular.ttf UNICODES "${among},E00-E7F")
hexapla_font(hexapla_http NAME devanagari FAMILY "Hexapla Devanagari" STYLE normal SHAPING
  SOURCE truetype/noto/NotoSerifDevanagari-Regular.ttf UNICODES "${among},900-97F,1CD0-1CF9,20A8,20B9,A830-A839,A8E0-A8FF")
# Each with marks, digits and spaces of its own; Tibetan, whose stacks would take 150 kB, comes from the reader's system.
foreach(script IN ITEMS Bengali=980-9FF Gurmukhi=A00-A7F Gujarati=A80-AFF Tamil=B80-BFF Telugu=C00-C7F Kannada=C80-CFF
    Malayalam=D00-D7F Sinhala=D80-DFF Lao=E80-EFF "Myanmar=1000-109F,A9E0-A9FF,AA60-AA7F" "Ethiopic=1200-139F,2D80-2DDF"
    "Khmer=1780-17FF,19E0-19FF")
  string(REGEX MATCH "^([A-Za-z]+)=(.+)$" parts "${script}")
  string(TOLOWER "${CMAKE_MATCH_1}" name)
  hexapla_font(hexapla_http NAME ${name} FAMILY "Hexapla ${CMAKE_MATCH_1}" STYLE normal SHAPING
    SOURCE truetype/noto/NotoSerif${CMAKE_MATCH_1}-Regular.ttf UNICODES "${among},964-965,${CMAKE_MATCH_2}")
endforeach()
# Scripts with an x-height, which go with the marks and digits of the Latin.
hexapla_font(hexapla_http NAME armenian FAMILY "Hexapla Armenian" STYLE normal
  SOURCE truetype/noto/NotoSerifArmenian-Regular.ttf UNICODES "530-58F,FB13-FB17")
hexapla_font(hexapla_http NAME georgian FAMILY "Hexapla Georgian" STYLE normal
  SOURCE truetype/noto/NotoSerifGeorgian-Regular.ttf UNICODES "10A0-10FF,1C90-1CBF,2D00-2D2F")
# The critical signs look alike on every machine: ※ ÷ ≠ ↻ = † ⇅ and the arrows and triangle of lists.
hexapla_font(hexapla_http NAME signs FAMILY "Hexapla Signs" STYLE normal
  SOURCE truetype/dejavu/DejaVuSans.ttf UNICODES "3D,F7,2020,203B,2190,2192,21BB,21C5,2260,25BE")
hexapla_finish_fonts(hexapla_http)
