#pragma once

#include "backend/host/system_clock.h"
#include "backend/kafka/admin.h"
#include "backend/kafka/producer.h"
#include "tests/support/test_stack.h"

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace vigia::tests {

backend::kafka::ClientConfig testClient();

/// A topic of one test, deleted by the destructor.
class TestTopic {
public:
    explicit TestTopic(int partitions = 1, backend::kafka::Properties configs = {});
    ~TestTopic();
    TestTopic(const TestTopic&) = delete;
    TestTopic& operator=(const TestTopic&) = delete;

    [[nodiscard]] const std::string& name() const { return m_name; }
    [[nodiscard]] backend::kafka::Admin& admin() { return *m_admin; }
    /// Creates it anew after somebody deleted it.
    void create(int partitions = 1);
    /// Deletes the topic and creates it anew under the same name.
    void makeAnew(int partitions = 1);
    /// One record a value, key `k<i>`, to that partition (−1: by key); waits until all are
    /// acknowledged.
    void fill(const std::vector<std::string>& values, std::int32_t partition = 0);

private:
    void awaitLeaders(int partitions);

    std::string m_name;
    std::unique_ptr<backend::kafka::Admin> m_admin;
};

/// Turns until `ready` or the time is over: what is awaited comes at once, unless the machine is
/// loaded.
bool eventually(const std::function<bool()>& ready, int seconds = 60);

} // namespace vigia::tests
