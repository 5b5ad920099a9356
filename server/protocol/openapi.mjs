// SPDX-License-Identifier: MIT
// Writes openapi.json, the description of the API that the server itself serves:
//   node server/protocol/openapi.mjs > server/protocol/openapi.json
// tests/server/protocol/openapi_test.cpp compares it with the structs, the events, the refusals and the routes.

// ---- kinds of fields: "string", "int?" (or null), "HallTime", "HallTime[]", "enum TicketState" ----

const enums = {
  Entry: ['walk_in', 'booked'],
  Measure: ['wait', 'service'],
  Unit: ['second', 'minute', 'hour', 'day', 'working_day', 'month', 'year', 'time', 'metre', 'place'],
  DeviceRole: ['kiosk', 'display'],
  LedRole: ['hall_line', 'desk_board', 'desk_panel'],
  BusProtocol: ['modbus', 'candle'],
  TicketState: ['waiting', 'called', 'serving', 'held', 'served', 'no_show', 'cancelled'],
  SlipOutcome: ['pending', 'printed', 'failed', 'unknown'],
  ColumnOf: ['number', 'date', 'time', 'service', 'procedure', 'line', 'outcome', 'reason', 'ticket', 'desk', 'specialist', 'blank'],
  DeskState: ['closed', 'open', 'paused', 'phone'],
  BoardKind: ['hall', 'plate'],
  PanelKind: ['waiting', 'next', 'hours', 'rooms', 'limits', 'page'],
  BookedBy: ['in_person', 'telephone', 'kiosk'],
  Channel: ['none', 'sms', 'email'],
  ReminderState: ['not_wanted', 'waiting', 'sent', 'failed'],
  AppointmentState: ['expected', 'arrived', 'missed', 'cancelled'],
  PlanMark: ['here', 'entrance', 'wc', 'lift', 'stairs'],
  Health: ['ok', 'warning', 'failed', 'silent'],
  LegOutcome: ['served', 'no_show', 'cancelled', 'transferred'],
  OrderMode: ['live', 'live_0', 'live_60', 'patient', 'balanced', 'balanced_patient', 'compliance', 'fifo'],
  PriorityRule: ['none', 'head_start', 'out_of_turn'],
  Ground: ['issue', 'limit', 'behind', 'returned', 'transferred', 'head_start', 'out_of_turn', 'guard'],
  Role: ['visitor', 'kiosk', 'display', 'specialist', 'manager', 'administrator', 'system'],
};
const scalars = {
  string: { type: 'string' },
  int: { type: 'integer' },
  number: { type: 'number' },
  bool: { type: 'boolean' },
  time: { type: 'string', format: 'date-time' },
  date: { type: 'string', format: 'date' },
  seconds: { type: 'integer' },
  millis: { type: 'integer' },
  ticket: { $ref: '#/components/schemas/TicketNumber' },
};
const ref = (name) => ({ $ref: '#/components/schemas/' + name });
function kind(text) {
  if (text.endsWith('?')) {
    const inner = kind(text.slice(0, -1));
    return typeof inner.type === 'string' ? { ...inner, type: [inner.type, 'null'] } : { oneOf: [inner, { type: 'null' }] };
  }
  if (text.endsWith('[]')) return { type: 'array', items: kind(text.slice(0, -2)) };
  return scalars[text] ?? ref(text);
}
/// "name kind, name kind": every field is there in an answer, an empty one as null.
function struct(description, fields) {
  const properties = Object.fromEntries(fields.split(',').map((field) => {
    const [name, type] = field.trim().split(/\s+/);
    return [name, kind(type)];
  }));
  return { type: 'object', description, properties, required: Object.keys(properties) };
}
/// A request's body: "name kind" must be there, "name? kind" may be.
function body(description, fields, limits = {}) {
  const properties = {};
  const required = [];
  for (const field of fields.split(',').map((text) => text.trim()).filter(Boolean)) {
    const [name, type] = field.split(/\s+/);
    const bare = name.replace('?', '');
    properties[bare] = { ...kind(type), ...limits[bare] };
    if (!name.endsWith('?')) required.push(bare);
  }
  const schema = { type: 'object', description, properties, additionalProperties: false };
  if (required.length > 0) schema.required = required;
  return schema;
}

const leg = 'ticket string, leg int, last bool, seq int, date date, number ticket, service string, procedure string, '
  + 'entry Entry, place string, desk string, specialist string, issued_at time, called_at time?, seen_at time?, '
  + 'ended_at time, wait_ms millis?, walk_ms millis?, service_ms millis?, stay_ms millis, outcome LegOutcome, '
  + 'reason string, recalls int, applicants int, regulation string, wait_limit_s seconds?, wait_clause string, '
  + 'service_limit_s seconds?, service_clause string, wait_broken bool, service_broken bool';
const events = ['configuration_applied', 'server_started', 'clock_stepped', 'day_opened', 'day_closed', 'ticket_issued',
  'ticket_carried', 'slip_reported', 'ticket_called', 'ticket_recalled', 'service_started', 'applicant_ended',
  'service_finished', 'ticket_no_show', 'ticket_held', 'ticket_returned', 'ticket_transferred', 'ticket_cancelled',
  'ticket_rated', 'desk_opened', 'desk_taken_over', 'desk_paused', 'desk_resumed', 'desk_closed', 'undone',
  'limit_broken', 'device_changed', 'device_silent', 'device_returned', 'help_called', 'decision_made',
  'number_floor_raised', 'appointment_booked', 'appointment_carried', 'appointment_moved', 'appointment_cancelled',
  'appointment_missed', 'reminder_started', 'reminder_sent', 'phone_started', 'phone_ended', 'phone_limit_broken', 'phone_missed',
  'callback_promised', 'callback_carried', 'callback_made', 'registry_carried', 'line_history', 'help_answered',
  'person_named', 'session_prepared', 'session_arrived', 'session_handed', 'session_received', 'session_carried',
  'session_cancelled'];
const refusals = ['bad-request', 'unknown-service', 'unknown-procedure', 'unknown-ticket', 'unknown-desk',
  'unknown-device', 'unknown-report', 'unknown-appointment', 'unknown-callback', 'unknown-outcome', 'hall-closed',
  'procedure-closed', 'no-desk-serves', 'number-taken',
  'numbers-exhausted', 'desk-closed', 'desk-occupied', 'desk-not-yours', 'desk-paused', 'desk-not-paused',
  'nobody-logged-in', 'last-desk',
  'ticket-called-already', 'ticket-in-service', 'nothing-called', 'nothing-in-service', 'wrong-state', 'nobody-waiting',
  'reason-required', 'desk-does-not-serve', 'nothing-to-undo', 'undo-too-late', 'desk-on-phone',
  'forwarded-already', 'choice-not-permitted', 'no-booking', 'no-such-slot', 'slot-taken', 'not-today', 'not-authenticated', 'not-permitted',
  'wrong-password', 'too-many-attempts', 'wrong-origin', 'key-required', 'key-reused', 'too-large', 'not-found',
  'method-not-allowed', 'unsupported-media-type', 'storage-unavailable'];

