#pragma once

#include "core/ops/platform_control.h"
#include "ui/pages/common/detail_pane.h"

namespace vigia::ui::pages {

/// One topic: its partitions, the groups that read it, its configuration (asked for once a topic
/// and on "Ask again").
class TopicPane : public DetailPane {
    Q_OBJECT

public:
    TopicPane(widgets::ConsoleContext& context, QWidget* parent);

    /// `3`, or with the offset of a link behind `kInside`.
    void openInner(const QString& inner) override;
    [[nodiscard]] core::ops::Link link() const override;

protected:
    void fill(const core::ops::ConsoleSnapshotPtr& snapshot) override;
    void itemChanged() override;

private:
    void askConfiguration();
    void showConfiguration(const core::Result<core::JsonValue>& entries);
    void openGroup();
    [[nodiscard]] QString placeOf(const core::ops::TopicRow& topic) const;

    bridge::DataTable* m_partitions = nullptr;
    bridge::DataTable* m_groups = nullptr;
    bridge::DataTable* m_configuration = nullptr;
    std::optional<std::int64_t> m_offset; ///< of a link
    QString m_offsetPartition;            ///< where that offset means something
    QString m_asked;                      ///< topic whose configuration is shown or asked for
    std::uint64_t m_question = 0;         ///< an older answer is dropped
};

} // namespace vigia::ui::pages
