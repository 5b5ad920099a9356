// SPDX-License-Identifier: MIT
// The hall's own time as seen from outside: read from GET /api/v1/time once, carried on by the rate.

export class HallTime {
  static async of(hall) {
    const {json} = await hall.api('GET', '/api/v1/time');
    const [, hours, minutes, seconds] = /T(\d\d):(\d\d):(\d\d(?:\.\d+)?)/.exec(json.now).map(Number);
    return new HallTime(hours * 60 + minutes + seconds / 60, json.rate);
  }

  constructor(minutes, rate) {
    Object.assign(this, {start: minutes, rate, read: performance.now()});
  }

  /** Minutes since midnight of the hall's day (beyond 1440 after midnight). */
  minutes() { return this.start + ((performance.now() - this.read) / 60000) * this.rate; }

  text() {
    const whole = Math.floor(this.minutes());
    return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
  }

  wait(minutes) { return new Promise((resolve) => setTimeout(resolve, Math.max(0, (minutes * 60000) / this.rate))); }
  waitUntil(minute) { return this.wait(minute - this.minutes()); }
}
