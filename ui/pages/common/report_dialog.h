#pragma once

#include "core/report/report_desk.h"
#include "ui/widgets/console_context.h"

#include <QDialog>
#include <QTimer>

#include <stop_token>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace vigia::ui::pages {

/// "Report…": writes an operations report of a time range, or the report of one load test, into a
/// folder. It works in the background while the window goes on; Cancel ends it before the next
/// file. Deletes itself. GUI thread only.
class ReportDialog : public QDialog {
    Q_OBJECT

public:
    /// `run`: a load test's id; empty: what the window watches.
    ReportDialog(widgets::ConsoleContext& context, std::string run, const QString& name,
                 QWidget* parent);
    ~ReportDialog() override;

    /// What does the same in a terminal.
    [[nodiscard]] QString command() const;
    /// What stands below the fields: how far it is, what was written, what went wrong.
    [[nodiscard]] QString said() const;
    /// While it writes: calls it off and stays for the answer.
    void reject() override;

private:
    struct Span {
        std::chrono::seconds length{};
        std::optional<core::UtcTime> from, to; ///< of a zoomed window
    };

    void addRange(QVBoxLayout& column);
    void addFormats(QVBoxLayout& column);
    void addFolder(QVBoxLayout& column);
    void addButtons(QVBoxLayout& column);
    void browse();
    void write();
    void awaitHistory();
    void begin();
    void showStep(const core::report::ReportStep& step);
    void finish(const core::Result<std::vector<std::string>>& files);
    void say(const QString& sentence, const char* tone);
    void enable();
    void open(bool folder);
    [[nodiscard]] Span span() const;
    [[nodiscard]] core::report::ReportWish wish() const;

    widgets::ConsoleContext& m_context;
    const std::string m_run;
    QComboBox* m_range = nullptr;
    std::vector<QToolButton*> m_formats; ///< in the order of `kAllFormats`
    QLineEdit* m_folder = nullptr;
    QLabel* m_said = nullptr;
    QPushButton* m_write = nullptr;
    QPushButton* m_close = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_openFolder = nullptr;
    std::vector<std::string> m_files; ///< that were written
    QTimer m_waiting;                 ///< for snapshots that reach back as far
    std::uint64_t m_wanted = 0;       ///< the generation that does
    int m_looks = 0;
    bool m_reaching = false; ///< the history was asked to reach further than the window does
    bool m_writing = false;
    std::stop_source m_stop;
};

} // namespace vigia::ui::pages
