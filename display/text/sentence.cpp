// SPDX-License-Identifier: MIT
// The sentence for each refusal. What it is about follows after a colon: "Окно занято: окно 3."
#include "display/text/text.h"

namespace talon::text {
namespace {

using enum RefusalCode;

/// Without a default: a new code without a sentence does not compile (-Wswitch).
std::string_view sentence(RefusalCode code) {
  switch (code) {
    case bad_request:
      return "Запрос составлен неверно";
    case unknown_service:
      return "Такой услуги нет";
    case unknown_procedure:
      return "Такой процедуры у этой услуги нет";
    case unknown_ticket:
      return "Такого талона нет";
    case unknown_desk:
      return "Такого окна нет";
    case unknown_device:
      return "Такого устройства нет";
    case unknown_report:
      return "Такого отчёта нет";
    case unknown_appointment:
      return "Такой записи на приём нет";
    case unknown_callback:
      return "Такого обещанного звонка нет";
    case unknown_outcome:
      return "Так приём этой процедуры не заканчивается";
    case hall_closed:
      return "Сейчас приёма нет";
    case procedure_closed:
      return "По этой процедуре сейчас приёма нет";
    case no_desk_serves:
      return "Эту процедуру сейчас не ведёт ни одно окно";
    case number_taken:
      return "Такой номер сегодня уже выдан";
    case numbers_exhausted:
      return "Номера на сегодня закончились";
    case desk_closed:
      return "Окно закрыто, сначала откройте его";
    case desk_occupied:
      return "За этим окном уже работает другой специалист";
    case desk_not_yours:
      return "Это окно открыто не вами";
    case desk_paused:
      return "У окна перерыв, сначала продолжите работу";
    case desk_not_paused:
      return "Окно не на перерыве";
    case choice_not_permitted:
      return "Вызывать не по порядку этому окну не разрешено, право даёт руководитель";
    case nobody_logged_in:
      return "За этим окном никто не вошёл, клавиши пульта не действуют";
    case last_desk:
      return "Это последнее окно очереди, без разрешения в часы приёма его не закрывают";
    case ticket_called_already:
      return "Талон уже вызван: начните приём или отметьте неявку";
    case ticket_in_service:
      return "Заявитель ещё на приёме";
    case nothing_called:
      return "К этому окну никто не вызван";
    case nothing_in_service:
      return "У этого окна никто не обслуживается";
    case wrong_state:
      return "Сейчас с этим талоном так поступить нельзя";
    case nobody_waiting:
      return "К вам никто не ждёт";
    case reason_required:
      return "Укажите причину";
    case desk_does_not_serve:
      return "Это окно такую процедуру не ведёт";
    case nothing_to_undo:
      return "Отменять нечего";
    case undo_too_late:
      return "Отменить уже нельзя: прошло больше 10 секунд или талоном занялись дальше";
    case desk_on_phone:
      return "За этим окном говорят по телефону, сначала закончите разговор";
    case forwarded_already:
      return "Этот звонок уже переадресован, второй раз нельзя";
    case no_booking:
      return "По этой процедуре предварительной записи нет";
    case no_such_slot:
      return "На это время записи нет";
    case slot_taken:
      return "Это время уже занято";
    case not_today:
      return "Запись на другой день";
    case not_authenticated:
      return "Сначала войдите";
    case not_permitted:
      return "На это у вас нет права";
    case wrong_password:
      return "Имя или пароль не подходят";
    case too_many_attempts:
      return "Слишком много попыток, подождите";
    case wrong_origin:
      return "Запрос пришёл с чужой страницы";
    case key_required:
      return "К запросу нужен ключ Idempotency-Key";
    case key_reused:
      return "Этот ключ запроса уже использован для другого запроса";
    case too_large:
      return "Запрос слишком большой";
    case not_found:
      return "Такой страницы нет";
    case method_not_allowed:
      return "Так к этому адресу обращаться нельзя";
    case unsupported_media_type:
      return "Такой вид данных не принимается, нужен JSON";
    case storage_unavailable:
      return "Запись на диск не удалась, действие не выполнено";
  }
  return "Действие не выполнено";
}

}  // namespace

std::string Catalogue::say(const Refusal& refusal) const {
  std::string out = say(sentence(refusal.code));
  if (!refusal.detail.empty()) out += ": " + refusal.detail;
  if (!out.ends_with('.') && !out.ends_with('!')) out += '.';
  return out;
}

}  // namespace talon::text
