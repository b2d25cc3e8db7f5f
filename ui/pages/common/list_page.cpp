#include "ui/pages/common/list_page.h"

#include "ui/bridge/filter_bar.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/common/detached_window.h"

#include <QSettings>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace vigia::ui::pages {

ListPage::ListPage(QString id, widgets::ConsoleContext& context, QWidget* parent)
    : Page(std::move(id), context, parent) {}

void ListPage::build(std::vector<core::view::Column> columns, bridge::DataTableOptions options,
                     QWidget* above) {
    options.key = settingsFolder(context(), id()) % QStringLiteral("/list");
    m_table = new bridge::DataTable(theme(), context().settings(), std::move(columns),
                                    std::move(options), this);
    m_pane = makePane(this);
    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(12);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_pane);
    m_splitter->setStretchFactor(0, 4);
    m_splitter->setStretchFactor(1, 5);
    m_splitter->setSizes({400, 460});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    if (above)
        column->addWidget(above);
    column->addWidget(m_splitter, 1);
    m_pane->hide();
    connectTable();
    restoreLayout();
}

/// The height of the list and the open tab, as they were left.
void ListPage::restoreLayout() {
    const QString folder = settingsFolder(context(), id());
    QSettings& settings = context().settings();
    m_splitter->restoreState(settings.value(folder % QStringLiteral("/splitter")).toByteArray());
    m_pane->tabs()->setCurrentIndex(settings.value(folder % QStringLiteral("/tab"), 0).toInt());
    connect(m_splitter, &QSplitter::splitterMoved, this, [this, folder] {
        context().settings().setValue(folder % QStringLiteral("/splitter"),
                                      m_splitter->saveState());
    });
    connect(m_pane->tabs(), &QTabWidget::currentChanged, this, [this, folder](int tab) {
        context().settings().setValue(folder % QStringLiteral("/tab"), tab);
    });
}

void ListPage::connectTable() {
    m_table->setRowActions({m_pane->copyLinkAction()});
    connect(m_table, &bridge::DataTable::currentChanged, this, &ListPage::showCurrent);
    connect(m_table, &bridge::DataTable::detachRequested, this, &ListPage::detach);
    connect(m_pane, &DetailPane::innerChanged, this, &ListPage::innerChanged);
    addPageAction(tr("Show faults only"), QKeySequence(QStringLiteral("Ctrl+Shift+F")),
                  [this] { m_table->filterBar()->faultsOnly()->click(); });
    addPageAction(tr("Open in a window"), QKeySequence(QStringLiteral("Ctrl+Return")),
                  [this] { detach(); });
}

void ListPage::setSnapshot(core::ops::ConsoleSnapshotPtr snapshot) {
    m_snapshot = std::move(snapshot);
    m_pane->setSnapshot(m_snapshot);
    refreshTable();
}

void ListPage::refreshTable() {
    if (!m_snapshot)
        return;
    m_table->setSource(source(m_snapshot), m_snapshot->sampledAt);
    selectFirst();
}

void ListPage::selectFirst() {
    if (m_table->current() || m_table->table().rowCount() == 0)
        return;
    m_table->select(m_table->table().key(0));
    m_opening = true;
    showCurrent();
    m_opening = false;
}

void ListPage::showCurrent() {
    const auto key = m_table->current();
    if (!key)
        return;
    const QString item = itemOf(*key);
    const bool moved = item != m_pane->item();
    m_pane->show();
    m_pane->setItem(item);
    if (!moved)
        return;
    Q_EMIT breadcrumbChanged();
    if (!m_opening)
        Q_EMIT wentTo(item);
}

void ListPage::openItem(const QString& item) {
    if (item.isEmpty())
        return;
    m_opening = true;
    m_table->select(keyOf(item.section(kInside, 0, 0)));
    showCurrent();
    m_pane->openInner(item.section(kInside, 1));
    m_opening = false;
}

void ListPage::innerChanged() {
    Q_EMIT breadcrumbChanged();
    if (!m_opening && !m_pane->inner().isEmpty())
        Q_EMIT wentTo(m_pane->item() % kInside % m_pane->inner());
}

/// The list is the page itself: nothing below it is looked at.
void ListPage::goOut(int part) {
    m_opening = true;
    m_pane->openInner({});
    m_opening = false;
    if (part == 0)
        m_table->view()->setFocus();
    Q_EMIT wentTo(m_pane->item());
}

void ListPage::detach() {
    if (m_pane->item().isEmpty())
        return;
    auto* window = new DetachedWindow(context(), this);
    DetailPane* pane = makePane(window);
    window->open(pane, m_pane->item());
}

void ListPage::timeRangeChanged() {
    m_pane->redraw();
}

void ListPage::setStale(bool stale) {
    m_table->setStale(stale);
    m_pane->setStale(stale);
    for (auto* window : findChildren<DetachedWindow*>())
        window->setStale(stale);
}

QStringList ListPage::breadcrumb() const {
    QStringList parts;
    if (!m_pane->item().isEmpty())
        parts << m_pane->item();
    if (!m_pane->inner().isEmpty())
        parts << m_pane->innerName();
    return parts;
}

QWidget* ListPage::filterField() const {
    return m_table->filterField();
}

core::view::OwnedKey ListPage::keyOf(const QString& item) const {
    core::view::OwnedKey key;
    key.text = item.toStdString();
    return key;
}

QString ListPage::itemOf(const core::view::OwnedKey& key) const {
    return bridge::qtext(key.text);
}

} // namespace vigia::ui::pages
