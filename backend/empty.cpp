#include "core/ops/platform_control.h"
#include "backend/http/message.h"
