// SPDX-License-Identifier: MIT
// Words of the consoles that are not in a picture.
import type { DeskState, Health } from './api/pictures';

/// 65 -> "1:05", 3725 -> "1:02:05"
export function span(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number): string => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/// A limit: "30 мин", "1 ч 30 мин", "45 с"
export function limit_text(seconds: number): string {
  if (seconds < 60) return `${seconds}\u00a0с`;
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const parts = [];
  if (minutes >= 120) parts.push(`${Math.floor(minutes / 60)}\u00a0ч`);
  const shown = minutes >= 120 ? minutes % 60 : minutes;
  if (shown > 0) parts.push(`${shown}\u00a0мин`);
  if (rest > 0) parts.push(`${rest}\u00a0с`);
  return parts.join(' ');
}

/// One of three Russian plural forms: plural(3, 'человек', 'человека', 'человек')
export function plural(n: number, one: string, few: string, many: string): string {
  const [tens, units] = [n % 100, n % 10];
  if (units === 1 && tens !== 11) return `${n} ${one}`;
  if (units >= 2 && units <= 4 && (tens < 12 || tens > 14)) return `${n} ${few}`;
  return `${n} ${many}`;
}

export function percent(share: number | null): string {
  if (share === null) return '–';
  const rounded = Math.floor(share * 1000) / 10;  // down: 99,97 % is not "all"
  return `${rounded.toFixed(rounded === 100 || rounded === 0 ? 0 : 1).replace('.', ',')} %`;
}

const unit_words: Record<string, [string, string, string]> = {
  second: ['секунда', 'секунды', 'секунд'], minute: ['минута', 'минуты', 'минут'], hour: ['час', 'часа', 'часов'], day: ['день', 'дня', 'дней'],
  working_day: ['рабочий день', 'рабочих дня', 'рабочих дней'], month: ['месяц', 'месяца', 'месяцев'], year: ['год', 'года', 'лет'],
  time: ['раз', 'раза', 'раз'], metre: ['метр', 'метра', 'метров'], place: ['место', 'места', 'мест'],
};
/// "30 минут", "не менее 2,2 метра", "без норматива": a row of the regulation's table. Nought days is the same day.
export function amount_text(row: { amount: number | null; unit: string; least: boolean }): string {
  if (row.amount === null) return 'без норматива';
  if (row.amount === 0 && row.unit === 'day') return 'в тот же день';
  const [one, few, many] = unit_words[row.unit] ?? [row.unit, row.unit, row.unit];
  const shown = Number.isInteger(row.amount) ? plural(row.amount, one, few, many) : `${String(row.amount).replace('.', ',')} ${few}`;
  return `${row.least ? 'не менее: ' : ''}${shown}`;
}

/// "п. 7.2"; an appendix carries its own word.
export const clause_text = (clause: string): string => (/^\d/.test(clause) ? `п.\u00a0${clause}` : clause);

export const desk_words: Record<DeskState, string> = { open: 'работает', paused: 'перерыв', closed: 'закрыто', phone: 'телефон' };
export const health_words: Record<Health, string> = { ok: 'исправно', warning: 'внимание', failed: 'неисправно', silent: 'нет связи' };

const component_words: Record<string, string> = {
  printer: 'принтер', slips: 'талоны', screen: 'экран', sound: 'звук', voice: 'голос', link: 'связь', touch: 'сенсор', board: 'табло',
  bus: 'шина табло', journal: 'журнал', disk: 'диск', clock: 'часы', program: 'программа', ups: 'питание', 'self-test': 'пробный талон', 'desk-boards': 'табло окон',
};
export const component_word = (name: string): string => component_words[name] ?? name;

const reason_words: Record<string, string> = {
  'media-empty': 'нет бумаги', 'media-low': 'бумага заканчивается', 'cover-open': 'открыта крышка',
  'media-jam': 'замятие бумаги', 'cutter-error': 'нож не работает', offline: 'не отвечает', other: 'неисправность',
  'media-needed': 'вставьте бумагу', 'overheated': 'перегрев',
};
export const reason_word = (reason: string): string => reason_words[reason] ?? reason;

/// What the last command did, as undo names it.
const undo_words: Record<string, string> = {
  ticket_called: 'Вызван', service_started: 'Начат приём', service_finished: 'Приём завершён', ticket_no_show: 'Отмечена неявка',
  ticket_held: 'Отложен', ticket_returned: 'Возвращён в очередь', ticket_transferred: 'Перенаправлен', applicant_ended: 'Следующий заявитель',
  desk_paused: 'Перерыв', desk_resumed: 'Работа продолжена', desk_closed: 'Окно закрыто', desk_opened: 'Окно открыто',
  ticket_recalled: 'Вызов повторён',
};
export const undo_word = (what: string): string => undo_words[what] ?? 'Выполнено';

/// The server's titles stand inside sentences: "окно 3"; at the beginning of one: "Окно 3".
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const event_words: Record<string, string> = {
  ticket_issued: 'Талон выдан', slip_reported: 'Печать талона', ticket_called: 'Вызов', ticket_recalled: 'Повторный вызов',
  service_started: 'Начало приёма', applicant_ended: 'Следующий заявитель', service_finished: 'Приём завершён',
  ticket_no_show: 'Не явился', ticket_held: 'Отложен', ticket_returned: 'Возвращён в очередь', ticket_transferred: 'Перенаправлен',
  ticket_cancelled: 'Отменён', ticket_rated: 'Оценка', undone: 'Отмена действия', limit_broken: 'Срок нарушен',
};
export const event_word = (type: string): string => event_words[type] ?? type;