const name64 = { minLength: 1, maxLength: 64 };
const sentence = { maxLength: 500 };
const hallId = { pattern: '^[a-z0-9_-]{1,40}$' };
const schemas = {
  TicketNumber: { type: 'string', description: 'Буква и не меньше трёх цифр; после А999 идёт А1000.',
    pattern: '^[АВГЕНПРСУ][0-9]{3,9}$', examples: ['А017'] },
  ...Object.fromEntries(Object.entries(enums).map(([name, values]) => [name, { type: 'string', enum: values }])),

  HallTime: struct('Время зала; часть каждой картины.', 'now time, rate number, virtual_clock bool'),
  OfficePicture: struct('Учреждение.', 'id string, name string, short_name string, address string, phone string'),
  RoomPicture: struct('Помещение словами дверной таблички.', 'room string, title string, way string'),
  OfferPicture: struct('Процедура услуги на выбор.', 'procedure string, title string, official string, note string, '
    + 'brief string[], rooms RoomPicture[], waiting int, expected_wait_s seconds?, not_later_s seconds?, wait_limit_s seconds?, open bool, '
    + 'why_closed string, booking bool'),
  ServicePicture: struct('Услуга меню.', 'service string, group string, title string, official string, note string, '
    + 'words string[], procedures OfferPicture[]'),
  GroupPicture: struct('Раздел меню.', 'id string, title string, note string'),
  ReceptionPicture: struct('Приём зала с и до.', 'from time, to time'),
  MenuLimitPicture: struct('Строка действующего регламента.', 'clause string, measure Measure, '
    + 'entry string, title string, limit_s seconds?'),
  TranslationPicture: struct('Слова зала на другом языке.', 'language string, text string, translated string'),
  TerminalPicture: struct('Терминал зала; prints: его принтер работает.', 'device string, title string, prints bool'),
  PlanPoint: struct('Место на плане этажа, в метрах от левого верхнего угла.', 'x number, y number'),
  PlanRoom: struct('Помещение на плане; room пуст — не помещение зала.', 'room string, title string, x number, y number, '
    + 'width number, height number, door PlanPoint'),
  PlanSign: struct('Знак на плане; here — где стоит терминал device, пустой — любой.', 'mark PlanMark, x number, y number, device string'),
  FloorPlan: struct('План этажа.', 'title string, width number, height number, rooms PlanRoom[], signs PlanSign[]'),
  MenuPicture: struct('Меню терминала.', 'time HallTime, office OfficePicture, open bool, closed_text string, '
    + 'next_open time?, closes_at time?, hours string[], groups GroupPicture[], services ServicePicture[], '
    + 'slip SlipLayout?, receptions ReceptionPicture[], regulation string, limits MenuLimitPicture[], '
    + 'translations TranslationPicture[], terminals TerminalPicture[], plans FloorPlan[]'),
  SlipLayout: struct('Каким должен быть талон: раздел [slip] конфигурации зала, по нему рисуется бумага.', 'parts string[], number_mm number, '
    + 'text_mm number, qr_mm number, note string, large_print bool, high_contrast bool, official_names bool'),
  SlipContent: struct('Всё, что печатается на талоне.', 'office string, phone string, number ticket, issued_at time, '
    + 'service string, procedure string, official string, brief string[], ahead int, expected_wait_s seconds?, '
    + 'not_later_s seconds?, rooms RoomPicture[], where string, missed string, journal_head string, url string, language string, repeat bool, '
    + 'offline bool, layout SlipLayout?, booked_at time?, booking_code string, memo bool'),
  TicketReply: struct('Выданный талон.', 'id string, number ticket, issued_at time, service string, procedure string, '
    + 'ahead int, expected_wait_s seconds?, not_later_s seconds?, rooms RoomPicture[], slip SlipContent'),
  CallPicture: struct('Талон, который вызван или перестал быть вызван меньше 30 с назад.', 'number ticket, desk string, '
    + 'desk_title string, room string, room_title string, way string, seq int, called_at time, recalls int, left bool, '
    + 'room_shared bool'),
  LinePicture: struct('Очередь: талоны одной услуги и процедуры.', 'service string, procedure string, title string, '
    + 'waiting int, oldest_s seconds?, limit_s seconds?, clause string, over int, expected_wait_s seconds?, '
    + 'desks_open int'),
  HallPicture: struct('Картина зала для всех; имён в ней нет никогда.', 'seq int, time HallTime, office OfficePicture, '
    + 'open bool, closed_text string, closes_at time?, notice string, emergency string, calls CallPicture[], '
    + 'lines LinePicture[], next NextPicture[]'),
  NextPicture: struct('Талон, который скоро вызовут.', 'number ticket, service string, procedure string'),
  DeskTicket: struct('Талон, каким его видит специалист.', 'id string, number ticket, state TicketState, service string, '
    + 'procedure string, service_title string, procedure_title string, entry Entry, priority string, note string, '
    + 'issued_at time, called_at time?, seen_at time?, wait_s seconds, service_s seconds?, wait_limit_s seconds?, '
    + 'wait_clause string, service_limit_s seconds?, service_clause string, recalls int, applicants int, '
    + 'slip SlipOutcome , slip_reason string, why string, brief string[], booked_at time?, held_until time?, return_desk string'),
  CalledBefore: struct('Талон, выданный позже и вызванный раньше: ответ на вопрос «почему не я».', 'number ticket, '
    + 'desk string, desk_title string, called_at time, out_of_order bool, why string'),
  OrderPicture: struct('Действующий порядок вызова; reason — причина решения руководителя.', 'mode OrderMode, title string, '
    + 'reason string, since time?, until time?, priority_share number, guard bool, modes OrderModePicture[]'),
  OrderModePicture: struct('Порядок вызова, который руководитель может выбрать.', 'mode OrderMode, title string, text string'),
  OutcomePicture: struct('Чем может кончиться приём.', 'id string, title string, registry_title string, '
    + 'reasons string[], procedures string[]'),
  PhonePicture: struct('Разговор по телефону у окна.', 'since time, forwarded bool, limit_s seconds?, clause string'),
  RegistryRowPicture: struct('Строка журнала регламента.', 'registry string, title string, year int, number int, '
    + 'ticket ticket'),
  CallbackPicture: struct('Обещанный звонок.', 'callback string, service string, specialist string, due_date date, '
    + 'late bool, contact string, specialist_name string'),
  Contact: struct('Как связаться с гражданином; пустое не сказано.', 'name string, phone string, email string'),
  Erased: struct('Сколько записей забыто.', 'erased int'),
  CallbackList: struct('Обещанные звонки, которые ещё не сделаны.', 'time HallTime, callbacks CallbackPicture[]'),
  SlotPicture: struct('Время, на которое можно записаться.', 'slot_at time, free int'),
  SlotsPicture: struct('Свободное время по порядку, ближайшее первым.', 'time HallTime, service string, '
    + 'procedure string, title string, rooms RoomPicture[], slots SlotPicture[], channels Channel[]'),
  AppointmentPicture: struct('Запись на приём. Код — только в ответе на запись; contact — последние знаки телефона или '
    + 'почты.', 'appointment string, code string, service string, procedure string, title string, slot_at time, '
    + 'rooms RoomPicture[], state AppointmentState, booked_by BookedBy, remind Channel, reminder ReminderState, '
    + 'reminder_reason string, number string, '
    + 'contact string, late bool'),
  AppointmentList: struct('Записи дня по времени.', 'time HallTime, appointments AppointmentPicture[]'),
  UndoPicture: struct('Что можно отменить и до какого времени.', 'what string, until time'),
  DeskDay: struct('День окна.', 'served int, no_show int, transferred int, mean_service_s seconds?'),
  ColleaguePicture: struct('Другое открытое окно: куда можно направить.', 'desk string, title string, state DeskState, '
    + 'specialist string, serves string[]'),
  WaitingPicture: struct('Ждущий талон, который окно с правом выбора может вызвать не по порядку.', 'id string, number ticket, '
    + 'line_title string, wait_s seconds'),
  DeskPicture: struct('Картина окна; choices — кто ждёт, по порядку вызова, когда may_choose.', 'seq int, time HallTime, '
    + 'desk string, title string, room RoomPicture, state DeskState, pause_reason string, specialist string, alerts string[], ticket DeskTicket?, held DeskTicket[], '
    + 'no_shows DeskTicket[], waiting int, oldest_s seconds?, oldest_limit_s seconds?, lines LinePicture[], '
    + 'targets LinePicture[], undo UndoPicture?, today DeskDay, colleagues ColleaguePicture[], outcomes OutcomePicture[], phone PhonePicture?, '
    + 'row RegistryRowPicture?, callbacks int, callbacks_late int, help HelpCallPicture[], may_choose bool, choices WaitingPicture[]'),
  LiveDesk: struct('Окно на картине руководителя.', 'desk string, title string, room_title string, state DeskState, '
    + 'pause_reason string, specialist string, specialist_name string, since time?, ticket DeskTicket?'),
  ComponentPicture: struct('Часть устройства; причина словами IPP.', 'component string, title string, health Health, '
    + 'reason string, since time'),
  DevicePicture: struct('Устройство.', 'device string, role DeviceRole, title string, health Health, heard_s seconds?, '
    + 'components ComponentPicture[]'),
  BreachPicture: struct('Нарушение срока.', 'number ticket, line_title string, measure Measure, clause string, '
    + 'limit_s seconds, at time, desk string'),
  NoticePicture: struct('Что должен знать руководитель: decision — решение в силе, clock — часы сервера сдвинуты, unserved — приём окончен, а люди ждут, carried — перешли со вчерашнего дня, numbers — номера буквы кончаются.', 'kind string, text string, by string, by_name string, since time?'),
  HelpCallPicture: struct('У терминала зовут сотрудника, и никто ещё не откликнулся.', 'device string, title string, called_at time'),
  HelpPicture: struct('Окно, которое можно открыть, и сколько нарушений это предотвратит.', 'desk string, title string, '
    + 'minutes int, breaches_less number'),
  OutlookPicture: struct('Что ждёт зал: вероятность нарушений в ближайшее время и, за два часа до закрытия, когда примут '
    + 'последнего. Вероятность — доля виртуальных прогонов.', 'at time?, horizon_min int, breach_count int, '
    + 'breach_probability number, breaches_expected number, warn bool, helps HelpPicture[], closes_at time?, '
    + 'last_start time?, last_start_p90 time?, late_probability number, propose_extension bool, late_tickets int'),
  LivePicture: struct('Картина зала для руководителя.', 'seq int, time HallTime, office OfficePicture, open bool, '
    + 'closed_text string, closes_at time?, date date, issued int, served int, no_show int, cancelled int, in_hall int, '
    + 'waiting int, order OrderPicture, outlook OutlookPicture, lines LinePicture[], desks LiveDesk[], devices DevicePicture[], breaches BreachPicture[], '
    + 'help HelpCallPicture[], notices NoticePicture[]'),
  TicketStatus: struct('Состояние талона по QR-коду: место в очереди и кабинет, больше ничего.', 'time HallTime, '
    + 'number ticket, state TicketState, ahead int, expected_wait_s seconds?, not_later time?, room_title string, desk_title string, '
    + 'rooms RoomPicture[], slip SlipOutcome'),
  Leg: struct('Отрезок посещения: от постановки в очередь до выхода из неё.', leg),

  LimitsRow: struct('Строка таблицы сроков; amount пуст — измеряется без норматива.', 'kind string, clause string, '
    + 'subject string, service string, procedure string, entry string, amount number?, unit Unit, least bool, '
    + 'target bool, from string, to string, text string'),
  RegulationVersion: struct('Версия регламента.', 'name string, valid_from date?, in_force bool'),
  LimitsTable: struct('Таблица сроков, по которым зал измеряет талоны этого дня.', 'office string, date date, name string, '
    + 'title string, status string, valid_from date?, late_after_min int, hold_counts bool, rows LimitsRow[], '
    + 'versions RegulationVersion[]'),

  Event: { type: 'object', description: 'Событие журнала: плоский объект; остальные поля зависят от type.',
    properties: { seq: { type: 'integer' }, at: scalars.time, t: { type: 'integer',
      description: 'миллисекунды шкалы, которая не скачет' }, type: { type: 'string', enum: events },
      due: scalars.time, request: { type: 'string' }, request_scope: { type: 'string' }, request_sha: { type: 'string' },
      role: ref('Role'), by: { type: 'string' }, via: { type: 'string' } },
    required: ['seq', 'at', 't', 'type'] },
  Problem: { type: 'object', description: 'RFC 9457; type постоянен, title — предложение для человека.',
    properties: { type: { type: 'string', enum: refusals.map((name) => '/problems/' + name) },
      title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' } },
    required: ['type', 'title', 'status'] },
  DeskList: struct('Окна зала.', 'desks DeskListRow[]'),
  DeskListRow: struct('Окно.', 'desk string, title string, room_title string, state DeskState, specialist string, '
    + 'specialist_name string'),
  OwnDevice: struct('Что устройству известно о себе из конфигурации; last_offline — наибольший номер под его буквой.',
    'device string, role DeviceRole, title string, letter string, diagonal_inch number, distance_m number, '
    + 'rooms string[], buses LedBus[], last_offline int'),
  LedBus: struct('Шина светодиодных табло этого устройства, по порядку его --bus. Яркость в процентах, ночь — минуты от полуночи.',
    'bus string, protocol BusProtocol, baud int, brightness int, night_brightness int, night_from_min int, '
    + 'night_to_min int, boards LedBoard[]'),
  LedBoard: struct('Светодиодное табло: строка зала или табло (пульт) окна.',
    'address int, role LedRole, desk string, rooms string[]'),
  BoardPicture: struct('Устройство табло и голоса: раскладка, справочные страницы, кто где принимает, сроки.',
    'layout BoardLayout, wall Wall, pages InfoPage[], hours string[], breaks string[], rooms RoomPlate[], lines string[], '
    + 'limits LimitPicture[], voice VoiceRules'),
  BoardLayout: struct('Раскладка табло; 0 — выбирается по размеру экрана и самому дальнему месту.', 'id string, '
    + 'kind BoardKind, band number, columns int, rows int, beside Panel[], idle Panel[], every_s seconds'),
  Panel: struct('Часть табло, которая уступает место вызовам.', 'shows PanelKind, page string'),
  Wall: struct('Видеостена: одна картина на нескольких панелях; зазоры скрыты рамками.',
    'columns int, rows int, gap_x_mm number, gap_y_mm number'),
  InfoPage: struct('Информационная страница.', 'id string, title string, text string[]'),
  RoomPlate: struct('Помещение и его окна.', 'room string, title string, way string, desks DeskPlate[]'),
  DeskPlate: struct('Окно; имя специалиста — только на дверной табличке.', 'desk string, title string, state DeskState, '
    + 'receives string[], specialist_name string'),
  LimitPicture: struct('Срок регламента для посетителей.', 'title string, measure Measure, clause string, limit_s seconds'),
  VoiceRules: struct('Правила голоса.', 'twice bool, english bool, volume int, volumes VolumeSpan[], notices SpokenNotice[], speaks bool'),
  VolumeSpan: struct('Громкость части дня.', 'from_min int, to_min int, percent int'),
  SpokenNotice: struct('Повторяемое сообщение.', 'id string, text string, every_min int'),
  TicketHistory: { type: 'object', description: 'Талон, его события и сроки, действовавшие при выдаче.',
    properties: { ticket: ref('DeskTicket'), events: { type: 'array', items: ref('Event') },
      limits: { type: 'array', items: ref('TicketLimit') },
      called_before: { type: 'array', items: ref('CalledBefore') }, people: { type: 'array', items: ref('Named') },
      outcomes: { type: 'array', items: ref('OutcomeTitle') } },
    required: ['events', 'limits', 'called_before', 'people', 'outcomes'] },
  Named: struct('Человек из событий талона.', 'login string, name string'),
  OutcomeTitle: struct('Как назывался исход в тот день.', 'id string, title string'),
  TicketLimit: struct('Срок.', 'measure Measure, clause string, limit_s seconds?, regulation string, valid_from date?, '
    + 'title string, text string'),
  Person: struct('Кто вошёл.', 'login string, name string, role Role'),
  People: struct('Люди.', 'users Person[]'),
  DeviceKeys: struct('Ключи устройств (без самих ключей).', 'devices DeviceKey[]'),
  DeviceKey: struct('Ключ устройства.', 'device string, role Role'),
  AccessRow: struct('Вход, отказ или смена прав. count одинаковых отказов за 10 минут — одна строка.', 'at time, last time, '
    + 'kind string, title string, who string, who_name string, address string, about string, count int'),
  AccessReport: struct('Журнал доступа: новые сверху.', 'from date, to date, rows AccessRow[], left_out int'),
  NewDeviceKey: struct('Новый ключ: показывается один раз.', 'device string, key string'),
  Status: struct('Состояние программы.', 'status string'),

  Measured: struct('Ожидание или обслуживание строки отчёта.', 'count int, mean_s seconds?, median_s seconds?, '
    + 'p90_s seconds?, max_s seconds?, with_limit int, within int, within_share number?, limit_s seconds?, clause string'),
  ReportRow: struct('Строка отчёта.', 'key string, title string, tickets int, served int, no_show int, cancelled int, '
    + 'closed_at_day_end int, left int, transferred int, in_hall int, over_now int, wait Measured, walk Measured, '
    + 'further Measured, service Measured'),
  ClauseRow: struct('Доля в срок по одному пункту и сроку.', 'regulation string, clause string, measure Measure, '
    + 'limit_s seconds, with_limit int, within int, broken int, within_share number?'),
  OutcomeRow: struct('Чем окончены посещения.', 'outcome string, reason string, count int'),
  Books: struct('Сходится ли счёт: issued = served + no_show + cancelled + in_hall.', 'issued int, served int, '
    + 'no_show int, cancelled int, in_hall int, balanced bool'),
  SummaryReport: struct('Сводка.', 'from date, to date, by string, rows ReportRow[], total ReportRow, '
    + 'clauses ClauseRow[], outcomes OutcomeRow[], books Books, virtual_clock bool'),
  BreachRow: struct('Нарушение.', 'date date, number ticket, line_title string, measure Measure, clause string, '
    + 'limit_s seconds, actual_s seconds, desk string, specialist string, at time, service string, procedure string, '
    + 'running bool, cause string, specialist_title string'),
  BreachReport: struct('Нарушения сроков.', 'rows BreachRow[], left_out int, virtual_clock bool'),
  ChartPoint: struct('Точка: кто сколько ждал.', 'at time, number ticket, procedure string, wait_s seconds, broken bool'),
  ChartLimit: struct('Линия срока.', 'procedure string, clause string, limit_s seconds'),
  ChartReport: struct('График ожидания.', 'points ChartPoint[], limits ChartLimit[], left_out int, virtual_clock bool'),
  DayReport: struct('Итог дня.', 'date date, procedures ReportRow[], desks ReportRow[], hours ReportRow[], '
    + 'total ReportRow, clauses ClauseRow[], outcomes OutcomeRow[], books Books, breaches BreachRow[], '
    + 'virtual_clock bool'),
  WorkRow: struct('Работа элемента системы в часы приёма.', 'kind string, key string, title string, '
    + 'reception_s seconds, working_s seconds, share number?, stops int'),
  WorkGap: struct('Остановка.', 'date date, kind string, title string, from time, to time, length_s seconds, cause string'),
  WorkReport: struct('Акт работы за день или период.', 'from date, to date, days int, rows WorkRow[], gaps WorkGap[], '
    + 'left_out int, head string, last int, virtual_clock bool'),
  PauseRow: struct('Перерывы по одной причине.', 'reason string, length_s seconds'),
  LoadRow: struct('Нагрузка.', 'desk string, desk_title string, specialist string, specialist_title string, days int, '
    + 'open_s seconds, serving_s seconds, called_s seconds, phone_s seconds, idle_s seconds, paused_s seconds, load number?, calls int, '
    + 'served int, no_show int, out_of_turn int, pauses PauseRow[]'),
  LoadReport: struct('Нагрузка окон и специалистов.', 'from date, to date, rows LoadRow[], specialists LoadRow[], '
    + 'total LoadRow, virtual_clock bool'),
  OutOfTurnCall: struct('Вызов не по порядку.', 'at time, number ticket, desk string, specialist string, reason string, '
    + 'waited_s seconds, desk_title string, specialist_title string'),
  OutOfTurnReport: struct('Вызовы не по порядку.', 'rows OutOfTurnCall[], virtual_clock bool'),
  SignRow: struct('Признак приукрашивания: не доказательство, а повод посмотреть талоны.', 'date date, kind string, '
    + 'title string, definition string, specialist string, specialist_title string, count int, of int, tickets ticket[]'),
  SignsReport: struct('Признаки приукрашивания.', 'from date, to date, specialist_days int, rows SignRow[], '
    + 'virtual_clock bool'),
  ForecastRow: struct('Ошибка прогноза.', 'service string, procedure string, title string, count int, '
    + 'median_error_s seconds?, p90_error_s seconds?, longer_share number?, not_later_count int, '
    + 'kept_share number?'),
  ForecastReport: struct('Сбылось ли ожидание с талона.', 'from date, to date, rows ForecastRow[], total ForecastRow, '
    + 'virtual_clock bool'),
  PhoneRow: struct('Консультационная линия: услуга, день или всё.', 'key string, title string, talks int, answered int, '
    + 'forwarded int, promised int, missed int, missed_share number?, over int, waits int, mean_wait_s seconds?, '
    + 'mean_talk_s seconds?, rung_back int, rung_back_late int'),
  PhoneReport: struct('Консультационная линия.', 'from date, to date, services PhoneRow[], days PhoneRow[], total PhoneRow, '
    + 'virtual_clock bool'),
  RatingRow: struct('Оценки: 1 плохо, 2 средне, 3 хорошо.', 'service string, procedure string, title string, count int, '
    + 'good int, middling int, bad int, mean number?'),
  RatingReport: struct('Оценки посетителей.', 'from date, to date, rows RatingRow[], total RatingRow, virtual_clock bool'),
  HelpRow: struct('Вызов сотрудника к терминалу.', 'at time, device string, device_title string, answered_s seconds?, '
    + 'specialist string, specialist_title string'),
  HelpReport: struct('Вызовы сотрудника.', 'from date, to date, rows HelpRow[], answered int, median_s seconds?, '
    + 'max_s seconds?, virtual_clock bool'),
  RegistryRow: struct('Строка журнала регламента. Ф.И.О. и адреса заявителя система не хранит.', 'registry string, year int, '
    + 'number int, at time, ticket ticket, service string, procedure string, service_title string, procedure_title string, '
    + 'line_title string, outcome string, '
    + 'outcome_title string, reason string, desk string, specialist string, specialist_title string'),
  RegistryRange: struct('Номера одного журнала и года за период; missing должно быть 0.', 'registry string, title string, '
    + 'year int, first int, last int, count int, missing int, columns RegistryHeading[]'),
  RegistryHeading: struct('Столбец журнала; blank вписывают от руки.', 'title string, of ColumnOf'),
  RegistryReport: struct('Журналы регламента.', 'from date, to date, registries RegistryRange[], rows RegistryRow[], '
    + 'virtual_clock bool'),
  AppointmentRow: struct('Предварительная запись: очередь, день или всё.', 'service string, procedure string, title string, '
    + 'booked int, in_person int, telephone int, kiosk int, moved int, cancelled int, due int, arrived int, late int, '
    + 'missed int, expected int, missed_share number?'),
  AppointmentReport: struct('Что стало с предварительной записью.', 'from date, to date, lines AppointmentRow[], '
    + 'days AppointmentRow[], total AppointmentRow, virtual_clock bool'),
  SessionRow: struct('Выездной приём одного дня. Чего этот сервер не знает, то пусто: ноутбук не знает подготовки, учреждение — '
    + 'того, чего ещё не приняло. late_s: на сколько приём начат позже begins или прихода первого посетителя.', 'hall string, date date, '
    + 'location string, distance_m int?, travel_s seconds?, prepared_at time?, prepared_by string, prepared_late bool, cancelled_at time?, cancelled_by string, '
    + 'cancel_reason string, arrived_at time?, '
    + 'begins time?, begun_at time?, late_s seconds?, tickets int, received bool'),
  HandoverRow: struct('Передача дел (S2-11.8): когда, сколько, кто сдал, кто принял. taken_at пуст: ещё не приняты, или это ноутбук.',
    'hall string, from date, to date, tickets int, cases int, given_by string, given_at time, taken_by string, taken_at time?'),
  SessionReport: struct('Выездные приёмы и книга учёта переданных дел.', 'hall string, mobile bool, sessions SessionRow[], '
    + 'handovers HandoverRow[], virtual_clock bool'),
  PreparedSession: struct('Подготовленный выезд; warning пуст, если расчёт сделан вовремя.', 'hall string, date date, location string, '
    + 'distance_m int, travel_s seconds, warning string'),
  YearReport: struct('Отчёт за год.', 'from date, to date, office string, months ReportRow[], procedures ReportRow[], '
    + 'services ReportRow[], total ReportRow, clauses ClauseRow[], outcomes OutcomeRow[], work WorkRow[], work_days int, '
    + 'load LoadRow, out_of_turn int, signs int, forecast ForecastRow, books Books, virtual_clock bool'),
  OwnReport: struct('Показатели самого специалиста.', 'specialist string, from date, to date, days ReportRow[], '
    + 'total ReportRow, clauses ClauseRow[], load LoadRow, virtual_clock bool'),
  WaitFigures: struct('Ожидания: повторённые или на деле.', 'visitors int, with_limit int, within int, within_share number?, '
    + 'mean_s seconds, p90_s seconds, max_s seconds, not_seen int'),
  LineReplay: struct('Очередь в повторе дня.', 'service string, procedure string, title string, actual WaitFigures, '
    + 'before WaitFigures, after WaitFigures'),
  DeskWork: struct('Сколько работы было у окна.', 'open_s seconds, busy_s seconds, load number?, seen int'),
  DeskReplay: struct('Окно в повторе дня.', 'desk string, title string, before DeskWork, after DeskWork'),
  ReplayReport: struct('Прошедший день ещё раз, с изменениями: actual — на деле, before — повтор без них, after — с ними.',
    'date date, changes string[], actual WaitFigures, before WaitFigures, after WaitFigures, lines LineReplay[], '
    + 'desks DeskReplay[], sentence string, virtual_clock bool'),
  StaffedHalfHour: struct('Полчаса плана: load — сколько окон занято в среднем, desks — сколько нужно, open — какие.',
    'from_min int, arrivals number, load number, desks int, desks_usual number?, open string[]'),
  StaffedWeekday: struct('План одного дня недели; planned — по всем виртуальным дням вместе.',
    'weekday int, title string, days int, half_hours StaffedHalfHour[], desk_hours number, desk_hours_usual number, '
    + 'planned WaitFigures, actual WaitFigures, reached bool, sentence string'),
  StaffingReport: struct('План окон по получасам.', 'from date, to date, target number, virtual_days int, '
    + 'weekdays StaffedWeekday[], virtual_clock bool'),
  DeskDuties: struct('Что принимает окно и как занято.', 'desk string, title string, lines string[], work DeskWork'),
  DutyProposal: struct('Очередь, которую окну стоит принимать тоже.', 'desk string, desk_title string, service string, '
    + 'procedure string, line_title string, late_less int, spread number, after WaitFigures, sentence string'),
  RedistributionReport: struct('Нагрузка окон и предложения перераспределить процедуры.', 'from date, to date, days int, '
    + 'before WaitFigures, spread number, desks DeskDuties[], proposals DutyProposal[], virtual_clock bool'),
  Definition: struct('Что значит показатель.', 'figure string, title string, text string'),
  Definitions: struct('Определения всех показателей.', 'rows Definition[]'),
  LegReport: struct('Строки отрезков как есть.', 'virtual_clock bool, rows Leg[]'),

  IssueTicket: body('Выдать талон: service и procedure вместе, или booking_code записи на сегодня. number и issued_at — вместе, если талон выдан без сервера.', 'service? string, '
    + 'procedure? string, language? string, priority? string, booking_code? string, number? ticket, issued_at? time',
    { service: name64, procedure: name64, booking_code: { maxLength: 64 }, language: { pattern: '^[a-z]{2,3}$', default: 'ru' } }),
  BookAppointment: body('Записать на время. Имя, телефон и почта — только с согласия гражданина (consent); напоминание '
    + 'идёт туда, куда он выбрал. Терминал записывает от себя, booked_by не указывает.', 'service string, procedure string, '
    + 'slot_at time, booked_by? BookedBy, remind? Channel, name? string, phone? string, email? string, consent? bool',
    { service: name64, procedure: name64, name: { maxLength: 64 }, phone: { maxLength: 64 }, email: { maxLength: 254 } }),
  BookingCode: body('Код записи; пробелы и дефисы не важны, буквы, похожие на цифры (О, З, Б, l), читаются как цифры.', 'booking_code string', { booking_code: name64 }),
  MoveAppointment: body('На другое время.', 'slot_at time, reason? string', { reason: { maxLength: 500 } }),
  ErasePerson: body('Телефон или почта.', 'contact string', { contact: { minLength: 1, maxLength: 254 } }),
  ReportSlip: body('Что стало с бумагой.', 'outcome string, reason? string',
    { outcome: { enum: ['printed', 'failed', 'unknown'] }, reason: { maxLength: 64 } }),
  WithReason: body('Причина словами.', 'reason string', { reason: sentence }),
  RateTicket: body('Отзыв: 1 плохо, 2 средне, 3 хорошо.', 'rating int', { rating: { minimum: 1, maximum: 3 } }),
  Nothing: body('Тело не нужно.', ''),
  WithOutcome: body('Чем кончился приём; reason — причина исхода, если он её требует.', 'outcome? string, reason? string',
    { outcome: { maxLength: 64 }, reason: sentence }),
  HoldTicket: body('Отложить.', 'reason string, minutes? int', { reason: sentence, minutes: { minimum: 1, maximum: 240 } }),
  NextMatter: body('Другое дело; outcome — чем кончилось прежнее.', 'service string, procedure string, outcome? string, '
    + 'reason? string', { service: name64, procedure: name64, outcome: { maxLength: 64 }, reason: sentence }),
  ReceiveVisitor: body('Без талона: service и procedure вместе, или booking_code.', 'service? string, procedure? string, '
    + 'booking_code? string, reason? string', { service: name64, procedure: name64, booking_code: { maxLength: 64 },
    reason: sentence }),
  StartPhone: body('Разговор.', 'forwarded? bool'),
  EndPhone: body('Чем кончился разговор; waited_s — сколько ждали ответа.', 'outcome string, service? string, waited_s? seconds',
    { outcome: { enum: ['answered', 'forwarded', 'callback'] }, service: name64, waited_s: { minimum: 0, maximum: 3600 } }),
  MissPhone: body('О чём спрашивали, если известно.', 'service? string', { service: name64 }),
  PressKey: body('Клавиша пульта.', 'key string', { key: { enum: ['next', 'recall', 'start_finish', 'pause'] } }),
  ReturnTicket: body('Талон, который снова ждёт.', 'ticket string', { ticket: name64 }),
  TransferTicket: body('Куда перенаправить: к процедуре, окну или человеку; return_here — потом обратно.', 'service string, '
    + 'procedure string, to_desk? string, note? string, to_specialist? string, return_here? bool',
    { service: name64, procedure: name64, note: sentence }),
  CallTicket: body('Вызов не по порядку.', 'ticket string, reason string', { ticket: name64, reason: sentence }),
  LogIn: body('Вход.', 'login string, password string', { login: name64, password: { maxLength: 200, format: 'password' } }),
  ReportDevice: body('Состояние частей устройства, каждые 5 с.', 'components ReportedComponent[]',
    { components: { maxItems: 160 } }),
  ReportedComponent: body('Часть устройства.', 'component string, health string, reason? string',
    { component: name64, health: { enum: ['ok', 'warning', 'failed'] }, reason: sentence }),
  Decide: body('Решение руководителя. permission: subject — окно, которому можно закрыться последним; choice: subject — окно, '
    + 'которому можно вызывать не по порядку; mode: value — порядок вызова; priority: subject — категория, value — её право.',
    'kind string, reason string, until? time, subject? string, value? string',
    { kind: { enum: ['extension', 'emergency', 'permission', 'choice', 'stop_issuing', 'mode', 'priority'] }, reason: sentence,
      subject: sentence, value: { maxLength: 64 } }),
  ArriveSession: body('Приехали.', 'location string', { location: { minLength: 1, maxLength: 500 } }),
  HandSession: body('Сколько личных дел передано.', 'cases int', { cases: { minimum: 0, maximum: 10000 } }),
  PrepareSession: body('Выезд: какой ноутбук (hall — id его зала), когда, куда и сколько километров в одну сторону.',
    'hall string, date date, location string, distance_km number', { hall: hallId, location: { minLength: 1, maxLength: 500 },
      distance_km: { minimum: 0, maximum: 1000 } }),
  CancelSession: body('Выезд, который не состоится, и почему.', 'hall string, date date, reason string',
    { hall: hallId, reason: { minLength: 1, maxLength: 500 } }),
  ReceiveSession: body('Чьи дела приняты.', 'hall string', { hall: hallId }),
  NewUser: body('Новый человек.', 'login string, name string, role string, password string',
    { login: name64, name: name64, role: { enum: ['specialist', 'manager', 'administrator'] },
      password: { maxLength: 200, format: 'password' } }),
  NewPassword: body('Новый пароль.', 'password string', { password: { maxLength: 200, format: 'password' } }),
  NewDevice: body('Новое устройство.', 'device string, role? string',
    { device: name64, role: { enum: ['kiosk', 'display'] } }),
};

// ---- examples: each is read by the same code that reads the real ones, in the test ----

const now = '2026-03-02T09:14:07.120+05:00';
const time = { now, rate: 1, virtual_clock: false };
const office = { id: 'snezhinsk', name: 'Управление социальной защиты населения города Снежинска',
  short_name: 'УСЗН города Снежинска', address: 'Челябинская область, город Снежинск', phone: '' };
const room = { room: '1', title: 'кабинет 1', way: '1 этаж, прямо' };
const brief = ['паспорт или другой документ, удостоверяющий личность заявителя', 'копия свидетельства о рождении ребёнка'];
const line = { service: 'child_benefit', procedure: 'submission', title: 'Пособие на ребёнка: Подать документы', waiting: 3,
  oldest_s: 412, limit_s: 1800, clause: '7.2', over: 0, expected_wait_s: 900, desks_open: 2 };
const call = { number: 'В017', desk: '3', desk_title: 'окно 3', room: '2', room_title: 'кабинет 2', way: '1 этаж, направо',
  seq: 812, called_at: now, recalls: 0, left: false, room_shared: false };
const ticketId = '0b1c2d3e-4f50-4617-8a90-b1c2d3e4f506';
const deskTicket = { id: ticketId, number: 'В017', state: 'serving', service: 'child_benefit', procedure: 'submission',
  service_title: 'Пособие на ребёнка', procedure_title: 'Подать документы', entry: 'walk_in', priority: '', note: '',
  issued_at: '2026-03-02T09:02:00.000+05:00', called_at: '2026-03-02T09:12:00.000+05:00',
  seen_at: '2026-03-02T09:12:40.000+05:00', wait_s: 640, service_s: 87, wait_limit_s: 1800, wait_clause: '7.2',
  service_limit_s: 1200, service_clause: '7.4', recalls: 0, applicants: 1, slip: 'printed', slip_reason: '', why: 'Взял талон раньше других: у него меньше всего времени до срока.', brief,
  booked_at: null, held_until: null, return_desk: '' };
const event = { seq: 812, at: now, t: 33247120, type: 'ticket_called', ticket: ticketId, number: 'В017', desk: '3', room: '2',
  specialist: 'anna', waited_ms: 600000, why: 'limit', out_of_order: false, mode: 'live', ground: 'limit',
  claim_ms: 1170000, service_ms: 450000, credit_ms: 300000, yield_ms: 0, runner_up: '', role: 'specialist', by: 'anna' };
const order = { mode: 'live', title: 'Живая очередь, уступка до 20 минут.', reason: '', since: null, until: null,
  priority_share: 0.08, guard: true, modes: [{ mode: 'live', title: 'живая очередь, уступка 20 минут',
    text: 'Живая очередь. Чей срок уже нарушен, до 20 минут пропускает из других очередей тех, кого ещё можно вызвать в срок.' }] };
const legExample = { ticket: ticketId, leg: 0, last: true, seq: 830, date: '2026-03-02', number: 'В017',
  service: 'child_benefit', procedure: 'submission', entry: 'walk_in', place: 'hall', desk: '3', specialist: 'anna',
  issued_at: deskTicket.issued_at, called_at: deskTicket.called_at, seen_at: deskTicket.seen_at, ended_at: now,
  wait_ms: 640000, walk_ms: 40000, service_ms: 87120, stay_ms: 727120, outcome: 'served', reason: 'accepted', recalls: 0,
  applicants: 1, regulation: 'snezhinsk-2008', wait_limit_s: 1800, wait_clause: '7.2', service_limit_s: 1200,
  service_clause: '7.4', wait_broken: false, service_broken: false };
const measured = { count: 1, mean_s: 640, median_s: 640, p90_s: 640, max_s: 640, with_limit: 1, within: 1, within_share: 1,
  limit_s: 1800, clause: '7.2' };
const row = { key: 'submission', title: 'Подать документы', tickets: 1, served: 1, no_show: 0, cancelled: 0,
  closed_at_day_end: 0, left: 0, transferred: 0, in_hall: 0, over_now: 0, wait: measured, walk: measured, further: measured,
  service: { ...measured, mean_s: 87, median_s: 87, p90_s: 87, max_s: 87, limit_s: 1200, clause: '7.4' } };
const books = { issued: 1, served: 1, no_show: 0, cancelled: 0, in_hall: 0, balanced: true };
const breach = { date: '2026-03-02', number: 'А003', line_title: 'Пособие на ребёнка: Консультация', measure: 'wait',
  clause: '7.2', limit_s: 1800, actual_s: 1860, desk: '1', specialist: 'anna', at: now,
  service: 'child_benefit', procedure: 'consultation', running: false, cause: 'все открытые окна были заняты',
  specialist_title: 'Специалист 3' };
const clauseRow = { regulation: 'snezhinsk-2008', clause: '7.2', measure: 'wait', limit_s: 1800, with_limit: 1, within: 1,
  broken: 0, within_share: 1 };
const outcomeRow = { outcome: 'served', reason: 'accepted', count: 1 };
const outlook = { at: now, horizon_min: 45, breach_count: 3, breach_probability: 0.675, breaches_expected: 4.2, warn: true,
  helps: [{ desk: '4', title: 'окно 4', minutes: 60, breaches_less: 2.9 }], closes_at: null, last_start: null,
  last_start_p90: null, late_probability: 0, propose_extension: false, late_tickets: 0 };
const appointment = { appointment: '7a1c2d3e-4f50-4617-8a90-b1c2d3e4f506', code: '4815162342', service: 'child_benefit',
  procedure: 'submission', title: line.title, slot_at: '2026-03-03T09:00:00.000+05:00', rooms: [room], state: 'expected',
  booked_by: 'telephone', remind: 'sms', reminder: 'waiting', reminder_reason: '', number: '', contact: '', late: false };
const examples = {
  HallTime: time,
  MenuPicture: { time, office, open: true, closed_text: '', next_open: null, closes_at: '2026-03-02T18:00:00.000+05:00',
    hours: ['Понедельник, четверг: 9:00–18:00', 'Вторник, среда: 8:30–17:00'],
    groups: [{ id: 'family', title: 'Дети и семья', note: 'Пособия, выплаты, путёвки' }],
    services: [{ service: 'child_benefit', group: 'family', title: 'Пособие на ребёнка',
      official: 'Назначение и выплата ежемесячного пособия на ребенка', note: '', words: ['детские'],
      procedures: [{ procedure: 'submission', title: 'Подать документы', official: 'подача пакета документов', note: '',
        brief, rooms: [room], waiting: 3, expected_wait_s: 900, not_later_s: 1500, wait_limit_s: 1800, open: true, why_closed: '', booking: false }] }],
    receptions: [{ from: '2026-03-02T09:00:00.000+05:00', to: '2026-03-02T18:00:00.000+05:00' }],
    regulation: 'Назначение и выплата ежемесячного пособия на ребенка',
    limits: [{ clause: '7.2', measure: 'wait', entry: 'walk_in', title: 'Подать документы', limit_s: 1800 }],
    translations: [{ language: 'en', text: 'Подать документы', translated: 'Submit documents' }],
    terminals: [{ device: 'kiosk1', title: 'Терминал у входа', prints: true }],
    plans: [{ title: '1 этаж', width: 24, height: 16,
      rooms: [{ room: '1', title: '', x: 0, y: 0, width: 6, height: 5, door: { x: 3, y: 5 } }],
      signs: [{ mark: 'here', x: 12, y: 14, device: 'kiosk1' }] }] },
  HallPicture: { seq: 812, time, office, open: true, closed_text: '', closes_at: '2026-03-02T18:00:00.000+05:00',
    notice: 'Пятница — неприёмный день.', emergency: '', calls: [call], lines: [line],
    next: [{ number: 'В018', service: 'child_benefit', procedure: 'submission' }] },
  LivePicture: { seq: 812, time, office, open: true, closed_text: '', closes_at: null, date: '2026-03-02', issued: 5,
    served: 1, no_show: 0, cancelled: 0, in_hall: 4, waiting: 3, order, outlook, lines: [line],
    desks: [{ desk: '3', title: 'окно 3', room_title: 'кабинет 2', state: 'open', pause_reason: '', specialist: 'anna',
      specialist_name: 'Специалист 3', since: '2026-03-02T08:55:00.000+05:00', ticket: deskTicket }],
    devices: [{ device: 'kiosk1', role: 'kiosk', title: 'Терминал у входа', health: 'warning', heard_s: 2,
      components: [{ component: 'printer', title: '', health: 'warning', reason: 'media-low', since: now }] }],
    breaches: [{ number: 'А003', line_title: breach.line_title, measure: 'wait', clause: '7.2', limit_s: 1800, at: now,
      desk: '' }], help: [{ device: 'kiosk1', title: 'Терминал у входа', called_at: now }],
    notices: [{ kind: 'decision', text: 'Приём продлён, до 18:30. Причина: много посетителей', by: 'chief', by_name: 'Начальник отдела', since: now }] },
  DeskPicture: { seq: 812, time, desk: '3', title: 'окно 3', room, state: 'open', pause_reason: '', specialist: 'anna',
    alerts: ['Табло этого окна: не отвечает.'], ticket: deskTicket, held: [], no_shows: [], waiting: 3, oldest_s: 412, oldest_limit_s: 1800, lines: [line],
    targets: [line], undo: { what: 'service_started', until: '2026-03-02T09:12:50.000+05:00' },
    today: { served: 4, no_show: 1, transferred: 0, mean_service_s: 640 },
    colleagues: [{ desk: '1', title: 'окно 1', state: 'open', specialist: 'petr', serves: ['child_benefit/consultation'] }],
    outcomes: [{ id: 'returned', title: 'документы возвращены', registry_title: 'Журнал регистрации устных обращений',
      reasons: ['истёк срок документа'], procedures: ['submission'] }], phone: null,
    row: { registry: 'appeals', title: 'Журнал регистрации устных обращений', year: 2026, number: 14, ticket: 'В016' },
    callbacks: 1, callbacks_late: 0, help: [{ device: 'kiosk1', title: 'Терминал у входа', called_at: now }],
    may_choose: true, choices: [{ id: '0192f8a0-0000-7000-8000-000000000018', number: 'В018', line_title: 'Детское пособие · подача документов',
      wait_s: 300 }] },
  CallbackList: { time, callbacks: [{ callback: '6f1c2d3e-4f50-4617-8a90-b1c2d3e4f506', service: 'child_benefit',
    specialist: 'anna', due_date: '2026-03-04', late: false, contact: '', specialist_name: 'Специалист 3' }] },
  SlotsPicture: { time, service: 'child_benefit', procedure: 'submission', title: line.title, rooms: [room],
    slots: [{ slot_at: '2026-03-03T09:00:00.000+05:00', free: 1 }], channels: ['sms', 'email'] },
  AppointmentPicture: appointment,
  AppointmentList: { time, appointments: [{ ...appointment, code: '', contact: '•• 45' }] },
  TicketReply: { id: ticketId, number: 'В017', issued_at: deskTicket.issued_at, service: 'child_benefit',
    procedure: 'submission', ahead: 2, expected_wait_s: 900, not_later_s: 1500, rooms: [room],
    slip: { office: office.name, phone: '', number: 'В017', issued_at: deskTicket.issued_at, service: 'Пособие на ребёнка',
      procedure: 'Подать документы', official: 'подача пакета документов', brief, ahead: 2, expected_wait_s: 900, not_later_s: 1500,
      rooms: [room], where: 'Смотрите на табло: вас пригласят в кабинет 1.', missed: 'Пропустили вызов — подойдите к терминалу.',
      journal_head: 'MFRGGZDFMZ', url: 'http://127.0.0.1:8080/t/MFRGGZDFMZTWQ2LK', language: 'ru', repeat: false, offline: false, booking_code: '', memo: false } },
  TicketStatus: { time, number: 'В017', state: 'waiting', ahead: 2, expected_wait_s: 900, not_later: now, room_title: '', desk_title: '',
    rooms: [room], slip: 'printed' },
  DeskList: { desks: [{ desk: '3', title: 'окно 3', room_title: 'кабинет 2', state: 'open', specialist: 'anna', specialist_name: 'Специалист 3' }] },
  OwnDevice: { device: 'kiosk1', role: 'kiosk', title: 'Терминал у входа', letter: 'П', diagonal_inch: 27, distance_m: 0.6,
    rooms: [], buses: [{ bus: 'bus1', protocol: 'modbus', baud: 115200, brightness: 80, night_brightness: 30,
      night_from_min: 1200, night_to_min: 420, boards: [{ address: 11, role: 'desk_panel', desk: '1', rooms: [] }] }],
    last_offline: 0 },
  BoardPicture: { layout: { id: 'hall', kind: 'hall', band: 0, columns: 2, rows: 4, beside: [{ shows: 'waiting', page: '' }],
      idle: [{ shows: 'waiting', page: '' }, { shows: 'page', page: 'bring' }], every_s: 12 },
    wall: { columns: 1, rows: 1, gap_x_mm: 0, gap_y_mm: 0 },
    pages: [{ id: 'bring', title: 'Что взять с собой', text: ['Паспорт'] }], hours: ['Понедельник: 9:00–18:00'],
    breaks: ['обед 13:00–13:45'], rooms: [{ room: '1', title: 'кабинет 1', way: '1 этаж, прямо', desks: [{ desk: '1',
      title: 'окно 1', state: 'open', receives: ['Пособие на ребёнка'], specialist_name: '' }] }], lines: [],
    limits: [{ title: 'Подать документы', measure: 'wait', clause: '7.2', limit_s: 1800 }],
    voice: { twice: false, english: true, volume: 100, volumes: [{ from_min: 480, to_min: 540, percent: 70 }],
      notices: [{ id: 'queue', text: 'Приготовьте документы.', every_min: 10 }], speaks: true } },
  TicketHistory: { ticket: deskTicket, events: [event], limits: [{ measure: 'wait', clause: '7.2', limit_s: 1800,
    regulation: 'snezhinsk-2008', valid_from: '2008-10-01', title: 'Административный регламент',
    text: 'Время ожидания … не должно превышать 30 минут.' }],
    called_before: [{ number: 'В018', desk: '3', desk_title: 'окно 3', called_at: now, out_of_order: true,
      why: 'Вызван не по порядку: ошибка терминала.' }], people: [{ login: 'anna', name: 'Специалист 3' }],
    outcomes: [{ id: 'accepted', title: 'принято' }] },
  LimitsTable: { office: office.name, date: '2026-03-02', name: 'snezhinsk-2008', title: 'Административный регламент',
    status: 'in force', valid_from: '2008-10-01', late_after_min: 15, hold_counts: true,
    rows: [{ kind: 'wait', clause: '7.2', subject: 'Подать документы, в порядке очереди: ожидание', service: '',
      procedure: 'Подать документы', entry: 'walk_in', amount: 30, unit: 'minute', least: false, target: false,
      from: 'выдача талона', to: 'начало приёма', text: 'Время ожидания … не должно превышать 30 минут.' }],
    versions: [{ name: 'snezhinsk-2008', valid_from: '2008-10-01', in_force: true }] },
  Person: { login: 'anna', name: 'Специалист 3', role: 'specialist' },
  People: { users: [{ login: 'anna', name: 'Специалист 3', role: 'specialist' }] },
  DeviceKeys: { devices: [{ device: 'kiosk1', role: 'kiosk' }] },
  NewDeviceKey: { device: 'kiosk1', key: 'EXAMPLE-KEY-SHOWN-ONCE' },
  SummaryReport: { from: '2026-03-02', to: '2026-03-02', by: 'procedure', rows: [row],
    total: { ...row, key: 'total', title: 'Всего' }, clauses: [clauseRow], outcomes: [outcomeRow], books,
    virtual_clock: false },
  BreachReport: { rows: [breach], left_out: 0, virtual_clock: false },
  ChartReport: { points: [{ at: now, number: 'В017', procedure: 'submission', wait_s: 640, broken: false }],
    limits: [{ procedure: 'submission', clause: '7.2', limit_s: 1800 }], left_out: 0, virtual_clock: false },
  DayReport: { date: '2026-03-02', procedures: [row], desks: [row], hours: [row], total: row,
    clauses: [clauseRow], outcomes: [outcomeRow], books, breaches: [breach],
    virtual_clock: false },
  LegReport: { virtual_clock: false, rows: [legExample] },
  IssueTicket: { service: 'child_benefit', procedure: 'submission', language: 'ru' },
  BookAppointment: { service: 'child_benefit', procedure: 'submission', slot_at: '2026-03-03T09:00:00+05:00',
    booked_by: 'telephone', remind: 'sms', phone: '+7 999 123-45-67', consent: true },
  BookingCode: { booking_code: '48151 62342' },
  MoveAppointment: { slot_at: '2026-03-03T11:00:00+05:00', reason: 'просит позже' },
  ErasePerson: { contact: '+7 999 123-45-67' },
  Contact: { name: 'Анна', phone: '+79991234567', email: '' },
  Erased: { erased: 1 },
  ReportSlip: { outcome: 'failed', reason: 'media-empty' },
  WithReason: { reason: 'вышел за копией' },
  RateTicket: { rating: 3 },
  Nothing: {},
  WithOutcome: { outcome: 'accepted' },
  HoldTicket: { reason: 'исправляет заявление', minutes: 10 },
  NextMatter: { service: 'child_benefit', procedure: 'consultation', outcome: 'accepted' },
  ReceiveVisitor: { service: 'child_benefit', procedure: 'consultation', reason: 'слабослышащий, терминалом не пользуется' },
  StartPhone: { forwarded: false },
  EndPhone: { outcome: 'callback', service: 'child_benefit', waited_s: 12 },
  MissPhone: { service: 'child_benefit' },
  PressKey: { key: 'start_finish' },
  ReturnTicket: { ticket: ticketId },
  TransferTicket: { service: 'child_benefit', procedure: 'consultation', to_desk: '1', note: 'спросить об отказе', return_here: true },
  CallTicket: { ticket: ticketId, reason: 'ошибка терминала' },
  LogIn: { login: 'anna', password: 'correct horse battery' },
  ReportDevice: { components: [{ component: 'printer', health: 'failed', reason: 'media-empty' },
    { component: 'screen', health: 'ok' }] },
  Decide: { kind: 'extension', reason: 'много посетителей', until: '2026-03-02T19:00:00+05:00' },
  SessionReport: { hall: 'snezhinsk', mobile: false, sessions: [{ hall: 'snezhinsk-mobile', date: '2026-03-02',
    location: 'Дом культуры посёлка', distance_m: 25000, travel_s: 1050, prepared_at: '2026-03-01T15:00:00.000+05:00', prepared_by: 'Специалист 3',
    prepared_late: false, cancelled_at: null, cancelled_by: '', cancel_reason: '', arrived_at: '2026-03-02T10:00:00.000+05:00', begins: '2026-03-02T10:10:00.000+05:00',
    begun_at: '2026-03-02T10:10:30.000+05:00', late_s: 30, tickets: 14, received: true }],
    handovers: [{ hall: 'snezhinsk-mobile', from: '2026-03-02', to: '2026-03-02', tickets: 14, cases: 9, given_by: 'Специалист 5',
      given_at: '2026-03-02T15:00:00.000+05:00', taken_by: 'Специалист 3', taken_at: '2026-03-03T09:00:00.000+05:00' }], virtual_clock: false },
  PreparedSession: { hall: 'snezhinsk-mobile', date: '2026-03-02', location: 'Дом культуры посёлка', distance_m: 25000,
    travel_s: 1050, warning: '' },
  ArriveSession: { location: 'Дом культуры посёлка' },
  HandSession: { cases: 9 },
  PrepareSession: { hall: 'snezhinsk-mobile', date: '2026-03-02', location: 'Дом культуры посёлка', distance_km: 25 },
  CancelSession: { hall: 'snezhinsk-mobile', date: '2026-03-02', reason: 'Метель, дорога закрыта' },
  ReceiveSession: { hall: 'snezhinsk-mobile' },
  NewUser: { login: 'anna', name: 'Специалист 3', role: 'specialist', password: 'correct horse battery' },
  NewPassword: { password: 'correct horse battery' },
  NewDevice: { device: 'kiosk1', role: 'kiosk' },
  Status: { status: 'ok' },
};
schemas.OwnDevice.properties.board = { ...ref('BoardPicture'), description: 'только у табло' };
for (const [name, value] of Object.entries(examples)) schemas[name].examples = [value];

// ---- calls ----

const anyone = ['visitor', 'kiosk', 'display', 'specialist', 'manager', 'administrator'];
const staff = ['specialist', 'manager', 'administrator'];
const watching = ['specialist', 'manager'];
const counter = ['kiosk', 'specialist', 'manager'];
const devices = ['kiosk', 'display'];
const atDesk = ['specialist'];
const manager = ['manager'];
const administrator = ['administrator'];

const paths = {};
const json = (schema) => ({ 'application/json': { schema: ref(schema) } });
function security(roles) {
  if (roles.includes('visitor')) return [];
  const ways = [];
  if (roles.some((role) => devices.includes(role))) ways.push({ device: [] });
  if (roles.some((role) => staff.includes(role))) ways.push({ session: [] });
  return ways;
}
function parameter(name, place, description, schema = { type: 'string' }, required = place === 'path') {
  return { name, in: place, required, description, schema };
}
const pathWords = { desk: 'имя окна', id: 'UUID', verb: 'действие', name: 'имя', login: 'имя для входа',
  token: 'код с QR талона', report: 'отчёт' };
const keyParameter = (required) => parameter('Idempotency-Key', 'header', 'UUID, который вызывающий сделал и сохранил до '
  + 'первой отправки; повтор даёт тот же ответ', { type: 'string', format: 'uuid' }, required);

/// options: body, reply (schema), status, key ("required", "optional"), also (further answers), query, description.
function operation(method, path, id, summary, roles, options = {}) {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => parameter(name, 'path', pathWords[name]));
  parameters.push(...(options.query ?? []));
  if (options.key) parameters.push(keyParameter(options.key === 'required'));
  const status = options.status ?? (options.reply || options.content ? 200 : 204);
  const answer = { description: status === 204 ? 'Сделано.' : 'Ответ.' };
  if (options.reply) answer.content = json(options.reply);
  if (options.content) answer.content = options.content;
  const made = { operationId: id, summary, tags: [options.tag ?? 'зал'], 'x-roles': roles, security: security(roles) };
  if (options.description) made.description = options.description;
  if (parameters.length > 0) made.parameters = parameters;
  if (options.body) made.requestBody = { required: schemas[options.body].required !== undefined, content: json(options.body) };
  made.responses = { [status]: answer, ...options.also, default: { $ref: '#/components/responses/Problem' } };
  paths[path] ??= {};
  paths[path][method] = made;
}

