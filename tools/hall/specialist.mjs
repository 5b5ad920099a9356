// SPDX-License-Identifier: MIT
// A specialist who works through the API: opens the desk, calls, starts, finishes, now and then a recall, a no-show,
// a transfer or a hold, has lunch, and stays until nobody waits.
import {serviceMinutes} from './visitors.mjs';

export class Specialist {
  /** hallTime: {minutes(): minutes since midnight, wait(minutes)}; the hall's own clock, real or virtual. */
  constructor(hall, desk, cookie, random, hallTime, {lunch, closes}) {
    Object.assign(this, {hall, desk, cookie, random, hallTime, lunch, closes, calls: 0, recalls: 0, noShows: 0, transfers: 0, holds: 0});
    this.hadLunch = false;
  }

  verb(name, body = {}) {
    return this.hall.api('POST', `/api/v1/desks/${encodeURIComponent(this.desk)}/${name}`, {body, cookie: this.cookie});
  }

  async work() {
    const opened = await this.verb('open');
    if (opened.status !== 200) throw new Error(`desk ${this.desk}: ${opened.status} ${opened.text}`);
    while (await this.oneVisitor());
    await this.verb('close');
  }

  async oneVisitor() {
    if (!this.hadLunch && this.hallTime.minutes() >= this.lunch) await this.haveLunch();
    const called = await this.verb('next');
    if (called.status === 204) {
      if (this.hallTime.minutes() > this.closes) return false;
      await this.hallTime.wait(0.5);
      return true;
    }
    if (called.status !== 200) throw new Error(`next at ${this.desk}: ${called.status} ${called.text}`);
    this.calls += 1;
    const ticket = called.json.ticket;
    await this.hallTime.wait(this.random.between(0.3, 1.0));
    if (this.random.uniform() < 0.08) { await this.verb('recall'); this.recalls += 1; await this.hallTime.wait(0.7); }
    if (this.random.uniform() < 0.04) { await this.verb('no-show'); this.noShows += 1; return true; }
    const started = await this.verb('start');
    if (started.status !== 200) throw new Error(`start at ${this.desk}: ${started.status} ${started.text}`);
    await this.hallTime.wait(serviceMinutes(this.random, ticket.procedure));
    await this.end(ticket);
    return true;
  }

  async end(ticket) {
    const target = ticket.procedure === 'consultation' && this.random.uniform() < 0.08 ? 'submission' : null;
    if (target) {
      const moved = await this.verb('transfer', {service: ticket.service, procedure: target, note: 'принести заявление'});
      if (moved.status === 200) { this.transfers += 1; return; }
    }
    const outcomes = {consultation: 'consulted', submission: 'accepted', result: 'handed_over'};
    await this.verb('finish', {outcome: outcomes[ticket.procedure]});
  }

  async haveLunch() {
    this.hadLunch = true;
    const paused = await this.verb('pause', {reason: 'обед'});
    if (paused.status !== 200) return;  // the last desk of a line stays open (S2-5.4.1-o)
    await this.hallTime.wait(45);
    await this.verb('resume');
  }
}
