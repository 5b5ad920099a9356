// SPDX-License-Identifier: MIT
// Commands on their way. A command's key is stored before its first send and the same key is sent until there is an
// answer, so a lost reply never calls two people; one command at a time, so a double click never does either.
import { NoAnswer, Problem, request, type Answer } from './request';

export interface Entry { key: string; path: string; verb: string; body: unknown; pressed_ms: number }

export type OutboxState =
  | { kind: 'idle' }
  | { kind: 'settling' }  // just done: a press meant for what stood there before is ignored
  | { kind: 'sending'; entry: Entry; attempts: number };  // attempts > 1: "повтор…"

export interface Outcome { entry: Entry; answer?: Answer; problem?: Problem; dropped?: boolean }

export interface OutboxWorld {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  send(path: string, body: unknown, key: string): Promise<Answer>;
  now_ms(): number;
  pause(ms: number): Promise<void>;
  changed(state: OutboxState): void;
  done(outcome: Outcome): void;
}

/// Which commands stay good however late they arrive: they end what has really ended. Another one that could not be sent
/// for this long is dropped, else it would call somebody to a desk nobody sits at.
export const patient = new Set(['finish', 'no-show']);
export const patience_ms = 120_000;
/// The same command again within this time is a double click.
export const double_ms = 2000;
/// A button that has just changed its meaning under the finger.
export const changed_ms = 500;

export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));  // crypto.randomUUID wants a secure context
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/// The server did not say no: it did not say anything that counts.
function retryable(error: unknown): boolean {
  return error instanceof NoAnswer || (error instanceof Problem && [408, 425, 502, 503, 504].includes(error.status));
}

export class Outbox {
  private entry_: Entry | null = null;
  private last_ = { path: '', at_ms: -Infinity };
  private settling_ = false;
  private dropped_ = false;

  constructor(private readonly world_: OutboxWorld, private readonly slot_ = 'talon.outbox') {}

  get busy(): boolean { return this.entry_ !== null; }

  /// A command left over from before the page was loaded again: its key is known, so it is sent again.
  resume(): void {
    const stored = this.world_.storage.getItem(this.slot_);
    if (stored && !this.entry_) void this.deliver(JSON.parse(stored) as Entry);
  }

  /// False: ignored, because another command is under way or this is a double click.
  submit(path: string, verb: string, body: unknown): boolean {
    const now_ms = this.world_.now_ms();
    if (this.entry_ || this.settling_) return false;
    if (this.last_.path === path && now_ms - this.last_.at_ms < double_ms) return false;
    this.last_ = { path, at_ms: this.world_.now_ms() };
    void this.deliver({ key: uuid(), path, verb, body, pressed_ms: this.world_.now_ms() });
    return true;
  }

  /// The person gives up waiting. What became of the command the next picture says.
  drop(): void { this.dropped_ = true; }

  private async deliver(entry: Entry): Promise<void> {
    this.entry_ = entry;
    this.dropped_ = false;
    this.world_.storage.setItem(this.slot_, JSON.stringify(entry));
    const outcome = await this.attempts(entry);
    this.world_.storage.removeItem(this.slot_);
    this.entry_ = null;
    this.settling_ = !outcome.problem;
    this.world_.changed({ kind: this.settling_ ? 'settling' : 'idle' });
    this.world_.done(outcome);
    if (outcome.problem) this.last_.at_ms = -Infinity;  // a refusal changes nothing and may be tried again at once
    else await this.settle();
  }

  private async settle(): Promise<void> {
    await this.world_.pause(changed_ms);
    this.settling_ = false;
    this.world_.changed({ kind: 'idle' });
  }

  private async attempts(entry: Entry): Promise<Outcome> {
    for (let attempts = 1, pause_ms = 400;; ++attempts, pause_ms = Math.min(pause_ms * 2, 5000)) {
      this.world_.changed({ kind: 'sending', entry, attempts });
      try {
        return { entry, answer: await this.world_.send(entry.path, entry.body, entry.key) };
      } catch (error) {
        if (!retryable(error)) return { entry, problem: error as Problem };
      }
      if (this.dropped_ || this.expired(entry)) return { entry, dropped: true };
      this.world_.changed({ kind: 'sending', entry, attempts: attempts + 1 });
      await this.world_.pause(pause_ms);
      if (this.dropped_) return { entry, dropped: true };
    }
  }

  private expired(entry: Entry): boolean {
    return !patient.has(entry.verb) && this.world_.now_ms() - entry.pressed_ms > patience_ms;
  }
}

/// The outbox of a page: session storage, fetch and the browser's clock.
export function page_outbox(changed: (state: OutboxState) => void, done: (outcome: Outcome) => void, slot?: string): Outbox {
  return new Outbox({
    storage: sessionStorage, changed, done,
    now_ms: () => Date.now(),
    send: (path, body, key) => request('POST', path, body ?? {}, { 'Idempotency-Key': key }),
    pause: (ms) => new Promise((resolve) => {
      const timer = window.setTimeout(finish, ms);
      function finish(): void {
        window.clearTimeout(timer);
        window.removeEventListener('online', finish);
        resolve();
      }
      window.addEventListener('online', finish);
    }),
  }, slot);
}
