// SPDX-License-Identifier: MIT
// What a specialist can do now, and by which key. Pure: the picture decides, the page only draws.
import type { DeskPicture, VisitOutcome } from '../api/pictures';

export type Verb =
  | 'open' | 'take-over' | 'next' | 'start' | 'finish' | 'recall' | 'no-show' | 'hold' | 'return' | 'transfer' | 'pause'
  | 'resume' | 'close' | 'next-applicant' | 'undo' | 'phone' | 'phone-end' | 'phone-missed' | 'call' | 'receive'
  | 'next-matter';

/// The one thing to do: it changes with the state and stays at its place.
export function main_action(picture: DeskPicture): { verb: Verb; title: string } {
  if (picture.state === 'closed') return { verb: 'open', title: 'Открыть окно' };
  if (picture.ticket?.state === 'called') return { verb: 'start', title: 'Начать приём' };
  if (picture.ticket?.state === 'serving') return { verb: 'next', title: 'Завершить и следующий' };
  if (picture.state === 'phone') return { verb: 'phone-end', title: 'Закончить разговор' };
  if (picture.state === 'paused') return { verb: 'resume', title: 'Продолжить работу' };
  return { verb: 'next', title: 'Следующий' };
}

export function allowed(picture: DeskPicture, verb: Verb): boolean {
  const at = picture.ticket?.state;
  switch (verb) {
    case 'recall': case 'no-show': return at === 'called';
    case 'hold': case 'transfer': return at === 'called' || at === 'serving';
    case 'finish': case 'next-applicant': case 'next-matter': return at === 'serving';
    case 'call': return picture.state === 'open' && !at && picture.may_choose && picture.choices.length > 0;
    // Past those who wait only with the right to it.
    case 'receive': return picture.state === 'open' && !at && (picture.waiting === 0 || picture.may_choose);
    case 'return': return picture.held.length + picture.no_shows.length > 0;
    case 'pause': case 'close': case 'phone': return picture.state === 'open' && !at;
    case 'phone-missed': return picture.state !== 'closed';  // it rings while somebody is being served, too
    case 'resume': return picture.state === 'paused';
    case 'undo': return picture.undo !== null;
    default: return main_action(picture).verb === verb;
  }
}

/// The ways in which this visit may end, in the server's order.
export function outcomes_of(picture: DeskPicture): VisitOutcome[] {
  const ticket = picture.ticket;
  if (ticket?.state !== 'serving') return [];
  return picture.outcomes.filter((one) => one.procedures.length === 0 || one.procedures.includes(ticket.procedure));
}

export type Action = 'main' | 'pause-or-resume' | Exclude<Verb, 'open' | 'take-over' | 'next' | 'start' | 'pause' | 'resume' | 'phone-end'>;

/// By the key's place, so that the layout in use does not matter; the number pad works alike.
const by_digit: Record<string, Action> = {
  '1': 'recall', '2': 'no-show', '3': 'hold', '4': 'return', '5': 'transfer', '6': 'finish', '7': 'next-applicant',
  '8': 'pause-or-resume', '9': 'close',
};

/// The two keys after 0, and the same signs of the number pad.
const by_code: Record<string, Action> = {
  Backspace: 'undo', Minus: 'phone', NumpadSubtract: 'phone', Equal: 'phone-missed', NumpadAdd: 'phone-missed',
};

/// Seldom done: by the mouse or the Tab key only.
type Keyless = 'call' | 'receive' | 'next-matter';

export const key_hints: Record<Exclude<Action, Keyless>, string> & Partial<Record<Keyless, string>> = {
  main: 'Пробел', recall: '1', 'no-show': '2', hold: '3', return: '4', transfer: '5', finish: '6', 'next-applicant': '7',
  'pause-or-resume': '8', close: '9', undo: '⌫', phone: '−', 'phone-missed': '=',
};

export interface Pressed { code: string; shift: boolean; ctrl: boolean; alt: boolean; meta: boolean; repeat: boolean }

/// The action of a key, or the outcome's index (Shift + 1..9), or nothing.
export function action_of(key: Pressed): Action | { outcome: number } | null {
  if (key.repeat || key.alt || key.meta) return null;
  if (key.ctrl) return key.code === 'KeyZ' ? 'undo' : null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(key.code)?.[1];
  if (digit && key.shift) return { outcome: Number(digit) - 1 };
  if (key.shift) return null;
  if (digit) return by_digit[digit] ?? null;
  if (key.code === 'Space' || key.code === 'F8' || key.code === 'NumpadEnter') return 'main';
  return by_code[key.code] ?? null;
}

/// What a screen reader is told when the picture changes; empty: nothing to say.
export function spoken_change(before: DeskPicture | null, after: DeskPicture): string {
  const [old, now] = [before?.ticket ?? null, after.ticket];
  if (now && (now.id !== old?.id || now.state !== old.state)) {
    return now.state === 'called' ? `Вызван ${now.number}, ${now.procedure_title}` : `Начат приём ${now.number}`;
  }
  if (now && old && now.recalls > old.recalls) return `Повторный вызов ${now.number}`;
  if (now && old && now.applicants > old.applicants) return `Ещё заявитель, всего ${now.applicants}`;
  if (!now && old) return before?.state === after.state ? `${old.number}: завершено` : 'Окно свободно';
  if (before && before.state !== after.state) {
    return { open: 'Окно работает', paused: 'Перерыв', closed: 'Окно закрыто', phone: 'Разговор по телефону' }[after.state];
  }
  return before && before.waiting === 0 && after.waiting > 0 && !now ? 'В очереди появился посетитель' : '';
}
