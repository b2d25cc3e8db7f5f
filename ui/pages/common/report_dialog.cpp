#include "ui/pages/common/report_dialog.h"

#include "ui/bridge/plain_text.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/dialog_buttons.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/gui_answer.h"
#include "ui/widgets/label.h"
#include "ui/widgets/top_bar.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace vigia::ui::pages {

using core::report::Format;
using core::report::kAllFormats;

namespace {

constexpr int kLook = 200;               ///< milliseconds between looks for a deeper history
constexpr int kMostLooks = 75;           ///< then it is written from what there is
constexpr std::uint64_t kLaterLooks = 2; ///< snapshots until a wish has arrived in one
constexpr int kSpans[] = {15, 60, 360, 1440, 10'080}; ///< minutes
const QString kFolderKey = QStringLiteral("report/folder");
const QString kFormatsKey = QStringLiteral("report/formats");

QString formatTitle(Format format) {
    switch (format) {
    case Format::Html:
        return QStringLiteral("HTML");
    case Format::Pdf:
        return QStringLiteral("PDF");
    case Format::Markdown:
        return QStringLiteral("Markdown");
    case Format::Csv:
        return QStringLiteral("CSV");
    case Format::Json:
        return QStringLiteral("JSON");
    case Format::JUnit:
        break;
    }
    return QStringLiteral("JUnit");
}

/// `1h`, `15m`, as the command takes it.
QString durationWord(std::chrono::seconds length) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(length).count();
    return minutes % 60 == 0 ? QStringLiteral("%1h").arg(minutes / 60)
                             : QStringLiteral("%1m").arg(minutes);
}

/// One word for a shell.
QString quoted(QString word) {
    return QString(u'\'' % word.replace(u'\'', QStringLiteral("'\\''")) % u'\'');
}

} // namespace

ReportDialog::ReportDialog(widgets::ConsoleContext& context, std::string run, const QString& name,
                           QWidget* parent)
    : QDialog(parent), m_context(context), m_run(std::move(run)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(m_run.empty() ? tr("Operations report") : tr("Report of a load test"));
    setMinimumWidth(context.theme().px(560));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(widgets::makeLabel(windowTitle(), "title", "", this));
    auto* what = widgets::makeLabel(
        m_run.empty() ? tr("Health, throughput, lag by group, events and stock of %1. The first "
                           "page is the verdict.")
                            .arg(name)
                      : tr("%1: the verdict first, then latency, throughput, errors and what it "
                           "is held against.")
                            .arg(name),
        "", "muted", this);
    what->setWordWrap(true);
    column->addWidget(what);
    if (m_run.empty())
        addRange(*column);
    addFormats(*column);
    addFolder(*column);
    m_said = widgets::makeLabel({}, "", "muted", this);
    m_said->setWordWrap(true);
    m_said->setMinimumHeight(context.theme().px(34));
    m_said->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    column->addWidget(m_said);
    addButtons(*column);
    m_waiting.setInterval(kLook);
    connect(&m_waiting, &QTimer::timeout, this, &ReportDialog::awaitHistory);
    enable();
}

ReportDialog::~ReportDialog() {
    m_stop.request_stop();
    if (m_reaching)
        m_context.control().setHistoryRange(m_context.timeRange().length);
}

