#include "backend/monitor/demo_traffic.h"

#include "core/base/json.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"

#include <algorithm>

#include <pthread.h>

#include <fmt/format.h>

namespace vigia::backend::monitor {
namespace {

using core::JsonWriter;
using core::ops::DemoCommand;
using core::ops::demoStocks;
using core::ops::DemoVerb;

constexpr std::chrono::milliseconds kPatience{3000};
constexpr std::chrono::milliseconds kLongestPause{10000};
constexpr std::chrono::milliseconds kHoldFor{2000};
constexpr const char* kBase = "/api/v1/virtual-stock";

std::string creation(std::size_t index) {
    const auto& stock = demoStocks()[index];
    JsonWriter body;
    body.beginObject();
    body.member("productId", stock.symbol)
        .member("symbol", stock.symbol)
        .member("productName", stock.name);
    body.member("quantity", stock.quantity).member("reason", "demo traffic");
    body.key("unitPrice").raw(fmt::format("{:.2f}", stock.price));
    body.endObject();
    return body.take();
}

struct Call {
    std::string method;
    std::string action;
    std::string body;
};

Call callOf(const DemoCommand& command) {
    JsonWriter body;
    body.beginObject().member("reason", "demo traffic");
    Call call{"POST", "", ""};
    switch (command.verb) {
    case DemoVerb::Reserve:
        call.action = "reserve";
        body.member("quantityToReserve", command.units);
        break;
    case DemoVerb::Confirm:
    case DemoVerb::Release:
        call.action = command.verb == DemoVerb::Confirm ? "confirm" : "release";
        body.member("reservationId", command.reservationId);
        break;
    case DemoVerb::SetPrice:
        call = {"PUT", "price", ""};
        body.member("newPrice", command.price);
        break;
    case DemoVerb::SetQuantity:
        call = {"PUT", "quantity", ""};
        body.member("newQuantity", command.units);
        break;
    case DemoVerb::Replenish:
        call.action = "replenish";
        body.member("quantityToAdd", command.units);
        break;
    }
    body.endObject();
    call.body = body.take();
    return call;
}

} // namespace

DemoTraffic::DemoTraffic(DemoOptions options, std::unique_ptr<Fetcher> fetcher,
                         const core::Clock& clock)
    : m_options(std::move(options)), m_fetcher(std::move(fetcher)), m_clock(clock),
      m_plan(m_options.seed), m_stockIds(demoStocks().size()), m_on(m_options.on) {}

void DemoTraffic::start() {
    if (m_thread.joinable())
        return;
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    pthread_setname_np(m_thread.native_handle(), "demo-traffic");
}

void DemoTraffic::stop() {
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_thread.join();
}

core::Result<void> DemoTraffic::setOn(bool on, const core::ops::WritePass& pass) {
    if (auto allowed = m_options.lock.check(pass); !allowed)
        return allowed;
    {
        const std::lock_guard lock(m_mutex);
        m_on = on;
    }
    m_changed.notify_all();
    return {};
}

DemoStats DemoTraffic::stats() const {
    const std::lock_guard lock(m_mutex);
    DemoStats stats = m_stats;
    stats.sent = m_sent;
    stats.elsewhere = m_elsewhere;
    return stats;
}

void DemoTraffic::waitUntilOn(const std::stop_token& stop) {
    if (m_on)
        return;
    m_elsewhere = false;
    m_heldAt.reset();
    if (m_options.release)
        m_options.release();
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [&] { return m_on.load(); });
}

bool DemoTraffic::isMine() {
    const auto now = m_clock.steadyNow();
    if (!m_options.hold || (m_heldAt && now - *m_heldAt < kHoldFor && !m_elsewhere))
        return true;
    m_heldAt = now;
    m_elsewhere = !m_options.hold();
    return !m_elsewhere;
}

