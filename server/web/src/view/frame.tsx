// SPDX-License-Identifier: MIT
// What both consoles have: who is logged in, how the link is, choices for this browser.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Session } from '../api/pictures';
import { request } from '../api/request';
import { Dialog } from './dialog';
import { Shape } from './marks';
import type { Settings, Theme } from './settings';

export function leave_to_login(): void {
  location.assign('/');
}

export async function log_out(): Promise<void> {
  try {
    await request('DELETE', '/api/v1/session');
  } finally {
    leave_to_login();
  }
}

/// "нет связи, данные на 10:42": what is shown stays, greyed, with its age.
export function LinkBanner({ lost, data_time, pending }: { lost: boolean; data_time: string; pending?: string | undefined }): JSX.Element | null {
  if (!lost) return null;
  return (
    <div class="banner lost" role="status">
      <Shape mark="over" />
      <span><b>Нет связи</b>, данные на {data_time}{pending ? `. ${pending}` : ''}</span>
    </div>
  );
}

const themes: { value: Theme; title: string }[] = [
  { value: 'auto', title: 'как в системе' }, { value: 'light', title: 'светлое' }, { value: 'dark', title: 'тёмное' },
];

export function SettingsButton({ session, settings, change, shortcuts }: {
  session: Session | null; settings: Settings; change: (part: Partial<Settings>) => void; shortcuts?: JSX.Element;
}): JSX.Element {
  const [open, set_open] = useState(false);
  return (
    <>
      <button type="button" class="quiet icon" aria-label="Настройки и выход" title="Настройки и выход" onClick={() => set_open(true)}>
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="M3 5h14M3 10h14M3 15h14" class="stroke" /></svg>
      </button>
      {open && (
        <Dialog title="Настройки" action="Готово" close={() => set_open(false)}>
          {session && <p class="who-name">{session.name || session.login}</p>}
          <fieldset class="inline">
            <legend>Оформление</legend>
            {themes.map((theme) => (
              <label key={theme.value}><input type="radio" name="theme" checked={settings.theme === theme.value}
                onChange={() => change({ theme: theme.value })} /> {theme.title}</label>
            ))}
          </fieldset>
          {!shortcuts && (
            <label class="check"><input type="checkbox" checked={settings.large}
              onChange={(event) => change({ large: event.currentTarget.checked })} /> Крупно, для телевизора в зале</label>
          )}
          {shortcuts && (
            <>
              <label class="check"><input type="checkbox" checked={settings.shortcuts}
                onChange={(event) => change({ shortcuts: event.currentTarget.checked })} /> Горячие клавиши</label>
              <label class="check"><input type="checkbox" checked={settings.sound}
                onChange={(event) => change({ sound: event.currentTarget.checked })} /> Звук, когда в пустую очередь кто-то встал</label>
              {settings.shortcuts && shortcuts}
            </>
          )}
          <p><button type="button" class="quiet" onClick={() => void log_out()}>Выйти из системы</button></p>
        </Dialog>
      )}
    </>
  );
}