const v1 = '/api/v1';
operation('get', v1 + '/time', 'time', 'Время зала', anyone, { reply: 'HallTime' });
operation('get', v1 + '/menu', 'menu', 'Меню: услуги, процедуры, что сейчас открыто', anyone, { reply: 'MenuPicture' });
operation('get', v1 + '/regulation', 'regulation', 'Таблица сроков (S2-6.4-j): по ней зал измеряет', anyone,
  { reply: 'LimitsTable', query: [parameter('name', 'query', 'регламент; без него тот, по которому работает зал'),
    parameter('date', 'query', 'день; без него сегодняшний', scalars.date)] });
operation('get', v1 + '/hall', 'hall', 'Картина зала', anyone, { reply: 'HallPicture' });
operation('get', v1 + '/live', 'live', 'Картина зала для руководителя', watching, { reply: 'LivePicture' });
operation('get', v1 + '/events', 'events', 'Поток событий (Server-Sent Events)', anyone, {
  description: 'id — номер события, data — картина целиком, сразу при подключении; комментарий каждые 3 с, молчание '
    + '9 с — связи нет. view=desk: специалисту и выше; live: специалисту и руководителю; journal: руководителю, '
    + 'data — одно событие, продолжается с Last-Event-ID.',
  query: [parameter('view', 'query', 'какая картина', { type: 'string', enum: ['hall', 'desk', 'live', 'journal'] }, true),
    parameter('desk', 'query', 'окно, при view=desk'),
    parameter('Last-Event-ID', 'header', 'последнее полученное событие, при view=journal', { type: 'integer' }, false)],
  content: { 'text/event-stream': { schema: { type: 'string' },
    example: 'id: 812\ndata: {"seq":812}\n\n:\n\n' } } });
