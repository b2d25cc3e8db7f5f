# Every third-party library, in one place. Targets made here: vigia_rdkafka, vigia_pqxx, vigia_boost, vigia_re2.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(CURL REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(prometheus-cpp CONFIG REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)

# Boost: headers only, seen as system headers so that our warnings stay ours.
add_library(vigia_boost INTERFACE)
target_include_directories(vigia_boost SYSTEM INTERFACE ${Boost_INCLUDE_DIRS})

pkg_check_modules(PQXX REQUIRED IMPORTED_TARGET libpqxx)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)

# librdkafka 2.8 or newer: the system's where it is new enough, else the one that ./dev built.
set(ENV{PKG_CONFIG_PATH} "${VIGIA_DEPS_DIR}/lib/pkgconfig:$ENV{PKG_CONFIG_PATH}")
pkg_check_modules(RDKAFKA REQUIRED IMPORTED_TARGET rdkafka-static>=2.8)
add_library(vigia_rdkafka INTERFACE)
target_include_directories(vigia_rdkafka SYSTEM INTERFACE ${RDKAFKA_INCLUDE_DIRS})
find_library(VIGIA_RDKAFKA_ARCHIVE NAMES librdkafka.a HINTS ${RDKAFKA_LIBDIR} ${RDKAFKA_LIBRARY_DIRS} "${VIGIA_DEPS_DIR}/lib")
if(VIGIA_RDKAFKA_ARCHIVE)
  target_link_libraries(vigia_rdkafka INTERFACE ${VIGIA_RDKAFKA_ARCHIVE} OpenSSL::SSL OpenSSL::Crypto CURL::libcurl
    sasl2 zstd lz4 z Threads::Threads dl m rt)
else()
  target_link_libraries(vigia_rdkafka INTERFACE PkgConfig::RDKAFKA)
endif()

if(VIGIA_GUI)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Svg PrintSupport)
endif()
if(VIGIA_TESTS)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Core Test)
endif()
if(VIGIA_TESTS)
  # Its per-folder definitions would forbid sharing one precompiled header between test executables.
  set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS "QT_TESTLIB_LIB")
endif()
