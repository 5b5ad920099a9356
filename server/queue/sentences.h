// SPDX-License-Identifier: MIT
// The few Russian sentences that pictures and refusals carry. They name times and rooms that only the queue
// knows; everything else a person reads is in display/text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/model/picture.h"

namespace talon::queue {

struct Reception;

/// "Сегодня приёма нет. Ближайший приём: понедельник, 2 марта, с 9:00."
[[nodiscard]] std::string closed_text(const Reception& reception, const Timestamp& now);
/// "Талоны на сегодня больше не выдаются: приём до 18:00."
[[nodiscard]] std::string last_ticket_text(const Reception& reception);
/// "Выдача талонов остановлена: <причина>."
[[nodiscard]] std::string stopped_text(const std::string& reason);
/// "обед до 13:45"
[[nodiscard]] std::string break_text(const Break& pause);
/// "Понедельник, четверг: 9:00–18:00", a line for each kind of day, the days without reception last.
[[nodiscard]] std::vector<std::string> hours_text(const Configuration& configuration);
/// "Смотрите на табло: вас пригласят в кабинет 5."
[[nodiscard]] std::string where_text(const std::vector<RoomPicture>& rooms);
[[nodiscard]] std::string missed_text();
/// "понедельник, 2 марта, 9:00"
[[nodiscard]] std::string slot_text(const Timestamp& slot_at);
/// "понедельник"
[[nodiscard]] std::string_view weekday_text(std::chrono::weekday day);
/// "2 марта"
[[nodiscard]] std::string date_text(const Date& date);
/// "9:05"
[[nodiscard]] std::string clock_text(std::chrono::minutes of_day);

}  // namespace talon::queue
