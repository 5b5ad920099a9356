// SPDX-License-Identifier: MIT
// The hall now: who waits and how close to the limit, desks, devices, today's books. Nothing here counts: the picture
// does; when the link is lost it stands still, grey, with its age.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Device, Line, LiveDesk, LivePicture, Summary } from '../api/pictures';
import { get } from '../api/request';
import { clock_text, grown, hall_now, type Clock } from '../hall_time';
import { limit_view, type LimitKind } from '../limit';
import { HelpBanner } from '../view/help';
import { Chip, LimitChip, Shape, type Mark } from '../view/marks';
import { useTick } from '../view/time';
import { capital, clause_text, component_word, desk_words, health_words, limit_text, percent, plural, reason_word, span } from '../words';
import { OutlookBanners } from './outlook';

export interface Hall { picture: LivePicture; clock: Clock; lost: boolean }

function Part({ title, count, children, wide }: { title: string; count?: ComponentChildren; children: ComponentChildren; wide?: boolean }): JSX.Element {
  return (
    <section class={`part${wide ? ' wide' : ''}`}>
      <h2>{title}{count !== undefined && <span class="count">{count}</span>}</h2>
      {children}
    </section>
  );
}

const rank: Record<LimitKind, number> = { over: 0, near: 1, ok: 2, none: 2 };

interface LineRow { line: Line; oldest_s: number | null; kind: LimitKind }

function rows_of(lines: Line[], clock: Clock, now: number): LineRow[] {
  const rows = lines.map((line) => {
    const oldest_s = line.oldest_s === null ? null : grown(line.oldest_s, clock, now);
    return { line, oldest_s, kind: oldest_s === null ? 'none' as const : limit_view(oldest_s, line.limit_s).kind };
  });
  return rows.sort((a, b) => rank[a.kind] - rank[b.kind]);
}

function Countdown({ row }: { row: LineRow }): JSX.Element {
  const view = row.oldest_s === null ? null : limit_view(row.oldest_s, row.line.limit_s);
  if (!view || view.left_s === null) return <></>;
  return <span class={`num at-${view.kind}`}>{view.left_s >= 0 ? span(view.left_s) : `−${span(-view.left_s)}`}</span>;
}

function Bar({ share, kind }: { share: number; kind: LimitKind }): JSX.Element {
  return (
    <div class={`track slim limit-${kind}`} aria-hidden="true">
      <div class="fill" style={{ width: `${Math.min(share / 1.25, 1) * 100}%` }} /><div class="limit-line" style={{ left: '80%' }} />
    </div>
  );
}

function Lines({ hall, now }: { hall: Hall; now: number }): JSX.Element {
  const rows = rows_of(hall.picture.lines, hall.clock, now);
  const busy = rows.filter((row) => row.line.waiting > 0);
  const rest = rows.length - busy.length;
  return (
    <Part title="Очереди" count={<>ждут <b class="num">{hall.picture.waiting}</b></>}>
      <div class="table-wrap" tabIndex={0} role="region" aria-label="Очереди"><table class="quiet-table lines">
        <thead><tr><th>Очередь</th><th class="r">Ждут</th><th class="r">Дольше всех</th><th>К пределу</th><th class="r">Осталось</th><th class="r">Окон</th></tr></thead>
        <tbody>
          {busy.map((row) => {
            const view = limit_view(row.oldest_s ?? 0, row.line.limit_s);
            const alone = row.line.desks_open === 0;
            return (
              <tr key={`${row.line.service} ${row.line.procedure}`}>
                <td>{row.line.title}{row.line.limit_s !== null && <small>предел {limit_text(row.line.limit_s)}{row.line.clause && `, ${clause_text(row.line.clause)}`}</small>}</td>
                <td class="num big">{row.line.waiting}</td>
                <td class={`num at-${row.kind}`}>{row.oldest_s === null ? '–' : span(row.oldest_s)}{row.line.over > 0 && <small>сверх предела: {row.line.over}</small>}</td>
                <td class="bar">{view.kind !== 'none' && <Bar share={view.share} kind={view.kind} />}<LimitChip kind={view.kind} word={view.word} /></td>
                <td class="r"><Countdown row={row} /></td>
                <td class="num">{alone ? <Chip mark="near">нет окон</Chip> : row.line.desks_open}</td>
              </tr>
            );
          })}
        </tbody>
      </table></div>
      {busy.length === 0 ? <p class="calm"><Shape mark="ok" /> Никто не ждёт</p>
        : rest > 0 && <p class="note after">Ещё {plural(rest, 'очередь пуста', 'очереди пусты', 'очередей пусты')}</p>}
    </Part>
  );
}