operation('get', '/t/{token}', 'ticket_page', 'Состояние талона по QR-коду: страница, с .json — данные', anyone, {
  content: { 'text/html': { schema: { type: 'string' } }, ...json('TicketStatus') } });

operation('post', v1 + '/tickets', 'issue', 'Выдать талон', counter, { tag: 'талоны', body: 'IssueTicket',
  reply: 'TicketReply', status: 201, key: 'required' });
operation('get', v1 + '/tickets/{id}', 'ticket', 'История талона', staff, { tag: 'талоны', reply: 'TicketHistory' });
operation('get', v1 + '/tickets/{id}/status', 'ticket_status', 'Место талона в очереди', counter,
  { tag: 'талоны', reply: 'TicketStatus' });
operation('get', v1 + '/tickets/{id}/slip', 'ticket_paper', 'Бумага талона, который ждёт без неё: печатает другой терминал',
  ['kiosk'], { tag: 'талоны', reply: 'TicketReply' });
operation('post', v1 + '/tickets/{id}/slip', 'slip', 'Что стало с бумагой талона', counter,
  { tag: 'талоны', body: 'ReportSlip', key: 'optional' });
operation('post', v1 + '/tickets/{id}/cancel', 'cancel', 'Снять талон', counter,
  { tag: 'талоны', body: 'WithReason', key: 'optional' });
