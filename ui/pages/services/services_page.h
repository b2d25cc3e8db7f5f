#pragma once

#include "ui/pages/common/list_page.h"

namespace vigia::ui::pages {

/// Every instance of the platform's services with rate, errors, p95 and memory.
class ServicesPage : public ListPage {
    Q_OBJECT

public:
    ServicesPage(widgets::ConsoleContext& context, QWidget* parent);

protected:
    [[nodiscard]] core::view::RowSourcePtr
    source(const core::ops::ConsoleSnapshotPtr& snapshot) const override;
    DetailPane* makePane(QWidget* parent) override;
};

} // namespace vigia::ui::pages
