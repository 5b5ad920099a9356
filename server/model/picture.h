// SPDX-License-Identifier: MIT
// What is shown: whole pictures drawn from the last committed state, never differences. The JSON of the API
// has exactly these fields (durations ending in _s are whole seconds). No picture for the public carries a
// person's name.
#pragma once

#include "server/model/appointment_picture.h"
#include "server/model/desk_picture.h"
#include "server/model/hall_picture.h"
#include "server/model/live_picture.h"
#include "server/model/menu_picture.h"
#include "server/model/office_picture.h"
#include "server/model/slip_content.h"
