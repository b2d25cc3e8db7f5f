#pragma once

#include "backend/kafka/kerberos.h"
#include "core/ops/connection_report.h"

#include <chrono>

namespace vigia::backend::doctor {

/// Whether there is a Kerberos ticket: gets one as our clients do, with the keytab, or looks for
/// the one that the user has. Runs `kinit` or `klist`; blocks up to `patience`.
core::ops::ConnectionCheck checkTicket(const kafka::KerberosSettings& settings,
                                       std::chrono::milliseconds patience);

/// What to do when a broker, or the key distribution centre, refuses a ticket.
std::string afterRefusedTicket(const std::string& problem);

} // namespace vigia::backend::doctor
