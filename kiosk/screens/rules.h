// SPDX-License-Identifier: MIT
// The terminal's rules of time and of what is too much; all on the device's own steady clock.
#pragma once

#include <cstddef>

#include "server/model/time.h"

namespace talon::screens {

inline constexpr Millis shortest_press{80};
inline constexpr Millis page_change_block{400};
inline constexpr Millis key_bounce{100};  ///< the same key sooner is a trembling hand, later a second letter
inline constexpr Millis idle_limit{60'000};
inline constexpr Millis warning_span{30'000};
inline constexpr Millis ticket_span{20'000};  ///< a printed ticket stays on the glass
inline constexpr Millis offer_span{60'000};
inline constexpr Millis own_number_after{5'000};  ///< no answer: a number under the kiosk's own letter
inline constexpr Millis answer_limit{8'000};      ///< none of that either: the visitor is sent to the staff
inline constexpr Millis slip_limit{30'000};  ///< no word of the slip: unknown; a hot head is waited for 20 s
inline constexpr Millis slow_print{4'000};   ///< a print that takes longer is excused
inline constexpr Millis link_grace{5'000};   ///< a shorter cut is not seen
inline constexpr std::size_t code_digits = 10;
inline constexpr int most_wrong_codes = 5;  ///< then the keys are away for a while
inline constexpr Millis codes_closed{60'000};
inline constexpr Millis between_tickets{3'000};
inline constexpr std::size_t most_in_a_row = 8;  ///< tickets within flood_span; then the staff is named
inline constexpr Millis flood_span{60'000};
inline constexpr Millis movement_span{220};
// Of the speech, below the loudest it can be: a visitor's own, the next one begins with the usual again.
inline constexpr int loudness_step_db = 3;
inline constexpr int usual_loudness_db = -6;
inline constexpr int least_loudness_db = -15;

}  // namespace talon::screens
