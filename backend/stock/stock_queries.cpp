#include "backend/stock/stock_queries.h"

#include "backend/stock/call.h"
#include "backend/stock/stock_metrics.h"
#include "core/stock/fields.h"
#include "core/stock/queries.h"

namespace vigia::backend::stock {

using namespace core::stock;

namespace {

http::Response answer(std::string body) {
    http::Response response;
    response.body = std::move(body);
    return response;
}

http::Response answer(std::string body, const Stock& stock) {
    auto response = answer(std::move(body));
    response.headers.emplace_back("ETag", etag(stock));
    return response;
}

} // namespace

StockQueries::StockQueries(const StockDeps& deps)
    : m_deps(deps), m_reader(deps.pool), m_summary(deps.pool, deps.clock, deps.rules) {}

http::Response StockQueries::stock(const http::Request& request) {
    const auto& id = request.pathParameter("id");
    if (isImpossibleId(id))
        return refuse(request, stockNotFound(id));
    const auto found = m_reader.stock(id);
    if (!found)
        return failed(request, found.error());
    if (!*found)
        return refuse(request, stockNotFound(id));
    return answer(
        stockAnswer(context(request), "Stock retrieved successfully", **found, m_deps.rules),
        **found);
}

http::Response StockQueries::list(const http::Request& request) {
    const auto wanted = readListQuery(objectFromPairs(request.query));
    if (const auto* error = std::get_if<DomainError>(&wanted))
        return refuse(request, *error);
    const auto& query = std::get<ListQuery>(wanted);
    const auto page = m_reader.list(query, m_deps.rules.lowThreshold);
    if (!page)
        return failed(request, page.error());
    return answer(
        stockListAnswer(context(request), page->rows, {query.page, page->total}, m_deps.rules));
}

http::Response StockQueries::reservations(const http::Request& request) {
    const auto& id = request.pathParameter("id");
    const auto wanted = readReservationsQuery(objectFromPairs(request.query));
    if (const auto* error = std::get_if<DomainError>(&wanted))
        return refuse(request, *error);
    if (isImpossibleId(id))
        return refuse(request, stockNotFound(id));
    const auto& query = std::get<ReservationsQuery>(wanted);
    const auto found = m_reader.reservations(id, query);
    if (!found)
        return failed(request, found.error());
    if (!*found)
        return refuse(request, stockNotFound(id));
    const auto& [stock, page] = **found;
    return answer(
        reservationListAnswer(context(request), stock, page.rows, {query.page, page.total}), stock);
}

http::Response StockQueries::reservation(const http::Request& request) {
    const auto& id = request.pathParameter("reservationId");
    if (isImpossibleId(id))
        return refuse(request, reservationNotFound(id));
    const auto found = m_reader.reservation(id);
    if (!found)
        return failed(request, found.error());
    if (!*found)
        return refuse(request, reservationNotFound(id));
    const auto& [stock, reservation] = **found;
    return answer(reservationAnswer(context(request), stock, reservation), stock);
}

http::Response StockQueries::events(const http::Request& request) {
    const auto& id = request.pathParameter("id");
    const auto wanted = readEventsQuery(objectFromPairs(request.query));
    if (const auto* error = std::get_if<DomainError>(&wanted))
        return refuse(request, *error);
    if (isImpossibleId(id))
        return refuse(request, stockNotFound(id));
    const auto found = m_reader.events(id, std::get<EventsQuery>(wanted));
    if (!found)
        return failed(request, found.error());
    if (!*found)
        return refuse(request, stockNotFound(id));
    return answer(eventListAnswer(context(request), (*found)->stock, (*found)->events),
                  (*found)->stock);
}

http::Response StockQueries::summary(const http::Request& request) {
    const auto top = readSummaryTop(objectFromPairs(request.query));
    if (const auto* error = std::get_if<DomainError>(&top))
        return refuse(request, *error);
    const auto summary = m_summary.read();
    if (!summary)
        return failed(request, summary.error());
    return answer(summaryAnswer(*summary, static_cast<std::size_t>(std::get<std::int64_t>(top))));
}

http::Response StockQueries::series(const http::Request& request) {
    const auto wanted = readSeriesQuery(objectFromPairs(request.query), m_deps.clock.now());
    if (const auto* error = std::get_if<DomainError>(&wanted))
        return refuse(request, *error);
    auto series = readSeries(m_deps.pool, std::get<SeriesQuery>(wanted));
    if (!series)
        return failed(request, series.error());
    return answer(std::move(*series));
}

http::Response StockQueries::refuse(const http::Request& request, const DomainError& error) const {
    if (error.kind == ErrorKind::ValidationFailed)
        m_deps.metrics.refused(error);
    return errorResponse(context(request), error, m_deps.conflictStatus);
}

http::Response StockQueries::failed(const http::Request& request, const core::Error& error) const {
    const bool away =
        error.code == core::ErrorCode::Unreachable || error.code == core::ErrorCode::Rejected;
    if (!away)
        logDefect(m_deps.log, "a query failed", error, request.correlationId);
    return refuse(request, stock::errorOf(away ? RunFailure::Unavailable : RunFailure::Defect, ""));
}

AnswerContext StockQueries::context(const http::Request& request) const {
    return {m_deps.clock.now(), request.correlationId};
}

} // namespace vigia::backend::stock
