// SPDX-License-Identifier: MIT
// Sentences the screens are made of.
#pragma once

#include <string>

#include "display/text/text.h"
#include "kiosk/screens/screen.h"

namespace talon::screens {

/// "сейчас ждут 4, около 20 минут"; "сейчас никто не ждёт".
[[nodiscard]] std::string waits(const text::Catalogue& catalogue, int waiting,
                                std::optional<Seconds> expected);
/// "Ждать около 20 минут"; below 3 minutes "Вас скоро пригласят".
[[nodiscard]] std::string wait_text(const text::Catalogue& catalogue, Seconds wait);
/// "Перед вами 4 человека"; "Перед вами никого нет".
[[nodiscard]] std::string ahead_text(const text::Catalogue& catalogue, int ahead);
/// A refusal of the server; what it is about is told in Russian only, as the server says it.
[[nodiscard]] std::string refusal_text(const Screen& screen, const Refusal& refusal);
/// What is wrong with the printer in plain words, told apart by reason: "В терминале закончилась бумага."
[[nodiscard]] std::string printer_trouble(const text::Catalogue& catalogue, const std::string& reason);
/// Why a slip did not come, for the page of the number.
[[nodiscard]] std::string slip_trouble(const text::Catalogue& catalogue, const Given& given);
/// Which terminal prints while this one cannot: "Талон можно получить здесь: Терминал в коридоре. Наберите
/// там свой номер."; empty: none is known.
[[nodiscard]] std::string other_terminal(const Screen& screen, const text::Catalogue& catalogue);
/// The chosen procedure's ticket as the server would write it, without what the server alone knows: number,
/// place in the queue, forecast, head. Empty when nothing is chosen.
[[nodiscard]] std::optional<TicketReply> own_ticket(const Screen& screen, Millis now);
/// The chosen procedure's document list as paper without a number; empty: it has none.
[[nodiscard]] std::optional<SlipContent> memo_slip(const Screen& screen, Millis now);
/// The paper of an appointment; the hall's words in the visitor's language.
[[nodiscard]] SlipContent appointment_slip(const Screen& screen, const AppointmentPicture& booked,
                                           Millis now);
/// The first free time not before the one that was wished; else the first of all.
[[nodiscard]] std::optional<Timestamp> nearest_free(const Plan& plan);
/// "48151 62342": as it is read out; the first five digits stand alone while they are typed.
[[nodiscard]] std::string grouped_code(const std::string& code);
/// "Вас примут: кабинет 5": where the ticket's rooms are; empty when not known.
[[nodiscard]] std::string rooms_text(const text::Catalogue& catalogue, const std::vector<RoomPicture>& rooms);
/// "1 этаж, направо"; told only when it is one: several rooms have several ways.
[[nodiscard]] std::string way_text(const std::vector<RoomPicture>& rooms);
/// A number and its unit stay on one line: the space after a digit does not break.
[[nodiscard]] std::string bound(const std::string& words);

}  // namespace talon::screens
