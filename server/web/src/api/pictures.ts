// SPDX-License-Identifier: MIT
// The JSON of the API, field by field as server/model/picture.h names it. Durations ending in _s are whole seconds.

export interface HallTime { now: string; rate: number; virtual_clock: boolean }
export interface Room { room: string; title: string; way: string }

export interface Line {
  service: string; procedure: string; title: string; waiting: number;
  oldest_s: number | null; limit_s: number | null; clause: string; over: number;
  expected_wait_s: number | null; desks_open: number;
}

export type TicketState = 'waiting' | 'called' | 'serving' | 'held' | 'served' | 'no_show' | 'cancelled';

export interface DeskTicket {
  id: string; number: string; state: TicketState; service: string; procedure: string;
  service_title: string; procedure_title: string; entry: 'walk_in' | 'booked'; priority: string; note: string;
  issued_at: string; called_at: string | null; seen_at: string | null;
  wait_s: number; service_s: number | null;
  wait_limit_s: number | null; wait_clause: string; service_limit_s: number | null; service_clause: string;
  recalls: number; applicants: number; slip: 'pending' | 'printed' | 'failed' | 'unknown'; slip_reason: string; brief: string[];
  why: string;  // called or in service: why this one was called
}

export type DeskState = 'closed' | 'open' | 'paused' | 'phone';

/// A way to end a visit. `reasons`: one must be said; `procedures`: only of these; both empty: none, any.
export interface VisitOutcome { id: string; title: string; registry_title: string; reasons: string[]; procedures: string[] }
/// The talk on the telephone that runs at the desk.
export interface Talk { since: string; forwarded: boolean; limit_s: number | null; clause: string }
export interface RegistryRow { registry: string; title: string; year: number; number: number; ticket: string }
/// Who waits for a desk that may call out of order.
export interface WaitingTicket { id: string; number: string; line_title: string; wait_s: number }

export interface Colleague { desk: string; title: string; state: DeskState; specialist: string; serves: string[] }

/// A promise to ring back, not kept yet.
export interface Callback { callback: string; service: string; specialist: string; specialist_name: string; due_date: string; late: boolean }

export interface DeskPicture {
  seq: number; time: HallTime; desk: string; title: string; room: Room; state: DeskState; pause_reason: string;
  specialist: string; alerts: string[]; ticket: DeskTicket | null; held: DeskTicket[]; no_shows: DeskTicket[];
  waiting: number; oldest_s: number | null; oldest_limit_s: number | null; lines: Line[]; targets: Line[];
  undo: { what: string; until: string } | null;
  help: HelpCall[]; may_choose: boolean; choices: WaitingTicket[]; colleagues: Colleague[];
  outcomes: VisitOutcome[]; row: RegistryRow | null; phone: Talk | null; callbacks: number; callbacks_late: number;
  today: { served: number; no_show: number; transferred: number; mean_service_s: number | null };
}

/// "Позвать сотрудника" at a terminal, and nobody has said that he comes.
export interface HelpCall { device: string; title: string; called_at: string }

export type Health = 'ok' | 'warning' | 'failed' | 'silent';

export interface LiveDesk {
  desk: string; title: string; room_title: string; state: DeskState; pause_reason: string;
  specialist: string; specialist_name: string; since: string | null; ticket: DeskTicket | null;
}
export interface Component { component: string; title: string; health: Health; reason: string; since: string }
export interface Device {
  device: string; role: 'kiosk' | 'display'; title: string; health: Health; heard_s: number | null;
  components: Component[];
}
export interface Breach {
  number: string; line_title: string; measure: 'wait' | 'service'; clause: string; limit_s: number;
  at: string; desk: string;
}

/// The order of calls in force.
export type OrderMode = 'live' | 'live_0' | 'live_60' | 'patient' | 'balanced' | 'balanced_patient'
  | 'compliance' | 'fifo';
export interface OrderChoice { mode: OrderMode; title: string; text: string }
export interface Order {
  mode: OrderMode; title: string; reason: string; since: string | null; until: string | null;
  priority_share: number; guard: boolean; modes: OrderChoice[];
}

/// What the forecast says of limits and of closing time.
export interface Outlook {
  at: string | null; horizon_min: number; breach_count: number; breach_probability: number; breaches_expected: number; warn: boolean;
  helps: { desk: string; title: string; minutes: number; breaches_less: number }[];
  closes_at: string | null; last_start: string | null; last_start_p90: string | null; late_probability: number;
  propose_extension: boolean; late_tickets: number;
}

/// What the head should know and nothing else of the picture tells; kind "decision": one in force.
export interface Notice { kind: string; text: string; by: string; by_name: string; since: string | null }

export interface LivePicture {
  seq: number; time: HallTime;
  office: { id: string; name: string; short_name: string; address: string; phone: string };
  open: boolean; closed_text: string; closes_at: string | null; date: string;
  issued: number; served: number; no_show: number; cancelled: number; in_hall: number; waiting: number;
  order: Order; outlook: Outlook; lines: Line[]; desks: LiveDesk[]; devices: Device[]; breaches: Breach[]; help: HelpCall[]; notices: Notice[];
}

export interface Session { login: string; name: string; role: string }
export interface DeskChoice { desk: string; title: string; room_title: string; state: DeskState; specialist: string; specialist_name: string }

/// One side (wait or service) of a report's row; empty limit: measured, without a norm.
export interface Figures {
  count: number; mean_s: number | null; median_s: number | null; p90_s: number | null; max_s: number | null;
  with_limit: number; within: number; within_share: number | null; limit_s: number | null; clause: string;
}
export interface SummaryRow {
  key: string; title: string; tickets: number; served: number; no_show: number; cancelled: number;
  closed_at_day_end: number; left: number; transferred: number; in_hall: number; over_now: number; wait: Figures; service: Figures;
}
export interface Summary {
  from: string; to: string; by: string; rows: SummaryRow[]; total: SummaryRow;
  books: { issued: number; served: number; no_show: number; cancelled: number; in_hall: number; balanced: boolean };
  virtual_clock: boolean;
}
export interface BreachRow {
  ticket?: string; date: string; number: string; line_title: string; measure: 'wait' | 'service'; clause: string;
  limit_s: number; actual_s: number; desk: string; specialist: string; specialist_title: string; at: string; running: boolean; cause: string;
}
export interface Chart {
  points: { at: string; number: string; procedure: string; wait_s: number; broken: boolean }[];
  limits: { procedure: string; clause: string; limit_s: number }[];
}
export interface LegRow { ticket: string; number: string; date: string; [field: string]: unknown }
/// A ticket issued later that was called before this one, and why.
export interface CalledBefore {
  number: string; desk: string; desk_title: string; called_at: string; out_of_order: boolean; why: string;
}
export interface TicketHistory {
  called_before?: CalledBefore[];
  ticket: DeskTicket; events: Record<string, unknown>[]; limits: Record<string, unknown>[];
  people: { login: string; name: string }[]; outcomes: { id: string; title: string }[];
}
