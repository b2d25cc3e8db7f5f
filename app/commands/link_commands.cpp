#include "app/commands/commands.h"
#include "backend/host/link_socket.h"
#include "core/base/json_writer.h"
#include "core/ops/link.h"

#include <cstdio>

namespace vigia::app {
namespace {

int openLink(const Context&, const Parsed& parsed) {
    const auto link = core::ops::parseLink(parsed.argument("link"));
    if (!link)
        return reportError(link.error());
    const auto sent = backend::host::sendLink(backend::host::linkSocketPath(), *link);
    if (!sent)
        return reportError(sent.error());
    if (parsed.json())
        std::puts(core::JsonWriter()
                      .beginObject()
                      .member("opened", core::ops::linkText(*link))
                      .endObject()
                      .take()
                      .c_str());
    else
        std::puts("The window shows it.");
    return kOk;
}

} // namespace

std::vector<Command> linkCommands() {
    return {{"open",
             "Bring the running window to a link's place; exit code 0 it shows it, 1 it can't, 2 "
             "this is no link, 3 no window runs",
             "open vigia://orders/payments/3/18420",
             {{"link",
               "vigia://cluster[/topic[/partition[/offset]]] or "
               "vigia://cluster/~group/GROUP[?from=TIME&to=TIME]",
               true}},
             {},
             openLink}};
}

} // namespace vigia::app
