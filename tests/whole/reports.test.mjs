// SPDX-License-Identifier: MIT
// A morning in each hall that is shipped, by the public API alone, and every report of it: the numbers of one are those
// of the others, what happened is in each that should know of it, and each can be had as a table.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import {test} from 'node:test';
import {start_server} from '../web/talon_server.mjs';

const date = '2026-03-03';
const clock = (day) => `virtual:${day}T09:30,rate=1`;
const halls = [
  {hall: 'snezhinsk', desk: '3', service: 'child_benefit', procedure: 'consultation', spare: '2'},
  {hall: 'snezhinsk-mobile', desk: '1', service: 'child_benefit', procedure: 'consultation', spare: '2'},
  {hall: 'rostov', desk: '2', service: 'labour_veteran', procedure: 'consultation', spare: '3'},
];

/** One specialist at one desk. */
class Desk {
  constructor(server, id, cookie) { Object.assign(this, {server, id, cookie}); }
  send(verb, body) {
    return this.server.call('POST', `/api/v1/desks/${this.id}/${verb}`, body, {cookie: this.cookie, key: crypto.randomUUID()});
  }
  async do(verb, body = {}) {
    const reply = await this.send(verb, body);
    assert.ok(reply.status < 300, `${verb}: ${reply.status} ${JSON.stringify(reply.body)}`);
  }
  async refused(verb, code, body = {}) {
    const reply = await this.send(verb, body);
    assert.equal(reply.body.type, `/problems/${code}`, `${verb}: ${reply.status} ${JSON.stringify(reply.body)}`);
  }
}

/** Two are served (one received past those who wait), one does not come, one leaves, one waits; a talk, a rating, an appointment. */
async function morning(server, at, {service, procedure}) {
  const issue = async () => (await server.call('POST', '/api/v1/tickets', {service, procedure}, {cookie: server.chief, key: crypto.randomUUID()})).body;
  const served = await issue(), missed = await issue(), left = await issue(), waiting = await issue();
  assert.equal(new Set([served, missed, left, waiting].map((ticket) => ticket.number)).size, 4);
  await at.do('open');
  await at.do('next');
  await at.do('start');
  await at.do('finish', {outcome: 'consulted'});
  await at.do('next');
  await at.do('no-show');
  await at.refused('receive', 'choice-not-permitted', {service, procedure, reason: 'инвалид'});
  const right = {kind: 'choice', subject: at.id, reason: 'специалист один на этаже', until: `${date}T18:00:00+05:00`};
  const given = await server.call('POST', '/api/v1/decisions', right, {cookie: server.chief, key: crypto.randomUUID()});
  assert.ok(given.status < 300, JSON.stringify(given.body));
  await at.refused('receive', 'reason-required', {service, procedure});
  await at.do('receive', {service, procedure: 'submission', reason: 'инвалид'});
  await at.do('finish', {outcome: 'returned', reason: 'текст неразборчив'});
  await at.do('phone', {forwarded: false});
  await at.do('phone-end', {service, outcome: 'answered'});
  const chief = (path, body) => server.call('POST', `/api/v1/tickets/${path}`, body, {cookie: server.chief, key: crypto.randomUUID()});
  assert.equal((await chief(`${left.id}/cancel`, {reason: 'ушёл'})).status, 204);
  assert.equal((await chief(`${served.id}/rating`, {rating: 3})).status, 204);
  const read = async (path) => (await server.call('GET', `/api/v1/${path}`, null, {cookie: server.chief})).body;
  const bookable = (await read('menu')).services.flatMap((each) => each.procedures.filter((offer) => offer.booking).map((offer) => ({service: each.service, procedure: offer.procedure})))[0];
  const {slots} = await read(`appointments/slots?${new URLSearchParams(bookable)}`);
  const booking = {...bookable, slot_at: slots[0].slot_at, booked_by: 'telephone'};
  assert.equal((await server.call('POST', '/api/v1/appointments', booking, {cookie: server.chief, key: crypto.randomUUID()})).status, 201);
}

