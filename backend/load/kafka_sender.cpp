#include "backend/kafka/admin.h"
#include "backend/kafka/direct_client.h"
#include "backend/load/sender.h"
#include "core/base/sha256.h"
#include "core/load/sequence_ledger.h"

#include <fmt/format.h>

#include <sys/epoll.h>

#include <algorithm>
#include <cstring>
#include <thread>

namespace vigia::backend::load {
namespace {

using namespace core::load;
using namespace std::chrono_literals;
using core::ErrorCode;
using core::failure;

constexpr auto kReadyWithin = 15s;
constexpr std::size_t kMostUnderWay = 200'000;
/// A partition is kept that long, so that batches fill as with the library's own sticky
/// partitioner.
constexpr LoadTime kSticky = 10ms;

/// The first bytes of every value; the rest is filling.
struct Stamp {
    std::uint64_t run = 0;    ///< of whom this record is
    std::uint64_t number = 0; ///< in its partition, or of all where nothing is read back
    std::int64_t intended = 0, sentAt = 0;
};

std::uint64_t runMark(const std::string& runId) {
    std::uint64_t mark = 0;
    std::memcpy(&mark, core::sha256Hex(runId).data(), sizeof mark);
    return mark;
}

/// A record that waits for its report.
struct UnderWay {
    LoadTime intended{}, sentAt{};
    std::int32_t partition = 0;
    std::uint64_t number = 0;
};

/// The topic of one run; deleted with it.
class RunTopic {
public:
    RunTopic(std::unique_ptr<kafka::Admin> admin, std::string name)
        : m_admin(std::move(admin)), m_name(std::move(name)) {}
    ~RunTopic() {
        [[maybe_unused]] const auto gone = m_admin->deleteTopic(m_name); // nobody reads a sentence
    }
    RunTopic(const RunTopic&) = delete;
    RunTopic& operator=(const RunTopic&) = delete;
    [[nodiscard]] const std::string& name() const { return m_name; }

private:
    std::unique_ptr<kafka::Admin> m_admin;
    const std::string m_name;
};

/// Every partition has a leader: a record for one that is not known yet would fail for good.
bool isReady(kafka::Admin& admin, const std::string& name, int partitions) {
    const auto topics = admin.describeTopics({name});
    if (!topics || topics->size() != 1)
        return false;
    const auto& topic = topics->front();
    return topic.partitions.size() == static_cast<std::size_t>(partitions) && topic.isLed();
}

core::Result<void> awaitReady(kafka::Admin& admin, const std::string& name, int partitions) {
    for (const auto end = std::chrono::steady_clock::now() + kReadyWithin;
         std::chrono::steady_clock::now() < end; std::this_thread::sleep_for(20ms)) {
        if (isReady(admin, name, partitions))
            return {};
    }
    return failure(ErrorCode::Timeout,
                   "the run's topic had no leaders in time; is every broker up?");
}

core::Result<std::unique_ptr<RunTopic>> makeTopic(const KafkaTarget& target, int partitions,
                                                  const std::string& name) {
    auto admin = kafka::Admin::create(target.client);
    const auto brokers = admin ? (*admin)->brokers()
                               : core::Result<std::vector<core::ops::BrokerSample>>(admin.error());
    if (!brokers)
        return brokers.error();
    const int replicas = static_cast<int>(std::clamp<std::size_t>(brokers->size(), 1, 3));
    const auto made = (*admin)->createTopic(
        {.name = name,
         .partitions = partitions,
         .replicationFactor = replicas,
         .configs = {{"min.insync.replicas", std::to_string(std::max(1, replicas - 1))}}});
    if (!made)
        return made.error();
    const auto ready = awaitReady(**admin, name, partitions);
    auto topic = std::make_unique<RunTopic>(std::move(*admin), name);
    return ready ? core::Result<std::unique_ptr<RunTopic>>(std::move(topic)) : ready.error();
}

class KafkaSender final : public Sender, EventTarget {
public:
    KafkaSender(const Scenario& scenario, const LoadOptions& options, LoadBook& book, int epoll,
                std::unique_ptr<RunTopic> topic)
        : m_plan(*scenario.records), m_timeout(scenario.timeout), m_options(options), m_book(book),
          m_epoll(epoll), m_topic(std::move(topic)), m_mark(runMark(options.runId)),
          m_value(std::max(m_plan.bytes, sizeof(Stamp)), 'v') {}

