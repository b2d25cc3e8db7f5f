#include "backend/doctor/kerberos_check.h"

#include "backend/config/run_program.h"
#include "core/base/text.h"

#include <fmt/format.h>

namespace vigia::backend::doctor {
namespace {

using core::ops::CheckState;
using core::ops::ConnectionCheck;

constexpr std::size_t kLargest = 8192;
constexpr int kNoSuchProgram = 127;

/// How Kerberos says it, what it means, and what to do.
struct Meaning {
    const char* said;
    const char* found;
    const char* next;
};

constexpr Meaning kMeanings[] = {
    {"Cannot contact any KDC", "no key distribution centre of the realm answers",
     "Check the network, and the realm's kdc lines in krb5.conf."},
    {"Cannot find KDC", "krb5.conf names no key distribution centre for the realm",
     "Add the realm to krb5.conf, or correct it in sasl.kerberos.principal."},
    {"no suitable keys", "the keytab holds no key of this principal",
     "Correct sasl.kerberos.principal (`klist -k` lists whom a keytab is for), or have a keytab "
     "made for it."},
    {"Key table file", "there is no keytab at this path",
     "Correct sasl.kerberos.keytab: a file that this user may read."},
    {"Permission denied", "the keytab may not be read",
     "Let the user who runs Vigia read the file of sasl.kerberos.keytab."},
    {"Password incorrect", "the key in the keytab is not the principal's any more",
     "Have a new keytab made: key or password have changed since."},
    {"Preauthentication failed", "the key in the keytab is not the principal's any more",
     "Have a new keytab made: key or password have changed since."},
    {"Client not found", "the realm does not know this principal",
     "Correct sasl.kerberos.principal."},
    {"Clock skew", "this machine's clock differs from the realm's",
     "Set the clock: Kerberos allows five minutes."},
};

const Meaning* meaningOf(const std::string& said) {
    for (const auto& meaning : kMeanings)
        if (said.find(meaning.said) != std::string::npos)
            return &meaning;
    return nullptr;
}

ConnectionCheck failed(const std::string& about, std::string found, std::string next) {
    return {"kerberos", about, CheckState::Failed, std::move(found), std::move(next)};
}

ConnectionCheck refusedTicket(const std::string& about, const config::ProgramRun& run) {
    if (run.exitCode == kNoSuchProgram)
        return failed(about, "kinit is not installed",
                      "Install the package krb5-user, or get a ticket in another way and name no "
                      "keytab.");
    const std::string said = core::escapedForDisplay(core::trimmed(run.output), 400);
    if (const auto* meaning = meaningOf(said))
        return failed(about, fmt::format("{} ({})", meaning->found, said), meaning->next);
    return failed(about, fmt::format("no ticket: {}", said),
                  "Run the command of sasl.kerberos.kinit.cmd by hand to see why.");
}

core::Result<config::ProgramRun> shell(const std::string& command,
                                       std::chrono::milliseconds patience) {
    return config::runProgram({"/bin/sh", "-c", "exec 2>&1; " + command}, {{"LC_ALL", "C"}},
                              patience, kLargest, config::ErrorOutput::Dropped);
}

ConnectionCheck fetchTicket(const kafka::KerberosSettings& settings,
                            std::chrono::milliseconds patience) {
    const std::string about =
        settings.principal.empty() ? "ticket" : core::escapedForDisplay(settings.principal, 200);
    const auto run = shell(settings.command, patience);
    if (!run)
        return failed(about, "no ticket in time: " + run.error().message,
                      "Check the network, and the realm's kdc lines in krb5.conf.");
    if (run->exitCode != 0)
        return refusedTicket(about, *run);
    return {"kerberos", about, CheckState::Passed, "the realm gave us a ticket", {}};
}

ConnectionCheck findTicket(std::chrono::milliseconds patience) {
    const std::string about = "ticket";
    const auto run = shell("klist -s", patience);
    if (!run || run->exitCode == kNoSuchProgram)
        return {"kerberos", about, CheckState::Skipped, "not looked for: klist is not there", {}};
    if (run->exitCode != 0)
        return failed(about, "there is no Kerberos ticket, or it has expired",
                      "Get one with `kinit`, or name a keytab: sasl.kerberos.keytab and "
                      "sasl.kerberos.principal.");
    return {"kerberos", about, CheckState::Passed, "there is a valid ticket", {}};
}

} // namespace

ConnectionCheck checkTicket(const kafka::KerberosSettings& settings,
                            std::chrono::milliseconds patience) {
    return settings.command.empty() ? findTicket(patience) : fetchTicket(settings, patience);
}

std::string afterRefusedTicket(const std::string& problem) {
    if (problem.find("No worthy mechs") != std::string::npos ||
        problem.find("no mechanism available") != std::string::npos)
        return "Install the package libsasl2-modules-gssapi-mit.";
    if (const auto* meaning = meaningOf(problem))
        return meaning->next;
    return "Check sasl.kerberos.service.name (usually kafka), and that the realm knows the broker "
           "by "
           "the host name that you connect to.";
}

} // namespace vigia::backend::doctor