operation('post', v1 + '/tickets/{id}/rating', 'rating', 'Отзыв', counter,
  { tag: 'талоны', body: 'RateTicket', key: 'optional' });
operation('post', v1 + '/tickets/{id}/arrive', 'arrive', 'Не явившийся вернулся', counter,
  { tag: 'талоны', body: 'Nothing', key: 'optional' });

operation('get', v1 + '/desks', 'desks', 'Окна', staff, { tag: 'окна', reply: 'DeskList' });
operation('get', v1 + '/desks/{desk}', 'desk', 'Картина окна', staff, { tag: 'окна', reply: 'DeskPicture' });
const nobody = { 204: { description: 'Никто не ждёт.' } };
for (const [verb, id, summary, content, also] of [
  ['open', 'desk_open', 'Открыть окно', 'Nothing'],
  ['take-over', 'desk_take_over', 'Перенять окно у другого специалиста', 'Nothing'],
  ['pause', 'desk_pause', 'Перерыв', 'WithReason'],
  ['resume', 'desk_resume', 'Продолжить после перерыва', 'Nothing'],
  ['close', 'desk_close', 'Закрыть окно', 'Nothing'],
  ['next', 'desk_next', 'Вызвать следующего; во время приёма сначала кончает его', 'WithOutcome', nobody],
  ['call', 'desk_call', 'Вызвать выбранный талон не по порядку', 'CallTicket'],
  ['recall', 'desk_recall', 'Повторить вызов', 'Nothing'],
  ['start', 'desk_start', 'Начать приём: точное время обращения', 'Nothing'],
  ['next-applicant', 'desk_next_applicant', 'Следующий заявитель того же талона', 'Nothing'],
  ['finish', 'desk_finish', 'Кончить приём', 'WithOutcome'],
  ['no-show', 'desk_no_show', 'Неявка', 'Nothing'],
  ['hold', 'desk_hold', 'Отложить талон: сам вернётся через minutes или через срок зала', 'HoldTicket'],
  ['return', 'desk_return', 'Вернуть отложенный талон или неявку в очередь', 'ReturnTicket'],
  ['transfer', 'desk_transfer', 'Перенаправить', 'TransferTicket'],
  ['next-matter', 'desk_next_matter', 'Другое дело того же посетителя: отрезок кончается, следующий начинается сразу', 'NextMatter'],
  ['receive', 'desk_receive', 'Принять посетителя без талона (или по коду записи); если другие ждут, нужна причина', 'ReceiveVisitor'],
  ['phone', 'desk_phone', 'Начать разговор по телефону: никого не вызывают, но это не перерыв', 'StartPhone'],
  ['phone-end', 'desk_phone_end', 'Кончить разговор; callback обещает перезвонить', 'EndPhone'],
  ['phone-missed', 'desk_phone_missed', 'Звонок, на который не ответили', 'MissPhone'],
  ['undo', 'desk_undo', 'Отменить последнее действие окна (10 с)', 'Nothing'],
]) {
  operation('post', v1 + '/desks/{desk}/' + verb, id, summary, verb === 'call' ? watching : atDesk,
    { tag: 'окна', body: content, reply: 'DeskPicture', key: 'required', also });
}

