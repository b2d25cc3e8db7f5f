#include "tests/bench/ui/busy_source.h"
#include "ui/desktop_parts.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/rail.h"

#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace vigia;
using ui::widgets::MainWindow;

namespace {

/// One thing a user does.
struct Step {
    QString name;
    std::function<void()> run;
};

QTableView* tableOf(MainWindow& window) {
    auto* page = window.stack().current();
    return page == nullptr ? nullptr : page->findChild<QTableView*>();
}

void sortBy(MainWindow& window, int column) {
    if (auto* table = tableOf(window); table != nullptr && column < table->model()->columnCount())
        table->sortByColumn(column, column % 2 == 0 ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void type(QWidget* field, const QString& text) {
    if (auto* line = qobject_cast<QLineEdit*>(field))
        line->setText(text);
}

void scrollTo(MainWindow& window, double share) {
    if (auto* table = tableOf(window)) {
        auto* bar = table->verticalScrollBar();
        bar->setValue(int(share * bar->maximum()));
    }
}

void selectRow(MainWindow& window, double share) {
    if (auto* table = tableOf(window); table != nullptr && table->model()->rowCount() > 0)
        table->selectRow(int(share * (table->model()->rowCount() - 1)));
}

void nextTab(MainWindow& window) {
    auto* page = window.stack().current();
    auto* tabs = page == nullptr ? nullptr : page->findChild<QTabWidget*>();
    if (tabs != nullptr && tabs->count() > 0)
        tabs->setCurrentIndex((tabs->currentIndex() + 1) % tabs->count());
}

/// What happens on each page.
std::vector<Step> pageSteps(MainWindow& window, ui::widgets::ConsoleContext& context,
                            const QString& page) {
    const auto filter = [&window](const QString& text) {
        if (auto* current = window.stack().current())
            type(current->filterField(), text);
    };
    return {
        {QStringLiteral("open"), [&window, page] { window.openPage(page); }},
        {QStringLiteral("sort"), [&window] { sortBy(window, 1); }},
        {QStringLiteral("sort back"), [&window] { sortBy(window, 2); }},
        {QStringLiteral("select"), [&window] { selectRow(window, 0.3); }},
        {QStringLiteral("next tab"), [&window] { nextTab(window); }},
        {QStringLiteral("scroll"), [&window] { scrollTo(window, 0.7); }},
        {QStringLiteral("select far"), [&window] { selectRow(window, 0.9); }},
        {QStringLiteral("filter s"), [filter] { filter(QStringLiteral("s")); }},
        {QStringLiteral("filter st"), [filter] { filter(QStringLiteral("st")); }},
        {QStringLiteral("filter off"), [filter] { filter({}); }},
        {QStringLiteral("next tab"), [&window] { nextTab(window); }},
        {QStringLiteral("time range"),
         [&context] { context.setTimeLength(std::chrono::minutes(5)); }},
        {QStringLiteral("time range back"),
         [&context] { context.setTimeLength(std::chrono::minutes(15)); }},
    };
}

/// What happens everywhere.
std::vector<Step> windowSteps(MainWindow& window, ui::theme::Theme& theme) {
    return {
        {QStringLiteral("pause"), [&window] { window.setPaused(true); }},
        {QStringLiteral("go on"), [&window] { window.setPaused(false); }},
        {QStringLiteral("palette"), [&window] { window.openPalette(); }},
        {QStringLiteral("palette text"),
         [&window] { type(window.palette().findChild<QLineEdit*>(), QStringLiteral("ord")); }},
        {QStringLiteral("palette off"), [&window] { window.closeOverlays(); }},
        {QStringLiteral("keys"), [&window] { window.openKeys(); }},
        {QStringLiteral("keys off"), [&window] { window.closeOverlays(); }},
        {QStringLiteral("resize"), [&window] { window.resize(1600, 900); }},
        {QStringLiteral("resize back"), [&window] { window.resize(1280, 800); }},
        {QStringLiteral("light"), [&theme] { theme.setMode(ui::theme::Mode::Light); }},
        {QStringLiteral("dark"), [&theme] { theme.setMode(ui::theme::Mode::Dark); }},
    };
}

/// Runs the steps one after the other and keeps the longest turn of each.
class Script : public QObject {
public:
    Script(MainWindow& window, ui::widgets::ConsoleContext& context, std::size_t count)
        : m_window(window), m_context(context), m_count(count) {
        QObject::connect(&m_timer, &QTimer::timeout, this, [this] { next(); });
    }

    void start() { m_timer.start(120); }

    void print() {
        const auto turns = m_context.watchdog().turns();
        std::printf("%zu interactions, %llu turns of the event loop: p50 %.2f ms, p99 %.2f ms "
                    "(limit 16), worst %.1f ms (limit 50), %llu over 50\n",
                    m_done, static_cast<unsigned long long>(turns.count), turns.p50Millis,
                    turns.p99Millis.wall, turns.maxMillis.wall,
                    static_cast<unsigned long long>(turns.over50));
        std::printf("processor time alone: p99 %.2f ms, worst %.1f ms\n", turns.p99Millis.cpu,
                    turns.maxMillis.cpu);
        std::printf("the most computing:      ms of processor, ms by the clock\n");
        std::sort(m_longest.begin(), m_longest.end(),
                  [](const Longest& a, const Longest& b) { return a.time.cpu > b.time.cpu; });
        for (std::size_t i = 0; i < std::min<std::size_t>(16, m_longest.size()); ++i)
            std::printf("  %6.1f  %6.1f  %s\n", m_longest[i].time.cpu, m_longest[i].time.wall,
                        qPrintable(m_longest[i].step));
    }

private:
    /// The longest turn while a step was the last one done.
    struct Longest {
        ui::widgets::TurnTime time;
        QString step;
    };

    void prepare() {
        for (const QString& page : m_window.rail().visiblePages()) {
            for (Step& step : pageSteps(m_window, m_context, page))
                m_steps.push_back({page + QStringLiteral(": ") + step.name, std::move(step.run)});
            for (Step& step : windowSteps(m_window, m_context.theme()))
                m_steps.push_back({page + QStringLiteral(": ") + step.name, std::move(step.run)});
        }
    }

    void note() { m_longest.push_back({m_context.watchdog().takeLongest(), m_last}); }

    void next() {
        note();
        if (m_steps.empty() && m_context.newest())
            prepare();
        if (m_done >= m_count)
            return QCoreApplication::quit();
        if (m_steps.empty())
            return; // not connected yet
        const Step& step = m_steps[m_done++ % m_steps.size()];
        m_last = step.name;
        step.run();
    }

    MainWindow& m_window;
    ui::widgets::ConsoleContext& m_context;
    std::size_t m_count;
    QTimer m_timer;
    std::vector<Step> m_steps;
    std::size_t m_done = 0;
    QString m_last = QStringLiteral("start");
    std::vector<Longest> m_longest;
};

} // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const auto count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 200UL;
    QTemporaryDir folder;
    ui::LayoutSettings settings((folder.path() + QStringLiteral("/desktop.ini")).toStdString());
    ui::theme::Theme theme;
    theme.install(application);
    bench::BusyControl control(10'000);
    ui::widgets::ConsoleContext context(theme, control, settings);
    core::Published<core::ops::ConsoleSnapshot> snapshots;
    core::Published<core::ops::StartProgress> start;
    MainWindow window(context, ui::pages::allPages(),
                      {snapshots, start, [] {
                           return std::chrono::time_point_cast<core::UtcTime::duration>(
                               std::chrono::system_clock::now());
                       }});
    window.show();
    const bench::BusySource source(snapshots, 60);
    Script script(window, context, count);
    script.start();
    QApplication::exec();
    script.print();
    return 0;
}
