// SPDX-License-Identifier: MIT
// A time for later, with the real terminal and the real server on the hall that is shipped: booked by touch, the paper read back by
// software nobody here wrote, the code of the paper typed on the glass and on the keys of a keypad, a wrong code in between, the
// server killed between booking and coming.
import {test, before, after} from 'node:test';
import assert from 'node:assert/strict';
import path from 'node:path';
import {eventually} from '../../tools/hall/processes.mjs';
import {password} from '../../tools/hall/scene.mjs';
import {readCode} from './readers.mjs';
import {Terminal, today} from './terminal.mjs';

let terminal, hall, hand, menu;

before(async () => {
  terminal = await Terminal.open('booking');
  ({hall, hand, menu} = terminal);
});

after(() => terminal?.close());

const appointments = async () => (await terminal.told(`appointments?date=${today}`)).appointments;

/** Books by touch; resolves with the code of the paper and the server's own record. */
async function book(service, procedure, slot) {
  await hand.leave();
  const known = (await appointments()).map((one) => one.appointment);
  const count = terminal.papers().length;
  assert.equal((await hand.book(menu, service, procedure, slot)).view, 'reserved');
  const paper = await terminal.nextPaper(count);
  const record = (await appointments()).find((one) => !known.includes(one.appointment));
  assert.equal(record.service, service);
  assert.equal(record.procedure, procedure);
  assert.equal(record.state, 'expected');
  assert.equal(record.booked_by, 'kiosk');
  assert.match(paper, /Запись на при[её]м/);
  assert.match(paper, /2 марта/);
  assert.ok(paper.includes(record.slot_at.slice(11, 16)), `the time ${record.slot_at} on paper: ${paper}`);
  assert.ok(paper.includes(record.rooms[0].title), `the room on paper: ${paper}`);
  const code = await readCode(terminal.newestPaper(), path.join(hall.folder, 'paper'));
  assert.match(code, /^\d{10}$/);
  await hand.leave();
  return {code, record};
}

/** From the page that says "Вы записаны" to the ticket on paper, to the specialist and into the books. */
async function checkIn({record}, desk) {
  const count = terminal.papers().length;
  const screen = await hand.go('take_booked', undefined, ['ticket', 'refused']);
  assert.equal(screen.view, 'ticket');
  const slip = await terminal.nextPaper(count);
  assert.match(slip, /Перед вами/);
  assert.ok(slip.includes(record.slot_at.slice(11, 16)), `the booked time on the slip: ${slip}`);
  const arrived = (await appointments()).find((one) => one.appointment === record.appointment);
  assert.equal(arrived.state, 'arrived');
  assert.equal(arrived.number, screen.number, 'the number on the glass is the one in the books');
  await hand.leave();
  await serve(screen.number, record, desk);
  return screen.number;
}

/** The specialist of a desk gets the booked visitor, and the ticket's history says what the visitor saw. */
async function serve(number, record, desk) {
  const verb = await terminal.desk(desk);
  await verb('open');
  const {ticket} = await verb('next');
  assert.equal(ticket.number, number);
  assert.equal(ticket.entry, 'booked');
  assert.equal(ticket.booked_at, record.slot_at);
  await eventually('the slip is known', async () => (await terminal.history(ticket.id)).ticket.slip === 'printed');
  await verb('start');
  await verb('finish');
  const {events} = await terminal.history(ticket.id);
  for (const type of ['ticket_issued', 'ticket_called', 'service_started', 'service_finished'])
    assert.equal(events.filter((one) => one.type === type).length, 1, `${type} once`);
}

test('a time is booked by touch, and its code opens it after the server was killed', async () => {
  const booked = await book('child_benefit', 'submission', 1);
  await hall.processes.stop('server', 'SIGKILL');
  await hall.startServer();
  await eventually('the terminal meets the server again', async () => {
    const kiosk = (await terminal.told('live')).devices.find((one) => one.device === 'kiosk1');
    return kiosk && kiosk.heard_s !== null;
  }, 30);
  await hand.go('check_in', undefined, 'code_entry');
  await hand.type(booked.code);
  await hand.go('enter', undefined, 'booking');
  await eventually('the glass says what is booked', async () => /Вы записаны/.test(await terminal.glass('found')));
  await checkIn(booked, 3);
});

test('the keys of a keypad type the code; a wrong one is told and can be put right', async () => {
  const booked = await book('housing_subsidy', 'submission', 0);
  const last = booked.code.at(-1);
  const wrong = booked.code.slice(0, -1) + String((Number(last) + 1) % 10);
  await hand.go('check_in', undefined, 'code_entry');
  await hand.press(...[...wrong].map((digit, index) => (index % 2 ? `KP_${digit}` : digit)), 'Return');
  await hand.view('booking');
  const said = await eventually('the answer', async () => {
    const words = await terminal.glass('wrong');
    return /Запись не найдена/.test(words) && words;
  });
  assert.ok(said.includes(`${wrong.slice(0, 5)} ${wrong.slice(5)}`), `the typed code is shown: ${said}`);
  assert.match(said, /проверьте цифры/);
  assert.equal((await appointments()).find((one) => one.appointment === booked.record.appointment).state, 'expected', 'a wrong code opens nothing');
  await hand.press('BackSpace');
  await hand.view('code_entry');
  await hand.press('BackSpace', `KP_${last}`, 'KP_Enter');
  await hand.view('booking');
  await eventually('the glass says what is booked', async () => /Вы записаны/.test(await terminal.glass('right')));
  await checkIn(booked, 5);
});

test('who booked by telephone comes by the code he was told', async () => {
  await hand.leave();
  const clerk = await hall.login('specialist3', password);
  const query = 'service=child_benefit&procedure=consultation&after=15:00';
  const free = (await hall.api('GET', `/api/v1/appointments/slots?${query}`, {cookie: clerk})).json.slots[0];
  const made = await hall.api('POST', '/api/v1/appointments', {cookie: clerk,
    body: {service: 'child_benefit', procedure: 'consultation', slot_at: free.slot_at, booked_by: 'telephone'}});
  assert.equal(made.status, 201, made.text);
  await hand.go('check_in', undefined, 'code_entry');
  await hand.type(made.json.code);
  await hand.go('enter', undefined, 'booking');
  const number = await checkIn({record: made.json}, 1);
  assert.match(number, /^А\d{3}$/);
  const all = await appointments();
  assert.equal(all.find((one) => one.appointment === made.json.appointment).booked_by, 'telephone');
  const numbers = all.filter((one) => one.state === 'arrived').map((one) => one.number);
  assert.equal(new Set(numbers).size, numbers.length, 'a number for each who came');
});
