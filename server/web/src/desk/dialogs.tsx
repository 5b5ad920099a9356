// SPDX-License-Identifier: MIT
// The questions a desk asks. What was typed stays in the draft until the server has taken it.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Line } from '../api/pictures';
import { desk_words, plural } from '../words';
import { Choice, Dialog } from '../view/dialog';
import { other, Text, type Ask, type Draft } from './ask';
import { Call, NextMatter, Receive } from './matters';

export type Question = 'hold' | 'pause' | 'transfer' | 'return' | 'call' | 'receive' | 'next-matter';
const questions: readonly string[] = ['hold', 'pause', 'transfer', 'return', 'call', 'receive', 'next-matter'] satisfies Question[];
/// Whether a verb is asked about before it is sent.
export const is_question = (verb: string): verb is Question => questions.includes(verb);

export type Drafts = Partial<Record<Question, Draft>>;

const hold_reasons = ['заполняет заявление', 'исправляет документы', 'снимает копии', 'ждёт проверки'];
const pause_reasons = ['технический перерыв', 'обед', 'совещание', 'работа с документами'];

function Reason({ title, action, reasons, draft, keep, close, send }: Ask & { title: string; action: string; reasons: string[] }): JSX.Element {
  const pick = draft.pick || reasons[0] || other;
  const reason = pick === other ? draft.text.trim() : pick;
  return (
    <Dialog title={title} action={action} close={close} submit={() => send({ reason })} ready={reason !== ''}>
      <Choice legend="Причина" name="reason" value={pick} choose={(value) => keep({ ...draft, pick: value })}
        options={[...reasons, other].map((value) => ({ value, title: value }))} />
      {pick === other && <Text label="Своими словами" value={draft.text} change={(text) => keep({ pick: other, text })} />}
    </Dialog>
  );
}

const serves = (lines: string[], line: Line): boolean => lines.includes(`${line.service}/${line.procedure}`);

function Transfer({ picture, draft, keep, close, send }: Ask): JSX.Element {
  const [find, set_find] = useState('');
  const here = picture.ticket;
  const targets = picture.targets.filter((line) => line.service !== here?.service || line.procedure !== here?.procedure);
  const key_of = (line: { service: string; procedure: string }): string => `${line.service} ${line.procedure}`;
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  const found = targets.filter((line) => words.every((word) => line.title.toLowerCase().includes(word)));
  const pick = found.find((line) => key_of(line) === draft.pick) ?? found[0];
  const [desk, set_desk] = useState('');
  const [back, set_back] = useState(false);
  const able = picture.colleagues.filter((one) => pick && serves(one.serves, pick));
  const to = able.find((one) => one.desk === desk);
  function submit(): void {
    if (!pick) return;
    const note = draft.text.trim();
    send({ service: pick.service, procedure: pick.procedure, ...(note ? { note } : {}), ...(to ? { to_desk: to.desk } : {}),
      ...(back ? { return_here: true } : {}) });
  }
  return (
    <Dialog title={`Перенаправить ${here?.number ?? ''}`} action="Перенаправить" close={close} ready={pick !== undefined} submit={submit}>
      {targets.length > 9 && <label class="text">Найти услугу<input type="search" autofocus value={find} onInput={(event) => set_find(event.currentTarget.value)} /></label>}
      {found.length === 0 && <p class="note" role="status">Ничего не найдено</p>}
      <Choice legend="Куда" name="target" quiet={targets.length > 9} value={pick ? key_of(pick) : ''} choose={(value) => keep({ ...draft, pick: value })}
        options={found.map((line) => ({
          value: key_of(line), title: line.title,
          note: `${line.waiting ? `ждут ${line.waiting}` : 'никто не ждёт'}, ${line.desks_open ? plural(line.desks_open, 'окно', 'окна', 'окон') : 'нет открытых окон'}`,
        }))} />
      <Text label="Заметка для коллеги (необязательно)" value={draft.text} change={(text) => keep({ ...draft, text })} />
      {able.length > 0 && (
        <label class="field">К кому
          <select value={to?.desk ?? ''} onChange={(event) => set_desk(event.currentTarget.value)}>
            <option value="">в любое окно этой очереди</option>
            {able.map((one) => <option key={one.desk} value={one.desk}>{one.title}{one.state === 'open' ? '' : `, ${desk_words[one.state]}`}</option>)}
          </select></label>)}
      <label class="check"><input type="checkbox" checked={back} onChange={(event) => set_back(event.currentTarget.checked)} /> потом вернуть ко мне</label>
    </Dialog>
  );
}

function Return({ picture, draft, keep, close, send }: Ask): JSX.Element {
  const options = [
    ...picture.held.map((ticket) => ({ value: ticket.id, title: ticket.number, note: `отложен${ticket.note ? `: ${ticket.note}` : ''}` })),
    ...picture.no_shows.map((ticket) => ({ value: ticket.id, title: ticket.number, note: 'не явился' })),
  ];
  const pick = options.find((option) => option.value === draft.pick) ?? options[0];
  return (
    <Dialog title="Вернуть в очередь" action="Вернуть" close={close} ready={pick !== undefined}
      submit={() => pick && send({ ticket: pick.value })}>
      <Choice legend="Талон" name="ticket" value={pick?.value ?? ''} options={options} choose={(value) => keep({ ...draft, pick: value })} />
      <p class="note">Место в очереди остаётся по времени выдачи талона.</p>
    </Dialog>
  );
}

export function QuestionDialog({ question, ...ask }: Ask & { question: Question }): JSX.Element {
  switch (question) {
    case 'hold': return <Reason {...ask} title={`Отложить ${ask.picture.ticket?.number ?? ''}`} action="Отложить" reasons={hold_reasons} />;
    case 'pause': return <Reason {...ask} title="Перерыв" action="Начать перерыв" reasons={pause_reasons} />;
    case 'transfer': return <Transfer {...ask} />;
    case 'return': return <Return {...ask} />;
    case 'call': return <Call {...ask} />;
    case 'receive': return <Receive {...ask} />;
    case 'next-matter': return <NextMatter {...ask} />;
  }
}
