#pragma once

#include <string>
#include <vector>

namespace vigia::core {

/// Secrets that are known by their value, wherever they stand. Those of less than four bytes are
/// left out: they would mask half of every sentence.
class KnownSecrets {
public:
    KnownSecrets() = default;
    explicit KnownSecrets(std::vector<std::string> secrets);

    /// The text with `****` in the place of each.
    [[nodiscard]] std::string hidden(std::string text) const;

private:
    std::vector<std::string> m_secrets; ///< the longest first: one may hold another
};

} // namespace vigia::core