void ReportDialog::addRange(QVBoxLayout& column) {
    m_range = new QComboBox(this);
    m_range->setAccessibleName(tr("Time range"));
    const auto& shown = m_context.timeRange();
    m_range->addItem(tr("As the charts: %1").arg(widgets::TopBar::rangeName(shown)));
    for (const int minutes : kSpans) {
        const std::chrono::minutes length(minutes);
        m_range->addItem(minutes > 1440
                             ? tr("Last %1 days").arg(minutes / 1440)
                             : widgets::TopBar::rangeName(widgets::TimeRange{length, {}, {}}),
                         minutes);
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(widgets::makeLabel(tr("Time range"), "", "", this));
    row->addWidget(m_range, 1);
    column.addLayout(row);
}

void ReportDialog::addFormats(QVBoxLayout& column) {
    const auto kept =
        m_context.settings().value(kFormatsKey, QStringLiteral("html,pdf")).toString().split(u',');
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(widgets::makeLabel(tr("Formats"), "", "", this));
    for (const Format format : kAllFormats) {
        auto* button = new QToolButton(this);
        button->setText(formatTitle(format));
        button->setAccessibleName(tr("Format %1").arg(button->text()));
        button->setCheckable(true);
        button->setChecked(kept.contains(bridge::qtext(core::report::formatName(format))));
        connect(button, &QToolButton::toggled, this, &ReportDialog::enable);
        row->addWidget(button);
        m_formats.push_back(button);
    }
    row->addStretch(1);
    column.addLayout(row);
}

void ReportDialog::addFolder(QVBoxLayout& column) {
    const auto* desk = m_context.reportDesk();
    const QString usual = desk != nullptr ? QString::fromStdString(desk->usualFolder()) : QString();
    m_folder = new QLineEdit(m_context.settings().value(kFolderKey, usual).toString(), this);
    m_folder->setAccessibleName(tr("Folder"));
    connect(m_folder, &QLineEdit::textChanged, this, &ReportDialog::enable);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(widgets::makeLabel(tr("Folder"), "", "", this));
    row->addWidget(m_folder, 1);
    auto* choose = widgets::addDialogButton(*row, tr("Choose…"));
    choose->setAccessibleName(tr("Choose a folder"));
    connect(choose, &QPushButton::clicked, this, &ReportDialog::browse);
    column.addLayout(row);
}

void ReportDialog::addButtons(QVBoxLayout& column) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    widgets::addCopyCommandButton(*row, m_context, [this] { return command(); });
    row->addStretch(1);
    m_openFolder = widgets::addDialogButton(*row, tr("Open the folder"));
    connect(m_openFolder, &QPushButton::clicked, this, [this] { open(true); });
    m_open = widgets::addDialogButton(*row, tr("Open"));
    m_open->setAccessibleName(tr("Open the report"));
    connect(m_open, &QPushButton::clicked, this, [this] { open(false); });
    m_close = widgets::addDialogButton(*row, tr("Close"));
    connect(m_close, &QPushButton::clicked, this, &ReportDialog::reject);
    m_write = widgets::addDialogButton(*row, tr("Write"));
    m_write->setProperty("kind", QStringLiteral("primary"));
    m_write->setDefault(true);
    connect(m_write, &QPushButton::clicked, this, &ReportDialog::write);
    column.addLayout(row);
}

void ReportDialog::browse() {
    const QString folder = QFileDialog::getExistingDirectory(
        this, tr("Choose a folder"), m_folder->text(),
        QFileDialog::ShowDirsOnly | QFileDialog::DontUseNativeDialog);
    if (!folder.isEmpty())
        m_folder->setText(folder);
}

core::report::ReportWish ReportDialog::wish() const {
    core::report::ReportWish wish;
    wish.folder = m_folder->text().trimmed().toStdString();
    for (std::size_t i = 0; i < m_formats.size(); ++i)
        if (m_formats[i]->isChecked())
            wish.formats.push_back(kAllFormats.at(i));
    return wish;
}

ReportDialog::Span ReportDialog::span() const {
    const auto& shown = m_context.timeRange();
    const int minutes = m_range != nullptr ? m_range->currentData().toInt() : 0;
    if (minutes > 0)
        return {std::chrono::minutes(minutes), {}, {}};
    return {shown.length, shown.from, shown.to};
}

QString ReportDialog::command() const {
    QString text =
        m_run.empty()
            ? QStringLiteral("vigia report operations --since %1").arg(durationWord(span().length))
            : QStringLiteral("vigia load report %1").arg(bridge::qtext(m_run));
    const auto& cluster = m_context.cluster();
    if (m_run.empty() && cluster && !cluster->own)
        text += QStringLiteral(" --cluster ") % quoted(bridge::qtext(cluster->name));
    const auto wanted = wish();
    if (wanted.formats.size() < kAllFormats.size())
        for (const Format format : wanted.formats)
            text += QStringLiteral(" --format ") % bridge::qtext(core::report::formatName(format));
    return text % QStringLiteral(" --into ") % quoted(m_folder->text().trimmed());
}

