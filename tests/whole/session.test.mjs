// SPDX-License-Identifier: MIT
// A session of the mobile service from end to end (S2-11): the laptop and the office are two servers that never meet; a file
// carries the journal from one to the other.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {password, program, start_server} from '../web/talon_server.mjs';

const mobile = 'snezhinsk-mobile';
const date = '2026-03-03';
const line = {service: 'child_benefit', procedure: 'consultation'};
const virtual = (time) => `virtual:${time},rate=1`;

const run = (...words) => {
  const done = spawnSync(program, words, {encoding: 'utf8'});
  return {code: done.status, said: done.stdout + done.stderr};
};

/** A server that can be started again at another time of the virtual clock. */
class Place {
  constructor(hall) { this.hall = hall; this.data = null; }
  async at(time) {
    if (this.server) await this.server.close({keep: true});
    this.server = await start_server({clock: virtual(time), hall: this.hall, from: this.data});
    this.data = this.server.data;
    this.cookie = this.server.chief;
  }
  async stop() { await this.server.close({keep: true}); this.server = null; }
  call(method, path, body, cookie = this.cookie) {
    return this.server.call(method, `/api/v1/${path}`, body, {cookie, ...(body ? {key: crypto.randomUUID()} : {})});
  }
  async do(path, body, cookie) {
    const reply = await this.call('POST', path, body, cookie);
    assert.ok(reply.status < 300, `${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  }
  async read(path) {
    const reply = await this.call('GET', path);
    assert.equal(reply.status, 200, `${path}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  }
  async bytes(path) {
    const reply = await fetch(`${this.server.url}/api/v1/${path}`, {headers: {Cookie: this.cookie}});
    assert.equal(reply.status, 200, path);
    return Buffer.from(await reply.arrayBuffer()).toString();
  }
  async notices() { return (await this.read('live')).notices.filter((each) => each.kind === 'session').map((each) => each.text); }
  async close() { await this.server?.close({keep: true}); if (this.data) rmSync(this.data, {recursive: true, force: true}); }
}

test('a session: prepared, received people, handed over, received, read at the office', async (t) => {
  const usb = mkdtempSync(join(tmpdir(), 'talon-usb-'));
  const office = new Place('snezhinsk');
  const laptop = new Place(mobile);
  t.after(async () => { await office.close(); await laptop.close(); rmSync(usb, {recursive: true, force: true}); });
  const copy = (name) => { const file = join(usb, name); execFileSync(program, ['backup', '--data', laptop.data, '--to', file], {stdio: 'ignore'}); return file; };

  await t.test('the office prepares it a day before, with the travel time of the regulation', async () => {
    await office.at('2026-03-02T15:00');
    const plan = {hall: mobile, date, location: 'Дом культуры', distance_km: 25};
    assert.deepEqual(await office.do('session/preparation', plan),
      {hall: mobile, date, location: 'Дом культуры', distance_m: 25000, travel_s: 5 * 3.5 * 60, warning: ''});
    const late = await office.do('session/preparation', {...plan, date: '2026-03-02'});
    assert.match(late.warning, /за день до выезда \(п\. 11\.5\)/);
    assert.equal((await office.call('POST', 'session/preparation', {...plan, hall: '../etc'})).status, 400);
    assert.equal((await office.call('POST', 'session/arrival', {location: 'Дом культуры'})).body.type, '/problems/wrong-state');
  });

  await t.test('nobody is called before ten minutes after the arrival', async () => {
    await laptop.at('2026-03-03T08:50');
    await laptop.stop();
    execFileSync(program, ['user', 'add', 'fedorova', '--role', 'specialist', '--name', 'Фёдорова А. П.', '--data', laptop.data],
      {input: `${password}\n`, stdio: ['pipe', 'ignore', 'pipe']});
    await laptop.at('2026-03-03T09:00');
    assert.deepEqual(await laptop.notices(), ['Приезд не отмечен: «Приехали» на странице руководителя, «Работа зала».']);
    await laptop.do('session/arrival', {location: 'Дом культуры'});
    assert.equal((await laptop.call('POST', 'session/arrival', {location: 'Дом культуры'})).body.type, '/problems/wrong-state');
    assert.deepEqual(await laptop.notices(), ['Приём начинается в 9:10 (п. 11.6).']);
    await laptop.do('tickets', line);
    const specialist = await laptop.server.log_in('fedorova');
    await laptop.do('desks/1/open', {}, specialist);
    const early = await laptop.call('POST', 'desks/1/next', {}, specialist);
    assert.equal(early.body.type, '/problems/hall-closed');
    assert.match(early.body.detail, /приём начинается в 9:10/);
    assert.deepEqual((await laptop.read('desks/1')).alerts, ['Приём начинается в 9:10 (п. 11.6).']);
  });

  await t.test('people are received, and a late start is told', async () => {
    await laptop.at('2026-03-03T09:25');
    const specialist = await laptop.server.log_in('fedorova');
    for (const outcome of ['consulted', 'no_right']) {
      if (outcome !== 'consulted') await laptop.do('tickets', line);
      await laptop.do('desks/1/next', {}, specialist);
      await laptop.do('desks/1/start', {}, specialist);
      await laptop.do('desks/1/finish', {outcome}, specialist);
    }
    await laptop.do('tickets', line);
    // The clock runs: how many seconds the steps before took is the machine's affair.
    assert.match((await laptop.notices()).join(), /^Приём начат в 9:2[56]: на 1[456] мин позже, чем можно было \(п\. 11\.6\)\.$/);
  });

  await t.test('what is not handed over within two days is told at both ends', async () => {
    await laptop.at('2026-03-05T08:00');
    assert.match((await laptop.notices()).join(), /Дела и записи с 3 марта не переданы .*последний день \(п\. 11\.8\)/);
    await laptop.at('2026-03-06T08:00');
    assert.match((await laptop.notices()).join(), /с 3 марта не переданы в учреждение: срок истёк \(п\. 11\.8\)/);
    await office.at('2026-03-06T08:10');
    assert.match((await office.notices()).join(), /выездного приёма «snezhinsk-mobile» с 2 марта не приняты: срок истёк/);
  });

  await t.test('a session that did not take place is taken back, and said so', async () => {
    const back = {hall: mobile, date: '2026-03-02', reason: 'Метель, дорога закрыта'};
    assert.equal((await office.call('POST', 'session/cancellation', {...back, reason: ' '})).status, 400);
    await office.do('session/cancellation', back);
    assert.equal((await office.call('POST', 'session/cancellation', back)).body.type, '/problems/wrong-state');
    assert.match((await office.notices()).join(), /«snezhinsk-mobile» с 3 марта не приняты: срок истёк/);
    const session = (await office.read('sessions')).sessions.find((each) => each.date === back.date);
    assert.deepEqual([session.cancelled_by, session.cancel_reason, session.received], ['Руководитель', back.reason, false]);
  });

  let first;
  await t.test('the case files are handed over; a copy that was touched is refused', async () => {
    const before = copy('before.db');
    assert.match(run('receive', before, '--data', office.data).said, /нет новой передачи дел/);
    await laptop.do('session/handing', {cases: 2}, await laptop.server.log_in('fedorova'));
    assert.equal((await laptop.call('POST', 'session/handing', {cases: 2})).body.type, '/problems/wrong-state');
    assert.deepEqual(await laptop.notices(), ['Приезд не отмечен: «Приехали» на странице руководителя, «Работа зала».']);
    first = copy('first.db');
    const bytes = readFileSync(first);
    bytes.write('no_rihgt', bytes.lastIndexOf('no_right'));
    const touched = join(usb, 'touched.db');
    writeFileSync(touched, bytes);
    const refused = run('receive', touched, '--data', office.data);
    assert.equal(refused.code, 1);
    assert.match(refused.said, /копия повреждена/);
    assert.match(run('receive', join(usb, 'nothing.db'), '--data', office.data).said, /копия повреждена/);
    assert.equal((await office.call('POST', 'session/receipt', {hall: mobile})).status, 400);
    assert.equal((await office.call('GET', `reports/summary?from=${date}&hall=${mobile}`)).status, 400);
  });

  await t.test('the office receives it once', async () => {
    const taken = run('receive', first, '--data', office.data);
    assert.equal(taken.code, 0, taken.said);
    const waiting = (await office.read('sessions')).handovers;
    assert.deepEqual(waiting.map((each) => [each.cases, each.given_by, each.taken_at]), [[2, 'Фёдорова А. П.', null]]);
    const clerk = await office.server.log_in('second');
    for (let i = 0; i < 2; ++i) await office.do('session/receipt', {hall: mobile}, clerk);
    assert.match(run('receive', first, '--data', office.data).said, /уже принята/);
    const book = await office.read('sessions');
    assert.deepEqual(book.handovers.map((each) => [each.from, each.to, each.tickets, each.cases, each.given_by, each.taken_by]),
      [[date, date, 3, 2, 'Фёдорова А. П.', 'Специалист second']]);
    const session = book.sessions.find((each) => each.date === date);
    assert.deepEqual([session.location, session.travel_s, session.tickets, session.late_s > 13 * 60, session.received], ['Дом культуры', 1050, 3, true, true]);
    assert.deepEqual(await office.notices(), []);
    const table = await office.read('sessions?format=csv');
    assert.match(table, /,2,Фёдорова А\. П\.,Специалист second,snezhinsk-mobile,2026-03-03,2026-03-03,3,/);
  });

  await t.test('every report of the session is the laptop\'s own, to the byte', async () => {
    const names = ['summary', 'breaches', 'chart', 'day', 'legs', 'clauses', 'outcomes', 'work', 'load', 'out_of_turn', 'signs', 'forecast', 'phone',
      'ratings', 'help', 'registries', 'appointments', 'year'];
    for (const name of names) {
      for (const more of ['', '&format=csv', '&by=specialist']) {
        const query = `reports/${name}?from=${date}&to=${date}${more}`;
        const own = await laptop.bytes(query);
        assert.equal(await office.bytes(`${query}&hall=${mobile}`), own, query);
        if (name === 'summary') assert.match(own, more === '&by=specialist' ? /Фёдорова/ : /Консультация/);
      }
    }
    const office_own = await office.read(`reports/summary?from=${date}&to=${date}`);
    assert.equal(office_own.total.tickets, 0, 'the numbers of both stay apart');
    assert.equal((await office.call('GET', `reports/summary?hall=nowhere`)).status, 400);
  });

  await t.test('a later copy continues it; an earlier one and another journal do not', async () => {
    await laptop.at('2026-03-06T09:30');
    await office.at('2026-03-06T15:00');
    await laptop.do('tickets', line);
    assert.match(run('receive', copy('unhanded.db'), '--data', office.data).said, /нет новой передачи дел/);
    await laptop.do('session/handing', {cases: 0});
    const second = copy('second.db');
    assert.equal(run('receive', second, '--data', office.data).code, 0);
    assert.match(run('receive', first, '--data', office.data).said, /короче/);
    await office.do('session/receipt', {hall: mobile});
    assert.deepEqual((await office.read('sessions')).handovers.map((each) => [each.from, each.cases, each.given_by, each.taken_by]),
      [[date, 2, 'Фёдорова А. П.', 'Специалист second'], ['2026-03-06', 0, 'Руководитель', 'Руководитель']]);
    const own = join(usb, 'own.db');
    execFileSync(program, ['backup', '--data', office.data, '--to', own], {stdio: 'ignore'});
    assert.match(run('receive', own, '--data', office.data).said, /а не выездного приёма/);
    assert.match(run('verify', '--data', office.data).said, /Журнал цел/);
    const kept = join(office.data, 'sessions', mobile, 'hall.db');
    const bytes = readFileSync(kept);
    bytes.write('no_rihgt', bytes.lastIndexOf('no_right'));
    writeFileSync(kept, bytes);
    assert.match(run('verify', '--data', office.data).said, /принятый журнал «snezhinsk-mobile»/);
  });
});
