#include "tests/support/test_main.h"

#include <QCoreApplication>
#include <QTest>

#include <cstdio>
#include <map>
#include <memory>
#include <string>

namespace vigia::tests {
namespace {

std::map<std::string, std::function<QObject*()>>& registry() {
    static std::map<std::string, std::function<QObject*()>> classes;
    return classes;
}

std::string stem(std::string_view file) {
    const auto slash = file.rfind('/');
    if (slash != std::string_view::npos)
        file.remove_prefix(slash + 1);
    return std::string(file.substr(0, file.find('.')));
}

} // namespace

Registrar::Registrar(std::string_view file, std::function<QObject*()> make) {
    registry()[stem(file)] = std::move(make);
}

/// Runs the class named by the first argument, or all; the rest goes to Qt Test.
int runTests(int argc, char** argv) {
    const std::string wanted = argc > 1 && argv[1][0] != '-' ? argv[1] : "";
    if (!wanted.empty() && !registry().contains(wanted)) {
        std::fprintf(stderr, "no test class %s here\n", wanted.c_str());
        return 2;
    }
    const int skipped = wanted.empty() ? 0 : 1;
    std::vector<char*> rest(argv + skipped, argv + argc);
    rest[0] = argv[0];
    char noCrashHandler[] =
        "-nocrashhandler"; // it would start a debugger on a machine that has one, and hang
    rest.push_back(noCrashHandler);
    int failed = 0;
    for (const auto& [name, make] : registry()) {
        if (!wanted.empty() && name != wanted)
            continue;
        const std::unique_ptr<QObject> test(make());
        failed += QTest::qExec(test.get(), static_cast<int>(rest.size()), rest.data());
    }
    return failed == 0 ? 0 : 1;
}

} // namespace vigia::tests
