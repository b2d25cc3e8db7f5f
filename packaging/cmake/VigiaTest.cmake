# moc for one test class, following no include: AUTOMOC's search through all sources of 55 executables, and a collected source
# more for each, took a twelfth of a clean build.
function(vigia_moc target source)
  get_filename_component(name "${source}" NAME_WE)
  get_filename_component(path "${source}" ABSOLUTE)
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/${target}_moc")
  file(MAKE_DIRECTORY "${folder}")
  add_custom_command(OUTPUT "${folder}/${name}.moc" COMMAND Qt6::moc -i -o "${folder}/${name}.moc" "${path}"
    DEPENDS "${path}" VERBATIM)
  target_sources(${target} PRIVATE "${folder}/${name}.moc")
  target_include_directories(${target} PRIVATE "${folder}")
endfunction()

# vigia_test(<target> LABEL <label> SOURCES <file>... [LIBRARIES <lib>...] [TIMEOUT <s>] [SERIAL] [STACK] [GUI])
#
# One executable for the test classes of a folder, one CTest entry a class (named <folder>/<file>). A source x_test.cpp
# holds one class, registered by VIGIA_TEST_CLASS(...) and ends with #include "x_test.moc".
# GUI: another label's tests with a QApplication and the theme.
# STACK: the tests need the shared Kafka and PostgreSQL that the fixture `stack` starts.
function(vigia_test target)
  cmake_parse_arguments(T "SERIAL;STACK;GUI" "LABEL;TIMEOUT" "SOURCES;LIBRARIES" ${ARGN})
  if(NOT T_TIMEOUT)
    set(T_TIMEOUT 120)
  endif()
  set(main vigia_test_main)
  math(EXPR watchdog "${T_TIMEOUT} * 1000") # Qt's own counts the whole run of a class
  if(T_GUI OR T_LABEL STREQUAL "gui")
    set(main vigia_gui_test_main) # with a QApplication and the theme
  endif()
  add_executable(${target} ${T_SOURCES})
  target_link_libraries(${target} PRIVATE vigia_flags ${main} ${T_LIBRARIES})
  target_precompile_headers(${target} REUSE_FROM ${main})
  file(RELATIVE_PATH folder "${CMAKE_SOURCE_DIR}/tests" "${CMAKE_CURRENT_SOURCE_DIR}")
  foreach(source IN LISTS T_SOURCES)
    get_filename_component(name "${source}" NAME_WE)
    if(NOT name MATCHES "test$")
      continue()
    endif()
    vigia_moc(${target} "${source}")
    set(entry "${folder}/${name}")
    add_test(NAME "${entry}" COMMAND ${target} ${name})
    set_tests_properties("${entry}" PROPERTIES LABELS "${T_LABEL}" TIMEOUT ${T_TIMEOUT}
      ENVIRONMENT "QTEST_FUNCTION_TIMEOUT=${watchdog};QT_QPA_PLATFORM=offscreen;VIGIA_BIN=$<TARGET_FILE:vigia-headless>;VIGIA_SOURCE_DIR=${CMAKE_SOURCE_DIR};VIGIA_BUILD_DIR=${CMAKE_BINARY_DIR}")
    if(T_SERIAL)
      set_tests_properties("${entry}" PROPERTIES RUN_SERIAL ON)
    endif()
    if(T_STACK)
      set_tests_properties("${entry}" PROPERTIES FIXTURES_REQUIRED stack)
    endif()
  endforeach()
endfunction()