operation('post', v1 + '/desks/{desk}/key', 'desk_key', 'Клавиша пульта нажата: действует за вошедшего специалиста окна',
  ['display'], { tag: 'окна', body: 'PressKey', key: 'required',
    description: 'start_finish и pause значат начало или конец по состоянию окна.' });

const lineQuery = [parameter('service', 'query', 'услуга', { type: 'string' }, true),
  parameter('procedure', 'query', 'процедура', { type: 'string' }, true)];
operation('get', v1 + '/appointments/slots', 'slots', 'Свободное время для записи, ближайшее первым (S2-5.4.2-a)', counter,
  { tag: 'записи', reply: 'SlotsPicture', query: [...lineQuery,
    parameter('from', 'query', 'с какого дня', scalars.date), parameter('after', 'query', 'не раньше, ЧЧ:ММ'),
    parameter('before', 'query', 'начало раньше, ЧЧ:ММ'),
    parameter('most', 'query', 'сколько', { type: 'integer', minimum: 1, maximum: 200, default: 20 })] });
operation('get', v1 + '/appointments', 'appointments', 'Записи дня', watching,
  { tag: 'записи', reply: 'AppointmentList', query: [parameter('date', 'query', 'день; без него сегодняшний', scalars.date)] });
operation('post', v1 + '/appointments', 'book', 'Записать на приём: лично, по телефону или у терминала', counter,
  { tag: 'записи', body: 'BookAppointment', reply: 'AppointmentPicture', status: 201, key: 'required',
    description: 'Код из ответа показывают и печатают: по нему POST /tickets выдаёт талон.' });
