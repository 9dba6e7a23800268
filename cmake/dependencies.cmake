# Everything comes from Debian's packages (see tools/packages.txt), found by pkg-config: Debian compiles
# cpp-httplib with macros that change its classes, so its flags must be ours too.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(icu REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(lmdb REQUIRED IMPORTED_TARGET lmdb)
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)
pkg_check_modules(crypto REQUIRED IMPORTED_TARGET libcrypto)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(brotli REQUIRED IMPORTED_TARGET libbrotlidec)
pkg_check_modules(zlib REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(gumbo REQUIRED IMPORTED_TARGET gumbo)
pkg_check_modules(cmark REQUIRED IMPORTED_TARGET libcmark)
pkg_check_modules(pugixml REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(yaml REQUIRED IMPORTED_TARGET yaml-cpp)
pkg_check_modules(fmt REQUIRED IMPORTED_TARGET fmt)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)

# CLD2 has no pkg-config file. libcld2_full holds the larger tables and must come first on the link line. Spelled -lcld2, since a
# bare `cld2` would be this very target.
find_path(CLD2_INCLUDE_DIR cld2/public/compact_lang_det.h REQUIRED)
add_library(cld2 INTERFACE)
target_include_directories(cld2 INTERFACE ${CLD2_INCLUDE_DIR})
target_link_libraries(cld2 INTERFACE -Wl,--no-as-needed -lcld2_full -lcld2 -Wl,--as-needed)
