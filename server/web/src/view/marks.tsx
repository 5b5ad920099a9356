// SPDX-License-Identifier: MIT
// A state as shape, word and colour together: each alone tells somebody nothing.
import type { JSX } from 'preact';
import { limit_view, type LimitKind } from '../limit';
import { clause_text, limit_text, span } from '../words';

export type Mark = 'ok' | 'near' | 'over' | 'none' | 'off';

/// Circle with a tick, triangle, octagon with a bar, dash, ring: told apart in grey and at a quarter of the size.
export function Shape({ mark }: { mark: Mark }): JSX.Element {
  return (
    <svg class={`shape shape-${mark}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {mark === 'ok' && <><circle cx="8" cy="8" r="7.5" class="body" /><path d="M4.5 8.3l2.4 2.4 4.6-5" class="sign" /></>}
      {mark === 'near' && <><path d="M8 .8l7.6 13.9H.4z" class="body" /><path d="M8 5.6v4.2M8 11.4v1.4" class="sign" /></>}
      {mark === 'over' && <><path d="M4.7.5h6.6l4.2 4.2v6.6l-4.2 4.2H4.7L.5 11.3V4.7z" class="body" /><path d="M5 5l6 6M11 5l-6 6" class="sign" /></>}
      {mark === 'none' && <path d="M3 8h10" class="sign" />}
      {mark === 'off' && <circle cx="8" cy="8" r="6" class="sign" />}
    </svg>
  );
}

export function Chip({ mark, children }: { mark: Mark; children: JSX.Element | string }): JSX.Element {
  return <span class={`chip chip-${mark}`}><Shape mark={mark} />{children}</span>;
}

const scale = 1.25;  // the bar ends at 125 % of the limit, so that "over" is longer than "full"

/// A time against its limit: bar with the limit drawn in it, state in words, clause named.
export function LimitBar({ label, seconds, limit_s, clause, countdown }: {
  label: string; seconds: number; limit_s: number | null; clause: string; countdown?: boolean;
}): JSX.Element {
  const view = limit_view(seconds, limit_s);
  return (
    <div class={`limit limit-${view.kind}`}>
      <div class="limit-head">
        <span class="limit-label">{label} <b class="num">{span(seconds)}</b></span>
        <LimitChip kind={view.kind} word={view.word} />
      </div>
      {limit_s !== null && (
        <>
          <div class="track" aria-hidden="true">
            <div class="fill" style={{ width: `${Math.min(view.share / scale, 1) * 100}%` }} />
            <div class="limit-line" style={{ left: `${100 / scale}%` }} />
          </div>
          <p class="note">
            предел {limit_text(limit_s)}{clause ? `, ${clause_text(clause)}` : ''}
            {countdown && view.left_s !== null && (view.left_s >= 0 ? `, осталось ${span(view.left_s)}` : `, сверх ${span(-view.left_s)}`)}
          </p>
        </>
      )}
    </div>
  );
}

export function LimitChip({ kind, word }: { kind: LimitKind; word: string }): JSX.Element {
  return <Chip mark={kind}>{word}</Chip>;
}
