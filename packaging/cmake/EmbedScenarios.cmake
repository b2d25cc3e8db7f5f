# cmake -DROOT=<resources/scenarios> -DFILES="baseline.yaml;…" -DOUTPUT=<file.cpp> -P EmbedScenarios.cmake
# Writes the scenarios as one C++ table, so that the program needs no file at run time.
set(rows "")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME_WE)
  file(READ "${ROOT}/${file}" text)
  string(APPEND rows "    {\"${name}\", R\"vigia_load(${text})vigia_load\"},\n")
endforeach()
file(WRITE "${OUTPUT}.new" "#include \"backend/load/shipped_scenarios.h\"\n\nnamespace vigia::backend::load {\n\n"
  "std::vector<ShippedScenario> shippedScenarios() {\n    return {\n${rows}    };\n}\n\n} // namespace vigia::backend::load\n")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
