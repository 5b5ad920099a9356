// SPDX-License-Identifier: MIT
#include "display/bus/readback.h"

#include "firmware/app/picture.h"
#include "firmware/app/version.h"

namespace talon::bus {
namespace {

bool is_dark(const link::Show& show) {
  return show.number == link::Text8{};
}

/// The text registers against what was told.
bool words_are_right(const Readback& about, std::span<const std::uint16_t> values) {
  const auto what = static_cast<link::Shown>(values[0]);
  if (is_dark(about.told)) return what == link::Shown::dark;
  if (what != link::Shown::call || link::unpack(values.subspan<1, 4>()) != about.told.number) return false;
  return about.role != LedRole::hall_line || link::unpack(values.subspan<5, 4>()) == about.told.room;
}

firmware::Picture picture_of(const Readback& about) {
  if (is_dark(about.told)) return {};
  return about.role == LedRole::hall_line
             ? firmware::line_picture(about.told.number, about.told.room, about.columns)
             : firmware::number_picture(about.told.number, about.columns);
}

Seen against_ours(const Readback& about, std::uint16_t sum) {
  firmware::Picture picture = picture_of(about);
  if (sum == firmware::checksum(picture)) return Seen::right;
  picture.set(about.columns - 1U, firmware::panel_rows - 1);
  return sum == firmware::checksum(picture) ? Seen::strapped : Seen::wrong;
}

/// A closed strap draws its dot into dots nobody here can draw: nothing is learnt from them.
Seen against_learnt(const Readback& about, std::uint16_t sum, std::optional<Learnt>& learnt) {
  if (about.service) {
    learnt.reset();
    return Seen::strapped;
  }
  const Learnt now{about.told.number, about.told.room, sum};
  if (!learnt || learnt->number != now.number || learnt->room != now.room) learnt = now;
  return *learnt == now ? Seen::right : Seen::wrong;
}

}  // namespace

Seen look(const Readback& about, std::span<const std::uint16_t> values, std::optional<Learnt>& learnt) {
  if (!words_are_right(about, values)) return Seen::wrong;
  const std::uint16_t sum = values[11];
  if (about.version == firmware::firmware_version) return against_ours(about, sum);
  return against_learnt(about, sum, learnt);
}

}  // namespace talon::bus
