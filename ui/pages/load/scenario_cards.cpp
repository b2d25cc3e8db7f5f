#include "ui/pages/load/scenario_cards.h"

#include "core/view/number_text.h"
#include "ui/bridge/plain_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/event_look.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace vigia::ui::pages {

using core::load::ScenarioCard;

namespace {
constexpr int kCardWidth = 236; ///< design pixels
constexpr int kCardHeight = 120;
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
    auto* room = new QWidget(this);
    auto* row = new QHBoxLayout(room);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    for (const ScenarioCard& card : cards)
        row->addWidget(makeCard(card));
    row->addStretch(1);
    setWidget(room);
    room->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    setFixedHeight(theme.px(kCardHeight) + horizontalScrollBar()->sizeHint().height());
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
    column->addWidget(title);
    column->addWidget(text);
    column->addStretch(1);
    column->addLayout(buttons);
    card->body()->addLayout(column);
    return card;
}

void ScenarioCards::setEnabledToRun(bool enabled, const QString& why) {
    for (QPushButton* button : m_buttons) {
        button->setEnabled(enabled);
        button->setStatusTip(why);
    }
    setToolTip(enabled ? QString() : why.toHtmlEscaped());
}

} // namespace vigia::ui::pages