QString ReportDialog::said() const {
    return m_said->text();
}

void ReportDialog::say(const QString& sentence, const char* tone) {
    m_said->setText(sentence);
    widgets::setTone(*m_said, tone);
}

void ReportDialog::enable() {
    if (m_close == nullptr || m_write == nullptr)
        return;
    const auto wanted = wish();
    const bool can = m_context.reportDesk() != nullptr && !wanted.formats.empty() &&
                     QFileInfo(m_folder->text().trimmed()).isAbsolute();
    m_write->setEnabled(can && !m_writing);
    m_write->setToolTip(can ? QString() : tr("Choose a format and a folder"));
    m_close->setText(m_writing ? tr("Cancel") : tr("Close"));
    m_open->setVisible(!m_files.empty());
    m_openFolder->setVisible(!m_files.empty());
}

void ReportDialog::write() {
    QStringList formats;
    for (const Format format : wish().formats)
        formats << bridge::qtext(core::report::formatName(format));
    m_context.settings().setValue(kFormatsKey, formats.join(u','));
    m_context.settings().setValue(kFolderKey, m_folder->text().trimmed());
    m_stop = std::stop_source();
    m_files.clear();
    m_writing = true;
    enable();
    const auto newest = m_context.newest();
    if (!m_run.empty() || span().length <= m_context.timeRange().length || !newest)
        return begin();
    m_reaching = true;
    m_looks = 0;
    m_wanted = newest->generation + kLaterLooks;
    m_context.control().setHistoryRange(span().length);
    say(tr("Reading the history…"), "muted");
    m_waiting.start();
}

/// The next snapshots reach back as far as was asked for.
void ReportDialog::awaitHistory() {
    const auto newest = m_context.newest();
    if (++m_looks < kMostLooks && (!newest || newest->generation < m_wanted))
        return;
    m_waiting.stop();
    begin();
}

void ReportDialog::begin() {
    say(tr("Writing…"), "muted");
    const auto progress = widgets::onGuiThread(
        this, [this](const core::report::ReportStep& step) { showStep(step); });
    const auto written = widgets::onGuiThread(
        this, [this](const core::Result<std::vector<std::string>>& files) { finish(files); });
    if (!m_run.empty())
        return m_context.reportDesk()->run(m_run, wish(), m_stop.get_token(), progress, written);
    const auto newest = m_context.newest();
    if (!newest)
        return finish(core::failure(core::ErrorCode::NotFound,
                                    "nothing was seen of this cluster yet; try again"));
    const Span range = span();
    const auto to = range.to.value_or(newest->sampledAt);
    m_context.reportDesk()->operations(newest, range.from.value_or(to - range.length), to, wish(),
                                       m_stop.get_token(), progress, written);
}

void ReportDialog::showStep(const core::report::ReportStep& step) {
    if (m_writing)
        say(tr("%1 of %2 files: %3")
                .arg(step.done)
                .arg(step.all)
                .arg(QFileInfo(QString::fromStdString(step.file)).fileName()),
            "muted");
}

void ReportDialog::finish(const core::Result<std::vector<std::string>>& files) {
    m_writing = false;
    if (files)
        m_files = *files;
    if (files)
        say(tr("Written into %1: %n file(s)", nullptr, int(m_files.size()))
                .arg(m_folder->text().trimmed()),
            "ok");
    else
        say(widgets::localized(files.error().message), "bad");
    enable();
}

/// What a person reads comes before what a program reads.
void ReportDialog::open(bool folder) {
    if (m_files.empty())
        return;
    const QString file = QString::fromStdString(m_files.front());
    const QString what = folder ? QFileInfo(file).absolutePath() : file;
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(what)))
        say(tr("Nothing here opens %1; open it by hand.").arg(what), "warn");
}

void ReportDialog::reject() {
    if (!m_writing)
        return QDialog::reject();
    m_stop.request_stop();
    if (m_waiting.isActive()) {
        m_waiting.stop();
        return finish(core::failure(core::ErrorCode::Cancelled,
                                    "the report was called off; nothing was written"));
    }
    say(tr("Stopping after this file…"), "muted");
}

} // namespace vigia::ui::pages
