// A program that can be a guard, as `vigia --stack-guard` is, and with --console also one that
// attaches to a guard and waits to be killed: for tests of the guard.
#include "backend/stack/guard.h"
#include "backend/stack/guard_client.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>

using namespace vigia::backend::stack;

namespace {

int runConsole(const GuardOptions& options) {
    const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
    const auto client = GuardClient::connectOrStart(self, options);
    if (!client) {
        std::fprintf(stderr, "%s\n", client.error().message.c_str());
        return 1;
    }
    for (;;)
        ::pause();
}

} // namespace

int main(int argc, char** argv) {
    const bool console = argc > 1 && std::string(argv[1]) == "--console";
    const auto options = readGuardArguments({argv + (console ? 2 : 1), argv + argc});
    if (!options) {
        std::fprintf(stderr, "%s\n", options.error().message.c_str());
        return 2;
    }
    return console ? runConsole(*options) : runStackGuard(*options);
}
