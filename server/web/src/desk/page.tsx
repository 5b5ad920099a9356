// SPDX-License-Identifier: MIT
// The specialist's page. The desk stands in the address (/desk#3), so a bookmark or a small window opens at it.
import { render, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../api/pictures';
import { get, Problem } from '../api/request';
import { useSettings } from '../view/settings';
import { Choose } from './choose';
import { Work } from './work';

function Desk(): JSX.Element {
  const [settings, change] = useSettings();
  const [session, set_session] = useState<Session | null>(null);
  const [desk, set_desk] = useState(() => decodeURIComponent(location.hash.slice(1)));
  useEffect(() => {
    let timer = 0;
    async function who(): Promise<void> {
      try {
        set_session(await get<Session>('/session'));
      } catch (problem) {
        if (problem instanceof Problem && problem.status === 401) location.replace('/?next=/desk');
        else timer = window.setTimeout(() => void who(), 2000);
      }
    }
    void who();
    const moved = (): void => set_desk(decodeURIComponent(location.hash.slice(1)));
    window.addEventListener('hashchange', moved);
    return () => { window.clearTimeout(timer); window.removeEventListener('hashchange', moved); };
  }, []);
  if (!session) return <main class="desk-page"><p class="lead" role="status">Соединяемся с сервером…</p></main>;
  const go = (to: string): void => { location.hash = to; };
  if (!desk) return <Choose session={session} chosen={go} />;
  return <Work key={desk} desk={desk} session={session} settings={settings} change={change} leave={() => go('')} />;
}

render(<Desk />, document.getElementById('root')!);
