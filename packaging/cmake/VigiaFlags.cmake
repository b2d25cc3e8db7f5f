# Compiler settings shared by every target, and the compiler cache where there is one.
add_library(vigia_flags INTERFACE)
target_compile_features(vigia_flags INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
target_compile_options(vigia_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wcast-align -Wduplicated-cond -Wlogical-op -Wformat=2)
target_include_directories(vigia_flags INTERFACE "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}/generated")
if(CMAKE_UNITY_BUILD)
  # Sources that are compiled together look like headers to it.
  target_compile_options(vigia_flags INTERFACE -Wno-subobject-linkage)
endif()
if(VIGIA_SANITIZE)
  # GCC's manual: with sanitizers its warnings of bounds and lifetimes are often wrong, so they end no build.
  target_compile_options(vigia_flags INTERFACE -fsanitize=${VIGIA_SANITIZE} -fno-omit-frame-pointer -Wno-array-bounds)
  if(VIGIA_SANITIZE STREQUAL "thread")
    # Boost.Asio's fences; GCC can't instrument them and says so.
    target_compile_options(vigia_flags INTERFACE -Wno-tsan)
  endif()
  target_link_options(vigia_flags INTERFACE -fsanitize=${VIGIA_SANITIZE})
else()
  target_compile_options(vigia_flags INTERFACE $<$<CONFIG:Debug>:-Werror>)
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC tidies up its memory again and again once it holds a precompiled header: a tenth of the time of each source. Up to 1 GiB it does not.
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:--param=ggc-min-heapsize=1048576>)
endif()

find_program(VIGIA_CCACHE ccache)
if(VIGIA_CCACHE)
  # Precompiled headers carry times and macros; these settings let ccache see through them, also from another checkout.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${VIGIA_CCACHE})
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
endif()

find_program(VIGIA_MOLD mold)
if(VIGIA_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
