#pragma once

#include "ui/pages/common/list_page.h"

namespace vigia::ui::pages {

/// All topics with rate, size, replication and the groups that read them.
class TopicsPage : public ListPage {
    Q_OBJECT

public:
    TopicsPage(widgets::ConsoleContext& context, QWidget* parent);

protected:
    [[nodiscard]] core::view::RowSourcePtr
    source(const core::ops::ConsoleSnapshotPtr& snapshot) const override;
    DetailPane* makePane(QWidget* parent) override;
};

} // namespace vigia::ui::pages
