// SPDX-License-Identifier: MIT
// A visitor who does not touch the glass: the arrows move the ring, OK presses what has it, number keys type. The same errands as
// by touch, so everything KioskHand can do.
import {KioskHand} from './kiosk_hand.mjs';

const ignored = 450;  // milliseconds: an OK sooner after another is rightly taken for the page before
const steps = {back: 1, home: 1, settings: 2, help: 2};

/** The order in which the arrows go: choices first, then the way back, then what stands on every page. */
function readingOrder(targets) {
  const rank = (one) => steps[one.act] ?? 0;
  return [...targets].sort((one, other) => rank(one) - rank(other) || one.y - other.y || one.x - other.x);
}

/** Where the ring stands first: on what leads on, never on what takes back, complains or judges. */
const harmful = new Set(['rate', 'no_slip', 'cancel_booking', 'cancel_surely', 'drop_offer', 'print_booking']);
const aside = new Set(['memo', 'book']);
function firstOf(ordered) {
  const weight = (one) => (harmful.has(one.act) ? 100 : 0) + (steps[one.act] ?? 0) * 10 + (aside.has(one.act) ? 1 : 0);
  return ordered.reduce((best, one, index) => (weight(one) < weight(ordered[best]) ? index : best), 0);
}

export class KeypadHand extends KioskHand {
  ring = null;  // what had it last; nobody before the first arrow
  pressed = 0;

  /** Moves the ring to the target and presses OK. */
  async touch(act, index) {
    const target = await this.offered(act, index);
    const {view, targets} = this.now();
    const all = readingOrder(targets);
    const wanted = all.findIndex((one) => one.act === target.act && one.index === target.index);
    const known = all.findIndex((one) => one.act === this.ring?.act && one.index === this.ring?.index);
    // A ring on something that the new page has not stands on its first place; none comes there with the first arrow.
    const at = this.ring && known >= 0 ? known : firstOf(all);
    const forward = (wanted - at + all.length) % all.length;
    const backward = (at - wanted + all.length) % all.length;
    const arrows = forward <= backward ? Array(forward).fill('Down') : Array(backward).fill('Up');
    if (!this.ring) arrows.unshift('Down');
    if (arrows.length) await this.press(...arrows);
    await this.ok();
    // Who is done leaves no ring to the next visitor.
    this.ring = act === 'home' && ['ticket', 'reserved'].includes(view) ? null : target;
    return target;
  }

  async ok() {
    const rest = this.pressed + ignored - Date.now();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    await this.press('Return');
    this.pressed = Date.now();
  }

  /** Number keys type where there is a number; letters are chosen with the ring. */
  async strike(character) {
    const {view, typed} = this.now();
    const number = view === 'code_entry' || (view === 'entry' && typed !== '');
    if (number && /\d/.test(character)) await this.press(`KP_${character}`);
    else await super.strike(character);
  }
}
