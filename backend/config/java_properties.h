#pragma once

#include "core/base/result.h"

#include <map>
#include <string>
#include <string_view>

namespace vigia::backend::config {

/// A Java properties file (`java.util.Properties.load`): comments, continued lines, the three
/// separators, escapes with `\uXXXX`. The last of two equal names wins, as in Java. InvalidInput
/// names the line of what is no UTF-8 or Latin-1, too large (1 MiB) or a broken escape.
core::Result<std::map<std::string, std::string>> parseJavaProperties(std::string_view text);

/// A JAAS line: `the.LoginModule required name="value" …;`
struct JaasEntry {
    std::string module; ///< class name without its package
    std::map<std::string, std::string> options;
};
core::Result<JaasEntry> parseJaas(std::string_view text);

} // namespace vigia::backend::config
