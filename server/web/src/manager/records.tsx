// SPDX-License-Identifier: MIT
// What the day's record says besides the tickets: the act of work, loads, calls out of turn, signs, definitions.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { get, NoAnswer, Problem } from '../api/request';
import { clock_text, date_text } from '../hall_time';
import { limit_text, percent, plural, span } from '../words';
import { Shape } from '../view/marks';
import { AccessesPart } from './accesses';
import { BooksPart } from './books';
import { SessionsPart } from './sessions';
import { TalksPart } from './talks';

export interface Load {
  desk_title: string; specialist_title: string; open_s: number; serving_s: number; called_s: number; phone_s: number; idle_s: number; paused_s: number;
  load: number | null; calls: number; served: number; no_show: number; out_of_turn: number;
}
interface Work {
  head: string; last: number; left_out: number;
  rows: { kind: string; key: string; title: string; reception_s: number; share: number | null; stops: number }[];
  gaps: { date: string; kind: string; title: string; from: string; to: string; length_s: number; cause: string }[];
}
interface Signs {
  specialist_days: number;
  rows: { date: string; kind: string; title: string; definition: string; specialist: string; specialist_title: string; count: number; of: number; tickets: string[] }[];
}
interface OutOfTurn { rows: { at: string; number: string; desk_title: string; specialist_title: string; reason: string; waited_s: number }[] }
interface Definitions { rows: { figure: string; title: string; text: string }[] }

const kinds: Record<string, string> = { system: 'всё вместе', server: 'сервер', issuing: 'выдача', kiosk: 'терминал', display: 'табло', desk: 'окно', line: 'очередь' };

export function useAnswer<T>(path: string): { answer: T | null; trouble: string } {
  const [answer, set_answer] = useState<T | null>(null);
  const [trouble, set_trouble] = useState('');
  useEffect(() => {
    let current = true;
    get<T>(path).then((found) => { if (current) { set_answer(found); set_trouble(''); } }, (problem: unknown) => {
      if (current) set_trouble(problem instanceof Problem ? problem.text : problem instanceof NoAnswer ? 'Нет связи' : String(problem));
    });
    return () => { current = false; };
  }, [path]);
  return { answer, trouble };
}