/// Which order is in force, since when and why; the head changes it with a reason.
function OrderPart({ hall, change }: { hall: Hall; change: () => void }): JSX.Element {
  const order = hall.picture.order;
  const title = order.modes.find((one) => one.mode === order.mode)?.title ?? order.mode;
  return (
    <Part title="Порядок вызова">
      <div class="order"><div><p><b>{capital(title)}</b></p><p class="note">{order.title}</p>
        {order.reason && <p class="note">Решение руководителя{order.since ? ` с ${clock_text(order.since)}` : ''}: {order.reason}</p>}</div>
        <button type="button" onClick={change}>Изменить порядок…</button></div>
    </Part>
  );
}

const desk_marks: Record<LiveDesk['state'], Mark> = { open: 'ok', paused: 'near', closed: 'off', phone: 'ok' };

function DeskCard({ desk, hall, now }: { desk: LiveDesk; hall: Hall; now: number }): JSX.Element {
  const ticket = desk.ticket;
  const serving = ticket?.state === 'serving';
  const seconds = !ticket ? 0 : serving ? grown(ticket.service_s ?? 0, hall.clock, now)
    : ticket.called_at ? Math.max(0, Math.floor((now - Date.parse(ticket.called_at)) / 1000)) : 0;
  const view = limit_view(seconds, serving ? ticket.service_limit_s : null);
  return (
    <li class={`desk-card ${desk.state}`}>
      <div class="row"><h3>{desk.title}</h3><Chip mark={desk_marks[desk.state]}>{desk_words[desk.state]}</Chip></div>
      <p class="note">{desk.room_title}{desk.state !== 'closed' && (desk.specialist_name || desk.specialist) ? `, ${desk.specialist_name || desk.specialist}` : ''}</p>
      {ticket ? (
        <>
          <div class="row at"><b class="num ticket-number">{ticket.number}</b>
            <span class="note">{serving ? 'на приёме' : 'вызван'} <b class={`num at-${view.kind}`}>{span(seconds)}</b></span></div>
          {serving && view.kind !== 'none' && <><Bar share={view.share} kind={view.kind} /><LimitChip kind={view.kind} word={view.word} /></>}
        </>
      ) : desk.state === 'open' ? <p class="at free">свободно</p>
        : desk.state === 'phone' ? <p class="at free">разговор по телефону{desk.since ? ` с ${clock_text(desk.since)}` : ''}</p>
        : desk.state === 'paused' ? <p class="at free">{desk.pause_reason || 'перерыв'}{desk.since ? ` с ${clock_text(desk.since)}` : ''}</p> : null}
    </li>
  );
}

function Desks({ hall, now }: { hall: Hall; now: number }): JSX.Element {
  const desks = hall.picture.desks;
  const count = (state: string): number => desks.filter((desk) => desk.state === state).length;
  return (
    <Part title="Окна" count={<>работают <b class="num">{count('open')}</b> из <b class="num">{desks.length}</b>{count('phone') ? <>, на телефоне <b class="num">{count('phone')}</b></> : ''}{count('paused') ? <>, перерыв <b class="num">{count('paused')}</b></> : ''}</>}>
      <ul class="desk-cards">{desks.map((desk) => <DeskCard key={desk.desk} desk={desk} hall={hall} now={now} />)}</ul>
    </Part>
  );
}

const health_marks: Record<Device['health'], Mark> = { ok: 'ok', warning: 'near', failed: 'over', silent: 'over' };

function device_reasons(device: Device): string {
  const bad = device.components.filter((component) => component.health !== 'ok');
  const words = bad.map((component) => `${component.title || component_word(component.component)}: ${component.reason ? reason_word(component.reason) : health_words[component.health]} с ${clock_text(component.since)}`);
  if (device.health === 'silent') words.unshift(device.heard_s === null ? 'ещё не выходило на связь' : `молчит ${span(device.heard_s)}`);
  return words.join('; ');
}

