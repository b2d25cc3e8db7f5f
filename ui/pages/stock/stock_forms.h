#pragma once

#include "core/view/stock_rows.h"
#include "ui/pages/common/action_dialog.h"
#include "ui/pages/stock/rest_form.h"

namespace vigia::ui::pages {

/// The requests of the stock API as forms (stock.md 2.2).
FormSpec createForm();
FormSpec quantityForm(const core::view::StockRow& stock);
FormSpec priceForm(const core::view::StockRow& stock);
FormSpec statusForm(const core::view::StockRow& stock);
FormSpec replenishForm(const core::view::StockRow& stock);
FormSpec reserveForm(const core::view::StockRow& stock);
FormSpec releaseForm(const core::view::StockRow& stock,
                     const core::view::ReservationRow& reservation);
FormSpec confirmForm(const core::view::StockRow& stock,
                     const core::view::ReservationRow& reservation);
FormSpec deleteForm(const core::view::StockRow& stock);
/// The same as one of several, without a form of its own.
ActionTarget deleteTarget(core::ops::PlatformControl& control, const core::view::StockRow& stock);

} // namespace vigia::ui::pages
