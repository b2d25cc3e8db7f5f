#pragma once

#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::http {

/// Addresses and networks whose X-Forwarded-For is believed (`http.trustedProxies`). Immutable
/// after `parse`.
class TrustedProxies {
public:
    /// `10.0.0.0/8`, `127.0.0.1`, `fd00::/8`. InvalidInput names the entry that is none of these.
    static core::Result<TrustedProxies> parse(const std::vector<std::string>& entries);

    [[nodiscard]] bool contains(std::string_view address) const;
    /// The client's address: the peer's, or, when the peer is trusted, the rightmost address of
    /// `forwardedFor` that is not.
    [[nodiscard]] std::string clientOf(const std::string& peer,
                                       const std::string* forwardedFor) const;

private:
    using Bytes = std::array<std::uint8_t, 16>; ///< IPv4 as ::ffff:a.b.c.d
    struct Network {
        Bytes address{};
        unsigned bits = 128;
    };
    static bool parseAddress(std::string_view text, Bytes& bytes);
    static bool parseNetwork(std::string_view text, Network& network);

    std::vector<Network> m_networks;
};

} // namespace vigia::backend::http
