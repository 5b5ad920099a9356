// SPDX-License-Identifier: MIT
// Which desk: the last one first; an occupied one only after saying who is there.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskChoice, Session } from '../api/pictures';
import { get, NoAnswer, Problem, request } from '../api/request';
import { uuid } from '../api/outbox';
import { Dialog } from '../view/dialog';
import { Chip } from '../view/marks';
import { leave_to_login } from '../view/frame';
import { desk_words } from '../words';

const last_slot = 'talon.desk';

export function Choose({ session, chosen }: { session: Session; chosen: (desk: string) => void }): JSX.Element {
  const [desks, set_desks] = useState<DeskChoice[] | null>(null);
  const [asked, ask] = useState<DeskChoice | null>(null);
  const [error, set_error] = useState('');
  const busy = useRef(false);
  const last = localStorage.getItem(last_slot);

  async function read(): Promise<DeskChoice[]> {
    try {
      const now = (await get<{ desks: DeskChoice[] }>('/desks')).desks;
      set_desks(now);
      set_error((old) => (old === no_server ? '' : old));
      return now;
    } catch (problem) {
      fail(problem);
      return [];
    }
  }
  useEffect(() => {
    void read();
    const timer = window.setInterval(() => void read(), 5000);
    return () => window.clearInterval(timer);
  }, []);

  function fail(problem: unknown): void {
    if (problem instanceof Problem && problem.status === 401) return leave_to_login();
    set_error(problem instanceof Problem ? problem.text : problem instanceof NoAnswer ? no_server : String(problem));
  }

  /// One after another, up to the first refusal.
  async function sit(desk: DeskChoice, steps: Step[]): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    set_error('');
    try {
      for (const step of steps) await send(step);
      localStorage.setItem(last_slot, desk.desk);
      chosen(desk.desk);
    } catch (problem) {
      fail(problem);
      const now = (await read()).find((one) => one.desk === desk.desk);
      if (now && now.state !== 'closed' && now.specialist !== '' && now.specialist !== session.login) ask(now);
    } finally {
      busy.current = false;
    }
  }

  /// Where this person sits already: nobody works at two desks.
  const elsewhere = (desk: DeskChoice): DeskChoice | undefined =>
    desks?.find((one) => one.desk !== desk.desk && one.state !== 'closed' && one.specialist === session.login);

  function pick(desk: DeskChoice): void {
    if (elsewhere(desk)) ask(desk);
    else if (desk.state === 'closed' || desk.specialist === '') void sit(desk, [{ desk: desk.desk, verb: 'open' }]);
    else if (desk.specialist === session.login) void sit(desk, [{ desk: desk.desk, verb: 'take-over' }]);  // after a reload or from another computer
    else ask(desk);
  }

  const free = (desk: DeskChoice): boolean => desk.state === 'closed' || desk.specialist === '';
  const leaving = asked ? elsewhere(asked) : undefined;
  function answer(desk: DeskChoice): void {
    ask(null);
    const leave: Step[] = leaving ? [{ desk: leaving.desk, verb: 'take-over' }, { desk: leaving.desk, verb: 'close' }] : [];
    void sit(desk, [...leave, { desk: desk.desk, verb: free(desk) ? 'open' : 'take-over' }]);
  }

  const sorted = [...(desks ?? [])].sort((a, b) => Number(b.desk === last) - Number(a.desk === last));
  return (
    <main class="choose">
      <h1>Какое окно?</h1>
      <p class="lead">{session.name || session.login}</p>
      <p class="error" role="alert">{error}</p>
      {desks?.length === 0 && <p>В настройке зала нет ни одного окна.</p>}
      <ul class="desks">
        {sorted.map((desk) => (
          <li key={desk.desk}>
            <button type="button" class={desk.desk === last ? 'desk last' : 'desk'} onClick={() => pick(desk)}>
              <span class="title">{desk.title}</span>
              <span class="note">{desk.room_title}{desk.desk === last ? ', прошлый раз здесь' : ''}</span>
              <span class="note">{desk.specialist && desk.state !== 'closed'
                ? <Chip mark={desk.specialist === session.login ? 'ok' : 'near'}>{`${desk_words[desk.state]}: ${desk.specialist === session.login ? 'вы' : desk.specialist_name || desk.specialist}`}</Chip>
                : <Chip mark="off">свободно</Chip>}</span>
            </button>
          </li>
        ))}
      </ul>
      {asked && (
        <Dialog title={free(asked) ? `Перейти: ${asked.title}` : `${asked.title} занято`} action={free(asked) ? 'Перейти' : 'Занять окно'}
          close={() => ask(null)} submit={() => answer(asked)}>
          {leaving && <p>Вы работаете за другим окном: <b>{leaving.title}</b>. Оно будет закрыто.</p>}
          {!free(asked) && <p>Сейчас здесь работает <b>{asked.specialist_name || asked.specialist}</b>. Если занять окно, посетитель, которого он принимает, останется за окном, а его страница скажет, что окно занято вами.</p>}
        </Dialog>
      )}
    </main>
  );
}

interface Step { desk: string; verb: 'open' | 'take-over' | 'close' }

/// The same key for both tries of a lost reply.
async function send({ desk, verb }: Step): Promise<void> {
  const key = uuid();
  const once = (): Promise<unknown> => request('POST', `/api/v1/desks/${encodeURIComponent(desk)}/${verb}`, {}, { 'Idempotency-Key': key });
  await once().catch((problem: unknown) => (problem instanceof NoAnswer ? once() : Promise.reject(problem)));
}

const no_server = 'Сервер не отвечает, пробуем снова.';
