// Catch2 2 needs one translation unit with its main function; Catch2 3 brings its own.
#ifdef HEXAPLA_CATCH2_V2
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
