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

  async function read(): Promise<void> {
    try {
      set_desks((await get<{ desks: DeskChoice[] }>('/desks')).desks);
      set_error((old) => (old === no_server ? '' : old));
    } catch (problem) {
      fail(problem);
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

  /// The same key for both tries of a lost reply.
  async function sit(desk: DeskChoice, verb: 'open' | 'take-over'): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    const send = (key: string): Promise<unknown> =>
      request('POST', `/api/v1/desks/${encodeURIComponent(desk.desk)}/${verb}`, {}, { 'Idempotency-Key': key });
    const key = uuid();
    try {
      await send(key).catch((problem: unknown) => (problem instanceof NoAnswer ? send(key) : Promise.reject(problem)));
      localStorage.setItem(last_slot, desk.desk);
      chosen(desk.desk);
    } catch (problem) {
      ask(problem instanceof Problem && problem.code === 'desk-occupied' ? desk : null);
      fail(problem);
      void read();
    } finally {
      busy.current = false;
    }
  }

  function pick(desk: DeskChoice): void {
    if (desk.state === 'closed' || desk.specialist === '') void sit(desk, 'open');
    else if (desk.specialist === session.login) void sit(desk, 'take-over');  // after a reload or from another computer
    else ask(desk);
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
                ? <Chip mark={desk.specialist === session.login ? 'ok' : 'near'}>{`${desk_words[desk.state]}: ${desk.specialist === session.login ? 'вы' : desk.specialist}`}</Chip>
                : <Chip mark="off">свободно</Chip>}</span>
            </button>
          </li>
        ))}
      </ul>
      {asked && (
        <Dialog title={`${asked.title} занято`} action="Занять окно" close={() => ask(null)}
          submit={() => { ask(null); void sit(asked, 'take-over'); }}>
          <p>Сейчас здесь работает <b>{asked.specialist}</b>. Если занять окно, посетитель, которого он принимает, останется за окном, а его страница скажет, что окно занято вами.</p>
        </Dialog>
      )}
    </main>
  );
}

const no_server = 'Сервер не отвечает, пробуем снова.';
