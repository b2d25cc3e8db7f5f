#include "backend/http/server.h"
#include "backend/observe/http_metrics.h"
#include "backend/observe/log.h"
#include "tests/bench/http/bare_server.h"
#include "tests/bench/http/load_loop.h"

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace vigia;
using namespace vigia::backend;

namespace {

constexpr unsigned kConnections = 32;
constexpr std::chrono::milliseconds kTime{2'000};
constexpr int kRounds = 5;

/// Medians of rate and of CPU time an answer.
bench::Load median(std::vector<bench::Load> loads) {
    const auto middle = [&loads](double bench::Load::*member) {
        std::sort(loads.begin(), loads.end(), [member](const auto& a, const auto& b) { return a.*member < b.*member; });
        return loads[loads.size() / 2].*member;
    };
    return {middle(&bench::Load::perSecond), middle(&bench::Load::serverMicros)};
}

void print(const char* what, const bench::Load& load, const bench::Load& bare) {
    std::printf("%-20s %8.0f requests/s  ratio %.2f   CPU %5.1f us a request  ratio %.2f\n", what, load.perSecond,
                load.perSecond / bare.perSecond, load.serverMicros, load.serverMicros / bare.serverMicros);
}

http::Response hello(const http::Request&) {
    return {200, "text/plain", "hello", {}};
}

} // namespace

/// Our server beside a bare Beast one under the same load, in turns; the ratio is what counts.
int main() {
    observe::Metrics metrics({.service = "bench"});
    observe::HttpMetrics httpMetrics(metrics);
    observe::Log log({.service = "bench"});
    http::Router router;
    router.add({.method = "GET", .pattern = "/hello", .handler = hello, .execution = http::Execution::Inline});
    router.add({.method = "GET", .pattern = "/work", .handler = hello});
    http::ServerOptions options;
    options.metrics = &httpMetrics;
    options.log = &log;
    http::Server server(options, router);
    if (const auto started = server.start(); !started) {
        std::fprintf(stderr, "%s\n", started.error().message.c_str());
        return 1;
    }
    const bench::BareServer bare;
    std::vector<bench::Load> ours;
    std::vector<bench::Load> bares;
    std::vector<bench::Load> workers;
    for (int round = 0; round < kRounds; ++round) {
        bares.push_back(bench::load(bare.port(), "/hello", kConnections, kTime));
        ours.push_back(bench::load(server.port(), "/hello", kConnections, kTime));
        workers.push_back(bench::load(server.port(), "/work", kConnections, kTime));
    }
    std::printf("%u keep-alive connections, medians of %d rounds\n", kConnections, kRounds);
    print("bare Beast", median(bares), median(bares));
    print("ours, I/O thread", median(ours), median(bares));
    print("ours, worker thread", median(workers), median(bares));
    return 0;
}
