// SPDX-License-Identifier: MIT
// Waits and services of any period against the limits, as the server folded them; the page adds nothing up.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { BreachRow, Chart, Figures, Summary, SummaryRow } from '../api/pictures';
import { get, NoAnswer, Problem } from '../api/request';
import { clock_text, date_text } from '../hall_time';
import { leave_to_login } from '../view/frame';
import { Chip, Shape } from '../view/marks';
import { clause_text, limit_text, percent, span } from '../words';
import { WaitChart } from './chart';
import { HistorySearch, TicketHistoryDialog } from './history';

const kinds: { by: string; title: string }[] = [
  { by: 'procedure', title: 'Процедуры' }, { by: 'service', title: 'Услуги' }, { by: 'desk', title: 'Окна' },
  { by: 'specialist', title: 'Специалисты' }, { by: 'hour', title: 'Часы' }, { by: 'weekday', title: 'Дни недели' }, { by: 'day', title: 'Даты' }, { by: 'month', title: 'Месяцы' },
];

export interface Period { from: string; to: string }

const iso = (date: Date): string => date.toISOString().slice(0, 10);

/// Day, week from Monday, month from the first: each up to `today`.
export function quick_period(kind: 'day' | 'week' | 'month', today: string): Period {
  const from = new Date(`${today}T00:00:00Z`);
  if (kind === 'week') from.setUTCDate(from.getUTCDate() - ((from.getUTCDay() + 6) % 7));
  if (kind === 'month') from.setUTCDate(1);
  return { from: iso(from), to: today };
}

const seconds = (value: number | null): string => (value === null ? '–' : span(value));

function Side({ figures }: { figures: Figures }): JSX.Element {
  const all_in = figures.within_share === null || figures.within_share >= 1;
  return (
    <>
      <td class="num first">{figures.count}</td><td class="num">{seconds(figures.mean_s)}</td><td class="num">{seconds(figures.median_s)}</td>
      <td class="num">{seconds(figures.p90_s)}</td><td class="num">{seconds(figures.max_s)}</td>
      <td class="num share">
        {figures.with_limit > 0 && <>{!all_in && <Shape mark="near" />} {percent(figures.within_share)}</>}
        <small>{figures.limit_s !== null ? `${limit_text(figures.limit_s)}${figures.clause && `, ${clause_text(figures.clause)}`}` : figures.with_limit > 0 ? 'разные сроки' : 'без норматива'}</small>
      </td>
    </>
  );
}

function Row({ row, total }: { row: SummaryRow; total?: boolean }): JSX.Element {
  return (
    <tr class={total ? 'total' : ''}>
      <th scope="row">{total ? 'Всего' : row.title || row.key}</th>
      <td class="num">{row.tickets}</td><td class="num">{row.served}</td><td class="num">{row.no_show}</td><td class="num">{row.cancelled}</td>
      <td class="num">{row.transferred}</td>
      <Side figures={row.wait} /><Side figures={row.service} />
    </tr>
  );
}

function SummaryTable({ summary }: { summary: Summary }): JSX.Element {
  const side = (
    <><th scope="col" class="r first">принято</th><th scope="col" class="r">среднее</th><th scope="col" class="r">медиана</th><th scope="col" class="r">90 %</th>
      <th scope="col" class="r">макс.</th><th scope="col" class="r">в срок</th></>);
  return (
    <div class="table-wrap" tabIndex={0} role="region" aria-label="Сводка">
      <table class="quiet-table report">
        <thead>
          <tr><td /><th scope="colgroup" colSpan={5}>Талоны</th><th scope="colgroup" colSpan={6} class="first">Ожидание</th><th scope="colgroup" colSpan={6} class="first">Приём</th></tr>
          <tr><th scope="col">{kinds.find((kind) => kind.by === summary.by)?.title ?? ''}</th><th scope="col" class="r">всего</th><th scope="col" class="r">обслуж.</th><th scope="col" class="r">неявка</th>
            <th scope="col" class="r">отмена</th><th scope="col" class="r">перенапр.</th>{side}{side}</tr>
        </thead>
        <tbody>{summary.rows.map((row) => <Row key={row.key} row={row} />)}</tbody>
        <tfoot><Row row={summary.total} total /></tfoot>
      </table>
    </div>
  );
}

function BooksLine({ summary }: { summary: Summary }): JSX.Element {
  const b = summary.books;
  return (
    <p class="books-line">
      <Chip mark={b.balanced ? 'ok' : 'over'}>{b.balanced ? 'баланс сходится' : 'баланс не сходится'}</Chip>
      <span>выдано <b class="num">{b.issued}</b> = обслужено <b class="num">{b.served}</b> + не явились <b class="num">{b.no_show}</b> + отменено <b class="num">{b.cancelled}</b> + в зале <b class="num">{b.in_hall}</b></span>
    </p>
  );
}

