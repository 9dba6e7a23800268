#pragma once

// The one place that knows which Catch2 we build with: Debian 12 ships version 2, Debian 13 version 3.

#ifdef HEXAPLA_CATCH2_V2
#include <catch2/catch.hpp>
#else
#include <catch2/catch_all.hpp>
#endif
