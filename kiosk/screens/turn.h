// SPDX-License-Identifier: MIT
// One step under way, and what a tap does in it. Internal to the screens.
#pragma once

#include <utility>
#include <vector>

#include "kiosk/screens/screen.h"

namespace talon::screens {

/// One step under way.
struct Turn {
  Screen screen;
  std::vector<Request> requests;
  Millis now;
  const RequestId& fresh;

  void go(Page page) {
    screen.page = page;
    screen.page_since = now;
    screen.sheet = 0;
    screen.press.reset();
  }
  /// The session is over: the next visitor finds nothing of the last one.
  void end_session() {
    if (told_of_number()) requests.push_back(NumberRead{screen.given->ticket.id});
    go(Page::start);
    screen.group.clear();
    screen.service = {};
    screen.procedure = {};
    screen.room = {};
    screen.given.reset();
    screen.refusal.reset();
    screen.lost = false;
    screen.flood = false;
    screen.large = screen.contrast = screen.low = false;
    if (std::exchange(screen.speech, false)) requests.push_back(Hush{});
    screen.spoken_of.clear();
    screen.focus.reset();
    screen.loudness_db = usual_loudness_db;
    screen.louder = true;
    screen.language = languages.front().code;
    screen.typed.clear();
    screen.inquiry.reset();
    screen.claim.reset();
    screen.plan.reset();
    screen.leaf.reset();
    screen.wrong_codes = 0;
    screen.touched = now;
    next_offer();
  }
  /// The number stands on the glass and the visitor has no paper.
  [[nodiscard]] bool told_of_number() const {
    return screen.given && screen.given->slip != SlipOutcome::pending && !in_hand(*screen.given);
  }
  void next_offer() {
    if (screen.page == Page::start && !screen.offers.empty()) {
      go(Page::offer);
      screen.touched = now;
    }
  }
  /// A page that came without the visitor's doing takes no press at once: it was meant for the page before.
  void block_all() {
    screen.blocked_until = now + page_change_block;
    screen.blocked = {0, 0, static_cast<double>(screen.glass.width_px),
                      static_cast<double>(screen.glass.height_px)};
    screen.press.reset();
  }
  void go_home() {
    go(Page::start);
    screen.group.clear();
    screen.service = {};
    screen.procedure = {};
    screen.room = {};
    screen.refusal.reset();
    screen.lost = screen.flood = false;
    screen.typed.clear();
    screen.inquiry.reset();
    screen.claim.reset();
    screen.plan.reset();
    screen.leaf.reset();
    next_offer();
  }
};

/// What a finger or the keypad's OK chose.
void act(Turn& turn, const Action& action);

// What the world's inputs need of it.
void issue_here(Turn& turn);
void print_slip(Turn& turn, bool repeat);
void show_ticket(Turn& turn, const TicketReply& ticket, bool repeat);
void settle(Turn& turn, SlipOutcome outcome, const std::string& reason, bool will_repeat = false);
/// To the server. A print that failed says nothing of an earlier one of the same ticket: then it is unknown.
void report(Turn& turn, const TicketId& ticket, SlipOutcome outcome, const std::string& reason,
            bool will_repeat = false, bool on_glass = false);
/// Some paper of this ticket may be in somebody's hand.
void note_perhaps_out(Screen& screen, const TicketId& ticket);
void drop_offer(Turn& turn);
void take_offer(Turn& turn);
void print_own(Turn& turn);
void hear_paper(Turn& turn, const PaperSeen& seen);
void ask_status(Turn& turn, const std::string& number);
void switch_speech(Turn& turn, bool on);
void choose_service(Turn& turn, const ServicePicture& service);
/// One more paper may be given out; when there were too many in a row the page says so.
[[nodiscard]] bool paper_allowed(Turn& turn);

// keypad.cpp
void press_key(Turn& turn, const KeyPressed& pressed);
/// Says the page when it is another one, else what was typed and what the ring moved to.
void speak(Turn& turn);

// booking_acts.cpp
void enter_code(Turn& turn);
void show_own_number(Turn& turn);
void take_booked(Turn& turn);
void take_instead(Turn& turn);
void print_memo(Turn& turn);
void print_leaf(Turn& turn, SlipContent slip);
void cancel_claimed(Turn& turn);

// plan_acts.cpp
void start_plan(Turn& turn);
void choose_day(Turn& turn, std::size_t index);
void choose_time(Turn& turn, std::size_t index);
void choose_nearest(Turn& turn);
void reserve(Turn& turn);
void print_reserved(Turn& turn);
void hear_slots(Turn& turn, const SlotsSeen& seen);
void hear_booked(Turn& turn, const BookAnswer& answer);

}  // namespace talon::screens
