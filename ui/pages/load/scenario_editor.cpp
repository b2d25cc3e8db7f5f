#include "ui/pages/load/scenario_editor.h"

#include "ui/pages/load/arrival_curve.h"
#include "ui/pages/load/yaml_edit.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/dialog_buttons.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/gui_answer.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace vigia::ui::pages {

using core::load::CheckedScenario;
using core::load::ScenarioText;

namespace {

constexpr int kPauseMillis = 300;

/// What a new scenario begins with: it holds, and a short form of it runs at once.
const char* const kNew = "name: my-scenario\n"
                         "title: My scenario\n"
                         "description: What it shows.\n"
                         "model: open\n"
                         "stages:\n"
                         "  - {name: warm-up, warm-up: true, rate: 50, for: 10s}\n"
                         "  - {name: ramp, from: 50, to: 200, for: 30s}\n"
                         "  - {name: steady, rate: 200, for: 1m}\n"
                         "short:\n"
                         "  - {name: steady, rate: 50, for: 20s}\n"
                         "requests:\n"
                         "  - {name: list, path: /api/v1/virtual-stock/stocks}\n"
                         "thresholds:\n"
                         "  - p99 < 500ms\n"
                         "  - errors < 1%\n";

/// One line a request, the first of many.
QString sendsText(const CheckedScenario& checked) {
    constexpr std::size_t kMost = 4;
    QStringList lines;
    for (const auto& request : checked.requests) {
        if (std::size_t(lines.size()) < kMost)
            lines << widgets::shown(request.substr(0, 160));
    }
    if (checked.requests.size() > kMost)
        lines << ScenarioEditor::tr("and %1 more").arg(checked.requests.size() - kMost);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ScenarioEditor::ScenarioEditor(widgets::ConsoleContext& context, const QString& name, bool runnable,
                               QWidget* parent)
    : QDialog(parent), m_context(context), m_runnable(runnable) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(name.isEmpty() ? tr("New scenario") : tr("Scenario %1").arg(name));
    resize(qMin(context.theme().px(1080), 1200), qMin(context.theme().px(640), 740));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    m_edit = new YamlEdit(context.theme(), this);
    m_edit->setAccessibleName(tr("Text of the scenario"));
    row->addWidget(m_edit, 3);
    row->addWidget(makeSide(), 2);
    column->addLayout(row, 1);
    m_said = widgets::makeLabel({}, "", "muted", this);
    m_said->setWordWrap(true);
    column->addWidget(m_said);
    makeButtons();
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMillis);
    connect(&m_pause, &QTimer::timeout, this, &ScenarioEditor::check);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &ScenarioEditor::changed);
    connect(m_edit, &YamlEdit::refused, this, &ScenarioEditor::sayTooLong);
    load(name);
}

QWidget* ScenarioEditor::makeSide() {
    auto* side = new QWidget(this);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_curve = new ArrivalCurve(m_context, tr("Course"), side);
    m_short = new ArrivalCurve(m_context, tr("Short form"), side);
    m_sends = widgets::makeLabel({}, "", "muted", side);
    m_sends->setWordWrap(true);
    m_faults = new QListWidget(side);
    m_faults->setAccessibleName(tr("Mistakes"));
    m_faults->setWordWrap(true);
    m_faults->hide();
    connect(m_faults, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
        const QPoint place = item->data(Qt::UserRole).toPoint();
        m_edit->goTo(place.y(), place.x());
    });
    column->addWidget(m_curve, 1);
    column->addWidget(m_short, 1);
    column->addWidget(m_sends);
    column->addWidget(m_faults, 1);
    return side;
}

void ScenarioEditor::makeButtons() {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    connect(widgets::addDialogButton(*row, tr("Close")), &QPushButton::clicked, this,
            &ScenarioEditor::reject);
    m_save = widgets::addDialogButton(*row, tr("Save"));
    connect(m_save, &QPushButton::clicked, this, [this] { save({}); });
    m_runShort = widgets::addDialogButton(*row, tr("Save and run the short form"));
    connect(m_runShort, &QPushButton::clicked, this,
            [this] { save([this](const QString& name) { Q_EMIT runRequested(name, true); }); });
    m_run = widgets::addDialogButton(*row, tr("Save and run"));
    m_run->setProperty("kind", QStringLiteral("primary"));
    connect(m_run, &QPushButton::clicked, this,
            [this] { save([this](const QString& name) { Q_EMIT runRequested(name, false); }); });
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    enable();
}

