#pragma once

#include "core/stock/domain_error.h"
#include "core/stock/model.h"
#include "core/stock/queries.h"
#include "core/stock/rules.h"

#include <string>
#include <string_view>
#include <vector>

namespace vigia::core::stock {

/// When and to which request an answer is given.
struct AnswerContext {
    UtcTime now{};
    std::string correlationId;
};

/// How many rows a filter met, for the `page` object.
struct PageInfo {
    PageRequest request;
    std::int64_t totalElements = 0;
};

/// The envelopes of stock.md 2.1, byte for byte.
std::string stockAnswer(const AnswerContext& context, std::string_view message, const Stock& stock,
                        const StockRules& rules);
std::string reserveAnswer(const AnswerContext& context, const Stock& stock,
                          const Reservation& reservation, const StockRules& rules);
/// Release and confirm.
std::string closeAnswer(const AnswerContext& context, std::string_view message, const Stock& stock,
                        const Reservation& reservation, const StockRules& rules);
std::string reservationAnswer(const AnswerContext& context, const Stock& stock,
                              const Reservation& reservation);
std::string stockListAnswer(const AnswerContext& context, const std::vector<Stock>& stocks,
                            const PageInfo& page, const StockRules& rules);
std::string reservationListAnswer(const AnswerContext& context, const Stock& stock,
                                  const std::vector<Reservation>& reservations,
                                  const PageInfo& page);
/// `events`: StockUpdatedEvent texts, newest first.
std::string eventListAnswer(const AnswerContext& context, const Stock& stock,
                            const std::vector<std::string>& events);
std::string errorAnswer(const AnswerContext& context, const DomainError& error);

/// `"<version>"`, the ETag of a stock.
std::string etag(const Stock& stock);

} // namespace vigia::core::stock
