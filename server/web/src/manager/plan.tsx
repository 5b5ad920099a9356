// SPDX-License-Identifier: MIT
// Planning from the office's own past: a day replayed with changes, desks by half-hour, procedures redistributed.
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { LivePicture, OrderMode } from '../api/pictures';
import { Shape } from '../view/marks';
import { capital, limit_text, percent, plural } from '../words';
import { useAnswer } from './records';

interface Waits { visitors: number; with_limit: number; within: number; within_share: number | null; mean_s: number; p90_s: number; max_s: number; not_seen: number }
interface Work { open_s: number; busy_s: number; load: number | null; seen: number }
interface Replay {
  changes: string[]; actual: Waits; before: Waits; after: Waits; sentence: string;
  lines: { service: string; procedure: string; title: string; actual: Waits; before: Waits; after: Waits }[];
  desks: { desk: string; title: string; before: Work; after: Work }[];
}
interface Weekday {
  weekday: number; title: string; days: number; desk_hours: number; desk_hours_usual: number; planned: Waits; actual: Waits; reached: boolean; sentence: string;
  half_hours: { from_min: number; arrivals: number; load: number; desks: number; desks_usual: number | null; open: string[] }[];
}
interface Staffing { target: number; virtual_days: number; weekdays: Weekday[] }
interface Redistribution {
  days: number; spread: number; before: Waits; desks: { desk: string; title: string; lines: string[]; work: Work }[];
  proposals: { desk: string; service: string; procedure: string; late_less: number; sentence: string }[];
}

type Kind = 'open' | 'close' | 'serve' | 'drop' | 'mode';
const kinds: { kind: Kind; title: string }[] = [
  { kind: 'open', title: 'Открыть окно' }, { kind: 'close', title: 'Закрыть окно' }, { kind: 'serve', title: 'Принимать и очередь' },
  { kind: 'drop', title: 'Не принимать очередь' }, { kind: 'mode', title: 'Порядок вызова' },
];
const amount = new Intl.NumberFormat('ru-RU', { maximumFractionDigits: 1 });
const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;

/// A date so many days before another one.
export function days_before(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - days);
  return day.toISOString().slice(0, 10);
}

/// What is asked for, as `changes` of the address has it, and in words.
export interface Asked { code: string; text: string }

function ChangeForm({ picture, add }: { picture: LivePicture; add: (change: Asked) => void }): JSX.Element {
  const [kind, set_kind] = useState<Kind>('open');
  const [desk, set_desk] = useState(picture.desks[0]?.desk ?? '');
  const [line, set_line] = useState(0);
  const [mode, set_mode] = useState<OrderMode>('balanced');
  const [from, set_from] = useState('11:00');
  const [to, set_to] = useState('13:00');
  const title = picture.desks.find((each) => each.desk === desk)?.title ?? desk;
  const mode_title = picture.order.modes.find((each) => each.mode === mode)?.title ?? mode;
  const hours = kind === 'open' || kind === 'close';
  const ready = kind === 'mode' || (desk !== '' && (!hours || from < to));
  function submit(): void {
    const chosen = picture.lines[line];
    if (kind === 'mode') add({ code: `mode,${mode}`, text: capital(mode_title) });
    else if (hours) add({ code: `${kind},${desk},${from},${to}`, text: `${title}: ${kind === 'open' ? 'открыто' : 'закрыто'} ${from}–${to}` });
    else if (chosen) add({ code: `${kind},${desk},${chosen.service},${chosen.procedure}`, text: `${title}: ${kind === 'serve' ? 'и' : 'без'} «${chosen.title}»` });
  }
  return (
    <form class="filters no-print" onSubmit={(event) => { event.preventDefault(); if (ready) submit(); }}>
      <label class="field">Что изменить<select value={kind} onChange={(event) => set_kind(event.currentTarget.value as Kind)}>{kinds.map((each) => <option key={each.kind} value={each.kind}>{each.title}</option>)}</select></label>
      {kind !== 'mode' && <label class="field">Окно<select value={desk} onChange={(event) => set_desk(event.currentTarget.value)}>{picture.desks.map((each) => <option key={each.desk} value={each.desk}>{each.title}</option>)}</select></label>}
      {hours && <label class="field">с<input type="time" value={from} onChange={(event) => set_from(event.currentTarget.value)} /></label>}
      {hours && <label class="field">до<input type="time" value={to} onChange={(event) => set_to(event.currentTarget.value)} /></label>}
      {(kind === 'serve' || kind === 'drop') && <label class="field">Очередь<select value={line} onChange={(event) => set_line(Number(event.currentTarget.value))}>{picture.lines.map((each, index) => <option key={`${each.service}/${each.procedure}`} value={index}>{each.title}</option>)}</select></label>}
      {kind === 'mode' && <label class="field">Порядок<select value={mode} onChange={(event) => set_mode(event.currentTarget.value as OrderMode)}>{picture.order.modes.map((each) => <option key={each.mode} value={each.mode}>{capital(each.title)}</option>)}</select></label>}
      <button type="submit" disabled={!ready}>Добавить</button>
    </form>
  );
}

