// SPDX-License-Identifier: MIT
#include "kiosk/screens/words.h"

#include <algorithm>

namespace talon::screens {

std::string bound(const std::string& words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool after_digit = i > 0 && words[i - 1] >= '0' && words[i - 1] <= '9';
    if (words[i] == ' ' && after_digit) {
      result += "\u00A0";
    } else {
      result += words[i];
    }
  }
  return result;
}

std::string waits(const text::Catalogue& catalogue, int waiting, std::optional<Seconds> expected) {
  if (waiting == 0) return catalogue.say("сейчас никто не ждёт");
  std::string words = catalogue.say_count("сейчас ждут {n}", waiting);
  if (expected) words += ", " + text::about_minutes(catalogue, *expected);
  return bound(words);
}

std::string wait_text(const text::Catalogue& catalogue, Seconds wait) {
  if (wait < std::chrono::minutes{3}) return catalogue.say("Вас скоро пригласят");
  return bound(catalogue.say("Ждать {time}", {{"time", text::about_minutes(catalogue, wait)}}));
}

std::string ahead_text(const text::Catalogue& catalogue, int ahead) {
  if (ahead == 0) return catalogue.say("Перед вами никого нет");
  return bound(catalogue.say_count("Перед вами {n} человек", ahead));
}

std::string refusal_text(const Screen& screen, const Refusal& refusal) {
  const auto& catalogue = text::Catalogue::of(screen.language);
  return catalogue.say(screen.language == "ru" ? refusal : Refusal{refusal.code, ""});
}

std::string printer_trouble(const text::Catalogue& catalogue, const std::string& reason) {
  if (reason == "media-empty") return catalogue.say("В терминале закончилась бумага.");
  if (reason == "cover-open") return catalogue.say("Открыта крышка принтера.");
  if (reason == "media-jam") return catalogue.say("В принтере застряла бумага.");
  if (reason == "offline") return catalogue.say("Принтер отключён.");
  return catalogue.say("Принтер не работает.");
}

std::string slip_trouble(const text::Catalogue& catalogue, const Given& given) {
  if (given.slip == SlipOutcome::unknown) {
    return catalogue.say("Талон мог не выйти. Номер действует и без него.");
  }
  if (given.reason == not_collected)
    return catalogue.say("Талон не взяли, и принтер забрал его. Номер действует.");
  const std::string trouble = printer_trouble(catalogue, given.reason) + " ";
  if (given.will_repeat)
    return trouble + catalogue.say("Талон выйдет сам, когда принтер исправят. Номер действует и без талона.");
  return trouble + catalogue.say("Номер действует и без талона.");
}

std::string other_terminal(const Screen& screen, const text::Catalogue& catalogue) {
  if (!screen.menu || screen.link != Link::up || can_print(screen)) return {};
  const auto& all = screen.menu->terminals;
  const auto found = std::find_if(all.begin(), all.end(), [&](const TerminalPicture& each) {
    return each.prints && each.device != screen.device;
  });
  if (found == all.end()) return {};
  return catalogue.say("Талон можно получить здесь: {terminal}. Наберите там свой номер.",
                       {{"terminal", translated(screen, found->title)}});
}

namespace {

std::string office_name(const Screen& screen) {
  const OfficePicture& office = screen.menu->office;
  return translated(screen, office.short_name.empty() ? office.name : office.short_name);
}

/// What every paper of an offer says, in the visitor's language and laid out as the hall's others are.
SlipContent slip_of(const Screen& screen, const ServicePicture& service, const OfferPicture& offer,
                    const Timestamp& at) {
  SlipContent slip;
  slip.office = office_name(screen);
  slip.phone = screen.menu->office.phone;
  slip.issued_at = at;
  slip.service = translated(screen, service.title);
  slip.procedure = translated(screen, offer.title);
  slip.official = translated(screen, offer.official);
  for (const std::string& line : offer.brief) slip.brief.push_back(translated(screen, line));
  slip.rooms = offer.rooms;
  slip.language = screen.language;
  slip.layout = screen.menu->slip;
  return slip;
}

}  // namespace

std::optional<TicketReply> own_ticket(const Screen& screen, Millis now) {
  const ServicePicture* service = chosen_service(screen);
  const OfferPicture* offer = chosen_offer(screen);
  const auto issued_at = hall_now(screen, now);
  if (service == nullptr || offer == nullptr || !issued_at) return std::nullopt;
  const text::Catalogue& catalogue = text::Catalogue::of(screen.language);
  TicketReply ticket;
  ticket.issued_at = *issued_at;
  ticket.service = service->service;
  ticket.procedure = offer->procedure;
  ticket.rooms = offer->rooms;
  ticket.slip = slip_of(screen, *service, *offer, *issued_at);
  SlipContent& slip = ticket.slip;
  slip.where = catalogue.say("Смотрите на табло: на нём появятся ваш номер и кабинет.");
  slip.missed = catalogue.say(
      "Пропустили вызов? Отметьтесь у терминала или подойдите к сотруднику: место в очереди сохранится.");
  slip.offline = true;
  return ticket;
}

std::optional<SlipContent> memo_slip(const Screen& screen, Millis now) {
  const ServicePicture* service = chosen_service(screen);
  const OfferPicture* offer = chosen_offer(screen);
  const auto printed_at = hall_now(screen, now);
  if (service == nullptr || offer == nullptr || offer->brief.empty() || !printed_at) return std::nullopt;
  SlipContent slip = slip_of(screen, *service, *offer, *printed_at);
  slip.memo = true;
  return slip;
}

SlipContent appointment_slip(const Screen& screen, const AppointmentPicture& booked, Millis now) {
  Screen chosen = screen;
  chosen.service = booked.service;
  chosen.procedure = booked.procedure;
  SlipContent slip;
  if (const auto memo = memo_slip(chosen, now)) slip = *memo;
  slip.memo = false;
  if (slip.procedure.empty()) {
    slip.office = office_name(screen);
    slip.phone = screen.menu->office.phone;
    slip.procedure = booked.title;
    slip.language = screen.language;
    slip.layout = screen.menu->slip;
  }
  slip.issued_at = hall_now(screen, now).value_or(Timestamp{});
  slip.rooms = booked.rooms;
  slip.booked_at = booked.slot_at;
  slip.booking_code = booked.code;
  return slip;
}

std::optional<Timestamp> nearest_free(const Plan& plan) {
  if (!plan.slots || plan.slots->slots.empty()) return std::nullopt;
  for (const SlotPicture& slot : plan.slots->slots) {
    if (plan.slot_at && slot.slot_at > *plan.slot_at) return slot.slot_at;
  }
  return plan.slots->slots.front().slot_at;
}

std::string grouped_code(const std::string& code) {
  return code.size() <= 5 ? code : code.substr(0, 5) + " " + code.substr(5);
}

std::string rooms_text(const text::Catalogue& catalogue, const std::vector<RoomPicture>& rooms) {
  std::string words;
  for (const RoomPicture& room : rooms) {
    if (!words.empty()) words += ", ";
    words += room.title;
  }
  if (words.empty()) return {};
  return catalogue.say("Вас примут: {rooms}", {{"rooms", words}});
}

std::string way_text(const std::vector<RoomPicture>& rooms) {
  return rooms.size() == 1 ? bound(rooms.front().way) : std::string{};
}

}  // namespace talon::screens
