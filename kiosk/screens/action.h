// SPDX-License-Identifier: MIT
// What a finger or the keypad can do on a page.
#pragma once

namespace talon::screens {

enum class Act {
  group,      ///< index into the menu's groups
  service,    ///< index into the menu's services
  take,       ///< a ticket of procedure `index` of the chosen service
  details,    ///< brief information of procedure `index`
  next_page,  ///< of choices or of a long list
  former_page,
  back,
  home,
  settings,  ///< languages and how the screen looks and sounds
  language,  ///< index into languages()
  large,     ///< large text on and off
  contrast,  ///< high contrast on and off
  low,       ///< everything to press in the lower third
  speech,    ///< every shown word spoken, on and off
  search,    ///< a service by the words people use
  letter,    ///< of the keyboard, index into keyboard()
  erase,
  info,  ///< hours, limits, rooms
  hours,
  limits,
  rooms,
  room,            ///< the plan with the way to it; index into rooms_of()
  entry,           ///< a number on a slip
  enter,           ///< the typed number is complete
  check_in,        ///< "Я по записи": the code is typed next
  take_booked,     ///< a ticket for the appointment whose code was typed
  own_number,      ///< the ticket that this appointment has already
  instead,         ///< the time has passed: a ticket of the common queue for the same service
  memo,            ///< the document list on paper, without a ticket
  book,            ///< a time for the chosen procedure: days, times, confirmation
  day,             ///< index into days_of()
  slot,            ///< index into the free times of the chosen day
  reserve,         ///< the chosen time is taken for the visitor
  nearest,         ///< the chosen time was taken by another: the next free one instead
  print_booking,   ///< the paper of the appointment once more
  cancel_booking,  ///< asks whether it is meant
  cancel_surely,
  came_back,    ///< "Я пропустил вызов"
  rate,         ///< 1 bad, 2 middling, 3 good
  help,         ///< "Позвать сотрудника"
  print_again,  ///< the same number once more
  print_own,    ///< the ticket whose number was typed waits without paper: print it here
  no_slip,      ///< "Талон не вышел": the printer said printed, the visitor holds nothing
  print_offer,  ///< a number left over from a lost reply or a power cut: print it
  drop_offer,
  stay  ///< the time-out's warning: go on
};

struct Action {
  Act act = Act::home;
  int index = 0;
  bool operator==(const Action&) const = default;
};

}  // namespace talon::screens
