// SPDX-License-Identifier: MIT
// A slot and a code as people say them. Pure.

const weekdays = ['воскресенье', 'понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота'];
const months = ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'];

/// "вторник, 3 марта" of an RFC 3339 time, in the time's own offset.
export function day_text(text: string): string {
  const [year = 0, month = 1, day = 1] = text.slice(0, 10).split('-').map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return `${weekdays[weekday]}, ${day} ${months[month - 1]}`;
}

/// "48151 62342": two groups are remembered more easily than ten digits.
export function code_text(code: string): string {
  const half = Math.ceil(code.length / 2);
  return `${code.slice(0, half)}\u00a0${code.slice(half)}`;
}

/// What became of the reminder; empty: none is wanted.
export function reminder_text({ reminder, reminder_reason }: { reminder: string; reminder_reason: string }): string {
  if (reminder === 'sent') return 'напоминание отправлено';
  if (reminder === 'failed') return `напоминание не отправлено: ${reminder_reason || 'попытки кончились'}`;
  if (reminder !== 'waiting') return '';
  return reminder_reason ? `напомним ещё раз: ${reminder_reason}` : 'напомним';
}

export const times = [
  { id: 'any', title: 'в любое время', after: '', before: '' },
  { id: 'morning', title: 'до 12:00', after: '', before: '12:00' },
  { id: 'noon', title: 'с 12:00 до 15:00', after: '12:00', before: '15:00' },
  { id: 'evening', title: 'после 15:00', after: '15:00', before: '' },
] as const;