/// A table that scrolls in its own box: the page never leaves a narrow screen.
export function Table({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  return <div class="table-wrap" tabIndex={0} role="region" aria-label={label}><table class="quiet-table">{children}</table></div>;
}

const None = ({ children }: { children: string }): JSX.Element => <p class="calm"><Shape mark="ok" /> {children}</p>;

function WorkPart({ query }: { query: string }): JSX.Element {
  const { answer, trouble } = useAnswer<Work>(`/reports/work?${query}`);
  if (!answer) return <p role="status">{trouble || 'Считаем…'}</p>;
  return (
    <>
      <h2>Акт работы: доля времени приёма</h2>
      <Table label="Доля времени приёма">
        <thead><tr><th scope="col">Элемент</th><th scope="col">Вид</th><th scope="col" class="r">Время приёма</th><th scope="col" class="r">Работал</th><th scope="col" class="r">Остановок</th></tr></thead>
        <tbody>{answer.rows.map((row) => <tr key={`${row.kind} ${row.key}`}><th scope="row">{row.title}</th><td>{kinds[row.kind] ?? row.kind}</td>
          <td class="num">{span(row.reception_s)}</td><td class="num">{percent(row.share)}</td><td class="num">{row.stops}</td></tr>)}</tbody>
      </Table>
      <h2>Остановки <span class="count num">{answer.gaps.length}</span></h2>
      {answer.gaps.length === 0 ? <None>За период система работала без остановок</None> : (
        <Table label="Остановки">
          <thead><tr><th scope="col">Дата</th><th scope="col">С</th><th scope="col">По</th><th scope="col" class="r">Длилась</th><th scope="col">Элемент</th><th scope="col">Причина</th></tr></thead>
          <tbody>{answer.gaps.map((gap) => <tr key={`${gap.kind} ${gap.title} ${gap.from}`}><td class="plain-num">{date_text(gap.date)}</td><td class="plain-num">{clock_text(gap.from, true)}</td>
            <td class="plain-num">{clock_text(gap.to, true)}</td><td class="num">{span(gap.length_s)}</td><td>{gap.title}</td><td>{gap.cause}</td></tr>)}</tbody>
        </Table>
      )}
      {answer.left_out > 0 && <p class="note">Ещё {answer.left_out} не показано: возьмите период короче.</p>}
      <p class="note">Хеш цепи журнала после события {answer.last}: <span class="hash">{answer.head}</span></p>
    </>
  );
}

export function LoadTable({ rows }: { rows: Load[] }): JSX.Element {
  return (
    <Table label="Нагрузка">
      <thead><tr><th scope="col">Специалист</th><th scope="col">Окно</th><th scope="col" class="r">Открыто</th><th scope="col" class="r">Приём</th><th scope="col" class="r">Ждал посетителя</th><th scope="col" class="r">Телефон</th>
        <th scope="col" class="r">Свободно</th><th scope="col" class="r">Перерывы</th><th scope="col" class="r">Нагрузка</th><th scope="col" class="r">Вызовов</th><th scope="col" class="r">Обслужено</th><th scope="col" class="r">Неявок</th><th scope="col" class="r">Не по порядку</th></tr></thead>
      <tbody>{rows.map((row) => <tr key={`${row.specialist_title} ${row.desk_title}`}><th scope="row">{row.specialist_title}</th><td>{row.desk_title || '–'}</td><td class="num">{span(row.open_s)}</td>
        <td class="num">{span(row.serving_s)}</td><td class="num">{span(row.called_s)}</td><td class="num">{span(row.phone_s)}</td><td class="num">{span(row.idle_s)}</td><td class="num">{span(row.paused_s)}</td><td class="num">{percent(row.load)}</td>
        <td class="num">{row.calls}</td><td class="num">{row.served}</td><td class="num">{row.no_show}</td><td class="num">{row.out_of_turn}</td></tr>)}</tbody>
    </Table>
  );
}

function LoadPart({ query }: { query: string }): JSX.Element {
  const { answer, trouble } = useAnswer<{ rows: Load[]; total: Load }>(`/reports/load?${query}`);
  const turns = useAnswer<OutOfTurn>(`/reports/out_of_turn?${query}`).answer;
  if (!answer) return <p role="status">{trouble || 'Считаем…'}</p>;
  return (
    <>
      <h2>Нагрузка</h2>
      <LoadTable rows={[...answer.rows, answer.total]} />
      <h2>Вызовы не по порядку <span class="count num">{turns?.rows.length ?? 0}</span></h2>
      {turns?.rows.length === 0 ? <None>За период всех вызывали по порядку</None> : (
        <Table label="Вызовы не по порядку">
          <thead><tr><th scope="col">Когда</th><th scope="col">Талон</th><th scope="col">Окно</th><th scope="col">Специалист</th><th scope="col" class="r">Ждал</th><th scope="col">Причина</th></tr></thead>
          <tbody>{(turns?.rows ?? []).map((row) => <tr key={row.at + row.number}><td class="plain-num">{date_text(row.at.slice(0, 10))} {clock_text(row.at)}</td><td class="num">{row.number}</td><td>{row.desk_title}</td><td>{row.specialist_title}</td>
            <td class="num">{limit_text(row.waited_s)}</td><td>{row.reason}</td></tr>)}</tbody>
        </Table>
      )}
    </>
  );
}

function SignsPart({ query }: { query: string }): JSX.Element {
  const { answer, trouble } = useAnswer<Signs>(`/reports/signs?${query}`);
  if (!answer) return <p role="status">{trouble || 'Считаем…'}</p>;
  return (
    <>
      <h2>Признаки приукрашивания <span class="count num">{answer.rows.length}</span></h2>
      <p class="note">Просмотрено: {plural(answer.specialist_days, 'день специалиста', 'дня специалистов', 'дней специалистов')}. Признак — не доказательство: откройте истории названных талонов.</p>
      {answer.rows.length === 0 ? <None>За период признаков не найдено</None> : (
        <Table label="Признаки приукрашивания">
          <thead><tr><th scope="col">Дата</th><th scope="col">Специалист</th><th scope="col">Признак</th><th scope="col" class="r">Раз</th><th scope="col" class="r">Из</th><th scope="col">Талоны</th></tr></thead>
          <tbody>{answer.rows.map((row) => <tr key={`${row.date} ${row.kind} ${row.specialist}`}><td class="plain-num">{date_text(row.date)}</td><td>{row.specialist_title}</td><th scope="row">{row.title}<small>{row.definition}</small></th>
            <td class="num">{row.count}</td><td class="num">{row.of}</td><td class="num">{row.tickets.join(' ')}</td></tr>)}</tbody>
        </Table>
      )}
    </>
  );
}

function DefinitionsPart(): JSX.Element {
  const { answer, trouble } = useAnswer<Definitions>('/definitions');
  if (!answer) return <p role="status">{trouble || 'Читаем…'}</p>;
  return <dl class="definitions">{answer.rows.map((row) => <div key={row.figure + row.title}><dt>{row.title}</dt><dd>{row.text}</dd></div>)}</dl>;
}

const parts = [{ part: 'work', title: 'Акт работы' }, { part: 'load', title: 'Нагрузка' }, { part: 'talks', title: 'Обращения' }, { part: 'books', title: 'Журналы и запись' }, { part: 'sessions', title: 'Выездной приём' }, { part: 'signs', title: 'Признаки' }, { part: 'accesses', title: 'Доступ' }, { part: 'definitions', title: 'Определения' }] as const;

export function Records({ today }: { today: string }): JSX.Element {
  const [from, set_from] = useState(today);
  const [to, set_to] = useState(today);
  const [part, set_part] = useState<(typeof parts)[number]['part']>('work');
  const query = `from=${from}&to=${to < from ? from : to}`;
  const year = `/api/v1/reports/year?from=${from}`;
  const csv = (name: string): string => `/api/v1/reports/${name}?${query}&format=csv&separator=%3B`;
  return (
    <main class="reports">
      <div class="filters no-print">
        <label class="field">с<input type="date" value={from} onChange={(event) => event.currentTarget.value && set_from(event.currentTarget.value)} /></label>
        <label class="field">по<input type="date" value={to} onChange={(event) => event.currentTarget.value && set_to(event.currentTarget.value)} /></label>
        <button type="button" onClick={() => window.print()}>Печать</button>
      </div>
      <div class="by no-print" role="group" aria-label="Раздел">{parts.map((item) => <button type="button" key={item.part} aria-pressed={item.part === part} onClick={() => set_part(item.part)}>{item.title}</button>)}</div>
      {part === 'work' ? <WorkPart query={query} /> : part === 'load' ? <LoadPart query={query} /> : part === 'talks' ? <TalksPart query={query} /> : part === 'books' ? <BooksPart query={query} /> : part === 'sessions' ? <SessionsPart today={today} /> : part === 'signs' ? <SignsPart query={query} /> : part === 'accesses' ? <AccessesPart query={query} /> : <DefinitionsPart />}
      <p class="downloads no-print">Скачать CSV: <a href={csv('work')} download>акт работы</a> <a href={csv('load')} download>нагрузка</a> <a href={csv('out_of_turn')} download>не по порядку</a> <a href={csv('signs')} download>признаки</a> <a href={csv('phone')} download>телефон</a> <a href={csv('ratings')} download>оценки</a> <a href={csv('help')} download>вызовы сотрудника</a> <a href={csv('registries')} download>журналы</a> <a href={csv('appointments')} download>запись</a>
        {' '}<a href={csv('clauses')} download>по пунктам</a> <a href={csv('outcomes')} download>итоги</a> <a href={csv('forecast')} download>прогноз</a> <a href={`${year}&format=csv&separator=%3B`} download>отчёт за год</a></p>
    </main>
  );
}
