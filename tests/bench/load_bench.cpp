// vigia-bench-load [speed|honesty|kafka]: the load generator beside wrk, against the same server in
// one run (the server has the last core, the generators the first), and beside a bare librdkafka
// loop against the same broker.
#include "backend/load/load_run.h"
#include "core/load/run_text.h"
#include "tests/bench/frozen_server.h"
#include "tests/bench/load_bench_kafka.h"
#include "tests/bench/table.h"

#include <fmt/format.h>

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

using namespace vigia;
using namespace vigia::core::load;
using namespace std::chrono_literals;

struct Figures {
    double perSecond = 0;
    double cpuMicros = 0; ///< a request
    double p99Millis = 0;
};

double cpuSeconds(int who) {
    rusage usage{};
    ::getrusage(who, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Scenario scenario(Model model, double value, std::chrono::seconds time) {
    Scenario made;
    made.model = model;
    made.spacing = Spacing::Even;
    made.connections = 20'000;
    made.stages = {{"hold", value, value, time}};
    RequestPlan plan;
    plan.path = *TextTemplate::parse("/");
    made.requests = {plan};
    return made;
}

RunRecord ours(const Scenario& scenario, std::uint16_t port,
               std::function<void(const backend::load::LoadProgress&)> progress = {}) {
    auto record = backend::load::runLoad(
        scenario,
        {.target = {"127.0.0.1", port, ""}, .runId = "bench", .progress = std::move(progress)}, {},
        {});
    if (!record) {
        std::fprintf(stderr, "%s\n", record.error().message.c_str());
        std::exit(1);
    }
    return std::move(*record);
}

Figures oursAtFullSpeed(std::uint16_t port, std::chrono::seconds time) {
    const double before = cpuSeconds(RUSAGE_SELF);
    const auto record = ours(scenario(Model::Closed, 50, time), port);
    const auto answers = static_cast<double>(record.counted.answered);
    return {answers / std::chrono::duration<double>(time).count(),
            (cpuSeconds(RUSAGE_SELF) - before) * 1e6 / answers,
            1e-3 * static_cast<double>(record.counted.latency.quantile(0.99))};
}

/// `99%    1.21ms` and `Requests/sec:  81234.5` of wrk.
Figures wrk(std::uint16_t port, std::chrono::seconds time) {
    const double before = cpuSeconds(RUSAGE_CHILDREN);
    const auto command = fmt::format(
        "wrk -t1 -c50 -d{}s --latency http://127.0.0.1:{}/ 2>/dev/null", time.count(), port);
    FILE* pipe = ::popen(command.c_str(), "r");
    Figures figures;
    char line[256];
    while (pipe != nullptr && std::fgets(line, sizeof line, pipe) != nullptr) {
        char unit[8] = "";
        std::sscanf(line, "Requests/sec: %lf", &figures.perSecond);
        if (std::sscanf(line, " 99%% %lf%7s", &figures.p99Millis, unit) == 2)
            figures.p99Millis *= std::string_view(unit) == "us"  ? 1e-3
                                 : std::string_view(unit) == "s" ? 1e3
                                                                 : 1;
    }
    if (pipe != nullptr)
        ::pclose(pipe);
    figures.cpuMicros = (cpuSeconds(RUSAGE_CHILDREN) - before) * 1e6 /
                        std::max(1.0, figures.perSecond * static_cast<double>(time.count()));
    return figures;
}

void speed(bench::Table& table) {
    const bench::FrozenServer server(false);
    std::vector<double> rates, rivals, cpu, rivalCpu;
    for (int turn = 0; turn < 3; ++turn) {
        const auto us = oursAtFullSpeed(server.port(), 5s);
        const auto them = wrk(server.port(), 5s);
        rates.push_back(us.perSecond);
        cpu.push_back(us.cpuMicros);
        rivals.push_back(them.perSecond);
        rivalCpu.push_back(them.cpuMicros);
    }
    table.add(bench::rateRow("50 connections, full recording; rival: wrk", bench::median(rates),
                             bench::median(rivals), 0.8));
    const double us = bench::median(cpu), them = bench::median(rivalCpu);
    table.add({"processor time a request", fmt::format("{:.1f} us", us),
               fmt::format("{:.1f} us", them), fmt::format("{:.2f}", us / them), "<= 13 us",
               us <= 13});
    bench::useAllCores(); // as a run of its users does
    const auto record = ours(scenario(Model::Open, 5000, 10s), server.port());
    const double achieved = measure(record).at("achieved");
    table.add({"open model at 5,000/s: achieved", fmt::format("{:.3f} %", 100 * achieved), "", "",
               "99.8 %", achieved >= 0.998});
    const double late = 1e-3 * static_cast<double>(record.counted.delay.quantile(0.99));
    table.add({"actual minus intended send time, p99", fmt::format("{:.3f} ms", late), "", "",
               "<= 1 ms", late <= 1});
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const double megabytes = static_cast<double>(usage.ru_maxrss) / 1000;
    table.add({"memory", fmt::format("{:.0f} MB", megabytes), "", "", "<= 50 MB", megabytes <= 50});
}

/// What the users of a run felt, in ms: from the intended time of each request, which follows from
/// its number, to the time at which the server answered that request.
class Truth {
public:
    Truth(const bench::FrozenServer& server, std::chrono::steady_clock::time_point begin,
          double rate, std::size_t first, std::size_t requests) {
        for (std::size_t n = first; n < first + requests; ++n) {
            const double intended = static_cast<double>(begin.time_since_epoch().count()) +
                                    1e9 * static_cast<double>(n) / rate;
            m_millis.push_back(1e-6 * (static_cast<double>(server.answeredAt(n)) - intended));
        }
        std::sort(m_millis.begin(), m_millis.end());
    }
    [[nodiscard]] double quantile(double fraction) const {
        const auto rank = std::ceil(fraction * static_cast<double>(m_millis.size()));
        return m_millis[static_cast<std::size_t>(std::max(1.0, rank)) - 1];
    }

private:
    std::vector<double> m_millis;
};

/// One second of every ten stands still: of all arrivals a tenth waits, evenly up to one second;
/// and then until the server has answered those that came before. `truth` is what the server saw of
/// each request; the analytic value leaves that second wait out.
void honesty(bench::Table& table) {
    bench::useAllCores();
    constexpr auto kWarmUp = 10s, kHold = 30s; // connections are made in the warm-up
    for (const double rate : {1000.0, 5000.0}) {
        const bench::FrozenServer server(true);
        auto numbered = scenario(Model::Open, rate, kHold);
        auto warmUp = numbered.stages[0];
        warmUp.name = "warm-up";
        warmUp.duration = kWarmUp;
        warmUp.counted = false;
        numbered.stages.insert(numbered.stages.begin(), warmUp);
        numbered.requests[0].path = *TextTemplate::parse("/{{n}}");
        std::chrono::steady_clock::time_point begin;
        const auto record = ours(numbered, server.port(), [&](const auto& progress) {
            begin = std::chrono::steady_clock::now() - progress.at;
        });
        const Truth truth(server, begin, rate,
                          static_cast<std::size_t>(rate) * std::size_t{kWarmUp.count()},
                          static_cast<std::size_t>(record.counted.answered));
        for (const auto& [name, fraction, analytic] :
             {std::tuple{"p95", 0.95, 500.0}, {"p99", 0.99, 900.0}, {"p99.9", 0.999, 990.0}}) {
            const double found =
                1e-3 * static_cast<double>(record.counted.latency.quantile(fraction));
            const double seen = truth.quantile(fraction);
            table.add({fmt::format("{} at {:.0f}/s; rival: seen by the server", name, rate),
                       fmt::format("{:.1f} ms", found), fmt::format("{:.1f} ms", seen),
                       fmt::format("{:+.2f} %", 100 * (found / seen - 1)), "within 2 %",
                       std::abs(found / seen - 1) <= 0.02});
            table.add({fmt::format("  the same beside the analytic {:.0f} ms", analytic),
                       fmt::format("{:.1f} ms", found), "",
                       fmt::format("{:+.2f} %", 100 * (found / analytic - 1)), "within 2 %",
                       std::abs(found / analytic - 1) <= 0.02});
        }
    }
    const bench::FrozenServer server(true);
    table.add({"p99 by wrk at 50 connections, truth 900 ms", "",
               fmt::format("{:.1f} ms", wrk(server.port(), 30s).p99Millis), "", ""});
}

} // namespace

int main(int argc, char** argv) {
    if (std::system("command -v wrk > /dev/null") != 0) {
        std::fputs("The rival is missing: install wrk (Debian's package).\n", stderr);
        return 1;
    }
    const std::string_view part = argc > 1 ? argv[1] : "";
    bench::pinTo(0);
    bench::Table table("Load generator; medians of three turns");
    if (part.empty() || part == "speed")
        speed(table);
    if (part.empty() || part == "honesty")
        honesty(table);
    if (part.empty() || part == "kafka")
        bench::kafkaSpeed(table);
    return table.finish();
}
