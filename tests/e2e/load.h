#pragma once

#include "backend/http/client.h"
#include "tests/e2e/ledger.h"
#include "tests/support/test_stack.h"

#include <random>
#include <string>
#include <thread>
#include <vector>

namespace vigia::tests {

/// Clients that create, reserve, replenish and change stocks as fast as they are answered, and note
/// what they were told.
class Load {
public:
    Load(std::string url, Ledger& ledger, unsigned seed) : m_ledger(ledger) {
        for (unsigned i = 0; i < 4; ++i)
            m_threads.emplace_back([this, url, seed, i](const std::stop_token& stop) {
                run(stop, url, seed * 100 + i);
            });
    }

private:
    void run(const std::stop_token& stop, const std::string& url, unsigned seed) {
        backend::http::Client client({.baseUrl = url, .totalTime = std::chrono::seconds(5)});
        std::mt19937 random(seed);
        std::string stock;
        while (!stop.stop_requested()) {
            const auto answer = client.send(next(random, stock));
            if (!answer)
                return; // the worker is gone
            const auto json = core::parseJson(answer->body);
            if (answer->status / 100 != 2 || !json)
                continue;
            m_ledger.acknowledged(*json);
            stock = json->stringAt("stockId").value_or(stock);
        }
    }

    static backend::http::ClientRequest next(std::mt19937& random, const std::string& stock) {
        static const std::string base = "/api/v1/virtual-stock/stocks";
        const auto choice = stock.empty() ? 0U : static_cast<unsigned>(random() % 6);
        if (choice == 0)
            return {"POST",
                    base,
                    {},
                    R"({"productId":")" + uniqueName("p") +
                        R"(","quantity":100,"unitPrice":12.50})"};
        if (choice <= 2)
            return {"POST", base + "/" + stock + "/reserve", {}, R"({"quantity":1})"};
        if (choice == 3)
            return {"POST", base + "/" + stock + "/replenish", {}, R"({"quantity":5})"};
        if (choice == 4)
            return {"PUT",
                    base + "/" + stock + "/price",
                    {},
                    R"({"newPrice":)" + std::to_string(random() % 200 + 1) + "}"};
        return {"PUT",
                base + "/" + stock + "/quantity",
                {},
                R"({"newQuantity":)" + std::to_string(random() % 100) + "}"};
    }

    Ledger& m_ledger;
    std::vector<std::jthread> m_threads;
};

} // namespace vigia::tests
