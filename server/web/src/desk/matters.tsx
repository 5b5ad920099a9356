// SPDX-License-Identifier: MIT
// What is not "the next one by the order": a chosen ticket, a visitor without a ticket, another matter of the same visitor.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Line } from '../api/pictures';
import { Choice, Dialog } from '../view/dialog';
import { span } from '../words';
import { Reasoned, Text, type Ask } from './ask';

/// Why somebody is taken before others; stays in the journal and in the day's record.
const urgent_reasons = ['принёс недостающий документ', 'плохо себя чувствует', 'вернулся за результатом', 'ошибся услугой в терминале'];

/// Of those who wait; a dialog with more of them does not fit on the screen of a desk. The others are found by their number.
const most_shown = 5;

export function Call({ picture, draft, keep, close, send }: Ask): JSX.Element {
  const [find, set_find] = useState('');
  const wanted = find.trim().toUpperCase();
  const found = picture.choices.filter((one) => one.number.includes(wanted)).slice(0, most_shown);
  const pick = found.find((one) => one.id === draft.pick) ?? found[0];
  const first = picture.choices[0];
  const [why, set_why] = useState({ pick: '', text: '' });
  return (
    <Dialog title="Вызвать не по порядку" action={pick ? `Вызвать ${pick.number}` : 'Вызвать'} close={close} ready={pick !== undefined && why.pick !== ''}
      submit={() => pick && send({ ticket: pick.id, reason: why.pick })}>
      <label class="text">Номер талона<input type="search" autofocus value={find} onInput={(event) => set_find(event.currentTarget.value)} /></label>
      {found.length === 0 && <p class="note" role="status">Такого талона в очередях этого окна нет</p>}
      <Choice legend="Талон" name="ticket" quiet value={pick?.id ?? ''} choose={(value) => keep({ ...draft, pick: value })}
        options={found.map((one) => ({ value: one.id, title: `${one.number}, ждёт ${span(one.wait_s)}`, note: one.line_title }))} />
      <Reasoned legend="Почему не по порядку" reasons={urgent_reasons} draft={why} keep={set_why} />
      {first && <p class="note">По порядку следующий {first.number}. Причина останется в отчёте.</p>}
    </Dialog>
  );
}

const key_of = (line: Line): string => `${line.service} ${line.procedure}`;

function Lines({ lines, draft, keep }: { lines: Line[]; draft: Ask['draft']; keep: Ask['keep'] }): JSX.Element {
  return (
    <Choice legend="Дело" name="line" value={draft.pick || (lines[0] ? key_of(lines[0]) : '')} choose={(value) => keep({ ...draft, pick: value })}
      options={lines.map((line) => ({ value: key_of(line), title: line.title }))} />
  );
}

/// A visitor who came to the desk itself: a ticket is issued and its reception begins.
export function Receive({ picture, draft, keep, close, send }: Ask): JSX.Element {
  const line = picture.lines.find((one) => key_of(one) === draft.pick) ?? picture.lines[0];
  const [why, set_why] = useState({ pick: '', text: '' });
  const [code, set_code] = useState('');
  const needs_reason = picture.waiting > 0;
  const ready = (code.trim() !== '' || line !== undefined) && (!needs_reason || why.pick !== '');
  function submit(): void {
    const what = code.trim() ? { booking_code: code.trim() } : line ? { service: line.service, procedure: line.procedure } : {};
    send({ ...what, ...(needs_reason ? { reason: why.pick } : {}) });
  }
  return (
    <Dialog title="Принять без талона" action="Начать приём" close={close} ready={ready} submit={submit}>
      <Text label="Код записи (если посетитель записан)" value={code} change={set_code} />
      {!code.trim() && <Lines lines={picture.lines} draft={draft} keep={keep} />}
      {needs_reason && <Reasoned legend="Другие ждут: почему сейчас" reasons={urgent_reasons} draft={why} keep={set_why} />}
    </Dialog>
  );
}

/// Nobody is called between: the visitor has another question for the same desk.
export function NextMatter({ picture, draft, keep, close, send }: Ask): JSX.Element {
  const here = picture.ticket;
  const lines = picture.lines.filter((one) => one.service !== here?.service || one.procedure !== here?.procedure);
  const line = lines.find((one) => key_of(one) === draft.pick) ?? lines[0];
  return (
    <Dialog title={`Другое дело, ${here?.number ?? ''}`} action="Продолжить приём" close={close} ready={line !== undefined}
      submit={() => line && send({ service: line.service, procedure: line.procedure })}>
      {lines.length === 0 ? <p class="note">У окна одна очередь: для другого дела перенаправьте посетителя.</p>
        : <Lines lines={lines} draft={draft} keep={keep} />}
      <p class="note">Прежнее дело закончится с выбранным итогом, время нового считается с этой минуты.</p>
    </Dialog>
  );
}
