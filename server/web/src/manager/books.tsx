// SPDX-License-Identifier: MIT
// What an office keeps in books: the journals of the regulation, ready to be printed and signed, and the appointments.
import type { JSX } from 'preact';
import { clock_text, date_text } from '../hall_time';
import { percent, plural } from '../words';
import { Table, useAnswer } from './records';

interface Range { registry: string; title: string; year: number; first: number; last: number; count: number; missing: number }
interface Row {
  registry: string; year: number; number: number; at: string; ticket: string; line_title: string; outcome_title: string; reason: string; specialist_title: string;
}
interface Appointments {
  title: string; booked: number; in_person: number; telephone: number; kiosk: number; moved: number; cancelled: number; due: number; arrived: number; late: number;
  missed: number; expected: number; missed_share: number | null;
}

/// One journal of one year. Name and address are written in by hand: the queue does not know whom it serves.
function Journal({ range, rows }: { range: Range; rows: Row[] }): JSX.Element {
  return (
    <section class="journal">
      <h2>{range.title}, {range.year} <span class="count num">{range.count}</span></h2>
      <Table label={`${range.title}, ${range.year}`}>
        <thead><tr><th scope="col">№ п/п</th><th scope="col">Дата обращения</th><th scope="col" class="by-hand">Ф.И.О. заявителя</th><th scope="col" class="by-hand">Адрес заявителя</th>
          <th scope="col">Причина обращения</th><th scope="col">Результат рассмотрения обращения</th><th scope="col">Талон</th><th scope="col">Специалист</th></tr></thead>
        <tbody>{rows.map((row) => <tr key={row.number}><th scope="row" class="num">{row.number}</th><td class="plain-num">{date_text(row.at.slice(0, 10))} {clock_text(row.at)}</td><td class="by-hand" /><td class="by-hand" />
          <td>{row.line_title}</td><td>{row.outcome_title}{row.reason && `: ${row.reason}`}</td><td class="num">{row.ticket}</td><td>{row.specialist_title}</td></tr>)}</tbody>
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
  return <>{answer.registries.map((range) => <Journal key={`${range.registry} ${range.year}`} range={range} rows={answer.rows.filter((row) => row.registry === range.registry && row.year === range.year)} />)}</>;
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
