#include "backend/http/client_address.h"

#include "core/base/text.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

namespace vigia::backend::http {
namespace {

constexpr unsigned kMappedBits = 96;

std::optional<unsigned> parseBits(std::string_view text, unsigned most) {
    unsigned bits = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
    if (error != std::errc() || stop != text.data() + text.size() || bits > most)
        return std::nullopt;
    return bits;
}

} // namespace

core::Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& entries) {
    TrustedProxies proxies;
    for (const std::string& entry : entries) {
        Network network;
        if (!parseNetwork(entry, network))
            return core::failure(core::ErrorCode::InvalidInput,
                                 "http.trustedProxies: \"" + core::escapedForDisplay(entry, 64) +
                                     "\" is no address and no network like 10.0.0.0/8.");
        proxies.m_networks.push_back(network);
    }
    return proxies;
}

bool TrustedProxies::contains(std::string_view address) const {
    Bytes bytes{};
    if (m_networks.empty() || !parseAddress(address, bytes))
        return false;
    return std::any_of(m_networks.begin(), m_networks.end(), [&bytes](const Network& network) {
        for (unsigned bit = 0; bit < network.bits; ++bit) {
            const auto mask = static_cast<std::uint8_t>(0x80U >> (bit % 8));
            if (((bytes[bit / 8] ^ network.address[bit / 8]) & mask) != 0)
                return false;
        }
        return true;
    });
}

std::string TrustedProxies::clientOf(const std::string& peer,
                                     const std::string* forwardedFor) const {
    if (forwardedFor == nullptr || !contains(peer))
        return peer;
    std::string client = peer;
    auto hops = core::split(*forwardedFor, ',');
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        const std::string_view address = core::trimmed(*hop);
        Bytes bytes{};
        if (!parseAddress(address, bytes))
            break;
        client = address;
        if (!contains(address))
            break;
    }
    return client;
}

bool TrustedProxies::parseAddress(std::string_view text, Bytes& bytes) {
    const std::string terminated(text);
    if (inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1)
        return true;
    in_addr four{};
    if (inet_pton(AF_INET, terminated.c_str(), &four) != 1)
        return false;
    bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0};
    std::memcpy(bytes.data() + 12, &four, sizeof four);
    return true;
}

bool TrustedProxies::parseNetwork(std::string_view text, Network& network) {
    const auto slash = text.find('/');
    const std::string_view address = text.substr(0, slash);
    if (!parseAddress(address, network.address))
        return false;
    if (slash == std::string_view::npos)
        return true;
    const bool four = address.find(':') == std::string_view::npos;
    const auto bits = parseBits(text.substr(slash + 1), four ? 32 : 128);
    network.bits = four ? kMappedBits + bits.value_or(0) : bits.value_or(0);
    return bits.has_value();
}

} // namespace vigia::backend::http