    core::Result<void> open() {
        auto client = m_options.kafka->client;
        client.clientId = m_topic->name();
        auto producing = client;
        producing.properties.emplace_back(
            "delivery.timeout.ms",
            std::to_string(std::max<std::chrono::milliseconds::rep>(
                1'000, std::chrono::duration_cast<std::chrono::milliseconds>(m_timeout).count())));
        auto producer = kafka::DirectProducer::create(
            producing, m_topic->name(),
            [this](std::uint64_t id, std::string_view error) { reported(id, error); });
        if (!producer)
            return producer.error();
        m_producer = std::move(*producer);
        if (m_plan.consume) {
            auto consumer = kafka::DirectConsumer::create(
                client, m_topic->name(), m_plan.partitions,
                [this](std::int32_t partition, std::string_view value) {
                    received(partition, value);
                });
            if (!consumer)
                return consumer.error();
            m_consumer = std::move(*consumer);
            m_ledger.emplace(static_cast<std::size_t>(m_plan.partitions));
            watch(m_consumer->fd());
        }
        watch(m_producer->fd());
        return {};
    }

    bool start(const Due& due, std::uint64_t) override {
        if (m_free.empty() && m_underWay.size() >= kMostUnderWay)
            return false;
        const LoadTime now = m_book.at();
        const auto partition = static_cast<std::int32_t>(
            (now / kSticky) % static_cast<LoadTime::rep>(m_plan.partitions));
        const auto number =
            m_ledger ? m_ledger->next(static_cast<std::size_t>(partition)) : m_sent++;
        const Stamp stamp{m_mark, number, due.intended.count(), now.count()};
        std::memcpy(m_value.data(), &stamp, sizeof stamp);
        const std::uint32_t id = place({due.intended, now, partition, number});
        const auto problem = m_producer->produce(partition, m_value, id);
        if (!problem) {
            m_free.push_back(id);
            return false;
        }
        if (m_ledger)
            m_ledger->produced(static_cast<std::size_t>(partition), due.intended);
        m_book.sent(due);
        ++m_unreported;
        if (!problem->empty())
            reported(id, *problem);
        return true;
    }

    void ready(std::uint32_t) override {
        m_producer->takeReports();
        if (m_consumer)
            m_consumer->takeRecords();
    }

    /// Records that are late are no loss as long as others still come.
    void expire(LoadTime now, bool ending) override {
        if (!ending) {
            m_lastSign = now;
            return;
        }
        if (m_ledger && m_ledger->open() > 0 && now - m_lastSign > m_timeout)
            giveUp("lost");
    }
    [[nodiscard]] std::optional<LoadTime> expiresAt() const override { return std::nullopt; }
    [[nodiscard]] std::size_t underWay() const override { return m_unreported + waitingToCome(); }
    void stop() override {
        m_producer->purge();
        giveUp("stopped");
    }
    [[nodiscard]] const std::optional<core::Error>& refused() const override { return m_refused; }
    [[nodiscard]] std::optional<std::uint64_t> lag() const override {
        return m_ledger ? std::optional(m_ledger->open()) : std::nullopt;
    }
    void finish(RunRecord& record) const override {
        if (m_ledger)
            record.correctness = m_ledger->correctness();
    }

private:
    void watch(int fd) {
        epoll_event event{EPOLLIN, {.ptr = static_cast<EventTarget*>(this)}};
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
    }

    [[nodiscard]] std::size_t waitingToCome() const {
        return m_ledger && !m_gaveUp ? m_ledger->open() : 0;
    }

    std::uint32_t place(const UnderWay& record) {
        if (m_free.empty()) {
            m_underWay.push_back(record);
            return static_cast<std::uint32_t>(m_underWay.size() - 1);
        }
        const std::uint32_t id = m_free.back();
        m_free.pop_back();
        m_underWay[id] = record;
        return id;
    }

    void reported(std::uint64_t id, std::string_view error) {
        const UnderWay record = m_underWay.at(id);
        m_free.push_back(static_cast<std::uint32_t>(id));
        --m_unreported;
        const auto partition = static_cast<std::size_t>(record.partition);
        if (m_ledger && error.empty())
            m_ledger->acknowledged(partition, record.number);
        if (m_ledger && !error.empty())
            m_ledger->failed(partition, record.number);
        if (!m_ledger || !error.empty())
            m_book.answered(record.intended, record.sentAt, error.empty() ? m_value.size() : 0,
                            error);
        if (!error.empty())
            m_book.sample(error, "record", fmt::format("partition {}", record.partition));
    }

    void received(std::int32_t partition, std::string_view value) {
        Stamp stamp;
        if (value.size() < sizeof stamp || partition < 0)
            return;
        std::memcpy(&stamp, value.data(), sizeof stamp);
        if (stamp.run != m_mark)
            return; // somebody else's
        m_lastSign = m_book.at();
        const auto& plant = m_options.kafka->plant;
        for (int times = plant ? plant(partition, stamp.number) : 1; times > 0; --times) {
            if (m_ledger->received(static_cast<std::size_t>(partition), stamp.number))
                m_book.answered(LoadTime(stamp.intended), LoadTime(stamp.sentAt), value.size(), "");
        }
    }

    /// What is open now does not come any more.
    void giveUp(std::string_view why) {
        if (!m_ledger || std::exchange(m_gaveUp, true))
            return;
        for (const auto since : m_ledger->openSince())
            m_book.answered(since, since, 0, why);
    }

    const RecordPlan m_plan;
    const LoadTime m_timeout;
    const LoadOptions& m_options;
    LoadBook& m_book;
    const int m_epoll;
    const std::unique_ptr<RunTopic> m_topic;
    const std::uint64_t m_mark;
    std::optional<SequenceLedger> m_ledger; ///< where records are read back
    std::uint64_t m_sent = 0;               ///< where they are not
    std::string m_value;
    std::vector<UnderWay> m_underWay; ///< by id
    std::vector<std::uint32_t> m_free;
    std::size_t m_unreported = 0;
    LoadTime m_lastSign{};
    bool m_gaveUp = false;
    std::optional<core::Error> m_refused;
    std::unique_ptr<kafka::DirectConsumer> m_consumer;
    std::unique_ptr<kafka::DirectProducer> m_producer;
};

} // namespace

core::Result<std::unique_ptr<Sender>>
makeKafkaSender(const Scenario& scenario, const LoadOptions& options, LoadBook& book, int epoll) {
    if (!options.kafka)
        return failure(ErrorCode::InvalidInput,
                       "this scenario sends Kafka records; it needs a cluster, not only a URL");
    auto topic =
        makeTopic(*options.kafka, scenario.records->partitions, "vigia-load-" + options.runId);
    if (!topic)
        return topic.error();
    auto sender = std::make_unique<KafkaSender>(scenario, options, book, epoll, std::move(*topic));
    if (const auto opened = sender->open(); !opened)
        return opened.error();
    return std::unique_ptr<Sender>(std::move(sender));
}

} // namespace vigia::backend::load
