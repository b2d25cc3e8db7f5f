#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace vigia::backend::postgres {

/// The schemas of the product (platform.md 5). A closed set, so that a name in SQL text never comes
/// from outside.
enum class Schema { Stock, Acl, Logs, Commerce, Chat, Ops };

/// `stock`, `acl`, …
std::string_view schemaName(Schema schema);
std::optional<Schema> parseSchema(std::string_view name);

} // namespace vigia::backend::postgres
