// SPDX-License-Identifier: MIT
// Slips of several lengths; no names, no telephones of real people.
#pragma once

#include "printer/slip/slip.h"

namespace talon::slip::samples {

/// The head of TM-T88, TM-T70 and SRP-350: 72.2 mm.
inline const Paper paper_180dpi{512, 180 / 25.4};

inline SlipContent usual() {
  SlipContent slip;
  slip.office = "Управление социальной защиты населения";
  slip.phone = "8 000 000-00-00";
  slip.number = TicketNumber{"А", 17};
  slip.issued_at = *parse_timestamp("2026-03-02T09:14:07.120+05:00");
  slip.service = "Пособие на ребёнка";
  slip.procedure = "Подать документы";
  slip.brief = {"Паспорт заявителя", "Свидетельство о рождении ребёнка", "СНИЛС",
                "Справка о доходах за последние 12 месяцев"};
  slip.ahead = 4;
  slip.expected_wait_s = Seconds{1140};
  slip.not_later_s = Seconds{1900};
  slip.rooms = {{RoomId{"5"}, "кабинет 5", "1 этаж, направо"}};
  slip.where = "Смотрите на табло: вас пригласят в кабинет 5.";
  slip.missed = "Пропустили вызов? Подойдите к киоску и нажмите «Я вернулся»: ваша очередь сохранится.";
  slip.journal_head = "K7Q2MZ4T1B";
  slip.url = "https://queue.example/t/MZXW6YTBOI5DKMRTGQ2TMNZYHE";
  return slip;
}

inline SlipContent shortest() {
  SlipContent slip;
  slip.office = "МФЦ";
  slip.number = TicketNumber{"С", 1};
  slip.issued_at = *parse_timestamp("2026-12-31T17:59:59.999+03:00");
  slip.service = "Справки";
  slip.procedure = "Получить результат";
  slip.rooms = {{RoomId{"1"}, "окно 1", ""}};
  return slip;
}

/// The document list without a ticket.
inline SlipContent memo() {
  SlipContent slip = usual();
  slip.number = {};
  slip.memo = true;
  return slip;
}

/// The paper of an appointment.
inline SlipContent appointment() {
  SlipContent slip = usual();
  slip.number = {};
  slip.booked_at = *parse_timestamp("2026-03-03T10:30:00.000+05:00");
  slip.booking_code = "4815162342";
  return slip;
}

/// Another order, an own note, letters of 5 mm.
inline SlipContent large_print() {
  SlipContent slip = usual();
  SlipLayout layout;
  layout.parts = {"number", "way",    "waiting", "errand", "issued", "brief",
                  "stamp",  "missed", "contact", "note",   "office"};
  layout.note = "Вход с коляской — со двора, звонок у двери.";
  layout.large_print = true;
  slip.layout = layout;
  return slip;
}

/// Heavy, with a large symbol and a small number.
inline SlipContent high_contrast() {
  SlipContent slip = usual();
  SlipLayout layout;
  layout.high_contrast = true;
  layout.number_mm = 14;
  layout.qr_mm = 30;
  slip.layout = layout;
  return slip;
}

inline SlipContent longest() {
  SlipContent slip = usual();
  slip.repeat = true;
  slip.office = "Муниципальное казённое учреждение «Управление социальной защиты населения города Снежинска»";
  slip.number = TicketNumber{"Н", 1284};
  slip.service = "Компенсация расходов на оплату жилого помещения и коммунальных услуг";
  slip.procedure = "Получить личную консультацию";
  slip.official =
      "Приём граждан должностным лицом, ответственным за предоставление личной консультации по "
      "вопросам предоставления государственной услуги";
  slip.ahead = 121;
  slip.expected_wait_s = Seconds{4000};
  slip.not_later_s = Seconds{5400};
  slip.rooms = {{RoomId{"5"}, "кабинет 5", "1 этаж, направо"},
                {RoomId{"12"}, "кабинет 12", "2 этаж, по коридору налево до конца, дверь справа"}};
  slip.where = "Смотрите на табло: вас пригласят в кабинет 5 или кабинет 12.";
  slip.brief.push_back(
      "Документы, подтверждающие правовые основания владения и пользования жилым помещением, в "
      "котором заявитель зарегистрирован по месту постоянного жительства");
  slip.brief.push_back("Сверхдлинноеслововкоторомнетниодногопробелаионодолжнобытьперенесено");
  return slip;
}

}  // namespace talon::slip::samples
