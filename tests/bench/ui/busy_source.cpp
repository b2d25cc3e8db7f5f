#include "tests/bench/ui/busy_source.h"

#include "core/base/time_text.h"
#include "ui/testing/sample_data.h"

#include <fmt/format.h>
#include <pthread.h>

namespace vigia::bench {

using namespace std::chrono_literals;

namespace {

core::UtcTime now() {
    return std::chrono::time_point_cast<core::UtcTime::duration>(std::chrono::system_clock::now());
}

int numberAfter(const std::string& path, const std::string& key, int otherwise) {
    const auto at = path.find(key);
    return at == std::string::npos ? otherwise : std::atoi(path.c_str() + at + key.size());
}

} // namespace

BusySource::BusySource(core::Published<core::ops::ConsoleSnapshot>& target, int topics)
    : m_target(target), m_topics(topics), m_thread([this](const std::stop_token& stop) {
          pthread_setname_np(pthread_self(), "bench-source");
          std::mutex mutex;
          std::condition_variable_any wake;
          std::unique_lock lock(mutex);
          for (std::uint64_t generation = 1; !stop.stop_requested(); ++generation) {
              publish(generation);
              wake.wait_for(lock, stop, 1s, [] { return false; });
          }
      }) {}

void BusySource::publish(std::uint64_t generation) {
    auto snapshot = ui::testing::healthySnapshot(now());
    snapshot.generation = generation;
    const auto model = snapshot.topics.front();
    for (int i = 0; i < m_topics; ++i) {
        auto topic = model;
        topic.name = fmt::format("orders-{:03}", i);
        topic.recordsPerSecond = double((generation * 37 + std::uint64_t(i) * 11) % 500);
        snapshot.topics.push_back(std::move(topic));
    }
    m_target.publish(std::move(snapshot));
}

BusyControl::BusyControl(int stocks)
    : m_stocks(stocks), m_thread([this](const std::stop_token& stop) {
          pthread_setname_np(pthread_self(), "bench-rest");
          run(stop);
      }) {}

BusyControl::~BusyControl() {
    m_thread.request_stop();
    m_thread.join();
}

void BusyControl::rest(std::string method, std::string path, std::string, Answered answered) {
    {
        const std::lock_guard lock(m_mutex);
        if (method == "GET" && m_waiting.size() < 64) {
            m_waiting.emplace_back(std::move(path), std::move(answered));
            m_wake.notify_one();
            return;
        }
    }
    answered(core::failure(core::ErrorCode::Rejected, "this bench only reads"));
}

void BusyControl::run(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    while (m_wake.wait(lock, stop, [this] { return !m_waiting.empty(); })) {
        auto [path, answered] = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        answered(answer(path));
        lock.lock();
    }
}

std::string BusyControl::row(int stock) {
    const int quantity = int(m_random() % 5000);
    return fmt::format(
        "{{\"stockId\":\"00000000-0000-4000-8000-{0:012}\",\"productId\":\"P{0:05}\",\"symbol\":"
        "\"SYM{0:05}\",\"productName\":\"Product {0}\",\"quantity\":{1},\"reservedQuantity\":{2},"
        "\"unitPrice\":{3}.50,\"totalValue\":{4}.00,\"status\":\"{5}\",\"version\":{6},"
        "\"lastUpdated\":\"{7}\",\"updatedBy\":\"demo\"}}",
        stock, quantity, quantity / 10, stock % 400 + 1, quantity * (stock % 400 + 1),
        quantity > 0 ? "AVAILABLE" : "OUT_OF_STOCK", m_random() % 1000 + 1,
        core::formatRfc3339(now()));
}

core::ops::RestAnswer BusyControl::answer(const std::string& path) {
    if (path.find("/stocks?") == std::string::npos)
        return {200, *core::parseJson(R"({"data":[],"points":[],"metric":"updated","step":60})")};
    constexpr int kPage = 1000;
    const bool changes = path.find("updatedSince=") != std::string::npos;
    const int page = numberAfter(path, "page=", 0);
    const int first = page * kPage;
    const int count = changes ? 20 : std::max(0, std::min(kPage, m_stocks - first));
    std::string rows;
    for (int i = 0; i < count; ++i)
        rows += (i > 0 ? "," : "") +
                row(changes ? int(m_random() % std::uint32_t(m_stocks)) : first + i);
    return {200, *core::parseJson(fmt::format(
                     "{{\"data\":[{}],\"page\":{{\"number\":{},\"size\":{},\"totalElements\":{},"
                     "\"totalPages\":{}}}}}",
                     rows, page, kPage, changes ? count : m_stocks,
                     changes ? 1 : (m_stocks + kPage - 1) / kPage))};
}

} // namespace vigia::bench
