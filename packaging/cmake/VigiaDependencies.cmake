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
pkg_check_modules(PDF REQUIRED IMPORTED_TARGET cairo-pdf pangocairo pangoft2 librsvg-2.0 fontconfig)

# librdkafka: always the one that ./dev built, with the patches of packaging/librdkafka; released ones abort on a lost coordinator.
find_path(VIGIA_RDKAFKA_INCLUDE librdkafka/rdkafka.h PATHS "${VIGIA_DEPS_DIR}/include" NO_DEFAULT_PATH)
find_library(VIGIA_RDKAFKA_ARCHIVE NAMES librdkafka.a PATHS "${VIGIA_DEPS_DIR}/lib" NO_DEFAULT_PATH)
if(NOT VIGIA_RDKAFKA_INCLUDE OR NOT VIGIA_RDKAFKA_ARCHIVE)
  message(FATAL_ERROR "No librdkafka in ${VIGIA_DEPS_DIR}: run ./dev build once, which makes it.")
endif()
add_library(vigia_rdkafka INTERFACE)
target_include_directories(vigia_rdkafka SYSTEM INTERFACE ${VIGIA_RDKAFKA_INCLUDE})
target_link_libraries(vigia_rdkafka INTERFACE ${VIGIA_RDKAFKA_ARCHIVE} OpenSSL::SSL OpenSSL::Crypto CURL::libcurl
  sasl2 zstd lz4 z Threads::Threads dl m rt)

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
