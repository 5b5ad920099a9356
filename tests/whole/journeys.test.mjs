// SPDX-License-Identifier: MIT
// Everything a visitor does at the terminal besides booking (booking.test.mjs), once by touch and once by keypad, at the real
// programs: what he reads on glass and paper, and what the server's books say of it.
import {test, before, after} from 'node:test';
import assert from 'node:assert/strict';
import path from 'node:path';
import {KeypadHand} from '../../tools/hall/keypad_hand.mjs';
import {eventually} from '../../tools/hall/processes.mjs';
import {readNumber} from './readers.mjs';
import {Terminal, today} from './terminal.mjs';

const service = 'child_benefit', procedure = 'submission';
let terminal, desk;

before(async () => {
  terminal = await Terminal.open('journeys');
  desk = await terminal.desk('3');
  await desk('open');
});

after(() => terminal?.close());

/** Somebody takes a ticket at the other terminal of the hall. */
async function another() {
  const reply = await terminal.hall.api('POST', '/api/v1/tickets', {device: 'kiosk2', body: {service, procedure}});
  assert.equal(reply.status, 201, reply.text);
  return reply.json;
}

/** The specialist has the next visitor, from call to end; resolves with his number. */
async function serveNext() {
  const {ticket} = await desk('next');
  await desk('start');
  await desk('finish', {outcome: 'accepted'});
  return ticket.number;
}

/** Chooses until it has come: what leaves the page as it is has no view to wait for. */
async function until(hand, act, index, what, come, seconds = 3) {
  for (let attempt = 0; ; ++attempt) {
    await hand.touch(act, index);
    try {
      return await eventually(what, come, seconds);
    } catch (error) {
      if (attempt === 2) throw error;
    }
  }
}

/** The page of a ticket by the number on its slip. */
async function openTicket(hand, number) {
  await hand.leave();
  await hand.go('entry', undefined, 'entry');
  await hand.type(number);
  await hand.go('enter', undefined, 'own_ticket');
}

const status = async (number) => (await terminal.hall.api('GET', `/api/v1/tickets/${encodeURIComponent(number)}/status`, {device: 'kiosk1'})).json;
const people = (count) => new RegExp(`Перед вами:?\\s*${count}\\s*человек`);

const spoken = [
  [1, 'eng', [/What brings you here/, /Children and family/, /My\s*ticket/]],
  [2, 'rus', [/мәсьәлә|килдегез/, /Балалар/, /Талоным/]],
  [0, 'rus', [/По какому вопросу вы пришли/, /Дети и семья/, /Мой талон/]],
];

async function languages(hand, by) {
  await hand.leave();
  await terminal.reads(`${by}-ru`, spoken[2][2]);
  for (const [index, eyes, words] of spoken) {
    await until(hand, 'language', index, `the glass says ${words}`, async () => {
      const seen = await terminal.glass(`${by}-language-${index}`, eyes);
      return words.every((one) => one.test(seen));
    }, 1.5);
    if (eyes === 'eng') await paperInEnglish(hand);
  }
}

/** Paper speaks the language of the glass. */
async function paperInEnglish(hand) {
  const count = terminal.papers().length;
  await hand.go('details', await hand.find(terminal.menu, service, procedure), 'details');
  await hand.go('memo', undefined, 'memo');
  assert.match(await terminal.nextPaper(count, 'eng'), /Documents to bring[^]*Submit documents[^]*Child benefit/i);
  await hand.leave();
}

async function documentList(hand, by) {
  await hand.leave();
  const index = await hand.find(terminal.menu, service, procedure);
  await hand.go('details', index, 'details');
  const {brief, rooms} = terminal.menu.services.find((one) => one.service === service).procedures[index];
  await terminal.reads(`${by}-details`, [/Что нужно знать/, /паспорт или другой документ/, /Напечатать список/]);
  const count = terminal.papers().length;
  await hand.go('memo', undefined, 'memo');
  const paper = await terminal.nextPaper(count);
  assert.match(paper, /Список документов/);
  assert.match(paper, /Это не талон/);
  assert.ok(paper.includes(rooms[0].title), paper);
  for (const line of brief) {
    const first = line.split(/[ ,:]/).slice(0, 2).join(' ');
    assert.ok(paper.includes(first), `"${first}" on paper: ${paper}`);
  }
  await hand.leave();
}

