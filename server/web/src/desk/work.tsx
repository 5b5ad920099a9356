// SPDX-License-Identifier: MIT
// A desk at work: stream in, commands out, keys.
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { page_outbox, patient, type Outcome, type OutboxState } from '../api/outbox';
import type { Callback, DeskPicture, Session } from '../api/pictures';
import { Stream } from '../api/stream';
import { clock_of, clock_text, hall_now, rfc3339, type Clock } from '../hall_time';
import { leave_to_login, LinkBanner, SettingsButton } from '../view/frame';
import { HelpBanner } from '../view/help';
import { Shape } from '../view/marks';
import type { Settings } from '../view/settings';
import { useTick } from '../view/time';
import { undo_word } from '../words';
import { action_of, allowed, key_hints, main_action, spoken_change, type Action, type Verb } from './actions';
import { BookingDialog } from '../booking/dialog';
import { is_question, QuestionDialog, type Drafts, type Question } from './dialogs';
import { Outcomes, ReasonDialog, useOutcome } from './outcomes';
import { Brief, HallClock, Row, Tickets, Today, VirtualMark, Waiting, Who } from './parts';
import { Callbacks, PhoneDialog, TalkCard, useMenu, useTalkEnd } from './telephone';

interface Shown { picture: DeskPicture; clock: Clock }
interface Notice { text: string; bad: boolean }

const verb_titles: Partial<Record<string, string>> = {
  next: 'Следующий', start: 'Начать приём', finish: 'Завершить', recall: 'Повторить вызов', 'no-show': 'Не явился',
  hold: 'Отложить', return: 'Вернуть', transfer: 'Перенаправить', pause: 'Перерыв', resume: 'Продолжить работу',
  close: 'Закрыть окно', open: 'Открыть окно', 'next-applicant': 'Ещё заявитель', undo: 'Отменить', 'take-over': 'Занять окно',
  call: 'Не по порядку', receive: 'Без талона', 'next-matter': 'Другое дело',
  phone: 'Телефон', 'phone-end': 'Закончить разговор', 'phone-missed': 'Звонок без ответа', made: 'Перезвонили',
};
/// What changes nothing that the page draws large is said once it is done.
const done_words: Partial<Record<string, string>> = { 'phone-missed': 'Звонок без ответа записан', made: 'Обещание исполнено' };

function beep(): void {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const level = audio.createGain();
  level.gain.value = 0.06;
  tone.frequency.value = 660;
  tone.connect(level).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.18);
  tone.onended = () => void audio.close();
}

/// The picture of the stream, the link, the commands: everything of a desk that is not drawing.
function useDesk(desk: string, settings: Settings) {
  const [shown, set_shown] = useState<Shown | null>(null);
  const [lost, set_lost] = useState(false);
  const [sending, set_sending] = useState<OutboxState>({ kind: 'idle' });
  const [notice, set_notice] = useState<Notice | null>(null);
  const [spoken, set_spoken] = useState('');
  const [not_mine, set_not_mine] = useState(false);
  const [taken, set_taken] = useState(0);
  const latest = useRef<DeskPicture | null>(null);
  const sound = useRef(settings.sound);
  sound.current = settings.sound;
  const heard = useRef<(outcome: Outcome) => void>(() => undefined);

  function show(picture: DeskPicture): void {
    const before = latest.current;
    if (before && picture.seq < before.seq) return;  // a reply that the stream has overtaken
    const words = spoken_change(before, picture);
    if (words) set_spoken(words);
    if (before?.waiting === 0 && picture.waiting > 0 && !picture.ticket && sound.current) beep();
    latest.current = picture;
    set_shown({ picture, clock: clock_of(picture.time, performance.now()) });
  }

  heard.current = ({ entry, answer, problem, dropped }) => {
    const title = verb_titles[entry.verb] ?? entry.verb;
    if (dropped) set_notice({ text: `«${title}» не подтверждено: сервер не ответил. Посмотрите на номер и при необходимости нажмите ещё раз.`, bad: true });
    else if (problem?.status === 401) leave_to_login();
    else if (problem?.code === 'desk-not-yours') set_not_mine(true);
    else if (problem) set_notice({ text: problem.text, bad: true });
    else if (answer?.status === 204) set_notice({ text: done_words[entry.verb] ?? 'Никто не ждёт', bad: false });
    else if (answer?.body) {
      const words = done_words[entry.verb];
      set_notice(words ? { text: words, bad: false } : null);
      set_taken((n) => n + 1);
      if (entry.verb === 'take-over' || entry.verb === 'open') set_not_mine(false);
      show(answer.body as DeskPicture);
    }
  };

  const outbox = useMemo(() => page_outbox(set_sending, (outcome) => heard.current(outcome)), []);
  useEffect(() => {
    outbox.resume();
    const stream = new Stream<DeskPicture>(`/api/v1/events?view=desk&desk=${encodeURIComponent(desk)}`, {
      picture: show,
      link: (state) => set_lost(state === 'lost'),
      refused: (problem) => (problem.status === 401 ? leave_to_login() : set_notice({ text: problem.text, bad: true })),
    });
    return () => stream.close();
  }, [desk]);

  return { shown, lost, sending, notice, set_notice, spoken, not_mine, taken, outbox };
}

