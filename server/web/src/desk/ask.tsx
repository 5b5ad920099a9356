// SPDX-License-Identifier: MIT
// What the desk's questions share: a draft that survives until the server has taken it, a reason from a list or in own words.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DeskPicture } from '../api/pictures';

export interface Draft { pick: string; text: string }
export interface Ask {
  picture: DeskPicture; draft: Draft; keep: (draft: Draft) => void; close: () => void; send: (body: unknown) => void;
}

export const other = 'другое';

export function Text({ label, value, change }: { label: string; value: string; change: (text: string) => void }): JSX.Element {
  return (
    <label class="text">{label}
      <input type="text" maxLength={120} value={value} onInput={(event) => change(event.currentTarget.value)} />
    </label>
  );
}

/// A reason beside another choice. `draft.pick` is the reason itself, empty until one is chosen or written.
export function Reasoned({ legend, reasons, draft, keep }: {
  legend: string; reasons: string[]; draft: Draft; keep: (draft: Draft) => void;
}): JSX.Element {
  const [own, set_own] = useState(draft.text !== '');
  return (
    <>
      <label class="field">{legend}
        <select value={own ? other : draft.pick} onChange={(event) => {
          const value = event.currentTarget.value;
          set_own(value === other);
          keep(value === other ? { pick: draft.text.trim(), text: draft.text } : { pick: value, text: '' });
        }}>
          <option value="">выберите причину</option>
          {[...reasons, other].map((value) => <option key={value} value={value}>{value}</option>)}
        </select></label>
      {own && <Text label="Своими словами" value={draft.text} change={(text) => keep({ pick: text.trim(), text })} />}
    </>
  );
}
