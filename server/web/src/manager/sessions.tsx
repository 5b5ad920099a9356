// SPDX-License-Identifier: MIT
// The mobile service (S2-11): on its laptop the arrival and the handing over, at the office the preparation and the book of
// case files that changed hands.
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { uuid } from '../api/outbox';
import { NoAnswer, Problem, request } from '../api/request';
import { clock_text, date_text } from '../hall_time';
import { plural, span } from '../words';
import { Table, useAnswer } from './records';

interface SessionRow {
  hall: string; date: string; location: string; distance_m: number | null; travel_s: number | null; prepared_at: string | null; prepared_by: string;
  prepared_late: boolean; cancelled_at: string | null; cancelled_by: string; cancel_reason: string; arrived_at: string | null; begins: string | null; begun_at: string | null; late_s: number | null; tickets: number; received: boolean;
}
interface Handover { hall: string; from: string; to: string; tickets: number; cases: number; given_by: string; given_at: string; taken_by: string; taken_at: string | null }
interface Sessions { hall: string; mobile: boolean; sessions: SessionRow[]; handovers: Handover[] }
interface Prepared { travel_s: number; warning: string }

const moment = (at: string | null): string => (at === null ? '–' : `${date_text(at.slice(0, 10))} ${clock_text(at)}`);
const time = (at: string | null): string => (at === null ? '–' : clock_text(at));
const days = ({ from, to }: Handover): string => (from === to ? date_text(from) : `${date_text(from)} – ${date_text(to)}`);

/// One form with one button. The key stays until an answer comes: a lost reply is sent again, not done twice.
function Form({ title, action, ready, send, children }: {
  title: string; action: string; ready: boolean; send: (key: string) => Promise<string>; children?: ComponentChildren;
}): JSX.Element {
  const [key, set_key] = useState(uuid);
  const [said, say] = useState<{ text: string; bad: boolean } | null>(null);
  const [sending, set_sending] = useState(false);
  async function submit(): Promise<void> {
    if (!ready || sending) return;
    set_sending(true);
    try {
      say({ text: await send(key), bad: false });
      set_key(uuid());
    } catch (error) {
      if (!(error instanceof NoAnswer)) set_key(uuid());
      say({ text: error instanceof Problem ? error.text : 'Сервер не ответил: нажмите ещё раз.', bad: true });
    }
    set_sending(false);
  }
  return (
    <form class="session-form no-print" aria-label={title} onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <div class="filters">{children}<button type="submit" aria-disabled={!ready || sending}>{action}</button></div>
      {said && <p class={said.bad ? 'error' : 'note'} role="status">{said.text}</p>}
    </form>
  );
}

async function post(path: string, body: unknown, key: string): Promise<unknown> {
  return (await request('POST', `/api/v1/session/${path}`, body, { 'Idempotency-Key': key })).body;
}

function Laptop({ done }: { done: () => void }): JSX.Element {
  const [location, set_location] = useState('');
  const [cases, set_cases] = useState('');
  const told = (text: string): string => { done(); return text; };
  return (
    <>
      <Form title="Приезд" action="Приехали" ready={location.trim() !== ''}
        send={async (key) => { await post('arrival', { location: location.trim() }, key); return told('Приезд отмечен.'); }}>
        <label class="field">Куда приехали<input type="text" maxLength={200} value={location} onInput={(event) => set_location(event.currentTarget.value)} /></label>
      </Form>
      <Form title="Передача дел" action="Передать дела" ready={/^\d{1,4}$/.test(cases)}
        send={async (key) => { await post('handing', { cases: Number(cases) }, key); return told('Записано. Теперь сделайте копию журнала (talon-server backup) и отдайте её вместе с делами.'); }}>
        <label class="field">Сколько личных дел<input type="number" min={0} max={9999} value={cases} onInput={(event) => set_cases(event.currentTarget.value)} /></label>
      </Form>
    </>
  );
}

function Preparation({ known, today, done }: { known: string; today: string; done: () => void }): JSX.Element {
  const [hall, set_hall] = useState(known);
  const [date, set_date] = useState(today);
  const [location, set_location] = useState('');
  const [distance, set_distance] = useState('');
  return (
    <Form title="Подготовка выезда" action="Выезд подготовлен" ready={hall.trim() !== '' && location.trim() !== '' && distance !== ''}
      send={async (key) => {
        const body = { hall: hall.trim(), date, location: location.trim(), distance_km: Number(distance) };
        const { travel_s, warning } = (await post('preparation', body, key)) as Prepared;
        done();
        return `Время проезда по норме: ${span(travel_s)}. ${warning}`;
      }}>
      <label class="field">Выездной приём<input type="text" maxLength={40} value={hall} onInput={(event) => set_hall(event.currentTarget.value)} /></label>
      <label class="field">Дата<input type="date" min={today} value={date} onChange={(event) => event.currentTarget.value && set_date(event.currentTarget.value)} /></label>
      <label class="field">Куда<input type="text" maxLength={200} value={location} onInput={(event) => set_location(event.currentTarget.value)} /></label>
      <label class="field">Километров<input type="number" min={0} max={1000} step="0.1" value={distance} onInput={(event) => set_distance(event.currentTarget.value)} /></label>
    </Form>
  );
}