function BreachTable({ rows, desk_title, open }: { rows: BreachRow[]; desk_title: (desk: string) => string; open: (row: BreachRow) => void }): JSX.Element {
  if (rows.length === 0) return <p class="calm"><Shape mark="ok" /> За период нарушений срока нет</p>;
  return (
    <div class="table-wrap" tabIndex={0} role="region" aria-label="Нарушения срока">
      <table class="quiet-table">
        <thead><tr><th scope="col">Дата</th><th scope="col">Время</th><th scope="col">Талон</th><th scope="col">Что</th><th scope="col" class="r">Предел</th><th scope="col" class="r">Было</th>
          <th scope="col">Пункт</th><th scope="col">Очередь</th><th scope="col">Окно</th><th scope="col">Специалист</th><th scope="col">Почему</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.date} ${row.number} ${row.measure} ${row.at}`}>
              <td class="plain-num">{date_text(row.date)}</td><td class="plain-num">{clock_text(row.at)}</td>
              <td><button type="button" class="link num" onClick={() => open(row)}>{row.number}</button></td>
              <td>{row.measure === 'wait' ? 'ожидание' : 'приём'}</td><td class="r plain-num">{limit_text(row.limit_s)}</td>
              <td class="num at-over">{span(row.actual_s)}</td><td>{clause_text(row.clause)}</td><td>{row.line_title}</td>
              <td>{row.desk ? desk_title(row.desk) : '–'}</td><td>{row.specialist_title || '–'}</td><td>{row.cause}{row.running && <small>ещё длится</small>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Content { summary: Summary; breaches: BreachRow[]; chart: Chart }

function useReport(period: Period, by: string): { content: Content | null; trouble: string; stale: boolean } {
  const [content, set_content] = useState<Content | null>(null);
  const [trouble, set_trouble] = useState('');
  const [stale, set_stale] = useState(false);
  useEffect(() => {
    let current = true;
    set_stale(true);
    const query = `from=${period.from}&to=${period.to}`;
    const load = Promise.all([
      get<Summary>(`/reports/summary?${query}&by=${by}`), get<{ rows: BreachRow[] }>(`/reports/breaches?${query}`), get<Chart>(`/reports/chart?${query}`)]);
    load.then(([summary, breaches, chart]) => {
      if (!current) return;
      set_content({ summary, breaches: breaches.rows, chart });
      set_trouble('');
      set_stale(false);
    }, (problem: unknown) => {
      if (!current) return;
      if (problem instanceof Problem && problem.status === 401) leave_to_login();
      set_trouble(problem instanceof Problem ? problem.text : problem instanceof NoAnswer ? 'Нет связи: показан прежний отчёт.' : String(problem));
    });
    return () => { current = false; };
  }, [period.from, period.to, by]);
  return { content, trouble, stale };
}

export function Reports({ today, desk_title }: { today: string; desk_title: (desk: string) => string }): JSX.Element {
  const [period, set_period] = useState<Period>({ from: today, to: today });
  const [quick, set_quick] = useState('day');
  const [by, set_by] = useState('procedure');
  const [opened, open] = useState<{ number: string; date: string; id?: string } | null>(null);
  const { content, trouble, stale } = useReport(period, by);
  const csv = (name: string, extra = ''): string => `/api/v1/reports/${name}?from=${period.from}&to=${period.to}${extra}&format=csv&separator=%3B`;
  const change = (part: Partial<Period>): void => set_period((old) => {
    set_quick('');
    const next = { ...old, ...part };
    if (!next.from || !next.to) return old;
    return next.from <= next.to ? next : part.from ? { from: next.from, to: next.from } : { from: next.to, to: next.to };
  });
  return (
    <main class="reports">
      <div class="filters">
        <label class="field">с<input type="date" value={period.from} onChange={(event) => change({ from: event.currentTarget.value })} /></label>
        <label class="field">по<input type="date" value={period.to} onChange={(event) => change({ to: event.currentTarget.value })} /></label>
        <div class="quick" role="group" aria-label="Период">
          {([['day', 'День'], ['week', 'Неделя'], ['month', 'Месяц']] as const).map(([kind, title]) => (
            <button type="button" key={kind} aria-pressed={kind === quick} onClick={() => { set_quick(kind); set_period(quick_period(kind, today)); }}>{title}</button>
          ))}
        </div>
        <HistorySearch period={period} open={open} />
      </div>
      <div class="by" role="group" aria-label="Разрез отчёта">
        {kinds.map((kind) => <button type="button" key={kind.by} aria-pressed={kind.by === by} onClick={() => set_by(kind.by)}>{kind.title}</button>)}
      </div>
      <p class="error" role="alert">{trouble}</p>
      {!content && !trouble && <p class="lead" role="status">Считаем…</p>}
      {content && (
        <div class={stale ? 'is-grey' : ''}>
          {content.summary.virtual_clock && <p><Chip mark="near">учебное время: это не настоящий приём</Chip></p>}
          <SummaryTable summary={content.summary} />
          <BooksLine summary={content.summary} />
          <h2>Ожидание в течение дня</h2>
          <WaitChart chart={content.chart} />
          <h2>Нарушения срока <span class="count num">{content.breaches.length}</span></h2>
          <BreachTable rows={content.breaches} desk_title={desk_title} open={(row) => open({ number: row.number, date: row.date, ...(row.ticket ? { id: row.ticket } : {}) })} />
          {content.summary.total.in_hall > 0 && <p class="note">Ещё в зале: {content.summary.total.in_hall}, из них ждут дольше предела: {content.summary.total.over_now}. Они уже посчитаны в доле «в срок» и в нарушениях.</p>}
          <p class="downloads">Скачать CSV: <a href={csv('summary', `&by=${by}`)} download>сводка</a> <a href={csv('breaches')} download>нарушения</a> <a href={csv('legs')} download>все посещения</a></p>
        </div>
      )}
      {opened && <TicketHistoryDialog key={`${opened.date} ${opened.number}`} {...opened} close={() => open(null)} />}
    </main>
  );
}