export function Work({ desk, session, settings, change, leave }: {
  desk: string; session: Session; settings: Settings; change: (part: Partial<Settings>) => void; leave: () => void;
}): JSX.Element {
  const { shown, lost, sending, notice, set_notice, spoken, not_mine, taken, outbox } = useDesk(desk, settings);
  const [question, ask] = useState<Question | null>(null);
  const [booking, set_booking] = useState(false);
  const [ringing, set_ringing] = useState(false);
  const [drafts, set_drafts] = useState<Drafts>({});
  const picture = shown?.picture ?? null;
  const outcome = useOutcome(picture);
  const menu = useMenu();
  const talk = useTalkEnd(picture?.phone ?? null);
  useEffect(() => set_drafts({}), [taken]);
  useEffect(() => {
    document.title = picture ? `${picture.ticket ? `${picture.ticket.number} · ` : ''}ждут ${picture.waiting} · ${picture.title}` : 'Рабочее место · Талон';
  }, [picture]);

  /// False: another command is under way, or the last one was only just done; a question stays open then.
  function submit(path: string, verb: string, body: unknown): boolean {
    const taken_up = outbox.submit(`/api/v1/${path}`, verb, body);
    if (taken_up) set_notice(null);
    return taken_up;
  }
  const send = (verb: Verb, body: unknown = {}): boolean => submit(`desks/${encodeURIComponent(desk)}/${verb}`, verb, body);
  const made = (callback: Callback): boolean => submit(`callbacks/${encodeURIComponent(callback.callback)}/made`, 'made', {});

  function act(action: Action): void {
    if (!picture) return;
    const verb = action === 'main' ? main_action(picture).verb
      : action === 'pause-or-resume' ? (picture.state === 'paused' ? 'resume' : 'pause') : action;
    if (!allowed(picture, verb)) return;
    if (is_question(verb)) return ask(verb);
    if (verb === 'phone') return set_ringing(true);
    send(verb, verb === 'next' || verb === 'finish' ? outcome.chosen ?? {} : verb === 'phone-end' ? talk.body() : {});
  }

  const mine = picture !== null && !not_mine && (picture.specialist === session.login || picture.specialist === '');
  const on_key = useRef<(event: KeyboardEvent) => void>(() => undefined);
  on_key.current = (event) => {
    if (!settings.shortcuts || !mine || document.querySelector('dialog[open]')) return;
    const at = document.activeElement;
    if (at instanceof HTMLInputElement && at.type === 'text') return;
    if (at instanceof HTMLSelectElement && event.code !== 'F8' && !event.shiftKey) return;  // its letters, digits and arrows choose
    const interactive = at instanceof HTMLElement && at.closest('button, a, summary, input') !== null;
    if (interactive && (event.code === 'Space' || event.code === 'NumpadEnter')) return;  // the focused control's own key
    const pressed = action_of({ code: event.code, shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey,
      meta: false, repeat: event.repeat });
    if (/^(?:Digit|Numpad)0$/.test(event.code) && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      return set_booking(true);
    }
    if (pressed === null) return;
    event.preventDefault();
    if (typeof pressed === 'string') return act(pressed);
    if (picture?.phone) talk.pick(pressed.outcome);
    else outcome.pick(pressed.outcome);
  };
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => on_key.current(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  if (!shown || !picture) {
    return <main class="desk-page"><p class="lead" role="status">{lost ? 'Сервер не отвечает, пробуем снова…' : 'Открываем окно…'}</p>{notice && <p class="error" role="alert">{notice.text}</p>}</main>;
  }
  if (!mine) return <TakenOver picture={picture} take={() => send('take-over')} leave={leave} busy={outbox.busy} />;

  const busy = sending.kind === 'sending';
  const late = busy && sending.attempts > 1;
  const main = main_action(picture);
  const hint = (action: Action): JSX.Element | null =>
    settings.shortcuts && key_hints[action] ? <kbd aria-hidden="true">{key_hints[action]}</kbd> : null;
  const keys_of = (action: Action): string | undefined => (action === 'main' ? 'Space F8' : action === 'undo' ? 'Backspace Control+Z' : action === 'phone' ? '-' : key_hints[action]);
  const small = (action: Action, title: string): JSX.Element => {
    const verb = action === 'pause-or-resume' ? (picture.state === 'paused' ? 'resume' : 'pause') : (action as Verb);
    const off = busy || !allowed(picture, verb);
    return (
      <button type="button" class="small" aria-disabled={off} aria-keyshortcuts={settings.shortcuts ? keys_of(action) : undefined}
        onMouseDown={(event) => event.preventDefault()} onClick={() => act(action)}>{title}{hint(action)}</button>
    );
  };

  return (
    <div class={`desk-page${lost ? ' is-lost' : ''}`}>
      <header class="top">
        <div><h1>{picture.title}</h1><p class="note">{picture.room.title}</p></div>
        <VirtualMark clock={shown.clock} />
        <HallClock clock={shown.clock} />
        <SettingsButton session={session} settings={settings} change={change} shortcuts={<KeyList />} />
      </header>
      <LinkBanner lost={lost} data_time={clock_text(picture.time.now)}
        pending={picture.ticket?.state === 'called' ? `Вызовите ${picture.ticket.number} голосом.` : undefined} />
      <HelpBanner calls={picture.help} />
      {picture.alerts.length > 0 && (
        <div class="banner alert" role="status"><Shape mark="near" /><span>{picture.alerts.join(' ')}</span></div>
      )}
      <main class="columns">
        <div class="hand">
          {picture.phone
            ? <TalkCard talk={picture.phone} clock={shown.clock} menu={menu} session={session} end={talk.end} change={talk.set_end} pick={talk.pick} keys={settings.shortcuts} />
            : <Who picture={picture} clock={shown.clock} />}
          <button type="button" class={`main${busy ? ' busy' : sending.kind === 'settling' ? ' settling' : ''}`} aria-disabled={busy} aria-keyshortcuts={settings.shortcuts ? keys_of('main') : undefined}
            onMouseDown={(event) => event.preventDefault()} onClick={(event) => { if (event.detail < 2) act('main'); }}>
            <span>{main.title}</span>{hint('main')}
          </button>
          <div class="under-main">
            {late ? <><span role="status">«{verb_titles[sending.entry.verb]}»: повтор…{patient.has(sending.entry.verb) ? ' Отправится, когда появится связь.' : ''}</span>
              <button type="button" class="link" onClick={() => outbox.drop()}>не отправлять</button></>
              : notice && !notice.bad ? <span role="status">{notice.text}</span>
                : <Undo picture={picture} clock={shown.clock} undo={() => act('undo')} hint={hint('undo')} />}
          </div>
          <div class="six">
            {small('recall', 'Повторить вызов')}{small('no-show', 'Не явился')}{small('hold', 'Отложить')}
            {small('return', 'Вернуть')}{small('transfer', 'Перенаправить')}{small('finish', 'Завершить')}
          </div>
          <div class="rest">
            {small('next-applicant', 'Ещё заявитель')}
            {small('pause-or-resume', picture.state === 'paused' ? 'Продолжить' : 'Перерыв')}
            {small('close', 'Закрыть окно')}
            <button type="button" class="small" aria-keyshortcuts={settings.shortcuts ? '0' : undefined} onMouseDown={(event) => event.preventDefault()}
              onClick={() => set_booking(true)}>Записать{settings.shortcuts && <kbd aria-hidden="true">0</kbd>}</button>
            {small('next-matter', 'Другое дело')}{small('receive', 'Без талона')}
            {picture.may_choose && small('call', 'Не по порядку')}
            {small('phone', 'Телефон')}{small('phone-missed', 'Звонок без ответа')}
          </div>
          <Outcomes choice={outcome} keys={settings.shortcuts} />
        </div>
        <div class="eye">
          <Brief ticket={picture.ticket} />
          <Waiting picture={picture} clock={shown.clock} />
          <Callbacks picture={picture} clock={shown.clock} services={menu.services} session={session} busy={busy} made={made} />
          <Tickets title="Отложены" tickets={picture.held} busy={busy} give_back={(ticket) => send('return', { ticket: ticket.id })} />
          <Tickets title="Не явились" tickets={picture.no_shows} busy={busy} give_back={(ticket) => send('return', { ticket: ticket.id })} />
          <Row row={picture.row} />
          <Today picture={picture} />
          {picture.state === 'closed' && <p><button type="button" class="quiet" onClick={leave}>Выбрать другое окно</button></p>}
        </div>
      </main>
      {notice?.bad && <p class="notice" role="alert"><Shape mark="over" /><span>{notice.text}</span>
        <button type="button" class="link" onClick={() => set_notice(null)}>закрыть</button></p>}
      <p class="unseen" role="status" aria-live="polite" data-test="spoken">{spoken}</p>
      {booking && <BookingDialog close={() => set_booking(false)} />}
      {ringing && <PhoneDialog close={() => set_ringing(false)} send={(body) => { if (send('phone', body)) set_ringing(false); }} />}
      <ReasonDialog choice={outcome} />
      {question && (
        <QuestionDialog question={question} picture={picture} draft={drafts[question] ?? { pick: '', text: '' }}
          keep={(draft) => set_drafts((old) => ({ ...old, [question]: draft }))} close={() => ask(null)}
          send={(body) => { if (send(question, question === 'next-matter' ? { ...outcome.chosen, ...(body as object) } : body)) ask(null); }} />
      )}
    </div>
  );
}

function Undo({ picture, clock, undo, hint }: { picture: DeskPicture; clock: Clock; undo: () => void; hint: JSX.Element | null }): JSX.Element | null {
  useTick(500);
  if (!picture.undo) return null;
  const left_s = Math.ceil((Date.parse(picture.undo.until) - hall_now(clock, performance.now())) / 1000);
  if (left_s <= 0) return null;
  return (
    <>
      <span class="note">{undo_word(picture.undo.what)}{picture.undo.what === 'ticket_called' && picture.ticket ? ` ${picture.ticket.number}` : ''}</span>
      <button type="button" class="small undo" aria-keyshortcuts="Backspace Control+Z" onMouseDown={(event) => event.preventDefault()} onClick={undo}>Отменить <span class="num">{left_s}</span>{hint}</button>
    </>
  );
}

function TakenOver({ picture, take, leave, busy }: { picture: DeskPicture; take: () => void; leave: () => void; busy: boolean }): JSX.Element {
  return (
    <main class="desk-page taken">
      <h1>{picture.title}</h1>
      <p class="lead" role="alert">{picture.specialist ? <>За этим окном теперь работает <b>{picture.specialist}</b>.</> : 'Это окно открыто с другого компьютера.'}</p>
      <p class="note">по данным на {clock_text(rfc3339(Date.parse(picture.time.now), clock_of(picture.time, 0).offset_min))}</p>
      <p><button type="button" class="main" aria-disabled={busy} onClick={take}>Занять окно снова</button></p>
      <p><button type="button" onClick={leave}>Выбрать другое окно</button></p>
    </main>
  );
}

function KeyList(): JSX.Element {
  const rows: [string, string][] = [
    ['Пробел, F8', 'большая кнопка: следующий, начать приём'], ['1 … 6', 'шесть малых кнопок по порядку'], ['7', 'ещё заявитель'],
    ['8', 'перерыв и продолжить'], ['9', 'закрыть окно'], ['0', 'записать на приём'], ['−', 'разговор по телефону'],
    ['=, +', 'звонок без ответа'], ['⇧1 … ⇧9', 'итог приёма или разговора'], ['⌫, Ctrl+Z', 'отменить действие'],
  ];
  return <dl class="keys">{rows.map(([key, what]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></div>)}</dl>;
}
