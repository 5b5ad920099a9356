// SPDX-License-Identifier: MIT
// The table of limits (S2-6.4-j): the one that tickets are measured by, to be read and printed.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { get, NoAnswer, Problem } from '../api/request';
import { date_text } from '../hall_time';
import { amount_text, clause_text } from '../words';
import { Table } from './records';

interface LimitsRow {
  kind: 'wait' | 'service' | 'term'; clause: string; subject: string; amount: number | null; unit: string; least: boolean;
  target: boolean; from: string; to: string; text: string;
}
interface LimitsTable {
  office: string; date: string; name: string; title: string; status: string; valid_from: string | null; rows: LimitsRow[];
  versions: { name: string; valid_from: string | null; in_force: boolean }[];
}

function Row({ row }: { row: LimitsRow }): JSX.Element {
  return (
    <tr>
      <td>{clause_text(row.clause)}</td>
      <th scope="row">{row.subject}{row.text && <small>{row.text}</small>}</th>
      <td class="r plain-num">{amount_text(row)}{row.target && <small>ориентир</small>}</td>
      <td>{row.from}</td><td>{row.to}</td>
    </tr>
  );
}

export function Regulation({ today }: { today: string }): JSX.Element {
  const [date, set_date] = useState(today);
  const [table, set_table] = useState<LimitsTable | null>(null);
  const [trouble, set_trouble] = useState('');
  useEffect(() => {
    get<LimitsTable>(`/regulation?date=${date}`).then((found) => { set_table(found); set_trouble(''); }, (problem: unknown) => {
      set_trouble(problem instanceof Problem ? problem.text : problem instanceof NoAnswer ? 'Нет связи' : String(problem));
    });
  }, [date]);
  return (
    <main class="reports limits">
      <div class="filters no-print">
        <label class="field">на день<input type="date" value={date} onChange={(event) => event.currentTarget.value && set_date(event.currentTarget.value)} /></label>
        <button type="button" onClick={() => window.print()}>Печать</button>
      </div>
      <p class="error" role="alert">{trouble}</p>
      {table && (
        <>
          <h2>Сроки предоставления услуги и ожидания</h2>
          <p>{table.office}</p>
          <p>{table.title}{table.status === 'draft' && ' (проект)'}{table.valid_from && `, действует с ${date_text(table.valid_from)}`}</p>
          <Table label="Сроки">
            <thead><tr><th scope="col">Пункт</th><th scope="col">Что ограничено</th><th scope="col" class="r">Срок</th><th scope="col">От</th><th scope="col">До</th></tr></thead>
            <tbody>{table.rows.map((row) => <Row key={`${row.kind} ${row.subject}`} row={row} />)}</tbody>
          </Table>
          <p class="note">Ровно предел — ещё в срок, секундой больше — нарушение. Талон измеряется по версии, действовавшей при его выдаче. На {date_text(table.date)}.</p>
        </>
      )}
    </main>
  );
}
