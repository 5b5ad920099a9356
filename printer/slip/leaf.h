// SPDX-License-Identifier: MIT
// Paper without a number: neither has a stamp or a place in the queue. Internal to this folder.
#pragma once

#include "printer/slip/blocks.h"

namespace talon::slip {

/// The document list without a ticket: nothing on it looks like a number or a place in a queue.
void memo(Sheet& sheet, const SlipContent& slip, const text::Catalogue& say);
/// The paper of an appointment: when, where, the code that opens it, what to bring. It is no ticket.
void appointment(Sheet& sheet, const SlipContent& slip, const text::Catalogue& say);

}  // namespace talon::slip