operation('post', v1 + '/appointments/find', 'appointment_find', 'Запись по коду', counter,
  { tag: 'записи', body: 'BookingCode', reply: 'AppointmentPicture', description: 'Не больше 30 попыток в минуту.' });
operation('get', v1 + '/appointments/{id}', 'appointment', 'Одна запись', watching,
  { tag: 'записи', reply: 'AppointmentPicture' });
operation('get', v1 + '/appointments/{id}/contact', 'appointment_contact', 'Как связаться: кто смотрел, запоминается',
  watching, { tag: 'записи', reply: 'Contact' });
operation('post', v1 + '/appointments/{id}/move', 'appointment_move', 'Перенести запись', counter,
  { tag: 'записи', body: 'MoveAppointment', key: 'optional' });
operation('post', v1 + '/appointments/{id}/cancel', 'appointment_cancel', 'Отменить запись', counter,
  { tag: 'записи', body: 'WithReason', key: 'optional' });
operation('post', v1 + '/people/erase', 'erase_person', 'Забыть человека по его просьбе (152-ФЗ); сама запись остаётся',
  manager, { tag: 'записи', body: 'ErasePerson', reply: 'Erased' });

operation('get', v1 + '/callbacks', 'callbacks', 'Обещанные звонки', watching, { tag: 'окна', reply: 'CallbackList' });
operation('post', v1 + '/callbacks/{id}/made', 'callback_made', 'Перезвонили', atDesk, { tag: 'окна', body: 'Nothing',
  key: 'optional' });

