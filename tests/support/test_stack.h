#pragma once

#include <string>

namespace vigia::tests {

/// Where the shared Kafka and PostgreSQL of a test run are. They come from VIGIA_TEST_KAFKA
/// (bootstrap servers) and VIGIA_TEST_POSTGRES (URL of a superuser), else from
/// `<build>/test-stack.env`, which the CTest fixture `stack` writes. A test never relies on what
/// others left there: it takes topics and a database of its own.
struct TestStack {
    std::string kafka;
    std::string postgres;
};

/// Ends the process with a sentence when there is no stack: a test that can't reach it must fail,
/// not pass.
const TestStack& testStack();

/// `prefix-<random>`: a topic, group or database name that no other test uses. Lower case,
/// `[a-z0-9-]`.
std::string uniqueName(const std::string& prefix);

/// A fresh empty database on the shared server, dropped by the destructor (connections are
/// terminated).
class TestDatabase {
public:
    TestDatabase();
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    /// `postgresql://user@host:port/name`
    [[nodiscard]] const std::string& url() const { return m_url; }

private:
    std::string m_name;
    std::string m_url;
};

} // namespace vigia::tests