function Table({ title, children, kind = '' }: { title: string; children: ComponentChildren; kind?: string }): JSX.Element {
  return <div class="table-wrap" tabIndex={0} role="region" aria-label={title}><table class={`quiet-table ${kind}`}>{children}</table></div>;
}

function WaitRow({ title, waits }: { title: string; waits: Waits }): JSX.Element {
  return (
    <tr><th scope="row">{title}</th><td class="num">{waits.visitors}</td><td class="num">{percent(waits.within_share)}</td><td class="num">{waits.with_limit - waits.within}</td>
      <td class="num">{limit_text(waits.mean_s)}</td><td class="num">{limit_text(waits.p90_s)}</td><td class="num">{limit_text(waits.max_s)}</td><td class="num">{waits.not_seen}</td></tr>
  );
}

function ReplayResult({ date, changes }: { date: string; changes: Asked[] }): JSX.Element {
  const { answer, trouble } = useAnswer<Replay>(`/reports/replay?from=${date}&changes=${encodeURIComponent(changes.map((each) => each.code).join(';'))}`);
  if (!answer || trouble) return <p role="status">{trouble || 'Повторяем день…'}</p>;
  return (
    <>
      <p class="banner said outlook" role="status"><Shape mark={answer.after.with_limit - answer.after.within <= answer.before.with_limit - answer.before.within ? 'ok' : 'near'} /><b>{answer.sentence}</b></p>
      <Table title="Ожидание">
        <thead><tr><th scope="col">Ожидание</th><th scope="col" class="r">Посетителей</th><th scope="col" class="r">В срок</th><th scope="col" class="r">Дольше предела</th><th scope="col" class="r">Среднее</th>
          <th scope="col" class="r">90 %</th><th scope="col" class="r">Макс.</th><th scope="col" class="r">Не приняты</th></tr></thead>
        <tbody><WaitRow title="Было на деле" waits={answer.actual} /><WaitRow title="Повтор дня без изменений" waits={answer.before} /><WaitRow title="С изменениями" waits={answer.after} /></tbody>
      </Table>
      <h2>По очередям</h2>
      <Table title="По очередям">
        <thead><tr><th scope="col">Очередь</th><th scope="col" class="r">Посетителей</th><th scope="col" class="r">В срок было бы</th><th scope="col" class="r">вместо</th><th scope="col" class="r">Среднее</th><th scope="col" class="r">вместо</th></tr></thead>
        <tbody>{answer.lines.map((line) => <tr key={`${line.service}/${line.procedure}`}><th scope="row">{line.title}</th><td class="num">{line.after.visitors}</td><td class="num">{percent(line.after.within_share)}</td>
          <td class="num">{percent(line.before.within_share)}</td><td class="num">{limit_text(line.after.mean_s)}</td><td class="num">{limit_text(line.before.mean_s)}</td></tr>)}</tbody>
      </Table>
      <h2>По окнам</h2>
      <Table title="По окнам">
        <thead><tr><th scope="col">Окно</th><th scope="col" class="r">Принято было бы</th><th scope="col" class="r">вместо</th><th scope="col" class="r">Нагрузка</th><th scope="col" class="r">вместо</th></tr></thead>
        <tbody>{answer.desks.map((desk) => <tr key={desk.desk}><th scope="row">{desk.title}</th><td class="num">{desk.after.seen}</td><td class="num">{desk.before.seen}</td><td class="num">{percent(desk.after.load)}</td><td class="num">{percent(desk.before.load)}</td></tr>)}</tbody>
      </Table>
      <p class="note">Посетители, длительность их приёма и часы окон взяты из того дня; порядок вызова решён заново. Повтор без изменений показывает, насколько этому можно верить.</p>
    </>
  );
}

