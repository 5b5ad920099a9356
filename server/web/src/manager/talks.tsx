// SPDX-License-Identifier: MIT
// What people said besides standing in a line: the consultation line, ratings, calls for help.
import type { JSX } from 'preact';
import { clock_text, date_text } from '../hall_time';
import { percent, span } from '../words';
import { useAnswer } from './records';

interface Phone {
  key: string; title: string; talks: number; answered: number; forwarded: number; promised: number; missed: number; missed_share: number | null;
  over: number; waits: number; mean_wait_s: number | null; mean_talk_s: number | null; rung_back: number; rung_back_late: number;
}
interface Rating { service: string; procedure: string; title: string; count: number; good: number; middling: number; bad: number; mean: number | null }
interface Help {
  answered: number; median_s: number | null; max_s: number | null;
  rows: { at: string; device: string; device_title: string; answered_s: number | null; specialist_title: string }[];
}

const length = (seconds: number | null): string => (seconds === null ? '–' : span(seconds));
const hundredths = new Intl.NumberFormat('ru', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function PhoneTable({ rows, first }: { rows: Phone[]; first: string }): JSX.Element {
  return (
    <div class="table-wrap" tabIndex={0} role="region" aria-label={`Консультационная линия: ${first.toLowerCase()}`}><table class="quiet-table">
      <thead><tr><th scope="col">{first}</th><th scope="col" class="r">Разговоров</th><th scope="col" class="r">Ответ дан</th><th scope="col" class="r">Переадресовано</th><th scope="col" class="r">Обещали перезвонить</th>
        <th scope="col" class="r">Без ответа</th><th scope="col" class="r">Доля</th><th scope="col" class="r">Ждали ответа</th><th scope="col" class="r">Разговор</th><th scope="col" class="r">Дольше срока</th><th scope="col" class="r">Перезвонили</th><th scope="col" class="r">Позже срока</th></tr></thead>
      <tbody>{rows.map((row) => <tr key={row.title}><th scope="row">{/^\d{4}-/.test(row.title) ? date_text(row.title) : row.title}</th><td class="num">{row.talks}</td><td class="num">{row.answered}</td><td class="num">{row.forwarded}</td>
        <td class="num">{row.promised}</td><td class="num">{row.missed}</td><td class="num">{percent(row.missed_share)}</td><td class="num">{length(row.mean_wait_s)}</td><td class="num">{length(row.mean_talk_s)}</td>
        <td class="num">{row.over}</td><td class="num">{row.rung_back}</td><td class="num">{row.rung_back_late}</td></tr>)}</tbody>
    </table></div>
  );
}

function PhonePart({ query }: { query: string }): JSX.Element {
  const { answer, trouble } = useAnswer<{ services: Phone[]; days: Phone[]; total: Phone }>(`/reports/phone?${query}`);
  return (
    <>
      <h2>Консультационная линия <span class="count num">{answer?.total.talks ?? 0}</span></h2>
      {!answer ? <p role="status">{trouble || 'Считаем…'}</p>
        : answer.services.length === 0 ? <p class="note">За этот период звонков не записано.</p>
          : <><PhoneTable first="Услуга" rows={[...answer.services, answer.total]} />{answer.days.length > 1 && <PhoneTable first="День" rows={answer.days} />}</>}
    </>
  );
}

function RatingPart({ query }: { query: string }): JSX.Element {
  const { answer, trouble } = useAnswer<{ rows: Rating[]; total: Rating }>(`/reports/ratings?${query}`);
  return (
    <>
      <h2>Оценки посетителей <span class="count num">{answer?.total.count ?? 0}</span></h2>
      {!answer ? <p role="status">{trouble || 'Считаем…'}</p> : answer.rows.length === 0 ? <p class="note">За этот период никто не оценил приём.</p> : (
        <div class="table-wrap" tabIndex={0} role="region" aria-label="Оценки"><table class="quiet-table">
          <thead><tr><th scope="col">Очередь</th><th scope="col" class="r">Оценок</th><th scope="col" class="r">Хорошо</th><th scope="col" class="r">Средне</th><th scope="col" class="r">Плохо</th><th scope="col" class="r">Средняя из 3</th></tr></thead>
          <tbody>{[...answer.rows, answer.total].map((row) => <tr key={row.title}><th scope="row">{row.title}</th><td class="num">{row.count}</td><td class="num">{row.good}</td><td class="num">{row.middling}</td><td class="num">{row.bad}</td>
            <td class="num">{row.mean === null ? '–' : hundredths.format(row.mean)}</td></tr>)}</tbody>
        </table></div>)}
    </>
  );
}

function HelpPart({ query }: { query: string }): JSX.Element {
  const { answer, trouble } = useAnswer<Help>(`/reports/help?${query}`);
  return (
    <>
      <h2>Вызовы сотрудника <span class="count num">{answer?.rows.length ?? 0}</span></h2>
      {!answer ? <p role="status">{trouble || 'Считаем…'}</p> : answer.rows.length === 0 ? <p class="note">За этот период сотрудника не звали.</p> : (
        <>
          <p class="note">Откликнулись: {answer.answered} из {answer.rows.length}; половина не дольше чем за {length(answer.median_s)}, дольше всего {length(answer.max_s)}.</p>
          <div class="table-wrap" tabIndex={0} role="region" aria-label="Вызовы сотрудника"><table class="quiet-table">
            <thead><tr><th scope="col">Когда</th><th scope="col">Терминал</th><th scope="col" class="r">Отклик через</th><th scope="col">Кто</th></tr></thead>
            <tbody>{answer.rows.map((row) => <tr key={row.at + row.device}><td class="plain-num">{date_text(row.at.slice(0, 10))} {clock_text(row.at)}</td><th scope="row">{row.device_title}</th>
              <td class="num">{row.answered_s === null ? 'нет отклика' : span(row.answered_s)}</td><td>{row.specialist_title || '–'}</td></tr>)}</tbody>
          </table></div>
        </>)}
    </>
  );
}

export function TalksPart({ query }: { query: string }): JSX.Element {
  return <><PhonePart query={query} /><RatingPart query={query} /><HelpPart query={query} /></>;
}
