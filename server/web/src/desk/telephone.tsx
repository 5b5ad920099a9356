// SPDX-License-Identifier: MIT
// The consultation line at a desk: a talk against its limit, how it ended, the calls that were promised.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Callback, DeskPicture, Session, Talk } from '../api/pictures';
import { get } from '../api/request';
import { date_text, hall_now, rfc3339, type Clock } from '../hall_time';
import { limit_view } from '../limit';
import { Choice, Dialog } from '../view/dialog';
import { Chip, LimitBar } from '../view/marks';
import { useTick } from '../view/time';
import { capital, span } from '../words';

export interface Service { service: string; title: string }
interface Menu { office: { name: string; short_name: string }; services: Service[] }

/// What the page must say on the line and may be asked about: services by name, the office's own.
export function useMenu(): Menu {
  const [menu, set_menu] = useState<Menu>({ office: { name: '', short_name: '' }, services: [] });
  useEffect(() => {
    let timer = 0;
    const read = (): void => void get<Menu>('/menu').then(set_menu, () => { timer = window.setTimeout(read, 5000); });
    read();
    return () => window.clearTimeout(timer);
  }, []);
  return menu;
}

export const endings = [
  { outcome: 'answered', title: 'Ответ дан' }, { outcome: 'forwarded', title: 'Передан' }, { outcome: 'callback', title: 'Перезвоним' },
] as const;
type Ending = (typeof endings)[number]['outcome'];

/// As the body of phone-end has it, but for what was left open.
export interface TalkEnd { outcome: Ending; service: string; waited: string }

/// A talk is forwarded once at most: the one that came so is answered here, or an answer is promised.
export const may_end = (talk: Talk, outcome: Ending): boolean => outcome !== 'forwarded' || !talk.forwarded;

export function useTalkEnd(talk: Talk | null) {
  const [end, set_end] = useState<TalkEnd>({ outcome: 'answered', service: '', waited: '' });
  useEffect(() => set_end({ outcome: 'answered', service: '', waited: '' }), [talk?.since]);
  function pick(at: number): void {
    const one = endings[at];
    if (one && talk && may_end(talk, one.outcome)) set_end((old) => ({ ...old, outcome: one.outcome }));
  }
  const body = (): object => ({ outcome: end.outcome, ...(end.service ? { service: end.service } : {}), ...(end.waited ? { waited_s: Number(end.waited) } : {}) });
  return { end, set_end, pick, body };
}

const waits = [['5', 'сразу'], ['15', '15 с'], ['30', '30 с'], ['60', '1 мин'], ['120', '2 мин'], ['300', '5 мин и дольше']] as const;

/// A choice made with the mouse gives the focus back, so that Space stays the large button.
function Select({ label, value, options, change }: { label: string; value: string; options: readonly (readonly [string, string])[]; change: (value: string) => void }): JSX.Element {
  const by_pointer = useRef(false);
  return (
    <label>{label}<select value={value} onPointerDown={() => { by_pointer.current = true; }} onKeyDown={() => { by_pointer.current = false; }}
      onChange={(event) => { change(event.currentTarget.value); if (by_pointer.current) event.currentTarget.blur(); }}>
      <option value="">не указано</option>{options.map(([one, title]) => <option key={one} value={one}>{title}</option>)}</select></label>
  );
}

/// In the place of the visitor: nobody is called meanwhile, and the boxes are as high.
export function TalkCard({ talk, clock, menu, session, end, change, pick, keys }: {
  talk: Talk; clock: Clock; menu: Menu; session: Session; end: TalkEnd; change: (end: TalkEnd) => void; pick: (at: number) => void; keys: boolean;
}): JSX.Element {
  useTick(500);
  const seconds = Math.max(0, Math.floor((hall_now(clock, performance.now()) - Date.parse(talk.since)) / 1000));
  const { kind } = limit_view(seconds, talk.limit_s);
  return (
    <section class="who talk" aria-label="Разговор по телефону">
      <p class="state">разговор по телефону{talk.forwarded ? ', звонок передан вам' : ''}</p>
      <p class={`number num at-${kind}`}>{span(seconds)}</p>
      <p class="what note">«{menu.office.name || menu.office.short_name}, {session.name || session.login}. Здравствуйте!»</p>
      <LimitBar label="Разговор" seconds={seconds} limit_s={talk.limit_s} clause={talk.clause} countdown />
      <fieldset class="endings"><legend class="unseen">Чем кончился разговор</legend>
        {endings.map((one, i) => (
          <button key={one.outcome} type="button" class="small" aria-pressed={end.outcome === one.outcome} aria-disabled={!may_end(talk, one.outcome)}
            title={may_end(talk, one.outcome) ? undefined : 'Звонок уже передавали один раз'} onMouseDown={(event) => event.preventDefault()} onClick={() => pick(i)}>
            {one.title}{keys && <kbd aria-hidden="true">⇧{i + 1}</kbd>}</button>))}
      </fieldset>
      <div class="about">
        <Select label="О чём" value={end.service} options={menu.services.map((one) => [one.service, one.title] as const)} change={(service) => change({ ...end, service })} />
        <Select label="Ждал ответа" value={end.waited} options={waits} change={(waited) => change({ ...end, waited })} />
      </div>
    </section>
  );
}

