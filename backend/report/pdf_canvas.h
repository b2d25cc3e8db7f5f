#pragma once

#include "core/base/result.h"

#include <cairo.h>
#include <pango/pangocairo.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace vigia::backend::report {

struct CairoDeleter {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
template <class T> using CairoOwned = std::unique_ptr<T, CairoDeleter>;

/// How a piece of text looks; sizes and widths in points.
struct TextLook {
    double size = 9;
    bool bold = false;
    std::string_view colour = "text"; ///< of the token table, light
    bool right = false;
    double width = 0; ///< lines break there; 0: one line
};

/// A4 pages under a cursor that goes down. One thread; owns Cairo's surface, which is finished by
/// `finish`.
class PdfCanvas {
public:
    static constexpr double kWidth = 595.276, kHeight = 841.89, kMargin = 45;
    static constexpr double kInner = kWidth - 2 * kMargin;

    /// `footer` draws on each page before it ends; the argument is its number from 1.
    explicit PdfCanvas(std::function<void(int)> footer);

    [[nodiscard]] double y() const { return m_y; }
    [[nodiscard]] int page() const { return m_page; }
    void down(double points) { m_y += points; }
    /// Begins a new page unless `height` fits below the cursor.
    bool need(double height);

    [[nodiscard]] double heightOf(const std::string& text, const TextLook& look) const;
    [[nodiscard]] double widthOf(const std::string& text, const TextLook& look) const;
    /// Draws at a place; the cursor stays.
    void text(double x, double y, const std::string& text, const TextLook& look);
    void box(double x, double y, double width, double height, std::string_view colour,
             double radius = 0);
    void rule(double x, double y, double width);
    /// An SVG document, scaled to `width`; the cursor stays.
    core::Result<void> svg(const std::string& document, double y, double width, double height);

    /// A name that links lead to, with its line in the outline.
    void destination(const std::string& name, const std::string& title);
    void link(const std::string& name, const std::function<void()>& draw);
    void title(const std::string& title, const std::string& program);

    /// Ends the last page. Rejected says what Cairo refused.
    core::Result<std::string> finish();

private:
    [[nodiscard]] CairoOwned<PangoLayout> layout(const std::string& text,
                                                 const TextLook& look) const;
    void colour(std::string_view name);

    std::string m_bytes;
    std::function<void(int)> m_footer;
    CairoOwned<cairo_surface_t> m_surface;
    CairoOwned<cairo_t> m_context;
    double m_y = kMargin;
    int m_page = 1;
};

} // namespace vigia::backend::report
