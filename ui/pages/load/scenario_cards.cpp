#include "ui/pages/load/scenario_cards.h"

#include "core/view/number_text.h"
#include "ui/bridge/plain_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/event_look.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace vigia::ui::pages {

using core::load::ScenarioCard;

namespace {
constexpr int kCardWidth = 236; ///< design pixels
constexpr int kCardHeight = 128;
} // namespace

QString lastsText(double seconds) {
    return bridge::qtext(core::view::durationText(seconds));
}

ScenarioCards::ScenarioCards(const theme::Theme& theme, const std::vector<ScenarioCard>& cards,
                             QWidget* parent)
    : QScrollArea(parent), m_theme(theme) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Scenarios"));
    setCards(cards);
    viewport()->setAutoFillBackground(false);
    setFixedHeight(theme.px(kCardHeight) + horizontalScrollBar()->sizeHint().height());
}

namespace {

/// What is made later has the look of what is around it, unless nothing around it has any.
void dress(const theme::Theme& theme, QWidget& made) {
    for (const QWidget* at = &made; at != nullptr; at = at->parentWidget())
        if (!at->styleSheet().isEmpty())
            return;
    if (theme.parts() != nullptr && made.window()->isVisible())
        theme.parts()->add(made);
}

} // namespace

void ScenarioCards::setCards(const std::vector<ScenarioCard>& cards) {
    m_buttons.clear();
    auto* room = new QWidget(this);
    auto* row = new QHBoxLayout(room);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    for (const ScenarioCard& card : cards)
        row->addWidget(makeCard(card));
    row->addWidget(makeNew());
    row->addStretch(1);
    setWidget(room);
    room->setAutoFillBackground(false);
    dress(m_theme, *room);
    room->show();
    setEnabledToRun(m_runnable, m_why);
}

/// The way to a scenario of one's own.
QWidget* ScenarioCards::makeNew() {
    auto* card = new widgets::Card(m_theme, this);
    card->setFixedWidth(m_theme.px(kCardWidth));
    auto* column = new QVBoxLayout;
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(4);
    auto* title = new widgets::ElidedLabel(m_theme, card);
    title->setRole(theme::TextRole::Strong);
    title->setText(tr("Your own"));
    auto* text = new widgets::ElidedLabel(m_theme, card);
    text->setTone(&theme::Tokens::muted);
    text->setMaxLines(2);
    text->setText(tr("Other requests, other rates, other promises: written and tried here"));
    text->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* button = new QPushButton(tr("New scenario…"), card);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this] { Q_EMIT editRequested({}); });
    column->addWidget(title);
    column->addWidget(text);
    column->addStretch(1);
    column->addWidget(button);
    card->body()->addLayout(column);
    return card;
}

QToolButton* ScenarioCards::makeMore(const ScenarioCard& shown, QWidget* parent) {
    auto* more = new QToolButton(parent);
    more->setProperty("kind", QStringLiteral("flat"));
    more->setIcon(m_theme.icon(QStringLiteral("more")));
    more->setAccessibleName(tr("More about %1").arg(widgets::shown(shown.title)));
    more->setToolTip(more->accessibleName());
    more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(more);
    const QString name = bridge::qtext(shown.name);
    menu->addAction(shown.own ? tr("Edit…") : tr("Edit a copy…"), this,
                    [this, name] { Q_EMIT editRequested(name); });
    if (shown.own)
        menu->addAction(tr("Remove…"), this, [this, name] { Q_EMIT removeRequested(name); });
    more->setMenu(menu);
    return more;
}

QWidget* ScenarioCards::makeCard(const ScenarioCard& shown) {
    auto* card = new widgets::Card(m_theme, this);
    card->setFixedWidth(m_theme.px(kCardWidth));
    auto* column = new QVBoxLayout;
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(4);
    const QString name = widgets::shown(shown.title);
    auto* title = new widgets::ElidedLabel(m_theme, card);
    title->setRole(theme::TextRole::Strong);
    title->setText(name);
    title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* text = new widgets::ElidedLabel(m_theme, card);
    text->setTone(&theme::Tokens::muted);
    text->setMaxLines(2);
    text->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    text->setText(widgets::shown(shown.description));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    const auto add = [&](const QString& word, bool brief, double seconds) {
        auto* button = new QPushButton(word, card);
        button->setAutoDefault(false);
        button->setAccessibleName(word % u' ' % name);
        button->setToolTip(lastsText(seconds));
        connect(button, &QPushButton::clicked, this,
                [this, scenario = bridge::qtext(shown.name), brief] {
                    Q_EMIT runRequested(scenario, brief);
                });
        buttons->addWidget(button, brief ? 0 : 1);
        m_buttons.push_back(button);
        return button;
    };
    add(tr("Run · %1").arg(lastsText(shown.seconds)), false, shown.seconds)
        ->setProperty("kind", QStringLiteral("primary"));
    if (shown.shortSeconds > 0)
        add(tr("Short"), true, shown.shortSeconds);
    auto* head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(title, 1);
    head->addWidget(makeMore(shown, card));
    column->addLayout(head);
    column->addWidget(text);
    column->addStretch(1);
    column->addLayout(buttons);
    card->body()->addLayout(column);
    return card;
}

void ScenarioCards::setEnabledToRun(bool enabled, const QString& why) {
    m_runnable = enabled;
    m_why = why;
    for (QPushButton* button : m_buttons) {
        button->setEnabled(enabled);
        button->setStatusTip(why);
    }
    setToolTip(enabled ? QString() : why.toHtmlEscaped());
}

} // namespace vigia::ui::pages
