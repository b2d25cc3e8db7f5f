#include "ui/pages/common/detail_pane.h"

#include "core/base/text.h"
#include "ui/bridge/plain_text.h"
#include "ui/widgets/status_mark.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace vigia::ui::pages {

QString settingsFolder(const widgets::ConsoleContext& context, const QString& page) {
    const auto newest = context.newest();
    const QString cluster = newest ? bridge::qtext(newest->cluster) : QStringLiteral("local");
    return QString(cluster % u'/' % page);
}

DetailPane::DetailPane(widgets::ConsoleContext& context, QWidget* parent)
    : Card(context.theme(), parent), m_context(context) {
    buildHead();
    m_copyLink = new QAction(tr("Copy link"), this);
    connect(m_copyLink, &QAction::triggered, this,
            [this] { m_context.copyText(QString::fromStdString(core::ops::linkText(link()))); });
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setUsesScrollButtons(true);
    m_tabs->setAccessibleName(tr("Details"));
    auto policy = m_tabs->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_tabs->setSizePolicy(policy);
    body()->addWidget(m_tabs, 1);
}

void DetailPane::buildHead() {
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 10, 12, 10);
    row->setSpacing(12);
    m_chip = new widgets::Chip(m_context.theme(), head);
    m_title = new widgets::ElidedLabel(m_context.theme(), head);
    m_title->setRole(theme::TextRole::Strong);
    m_title->setElideMode(Qt::ElideMiddle);
    m_reason = new widgets::ElidedLabel(m_context.theme(), head);
    m_reason->setTone(&theme::Tokens::muted);
    m_reason->setMaxLines(2);
    m_reason->setMinimumHeight(m_context.theme().px(36));
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(8);
    row->addWidget(m_chip);
    row->addWidget(m_title);
    row->addWidget(m_reason, 1);
    row->addLayout(m_buttons);
    body()->addWidget(head);
}

void DetailPane::setItem(const QString& item) {
    if (item == m_item)
        return;
    m_item = item;
    m_seen = false;
    m_name.clear();
    openInner({});
    itemChanged();
    redraw();
}

void DetailPane::setSnapshot(core::ops::ConsoleSnapshotPtr snapshot) {
    m_snapshot = std::move(snapshot);
    redraw();
}

void DetailPane::setInnerTable(bridge::DataTable* table, Inner inner) {
    m_innerTable = table;
    m_innerTexts = std::move(inner);
    table->setRowActions({m_copyLink});
    connect(table, &bridge::DataTable::currentChanged, this, [this] {
        m_inner = m_innerTexts.id(*m_innerTable->current());
        Q_EMIT innerChanged();
    });
}

QString DetailPane::innerName() const {
    return m_inner.isEmpty() ? QString() : m_innerTexts.name(m_inner);
}

void DetailPane::openInner(const QString& inner) {
    if (m_innerTable == nullptr || (inner.isEmpty() && m_inner.isEmpty()))
        return;
    m_inner = inner;
    if (inner.isEmpty())
        m_innerTable->deselect();
    else {
        m_tabs->setCurrentWidget(m_innerTable);
        m_innerTable->select(m_innerTexts.key(inner));
    }
    Q_EMIT innerChanged();
}

void DetailPane::redraw() {
    if (m_snapshot && !m_item.isEmpty())
        fill(m_snapshot);
}

void DetailPane::setStale(bool stale) {
    for (auto* table : findChildren<bridge::DataTable*>())
        table->setStale(stale);
}

void DetailPane::setHead(core::ops::Health health, const QString& word, const QString& reason) {
    m_chip->set(health, word);
    const QString name = m_name.isEmpty() ? m_item : m_name;
    const int width =
        QFontMetrics(m_context.theme().font(theme::TextRole::Strong)).horizontalAdvance(name) + 2;
    m_title->setText(name);
    m_title->setFixedWidth(qMin(width, m_context.theme().px(260)));
    m_reason->setText(reason);
    m_seen = true;
    m_tabs->setVisible(true);
}

void DetailPane::setGone() {
    const bool seen = m_seen;
    setHead(core::ops::Health::Unknown, seen ? tr("GONE") : tr("NOT FOUND"),
            seen ? tr("Not in the newest sample: deleted, or its broker can't be asked.")
                 : tr("Not on this cluster as we see it: mistyped, deleted, or not visible to "
                      "us."));
    m_seen = seen;
    m_tabs->setVisible(seen); // what is in them belongs to the item before
}

QPushButton* DetailPane::addButton(const QString& text, const char* kind,
                                   std::function<void()> run) {
    auto* button = new QPushButton(text, this);
    button->setProperty("kind", QString::fromLatin1(kind));
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [run = std::move(run)] { run(); });
    m_buttons->addWidget(button);
    return button;
}

bridge::DataTable* DetailPane::addTable(const QString& title, const QString& table,
                                        std::vector<core::view::Column> columns,
                                        std::vector<core::view::SortKey> order) {
    bridge::DataTableOptions options{settingsFolder(m_context, table),
                                     title,
                                     {title % QStringLiteral(" %1"), title % QStringLiteral(" %1")},
                                     QStringLiteral("info"),
                                     std::move(order),
                                     true};
    auto* made = new bridge::DataTable(m_context.theme(), m_context.settings(), std::move(columns),
                                       std::move(options), m_tabs);
    m_tabs->addTab(made, title);
    return made;
}

void DetailPane::setTabCount(QWidget* tab, const QString& title, std::size_t count) {
    const int index = m_tabs->indexOf(tab);
    const QString text = title % u' ' % QString::number(count);
    if (index >= 0 && m_tabs->tabText(index) != text)
        m_tabs->setTabText(index, text);
}

} // namespace vigia::ui::pages
