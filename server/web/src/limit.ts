// SPDX-License-Identifier: MIT
// A time against its limit of the regulation. Exactly the limit is within; one second more is a breach.

export type LimitKind = 'none' | 'ok' | 'near' | 'over';
export const near_share = 0.7;

export interface LimitView {
  kind: LimitKind;
  /// 0 to 1 and more; 0 without a norm.
  share: number;
  /// Seconds until the limit; negative when over; null without a norm.
  left_s: number | null;
  /// The state in a word: colour alone tells some people nothing.
  word: string;
}

export function limit_view(seconds: number, limit_s: number | null): LimitView {
  if (limit_s === null || limit_s <= 0) return { kind: 'none', share: 0, left_s: null, word: 'без норматива' };
  const share = seconds / limit_s;
  const left_s = limit_s - seconds;
  if (seconds > limit_s) return { kind: 'over', share, left_s, word: 'превышен' };
  if (share >= near_share) return { kind: 'near', share, left_s, word: 'скоро предел' };
  return { kind: 'ok', share, left_s, word: 'в норме' };
}
