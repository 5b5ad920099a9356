// SPDX-License-Identifier: MIT
// An appointment made by staff, in person or by telephone: what for, when, how to reach the citizen; then the code to be
// read out. By a code it is found again, moved or cancelled.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { uuid } from '../api/outbox';
import { NoAnswer, Problem } from '../api/request';
import { clock_text } from '../hall_time';
import { Choice, Dialog } from '../view/dialog';
import { leave_to_login } from '../view/frame';
import { book, cancel, find, move, read_offers, read_slots, type Appointment, type Channel, type Offer, type Slot } from './api';
import { code_text, day_text, reminder_text, times } from './words';

const first_slots = 4;
const more_slots = 60;

interface Asked { offer: string; from: string; time: string }

function said(problem: unknown): string {
  if (problem instanceof Problem && problem.status === 401) leave_to_login();
  return problem instanceof Problem ? problem.text : problem instanceof NoAnswer ? 'Сервер не ответил, попробуйте ещё раз.' : String(problem);
}

/// Free times of what is asked for; the last question's answer counts, whichever comes last.
function useSlots(offer: Offer | undefined, asked: Asked, fail: (text: string) => void) {
  const [slots, set_slots] = useState<Slot[] | null>(null);
  const [channels, set_channels] = useState<Channel[]>([]);
  const [most, set_most] = useState(first_slots);
  const [again, set_again] = useState(0);
  const time = times.find((one) => one.id === asked.time) ?? times[0];
  useEffect(() => {
    if (!offer) return undefined;
    let late = false;
    set_slots(null);
    read_slots(offer, { from: asked.from, after: time.after, before: time.before }, most)
      .then((read) => { if (!late) { set_slots(read.slots); set_channels(read.channels); } })
      .catch((problem: unknown) => { if (!late) { set_slots([]); fail(said(problem)); } });
    return () => { late = true; };
  }, [offer?.service, offer?.procedure, asked.from, asked.time, most, again]);
  return { slots, channels, whole: most === more_slots, more: () => set_most(more_slots), refresh: () => set_again((n) => n + 1) };
}

function Times({ found, pick, choose }: { found: ReturnType<typeof useSlots>; pick: string; choose: (slot: string) => void }): JSX.Element {
  if (!found.slots) return <p class="note" role="status">Ищем свободное время…</p>;
  if (found.slots.length === 0) return <p class="note" role="status">Свободного времени нет: измените день или время.</p>;
  return (
    <>
      <Choice legend="Свободное время, ближайшее первым" name="slot" quiet value={pick} choose={choose}
        options={found.slots.map((slot) => ({ value: slot.slot_at, title: `${clock_text(slot.slot_at)}, ${day_text(slot.slot_at)}` }))} />
      {!found.whole && found.slots.length === first_slots && <button type="button" class="link" onClick={found.more}>Показать больше</button>}
    </>
  );
}

function Wishes({ offers, asked, change, today, fixed }: {
  offers: Offer[]; asked: Asked; change: (asked: Asked) => void; today: string; fixed: boolean;
}): JSX.Element {
  return (
    <>
      {!fixed && <label class="field">Услуга
        <select autofocus value={asked.offer} onChange={(event) => change({ ...asked, offer: event.currentTarget.value })}>
          {offers.map((offer, i) => <option key={offer.title} value={String(i)}>{offer.title}</option>)}</select></label>}
      <div class="pair">
        <label class="field">С какого дня<input type="date" min={today} value={asked.from || today}
          onInput={(event) => change({ ...asked, from: event.currentTarget.value })} /></label>
        <label class="field">Когда удобно<select value={asked.time} onChange={(event) => change({ ...asked, time: event.currentTarget.value })}>
          {times.map((one) => <option key={one.id} value={one.id}>{one.title}</option>)}</select></label>
      </div>
    </>
  );
}

interface Reach { booked_by: 'in_person' | 'telephone'; remind: Channel; to: string; consent: boolean }

const channel_titles: Record<Channel, string> = { none: 'не напоминать', sms: 'сообщением на телефон', email: 'письмом' };

function Reaching({ reach, channels, change }: { reach: Reach; channels: Channel[]; change: (reach: Reach) => void }): JSX.Element {
  return (
    <>
      <fieldset class="inline"><legend>Как обратился</legend>
        {([['in_person', 'лично'], ['telephone', 'по телефону']] as const).map(([value, title]) => (
          <label key={value}><input type="radio" name="booked_by" checked={reach.booked_by === value} onChange={() => change({ ...reach, booked_by: value })} />{title}</label>))}
      </fieldset>
      {channels.length > 0 && <label class="field">Напомнить заранее<select value={reach.remind} onChange={(event) => change({ ...reach, remind: event.currentTarget.value as Channel, to: '' })}>
        {(['none', ...channels] as Channel[]).map((channel) => <option key={channel} value={channel}>{channel_titles[channel]}</option>)}</select></label>}
      {reach.remind !== 'none' && (
        <>
          <label class="field">{reach.remind === 'sms' ? 'Телефон' : 'Почта'}<input type="text" inputMode={reach.remind === 'sms' ? 'tel' : 'email'} maxLength={254} value={reach.to}
            onInput={(event) => change({ ...reach, to: event.currentTarget.value })} /></label>
          <label class="check"><input type="checkbox" checked={reach.consent} onChange={(event) => change({ ...reach, consent: event.currentTarget.checked })} />
            Гражданин согласен, чтобы это хранили до приёма и 30 дней после</label>
        </>)}
    </>
  );
}

