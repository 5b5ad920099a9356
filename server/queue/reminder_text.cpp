// SPDX-License-Identifier: MIT
#include "server/queue/reminder_text.h"

#include "server/queue/appointments.h"
#include "server/queue/sentences.h"

namespace talon::queue {
namespace {

constexpr std::size_t most_rooms = 2;  ///< more of them are no direction

/// "48151 62342": as it is said and typed.
std::string spoken_code(const std::string& code) {
  const std::size_t half = (code.size() + 1) / 2;
  return code.substr(0, half) + ' ' + code.substr(half);
}

/// "кабинет 5 или кабинет 6"; empty: the board will say.
std::string rooms_text(const std::vector<RoomPicture>& rooms, bool with_way) {
  if (rooms.size() > most_rooms) return {};
  std::string text;
  for (const RoomPicture& room : rooms) {
    text += (text.empty() ? "" : " или ") + room.title;
    if (with_way && !room.way.empty()) text += ", " + room.way;
  }
  return text;
}

std::string how_to_cancel(const Configuration& configuration) {
  const std::string here = "на терминале в зале или в окне";
  if (configuration.phone.empty()) return here + ", по коду";
  return "по телефону " + configuration.phone + " или " + here + ", назвав код";
}

std::string line(const std::string& title, const std::string& text) {
  return text.empty() ? std::string{} : title + ": " + text + "\n";
}

std::string letter(const Configuration& configuration, const Appointment& appointment) {
  const auto rooms = rooms_of(configuration, appointment);
  return "Здравствуйте!\n\nНапоминаем: вы записаны на приём.\n\n" + line("Учреждение", configuration.name) +
         line("Адрес", configuration.address) +
         line("По какому делу", configuration.line_title(appointment.line)) +
         line("Время", slot_text(appointment.slot_at)) + line("Куда пройти", rooms_text(rooms, true)) +
         line("Код записи", spoken_code(appointment.code)) +
         "\nПридя, наберите код на терминале или назовите его в окне.\n"
         "Если прийти не сможете, отмените или перенесите запись: " +
         how_to_cancel(configuration) +
         ".\n\nЕсли вы не записывались, ничего делать не нужно.\n"
         "Письмо отправлено автоматически, отвечать на него не нужно.\n";
}

std::string sms(const Configuration& configuration, const Appointment& appointment) {
  const std::string rooms = rooms_text(rooms_of(configuration, appointment), false);
  const std::string cancel =
      configuration.phone.empty() ? "на терминале или в окне" : "тел. " + configuration.phone;
  return configuration.short_name + ": вы записаны на " + slot_text(appointment.slot_at) +
         (rooms.empty() ? "" : ", " + rooms) + ". Код " + spoken_code(appointment.code) +
         ". Отменить: " + cancel;
}

}  // namespace

ReminderText reminder_text(const Configuration& configuration, const Appointment& appointment) {
  return {"Запись на приём: " + slot_text(appointment.slot_at), letter(configuration, appointment),
          sms(configuration, appointment)};
}

}  // namespace talon::queue