const query = `from=${date}&to=${date}`;
const names = ['summary', 'breaches', 'chart', 'day', 'legs', 'clauses', 'outcomes', 'work', 'load', 'out_of_turn', 'signs', 'forecast', 'phone',
  'ratings', 'help', 'registries', 'appointments', 'year', 'replay', 'staffing', 'redistribution', 'own'];
const asked = (name, desk) => name === 'replay' ? `&changes=open,${desk},11:00,13:00` : '';

for (const {hall, desk, spare, ...line} of halls) {
  test(`${hall}: every report of a morning, and they agree`, async (t) => {
    let server = await start_server({clock: clock(date), hall});
    t.after(() => server.close());
    await morning(server, new Desk(server, desk, await server.log_in('first')), line);
    // What is planned from the past needs days that have ended.
    await server.close({keep: true});
    server = await start_server({clock: clock('2026-03-04'), hall, from: server.data});
    const first = await server.log_in('first');
    const reader = (name) => (name === 'own' ? first : server.chief);
    const report = async (name, more = '') => {
      const reply = await server.call('GET', `/api/v1/reports/${name}?${query}${asked(name, spare)}${more}`, null, {cookie: reader(name)});
      assert.equal(reply.status, 200, `${name}: ${JSON.stringify(reply.body)}`);
      return reply.body;
    };
    const all = {};
    for (const name of names) all[name] = await report(name);

    const {total, books} = all.summary;
    assert.deepEqual([total.tickets, total.served, total.no_show, total.cancelled, total.closed_at_day_end], [5, 2, 1, 2, 1]);
    assert.deepEqual(books, {issued: 5, served: 2, no_show: 1, cancelled: 2, in_hall: 0, balanced: true});
    assert.deepEqual(all.year.total, total, 'a year of one day is that day');
    assert.deepEqual(all.year.books, books);
    assert.equal(all.year.out_of_turn, 1);
    assert.deepEqual(all.out_of_turn.rows.map((row) => [row.reason, row.specialist_title]), [['инвалид', 'Специалист first']]);
    const load = all.load.rows.find((row) => row.desk === desk);
    assert.deepEqual([load.calls, load.served, load.no_show, load.out_of_turn], [2, 2, 1, 1]);
    assert.ok(load.open_s < 3600, 'a desk nobody closed did not work through a night without the server');
    assert.equal(all.phone.total.talks, 1);
    assert.deepEqual(all.own.days.map((day) => [day.key, day.served, day.no_show]), [[date, 2, 1]]);
    assert.equal(all.legs.rows.length, 5);
    assert.deepEqual([all.ratings.total.count, all.ratings.total.good], [1, 1]);
    assert.equal(all.outcomes.outcomes.find((row) => row.reason === 'consulted').count, 1);
    const [journal] = all.registries.registries;
    assert.deepEqual([journal.title, journal.year, journal.first, journal.last, journal.missing], ['Журнал регистрации устных обращений', 2026, 1, 1, 0]);
    assert.deepEqual(all.registries.rows.map((row) => [row.number, row.outcome_title, row.reason, row.specialist_title]),
      [[1, 'документы возвращены', 'текст неразборчив', 'Специалист first']]);
    assert.deepEqual([all.appointments.total.booked, all.appointments.total.telephone], [1, 1]);
    assert.equal(all.signs.specialist_days, 1);

    const defined = (await server.call('GET', '/api/v1/definitions', null, {cookie: server.chief})).body.rows.map((row) => row.figure.split('.')[0]);
    assert.deepEqual(names.filter((name) => !defined.includes(name)), [], 'reports whose figures nobody defines');

    // Whoever has gone since is called in a past day's report what he was called then.
    const administrator = await server.log_in('keeper');
    const gone = await server.call('DELETE', '/api/v1/users/first', null, {cookie: administrator});
    assert.ok(gone.status < 300, JSON.stringify(gone.body));
    for (const name of names.filter((each) => each !== 'own')) assert.deepEqual(await report(name), all[name], name);

    // One's own figures are read on a page, not sent on.
    for (const name of names.filter((each) => each !== 'own')) {
      const table = await report(name, '&format=csv');
      assert.equal(typeof table, 'string', name);
      assert.ok(table.split('\n').length > 1, `${name}: ${table}`);
    }
  });
}