void DemoTraffic::run(const std::stop_token& stop) {
    auto due = std::chrono::steady_clock::now();
    while (!stop.stop_requested()) {
        waitUntilOn(stop);
        if (stop.stop_requested())
            return;
        const auto wait = isMine() ? pause(step()) : kHoldFor;
        // Commands keep their rhythm while the API is quick; a late one is not made up for.
        due = std::max(due + wait, std::chrono::steady_clock::now());
        std::unique_lock lock(m_mutex);
        m_changed.wait_until(lock, stop, due, [&] { return !m_on.load(); });
    }
}

std::chrono::milliseconds DemoTraffic::pause(bool answered) {
    m_failuresInARow = answered ? 0 : std::min(m_failuresInARow + 1, 10);
    if (!answered)
        return std::min(kLongestPause, std::chrono::milliseconds(250 << m_failuresInARow));
    const double rate = core::ops::DemoPlan::rate(m_options.perSecond, m_clock.now());
    return std::chrono::milliseconds(static_cast<std::int64_t>(1000 / std::max(rate, 0.01)));
}

bool DemoTraffic::step() {
    const std::string base = m_options.baseUrl ? m_options.baseUrl() : "";
    if (base.empty())
        return false;
    const bool complete = std::none_of(m_stockIds.begin(), m_stockIds.end(),
                                       [](const auto& id) { return id.empty(); });
    return complete ? command(base) : createNext(base);
}

/// A stock that is there already answers 409 with its id.
bool DemoTraffic::createNext(const std::string& base) {
    const auto missing = std::find(m_stockIds.begin(), m_stockIds.end(), "");
    const auto index = static_cast<std::size_t>(missing - m_stockIds.begin());
    const auto answer = send("POST", base + kBase + "/stocks", creation(index));
    if (!answer)
        return false;
    const auto json = core::parseJson(answer->body);
    if (!json || (answer->status != 201 && answer->status != 409))
        return false;
    *missing = json->stringAt("stockId").value_or("");
    return !missing->empty();
}

bool DemoTraffic::command(const std::string& base) {
    const DemoCommand command = m_plan.next();
    const Call call = callOf(command);
    const auto answer =
        send(call.method,
             fmt::format("{}{}/stocks/{}/{}", base, kBase, m_stockIds[command.stock], call.action),
             call.body);
    if (!answer)
        return false;
    learn(command, *answer);
    return answer->status < 500;
}

core::Result<Fetched> DemoTraffic::send(std::string method, std::string url, std::string body) {
    Outgoing request{
        std::move(method), std::move(url), {{"X-User-ID", "demo-traffic"}}, std::move(body)};
    auto answer = m_fetcher->send(request, kPatience);
    ++m_sent;
    count(answer);
    return answer;
}

void DemoTraffic::count(const core::Result<Fetched>& answer) {
    const std::lock_guard lock(m_mutex);
    if (!answer) {
        ++m_stats.failures;
        m_stats.lastError = answer.error().message;
    } else if (answer->status == 409) {
        ++m_stats.conflicts;
    } else if (answer->status >= 400) {
        ++m_stats.failures;
        m_stats.lastError = fmt::format("answered {}: {}", answer->status,
                                        core::escapedForDisplay(answer->body, 200));
    }
}

void DemoTraffic::learn(const DemoCommand& command, const Fetched& answer) {
    const auto json = core::parseJson(answer.body);
    if (!json)
        return;
    if (json->stringAt("errorCode") == "STOCK_NOT_FOUND") // somebody deleted it: it is made again
        m_stockIds[command.stock].clear();
    if (answer.status >= 300)
        return;
    if (const auto quantity = json->integerAt("quantity"))
        m_plan.quantityIs(command.stock, *quantity);
    if (command.verb != DemoVerb::Reserve)
        return;
    if (const auto remaining = json->integerAt("remaining"))
        m_plan.quantityIs(command.stock, *remaining);
    if (auto reservation = json->stringAt("reservationId"))
        m_plan.reserved(command.stock, std::move(*reservation));
}

} // namespace vigia::backend::monitor