/** From a word that no title has ("детские" is how people call it) to the paper in the hand; resolves with the number. */
async function ticketBySearch(hand, by) {
  await hand.leave();
  await another();
  const count = terminal.papers().length;
  await hand.go('search', undefined, 'search');
  await hand.type('ДЕТС');
  const index = terminal.menu.services.findIndex((one) => one.service === service);
  await terminal.reads(`${by}-found`, [/Поиск услуги/, /Пособие на реб[её]нка/]);
  await hand.go('service', index, 'procedures');
  const offer = terminal.menu.services[index].procedures.findIndex((one) => one.procedure === procedure);
  const {number} = await hand.go('take', offer, 'ticket');
  const slip = await terminal.nextPaper(count);
  await agrees(slip, number, by);
  await hand.leave();
  return number;
}

/** The words of the slip for a wait: the next five minutes above it. */
function about(seconds) {
  const rounded = Math.ceil(seconds / 300) * 5;
  if (rounded < 60) return new RegExp(`около\\s*${rounded}\\s*минут`);
  return new RegExp(`около\\s*${Math.floor(rounded / 60)}\\s*ч` + (rounded % 60 ? `\\s*${rounded % 60}\\s*мин` : ''));
}

/** The slip says of this number what the books say: number, people ahead, the likely wait. A hall without a past promises no more
 * than an estimate: "не позже" needs thirty services of other days. */
async function agrees(slip, number, by) {
  assert.match(number, /^В\d{3}$/);
  assert.equal((await readNumber(terminal.newestPaper(), path.join(terminal.hall.folder, by))).slice(-3), number.slice(1));
  const {events} = await terminal.history(number);
  const issued = events.find((one) => one.type === 'ticket_issued');
  assert.equal(issued.service, service);
  assert.ok(issued.ahead > 0);
  assert.match(slip, people(issued.ahead));
  assert.match(slip, /Ожидание \(оценка\)/);
  assert.match(slip, about(issued.expected_wait_s));
  assert.doesNotMatch(slip, /Не позже/);
  await eventually('the books know that the slip came out', async () => (await terminal.history(number)).ticket.slip === 'printed');
}

async function waiting(hand, by, number) {
  await openTicket(hand, number);
  const {state, ahead} = await status(number);
  assert.equal(state, 'waiting');
  assert.ok(ahead > 0);
  await terminal.reads(`${by}-waiting`, [new RegExp(number.slice(1)), /Вы в очереди/, people(ahead)]);
}

/** Called, not there, back: nobody who came later goes first. */
async function missedCall(hand, by, number) {
  while ((await status(number)).ahead > 0) await serveNext();
  assert.equal((await desk('next')).ticket.number, number);
  await desk('no-show');
  const later = await another();
  await openTicket(hand, number);
  await terminal.reads(`${by}-missed`, [/Вас вызывали, но вы не подошли/, /место в очереди сохранится/]);
  await until(hand, 'came_back', undefined, 'the visitor waits again', async () => (await status(number)).state === 'waiting');
  await terminal.reads(`${by}-back`, [/Вы в очереди/, /Перед вами никого нет/]);
  const {events} = await terminal.history(number);
  assert.equal(events.filter((one) => one.type === 'ticket_returned').length, 1);
  assert.ok((await status(later.number)).ahead > 0, 'who came later stands behind');
}

const ratings = async () => (await terminal.told(`reports/ratings?from=${today}&to=${today}`)).total;