function WhatIf({ picture, changes, change }: { picture: LivePicture; changes: Asked[]; change: (all: Asked[]) => void }): JSX.Element {
  const [date, set_date] = useState(days_before(picture.date, 1));
  return (
    <section>
      <h2>Что было бы, если…</h2>
      <div class="filters no-print"><label class="field">день<input type="date" value={date} max={days_before(picture.date, 1)} onChange={(event) => event.currentTarget.value && set_date(event.currentTarget.value)} /></label></div>
      <ChangeForm picture={picture} add={(asked) => change([...changes.filter((each) => each.code !== asked.code), asked])} />
      {changes.length === 0 ? <p class="note">Добавьте изменение: день будет повторён с ним и без него.</p> : (
        <>
          <ul class="asked">{changes.map((each) => <li key={each.code}>{each.text} <button type="button" class="link no-print" onClick={() => change(changes.filter((other) => other !== each))}>убрать</button></li>)}</ul>
          <ReplayResult date={date} changes={changes} />
        </>)}
    </section>
  );
}

function PlanBars({ weekday }: { weekday: Weekday }): JSX.Element {
  const most = Math.max(1, ...weekday.half_hours.map((row) => Math.max(row.desks, row.desks_usual ?? 0)));
  return (
    <Table title="Полчаса за получасом" kind="staffing">
      <thead><tr><th scope="col">Время</th><th scope="col" class="r">Придёт</th><th scope="col" class="r">Работы, окон</th><th scope="col" class="r">Открывали</th><th scope="col" class="r">Нужно</th><th scope="col">Окна</th></tr></thead>
      <tbody>{weekday.half_hours.map((row) => (
        <tr key={row.from_min}><th scope="row" class="plain-num">{clock(row.from_min)}</th><td class="num">{amount.format(row.arrivals)}</td><td class="num">{amount.format(row.load)}</td>
          <td class="num">{row.desks_usual === null ? '–' : amount.format(row.desks_usual)}</td><td class="num"><b>{row.desks}</b></td>
          <td><span class="staff-bar" style={{ width: `${(12 * row.desks) / most}rem` }}>{row.open.join(' ')}</span></td></tr>))}</tbody>
    </Table>
  );
}

function StaffingPart({ today }: { today: string }): JSX.Element {
  const [from, set_from] = useState(days_before(today, 60));
  const [target, set_target] = useState(5);
  const query = `from=${from}&to=${days_before(today, 1)}&target=${target}`;
  const { answer, trouble } = useAnswer<Staffing>(`/reports/staffing?${query}`);
  return (
    <section>
      <h2>Сколько окон нужно</h2>
      <div class="filters no-print">
        <label class="field">по дням с<input type="date" value={from} onChange={(event) => event.currentTarget.value && set_from(event.currentTarget.value)} /></label>
        <label class="field">дольше предела могут ждать, %<input type="number" min={1} max={50} value={target} onChange={(event) => { const value = Number(event.currentTarget.value); if (value >= 1 && value <= 50) set_target(value); }} /></label>
        <button type="button" onClick={() => window.print()}>Печать</button>
      </div>
      {(!answer || trouble) ? <p role="status">{trouble || 'Считаем план и проверяем его виртуальными днями…'}</p> : answer.weekdays.map((weekday) => (
        <section key={weekday.weekday} class="weekday-plan">
          <h3>{weekday.title[0]?.toUpperCase()}{weekday.title.slice(1)} <span class="count">по {plural(weekday.days, 'дню', 'дням', 'дням')}</span></h3>
          <p>{!weekday.reached && <Shape mark="near" />} {weekday.sentence}</p>
          <PlanBars weekday={weekday} />
        </section>))}
      <p class="note">Предложение считается формулой Эрланга по приходу за каждые полчаса, названные окна проверяются {plural(answer?.virtual_days ?? 40, 'виртуальным днём', 'виртуальными днями', 'виртуальными днями')} с порядком вызова этого зала.</p>
      <p class="downloads no-print"><a href={`/api/v1/reports/staffing?${query}&format=csv&separator=%3B`} download>Скачать CSV</a></p>
    </section>
  );
}

