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

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
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
    std::vector<double> ours;
    std::vector<double> bares;
    std::vector<double> workers;
    for (int round = 0; round < kRounds; ++round) {
        bares.push_back(bench::requestsPerSecond(bare.port(), "/hello", kConnections, kTime));
        ours.push_back(bench::requestsPerSecond(server.port(), "/hello", kConnections, kTime));
        workers.push_back(bench::requestsPerSecond(server.port(), "/work", kConnections, kTime));
    }
    std::printf("%u keep-alive connections, medians of %d rounds\n", kConnections, kRounds);
    std::printf("bare Beast          %8.0f requests/s\n", median(bares));
    std::printf("ours, I/O thread    %8.0f requests/s  ratio %.2f\n", median(ours), median(ours) / median(bares));
    std::printf("ours, worker thread %8.0f requests/s  ratio %.2f\n", median(workers), median(workers) / median(bares));
    return 0;
}
