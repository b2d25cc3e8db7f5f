#pragma once

#include "backend/config/config.h"
#include "backend/http/client_tls.h"

namespace vigia::backend::config {

/// How the platform's parts speak https with each other. The one certificate of all its listeners
/// is trusted as it is, under whatever address they are reached; whatever else they show must come
/// from an authority of the system and name the host. Where clients have to show a certificate it
/// is that one, too.
http::ClientTls ownServicesTls(const HttpConfig& http);

} // namespace vigia::backend::config
