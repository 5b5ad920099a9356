// SPDX-License-Identifier: MIT
// The blocks of a slip, each drawn below what the sheet has already. Internal to this folder.
#pragma once

#include <string>

#include "display/text/text.h"
#include "printer/slip/sheet.h"
#include "printer/slip/slip.h"

namespace talon::slip {

/// "повтор", white on black: two slips of one number are told apart at a glance.
void repeat_mark(Sheet& sheet, const SlipContent& slip, const text::Catalogue& say);
void office(Sheet& sheet, const SlipContent& slip);
/// As large as the width allows, up to `most` mm; below 14 mm only when even that does not fit.
void number(Sheet& sheet, const SlipContent& slip, double most);
void issued(Sheet& sheet, const SlipContent& slip, const text::Catalogue& say);
/// official: the procedure's official name stands under its plain one.
void errand(Sheet& sheet, const SlipContent& slip, bool official);
void waiting(Sheet& sheet, const SlipContent& slip, const text::Catalogue& say);
void way(Sheet& sheet, const SlipContent& slip, const text::Catalogue& say);
/// Prints nothing when the procedure has no list.
void brief(Sheet& sheet, const SlipContent& slip, const text::Catalogue& say);
/// Where the specialist puts the exact time of being seen (S2-5.4.1-j).
void stamp(Sheet& sheet, const text::Catalogue& say);
/// side: of the QR symbol, mm. Prints nothing when there is no address.
void code(Sheet& sheet, const SlipContent& slip, const text::Catalogue& say, double side);
void contact(Sheet& sheet, const SlipContent& slip, const text::Catalogue& say);

/// "кабинет 5 — 1 этаж, направо".
[[nodiscard]] std::string room_line(const RoomPicture& room);
[[nodiscard]] Date local_date(const Timestamp& time);

}  // namespace talon::slip
