#include "app/demo_switch.h"

#include "app/stack_options.h"
#include "backend/stack/paths.h"
#include "backend/stack/service_user.h"
#include "core/base/file.h"
#include "core/base/json.h"

namespace vigia::app {

DemoSwitch::DemoSwitch(const Context& context) : m_configured(context.config.demoEnabled) {
    const auto paths = backend::stack::stackPaths(stackOptions(context));
    if (paths && context.config.profile == backend::config::Profile::Local)
        m_file = paths->data / "demo.json";
}

bool DemoSwitch::wanted() const {
    if (m_configured)
        return *m_configured;
    if (m_file.empty())
        return false;
    const auto text = core::readFile(m_file, 1024);
    const auto json = text ? core::parseJson(*text) : core::failure(core::ErrorCode::NotFound, "");
    return json ? json->boolAt("on", true)
                : true; // no file, or none that can be read: a first start
}

core::Result<void> DemoSwitch::remember(bool on) const {
    if (m_file.empty())
        return {};
    const auto user = backend::stack::serviceUser();
    if (!user)
        return user.error();
    return backend::stack::ownedFile(m_file, *user, 0600,
                                     on ? "{\"on\":true}\n" : "{\"on\":false}\n");
}

} // namespace vigia::app
