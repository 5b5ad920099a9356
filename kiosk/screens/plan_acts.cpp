// SPDX-License-Identifier: MIT
// A time is chosen and booked. Nobody is asked who he is: the code is the key, so an appointment whose code
// nobody sees is given back.
#include <algorithm>

#include "kiosk/screens/turn.h"
#include "kiosk/screens/words.h"

namespace talon::screens {

namespace {

void ask_slots(Turn& turn) {
  Plan& plan = *turn.screen.plan;
  plan.asking = true;
  plan.since = turn.now;
  plan.slots.reset();
  turn.requests.push_back(AskSlots{plan.service, plan.procedure});
}

void print_or_show(Turn& turn) {
  const SlipContent slip = appointment_slip(turn.screen, *turn.screen.plan->booked, turn.now);
  if (can_print(turn.screen)) return print_leaf(turn, slip);
  turn.screen.leaf = Leaf{.slip = slip, .outcome = SlipOutcome::failed, .reason = turn.screen.printer.reason};
}

}  // namespace

void start_plan(Turn& turn) {
  Screen& screen = turn.screen;
  const OfferPicture* offer = chosen_offer(screen);
  const bool known = screen.plan.has_value() && screen.page != Page::details;
  if (!known && (offer == nullptr || !offer->booking)) return;
  if (!known) screen.plan = Plan{.service = screen.service, .procedure = screen.procedure};
  screen.plan->refusal.reset();
  ask_slots(turn);
  turn.go(Page::days);
}

void choose_day(Turn& turn, std::size_t index) {
  if (!turn.screen.plan) return;
  const std::vector<Date> days = days_of(*turn.screen.plan);
  if (index >= days.size()) return;
  turn.screen.plan->day = days[index];
  turn.go(Page::times);
}

void choose_time(Turn& turn, std::size_t index) {
  if (!turn.screen.plan) return;
  const std::vector<Timestamp> times = times_of(*turn.screen.plan, turn.screen.plan->day);
  if (index >= times.size()) return;
  turn.screen.plan->slot_at = times[index];
  turn.go(Page::confirm);
}

void choose_nearest(Turn& turn) {
  Screen& screen = turn.screen;
  const auto free = screen.plan ? nearest_free(*screen.plan) : std::nullopt;
  if (!free) return;
  screen.plan->slot_at = *free;
  screen.plan->day = date_of(*free);
  screen.plan->refusal.reset();
  turn.go(Page::confirm);
}

void reserve(Turn& turn) {
  Screen& screen = turn.screen;
  if (!screen.plan || !screen.plan->slot_at || !screen.plan->request.empty() || !paper_allowed(turn)) return;
  Plan& plan = *screen.plan;
  plan.request = turn.fresh;
  plan.since = turn.now;
  turn.requests.push_back(BookTime{plan.request, plan.service, plan.procedure, *plan.slot_at});
  turn.go(Page::reserving);
}

void print_reserved(Turn& turn) {
  Screen& screen = turn.screen;
  if (!screen.plan || !screen.plan->booked || !screen.leaf || !can_print(screen)) return;
  if (screen.leaf->outcome == SlipOutcome::pending) return;
  SlipContent slip = screen.leaf->slip;
  slip.repeat = !screen.leaf->job.empty();
  print_leaf(turn, std::move(slip));
}

void hear_slots(Turn& turn, const SlotsSeen& seen) {
  std::optional<Plan>& plan = turn.screen.plan;
  if (!plan || !plan->asking || plan->service != seen.service || plan->procedure != seen.procedure) return;
  plan->asking = false;
  plan->slots = seen.slots;
  turn.screen.touched = turn.now;
}

void hear_booked(Turn& turn, const BookAnswer& answer) {
  Screen& screen = turn.screen;
  const bool awaited =
      screen.plan && screen.page == Page::reserving && screen.plan->request == answer.request;
  if (!awaited) {
    if (answer.booked) turn.requests.push_back(DropBooking{answer.request, answer.booked->appointment});
    return;
  }
  screen.plan->request = {};
  screen.touched = turn.now;
  turn.block_all();
  if (!answer.booked) {
    screen.plan->refusal = answer.refusal;
    // Nothing was given out: the next free time may be taken at once.
    if (!screen.taken.empty()) screen.taken.pop_back();
    return ask_slots(turn);
  }
  screen.plan->booked = answer.booked;
  turn.requests.push_back(KeepBooking{answer.request});
  turn.go(Page::reserved);
  print_or_show(turn);
}

}  // namespace talon::screens
