#include "backend/http/server.h"
#include "backend/observe/http_metrics.h"
#include "backend/observe/log.h"
#include "tests/bench/http/bare_server.h"
#include "tests/bench/http/load_loop.h"
#include "tests/bench/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

using namespace vigia;
using namespace vigia::backend;

namespace {

constexpr unsigned kConnections = 32;
constexpr std::chrono::milliseconds kTime{1'000};
constexpr std::size_t kRounds = 6;

/// Medians of rate and of CPU time an answer.
bench::Load median(std::vector<bench::Load> loads) {
    const auto middle = [&loads](double bench::Load::*member) {
        std::sort(loads.begin(), loads.end(),
                  [member](const auto& a, const auto& b) { return a.*member < b.*member; });
        return loads[loads.size() / 2].*member;
    };
    return {middle(&bench::Load::perSecond), middle(&bench::Load::serverMicros)};
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
    router.add({.method = "GET",
                .pattern = "/hello",
                .handler = hello,
                .execution = http::Execution::Inline});
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
    struct Subject {
        const char* name;
        std::uint16_t port;
        const char* path;
        std::vector<bench::Load> loads{};
    };
    std::array<Subject, 3> subjects{{{"bare Beast", bare.port(), "/hello"},
                                     {"ours, I/O thread", server.port(), "/hello"},
                                     {"ours, worker thread", server.port(), "/work"}}};
    for (std::size_t round = 0; round < kRounds; ++round) {
        for (std::size_t i = 0; i < subjects.size();
             ++i) { // whoever comes first has an advantage on a busy machine
            Subject& subject = subjects[(round + i) % subjects.size()];
            subject.loads.push_back(bench::load(subject.port, subject.path, kConnections, kTime));
        }
    }
    bench::Table table(
        "HTTP server beside a bare Beast one, 32 keep-alive clients, in turns; medians");
    const bench::Load yardstick = median(subjects.front().loads);
    for (std::size_t i = 1; i < subjects.size(); ++i) {
        const bench::Load load = median(subjects[i].loads);
        auto row = bench::rateRow(subjects[i].name, load.perSecond, yardstick.perSecond, 0);
        row.target.clear();
        table.add(row);
        table.add({"processor time of an answer", fmt::format("{:.1f} us", load.serverMicros),
                   fmt::format("{:.1f} us", yardstick.serverMicros),
                   fmt::format("{:.2f}", load.serverMicros / yardstick.serverMicros), ""});
    }
    return table.finish();
}
