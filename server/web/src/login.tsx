// SPDX-License-Identifier: MIT
// Log-in: by role to the desk or to the hall.
import { render, type JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { get, NoAnswer, Problem, request } from './api/request';
import type { Session } from './api/pictures';
import { apply_settings, load_settings } from './view/settings';

const home = (session: Session): string => (session.role === 'specialist' ? '/desk' : '/manager');

function go_home(session: Session): void {
  const wanted = new URLSearchParams(location.search).get('next');
  location.replace(wanted === '/desk' || wanted === '/manager' ? wanted : home(session));
}

function say(error: unknown): string {
  if (error instanceof Problem) {
    return error.retry_after_s ? `${error.title} Повторите через ${error.retry_after_s} с.` : error.text;
  }
  return error instanceof NoAnswer ? 'Сервер не отвечает. Проверьте сеть и попробуйте ещё раз.' : String(error);
}

function Login(): JSX.Element {
  const [error, set_error] = useState('');
  const [busy, set_busy] = useState(false);
  const login = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  // Before the page is said to be loaded: an effect runs after the first paint, and what is typed until then is lost.
  useLayoutEffect(() => login.current?.focus(), []);
  useEffect(() => {
    get<Session>('/session').then(go_home, () => undefined);  // nobody is logged in: that is why this page is shown
  }, []);

  async function submit(): Promise<void> {
    if (busy) return;
    set_busy(true);
    set_error('');
    try {
      const answer = await request('POST', '/api/v1/session',
        { login: login.current?.value.trim() ?? '', password: password.current?.value ?? '' }, {}, 15000);
      go_home(answer.body as Session);
    } catch (problem) {
      set_error(say(problem));
      password.current?.select();
    } finally {
      set_busy(false);
    }
  }

  return (
    <main class="login">
      <h1>Талон</h1>
      <p class="lead">Электронная очередь, вход для сотрудников</p>
      <form onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <label for="login">Логин</label>
        <input id="login" ref={login} name="login" autocomplete="username" autocapitalize="none" spellcheck={false} required />
        <label for="password">Пароль</label>
        <input id="password" ref={password} name="password" type="password" autocomplete="current-password" required
          aria-describedby="login-error" />
        <p id="login-error" class="error" role="alert">{error}</p>
        <button type="submit" class="main" aria-disabled={busy}>{busy ? 'Проверяем…' : 'Войти'}</button>
      </form>
    </main>
  );
}

apply_settings(load_settings());
render(<Login />, document.getElementById('root')!);
