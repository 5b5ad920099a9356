// SPDX-License-Identifier: MIT
// Paper that did not come, was not taken, or was printed before anybody came: the real server, terminal and printer.
import {test} from 'node:test';
import assert from 'node:assert/strict';
import {eventually} from '../../tools/hall/processes.mjs';
import {Terminal} from './terminal.mjs';

const service = 'child_benefit', procedure = 'submission';

const withTerminal = (name, options, journey) => async () => {
  const terminal = await Terminal.open(name, options);
  try {
    await journey(terminal, terminal.hand);
  } finally {
    await terminal.close();
  }
};

/** Three touches to a ticket; resolves with its number. */
async function take(terminal, hand) {
  await hand.leave();
  const index = await hand.find(terminal.menu, service, procedure);
  return (await hand.go('take', index, 'ticket')).number;
}

/** The ticket's paper as another terminal asks the server for it. */
const paper = (terminal, number, device = 'kiosk2') =>
  terminal.hall.api('GET', `/api/v1/tickets/${encodeURIComponent(number)}/slip`, {device});

/** Its visitor types the number and asks for his paper. */
async function printOwn(hand, number) {
  await hand.leave();
  await hand.go('entry', undefined, 'entry');
  await hand.type(number);
  await hand.go('enter', undefined, 'own_ticket');
  await hand.go('print_own', undefined, 'ticket');
}

const outcome = (terminal, number, wanted) => eventually(`${number} is ${wanted}`, async () => {
  const status = (await terminal.hall.api('GET', `/api/v1/tickets/${encodeURIComponent(number)}/status`, {device: 'kiosk1'})).json;
  if (status.slip !== wanted) throw new Error(JSON.stringify(status));
  return true;
}, 40);

const reports = async (terminal, id) => (await terminal.history(id)).events.filter((one) => one.type === 'slip_reported');

test('the paper of a ticket without one is had at another terminal, once', withTerminal('paper', {}, async (terminal, hand) => {
  await terminal.hall.printerObeys('paper out');
  await terminal.reads('no-paper', [/Номер покажем на экране/]);
  const number = await take(terminal, hand);
  await outcome(terminal, number, 'failed');

  const nobody = await paper(terminal, number, null);
  assert.equal(nobody.status, 401, 'no device, no paper');
  assert.equal((await paper(terminal, 'А999')).status, 404, 'never issued');
  const reply = await paper(terminal, number);
  assert.equal(reply.status, 200, reply.text);
  assert.equal(reply.json.number, number);
  assert.equal(reply.json.slip.number, number);
  assert.ok(reply.json.slip.procedure && reply.json.slip.where, 'a whole slip, to be printed there');

  await terminal.hall.printerObeys('repair');
  const count = terminal.papers().length;
  await eventually('the terminal has seen the paper', async () => !/Номер покажем/.test(await terminal.glass('paper-again')), 10);
  await printOwn(hand, number);
  assert.match(await terminal.nextPaper(count), /повтор/i);
  await outcome(terminal, number, 'printed');
  const again = await paper(terminal, number);
  assert.equal(again.status, 409, 'who has his paper gets no second one');
}));

test('a slip that nobody takes is drawn in; its ticket is valid and printed again on request', withTerminal('presenter', {model: 'custom-vkp80'}, async (terminal, hand) => {
  const number = await take(terminal, hand);
  await outcome(terminal, number, 'printed');
  assert.equal((await paper(terminal, number)).status, 409);
  await outcome(terminal, number, 'failed');  // for its visitor; the books know more
  const {id} = (await paper(terminal, number)).json;
  const last = (await reports(terminal, id)).at(-1);
  assert.deepEqual([last.outcome, last.reason], ['printed', 'not-collected']);

  const count = terminal.papers().length;
  await printOwn(hand, number);
  await terminal.nextPaper(count);
  await outcome(terminal, number, 'printed');
  await terminal.hall.printerObeys('take');
  assert.equal((await paper(terminal, number)).status, 409, 'taken this time');

  const desk = await terminal.desk('3');
  await desk('open');
  assert.equal((await desk('next')).ticket.number, number, 'it has kept its place');
}));

test('a self-test slip is printed before the reception and stands in the record', withTerminal('self-test', {at: '08:40', more: ['--self-test', '08:30']}, async (terminal) => {
  const words = await terminal.nextPaper(0);
  assert.match(words, /Это не талон/);
  const part = await eventually('the manager sees it', async () => {
    const {devices} = await terminal.told('live');
    return devices.find((one) => one.device === 'kiosk1').components.find((one) => one.component === 'self-test');
  }, 20);
  assert.deepEqual([part.health, part.reason], ['ok', '2026-03-02 напечатан']);
  assert.equal(terminal.papers().length, 1);
}));
