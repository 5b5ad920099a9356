// SPDX-License-Identifier: MIT
// The manager's page: the hall now, reports, decisions.
import { render, type JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { page_outbox, type Outcome, type OutboxState } from '../api/outbox';
import type { LivePicture, Session } from '../api/pictures';
import { get, Problem } from '../api/request';
import { Stream } from '../api/stream';
import { clock_of, clock_text, date_text, hall_now, rfc3339 } from '../hall_time';
import { leave_to_login, LinkBanner, SettingsButton } from '../view/frame';
import { Chip } from '../view/marks';
import { useSettings } from '../view/settings';
import { useTick } from '../view/time';
import { BookingDialog } from '../booking/dialog';
import { DecisionDialog, five_minutes_up, type Proposal } from './decisions';
import { Live, type Hall } from './live';
import { Plan } from './plan';
import { Records } from './records';
import { Regulation } from './regulation';
import { Reports } from './reports';

function Clock({ hall }: { hall: Hall }): JSX.Element {
  useTick(500);
  const now = hall.lost ? hall.clock.at_ms : hall_now(hall.clock, performance.now());
  return <time class="num clock">{clock_text(rfc3339(now, hall.clock.offset_min), true)}</time>;
}

function useHall(): { hall: Hall | null; trouble: string; lost: boolean } {
  const [shown, set_shown] = useState<Omit<Hall, 'lost'> | null>(null);
  const [lost, set_lost] = useState(false);
  const [trouble, set_trouble] = useState('');
  useEffect(() => {
    const stream = new Stream<LivePicture>('/api/v1/events?view=live', {
      picture: (picture) => set_shown({ picture, clock: clock_of(picture.time, performance.now()) }),
      link: (state) => set_lost(state === 'lost'),
      refused: (problem) => (problem.status === 401 ? leave_to_login() : set_trouble(problem.text)),
    });
    return () => stream.close();
  }, []);
  return { hall: shown && { ...shown, lost }, trouble, lost };
}

const tabs = [{ tab: 'hall', title: 'Зал' }, { tab: 'reports', title: 'Отчёты' }, { tab: 'records', title: 'Работа зала' }, { tab: 'plan', title: 'План' }, { tab: 'regulation', title: 'Сроки' }] as const;
type Tab = (typeof tabs)[number]['tab'];
const tab_now = (): Tab => tabs.find((item) => `#${item.tab}` === location.hash)?.tab ?? 'hall';

function Manager({ session }: { session: Session }): JSX.Element {
  const [settings, change] = useSettings();
  const [tab, set_tab] = useState<Tab>(tab_now);
  const [deciding, decide] = useState<Proposal | null>(null);
  const [booking, set_booking] = useState(false);
  const [said, say] = useState<{ text: string; bad: boolean } | null>(null);
  const [sending, set_sending] = useState<OutboxState>({ kind: 'idle' });
  const { hall, trouble, lost } = useHall();
  const heard = useRef<(outcome: Outcome) => void>(() => undefined);
  heard.current = ({ problem, dropped }) => {
    if (problem?.status === 401) leave_to_login();
    else say(problem ? { text: problem.text, bad: true } : dropped ? { text: 'Решение не подтверждено: сервер не ответил.', bad: true } : { text: 'Решение записано в журнал.', bad: false });
  };
  const outbox = useMemo(() => page_outbox(set_sending, (outcome) => heard.current(outcome), 'talon.decisions'), []);
  useEffect(() => {
    outbox.resume();
    const moved = (): void => set_tab(tab_now());
    window.addEventListener('hashchange', moved);
    return () => window.removeEventListener('hashchange', moved);
  }, []);
  if (!hall) return <main class="manager-page"><p class="lead" role="status">{trouble || (lost ? 'Сервер не отвечает, пробуем снова…' : 'Соединяемся с залом…')}</p></main>;
  const { picture } = hall;
  return (
    <div class="manager-page">
      <header class="bar">
        <div class="office"><h1>{picture.office.short_name || picture.office.name}</h1>
          <p class="note">{date_text(picture.date)}, {picture.open ? `приём открыт${picture.closes_at ? ` до ${clock_text(picture.closes_at)}` : ''}` : picture.closed_text || 'приём закрыт'}</p></div>
        <nav aria-label="Разделы">{tabs.map((item) => <a class="tab" key={item.tab} href={`#${item.tab}`} aria-current={tab === item.tab ? 'page' : undefined}>{item.title}</a>)}</nav>
        {hall.clock.virtual && <Chip mark="near">{`учебное время${hall.clock.rate === 1 ? '' : ` ×${hall.clock.rate}`}`}</Chip>}
        <button type="button" onClick={() => set_booking(true)}>Запись…</button>
        <button type="button" onClick={() => decide({ kind: 'extension', reason: '', time: '' })}>Решение…</button>
        <Clock hall={hall} />
        <SettingsButton session={session} settings={settings} change={change} />
      </header>
      <LinkBanner lost={hall.lost} data_time={clock_text(picture.time.now)} />
      {(said || sending.kind === 'sending') && (
        <div class={`banner ${said?.bad ? 'lost' : 'said'}`} role="status">
          <span>{sending.kind === 'sending' ? (sending.attempts > 1 ? 'Решение: повтор…' : 'Записываем решение…') : said?.text}</span>
          {sending.kind === 'idle' && <button type="button" class="link" onClick={() => say(null)}>закрыть</button>}
        </div>)}
      {tab === 'hall' ? <Live hall={hall} extend={(until, reason) => decide({ kind: 'extension', reason, time: five_minutes_up(until) })} reorder={() => decide({ kind: 'mode', reason: '', time: '' })} /> : tab === 'records' ? <Records today={picture.date} /> : tab === 'plan' ? <Plan picture={picture} /> : tab === 'regulation' ? <Regulation today={picture.date} /> : <Reports today={picture.date} desk_title={(id) => picture.desks.find((desk) => desk.desk === id)?.title ?? id} />}
      {booking && <BookingDialog close={() => set_booking(false)} />}
      {deciding && <DecisionDialog picture={picture} clock={hall.clock} proposal={deciding} close={() => decide(null)}
        send={(decision) => { decide(null); say(null); outbox.submit('/api/v1/decisions', 'decision', decision); }} />}
    </div>
  );
}

function Page(): JSX.Element {
  const [session, set_session] = useState<Session | null>(null);
  useEffect(() => {
    let timer = 0;
    async function who(): Promise<void> {
      try {
        set_session(await get<Session>('/session'));
      } catch (problem) {
        if (problem instanceof Problem && problem.status === 401) location.replace('/?next=/manager');
        else timer = window.setTimeout(() => void who(), 2000);
      }
    }
    void who();
    return () => window.clearTimeout(timer);
  }, []);
  return session ? <Manager session={session} /> : <main class="manager-page"><p class="lead" role="status">Соединяемся с сервером…</p></main>;
}

render(<Page />, document.getElementById('root')!);
