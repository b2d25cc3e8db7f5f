# cmake -DROOT=<resources/sql> -DFILES="stock/0001_x.sql;…" -DOUTPUT=<file.cpp> -P EmbedSql.cmake
# Writes the migrations as one C++ table, so that the program needs no file at run time.
set(rows "")
foreach(file IN LISTS FILES)
  if(NOT file MATCHES "^([a-z]+)/0*([1-9][0-9]*)_([a-z0-9_]+)\\.sql$")
    message(FATAL_ERROR "${file}: a migration is named <schema>/<number>_<name>.sql")
  endif()
  set(head "{\"${CMAKE_MATCH_1}\", ${CMAKE_MATCH_2}, \"${CMAKE_MATCH_3}\"")
  file(READ "${ROOT}/${file}" text)
  string(APPEND rows "    ${head}, R\"vigia_sql(${text})vigia_sql\"},\n")
endforeach()
file(WRITE "${OUTPUT}.new" "#include \"backend/postgres/migrations.h\"\n\nnamespace vigia::backend::postgres {\n\n"
  "std::vector<Migration> embeddedMigrations() {\n    return {\n${rows}    };\n}\n\n} // namespace vigia::backend::postgres\n")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
