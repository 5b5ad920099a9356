// SPDX-License-Identifier: MIT
// Every page of an appointment: its code, its check-in, a time for later.
#include "tests/kiosk/picture_parts.h"

namespace talon::screens::pictures {
namespace {

AppointmentPicture appointment(const MenuPicture& menu) {
  AppointmentPicture result;
  result.appointment = AppointmentId{"7a1c2d3e-4f50-4617-8a90-b1c2d3e4f506"};
  result.service = menu.services.front().service;
  result.procedure = menu.services.front().procedures[1].procedure;
  result.title = "Ежемесячное пособие на ребёнка, подать документы";
  result.slot_at = moment("2026-03-02T09:30:00.000+05:00");
  result.rooms = {room("5", "1 этаж, направо")};
  return result;
}

/// Free times of `days` days, `each` a day; the first tomorrow at nine.
SlotsPicture free_times(const MenuPicture& menu, int days, int each) {
  SlotsPicture slots;
  slots.time = menu.time;
  slots.service = menu.services.front().service;
  slots.procedure = menu.services.front().procedures[1].procedure;
  slots.title = "Ежемесячное пособие на ребёнка, подать документы";
  slots.rooms = {room("5", "1 этаж, направо")};
  const Timestamp first = moment("2026-03-03T09:00:00.000+05:00");
  for (int day = 0; day < days; ++day) {
    for (int i = 0; i < each; ++i) {
      slots.slots.push_back({first.plus(std::chrono::hours{24 * day} + std::chrono::minutes{30 * i}), 1});
    }
  }
  return slots;
}

}  // namespace

void booked(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  page.page = Page::code_entry;
  all.push_back({"code_entry", page});
  page.typed = "48151623";
  all.push_back({"code_entry_typing", page});
  page.typed = "4815162342";
  all.push_back({"code_entry_typed", page});
  page.codes_closed_until = Millis{60'000};
  all.push_back({"code_entry_closed", page});
  page.codes_closed_until = Millis{-1};
  page.page = Page::booking;
  page.claim = Claim{.code = page.typed};
  all.push_back({"booking_asking", page});
  page.claim->asking = false;
  all.push_back({"booking_no_answer", page});
  for (const auto& [code, name] : {std::pair{RefusalCode::unknown_appointment, "booking_unknown"},
                                   {RefusalCode::too_many_attempts, "booking_too_many"}}) {
    page.claim->refusal = Refusal{code, ""};
    all.push_back({name, page});
  }
  page.claim->refusal.reset();
  page.claim->appointment = appointment(*start.menu);
  all.push_back({"booking_today", page});
  page.claim->appointment->slot_at = moment("2026-03-02T15:00:00.000+05:00");
  all.push_back({"booking_early", page});
  page.claim->appointment->slot_at = moment("2026-03-03T10:00:00.000+05:00");
  all.push_back({"booking_other_day", page});
  page.claim->appointment->slot_at = moment("2026-03-02T08:45:00.000+05:00");
  page.claim->appointment->late = true;
  all.push_back({"booking_late", page});
  page.claim->appointment->late = false;
  for (const auto& [state, name] : {std::pair{AppointmentState::arrived, "booking_arrived"},
                                    {AppointmentState::missed, "booking_missed"},
                                    {AppointmentState::cancelled, "booking_cancelled"}}) {
    page.claim->appointment->state = state;
    page.claim->appointment->number = state == AppointmentState::arrived ? "В012" : "";
    all.push_back({name, page});
  }
  page = start;
  page.page = Page::ticket;
  page.given = given(SlipOutcome::printed);
  page.given->ticket.slip.booked_at = moment("2026-03-02T09:30:00.000+05:00");
  all.push_back({"ticket_booked", page});
}

void planned(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  page.service = start.menu->services.front().service;
  page.procedure = start.menu->services.front().procedures[1].procedure;
  page.page = Page::days;
  page.plan = Plan{.service = page.service, .procedure = page.procedure};
  all.push_back({"days_asking", page});
  page.plan->asking = false;
  all.push_back({"days_no_answer", page});
  page.plan->slots = free_times(*start.menu, 0, 0);
  all.push_back({"days_none", page});
  page.plan->slots = free_times(*start.menu, 14, 14);
  all.push_back({"days", page});
  page.plan->day = date_of(page.plan->slots->slots.front().slot_at);
  page.page = Page::times;
  all.push_back({"times", page});
  page.plan->slot_at = page.plan->slots->slots[3].slot_at;
  page.page = Page::confirm;
  all.push_back({"confirm", page});
  page.page = Page::reserving;
  page.plan->request = RequestId{"r"};
  all.push_back({"reserving", page});
  page.plan->request = {};
  for (const auto& [code, name] : {std::pair{RefusalCode::slot_taken, "reserving_taken"},
                                   {RefusalCode::no_booking, "reserving_refused"},
                                   {RefusalCode::storage_unavailable, "reserving_lost"}}) {
    page.plan->refusal = Refusal{code, ""};
    all.push_back({name, page});
  }
  page.plan->refusal.reset();
  page.page = Page::reserved;
  page.plan->booked = appointment(*start.menu);
  page.plan->booked->slot_at = *page.plan->slot_at;
  page.plan->booked->code = "4815162342";
  page.leaf = Leaf{.job = "leaf/1"};
  for (const auto& [outcome, name] : {std::pair{SlipOutcome::pending, "reserved_printing"},
                                      {SlipOutcome::printed, "reserved_printed"},
                                      {SlipOutcome::failed, "reserved_failed_can_repeat"}}) {
    page.leaf->outcome = outcome;
    page.leaf->reason = outcome == SlipOutcome::failed ? "media-empty" : "";
    all.push_back({name, page});
  }
  page.printer = {Health::failed, "media-empty"};
  all.push_back({"reserved_failed", page});
  page.printer = {};
  page.page = Page::cancel;
  page.claim = Claim{.code = "4815162342", .asking = false, .appointment = appointment(*start.menu)};
  all.push_back({"cancel", page});
  page.page = Page::booking;
  page.claim->not_cancelled = true;
  all.push_back({"booking_not_cancelled", page});
}

}  // namespace talon::screens::pictures