/// Of those that are prepared and whose records are not here.
function Cancellation({ waiting, done }: { waiting: SessionRow[]; done: () => void }): JSX.Element {
  const [chosen, choose] = useState('');
  const [reason, set_reason] = useState('');
  const row = waiting.find((each) => each.hall + each.date === chosen) ?? waiting[0]!;
  return (
    <Form title="Отмена выезда" action="Выезд отменён" ready={reason.trim() !== ''}
      send={async (key) => { await post('cancellation', { hall: row.hall, date: row.date, reason: reason.trim() }, key); set_reason(''); done(); return `Выезд ${date_text(row.date)} отменён.`; }}>
      <label class="field">Какой выезд не состоится<select value={row.hall + row.date} onChange={(event) => choose(event.currentTarget.value)}>{waiting.map((each) => <option key={each.hall + each.date} value={each.hall + each.date}>{date_text(each.date)}, {each.location} ({each.hall})</option>)}</select></label>
      <label class="field">Почему<input type="text" maxLength={200} value={reason} onInput={(event) => set_reason(event.currentTarget.value)} /></label>
    </Form>
  );
}

function Receipts({ waiting, done }: { waiting: Handover[]; done: () => void }): JSX.Element {
  const halls = [...new Set(waiting.map((row) => row.hall))];
  return (
    <>{halls.map((hall) => {
      const rows = waiting.filter((row) => row.hall === hall);
      const cases = rows.reduce((sum, row) => sum + row.cases, 0);
      return (
        <Form key={hall} title={`Приём дел: ${hall}`} action="Принять дела" ready
          send={async (key) => { await post('receipt', { hall }, key); done(); return 'Записано в книгу учёта.'; }}>
          <p>«{hall}»: {plural(cases, 'личное дело', 'личных дела', 'личных дел')}, сдаёт {[...new Set(rows.map((row) => row.given_by))].join(', ')}</p>
        </Form>
      );
    })}</>
  );
}

function Book({ rows }: { rows: Handover[] }): JSX.Element {
  return (
    <>
      <h2>Книга учёта личных дел <span class="count num">{rows.length}</span></h2>
      {rows.length === 0 ? <p class="note">Дел ещё не передавали.</p> : (
        <Table label="Книга учёта личных дел">
          <thead><tr><th scope="col">Дата приёма</th><th scope="col" class="r">Дел</th><th scope="col">Сдал</th><th scope="col">Принял</th><th scope="col">Выездной приём</th><th scope="col">Дни</th><th scope="col" class="r">Талонов</th></tr></thead>
          <tbody>{rows.map((row) => <tr key={row.hall + row.given_at}><td class="plain-num">{row.taken_at ? moment(row.taken_at) : 'не приняты'}</td><td class="num">{row.cases}</td><td>{row.given_by}<small>{moment(row.given_at)}</small></td><td>{row.taken_by || '–'}</td>
            <th scope="row">{row.hall}</th><td class="plain-num">{days(row)}</td><td class="num">{row.tickets}</td></tr>)}</tbody>
        </Table>
      )}
      <p class="downloads no-print"><a href="/api/v1/sessions?format=csv&separator=%3B" download>Скачать книгу, CSV</a></p>
    </>
  );
}

function SessionTable({ rows }: { rows: SessionRow[] }): JSX.Element {
  if (rows.length === 0) return <p class="note">Выездов ещё не было.</p>;
  return (
    <Table label="Выезды">
      <thead><tr><th scope="col">Дата</th><th scope="col">Куда</th><th scope="col">Подготовлен</th><th scope="col">Проезд</th><th scope="col">Приезд</th><th scope="col">Приём с</th><th scope="col">Начат</th><th scope="col" class="r">Талонов</th><th scope="col">Отчёт</th></tr></thead>
      <tbody>{rows.map((row) => <tr key={row.hall + row.date}><th scope="row" class="plain-num">{date_text(row.date)}<small>{row.hall}</small></th><td>{row.location || '–'}</td>
        <td>{moment(row.prepared_at)}{row.prepared_at && <small>{row.prepared_by}{row.prepared_late && ', поздно'}</small>}{row.cancelled_at && <small>отменён {moment(row.cancelled_at)}, {row.cancelled_by}: {row.cancel_reason}</small>}</td><td class="plain-num">{row.travel_s === null ? '–' : span(row.travel_s)}</td>
        <td class="plain-num">{time(row.arrived_at)}</td><td class="plain-num">{time(row.begins)}</td><td class="plain-num">{time(row.begun_at)}{(row.late_s ?? 0) >= 60 && <small>на {span(row.late_s ?? 0)} позже</small>}</td>
        <td class="num">{row.tickets}</td><td>{row.received && row.tickets > 0 ? <a href={`/api/v1/reports/summary?from=${row.date}&to=${row.date}&hall=${row.hall}&format=csv&separator=%3B`} download>CSV</a> : '–'}</td></tr>)}</tbody>
    </Table>
  );
}

export function SessionsPart({ today }: { today: string }): JSX.Element {
  const [round, set_round] = useState(0);
  const { answer, trouble } = useAnswer<Sessions>(`/sessions?round=${round}`);
  if (!answer) return <p role="status">{trouble || 'Читаем…'}</p>;
  const again = (): void => set_round(round + 1);
  const to_come = answer.sessions.filter((row) => row.prepared_at !== null && row.cancelled_at === null && row.arrived_at === null && !row.received);
  return (
    <>
      <h2>Выездной приём <span class="count num">{answer.sessions.length}</span></h2>
      {answer.mobile ? <Laptop done={again} /> : (
        <>
          <Preparation known={answer.sessions[answer.sessions.length - 1]?.hall ?? ''} today={today} done={again} />
          {to_come.length > 0 && <Cancellation waiting={to_come} done={again} />}
          <Receipts waiting={answer.handovers.filter((row) => row.taken_at === null)} done={again} />
        </>
      )}
      <SessionTable rows={answer.sessions} />
      <Book rows={answer.handovers} />
    </>
  );
}
