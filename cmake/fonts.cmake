# hexapla_font(TARGET NAME … FAMILY … STYLE … SOURCE … UNICODES … [SHAPING]): a part of an installed font for the pages.
#
# The characters UNICODES (hexadecimal ranges) of the font file SOURCE are cut out by HarfBuzz' hb-subset, packed as WOFF 2
# and compiled into TARGET; SHAPING also keeps what joins and stacks letters. hexapla_finish_fonts(TARGET) then makes
# the table of http/fonts.h. All of it comes from Debian's packages, so that a build needs no network and the
# repository holds no foreign font. A font that is not installed is said to be missing, and the reader's own serve instead.
find_program(HB_SUBSET hb-subset)
find_program(WOFF2_COMPRESS woff2_compress)
set(HEXAPLA_FONT_FEATURES calt,ccmp,clig,kern,liga,lnum,locl,mark,mkmk,onum,pnum,rlig,tnum)
set(HEXAPLA_SHAPING_FEATURES
  abvf,abvm,abvs,akhn,blwf,blwm,blws,cjct,curs,dist,fina,half,haln,init,isol,medi,nukt,pref,pres,pstf,psts,rkrf,rphf,vatu)

function(hexapla_font target)
  cmake_parse_arguments(font "SHAPING" "NAME;FAMILY;STYLE;SOURCE;UNICODES" "" ${ARGN})
  find_file(source_file "${font_SOURCE}" PATHS /usr/share/fonts /usr/local/share/fonts NO_DEFAULT_PATH NO_CACHE)
  if(NOT source_file OR NOT HB_SUBSET OR NOT WOFF2_COMPRESS)
    message(WARNING "${font_SOURCE}, hb-subset or woff2_compress is not installed (tools/setup does it): "
      "pages will show ${font_FAMILY} in the reader's own fonts")
    return()
  endif()
  set(features "${HEXAPLA_FONT_FEATURES}")
  if(font_SHAPING)
    string(APPEND features ",${HEXAPLA_SHAPING_FEATURES}")
  endif()
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/fonts")
  file(MAKE_DIRECTORY "${folder}")
  set(subset "${folder}/${font_NAME}.otf")
  # All names stay: they hold the copyright and the licence, which must go where the font goes.
  add_custom_command(OUTPUT "${folder}/${font_NAME}.woff2"
    COMMAND "${HB_SUBSET}" "--font-file=${source_file}" "--unicodes=${font_UNICODES}"
      "--layout-features=${features}" "--name-IDs=*" --no-hinting --desubroutinize "--output-file=${subset}"
    COMMAND "${WOFF2_COMPRESS}" "${subset}" > "${folder}/${font_NAME}.log" 2>&1
    DEPENDS "${source_file}" VERBATIM COMMENT "Packing the font ${font_NAME}")
  hexapla_embed(${target} font_${font_NAME} "${folder}/${font_NAME}.woff2")
  string(REPLACE "," ",U+" range "U+${font_UNICODES}")
  set_property(TARGET ${target} APPEND_STRING PROPERTY HEXAPLA_FONT_SYMBOLS
    "extern const std::string_view font_${font_NAME};\n")
  set_property(TARGET ${target} APPEND_STRING PROPERTY HEXAPLA_FONT_ROWS
    "      {\"${font_NAME}\", \"${font_FAMILY}\", \"${font_STYLE}\", \"${range}\", embedded::font_${font_NAME}},\n")
endfunction()

function(hexapla_finish_fonts target)
  get_target_property(symbols ${target} HEXAPLA_FONT_SYMBOLS)
  get_target_property(rows ${target} HEXAPLA_FONT_ROWS)
  if(NOT rows)
    set(symbols "")
    set(rows "")
  endif()
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/fonts.cpp")
  file(CONFIGURE OUTPUT "${generated}" CONTENT "#include \"http/fonts.h\"\n\nnamespace hexapla {\nnamespace embedded {\n${symbols}}  // namespace embedded\n
const std::vector<Font>& embedded_fonts() {
  static const std::vector<Font> kFonts = {\n${rows}  };\n  return kFonts;\n}\n\n}  // namespace hexapla\n" @ONLY)
  target_sources(${target} PRIVATE "${generated}")
endfunction()
