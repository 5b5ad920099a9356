// SPDX-License-Identifier: MIT
// The hall's clock between two pictures: the picture's time, carried on by the browser's steady clock at the hall's rate.
import type { HallTime } from './api/pictures';

export interface Clock {
  /// Hall time of the picture, milliseconds since 1970.
  at_ms: number;
  rate: number;
  virtual: boolean;
  offset_min: number;
  /// performance.now() when the picture came.
  heard_ms: number;
}

export function clock_of(time: HallTime, heard_ms: number): Clock {
  return { at_ms: Date.parse(time.now), rate: time.rate, virtual: time.virtual_clock, offset_min: offset_of(time.now), heard_ms };
}

export function hall_now(clock: Clock, steady_ms: number): number {
  return clock.at_ms + Math.max(0, steady_ms - clock.heard_ms) * clock.rate;
}

/// A duration of a picture, carried on to now.
export function grown(seconds: number, clock: Clock, now_ms: number): number {
  return seconds + Math.max(0, Math.floor((now_ms - clock.at_ms) / 1000));
}

/// Minutes east of UTC in an RFC 3339 time.
export function offset_of(text: string): number {
  const match = /([+-])(\d\d):(\d\d)$/.exec(text);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/// "09:14:07" as written in the time's own offset: the office's time, wherever the browser stands.
export function clock_text(text: string | null, seconds = false): string {
  const match = /T(\d\d:\d\d)(:\d\d)/.exec(text ?? '');
  return match ? (match[1] ?? '') + (seconds ? (match[2] ?? '') : '') : '–';
}

export function date_text(text: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  return match ? `${match[3]}.${match[2]}.${match[1]}` : text;
}

/// RFC 3339 of hall milliseconds with the office's offset.
export function rfc3339(ms: number, offset_min: number): string {
  const local = new Date(ms + offset_min * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(offset_min);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${local}${offset_min < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