void ScenarioEditor::load(const QString& name) {
    if (name.isEmpty())
        return take({{}, kNew, true});
    m_edit->setEnabled(false);
    m_context.scenarioDesk()->text(
        name.toStdString(),
        widgets::onGuiThread(this, [this](const core::Result<ScenarioText>& text) {
            m_edit->setEnabled(true);
            if (text)
                return take(*text);
            say(widgets::localized(text.error().message), "bad");
        }));
}

void ScenarioEditor::take(const ScenarioText& text) {
    QString yaml = QString::fromStdString(text.yaml);
    if (!text.own) {
        static const QRegularExpression named(QStringLiteral("^(name:[ \\t]*[\\w-]+)"),
                                              QRegularExpression::MultilineOption);
        yaml.replace(named, QStringLiteral("\\1-copy"));
    }
    if (!m_edit->setText(yaml))
        return sayTooLong();
    m_changed = false;
    say(text.own ? QString() : tr("A copy: scenarios that ship stay as they are. Give it a name."),
        "muted");
    m_pause.stop();
    check();
}

void ScenarioEditor::sayTooLong() {
    say(tr("That is too long for this editor: 256 KiB and 4,000 characters a line at most."),
        "bad");
}

void ScenarioEditor::changed() {
    ++m_version;
    m_changed = true;
    m_warned = false;
    m_pause.start();
    enable();
}

/// One question at a time; the newest text is asked about when the answer is there.
void ScenarioEditor::check() {
    if (m_asked != 0 || isChecked())
        return;
    const QString text = m_edit->toPlainText();
    m_asked = m_version;
    const auto use = widgets::onGuiThread(this, [this](const CheckedScenario& checked) {
        m_checked = std::exchange(m_asked, 0);
        showChecked(checked);
        if (!m_pause.isActive())
            check();
    });
    m_context.scenarioDesk()->check(text.toStdString(), use);
}

void ScenarioEditor::showChecked(const CheckedScenario& checked) {
    m_holds = checked.faults.empty();
    m_hasShort = !checked.shortStages.empty();
    m_edit->setFaults(checked.faults);
    m_curve->show(checked.model, checked.stages);
    m_short->show(checked.model, checked.shortStages);
    m_sends->setText(sendsText(checked));
    m_sends->setVisible(!checked.requests.empty());
    m_faults->clear();
    for (const auto& fault : checked.faults) {
        const QString text = widgets::shown(fault.text);
        auto* item = new QListWidgetItem(
            fault.line > 0
                ? tr("Line %1, column %2: %3").arg(fault.line).arg(fault.column).arg(text)
                : text);
        item->setData(Qt::UserRole, QPoint(fault.column, fault.line));
        m_faults->addItem(item);
    }
    m_faults->setVisible(!m_holds);
    if (m_holds)
        say(checked.stages.empty() ? QString() : tr("It can be run: %1.").arg(m_curve->sentence()),
            "ok");
    else
        say(tr("%n mistake(s), each beside its line", nullptr, int(checked.faults.size())), "bad");
    enable();
}

void ScenarioEditor::enable() {
    const bool good = m_holds && isChecked();
    m_save->setEnabled(good);
    m_run->setEnabled(good && m_runnable);
    m_runShort->setEnabled(good && m_runnable && m_hasShort);
    const QString why = m_runnable ? QString()
                                   : tr("A load test goes on, or the cluster is "
                                        "read-only");
    m_run->setToolTip(why);
    m_runShort->setToolTip(why);
}

void ScenarioEditor::save(std::function<void(const QString& name)> then) {
    m_save->setEnabled(false);
    const auto done = [this, then, version = m_version](const core::Result<std::string>& name) {
        enable();
        if (!name)
            return say(widgets::localized(name.error().message), "bad");
        m_changed = m_changed && version != m_version;
        const QString word = QString::fromStdString(*name);
        say(tr("Kept as %1.").arg(word), "ok");
        Q_EMIT saved(word);
        if (then) {
            then(word);
            accept();
        }
    };
    m_context.scenarioDesk()->save(m_edit->toPlainText().toStdString(),
                                   widgets::onGuiThread(this, done));
}

QString ScenarioEditor::sends() const {
    return m_sends->text();
}

QString ScenarioEditor::said() const {
    return m_said->text();
}

void ScenarioEditor::say(const QString& sentence, const char* tone) {
    m_said->setText(sentence);
    widgets::setTone(*m_said, tone);
}

void ScenarioEditor::reject() {
    if (m_changed && !m_warned) {
        m_warned = true;
        return say(tr("There are changes that are not saved. Close again to leave them."), "warn");
    }
    QDialog::reject();
}

} // namespace vigia::ui::pages