/// Whether it was forwarded here decides whether it may be forwarded on, so it is asked before the talk.
export function PhoneDialog({ close, send }: { close: () => void; send: (body: { forwarded: boolean }) => void }): JSX.Element {
  const [from, set_from] = useState('citizen');
  return (
    <Dialog title="Разговор по телефону" action="Начать разговор" close={close} submit={() => send({ forwarded: from === 'colleague' })}>
      <Choice legend="Кто звонит" name="caller" value={from} choose={set_from} options={[
        { value: 'citizen', title: 'Гражданин' }, { value: 'colleague', title: 'Звонок передал коллега', note: 'дальше его передать уже нельзя' }]} />
      <p class="note">Пока идёт разговор, посетителей к окну не вызывают.</p>
    </Dialog>
  );
}

/// Read again whenever the picture's counts change; what the last answer said stays while the link is down.
function useCallbacks(picture: DeskPicture): Callback[] {
  const [rows, set_rows] = useState<Callback[]>([]);
  const wanted = picture.callbacks;
  useEffect(() => {
    if (wanted === 0) return set_rows([]);
    let timer = 0;
    const read = (): void => void get<{ callbacks: Callback[] }>('/callbacks').then((list) => set_rows(list.callbacks), () => { timer = window.setTimeout(read, 5000); });
    read();
    return () => window.clearTimeout(timer);
  }, [wanted, picture.callbacks_late, picture.phone === null]);
  return rows;
}

export function Callbacks({ picture, clock, services, session, busy, made }: {
  picture: DeskPicture; clock: Clock; services: Service[]; session: Session; busy: boolean; made: (callback: Callback) => boolean;
}): JSX.Element | null {
  const rows = useCallbacks(picture);
  const [asked, ask] = useState<Callback | null>(null);
  if (picture.callbacks === 0) return null;
  const today = rfc3339(clock.at_ms, clock.offset_min).slice(0, 10);
  const title = (row: Callback): string => services.find((one) => one.service === row.service)?.title ?? (row.service || 'Услуга не указана');
  const who = (row: Callback): string => (row.specialist === session.login ? 'кто обещал: вы' : `кто обещал: ${row.specialist_name || row.specialist}`);
  return (
    <section class="panel" aria-label="Перезвонить">
      <h2>Перезвонить <b class="num">{picture.callbacks}</b></h2>
      <ul class="tickets callbacks">
        {rows.map((row) => (
          <li key={row.callback}>
            <span>{capital(title(row))}<small>{who(row)}</small></span>
            <Due row={row} today={today} />
            <button type="button" class="small" aria-disabled={busy} aria-label={`Сделано, перезвонили: ${title(row)}, до ${date_text(row.due_date)}`}
              onMouseDown={(event) => event.preventDefault()} onClick={() => { if (!busy) ask(row); }}>Сделано</button>
          </li>
        ))}
      </ul>
      {asked && (
        <Dialog title="Гражданину перезвонили?" action="Да, перезвонили" close={() => ask(null)} submit={() => { if (made(asked)) ask(null); }}>
          <p>{capital(title(asked))}, {who(asked)}, срок {date_text(asked.due_date)}.</p>
          <p class="note">Обещание уйдёт из списка, вернуть его нельзя.</p>
        </Dialog>)}
    </section>
  );
}

/// Days end at midnight for a promise: what is due today is near its limit, what was due yesterday is over it.
function Due({ row, today }: { row: Callback; today: string }): JSX.Element {
  if (row.late) return <Chip mark="over">{`просрочен, ${date_text(row.due_date).slice(0, 5)}`}</Chip>;
  return row.due_date === today ? <Chip mark="near">сегодня</Chip> : <Chip mark="ok">{`до ${date_text(row.due_date).slice(0, 5)}`}</Chip>;
}
