// SPDX-License-Identifier: MIT
// How the visit ends: what the server offers for this procedure, with the reason where the outcome asks for one.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DeskPicture, VisitOutcome } from '../api/pictures';
import { Choice, Dialog } from '../view/dialog';
import { capital } from '../words';
import { outcomes_of } from './actions';

/// As the body of next and finish has it; `reason` only where the outcome asks for one.
export interface Chosen { outcome: string; reason?: string }

export interface OutcomeChoice {
  offered: VisitOutcome[]; chosen: Chosen | null; asking: VisitOutcome | null;
  /// Picks, or with the same again takes back; asks for the reason first.
  pick: (at: number) => void; say: (reason: string) => void; leave: () => void;
}

/// The choice belongs to one visit: another ticket begins without.
export function useOutcome(picture: DeskPicture | null): OutcomeChoice {
  const [chosen, set_chosen] = useState<Chosen | null>(null);
  const [asking, ask] = useState<VisitOutcome | null>(null);
  const offered = picture ? outcomes_of(picture) : [];
  useEffect(() => { set_chosen(null); ask(null); }, [picture?.ticket?.id, picture?.ticket?.procedure]);
  function pick(at: number): void {
    const one = offered[at];
    if (!one) return;
    if (chosen?.outcome === one.id) set_chosen(null);
    else if (one.reasons.length > 0) ask(one);
    else set_chosen({ outcome: one.id });
  }
  function say(reason: string): void {
    if (asking) set_chosen({ outcome: asking.id, reason });
    ask(null);
  }
  return { offered, chosen, asking, pick, say, leave: () => ask(null) };
}

export function Outcomes({ choice, keys }: { choice: OutcomeChoice; keys: boolean }): JSX.Element | null {
  if (choice.offered.length === 0) return null;
  return (
    <fieldset class="outcomes">
      <legend>Итог приёма (необязательно)</legend>
      {choice.offered.map((one, i) => {
        const picked = choice.chosen?.outcome === one.id;
        return (
          <button key={one.id} type="button" class="small" aria-pressed={picked} onMouseDown={(event) => event.preventDefault()} onClick={() => choice.pick(i)}>
            <span>{capital(one.title)}{picked && choice.chosen?.reason && <small>{choice.chosen.reason}</small>}</span>
            {keys && i < 9 && <kbd aria-hidden="true">⇧{i + 1}</kbd>}</button>
        );
      })}
    </fieldset>
  );
}

export function ReasonDialog({ choice }: { choice: OutcomeChoice }): JSX.Element | null {
  return choice.asking ? <Reasons key={choice.asking.id} outcome={choice.asking} choice={choice} /> : null;
}

function Reasons({ outcome, choice }: { outcome: VisitOutcome; choice: OutcomeChoice }): JSX.Element {
  const [reason, set_reason] = useState(outcome.reasons[0] ?? '');
  return (
    <Dialog title={capital(outcome.title)} action="Выбрать" close={choice.leave} submit={() => choice.say(reason)}>
      <Choice legend="Причина" name="outcome-reason" value={reason} choose={set_reason} options={outcome.reasons.map((value) => ({ value, title: value }))} />
      {outcome.registry_title && <p class="note">{outcome.registry_title}: приём займёт следующий номер.</p>}
    </Dialog>
  );
}
