// SPDX-License-Identifier: MIT
// Parts of the desk page that only show.
import type { JSX } from 'preact';
import type { DeskPicture, DeskTicket, RegistryRow } from '../api/pictures';
import { clock_text, grown, hall_now, rfc3339, type Clock } from '../hall_time';
import { Chip, LimitBar } from '../view/marks';
import { useTick } from '../view/time';
import { limit_view } from '../limit';
import { plural, span } from '../words';

export function HallClock({ clock }: { clock: Clock }): JSX.Element {
  useTick(500);
  const now = hall_now(clock, performance.now());
  return <time class="num clock">{clock_text(rfc3339(now, clock.offset_min), true)}</time>;
}

const state_words = { called: 'вызван', serving: 'на приёме' } as Record<string, string>;

/// Who is with me, how long, within which limit, and the exact time for the stamp on the slip (S2-5.4.1-j). The same
/// boxes in every state, so that no button moves under the finger.
export function Who({ picture, clock }: { picture: DeskPicture; clock: Clock }): JSX.Element {
  useTick(500);
  const now = hall_now(clock, performance.now());
  const ticket = picture.ticket;
  if (!ticket) return <Nobody picture={picture} />;
  const called_s = ticket.called_at ? Math.max(0, Math.floor((now - Date.parse(ticket.called_at)) / 1000)) : 0;
  const serving = ticket.state === 'serving';
  return (
    <section class={`who ${ticket.state}`} aria-label="Кто у окна">
      <p class="state">{state_words[ticket.state] ?? ''} {!serving && <b class="num">{span(called_s)}</b>}
        {ticket.recalls > 0 && !serving ? `, ${plural(ticket.recalls, 'повтор', 'повтора', 'повторов')}` : ''}
        {ticket.applicants > 1 ? `, заявитель ${ticket.applicants}` : ''}</p>
      <p class="number num">{ticket.number}</p>
      <div class="what"><p class="procedure"><b>{ticket.procedure_title}</b><br />{ticket.service_title}</p><Tags ticket={ticket} /></div>
      {serving
        ? <LimitBar label="Приём" seconds={grown(ticket.service_s ?? 0, clock, now)} limit_s={ticket.service_limit_s} clause={ticket.service_clause} countdown />
        : <LimitBar label="Ожидание" seconds={grown(ticket.wait_s, clock, now)} limit_s={ticket.wait_limit_s} clause={ticket.wait_clause} countdown />}
      <div class="stamp">
        <span>Точное время обращения</span>
        <strong class="num">{ticket.seen_at ? clock_text(ticket.seen_at, true) : '– – : – –'}</strong>
        <small>{serving ? `поставьте на талоне; ждал ${span(ticket.wait_s)}` : 'появится после начала приёма'}</small>
      </div>
    </section>
  );
}

function Tags({ ticket }: { ticket: DeskTicket }): JSX.Element {
  const tags = [
    ...(ticket.entry === 'booked' ? ['по записи'] : []), ...(ticket.priority ? [`льгота: ${ticket.priority}`] : []),
    ...(ticket.slip === 'failed' ? ['талон не напечатан'] : []), ...(ticket.slip === 'unknown' ? ['печать талона неизвестна'] : []),
    ...(ticket.slip === 'printed' && ticket.slip_reason === 'not-collected' ? ['талон не забран'] : []),
  ];
  return (
    <>
      {tags.length > 0 && <p class="tags">{tags.map((tag) => <span key={tag} class="tag">{tag}</span>)}</p>}
      {ticket.note && <p class="remark">Заметка: {ticket.note}</p>}
    </>
  );
}

function Nobody({ picture }: { picture: DeskPicture }): JSX.Element {
  const words = picture.state === 'paused' ? 'Перерыв' : picture.state === 'closed' ? 'Окно закрыто' : 'Свободно';
  return (
    <section class="who empty" aria-label="Кто у окна">
      <p class="state">у окна никого</p>
      <p class="free">{words}</p>
      {picture.state === 'paused' && picture.pause_reason && <p class="procedure">{picture.pause_reason}</p>}
      {picture.state === 'open' && <p class="procedure">{picture.waiting === 0 ? 'Никто не ждёт' : `Ждут ${picture.waiting}`}</p>}
    </section>
  );
}

