#pragma once

#include "backend/kafka/client_config.h"

#include <optional>
#include <string>

namespace vigia::backend::kafka {

/// What the properties say of a sign-in with Kerberos (`sasl.mechanisms` GSSAPI).
struct KerberosSettings {
    std::string keytab;    ///< empty: the ticket that the user already has is taken
    std::string principal; ///< whom the keytab is for
    std::string command;   ///< what the shell runs to get a ticket; empty: nothing
};

/// Nothing when another mechanism is used.
std::optional<KerberosSettings> kerberosSettings(const Properties& properties);

/// InvalidInput when keytab or principal hold what a shell would understand: the library hands
/// both to one.
core::Result<void> checkKerberos(const std::string& where, const Properties& properties);

/// What our clients set unless the configuration says otherwise: a ticket is got with the keytab
/// where one is named, and without one the user's own is taken as it is.
Properties kerberosDefaults(const Properties& properties);

} // namespace vigia::backend::kafka
