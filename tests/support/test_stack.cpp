#include "tests/support/test_stack.h"

#include "core/base/uuid.h"

#include <pqxx/pqxx>

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace vigia::tests {
namespace {

std::string fromFile(const std::string& wanted) {
    const char* build = std::getenv("VIGIA_BUILD_DIR");
    std::ifstream file(std::string(build == nullptr ? "." : build) + "/test-stack.env");
    for (std::string line; std::getline(file, line);) {
        if (line.rfind(wanted + "=", 0) == 0)
            return line.substr(wanted.size() + 1);
    }
    return {};
}

std::string setting(const char* name) {
    const char* value = std::getenv(name);
    std::string found = value == nullptr ? fromFile(name) : value;
    if (found.empty()) {
        std::fprintf(stderr,
                     "%s is not set and the fixture wrote none: run the tests through ctest\n",
                     name);
        std::exit(1);
    }
    return found;
}

void onServer(const std::string& sql) {
    pqxx::connection connection(testStack().postgres);
    pqxx::nontransaction work(connection);
    work.exec(sql);
}

} // namespace

const TestStack& testStack() {
    static const TestStack stack{setting("VIGIA_TEST_KAFKA"), setting("VIGIA_TEST_POSTGRES")};
    return stack;
}

std::string uniqueName(const std::string& prefix) {
    return prefix + "-" + core::Uuid::random().text().substr(0, 13);
}

TestDatabase::TestDatabase() : m_name(uniqueName("vigia-test")) {
    onServer("CREATE DATABASE \"" + m_name + "\"");
    const std::string& server = testStack().postgres;
    m_url = server.substr(0, server.rfind('/') + 1) + m_name;
}

TestDatabase::~TestDatabase() {
    try {
        onServer("DROP DATABASE IF EXISTS \"" + m_name + "\" WITH (FORCE)");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "test database %s stays: %s\n", m_name.c_str(), error.what());
    }
}

} // namespace vigia::tests