function Devices({ hall }: { hall: Hall }): JSX.Element {
  const bad = hall.picture.devices.filter((device) => device.health !== 'ok').length;
  return (
    <Part title="Устройства" count={bad === 0 ? 'все исправны' : <>требуют внимания <b class="num">{bad}</b></>}>
      <ul class="devices">
        {hall.picture.devices.map((device) => (
          <li key={device.device}>
            <span><b>{device.title}</b><small>{device_reasons(device) || (device.role === 'kiosk' ? 'киоск' : 'табло и голос')}</small></span>
            <Chip mark={health_marks[device.health]}>{health_words[device.health]}</Chip>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Notices({ hall }: { hall: Hall }): JSX.Element {
  const { notices } = hall.picture;
  if (notices.length === 0) return <></>;
  return (
    <Part title="К сведению" count={<b class="num">{notices.length}</b>}>
      <ul class="notices">
        {notices.map((notice) => (
          <li key={notice.text}>
            {notice.kind !== 'decision' && <Shape mark="near" />}
            <span>{notice.text}<small>{[notice.kind === 'decision' && 'решение', notice.by_name || notice.by, notice.since && clock_text(notice.since)].filter(Boolean).join(', ')}</small></span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Breaches({ hall, desk_title }: { hall: Hall; desk_title: (desk: string) => string }): JSX.Element {
  const breaches = hall.picture.breaches;
  return (
    <Part title="Нарушения срока сегодня" count={<b class="num">{breaches.length >= 50 ? 'последние 50' : breaches.length}</b>}>
      {breaches.length === 0 ? <p class="calm"><Shape mark="ok" /> Нарушений нет</p> : (
        <ul class="breaches">
          {breaches.map((breach) => (
            <li key={`${breach.number} ${breach.at} ${breach.measure}`}>
              <span class="num">{clock_text(breach.at)}</span><b class="num">{breach.number}</b>
              <span>{breach.measure === 'wait' ? 'ожидание' : 'приём'} больше {limit_text(breach.limit_s)}{breach.clause && `, ${clause_text(breach.clause)}`}
                <small>{breach.line_title}{breach.desk && `, ${desk_title(breach.desk)}`}</small></span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

/// Shares of today: the same fold as the reports, asked for again while the hall is shown.
function useShares(date: string, lost: boolean): Summary | null {
  const [summary, set] = useState<Summary | null>(null);
  useEffect(() => {
    if (lost) return undefined;
    const read = (): void => void get<Summary>(`/reports/summary?from=${date}&to=${date}&by=procedure`).then(set, () => set(null));
    read();
    const timer = window.setInterval(read, 20_000);
    return () => window.clearInterval(timer);
  }, [date, lost]);
  return summary;
}

function Books({ hall }: { hall: Hall }): JSX.Element {
  const p = hall.picture;
  const shares = useShares(p.date, hall.lost);
  const cell = (n: ComponentChildren, word: string, sign = ''): JSX.Element => (
    <div class="cell">{sign && <span class="sign" aria-hidden="true">{sign}</span>}<dt>{word}</dt><dd class="num">{n}</dd></div>);
  return (
    <section class="books" aria-label="Баланс дня">
      <dl>
        {cell(p.issued, 'выдано')}{cell(p.served, 'обслужено', '=')}{cell(p.no_show, 'не явились', '+')}
        {cell(p.cancelled, 'отменено', '+')}{cell(p.in_hall, 'в зале', '+')}
      </dl>
      <dl class="shares">
        {cell(percent(shares?.total.wait.within_share ?? null), 'в срок ждали принятые')}
        {cell(percent(shares?.total.service.within_share ?? null), 'приём в срок')}
      </dl>
    </section>
  );
}

/// extend: opens the decision to extend reception, filled in.
/// reorder: opens the decision of another order of calls.
export function Live({ hall, extend, reorder }: { hall: Hall; extend: (until: string, reason: string) => void; reorder: () => void }): JSX.Element {
  useTick(1000);
  const now = hall.lost ? hall.clock.at_ms : hall_now(hall.clock, performance.now());
  const { picture } = hall;
  const desk_title = (id: string): string => picture.desks.find((desk) => desk.desk === id)?.title ?? id;
  return (
    <>
      <HelpBanner calls={picture.help} />
      <OutlookBanners outlook={picture.outlook} extend={extend} />
      <main class={`live${hall.lost ? ' is-grey' : ''}`}>
        <Books hall={hall} />
        <div class="live-columns">
          <div><Lines hall={hall} now={now} /><Desks hall={hall} now={now} /></div>
          <div><OrderPart hall={hall} change={reorder} /><Notices hall={hall} /><Devices hall={hall} /><Breaches hall={hall} desk_title={desk_title} /></div>
        </div>
      </main>
    </>
  );
}