export function Waiting({ picture, clock }: { picture: DeskPicture; clock: Clock }): JSX.Element {
  useTick(1000);
  const now = hall_now(clock, performance.now());
  return (
    <section class="panel">
      <h2>Мои очереди <b class="num">{picture.waiting}</b></h2>
      {picture.waiting === 0 && <p class="note">Никто не ждёт</p>}
      {picture.oldest_s !== null && (
        <LimitBar label="Дольше всех ждёт" seconds={grown(picture.oldest_s, clock, now)} limit_s={picture.oldest_limit_s} clause="" countdown />)}
      <table class="quiet-table">
        <thead class="unseen"><tr><th>Очередь</th><th>Ждут</th><th>Дольше всех</th></tr></thead>
        <tbody>
          {picture.lines.filter((line) => line.waiting > 0).map((line) => {
            const oldest = line.oldest_s === null ? null : grown(line.oldest_s, clock, now);
            const kind = oldest === null ? 'none' : limit_view(oldest, line.limit_s).kind;
            return (
              <tr key={`${line.service} ${line.procedure}`}>
                <td>{line.title}</td>
                <td class="num">{line.waiting}</td>
                <td class={`num at-${kind}`}>{oldest === null ? '' : span(oldest)}</td>
              </tr>);
          })}
        </tbody>
      </table>
    </section>
  );
}

export function Tickets({ title, tickets, give_back, busy }: {
  title: string; tickets: DeskTicket[]; give_back: (ticket: DeskTicket) => void; busy: boolean;
}): JSX.Element | null {
  if (tickets.length === 0) return null;
  return (
    <section class="panel">
      <h2>{title} <b class="num">{tickets.length}</b></h2>
      <ul class="tickets">
        {tickets.map((ticket) => (
          <li key={ticket.id}>
            <b class="num">{ticket.number}</b>
            <span>{ticket.procedure_title}{ticket.note && <small>{ticket.note}</small>}</span>
            <button type="button" class="small" aria-disabled={busy} aria-label={`Вернуть ${ticket.number} в очередь`}
              onMouseDown={(event) => event.preventDefault()} onClick={() => give_back(ticket)}>Вернуть</button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Brief({ ticket }: { ticket: DeskTicket | null }): JSX.Element | null {
  if (!ticket) return null;
  return (
    <>
      {ticket.why && <section class="panel" aria-label="Почему этот талон"><h2>Почему этот талон</h2><p class="note">{ticket.why}</p></section>}
      {ticket.brief.length > 0 && <Documents items={ticket.brief} />}
    </>
  );
}

function Documents({ items }: { items: string[] }): JSX.Element {
  return (
    <details class="panel" open={matchMedia('(min-width: 900px)').matches}>
      <summary>Документы и порядок</summary>
      <ul class="brief">{items.map((item) => <li key={item}>{item}</li>)}</ul>
    </details>
  );
}

export function Today({ picture }: { picture: DeskPicture }): JSX.Element {
  const day = picture.today;
  return (
    <section class="panel today" aria-label="Мой день">
      <h2>Мой день</h2>
      <dl>
        <div><dt>обслужено</dt><dd class="num">{day.served}</dd></div>
        <div><dt>не явились</dt><dd class="num">{day.no_show}</dd></div>
        <div><dt>перенаправлено</dt><dd class="num">{day.transferred}</dd></div>
        <div><dt>в среднем</dt><dd class="num">{day.mean_service_s === null ? '–' : span(day.mean_service_s)}</dd></div>
      </dl>
    </section>
  );
}

/// The number the last visit took in a journal of the regulation: it is written on the paper by hand.
export function Row({ row }: { row: RegistryRow | null }): JSX.Element | null {
  if (!row) return null;
  return (
    <section class="panel" aria-label="Последняя запись в журнале">
      <h2>{row.title}<b class="num">№ {row.number}</b></h2>
      <p class="note">{row.year} год, талон {row.ticket}</p>
    </section>
  );
}

export function VirtualMark({ clock }: { clock: Clock }): JSX.Element | null {
  return clock.virtual ? <Chip mark="near">{`учебное время${clock.rate === 1 ? '' : ` ×${clock.rate}`}`}</Chip> : null;
}
