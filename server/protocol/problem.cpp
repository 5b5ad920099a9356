// SPDX-License-Identifier: MIT
#include "server/protocol/problem.h"

#include "server/model/result.h"
#include "server/protocol/reader_boost.h"
#include "server/protocol/writer.h"

namespace talon::protocol {
namespace {

using enum RefusalCode;
constexpr std::string_view type_prefix = "/problems/";

struct Wire {
  std::string type;
  std::string title;
  int status = 0;
  std::string detail;
  TALON_FIELDS(Wire, type, title, status, detail)
};

}  // namespace

std::string_view problem_title(RefusalCode code) {
  // Without a default: a new code without a sentence does not compile (-Wswitch).
  switch (code) {
    case bad_request:
      return "Запрос составлен неверно.";
    case unknown_service:
      return "Такой услуги нет.";
    case unknown_procedure:
      return "Такой процедуры у этой услуги нет.";
    case unknown_ticket:
      return "Такого талона нет.";
    case unknown_desk:
      return "Такого окна нет.";
    case unknown_device:
      return "Такого устройства нет.";
    case unknown_report:
      return "Такого отчёта нет.";
    case unknown_appointment:
      return "Такой записи на приём нет.";
    case unknown_callback:
      return "Такого обещанного звонка нет.";
    case unknown_outcome:
      return "Так приём этой процедуры не заканчивается.";
    case hall_closed:
      return "Сейчас приёма нет.";
    case procedure_closed:
      return "По этой процедуре сейчас приёма нет.";
    case no_desk_serves:
      return "Эту процедуру сейчас не ведёт ни одно окно.";
    case number_taken:
      return "Такой номер сегодня уже выдан.";
    case numbers_exhausted:
      return "Номера на сегодня закончились.";
    case desk_closed:
      return "Окно закрыто, сначала откройте его.";
    case desk_occupied:
      return "За этим окном уже работает другой специалист.";
    case desk_not_yours:
      return "Это окно открыто не вами.";
    case desk_paused:
      return "У окна перерыв, сначала продолжите работу.";
    case desk_not_paused:
      return "Окно не на перерыве.";
    case choice_not_permitted:
      return "Вызывать не по порядку этому окну не разрешено, право даёт руководитель.";
    case nobody_logged_in:
      return "За этим окном никто не вошёл, клавиши пульта не действуют.";
    case last_desk:
      return "Это последнее окно очереди, без разрешения в часы приёма его не закрывают.";
    case ticket_called_already:
      return "Талон уже вызван: начните приём или отметьте неявку.";
    case ticket_in_service:
      return "Заявитель ещё на приёме.";
    case nothing_called:
      return "К этому окну никто не вызван.";
    case nothing_in_service:
      return "У этого окна никто не обслуживается.";
    case wrong_state:
      return "Сейчас с этим талоном так поступить нельзя.";
    case nobody_waiting:
      return "К вам никто не ждёт.";
    case reason_required:
      return "Укажите причину.";
    case desk_does_not_serve:
      return "Это окно такую процедуру не ведёт.";
    case nothing_to_undo:
      return "Отменять нечего.";
    case undo_too_late:
      return "Отменить уже нельзя: прошло больше 10 секунд или талоном занялись дальше.";
    case desk_on_phone:
      return "За этим окном говорят по телефону, сначала закончите разговор.";
    case forwarded_already:
      return "Этот звонок уже переадресован, второй раз нельзя.";
    case no_booking:
      return "По этой процедуре предварительной записи нет.";
    case no_such_slot:
      return "На это время записи нет.";
    case slot_taken:
      return "Это время уже занято.";
    case not_today:
      return "Запись на другой день.";
    case not_authenticated:
      return "Сначала войдите.";
    case not_permitted:
      return "На это у вас нет права.";
    case wrong_password:
      return "Имя или пароль не подходят.";
    case too_many_attempts:
      return "Слишком много попыток, подождите.";
    case wrong_origin:
      return "Запрос пришёл с чужой страницы.";
    case key_required:
      return "К запросу нужен ключ Idempotency-Key.";
    case key_reused:
      return "Этот ключ запроса уже использован для другого запроса.";
    case too_large:
      return "Запрос слишком большой.";
    case not_found:
      return "Такой страницы нет.";
    case method_not_allowed:
      return "Так к этому адресу обращаться нельзя.";
    case unsupported_media_type:
      return "Такой вид данных не принимается, нужен JSON.";
    case storage_unavailable:
      return "Запись на диск не удалась, действие не выполнено.";
  }
  TALON_EXPECT(false && "every refusal has a sentence");
}

int http_status(RefusalCode code) {
  switch (code) {
    case bad_request:
    case key_required:
      return 400;
    case not_authenticated:
    case wrong_password:
      return 401;
    case not_permitted:
    case wrong_origin:
    case desk_not_yours:
    case choice_not_permitted:
      return 403;
    case unknown_ticket:
    case unknown_desk:
    case unknown_device:
    case unknown_report:
    case unknown_appointment:
    case unknown_callback:
    case not_found:
      return 404;
    case method_not_allowed:
      return 405;
    case too_large:
      return 413;
    case unsupported_media_type:
      return 415;
    case unknown_service:
    case unknown_procedure:
    case unknown_outcome:
    case reason_required:
    case key_reused:
      return 422;
    case too_many_attempts:
      return 429;
    case storage_unavailable:
      return 503;
    default:
      // The rest is about the state of the hall, a desk or a ticket: another time the same request may
      // succeed.
      return 409;
  }
}

std::string Problem::sentence() const {
  if (refusal.detail.empty()) return title;
  std::string text = title.substr(0, title.ends_with('.') ? title.size() - 1 : title.size());
  text += ": " + refusal.detail;
  return text.ends_with('.') || text.ends_with('!') ? text : text + '.';
}

std::string encode_problem(const Refusal& refusal) {
  Writer writer;
  writer.begin_object();
  writer.field("type", std::string(type_prefix) + std::string(refusal_name(refusal.code)));
  writer.field("title", problem_title(refusal.code));
  writer.field("status", http_status(refusal.code));
  if (!refusal.detail.empty()) writer.field("detail", refusal.detail);
  writer.end_object();
  return std::move(writer).text();
}

std::optional<Problem> decode_problem(std::string_view text) {
  constexpr std::size_t deepest = 8;
  Document document;
  Wire wire;
  Reader reader(Missing::default_value);  // `detail` may be missing; `type` is looked at below
  if (parse(text, deepest, document) || !reader.read(document.root, wire)) return std::nullopt;
  if (!wire.type.starts_with(type_prefix)) return std::nullopt;
  const auto code = parse_refusal_name(std::string_view(wire.type).substr(type_prefix.size()));
  if (!code) return std::nullopt;
  return Problem{{*code, wire.detail}, wire.title, wire.status};
}

}  // namespace talon::protocol
