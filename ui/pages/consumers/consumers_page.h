#pragma once

#include "ui/pages/common/list_page.h"

namespace vigia::ui::pages {

/// All consumer groups, worst first: verdict, lag, time lag and when they will be through.
class ConsumersPage : public ListPage {
    Q_OBJECT

public:
    ConsumersPage(widgets::ConsoleContext& context, QWidget* parent);

protected:
    [[nodiscard]] core::view::RowSourcePtr
    source(const core::ops::ConsoleSnapshotPtr& snapshot) const override;
    DetailPane* makePane(QWidget* parent) override;
};

} // namespace vigia::ui::pages
