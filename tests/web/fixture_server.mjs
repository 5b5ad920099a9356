// SPDX-License-Identifier: MIT
// A small stand-in for the server's API: canned hall, desk verbs that do the least a page can see, every command
// recorded with its key. Faults are switched on by the test through the returned object.
import {createServer} from 'node:http';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const dist = process.env.TALON_WEB_DIST ?? fileURLToPath(new URL('../../server/web/dist', import.meta.url));
const types = {html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml', woff2: 'font/woff2'};

const iso = (ms) => new Date(ms + 5 * 3600_000).toISOString().replace('Z', '+05:00');
const line = (service, procedure, title, limit_s, clause) => ({service, procedure, title, limit_s, clause});
const lines = [
  line('child', 'consultation', 'Пособие на ребёнка: Получить консультацию', 1800, '2.14'),
  line('child', 'submission', 'Пособие на ребёнка: Подать документы', 2700, '2.14'),
  line('child', 'result', 'Пособие на ребёнка: Получить результат', 900, '2.14'),
  line('housing', 'consultation', 'Субсидия на оплату жилья: Получить консультацию', null, ''),
  line('housing', 'submission', 'Субсидия на оплату жилья: Подать документы', 2700, '2.14')];
const titles = {consultation: 'Получить консультацию', submission: 'Подать документы', result: 'Получить результат'};
const letters = {consultation: 'А', submission: 'В', result: 'Е'};
const brief = ['паспорт или другой документ, удостоверяющий личность', 'свидетельство о рождении ребёнка', 'справка о составе семьи',
  'справка о доходах за три месяца', 'номер счёта в банке'];

const outcome = (id, title, procedures = [], more = {}) => ({id, title, registry_title: '', reasons: [], procedures, ...more});
const outcomes = [outcome('consulted', 'консультация дана'), outcome('accepted', 'документы приняты', ['submission']),
  outcome('returned', 'документы возвращены', ['submission'], {registry_title: 'Журнал регистрации устных обращений', reasons: ['не хватает документов', 'истёк срок действия документа']}),
  outcome('no_right', 'разъяснено отсутствие права', ['consultation', 'submission']), outcome('refusal_requested', 'принято с требованием официального отказа', ['submission']),
  outcome('handed_over', 'результат выдан', ['result'])];
const mode = (name, title) => ({mode: name, title, text: `Что делает порядок «${title}».`});
const modes = [mode('live', 'живая очередь, уступка 20 минут'), mode('live_0', 'живая очередь без уступок'), mode('balanced', 'меньше нарушений, уступка 20 минут'), mode('fifo', 'строго по времени выдачи талона')];

const calm_outlook = {at: null, horizon_min: 45, breach_count: 3, breach_probability: 0, breaches_expected: 0.2, warn: false, helps: [],
  closes_at: null, last_start: null, last_start_p90: null, late_probability: 0, propose_extension: false, late_tickets: 0};
/// Half an hour before a bad end of the day.
/// One that needs a hand and one decision in force.
export const notices = [
  {kind: 'unserved', text: 'Приём окончен, не приняты 2: А049, Е005. Примите их или снимите талоны с указанием причины.', by: '', by_name: '', since: null},
  {kind: 'decision', text: 'Приём продлён, до 18:30. Причина: много посетителей', by: 'chief', by_name: 'Начальник отдела', since: '2026-03-02T09:05:00.000+05:00'}];
export const bad_outlook = {...calm_outlook, breach_probability: 0.825, breaches_expected: 5.3, warn: true,
  helps: [{desk: '2', title: 'Окно 2', minutes: 60, breaches_less: 3.4}, {desk: '5', title: 'Окно 5', minutes: 60, breaches_less: 1}],
  closes_at: '2026-03-02T17:00:00+05:00', last_start: '2026-03-02T17:22:40+05:00', last_start_p90: '2026-03-02T17:37:10+05:00',
  late_probability: 0.9, propose_extension: true, late_tickets: 4};

export async function start_fixture({now = Date.parse('2026-03-02T09:14:07+05:00'), text = {}} = {}) {
  const started = performance.now();
  const hall_now = () => now + (performance.now() - started);
  const hall = {
    seq: 800, commands: [], by_key: new Map(), streams: new Set(), session: null, help: [], notices: [], decisions: [], appointments: [], outlook: calm_outlook,
    callbacks: [], missed: 0, row: null, may_choose: false,
    faults: {lose_reply: 0, refuse: null, silent: false, down: false, delay_ms: 0}, lists: {desks: [], tickets: []},
    undo: null, today: {served: 7, no_show: 1, transferred: 1, mean_service_s: 512}, device_trouble: true, virtual_clock: false};
  let next_id = 1;
  const make = (line_index, number, waited_s, more = {}) => ({
    id: `0000-${next_id++}`, number, state: 'waiting', line: lines[line_index], issued: hall_now() - waited_s * 1000, desk: '',
    called: null, seen: null, recalls: 0, applicants: 1, entry: 'walk_in', priority: '', note: '', slip: 'printed', ...more});
  hall.tickets = [
    make(0, 'А047', 1330), make(0, 'А048', 1322), make(1, 'В012', 1910, {entry: 'booked', priority: text.priority ?? ''}), make(1, 'В013', 640), make(0, 'А049', 320),
    make(2, 'Е005', 1010), make(3, 'А050', 210), make(0, 'А051', 60),
    make(1, 'В009', 2950, {state: 'serving', desk: '2', called: hall_now() - 700_000, seen: hall_now() - 640_000}),
    make(0, 'А044', 1500, {state: 'held', desk: '3', note: text.note ?? 'заполняет заявление', called: hall_now() - 900_000, seen: hall_now() - 800_000}),
    make(0, 'А041', 2600, {state: 'no_show', desk: '3', called: hall_now() - 1500_000})];
  hall.desks = [
    {desk: '1', title: 'окно 1', room: 'кабинет 5', state: 'closed', specialist: '', pause_reason: ''},
    {desk: '2', title: 'окно 2', room: 'кабинет 5', state: 'open', specialist: 'petrova', pause_reason: ''},
    {desk: '3', title: text.desk ?? 'окно 3', room: text.room ?? 'кабинет 6', state: 'closed', specialist: '', pause_reason: ''},
    {desk: '4', title: 'окно 4', room: 'кабинет 6', state: 'paused', specialist: 'sidorova', pause_reason: text.pause ?? 'обед'}];

  const time = () => ({now: iso(hall_now()), rate: 1, virtual_clock: hall.virtual_clock});
  const whole = (ms) => Math.floor(ms / 1000);
  const view = (t) => ({
    id: t.id, number: t.number, state: t.state, service: t.line.service, procedure: t.line.procedure,
    service_title: text.service ?? t.line.title.split(': ')[0], procedure_title: text.procedure ?? titles[t.line.procedure], entry: t.entry, priority: t.priority,
    note: t.note, issued_at: iso(t.issued), called_at: t.called && iso(t.called), seen_at: t.seen && iso(t.seen),
    wait_s: whole((t.seen ?? hall_now()) - t.issued), service_s: t.state === 'serving' ? whole(hall_now() - (t.applicant ?? t.seen)) : null,
    wait_limit_s: t.line.limit_s, wait_clause: t.line.clause, service_limit_s: t.line.procedure === 'consultation' ? 900 : 1200, service_clause: '2.15',
    recalls: t.recalls, applicants: t.applicants, slip: t.slip, brief: text.brief ?? brief,
    why: ['called', 'serving'].includes(t.state) ? text.reason ?? 'Ждёт дольше всех в очередях этого окна.' : ''});
  const line_view = (l, desks_open = 2) => {
    const waiting = hall.tickets.filter((t) => t.state === 'waiting' && t.line === l);
    const waits = waiting.map((t) => whole(hall_now() - t.issued));
    return {...l, title: text.line ?? l.title, waiting: waiting.length, oldest_s: waits.length ? Math.max(...waits) : null,
      over: waits.filter((s) => l.limit_s && s > l.limit_s).length, expected_wait_s: 600, desks_open};
  };
  const at_desk = (desk) => hall.tickets.find((t) => t.desk === desk && (t.state === 'called' || t.state === 'serving'));
  const in_turn = () => hall.tickets.filter((t) => t.state === 'waiting').sort((a, b) => a.issued - b.issued);
  const oldest = () => in_turn()[0];
  const desk_picture = (id) => {
    const desk = hall.desks.find((d) => d.desk === id);
    const ticket = at_desk(id);
    const first = oldest();
    return {seq: hall.seq, time: time(), desk: id, title: desk.title, room: {room: '6', title: desk.room, way: ''}, state: desk.state,
      pause_reason: desk.pause_reason, specialist: desk.specialist, alerts: hall.alerts ?? [], ticket: ticket ? view(ticket) : null,
      held: hall.tickets.filter((t) => t.state === 'held' && t.desk === id).map(view),
      no_shows: hall.tickets.filter((t) => t.state === 'no_show' && t.desk === id).map(view),
      waiting: hall.tickets.filter((t) => t.state === 'waiting').length,
      oldest_s: first ? whole(hall_now() - first.issued) : null, oldest_limit_s: first ? first.line.limit_s : null,
      lines: lines.map((l) => line_view(l)), targets: lines.map((l) => line_view(l)),
      undo: hall.undo && hall.undo.until > hall_now() ? {what: hall.undo.what, until: iso(hall.undo.until)} : null, today: hall.today, help: hall.help,
      outcomes: outcomes.map((one) => ({...one, title: text.outcome ?? one.title})), row: hall.row,
      phone: desk.talk ? {since: iso(desk.talk.since), forwarded: desk.talk.forwarded, limit_s: 600, clause: text.clause ?? '6.5'} : null,
      callbacks: hall.callbacks.length, callbacks_late: hall.callbacks.filter((one) => one.late).length,
      may_choose: hall.may_choose, choices: hall.may_choose ? in_turn().map((t) => ({id: t.id, number: t.number, line_title: text.line ?? t.line.title,
        wait_s: whole(hall_now() - t.issued)})) : [],
      colleagues: hall.desks.filter((d) => d.desk !== id && d.state !== 'closed').map((d) => ({desk: d.desk, title: d.title, state: d.state,
        specialist: d.specialist, serves: lines.map((l) => `${l.service}/${l.procedure}`)}))};
  };
  const live_picture = () => {
    const count = (state) => hall.tickets.filter((t) => t.state === state).length;
    const waiting = count('waiting');
    const in_hall = waiting + count('called') + count('serving') + count('held');
    const served = 101 + count('served');
    return {seq: hall.seq, time: time(),
      office: {id: 'demo', name: 'Управление социальной защиты населения', short_name: text.office ?? 'Управление социальной защиты населения', address: '', phone: ''},
      open: true, closed_text: '', closes_at: iso(Date.parse('2026-03-02T17:00:00+05:00')), date: '2026-03-02',
      issued: served + 6 + 3 + in_hall, served, no_show: 6, cancelled: 3, in_hall, waiting, lines: lines.map((l, i) => line_view(l, i === 4 ? 0 : 2)),
      desks: hall.desks.map((d) => ({desk: d.desk, title: d.title, room_title: d.room, state: d.state, pause_reason: d.pause_reason, specialist: d.specialist,
        specialist_name: d.specialist ? (text.name ?? 'специалист 2-й категории') : '', since: iso(now - 900_000), ticket: at_desk(d.desk) ? view(at_desk(d.desk)) : null})),
      devices: [
        {device: 'kiosk-1', role: 'kiosk', title: text.device ?? 'Киоск у входа', health: 'warning', heard_s: 1, components: [
          {component: 'printer', title: '', health: 'warning', reason: text.reason ?? 'media-low', since: iso(now - 1200_000)}, {component: 'screen', title: '', health: 'ok', reason: '', since: iso(now)}]},
        {device: 'kiosk-2', role: 'kiosk', title: 'Киоск на 2 этаже', health: 'silent', heard_s: 74, components: []},
        {device: 'board', role: 'display', title: 'Табло в зале', health: 'ok', heard_s: 2, components: []}],
      order: {mode: 'live', title: text.reason ?? 'Живая очередь. Никто никого не пропускает.', reason: text.reason ?? '', since: null, until: null, priority_share: 0.08, guard: false, modes},
      outlook: hall.outlook,
      notices: hall.notices,
      breaches: [
        {number: 'В009', line_title: text.line ?? lines[1].title, measure: 'wait', clause: text.clause ?? '2.14', limit_s: 2700, at: iso(now - 890_000), desk: ''},
        {number: 'А031', line_title: lines[0].title, measure: 'service', clause: '2.15', limit_s: 900, at: iso(now - 2890_000), desk: '2'}],
      help: hall.help};
  };

  function touch() {
    hall.seq += 1;
    for (const stream of hall.streams) stream.push();
  }
  const problem = (status, code, title, detail = '') => ({status, problem: {type: `/problems/${code}`, title, status, detail}});
  const undoable = (what) => { hall.undo = {what, until: hall_now() + 10_000}; };

  function verb(desk_id, name, body) {
    const desk = hall.desks.find((d) => d.desk === desk_id);
    const ticket = at_desk(desk_id);
    if (name === 'open') {
      if (desk.state !== 'closed') return problem(409, 'desk-occupied', 'За этим окном уже работают.', desk.specialist);
      Object.assign(desk, {state: 'open', specialist: hall.session.login});
      return {};
    }
    if (name === 'take-over') return Object.assign(desk, {state: 'open', specialist: hall.session.login}), {};
    if (desk.specialist !== hall.session.login) return problem(403, 'desk-not-yours', 'Окно занято другим специалистом.');
    const end = (state) => Object.assign(ticket, {state});
    if (desk.talk && ['next', 'pause', 'close'].includes(name)) return problem(409, 'desk-on-phone', 'Идёт разговор по телефону.');
    switch (name) {
      case 'phone': Object.assign(desk, {state: 'phone', talk: {since: hall_now(), forwarded: body.forwarded}}); return {};
      case 'phone-end':
        if (body.outcome === 'forwarded' && desk.talk.forwarded) return problem(409, 'forwarded-already', 'Звонок уже передавали.');
        if (body.outcome === 'callback') hall.callbacks.push({callback: `c${hall.callbacks.length + 1}`, service: body.service ?? '', specialist: hall.session.login,
          specialist_name: hall.session.name, due_date: '2026-03-04', late: false, contact: ''});
        Object.assign(desk, {state: 'open', talk: null});
        return {};
      case 'phone-missed': hall.missed += 1; return {};
      case 'next': {
        if (ticket?.state === 'called') return problem(409, 'ticket-called-already', 'Сначала начните приём или отметьте неявку.');
        if (ticket) { end('served'); hall.today.served += 1; Object.assign(ticket, {outcome: body.outcome, reason: body.reason}); }
        const chosen = oldest();
        if (!chosen) { if (ticket) touch(); return {status: 204}; }
        Object.assign(chosen, {state: 'called', desk: desk_id, called: hall_now()});
        undoable('ticket_called');
        return {};
      }
      case 'call': Object.assign(hall.tickets.find((t) => t.id === body.ticket), {state: 'called', desk: desk_id, called: hall_now()}); undoable('ticket_called'); return {};
      case 'receive': hall.tickets.push(make(0, 'А099', 0, {state: 'serving', desk: desk_id, called: hall_now(), seen: hall_now(),
        line: lines.find((l) => l.service === body.service && l.procedure === body.procedure) ?? lines[0]})); return {};
      case 'next-matter': Object.assign(ticket, {line: lines.find((l) => l.service === body.service && l.procedure === body.procedure), seen: hall_now()}); return {};
      case 'start': ticket.state = 'serving'; ticket.seen = hall_now(); undoable('service_started'); return {};
      case 'recall': ticket.recalls += 1; return {};
      case 'finish': end('served'); Object.assign(ticket, {outcome: body.outcome, reason: body.reason}); hall.today.served += 1; undoable('service_finished'); return {};
      case 'no-show': end('no_show'); hall.today.no_show += 1; undoable('ticket_no_show'); return {};
      case 'hold': end('held'); ticket.note = body.reason; undoable('ticket_held'); return {};
      case 'transfer': Object.assign(ticket, {state: 'waiting', desk: '', note: body.note ?? '', line: lines.find((l) => l.service === body.service && l.procedure === body.procedure)});
        hall.today.transferred += 1; undoable('ticket_transferred'); return {};
      case 'return': Object.assign(hall.tickets.find((t) => t.id === body.ticket), {state: 'waiting', desk: ''}); undoable('ticket_returned'); return {};
      case 'next-applicant': ticket.applicants += 1; ticket.applicant = hall_now(); return {};
      case 'pause': Object.assign(desk, {state: 'paused', pause_reason: body.reason}); return {};
      case 'resume': desk.state = 'open'; return {};
      case 'close': Object.assign(desk, {state: 'closed', specialist: ''}); return {};
      case 'undo': if (hall.undo?.what === 'ticket_called') Object.assign(ticket, {state: 'waiting', desk: '', called: null}); hall.undo = null; return {};
      default: return problem(404, 'not-found', 'Такого действия нет.');
    }
  }

  // Half hours of tomorrow and the day after, less what is booked.
  const slots = ['2026-03-03', '2026-03-04'].flatMap((day) => Array.from({length: 16}, (_, i) =>
    `${day}T${String(9 + Math.floor(i / 2)).padStart(2, '0')}:${i % 2 ? '30' : '00'}:00.000+05:00`));
  const free_slots = (query) => slots.filter((at) => !hall.appointments.some((one) => one.slot_at === at && one.state === 'expected')
    && at.slice(0, 10) >= (query.get('from') ?? '') && at.slice(11, 16) >= (query.get('after') ?? '')
    && (!query.get('before') || at.slice(11, 16) < query.get('before'))).slice(0, Number(query.get('most') ?? 20));
  function appointment(path, body, key) {
    const [, , , , id, name] = path.split('/');
    const known = hall.appointments.find((one) => (name ? one.appointment === id : one.code === body.booking_code?.replace(/[\s-]/g, '')));
    if (hall.faults.refuse) { const said = hall.faults.refuse; hall.faults.refuse = null; return said; }
    if (id && !known) return problem(404, 'unknown-appointment', 'Такой записи на приём нет.');
    if (id === 'find') return {body: {...known, code: ''}};
    if (name === 'move') { known.slot_at = body.slot_at; return {status: 204}; }
    if (name === 'cancel') { known.state = 'cancelled'; return {status: 204}; }
    const made = {appointment: `a${hall.appointments.length + 1}`, code: `481516234${hall.appointments.length}`, service: body.service, procedure: body.procedure,
      title: 'Пособие на ребёнка: Подать документы', slot_at: body.slot_at, rooms: [{room: '6', title: text.room ?? 'кабинет 6', way: '1 этаж'}], state: 'expected',
      booked_by: body.booked_by, remind: body.remind, reminder: body.remind === 'none' ? 'not_wanted' : 'waiting', reminder_reason: '', number: '', contact: body.phone ? '…45-67' : ''};
    hall.appointments.push(made);
    hall.by_key.set(key, () => ({status: 201, body: made}));
    return {status: 201, body: made};
  }

  function report(name, query) {
    const rows = lines.map((l, i) => row(l.procedure + i, l.title, 20 + i * 7, l.limit_s, i));
    if (name === 'summary') return {from: query.get('from'), to: query.get('to'), by: query.get('by'), rows, total: {...row('', '', 170, null, 2)},
      books: {issued: 128, served: 101, no_show: 6, cancelled: 3, in_hall: 18, balanced: true}, virtual_clock: hall.virtual_clock};
    if (name === 'breaches') return {rows: [{ticket: hall.tickets[8].id, date: '2026-03-02', number: 'В009', line_title: text.line ?? lines[1].title, measure: 'wait', clause: '2.14', limit_s: 2700, actual_s: 2950,
      desk: '2', specialist: 'petrova', specialist_title: text.name ?? 'Специалист 2-й категории', at: iso(now - 890_000), running: false, cause: 'все открытые окна были заняты'}]};
    if (name === 'work') return {head: 'a1b2c3d4e5f60718', last: hall.seq, left_out: 0, gaps: [],
      rows: [{kind: 'system', key: '', title: 'Система', reception_s: 30600, share: 1, stops: 0}]};
    if (name === 'phone' || name === 'ratings' || name === 'help') return talks()[name];
    if (name === 'registries' || name === 'appointments') return books()[name];
    if (name === 'replay') return replay(query.get('from'), query.get('changes'));
    if (name === 'staffing') return staffing(query.get('target'));
    if (name === 'redistribution') return redistribution();
    if (name === 'legs') return {rows: [{ticket: hall.tickets[8].id, number: 'В009', date: '2026-03-02'}]};
    const points = Array.from({length: 110}, (_, i) => {
      const minute = 8 * 60 + 5 + i * 4.2;
      const wait_s = Math.round(240 + 900 * Math.exp(-(((minute - 660) / 90) ** 2)) * (1 + Math.sin(i * 2.3) * 0.7) + ((i * 37) % 11) * 40);
      return {at: iso(Date.parse('2026-03-02T00:00:00+05:00') + minute * 60_000), number: `А${String(i + 1).padStart(3, '0')}`, procedure: 'consultation', wait_s, broken: wait_s > 1800};
    });
    return {points, limits: [{procedure: 'consultation', clause: '2.14', limit_s: 1800}, {procedure: 'submission', clause: '2.14', limit_s: 2700}]};
  }
  const talks = () => {
    const phone = (key, title, n) => ({key, title, talks: n, answered: n - 2, forwarded: 1, promised: 1, missed: 3, missed_share: 3 / (n + 3), over: 1, waits: n,
      mean_wait_s: 41, mean_talk_s: 312, rung_back: 1, rung_back_late: 0});
    const rated = (title, good, middling, bad) => ({service: 'child', procedure: title, title, count: good + middling + bad, good, middling, bad,
      mean: Math.round((3 * good + 2 * middling + bad) / (good + middling + bad) * 100) / 100});
    return {
      phone: {services: [phone('child', text.service ?? 'Пособие на ребёнка', 14), phone('', 'не указана', 5)], days: [], total: phone('', 'Итого', 19)},
      ratings: {rows: [rated(text.line ?? lines[0].title, 31, 6, 2), rated(lines[1].title, 12, 1, 0)], total: rated('Итого', 43, 7, 2)},
      help: {answered: 1, median_s: 48, max_s: 48, rows: [
        {at: iso(now - 5400_000), device: 'kiosk-1', device_title: text.device ?? 'Киоск у входа', answered_s: 48, specialist_title: text.name ?? 'Специалист 2'},
        {at: iso(now - 600_000), device: 'kiosk-2', device_title: 'Киоск на 2 этаже', answered_s: null, specialist_title: ''}]}};
  };
  const accesses = (who) => {
    const row = (minutes, kind, title, login, name, about, count = 1) => ({at: iso(now - minutes * 60_000), last: iso(now - minutes * 60_000), kind, title, who: login, who_name: text.name ?? name,
      address: text.device ?? '10.0.0.7', about: text.service ?? about, count});
    const rows = [row(5, 'not_permitted', 'Нет права', 'ivanova', 'Специалист', 'GET /api/v1/users', 3), row(40, 'password_set', 'Сменён пароль', 'admin', 'Администратор', 'petrova'),
      row(70, 'wrong_password', 'Неверное имя или пароль', '', '', '', 7)];
    return {from: '2026-03-02', to: '2026-03-02', rows: rows.filter((each) => !who || each.who === who || each.about === who), left_out: 0};
  };
  const sessions = () => {
    const session = {hall: 'snezhinsk-mobile', date: '2026-03-02', location: text.room ?? 'Дом культуры', distance_m: 25000, travel_s: 1050, prepared_at: iso(now - 86400_000),
      prepared_by: text.name ?? 'Специалист 2', prepared_late: true, cancelled_at: null, cancelled_by: '', cancel_reason: '', arrived_at: iso(now - 7200_000), begins: iso(now - 6600_000), begun_at: iso(now - 5700_000), late_s: 900, tickets: 14, received: true};
    const given = (cases, taken) => ({hall: 'snezhinsk-mobile', from: '2026-03-01', to: '2026-03-02', tickets: 14, cases, given_by: text.name ?? 'Специалист 5', given_at: iso(now - cases * 60_000),
      taken_by: taken ? text.name ?? 'Специалист 2' : '', taken_at: taken ? iso(now - 60_000) : null});
    const to_come = {...session, arrived_at: null, begins: null, begun_at: null, late_s: null, tickets: 0, received: false};
    return {hall: 'snezhinsk', mobile: hall.mobile ?? false, sessions: [session, {...to_come, date: '2026-03-09'}, {...to_come, date: '2026-03-16', cancelled_at: iso(now - 3600_000), cancelled_by: text.name ?? 'Специалист 2', cancel_reason: text.reason ?? 'Метель, дорога закрыта'}],
      handovers: [given(9, true), given(3, false)]};
  };
  const books = () => {
    const appeal = (number, line_title, reason) => ({registry: 'appeals', year: 2026, number, at: iso(now - (20 - number) * 600_000), ticket: `В0${number}`, line_title: text.line ?? line_title,
      outcome_title: text.service ?? 'документы возвращены', reason, specialist_title: text.name ?? 'Специалист 2'});
    const booked = (title, n) => ({title, booked: n, in_person: n - 5, telephone: 4, kiosk: 1, moved: 1, cancelled: 2, due: n, arrived: n - 3, late: 1, missed: 2, expected: 1, missed_share: 2 / (n - 1)});
    return {
      registries: {registries: [{registry: 'appeals', title: text.service ?? 'Журнал регистрации устных обращений', year: 2026, first: 14, last: 15, count: 2, missing: 0,
        columns: [['№ п/п', 'number'], ['Дата обращения', 'date'], ['Ф.И.О. заявителя', 'blank'], ['Адрес заявителя', 'blank'], ['Причина обращения', 'line'], ['Результат рассмотрения обращения', 'outcome']]
          .map(([title, of]) => ({title, of}))}],
        rows: [appeal(14, lines[0].title, 'не хватает документов'), appeal(15, lines[1].title, '')]},
      appointments: {lines: [booked(text.line ?? lines[0].title, 19)], days: [booked('2026-03-02', 9), booked('2026-03-03', 10)], total: booked('Итого', 19)}};
  };
  const waits = (within, mean_s) => ({visitors: 128, with_limit: 120, within, within_share: within / 120, mean_s, p90_s: mean_s * 2, max_s: mean_s * 3, not_seen: 4});
  const work = (seen, load) => ({open_s: 28800, busy_s: Math.round(28800 * load), load, seen});
  function replay(date, changes) {
    hall.replayed = changes;
    return {date, changes: changes.split(';'), actual: waits(104, 960), before: waits(104, 950), after: waits(113, 660),
      sentence: `${text.sentence ?? 'В срок было бы 94 % вместо 86 %'}, в среднем ждали бы 11 мин вместо 16 мин, дольше предела – 7 вместо 16.`,
      lines: lines.map((l) => ({service: l.service, procedure: l.procedure, title: text.line ?? l.title, actual: waits(104, 960), before: waits(104, 950), after: waits(113, 660)})),
      desks: hall.desks.map((d, i) => ({desk: d.desk, title: d.title, before: work(20 + i, 0.7), after: work(18 + i, 0.62)})), virtual_clock: false};
  }
  function staffing(target) {
    const half_hours = Array.from({length: 18}, (_, i) => {
      const desks = 2 + Math.round(4 * Math.exp(-(((i - 3) / 4) ** 2)));
      return {from_min: 540 + 30 * i, arrivals: 4 + desks * 1.3, load: desks * 0.7, desks, desks_usual: 3.4, open: ['2', '1', '3', '4', '5', '6'].slice(0, desks)};
    });
    return {from: '2026-01-02', to: '2026-03-01', target: Number(target) / 100, virtual_days: 40, virtual_clock: false,
      weekdays: [{weekday: 1, title: 'понедельник', days: 8, half_hours, desk_hours: 29.5, desk_hours_usual: 30.6, planned: waits(116, 480), actual: waits(104, 960), reached: true,
        sentence: 'По плану окна открыты 29,5 ч, в срок будет 96 %; сейчас открыты 30,6 ч, в срок было 86 %.'}]};
  }
  function redistribution() {
    return {from: '2026-02-16', to: '2026-03-01', days: 10, before: waits(104, 960), spread: 0.31, virtual_clock: false,
      desks: hall.desks.map((d, i) => ({desk: d.desk, title: d.title, lines: lines.slice(0, 2 + (i % 2)).map((l) => text.line ?? l.title), work: work(160 + i, 0.5 + 0.1 * (i % 4))})),
      proposals: [{desk: '1', desk_title: 'окно 1', service: lines[1].service, procedure: lines[1].procedure, line_title: lines[1].title, late_less: 31, spread: 0.2, after: waits(113, 660),
        sentence: `окно 1: принимать и «${lines[1].title}». В срок было бы 94 % вместо 86 %, разница нагрузки окон 20 % вместо 31 %.`}]};
  }
  const row = (key, title, n, limit_s, i) => {
    const side = (limit, k) => ({count: n - 2, mean_s: 300 * k + i * 20, median_s: 280 * k, p90_s: 720 * k, max_s: 1900 * k, with_limit: limit || !title ? n - 2 : 0,
      within: limit ? n - 3 : 0, within_share: limit || !title ? (n - 3) / (n - 2) : null, limit_s: limit, clause: limit ? '2.14' : ''});
    return {key, title: title && (text.line ?? title), tickets: n, served: n - 2, no_show: 1, cancelled: 1, closed_at_day_end: 0, left: 1,
      transferred: i, in_hall: 0, over_now: 0, wait: side(limit_s, 1), service: side(900, 0.6)};
  };

  function read(path, query) {
    if (path === '/api/v1/session') return hall.session ? {body: hall.session} : problem(401, 'not-authenticated', 'Войдите в систему.');
    if (!hall.session) return problem(401, 'not-authenticated', 'Войдите в систему.');
    if (path === '/api/v1/desks') return {body: {desks: hall.desks.map((d) => ({desk: d.desk, title: d.title, room_title: d.room, state: d.state, specialist: d.specialist, specialist_name: ''}))}};
    if (path.startsWith('/api/v1/desks/')) return {body: desk_picture(path.split('/')[4])};
    if (path === '/api/v1/regulation') return {body: {office: 'Управление социальной защиты населения', date: query.get('date'), name: 'demo', title: text.reason ?? 'Административный регламент', status: 'in force', valid_from: '2008-10-01', versions: [], rows: [
      {kind: 'wait', clause: text.clause ?? '7.2', subject: 'Подать документы, в порядке очереди: ожидание', amount: 30, unit: 'minute', least: false, target: false, from: 'выдача талона', to: 'начало приёма',
        text: 'Время ожидания в очереди для представления документов и получения консультации не должно превышать 30 минут.'},
      {kind: 'term', clause: '6.5', subject: 'Разговор по телефону', amount: 10, unit: 'minute', least: false, target: false, from: 'начало разговора', to: 'конец разговора', text: ''},
      {kind: 'service', clause: '', subject: 'Получить результат: приём', amount: null, unit: 'minute', least: false, target: false, from: 'начало приёма', to: 'конец приёма', text: ''}]}};
    if (path === '/api/v1/callbacks') return {body: {time: time(), callbacks: hall.callbacks}};
    if (path === '/api/v1/menu') return {body: {time: time(), office: {name: text.office ?? 'Управление социальной защиты населения города Снежинска', short_name: ''}, services: [
      {service: 'child', title: text.service ?? 'Пособие на ребёнка', procedures: ['consultation', 'submission', 'result'].map((procedure) => (
        {procedure, title: titles[procedure], booking: procedure !== 'consultation' && !hall.no_booking}))}]}};
    if (path === '/api/v1/appointments/slots') return {body: {time: time(), service: query.get('service'), procedure: query.get('procedure'),
      title: '', rooms: [], slots: free_slots(query).map((slot_at) => ({slot_at, free: 1})), channels: ['sms', 'email']}};
    if (path === '/api/v1/live') return {body: live_picture()};
    if (path === '/api/v1/sessions') return {body: sessions()};
    if (path === '/api/v1/accesses') return {body: accesses(query.get('who'))};
    if (path.startsWith('/api/v1/reports/')) return {body: report(path.split('/')[4], query)};
    if (path.startsWith('/api/v1/tickets/')) {
      const asked = decodeURIComponent(path.split('/')[4]);
      const t = hall.tickets.find((one) => one.id === asked || one.number === asked);
      if (!t) return problem(404, 'unknown-ticket', 'Такого талона нет.');
      return {body: {ticket: view(t), limits: [], people: [{login: 'petrova', name: text.name ?? 'Специалист 2'}], outcomes: outcomes.map(({id, title}) => ({id, title})), events: [
        {seq: 1, at: iso(t.issued), type: 'ticket_issued', ahead: 3, by: 'kiosk-1'}, {seq: 2, at: iso(t.called), type: 'ticket_called', desk: '2', why: text.reason ?? 'oldest', by: 'petrova'},
        {seq: 3, at: iso(t.seen), type: 'service_started', desk: '2', waited_ms: 2310_000, by: 'petrova'}]}};
    }
    return problem(404, 'not-found', 'Не найдено.');
  }

  function write(method, path, body, key) {
    if (path === '/api/v1/session') {
      if (method === 'DELETE') return (hall.session = null), {status: 204};
      if (body.password === 'many') return {...problem(429, 'too-many-attempts', 'Слишком много попыток входа.'), retry_after: 30};
      if (body.password !== 'secret') return problem(401, 'wrong-password', 'Неверный логин или пароль.');
      hall.session = {login: body.login, name: text.name ?? 'Специалист', role: body.login === 'manager' ? 'manager' : 'specialist'};
      return {body: hall.session};
    }
    if (!hall.session) return problem(401, 'not-authenticated', 'Войдите в систему.');
    if (/^\/api\/v1\/help\/.+\/answer$/.test(path)) {
      hall.help = hall.help.filter((call) => call.device !== decodeURIComponent(path.split('/')[4]));
      touch();
      return {status: 204};
    }
    if (!key) return problem(400, 'key-required', 'Нужен Idempotency-Key.');
    hall.commands.push({path, body, key});
    if (hall.by_key.has(key)) return hall.by_key.get(key)();
    if (path.startsWith('/api/v1/appointments')) return appointment(path, body, key);
    if (path.startsWith('/api/v1/session/')) return path.endsWith('preparation') ? {body: {...body, distance_m: body.distance_km * 1000, travel_s: 1050, warning: ''}} : {status: 204};
    if (path === '/api/v1/decisions') return hall.decisions.push(body), hall.by_key.set(key, () => ({status: 204})), {status: 204};
    if (path.startsWith('/api/v1/callbacks/')) {
      hall.callbacks = hall.callbacks.filter((one) => one.callback !== path.split('/')[4]);
      hall.by_key.set(key, () => ({status: 204}));
      touch();
      return {status: 204};
    }
    const [, , , , desk, name] = path.split('/');
    if (hall.faults.refuse) { const said = hall.faults.refuse; hall.faults.refuse = null; return said; }
    const outcome = verb(desk, name, body);
    if (outcome.problem || outcome.status === 204) return outcome;
    touch();
    const reply = () => ({body: desk_picture(desk)});
    hall.by_key.set(key, reply);
    return reply();
  }

  function stream(request, response, query) {
    response.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-store'});
    const push = () => {
      if (hall.faults.silent) return;
      const picture = query.get('view') === 'desk' ? desk_picture(query.get('desk')) : live_picture();
      response.write(`id: ${picture.seq}\ndata: ${JSON.stringify(picture)}\n\n`);
    };
    const one = {push, end: () => response.destroy()};
    hall.streams.add(one);
    const beat = setInterval(() => hall.faults.silent || response.write(': here\n\n'), 3000);
    response.on('close', () => { clearInterval(beat); hall.streams.delete(one); });
    push();
  }

  const files = JSON.parse(readFileSync(join(dist, 'assets.json'), 'utf8'));
  const server = createServer((request, response) => {
    if (hall.faults.down) return response.destroy();
    const url = new URL(request.url, 'http://x');
    const name = files[url.pathname];
    if (request.method === 'GET' && name) {
      response.writeHead(200, {'content-type': types[name.split('.').pop()], 'content-security-policy': "default-src 'self'; frame-ancestors 'none'"});
      return response.end(readFileSync(join(dist, name)));
    }
    if (url.pathname === '/api/v1/events' && hall.session) return stream(request, response, url.searchParams);
    let text_in = '';
    request.on('data', (bytes) => (text_in += bytes));
    request.on('end', () => {
      const outcome = request.method === 'GET' ? read(url.pathname, url.searchParams)
        : write(request.method, url.pathname, text_in ? JSON.parse(text_in) : {}, request.headers['idempotency-key']);
      if (request.method === 'POST' && hall.faults.lose_reply > 0) { hall.faults.lose_reply -= 1; return response.destroy(); }
      setTimeout(() => {
        response.writeHead(outcome.status ?? 200, {'content-type': outcome.problem ? 'application/problem+json' : 'application/json',
          ...(outcome.retry_after ? {'retry-after': String(outcome.retry_after)} : {})});
        response.end(outcome.status === 204 ? undefined : JSON.stringify(outcome.problem ?? outcome.body));
      }, hall.faults.delay_ms);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`, hall, touch,
    log_in: (role) => { hall.session = {login: role === 'manager' ? 'manager' : 'ivanova', name: text.name ?? 'Специалист', role}; },
    cut: () => { hall.faults.down = true; for (const one of hall.streams) one.end(); },
    mend: () => { hall.faults.down = false; },
    close: () => new Promise((resolve) => { for (const one of hall.streams) one.end(); server.closeAllConnections?.(); server.close(resolve); }),
  };
}
