#pragma once

#include "tests/support/patience.h"

#include <QObject>

#include <functional>
#include <string_view>

namespace vigia::tests {

/// Makes a test class known to the executable's main under the name of its source file
/// (`verdict_test`).
class Registrar {
public:
    Registrar(std::string_view file, std::function<QObject*()> make);
};

} // namespace vigia::tests

/// Registers a Qt Test class; once per source file.
#define VIGIA_TEST_CLASS(Type)                                                                     \
    static const ::vigia::tests::Registrar kRegistrar_##Type(                                      \
        __FILE__, [] { return static_cast<QObject*>(new Type); });