function DutiesPart({ today, try_it }: { today: string; try_it: (change: Asked) => void }): JSX.Element {
  const [from, set_from] = useState(days_before(today, 14));
  const query = `from=${from}&to=${days_before(today, 1)}`;
  const { answer, trouble } = useAnswer<Redistribution>(`/reports/redistribution?${query}`);
  return (
    <section>
      <h2>Кому что принимать</h2>
      <div class="filters no-print"><label class="field">по дням с<input type="date" value={from} onChange={(event) => event.currentTarget.value && set_from(event.currentTarget.value)} /></label>
        <button type="button" onClick={() => window.print()}>Печать</button></div>
      {(!answer || trouble) ? <p role="status">{trouble || 'Примеряем каждую очередь к каждому окну…'}</p> : (
        <>
          <p>За {plural(answer.days, 'день', 'дня', 'дней')}: в срок {percent(answer.before.within_share)}, нагрузка окон различается на {percent(answer.spread)}.</p>
          {answer.proposals.length === 0 ? <p class="calm"><Shape mark="ok" /> Ни одна добавленная очередь не помогла бы заметно</p> : (
            <ol class="asked">{answer.proposals.map((each) => <li key={`${each.desk} ${each.service} ${each.procedure}`}>{each.sentence} <button type="button" class="link no-print" onClick={() => try_it({ code: `serve,${each.desk},${each.service},${each.procedure}`, text: each.sentence.split('. ')[0] ?? each.sentence })}>примерить на одном дне</button></li>)}</ol>)}
          <Table title="Нагрузка окон">
            <thead><tr><th scope="col">Окно</th><th scope="col" class="r">Открыто</th><th scope="col" class="r">Принято</th><th scope="col" class="r">Нагрузка</th><th scope="col">Принимает</th></tr></thead>
            <tbody>{answer.desks.map((desk) => <tr key={desk.desk}><th scope="row">{desk.title}</th><td class="num">{limit_text(desk.work.open_s)}</td><td class="num">{desk.work.seen}</td><td class="num">{percent(desk.work.load)}</td><td><small>{desk.lines.join(' · ')}</small></td></tr>)}</tbody>
          </Table>
          <p class="downloads no-print"><a href={`/api/v1/reports/redistribution?${query}&format=csv&separator=%3B`} download>Скачать CSV</a></p>
        </>)}
    </section>
  );
}

const parts = [{ part: 'what-if', title: 'Что если' }, { part: 'staffing', title: 'План окон' }, { part: 'duties', title: 'Кому что принимать' }] as const;

export function Plan({ picture }: { picture: LivePicture }): JSX.Element {
  const [part, set_part] = useState<(typeof parts)[number]['part']>('what-if');
  const [changes, change] = useState<Asked[]>([]);
  return (
    <main class="reports">
      <div class="by no-print plan-parts" role="group" aria-label="Раздел">{parts.map((item) => <button type="button" key={item.part} aria-pressed={item.part === part} onClick={() => set_part(item.part)}>{item.title}</button>)}</div>
      {part === 'what-if' ? <WhatIf picture={picture} changes={changes} change={change} /> : part === 'staffing' ? <StaffingPart today={picture.date} />
        : <DutiesPart today={picture.date} try_it={(asked) => { change([asked]); set_part('what-if'); }} />}
    </main>
  );
}