operation('post', v1 + '/session', 'log_in', 'Войти', anyone, { tag: 'люди', body: 'LogIn', reply: 'Person',
  description: 'Ставит cookie. Изменяющие вызовы по cookie принимаются только со своей страницы (Origin).' });
operation('get', v1 + '/session', 'session', 'Кто вошёл', staff, { tag: 'люди', reply: 'Person' });
operation('delete', v1 + '/session', 'log_out', 'Выйти', staff, { tag: 'люди' });
operation('post', v1 + '/decisions', 'decision', 'Записать решение руководителя', manager,
  { tag: 'люди', body: 'Decide', key: 'optional' });
operation('get', v1 + '/users', 'users', 'Люди', administrator, { tag: 'люди', reply: 'People' });
operation('post', v1 + '/users', 'add_user', 'Добавить человека', administrator,
  { tag: 'люди', body: 'NewUser', reply: 'Person', status: 201 });
operation('delete', v1 + '/users/{login}', 'remove_user', 'Убрать человека', administrator, { tag: 'люди' });
operation('put', v1 + '/users/{login}/password', 'password', 'Сменить пароль', administrator,
  { tag: 'люди', body: 'NewPassword' });

const mobile = { tag: 'выездной приём', key: 'optional' };
operation('post', v1 + '/session/arrival', 'session_arrival', 'На ноутбуке: приехали; вызывать можно через 10 минут (S2-11.6)', watching,
  { ...mobile, body: 'ArriveSession' });
operation('post', v1 + '/session/handing', 'session_handing', 'На ноутбуке: личные дела переданы в учреждение (S2-11.8)', watching,
  { ...mobile, body: 'HandSession', description: 'После этого talon-server backup делает копию журнала, её принимает talon-server receive в учреждении.' });
operation('post', v1 + '/session/preparation', 'session_preparation', 'В учреждении: выезд подготовлен, время проезда по норме (S2-11.4, 11.5)',
  watching, { ...mobile, body: 'PrepareSession', reply: 'PreparedSession' });
operation('post', v1 + '/session/cancellation', 'session_cancellation', 'В учреждении: подготовленный выезд не состоится', watching,
  { ...mobile, body: 'CancelSession' });
operation('post', v1 + '/session/receipt', 'session_receipt', 'В учреждении: личные дела приняты (S2-11.8)', watching,
  { ...mobile, body: 'ReceiveSession', description: 'Копия журнала уже принята talon-server receive. Сколько дел и кто сдал, сказано в ней; принял '
    + 'вошедший. Принятое второй раз ничего не меняет.' });
operation('get', v1 + '/sessions', 'sessions', 'Выездные приёмы и книга учёта переданных дел (S2-11.8)', watching, { tag: 'выездной приём',
  content: { ...json('SessionReport'), 'text/csv': { schema: { type: 'string' } } }, description: 'format=csv — сама книга.',
  query: [parameter('format', 'query', 'вид', { type: 'string', enum: ['json', 'csv'], default: 'json' }),
    parameter('separator', 'query', 'разделитель CSV; «;» добавляет BOM', { type: 'string', enum: [',', ';'] })] });

const reportNames = { summary: 'SummaryReport', breaches: 'BreachReport', chart: 'ChartReport', legs: 'LegReport',
  day: 'DayReport', clauses: 'SummaryReport', outcomes: 'SummaryReport', work: 'WorkReport', load: 'LoadReport',
  out_of_turn: 'OutOfTurnReport', signs: 'SignsReport', forecast: 'ForecastReport', phone: 'PhoneReport',
  ratings: 'RatingReport', help: 'HelpReport', registries: 'RegistryReport',
  appointments: 'AppointmentReport', year: 'YearReport',
  replay: 'ReplayReport', staffing: 'StaffingReport', redistribution: 'RedistributionReport' };
operation('get', v1 + '/reports/{name}', 'report', 'Отчёт', manager, { tag: 'отчёты',
  description: 'summary — сводка по by; breaches — нарушения; chart — точки ожидания; legs — строки отрезков; day — итог дня; '
    + 'clauses и outcomes — части сводки, в CSV отдельными таблицами; work — акт работы; load — нагрузка; out_of_turn — вызовы '
    + 'не по порядку; signs — признаки приукрашивания; forecast — ошибка прогноза; phone — консультационная линия; ratings — оценки; help — вызовы сотрудника; '
    + 'registries — журналы регламента; appointments — предварительная запись; year — отчёт за год; replay — прошедший день с изменениями changes; '
    + 'staffing — план окон по получасам; redistribution — нагрузка и предложения перераспределить процедуры.',
  query: [parameter('from', 'query', 'первый день', scalars.date), parameter('to', 'query', 'последний день', scalars.date),
    parameter('hall', 'query', 'чей журнал: id выездного приёма, принятого talon-server receive; без него свой', scalars.string),
    parameter('by', 'query', 'по чему сводить', { type: 'string',
      enum: ['procedure', 'service', 'desk', 'specialist', 'hour', 'weekday', 'day', 'month'] }),
    parameter('changes', 'query', 'replay: через «;» — open или close,ОКНО,11:00,13:00, serve или drop,ОКНО,УСЛУГА,ПРОЦЕДУРА, '
      + 'mode,ИМЯ', scalars.string),
    parameter('registry', 'query', 'registries: только этот журнал, в CSV в его столбцах', scalars.string),
    parameter('target', 'query', 'staffing: сколько процентов может ждать дольше предела', { type: 'integer', minimum: 1,
      maximum: 50, default: 5 }),
    parameter('format', 'query', 'вид', { type: 'string', enum: ['json', 'csv'], default: 'json' }),
    parameter('separator', 'query', 'разделитель CSV; «;» добавляет BOM', { type: 'string', enum: [',', ';'] })],
  content: { 'application/json': { schema: { oneOf: [...new Set(Object.values(reportNames))].map(ref) } },
    'text/csv': { schema: { type: 'string' } } } });
paths[v1 + '/reports/{name}'].get.parameters[0].schema = { type: 'string', enum: Object.keys(reportNames) };

operation('get', v1 + '/reports/own', 'own_report', 'Свои показатели специалиста', ['specialist'], { tag: 'отчёты',
  reply: 'OwnReport', query: [parameter('from', 'query', 'первый день', scalars.date),
    parameter('to', 'query', 'последний день', scalars.date)] });
operation('get', v1 + '/definitions', 'definitions', 'Что значит каждый показатель', staff,
  { tag: 'отчёты', reply: 'Definitions' });

operation('get', v1 + '/devices/self', 'own_device', 'Что сервер знает об этом устройстве', devices,
  { tag: 'устройства', reply: 'OwnDevice' });
operation('put', v1 + '/devices/{name}/state', 'device_state', 'Состояние устройства', devices,
  { tag: 'устройства', body: 'ReportDevice' });
operation('post', v1 + '/help', 'help', 'Позвать сотрудника к терминалу', ['kiosk'],
  { tag: 'устройства', body: 'Nothing', key: 'optional' });
operation('post', v1 + '/help/{device}/answer', 'answer_help', 'Иду к терминалу, у которого зовут', ['specialist', 'manager'],
  { tag: 'устройства', body: 'Nothing', key: 'optional',
    description: 'Записывает, кто откликнулся и через сколько. Кого уже опередили, тому тоже 204.' });
operation('get', v1 + '/devices', 'devices', 'Ключи устройств', administrator, { tag: 'устройства', reply: 'DeviceKeys' });
operation('post', v1 + '/devices', 'add_device', 'Сделать ключ устройства', administrator,
  { tag: 'устройства', body: 'NewDevice', reply: 'NewDeviceKey', status: 201 });
operation('delete', v1 + '/devices/{name}', 'revoke_device', 'Отозвать ключ', administrator, { tag: 'устройства' });
operation('get', v1 + '/accesses', 'accesses', 'Журнал доступа', [...manager, ...administrator], { tag: 'люди',
  content: { ...json('AccessReport'), 'text/csv': { schema: { type: 'string' } } },
  description: 'Входы, отказы в доступе (с адресом и вызовом) и смена прав, в настоящем времени; format=csv — таблицей. Имя, которого '
    + 'в системе нет, не записывается: на его месте бывает пароль.',
  query: [parameter('from', 'query', 'первый день', scalars.date), parameter('to', 'query', 'последний день', scalars.date),
    parameter('who', 'query', 'записи одного человека или устройства и о нём', scalars.string),
    parameter('format', 'query', 'вид', { type: 'string', enum: ['json', 'csv'], default: 'json' }),
    parameter('separator', 'query', 'разделитель CSV; «;» добавляет BOM', { type: 'string', enum: [',', ';'] })] });

operation('get', '/healthz', 'health', 'Жив ли сервер', anyone, { tag: 'машины', reply: 'Status' });
operation('get', '/readyz', 'ready', 'Готов ли записывать', anyone, { tag: 'машины', reply: 'Status' });
operation('get', '/metrics', 'metrics', 'Счётчики (Prometheus)', anyone,
  { tag: 'машины', content: { 'text/plain': { schema: { type: 'string' } } } });
operation('get', '/api/openapi.json', 'openapi', 'Это описание', anyone,
  { tag: 'машины', content: { 'application/json': { schema: { type: 'object' } } } });

const document = {
  openapi: '3.1.0',
  info: { title: 'Talon: электронная очередь зала', version: '1', license: { name: 'MIT', identifier: 'MIT' },
    description: 'Времена — RFC 3339 со смещением. Отказы — application/problem+json с постоянным type. Имён посетителей нет нигде, кроме контакта записи, если гражданин его дал.' },
  servers: [{ url: '/' }],
  tags: ['зал', 'талоны', 'записи', 'окна', 'люди', 'отчёты', 'выездной приём', 'устройства', 'машины'].map((name) => ({ name })),
  paths,
  components: {
    schemas,
    responses: { Problem: { description: 'Отказ.', content: { 'application/problem+json': { schema: ref('Problem'),
      example: { type: '/problems/unknown-desk', title: 'Такого окна нет.', status: 404, detail: '7' } } } } },
    securitySchemes: {
      device: { type: 'http', scheme: 'bearer', description: 'ключ устройства (talon-server device add ИМЯ)' },
      session: { type: 'apiKey', in: 'cookie', name: 'talon', description: 'после POST /session; по https — __Host-talon' },
    },
  },
};
process.stdout.write(JSON.stringify(document, null, 1) + '\n');