function Made({ made, close, over }: { made: Appointment; close: () => void; over: string }): JSX.Element {
  return (
    <Dialog title={over} action="Готово" close={close}>
      <p class="code num" data-test="code">{code_text(made.code)}</p>
      <p class="lead"><b>{clock_text(made.slot_at)}</b>, {day_text(made.slot_at)}</p>
      <p>{made.title}</p>
      {made.rooms.length > 0 && <p>Пройти сразу: {made.rooms.map((room) => [room.title, room.way].filter(Boolean).join(', ')).join(' или ')}</p>}
      <p class="note">Продиктуйте код: его набирают на терминале или называют в окне.</p>
    </Dialog>
  );
}

export function BookingDialog({ close }: { close: () => void }): JSX.Element {
  const [offers, set_offers] = useState<Offer[] | null>(null);
  const [today, set_today] = useState('');
  const [asked, ask] = useState<Asked>({ offer: '0', from: '', time: 'any' });
  const [reach, set_reach] = useState<Reach>({ booked_by: 'telephone', remind: 'none', to: '', consent: false });
  const [slot, set_slot] = useState('');
  const [trouble, set_trouble] = useState('');
  const [made, set_made] = useState<Appointment | null>(null);
  const [finding, set_finding] = useState(false);
  const key = useRef('');
  useEffect(() => {
    read_offers().then((read) => { set_offers(read.offers); set_today(read.today); }).catch((problem: unknown) => set_trouble(said(problem)));
  }, []);
  const offer = offers?.[Number(asked.offer)];
  const found = useSlots(offer, asked, set_trouble);
  const pick = found.slots?.some((one) => one.slot_at === slot) ? slot : found.slots?.[0]?.slot_at ?? '';
  const reachable = reach.remind === 'none' || (reach.to.trim() !== '' && reach.consent);

  async function submit(): Promise<void> {
    if (!offer || key.current) return;
    key.current = uuid();
    set_trouble('');
    try {
      set_made(await book({
        service: offer.service, procedure: offer.procedure, slot_at: pick, booked_by: reach.booked_by, remind: reach.remind,
        ...(reach.remind === 'none' ? {} : { [reach.remind === 'sms' ? 'phone' : 'email']: reach.to.trim(), consent: true }),
      }, key.current));
    } catch (problem) {
      set_trouble(said(problem));
      if (problem instanceof Problem && problem.status === 409) found.refresh();
    } finally {
      key.current = '';
    }
  }

  if (made) return <Made made={made} close={close} over="Записано. Код записи" />;
  if (finding) return <FindDialog close={close} back={() => set_finding(false)} today={today} />;
  return (
    <Dialog title="Запись на приём" action="Записать" close={close} ready={pick !== '' && reachable} submit={() => void submit()}>
      {trouble && <p class="error" role="alert">{trouble}</p>}
      {!offers ? <p class="note" role="status">Читаем услуги…</p>
        : offers.length === 0 ? <p>В этом зале принимают без предварительной записи.</p>
          : <><Wishes offers={offers} asked={asked} change={ask} today={today} fixed={false} />
            <Times found={found} pick={pick} choose={set_slot} />
            <Reaching reach={reach} channels={found.channels} change={set_reach} /></>}
      <button type="button" class="link" onClick={() => set_finding(true)}>Есть код: найти, перенести, отменить</button>
    </Dialog>
  );
}

const states = { expected: 'ждём', arrived: 'пришёл', missed: 'не пришёл', cancelled: 'отменена' };

function FindDialog({ close, back, today }: { close: () => void; back: () => void; today: string }): JSX.Element {
  const [code, set_code] = useState('');
  const [known, set_known] = useState<Appointment | null>(null);
  const [done, set_done] = useState('');
  const [trouble, set_trouble] = useState('');
  const [asked, ask] = useState<Asked>({ offer: '0', from: '', time: 'any' });
  const [slot, set_slot] = useState('');
  const found = useSlots(known ?? undefined, asked, set_trouble);
  const run = (work: Promise<void>): void => { set_trouble(''); work.catch((problem: unknown) => set_trouble(said(problem))); };
  if (done) return <Dialog title={done} action="Готово" close={close}><p>{known?.title}</p></Dialog>;
  if (!known) {
    return (
      <Dialog title="Запись по коду" action="Найти" close={back} ready={code.trim() !== ''} submit={() => run(find(code).then(set_known))}>
        {trouble && <p class="error" role="alert">{trouble}</p>}
        <label class="field">Код записи<input type="text" autofocus inputMode="numeric" maxLength={20} value={code} onInput={(event) => set_code(event.currentTarget.value)} /></label>
      </Dialog>
    );
  }
  const pick = found.slots?.some((one) => one.slot_at === slot) ? slot : '';
  return (
    <Dialog title={`${clock_text(known.slot_at)}, ${day_text(known.slot_at)}`} action="Перенести" close={close} ready={pick !== ''}
      submit={() => run(move(known.appointment, pick).then(() => set_done(`Перенесено: ${clock_text(pick)}, ${day_text(pick)}`)))}>
      {trouble && <p class="error" role="alert">{trouble}</p>}
      <p>{known.title}. {[states[known.state], known.contact, reminder_text(known)].filter(Boolean).join(', ')}</p>
      <Wishes offers={[]} asked={asked} change={ask} today={today} fixed />
      <Times found={found} pick={pick} choose={set_slot} />
      <button type="button" onClick={() => run(cancel(known.appointment, 'по просьбе гражданина').then(() => set_done('Запись отменена')))}>Отменить запись</button>
    </Dialog>
  );
}
