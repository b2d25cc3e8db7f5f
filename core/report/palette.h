#pragma once

#include <array>
#include <string_view>

namespace vigia::core::report {

/// A colour of the design's token table, as the desktop has it.
struct Tint {
    std::string_view name, light, dark;
};

inline constexpr std::array<Tint, 22> kPalette{{
    {"window", "#F3F5F8", "#0E1217"},      {"panel", "#FFFFFF", "#141A21"},
    {"raised", "#F8FAFC", "#1A222C"},      {"line", "#DCE3EA", "#26303C"},
    {"text", "#16202B", "#E4EAF1"},        {"muted", "#566576", "#97A5B5"},
    {"faint", "#5F6E80", "#8E9CAD"},       {"accent", "#1668C6", "#4C9DF8"},
    {"ok", "#0F7A55", "#3DBA8C"},          {"ok-soft", "#DDF3EA", "#12332A"},
    {"warn", "#9A5F00", "#E2A33F"},        {"warn-soft", "#FBEED6", "#3A2B12"},
    {"bad", "#C42F31", "#F0605F"},         {"bad-soft", "#FBE3E3", "#421C1F"},
    {"s1", "#1668C6", "#4C9DF8"},          {"s2", "#0F8A60", "#3DBA8C"},
    {"s3", "#B87400", "#E2A33F"},          {"s4", "#8E44AD", "#C77BDB"},
    {"s5", "#0E8394", "#45BFD0"},          {"s6", "#C7502D", "#F0805F"},
    {"accent-soft", "#E3EEFB", "#17304D"}, {"unknown", "#66758A", "#8290A0"},
}};

/// The light value of a colour of the table.
constexpr std::string_view lightTint(std::string_view name) {
    for (const auto& tint : kPalette) {
        if (tint.name == name)
            return tint.light;
    }
    return "#000000";
}

} // namespace vigia::core::report
