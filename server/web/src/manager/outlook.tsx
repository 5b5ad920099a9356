// SPDX-License-Identifier: MIT
// What the forecast says of the hall: limits about to be broken with what would help, and whether reception must be
// extended (S2-5.5.2). The decision stays the manager's.
import type { JSX } from 'preact';
import type { Outlook } from '../api/pictures';
import { clock_text } from '../hall_time';
import { Shape } from '../view/marks';
import { percent, plural } from '../words';

const amount = new Intl.NumberFormat('ru-RU', { maximumFractionDigits: 1 });

function Warning({ outlook }: { outlook: Outlook }): JSX.Element {
  return (
    <div class="banner alert outlook" role="status">
      <Shape mark="near" />
      <div>
        <p><b>Сроки под угрозой.</b> В ближайшие {outlook.horizon_min} минут ожидается нарушений: <b class="num">{amount.format(outlook.breaches_expected)}</b> (не меньше {outlook.breach_count} с вероятностью {percent(outlook.breach_probability)}).</p>
        {outlook.helps.length === 0 ? <p>Закрытых окон, которые могли бы помочь, нет.</p> : (
          <ul>{outlook.helps.map((help) => (
            <li key={help.desk}>Открыть: <b>{help.title}</b> на {plural(help.minutes, 'минуту', 'минуты', 'минут')}, нарушений станет меньше на <b class="num">{amount.format(help.breaches_less)}</b></li>))}
          </ul>)}
      </div>
    </div>
  );
}

function Closing({ outlook, extend }: { outlook: Outlook; extend: (until: string, reason: string) => void }): JSX.Element {
  const late = plural(outlook.late_tickets, 'талон', 'талона', 'талонов');
  const until = outlook.last_start_p90 ?? '';
  return (
    <div class="banner alert outlook" role="status">
      <Shape mark="near" />
      <p><b>Приём до {clock_text(outlook.closes_at ?? '')}, но не все успеют.</b> Последнего из ждущих примут около <span class="num">{clock_text(outlook.last_start ?? '')}</span>, в 9 случаях из 10 не позже <span class="num">{clock_text(until)}</span>; после закрытия вызовут: {late}.</p>
      <button type="button" onClick={() => extend(until, `ко времени закрытия не приняты: ${late}`)}>Продлить приём…</button>
    </div>
  );
}

export function OutlookBanners({ outlook, extend }: { outlook: Outlook; extend: (until: string, reason: string) => void }): JSX.Element {
  return <>{outlook.warn && <Warning outlook={outlook} />}{outlook.propose_extension && <Closing outlook={outlook} extend={extend} />}</>;
}
