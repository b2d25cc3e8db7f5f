#pragma once

#include "ui/pages/common/list_page.h"

namespace vigia::ui::pages {

/// The brokers with what they lead, what is out of sync, and the memory, CPU and disk of the local
/// ones.
class BrokersPage : public ListPage {
    Q_OBJECT

public:
    BrokersPage(widgets::ConsoleContext& context, QWidget* parent);

protected:
    [[nodiscard]] core::view::RowSourcePtr
    source(const core::ops::ConsoleSnapshotPtr& snapshot) const override;
    DetailPane* makePane(QWidget* parent) override;
    [[nodiscard]] core::view::OwnedKey keyOf(const QString& item) const override;
    [[nodiscard]] QString itemOf(const core::view::OwnedKey& key) const override;
};

} // namespace vigia::ui::pages
