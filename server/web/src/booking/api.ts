// SPDX-License-Identifier: MIT
// Calls about appointments. A key is kept from the first send to the answer, so a lost reply never books twice.
import type { HallTime, Room } from '../api/pictures';
import { uuid } from '../api/outbox';
import { get, NoAnswer, request } from '../api/request';

export interface Slot { slot_at: string; free: number }
export interface Slots { time: HallTime; service: string; procedure: string; title: string; rooms: Room[]; slots: Slot[]; channels: Channel[] }
export interface Appointment {
  appointment: string; code: string; service: string; procedure: string; title: string; slot_at: string; rooms: Room[];
  state: 'expected' | 'arrived' | 'missed' | 'cancelled'; booked_by: 'in_person' | 'telephone' | 'kiosk';
  remind: Channel; reminder: 'not_wanted' | 'waiting' | 'sent' | 'failed'; reminder_reason: string; number: string; contact: string;
}
export type Channel = 'none' | 'sms' | 'email';
export interface Offer { service: string; procedure: string; title: string }
export interface Wish { from: string; after: string; before: string }
export interface Booking {
  service: string; procedure: string; slot_at: string; booked_by: string; remind: Channel;
  phone?: string; email?: string; consent?: boolean;
}

interface Menu {
  time: HallTime;
  services: { service: string; title: string; procedures: { procedure: string; title: string; booking: boolean }[] }[];
}

/// What one can be booked for, and the hall's date.
export async function read_offers(): Promise<{ offers: Offer[]; today: string }> {
  const menu = await get<Menu>('/menu');
  const offers = menu.services.flatMap((service) => service.procedures.filter((offer) => offer.booking)
    .map((offer) => ({ service: service.service, procedure: offer.procedure, title: `${service.title}: ${offer.title}` })));
  return { offers, today: menu.time.now.slice(0, 10) };
}

export function read_slots(offer: Offer, wish: Wish, most: number): Promise<Slots> {
  const query = new URLSearchParams({ service: offer.service, procedure: offer.procedure, most: String(most) });
  for (const [name, value] of Object.entries(wish)) if (value) query.set(name, value as string);
  return get<Slots>(`/appointments/slots?${query}`);
}

/// Twice with one key when the first got no answer.
async function post(path: string, body: unknown, key: string): Promise<unknown> {
  const once = async (): Promise<unknown> => (await request('POST', `/api/v1/appointments${path}`, body, { 'Idempotency-Key': key })).body;
  return once().catch((problem: unknown) => (problem instanceof NoAnswer ? once() : Promise.reject(problem)));
}

export const book = (booking: Booking, key: string): Promise<Appointment> => post('', booking, key) as Promise<Appointment>;
export const find = (code: string): Promise<Appointment> => post('/find', { booking_code: code }, uuid()) as Promise<Appointment>;
export const cancel = (id: string, reason: string): Promise<unknown> => post(`/${id}/cancel`, { reason }, uuid());
export const move = (id: string, slot_at: string): Promise<unknown> => post(`/${id}/move`, { slot_at, reason: 'по просьбе гражданина' }, uuid());
