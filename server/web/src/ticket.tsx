// SPDX-License-Identifier: MIT
// The page of a slip's QR, served at /t/TOKEN: position and room only, asked for every 10 s.
import { render, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { TicketStatus } from './api/pictures';
import { clock_text } from './hall_time';
import { request } from './api/request';
import { apply_settings, load_settings } from './view/settings';
import { plural } from './words';

function sentence(status: TicketStatus): string {
  switch (status.state) {
    case 'waiting': return status.ahead === 0 ? 'Вы следующий' : `Перед вами ${plural(status.ahead, 'человек', 'человека', 'человек')}`;
    case 'called': return `Вас приглашают: ${[status.room_title, status.desk_title].filter(Boolean).join(', ')}`;
    case 'serving': return 'Идёт приём';
    case 'held': return 'Приём отложен: специалист вызовет вас снова';
    case 'served': return 'Приём завершён';
    case 'no_show': return 'Вы пропустили вызов. Подойдите к киоску или к сотруднику';
    case 'cancelled': return 'Талон отменён';
  }
}

function about(seconds: number): string {
  return seconds < 180 ? 'вас скоро пригласят' : `ждать около ${Math.ceil(seconds / 300) * 5} минут`;
}

function Ticket(): JSX.Element {
  const [status, set_status] = useState<TicketStatus | null>(null);
  const [trouble, set_trouble] = useState('');
  useEffect(() => {
    async function read(): Promise<void> {
      try {
        set_status((await request('GET', `${location.pathname}.json`)).body as TicketStatus);
        set_trouble('');
      } catch {
        set_trouble('Нет связи. Смотрите на табло.');
      }
    }
    void read();
    const timer = window.setInterval(() => void read(), 10_000);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <main class={`ticket ${status?.state ?? ''}`}>
      <h1>{status?.number ?? '…'}</h1>
      {status && <p class="lead" role="status">{sentence(status)}</p>}
      {status?.state === 'waiting' && status.expected_wait_s !== null && <p>{about(status.expected_wait_s)}</p>}
      {status && <p class="note">по данным на {clock_text(status.time.now)}</p>}
      <p class="error" role="alert">{trouble}</p>
    </main>
  );
}

apply_settings(load_settings());
render(<Ticket />, document.getElementById('root')!);
