#include "backend/stock/gauges.h"

#include <pqxx/pqxx>

namespace vigia::backend::stock {
namespace {

constexpr const char* kLock = "SELECT pg_try_advisory_lock(hashtext('stock-gauges'))";

constexpr const char* kGauges =
    "SELECT coalesce(sum(unit_price * quantity), 0)::float8, coalesce(sum(quantity), 0), "
    "coalesce(sum(reserved_quantity), 0), count(*), count(*) FILTER (WHERE quantity < $1), "
    "count(*) FILTER (WHERE quantity = 0), (SELECT count(*) FROM stock.reservations WHERE state = "
    "'ACTIVE') "
    "FROM stock.stocks WHERE deleted_at IS NULL";

// One snapshot, so that a command under way is in both sums or in neither.
constexpr const char* kInvariants =
    "SELECT count(*) FILTER (WHERE s.quantity < 0 OR s.reserved_quantity < 0), "
    "count(*) FILTER (WHERE s.reserved_quantity <> coalesce(r.units, 0)) FROM stock.stocks s LEFT "
    "JOIN "
    "(SELECT stock_id, sum(quantity) AS units FROM stock.reservations WHERE state = 'ACTIVE' GROUP "
    "BY stock_id) r "
    "ON r.stock_id = s.stock_id WHERE s.deleted_at IS NULL";

} // namespace

GaugeReader::GaugeReader(postgres::ConnectionOptions connection,
                         const core::stock::StockRules& rules)
    : m_options(std::move(connection)), m_rules(rules) {
    m_options.idleSessionTimeout =
        std::chrono::seconds(60); // a stopped process gives the lock back
}

GaugeReader::~GaugeReader() = default;

bool GaugeReader::holdsLock() {
    if (!m_connection || !m_connection->isOpen()) {
        m_holds = false;
        auto opened = postgres::openConnection(m_options);
        m_connection = opened ? std::move(*opened) : nullptr;
    }
    if (m_connection && !m_holds) {
        pqxx::nontransaction tx(m_connection->raw());
        m_holds = tx.exec1(kLock)[0].as<bool>();
    }
    return m_holds;
}

template <class T, class Read> std::optional<T> GaugeReader::holding(Read read) {
    try {
        if (!holdsLock())
            return std::nullopt;
        pqxx::nontransaction tx(m_connection->raw());
        return read(tx);
    } catch (const std::exception&) {
        m_connection.reset();
        return std::nullopt;
    }
}

std::optional<StockGauges> GaugeReader::read() {
    return holding<StockGauges>([&](pqxx::nontransaction& tx) {
        const auto row = tx.exec_params1(kGauges, m_rules.lowThreshold);
        return StockGauges{row[0].as<double>(),       row[1].as<std::int64_t>(),
                           row[2].as<std::int64_t>(), row[3].as<std::int64_t>(),
                           row[4].as<std::int64_t>(), row[5].as<std::int64_t>(),
                           row[6].as<std::int64_t>()};
    });
}

std::optional<InvariantViolations> GaugeReader::check() {
    return holding<InvariantViolations>([&](pqxx::nontransaction& tx) {
        const auto row = tx.exec1(kInvariants);
        return InvariantViolations{row[0].as<std::int64_t>(), row[1].as<std::int64_t>()};
    });
}

} // namespace vigia::backend::stock
