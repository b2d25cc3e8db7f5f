#include "ui/pages/stock/stock_feed.h"

#include "core/base/time_text.h"
#include "ui/bridge/plain_text.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/gui_answer.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::ui::pages {
namespace {

constexpr std::int64_t kPageSize = 1000;
constexpr std::int64_t kMostPages = 20;
constexpr std::chrono::seconds kReadAllAnew{60};
/// Clocks and transactions overlap a little: what changed just before the last look is asked for
/// again.
constexpr std::chrono::seconds kOverlap{2};

core::UtcTime newestChange(const std::vector<core::view::StockRow>& rows) {
    core::UtcTime newest{};
    for (const auto& row : rows)
        newest = std::max(newest, row.updated);
    return newest;
}

} // namespace

StockFeed::StockFeed(core::ops::PlatformControl& control, QObject* parent)
    : QObject(parent), m_control(control) {}

StockFeed::Step StockFeed::step(const core::Result<core::ops::RestAnswer>& answer,
                                const Rows& before) {
    Step made;
    if (!answer)
        return {before, 0, 0, answer.error().message};
    if (answer->status < 200 || answer->status > 299)
        return {before, 0, 0, core::view::readApiError(answer->status, answer->body).message};
    auto page = core::view::readStocks(answer->body);
    if (!page)
        return {before, 0, 0, page.error().message};
    static const std::vector<core::view::StockRow> kNone;
    made.total = page->total;
    made.pages = page->pages;
    made.rows = std::make_shared<const std::vector<core::view::StockRow>>(
        core::view::mergedStocks(before ? *before : kNone, std::move(page->rows)));
    return made;
}

void StockFeed::ask(const std::string& query, const Rows& before,
                    std::function<void(const Step&)> use) {
    auto onGui = widgets::onGuiThread(this, std::move(use));
    m_control.rest("GET", "/api/v1/virtual-stock/stocks?" + query, {},
                   [before, onGui](const core::Result<core::ops::RestAnswer>& answer) {
                       onGui(step(answer, before));
                   });
}

void StockFeed::refresh(core::UtcTime now) {
    if (m_busy)
        return;
    m_busy = true;
    if (!m_complete || now - m_completeAt > kReadAllAnew)
        askPage(0, nullptr, now);
    else
        askChanges(now);
}

void StockFeed::askPage(std::int64_t page, Rows before, core::UtcTime now) {
    const auto query = fmt::format("page={}&size={}&sort=createdAt,asc", page, kPageSize);
    ask(query, before, [this, page, now](const Step& got) {
        if (!got.error.empty())
            return finish(got);
        m_total = got.total;
        const bool last = page + 1 >= std::min(got.pages, kMostPages);
        if (!m_complete || last) {
            m_rows = got.rows; // the first time each page is shown as it comes
            Q_EMIT changed();
        }
        if (!last)
            return askPage(page + 1, got.rows, now);
        m_complete = true;
        m_completeAt = now;
        m_busy = false;
    });
}

void StockFeed::askChanges(core::UtcTime now) {
    const core::UtcTime newest = newestChange(*m_rows);
    const auto since = core::formatRfc3339((newest == core::UtcTime{} ? now : newest) - kOverlap);
    ask(fmt::format("updatedSince={}&size={}&sort=lastUpdated,asc", since, kPageSize), m_rows,
        [this](const Step& got) {
            if (got.error.empty() && got.total > kPageSize)
                m_complete = false; // more changed than one page holds
            finish(got);
        });
}

void StockFeed::finish(const Step& step) {
    m_busy = false;
    if (!step.error.empty()) {
        Q_EMIT failed(widgets::localized(step.error));
        return;
    }
    m_rows = step.rows;
    Q_EMIT changed();
}

} // namespace vigia::ui::pages
