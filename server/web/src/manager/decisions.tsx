// SPDX-License-Identifier: MIT
// A manager's recorded decision: what, why, until when. Nothing is decided without a reason.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { LivePicture, OrderMode } from '../api/pictures';
import { clock_text, rfc3339, type Clock } from '../hall_time';
import { Dialog } from '../view/dialog';
import { capital } from '../words';

export interface Decision { kind: string; reason: string; until?: string; subject?: string; value?: string }

const kinds = [
  { kind: 'extension', title: 'Продлить приём', until: 'Приём до', subject: '' },
  { kind: 'permission', title: 'Разрешить закрыть последнее окно', until: 'Действует до', subject: 'desk' },
  { kind: 'choice', title: 'Разрешить окну вызывать не по порядку', until: 'Действует до', subject: 'desk' },
  { kind: 'mode', title: 'Изменить порядок вызова', until: '', subject: 'mode' },
  { kind: 'stop_issuing', title: 'Прекратить выдачу талонов', until: 'До', subject: '' },
  { kind: 'emergency', title: 'Экстренное сообщение на табло', until: '', subject: 'text' },
  { kind: 'emergency-end', title: 'Снять экстренное сообщение', until: '', subject: '' },
] as const;

/// RFC 3339 of a wall time "17:30" on the hall's date.
export function until_of(date: string, time: string, offset_min: number): string {
  const local = Date.parse(`${date}T${time}:00Z`);
  return rfc3339(local - offset_min * 60_000, offset_min);
}

/// What a proposal fills in; the manager may change all of it.
export interface Proposal { kind: string; reason: string; time: string }

/// The next five minutes of the clock after an RFC 3339 time: "17:38" -> "17:40"; at the day's end its last minute.
export function five_minutes_up(time: string): string {
  const [hours = 0, minutes = 0] = clock_text(time).split(':').map(Number);
  const up = Math.ceil((hours * 60 + minutes + 1) / 5) * 5;
  return up >= 24 * 60 ? '23:59' : `${String(Math.floor(up / 60)).padStart(2, '0')}:${String(up % 60).padStart(2, '0')}`;
}

export function DecisionDialog({ picture, clock, proposal, close, send }: {
  picture: LivePicture; clock: Clock; proposal: Proposal; close: () => void; send: (decision: Decision) => void;
}): JSX.Element {
  const [kind, set_kind] = useState<string>(proposal.kind);
  const [reason, set_reason] = useState(proposal.reason);
  const [time, set_time] = useState(proposal.time);
  const [desk, set_desk] = useState(picture.desks[0]?.desk ?? '');
  const [text, set_text] = useState('');
  const [mode, set_mode] = useState<OrderMode>(picture.order.mode);
  const shape = kinds.find((one) => one.kind === kind) ?? kinds[0];
  const ready = reason.trim() !== '' && (!shape.until || time !== '') && (shape.subject !== 'text' || text.trim() !== '');
  function submit(): void {
    send({
      kind: kind === 'emergency-end' ? 'emergency' : kind, reason: reason.trim(),
      ...(shape.until ? { until: until_of(picture.date, time, clock.offset_min) } : {}),
      ...(shape.subject === 'desk' ? { subject: desk } : shape.subject === 'text' ? { subject: text.trim() } : shape.subject === 'mode' ? { value: mode } : {}),
    });
  }
  return (
    <Dialog title="Решение руководителя" action="Записать решение" close={close} submit={submit} ready={ready}>
      <label class="field">Что решено
        <select value={kind} onChange={(event) => set_kind(event.currentTarget.value)}>{kinds.map((one) => <option key={one.kind} value={one.kind}>{one.title}</option>)}</select></label>
      {shape.subject === 'desk' && (
        <label class="field">Окно<select value={desk} onChange={(event) => set_desk(event.currentTarget.value)}>{picture.desks.map((one) => <option key={one.desk} value={one.desk}>{one.title}</option>)}</select></label>)}
      {shape.subject === 'mode' && (
        <label class="field">Порядок вызова до конца дня<select value={mode} onChange={(event) => set_mode(event.currentTarget.value as OrderMode)}>
          {picture.order.modes.map((one) => <option key={one.mode} value={one.mode}>{capital(one.title)}</option>)}</select>
          <small>{picture.order.modes.find((one) => one.mode === mode)?.text}{mode === picture.order.mode && ' Действует сейчас.'}</small></label>)}
      {shape.subject === 'text' && <label class="field">Текст на табло<input type="text" maxLength={200} value={text} onInput={(event) => set_text(event.currentTarget.value)} /></label>}
      {shape.until && <label class="field">{shape.until}<input type="time" value={time} onInput={(event) => set_time(event.currentTarget.value)} /></label>}
      <label class="field">Причина (останется в журнале)<input type="text" maxLength={200} value={reason} onInput={(event) => set_reason(event.currentTarget.value)} /></label>
    </Dialog>
  );
}
