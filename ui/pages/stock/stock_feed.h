#pragma once

#include "core/ops/platform_control.h"
#include "core/view/stock_rows.h"

#include <QObject>

namespace vigia::ui::pages {

/// All stocks of the platform in memory, at most 20,000: read page by page once a minute, in
/// between only what changed since the last look. Answers are parsed and merged on the thread they
/// come on; the GUI thread swaps a pointer.
class StockFeed : public QObject {
    Q_OBJECT

public:
    using Rows = std::shared_ptr<const std::vector<core::view::StockRow>>;

    StockFeed(core::ops::PlatformControl& control, QObject* parent);

    /// Asks for what is new, unless an answer is still on its way. Call it as often as the page is
    /// refreshed.
    void refresh(core::UtcTime now);
    /// The next refresh reads everything anew, e.g. after a deletion.
    void reload() { m_complete = false; }

    /// Null before the first page came; by id.
    [[nodiscard]] const Rows& rows() const { return m_rows; }
    /// How many there are in all; more than `rows` holds when there are too many.
    [[nodiscard]] std::int64_t total() const { return m_total; }

Q_SIGNALS:
    void changed();
    void failed(const QString& sentence);

private:
    /// What one answer became.
    struct Step {
        Rows rows;
        std::int64_t total = 0;
        std::int64_t pages = 0;
        std::string error;
    };
    static Step step(const core::Result<core::ops::RestAnswer>& answer, const Rows& before);

    void ask(const std::string& query, const Rows& before, std::function<void(const Step&)> use);
    void askPage(std::int64_t page, Rows before, core::UtcTime now);
    void askChanges(core::UtcTime now);
    void finish(const Step& step);

    core::ops::PlatformControl& m_control;
    Rows m_rows;
    std::int64_t m_total = 0;
    bool m_busy = false;
    bool m_complete = false;
    core::UtcTime m_completeAt{};
};

} // namespace vigia::ui::pages
