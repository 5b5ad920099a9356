// SPDX-License-Identifier: MIT
// Canvas and text -> bytes for the printer. Command names are those of Epson's ESC/POS reference.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "display/canvas/canvas.h"
#include "printer/escpos/profiles.h"

namespace talon::escpos {

using Bytes = std::vector<std::uint8_t>;

/// Four printable characters that come back when the print before them is on paper.
using ProcessId = std::array<std::uint8_t, 4>;
/// 0 -> "0000", 46655 -> "zzz..." in base 36; wraps after 36^4.
[[nodiscard]] ProcessId process_id(std::uint32_t counter);

/// Line of text mode; `large` is the magnification 1 to 8.
struct Line {
  std::string text;  ///< UTF-8
  bool bold = false;
  int large = 1;
};

/// Rows of one GS v 0: small enough that a printer with 4 kB of buffer takes it, and that an interrupted band
/// is completed by few NULs (see resynchronise()).
inline constexpr int band_rows = 48;

/// A whole slip: reset, picture, feed to the knife, cut. Rows without ink are fed, not printed. Dark is
/// anything darker than mid grey. Wider pictures than the profile's head are our bug.
[[nodiscard]] Bytes picture_job(const canvas::Canvas& picture, const Profile& profile);
/// The same in text mode, code page 866.
[[nodiscard]] Bytes text_job(const std::vector<Line>& lines, const Profile& profile);

/// GS ( H fn 48: answer `id` when everything before it is printed.
[[nodiscard]] Bytes ask_process_id(const ProcessId& id);
/// Star's ETB: the counter in the automatic status rises by one when everything before it is printed.
[[nodiscard]] Bytes count_up(int times);
/// GS a 255 (Star: ESC RS a 1): report every change of state.
[[nodiscard]] Bytes enable_automatic_status(const Profile& profile);
/// DLE EOT n, n = 1 printer, 2 offline cause, 3 error cause, 4 paper, 20 Custom's full state.
[[nodiscard]] Bytes ask_status(int n);
/// Star's ESC ACK SOH: its automatic status at once.
[[nodiscard]] Bytes ask_star_state();
/// Star's ESC RS E 0: the ETB counter begins anew.
[[nodiscard]] Bytes reset_counter();
/// GS r 1: the paper sensor, answered in its turn.
[[nodiscard]] Bytes ask_sensor();
/// GS e 2: the presenter draws the slip in.
[[nodiscard]] Bytes retract();
/// DLE DC4 8: throws away what the printer has received and not printed; works while it is offline.
[[nodiscard]] Bytes clear_buffer();
/// DLE ENQ 1: leave a recoverable error (knife) and go on with what was received.
[[nodiscard]] Bytes resume();
/// DLE ENQ 2: leave it, forgetting what was received.
[[nodiscard]] Bytes recover();
/// After an interrupted write: NULs complete a band the printer may still be waiting for (alone they do
/// nothing), then reset.
[[nodiscard]] Bytes resynchronise(const Profile& profile);
/// The same before a slip that is printed again, and a line's paper (4 mm): its first words must not stand in
/// the last ones of the torn slip.
[[nodiscard]] Bytes set_apart(const Profile& profile);

}  // namespace talon::escpos
