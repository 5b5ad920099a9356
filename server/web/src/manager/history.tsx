// SPDX-License-Identifier: MIT
// Everything that happened to one ticket, with the limits then in force.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { LegRow, TicketHistory } from '../api/pictures';
import { get, NoAnswer, Problem } from '../api/request';
import { clock_text, date_text } from '../hall_time';
import { Dialog } from '../view/dialog';
import { clause_text, event_word, limit_text, span } from '../words';

interface Wanted { number: string; date: string; id?: string }

/// "a17" as typed on any keyboard -> "А017".
export function normal_number(typed: string): string {
  const match = /^\s*([A-Za-zА-Яа-я])\s*-?\s*(\d{1,9})\s*$/.exec(typed);
  if (!match) return '';
  const letter = (match[1] ?? '').toUpperCase();
  const same: Record<string, string> = { A: 'А', B: 'В', E: 'Е', H: 'Н', P: 'Р', C: 'С', Y: 'У' };
  return (same[letter] ?? letter) + String(Number(match[2])).padStart(3, '0');
}

const longest_search_days = 31;  // one short question a day, latest first

function day_before(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

async function legs(from: string, to: string): Promise<LegRow[]> {
  const body = await get<LegRow[] | { rows: LegRow[] }>(`/reports/legs?from=${from}&to=${to}`);
  return Array.isArray(body) ? body : body.rows;
}

export function HistorySearch({ period, open }: { period: { from: string; to: string }; open: (wanted: Wanted) => void }): JSX.Element {
  const [typed, set_typed] = useState('');
  const [said, say] = useState('');
  async function find(): Promise<void> {
    const number = normal_number(typed);
    if (!number) return say('Введите номер, например А017');
    let date = period.to;
    for (let days = 0; days < longest_search_days && date >= period.from; days += 1, date = day_before(date)) {
      try {
        const found = await get<TicketHistory>(`/tickets/${encodeURIComponent(number)}?date=${date}`);
        say('');
        return open({ number, date, id: found.ticket.id });
      } catch (problem) {
        if (problem instanceof Problem && problem.status === 404) continue;
        return say(problem instanceof Problem ? problem.text : problem instanceof NoAnswer ? 'Нет связи' : String(problem));
      }
    }
    say(`За период нет талона ${number}`);
  }
  return (
    <form class="search" onSubmit={(event) => { event.preventDefault(); void find(); }}>
      <label class="field">история талона<input type="search" size={8} value={typed} onInput={(event) => set_typed(event.currentTarget.value)} /></label>
      <button type="submit">Найти</button>
      <span class="note" role="status">{said}</span>
    </form>
  );
}

const hidden = new Set(['seq', 'at', 't', 'type', 'ticket', 'number', 'date', 'request', 'request_scope', 'request_sha', 'role', 'by', 'via', 'due', 'token', 'issued_t',
  'called_t', 'seen_t', 'started_t', 'undoes']);
const field_words: Record<string, string> = {
  desk: 'окно', room: 'кабинет', specialist: 'специалист', waited_ms: 'ожидание', served_ms: 'приём', reason: 'причина', outcome: 'итог', why: 'почему',
  clause: 'пункт', limit_s: 'предел', recalls: 'повторов', note: 'заметка', service: 'услуга', procedure: 'процедура', to_desk: 'в окно', ahead: 'перед ним',
};

/// Why a ticket was called by the order; a call out of order has the specialist's own words.
const why_words: Record<string, string> = {
  oldest: 'дольше всех ждал', issue: 'талон взят раньше всех', limit: 'по сроку ожидания', behind: 'чтобы успеть вызвать в срок тех, кто за ним', returned: 'вернулся в очередь', transferred: 'направлен другим окном',
  head_start: 'льготная категория', out_of_turn: 'льготная категория, вне очереди', guard: 'срок ожидания давно истёк',
};

const name_of = (history: TicketHistory, login: string): string => history.people.find((one) => one.login === login)?.name ?? login;
const outcome_of = (history: TicketHistory, id: string): string => history.outcomes.find((one) => one.id === id)?.title ?? id;

/// The event's own fields in words; those that only machines need are left out.
function details(event: Record<string, unknown>, history: TicketHistory): string {
  return Object.entries(event).filter(([key, value]) => !hidden.has(key) && key in field_words && value !== '' && value !== null).map(([key, value]) => {
    const shown = key === 'why' ? why_words[String(value)] ?? String(value) : key === 'outcome' ? outcome_of(history, String(value)) : key === 'specialist' ? name_of(history, String(value)) : key.endsWith('_ms') ? span(Number(value) / 1000) : key === 'limit_s' ? limit_text(Number(value)) : String(value);
    return `${field_words[key]}: ${shown}`;
  }).join(', ');
}

export function TicketHistoryDialog({ number, date, id, close }: Wanted & { close: () => void }): JSX.Element {
  const [history, set_history] = useState<TicketHistory | null>(null);
  const [trouble, set_trouble] = useState('');
  useEffect(() => {
    async function read(): Promise<void> {
      const found = id ?? (await legs(date, date)).find((leg) => leg.number === number)?.ticket;
      if (!found) return set_trouble('История этого талона не найдена.');
      set_history(await get<TicketHistory>(`/tickets/${encodeURIComponent(found)}`));
    }
    read().catch((problem: unknown) => set_trouble(problem instanceof Problem ? problem.text : 'Нет связи'));
  }, []);
  const ticket = history?.ticket;
  return (
    <Dialog title={`Талон ${number}, ${date_text(date)}`} action="Закрыть" close={close}>
      {trouble && <p class="error" role="alert">{trouble}</p>}
      {ticket && (
        <>
          <p><b>{ticket.procedure_title}</b><br />{ticket.service_title}</p>
          <p class="note">
            ожидание: {ticket.wait_limit_s === null ? 'без норматива' : `предел ${limit_text(ticket.wait_limit_s)}, ${clause_text(ticket.wait_clause)}`};
            {' '}приём: {ticket.service_limit_s === null ? 'без норматива' : `предел ${limit_text(ticket.service_limit_s)}, ${clause_text(ticket.service_clause)}`}</p>
          <ol class="events">
            {history.events.map((event) => (
              <li key={String(event['seq'])}>
                <span class="num">{clock_text(String(event['at'] ?? ''), true)}</span>
                <span><b>{event_word(String(event['type'] ?? ''))}</b>{event['by'] ? `, ${name_of(history, String(event['by']))}` : ''}<small>{details(event, history)}</small></span>
              </li>))}
          </ol>
          {(history.called_before ?? []).length > 0 && (
            <>
              <p><b>Вызваны раньше, хотя талон взят позже</b></p>
              <ol class="events">
                {(history.called_before ?? []).map((call) => (
                  <li key={`${call.number} ${call.called_at}`}>
                    <span class="num">{clock_text(call.called_at, true)}</span>
                    <span><b class="num">{call.number}</b>, {call.desk_title}<small>{call.why}</small></span>
                  </li>))}
              </ol>
            </>
          )}
        </>
      )}
    </Dialog>
  );
}
