// SPDX-License-Identifier: MIT
// Somebody at a terminal has called the staff: whoever comes says so, and it is recorded who and how soon.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { HelpCall } from '../api/pictures';
import { NoAnswer, Problem, request } from '../api/request';
import { clock_text } from '../hall_time';
import { Shape } from './marks';

export function HelpBanner({ calls }: { calls: HelpCall[] }): JSX.Element | null {
  const [trouble, set_trouble] = useState('');
  async function answer(device: string): Promise<void> {
    try {
      await request('POST', `/api/v1/help/${encodeURIComponent(device)}/answer`, {});
      set_trouble('');
    } catch (problem) {
      set_trouble(problem instanceof Problem ? problem.text : problem instanceof NoAnswer ? 'Нет связи, нажмите ещё раз.' : String(problem));
    }
  }
  if (calls.length === 0) return null;
  return (
    <div class="banner help" role="alert"><Shape mark="over" />
      <span><b>Зовут сотрудника.</b> {trouble}</span>
      {calls.map((call) => (
        <span key={call.device} class="help-call">{call.title}, с {clock_text(call.called_at)}
          <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={() => void answer(call.device)}>Иду</button></span>))}
    </div>
  );
}
