#include "ui/bridge/filter_bar.h"

#include "ui/bridge/filter_completer.h"
#include "ui/bridge/plain_text.h"

#include <QHBoxLayout>
#include <QSettings>
#include <QToolButton>

namespace vigia::ui::bridge {
namespace {

constexpr int kMostRemembered = 20;
constexpr int kMostSaved = 6;
constexpr int kLongestButton = 22;

} // namespace

FilterBar::FilterBar(const theme::Theme& theme, QSettings& settings, QString key,
                     std::span<const core::view::Column> columns, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_settings(settings), m_key(std::move(key)),
      m_columns(columns) {
    build();
    m_completer = new FilterCompleter(*m_field, m_columns);
    m_completer->setRemembered(m_settings.value(m_key % QStringLiteral("/recent")).toStringList());
    connect(m_field, &QLineEdit::textChanged, this, &FilterBar::parse);
    connect(m_field, &QLineEdit::editingFinished, this, &FilterBar::remember);
    connect(m_field, &QLineEdit::returnPressed, this, &FilterBar::left);
    connect(m_field, &widgets::FilterField::left, this, &FilterBar::left);
    connect(m_save, &QToolButton::clicked, this, &FilterBar::save);
    connect(m_faults, &QToolButton::toggled, this, &FilterBar::faultsOnlyChanged);
    showSaved();
}

void FilterBar::build() {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_field = new widgets::FilterField(m_theme, QStringLiteral("filter"), this);
    m_field->setAccessibleName(tr("Filter"));
    m_field->setPlaceholderText(tr("Filter: lag > 1000 and name ~ log"));
    m_field->setMaxLength(static_cast<int>(core::view::kMaxFilterBytes));
    m_save = new QToolButton(this);
    m_save->setProperty("kind", QStringLiteral("flat"));
    m_save->setIcon(m_theme.icon(QStringLiteral("plus")));
    m_save->setToolTip(tr("Save this filter as a button"));
    m_save->setAccessibleName(tr("Save this filter as a button"));
    m_save->hide();
    m_savedRow = new QHBoxLayout;
    m_savedRow->setSpacing(8);
    m_faults = new QToolButton(this);
    m_faults->setText(tr("Faults only"));
    m_faults->setToolTip(tr("Show only rows that are degraded, broken or inconsistent"));
    m_faults->setAccessibleName(tr("Faults only"));
    m_faults->setCheckable(true);
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(8);
    row->addWidget(m_field, 1);
    row->addWidget(m_save);
    row->addLayout(m_savedRow);
    row->addWidget(m_faults);
    row->addLayout(m_buttons);
}

void FilterBar::setCaption(const QString& caption) {
    m_field->setCaption(caption);
}

void FilterBar::parse() {
    const std::string text = m_field->text().toStdString();
    const auto parsed = core::view::parseFilter(text, m_columns);
    m_valid = !parsed.error.has_value();
    m_save->setVisible(m_valid && parsed.filter && !saved().contains(m_field->text().trimmed()));
    if (parsed.error) {
        const auto at =
            QString::fromUtf8(text.data(), static_cast<qsizetype>(parsed.error->position)).size() +
            1;
        m_field->setVerdict(widgets::FilterField::Verdict::Bad,
                            tr("At character %1: %2").arg(at).arg(qtext(parsed.error->message)));
        return;
    }
    m_field->setVerdict(parsed.filter ? widgets::FilterField::Verdict::Good
                                      : widgets::FilterField::Verdict::Neutral);
    Q_EMIT filterChanged(parsed.filter);
}

void FilterBar::remember() {
    const QString text = m_field->text().trimmed();
    if (text.isEmpty() || !m_valid)
        return;
    const QString key = m_key % QStringLiteral("/recent");
    QStringList recent = m_settings.value(key).toStringList();
    recent.removeAll(text);
    recent.prepend(text);
    m_settings.setValue(key, QStringList(recent.mid(0, kMostRemembered)));
    m_completer->setRemembered(recent.mid(0, kMostRemembered));
}

void FilterBar::addCondition(const QString& condition) {
    const QString typed = m_valid ? m_field->text().trimmed() : QString();
    m_field->setText(typed.isEmpty() ? condition : typed % QStringLiteral(", ") % condition);
    remember();
}

QStringList FilterBar::saved() const {
    return m_settings.value(m_key % QStringLiteral("/saved")).toStringList();
}

void FilterBar::save() {
    QStringList filters = saved();
    filters << m_field->text().trimmed();
    while (filters.size() > kMostSaved)
        filters.removeFirst();
    setSaved(filters);
    m_save->hide();
}

void FilterBar::setSaved(const QStringList& filters) {
    m_settings.setValue(m_key % QStringLiteral("/saved"), filters);
    showSaved();
}

void FilterBar::showSaved() {
    while (QLayoutItem* item = m_savedRow->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const QString& filter : saved()) {
        auto* button = new QToolButton(this);
        button->setText(filter.size() > kLongestButton
                            ? filter.left(kLongestButton - 1) % QStringLiteral("…")
                            : filter);
        button->setToolTip(plainTooltip(tr("%1\nRight-click removes it").arg(filter)));
        button->setAccessibleName(tr("Filter %1").arg(filter));
        button->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(button, &QToolButton::clicked, this, [this, filter] { m_field->setText(filter); });
        connect(button, &QToolButton::customContextMenuRequested, this, [this, filter] {
            QStringList rest = saved();
            rest.removeAll(filter);
            setSaved(rest);
        });
        m_savedRow->addWidget(button);
    }
}

} // namespace vigia::ui::bridge
