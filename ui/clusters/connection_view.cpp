#include "ui/clusters/connection_view.h"

#include "ui/widgets/event_look.h"
#include "ui/widgets/label.h"
#include "ui/widgets/status_mark.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>

namespace vigia::ui::clusters {

using core::ops::CheckState;
using core::ops::ConnectionCheck;
using core::ops::ConnectionReport;
using core::ops::Health;
using widgets::said;
using widgets::shown;

QString stepTitle(const std::string& step) {
    struct Step {
        const char* id;
        const char* title;
    };
    static constexpr Step kSteps[] = {
        {"dns", QT_TRANSLATE_NOOP("ConnectionSteps", "Name")},
        {"tcp", QT_TRANSLATE_NOOP("ConnectionSteps", "Network")},
        {"tls", QT_TRANSLATE_NOOP("ConnectionSteps", "TLS")},
        {"kerberos", QT_TRANSLATE_NOOP("ConnectionSteps", "Ticket")},
        {"sasl", QT_TRANSLATE_NOOP("ConnectionSteps", "Sign-in")},
        {"metadata", QT_TRANSLATE_NOOP("ConnectionSteps", "Metadata")},
        {"broker", QT_TRANSLATE_NOOP("ConnectionSteps", "Broker")},
        {"rights", QT_TRANSLATE_NOOP("ConnectionSteps", "Rights")},
        {"secrets", QT_TRANSLATE_NOOP("ConnectionSteps", "Secrets")},
        {"properties", QT_TRANSLATE_NOOP("ConnectionSteps", "Properties")}};
    for (const auto& known : kSteps)
        if (step == known.id)
            return QCoreApplication::translate("ConnectionSteps", known.title);
    return shown(step);
}

ConnectionView::ConnectionView(const theme::Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(12, 8, 12, 10);
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(2, 1);
    setAccessibleName(tr("Steps of the connection"));
}

void ConnectionView::clear() {
    m_rows = 0;
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void ConnectionView::set(const ConnectionReport& report) {
    clear();
    for (const auto& check : report.checks)
        addRow(check);
}

QLabel* ConnectionView::text(const QString& text, const char* role, const char* tone) {
    auto* label = widgets::makeLabel(text, role, tone, this);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    return label;
}

void ConnectionView::addRow(const ConnectionCheck& check) {
    auto* mark = new widgets::StatusMark(m_theme, this);
    const bool failed = check.state == CheckState::Failed;
    mark->setHealth(failed                              ? Health::Broken
                    : check.state == CheckState::Passed ? Health::Ok
                                                        : Health::Unknown);
    mark->setWord(failed                              ? tr("failed")
                  : check.state == CheckState::Passed ? tr("passed")
                                                      : tr("skipped"));
    m_grid->addWidget(mark, m_rows, 0, Qt::AlignTop | Qt::AlignHCenter);
    auto* title = widgets::makeLabel(stepTitle(check.step), failed ? "strong" : "", "", this);
    m_grid->addWidget(title, m_rows, 1, Qt::AlignTop);
    const QString about = shown(check.about);
    const QString found = said(check.found);
    m_grid->addWidget(text(about.isEmpty() || about == found
                               ? found
                               : QString(about % QStringLiteral(" · ") % found),
                           "", failed ? "bad" : "muted"),
                      m_rows, 2);
    ++m_rows;
    if (check.next.empty())
        return;
    m_grid->addWidget(text(said(check.next), "", ""), m_rows, 2);
    ++m_rows;
}

QString ConnectionView::summary(const ConnectionReport& report) {
    const auto* failed = report.firstFailure();
    if (!report.finished)
        return tr("Looking at each step…");
    if (failed == nullptr)
        return report.certificateDays
                   ? tr("Connected; the certificate is valid for %n more day(s).", nullptr,
                        int(*report.certificateDays))
                   : tr("Connected; nothing is missing.");
    if (report.connected())
        return tr("Connected, but a right is missing: %1").arg(shown(failed->about));
    return tr("No connection: %1 fails.").arg(stepTitle(failed->step));
}

} // namespace vigia::ui::clusters
