// SPDX-License-Identifier: MIT
// Who came in, who was turned away, and who changed whose rights (S1-7.90-h): to be looked through and printed.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { clock_text, date_text } from '../hall_time';
import { Table, useAnswer } from './records';

interface Access { at: string; last: string; kind: string; title: string; who: string; who_name: string; address: string; about: string; count: number }

const moment = (at: string): string => `${date_text(at.slice(0, 10))} ${clock_text(at, true)}`;

export function AccessesPart({ query }: { query: string }): JSX.Element {
  const [who, set_who] = useState('');
  const { answer, trouble } = useAnswer<{ rows: Access[]; left_out: number }>(`/accesses?${query}&who=${encodeURIComponent(who)}`);
  return (
    <>
      <h2>Журнал доступа <span class="count num">{answer?.rows.length ?? 0}</span></h2>
      <label class="field no-print">Имя для входа или устройство<input type="text" maxLength={60} value={who} onChange={(event) => set_who(event.currentTarget.value.trim())} /></label>
      {!answer ? <p role="status">{trouble || 'Читаем…'}</p> : answer.rows.length === 0 ? <p class="note">За этот период записей нет.</p> : (
        <Table label="Журнал доступа">
          <thead><tr><th scope="col">Когда</th><th scope="col">Что</th><th scope="col" class="r">Раз</th><th scope="col">Кто</th><th scope="col">Адрес</th><th scope="col">О чём</th></tr></thead>
          <tbody>{answer.rows.map((row, index) => <tr key={`${row.at} ${index}`}><td class="plain-num">{moment(row.at)}</td><th scope="row">{row.title}</th><td class="num">{row.count}</td>
            <td>{row.who_name || row.who || '–'}{row.who_name && row.who_name !== row.who && <small>{row.who}</small>}</td><td class="plain-num">{row.address || '–'}</td><td>{row.about || '–'}</td></tr>)}</tbody>
        </Table>
      )}
      {answer !== null && answer.left_out > 0 && <p class="note">Ещё {answer.left_out} не показано: возьмите период короче.</p>}
      <p class="downloads no-print"><a href={`/api/v1/accesses?${query}&who=${encodeURIComponent(who)}&format=csv&separator=%3B`} download>Скачать журнал доступа, CSV</a></p>
    </>
  );
}