async function rating(hand, by, number) {
  const [face, column] = {touch: [3, 'good'], keypad: [2, 'middling']}[by];
  const before = (await ratings())[column];
  assert.equal(await serveNext(), number, 'the place was kept');
  await openTicket(hand, number);
  await terminal.reads(`${by}-served`, [/При[её]м закончен/, /Как вас обслужили/, /Средне/, /Плохо/]);
  await until(hand, 'rate', face, 'the rating is in the report', async () => (await ratings())[column] === before + 1);
  await terminal.reads(`${by}-rated`, [/Спасибо за оценку/]);
  const rated = (await terminal.history(number)).events.filter((one) => one.type === 'ticket_rated');
  assert.deepEqual(rated.map((one) => one.rating), [face]);
  await hand.leave();
}

/** Staff see the call at the manager's and at a desk; who goes there answers it. */
async function callStaff(hand, by) {
  await hand.leave();
  assert.deepEqual((await terminal.told('live')).help, []);
  await hand.go('help', undefined, 'help');
  const seen = await eventually('the manager sees the call', async () => (await terminal.told('live')).help[0]);
  assert.equal(seen.device, 'kiosk1');
  assert.deepEqual((await terminal.told('desks/3')).help.map((one) => one.device), ['kiosk1']);
  await terminal.reads(`${by}-help`, [/Сотрудник приглаш[её]н/, /Подождите, пожалуйста, у терминала/]);
  const reply = await terminal.hall.api('POST', '/api/v1/help/kiosk1/answer', {body: {}, cookie: terminal.manager});
  assert.equal(reply.status, 204, reply.text);
  assert.deepEqual((await terminal.told('live')).help, []);
}

/** Reads one page of the hall's own facts and goes back. */
async function readPage(hand, by, name, wanted) {
  await hand.go(name, undefined, name);
  await terminal.reads(`${by}-${name}`, wanted);
  await hand.go('back', undefined, 'info');
}

/** The list of rooms, and the plan of the floor behind one of them. */
async function wayToARoom(hand, by) {
  await hand.go('rooms', undefined, 'rooms');
  await terminal.reads(`${by}-rooms`, [/кабинет 1/, /кабинет 2/, /кабинет 5/]);
  await hand.go('room', 0, 'room');
  await terminal.reads(`${by}-room`, [/Как пройти: кабинет 1/, /1 этаж, прямо/, /кабинет 2/, /архив/]);
  await hand.go('back', undefined, 'rooms');
  await hand.go('back', undefined, 'info');
}

async function facts(hand, by) {
  await hand.leave();
  await hand.go('info', undefined, 'info');
  await readPage(hand, by, 'hours', [/Часы при[её]ма/, /9:00.18:00/, /8:30.17:00/, /Снежинск/]);
  await readPage(hand, by, 'limits', [/Подать документы, без записи: ждать не дольше: 30 минут/, /15 минут/, /пункт 7.?2/]);
  await wayToARoom(hand, by);
  await hand.leave();
}

const hands = {
  touch: () => terminal.hand,
  keypad: () => new KeypadHand(terminal.hall, terminal.hand.display, terminal.hand.targetsFile),
};
for (const [by, handOf] of Object.entries(hands)) {
  let hand, number;
  test(`the language is changed by ${by}`, () => languages(hand = handOf(), by));
  test(`the document list of a procedure is printed by ${by}`, () => documentList(hand, by));
  test(`a ticket is taken by ${by} after a search`, async () => { number = await ticketBySearch(hand, by); });
  test(`the place of a ticket is looked up by ${by}`, () => waiting(hand, by, number));
  test(`who missed the call is put back by ${by}`, () => missedCall(hand, by, number));
  test(`the service is rated by ${by}`, () => rating(hand, by, number));
  test(`staff are called by ${by}`, () => callStaff(hand, by));
  test(`hours, limits and rooms are read by ${by}`, () => facts(hand, by));
}
