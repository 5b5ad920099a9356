// SPDX-License-Identifier: MIT
// What an office keeps in books: the journals of the regulation, ready to be printed and signed, and the appointments.
import type { JSX } from 'preact';
import { clock_text, date_text } from '../hall_time';
import { percent, plural } from '../words';
import { Table, useAnswer } from './records';

interface Column { title: string; of: string }
interface Range { registry: string; title: string; year: number; first: number; last: number; count: number; missing: number; columns: Column[] }
interface Row {
  registry: string; year: number; number: number; at: string; ticket: string; service_title: string; procedure_title: string; line_title: string; outcome_title: string; reason: string; desk: string; specialist_title: string;
}
interface Appointments {
  title: string; booked: number; in_person: number; telephone: number; kiosk: number; moved: number; cancelled: number; due: number; arrived: number; late: number;
  missed: number; expected: number; missed_share: number | null;
}

/// What the column says of the row; `blank` is written in by hand: the queue does not know whom it serves.
function cell_text(row: Row, of: string): string {
  switch (of) {
    case 'number': return String(row.number);
    case 'date': return date_text(row.at.slice(0, 10));
    case 'time': return clock_text(row.at);
    case 'service': return row.service_title;
    case 'procedure': return row.procedure_title;
    case 'line': return row.line_title;
    case 'outcome': return row.reason ? `${row.outcome_title}: ${row.reason}` : row.outcome_title;
    case 'reason': return row.reason;
    case 'ticket': return row.ticket;
    case 'desk': return row.desk;
    case 'specialist': return row.specialist_title;
    default: return '';
  }
}
const cell_class = (of: string): string => (of === 'blank' ? 'by-hand' : of === 'number' || of === 'ticket' ? 'num' : of === 'date' || of === 'time' ? 'plain-num' : '');

/// One journal of one year, in the columns of its regulation.
function Journal({ range, rows, query }: { range: Range; rows: Row[]; query: string }): JSX.Element {
  const csv = `/api/v1/reports/registries?${query}&registry=${range.registry}&format=csv&separator=;`;
  return (
    <section class="journal">
      <h2>{range.title}, {range.year} <span class="count num">{range.count}</span></h2>
      <p class="downloads no-print"><a href={csv} download>Скачать CSV этого журнала</a></p>
      <Table label={`${range.title}, ${range.year}`}>
        <thead><tr>{range.columns.map((column) => <th key={column.title} scope="col" class={column.of === 'blank' ? 'by-hand' : ''}>{column.title}</th>)}</tr></thead>
        <tbody>{rows.map((row) => (
          <tr key={row.number}>{range.columns.map((column) => (column.of === 'number'
            ? <th key={column.title} scope="row" class="num">{row.number}</th>
            : <td key={column.title} class={cell_class(column.of)}>{cell_text(row, column.of)}</td>))}</tr>))}</tbody>
      </Table>
      <p class="note">{plural(range.count, 'строка', 'строки', 'строк')}, номера с {range.first} по {range.last}. {range.missing === 0 ? 'Пропусков нет.' : `Пропущено номеров: ${range.missing}.`}</p>
      <p class="signature">Руководитель ______________________ / ______________________ / М.П.</p>
    </section>
  );
}

function JournalsPart({ query }: { query: string }): JSX.Element {
  const { answer, trouble } = useAnswer<{ registries: Range[]; rows: Row[] }>(`/reports/registries?${query}`);
  if (!answer) return <p role="status">{trouble || 'Считаем…'}</p>;
  if (answer.registries.length === 0) return <><h2>Журналы регламента</h2><p class="note">За этот период в журналы ничего не записано.</p></>;
  return <>{answer.registries.map((range) => <Journal key={`${range.registry} ${range.year}`} range={range} query={query} rows={answer.rows.filter((row) => row.registry === range.registry && row.year === range.year)} />)}</>;
}

function AppointmentTable({ rows, first }: { rows: Appointments[]; first: string }): JSX.Element {
  return (
    <Table label={`Предварительная запись: ${first.toLowerCase()}`}>
      <thead><tr><th scope="col">{first}</th><th scope="col" class="r">Записано</th><th scope="col" class="r">Лично</th><th scope="col" class="r">По телефону</th><th scope="col" class="r">На терминале</th><th scope="col" class="r">Перенесено</th><th scope="col" class="r">Отменено</th>
        <th scope="col" class="r">Назначено на день</th><th scope="col" class="r">Пришли</th><th scope="col" class="r">Из них поздно</th><th scope="col" class="r">Не пришли</th><th scope="col" class="r">Ожидаются</th><th scope="col" class="r">Не пришли, доля</th></tr></thead>
      <tbody>{rows.map((row) => <tr key={row.title}><th scope="row">{/^\d{4}-/.test(row.title) ? date_text(row.title) : row.title}</th><td class="num">{row.booked}</td><td class="num">{row.in_person}</td><td class="num">{row.telephone}</td><td class="num">{row.kiosk}</td>
        <td class="num">{row.moved}</td><td class="num">{row.cancelled}</td><td class="num">{row.due}</td><td class="num">{row.arrived}</td><td class="num">{row.late}</td><td class="num">{row.missed}</td><td class="num">{row.expected}</td><td class="num">{percent(row.missed_share)}</td></tr>)}</tbody>
    </Table>
  );
}

function AppointmentsPart({ query }: { query: string }): JSX.Element {
  const { answer, trouble } = useAnswer<{ lines: Appointments[]; days: Appointments[]; total: Appointments }>(`/reports/appointments?${query}`);
  return (
    <section>
      <h2>Предварительная запись <span class="count num">{answer?.total.due ?? 0}</span></h2>
      {!answer ? <p role="status">{trouble || 'Считаем…'}</p>
        : answer.lines.length === 0 ? <p class="note">За этот период никто не записывался и не был записан.</p>
          : <><AppointmentTable first="Очередь" rows={[...answer.lines, answer.total]} />{answer.days.length > 1 && <AppointmentTable first="День" rows={answer.days} />}</>}
    </section>
  );
}

export function BooksPart({ query }: { query: string }): JSX.Element {
  return <><JournalsPart query={query} /><AppointmentsPart query={query} /></>;
}
