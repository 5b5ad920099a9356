// SPDX-License-Identifier: MIT
// The LED boards of a hall as real processes: server, talon-display as the bus's master, the firmware's own ELF in QEMU. What
// a panel shows is read from the edges of the chip's pins; a key is pressed at the chip.
import {test, before, after} from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {root} from '../../tools/hall/hall.mjs';
import {LedBoards, hallFileWithLed} from '../../tools/hall/led.mjs';
import {eventually} from '../../tools/hall/processes.mjs';
import {openHall, password, startBoard} from '../../tools/hall/scene.mjs';

const build = process.env.TALON_BUILD ?? fileURLToPath(new URL('../../build/dev', import.meta.url));
const line = 1, boardOfDesk2 = 12, panelOfDesk3 = 13;
const nextKey = 1, startKey = 3;
let hall, led;

before(async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'talon-led-'));
  const config = hallFileWithLed(folder, path.join(root, 'deploy/halls/snezhinsk.toml'));
  hall = await openHall({folder, bin: path.join(build, 'bin'), clock: 'virtual:2026-03-02T10:14,rate=1', config});
  hall.virtualScreens = true;
  led = await LedBoards.start(hall);
  await startBoard(hall, {led});
  await led.healthy(await hall.login('manager', password), 120);
});

after(async () => {
  await hall?.stop();
  if (hall && !process.exitCode) fs.rmSync(hall.folder, {recursive: true, force: true});
});

const issue = async (procedure) => {
  const reply = await hall.api('POST', '/api/v1/tickets', {body: {service: 'child_benefit', procedure}, device: 'kiosk2'});
  assert.equal(reply.status, 201, reply.text);
  return reply.json.number;
};
const desk = async (number, cookie) => (await hall.api('GET', `/api/v1/desks/${number}`, {cookie})).json;
const call = async (number) => (await hall.api('GET', '/api/v1/hall')).json.calls.find((one) => one.number === number && !one.left);

async function sitDown(number) {
  const cookie = await hall.login(`specialist${number}`, password);
  const reply = await hall.api('POST', `/api/v1/desks/${number}/open`, {body: {}, cookie});
  assert.equal(reply.status, 200, reply.text);
  return cookie;
}

test('a key of the panel calls, the panel and the line show it, the key begins the service', async () => {
  const number = await issue('submission');
  const cookie = await sitDown(3);
  await led.pressUntil(panelOfDesk3, nextKey, 'the key calls', async () => (await desk(3, cookie)).ticket?.number === number);
  const {room} = await call(number);
  await led.shows(panelOfDesk3, number, '', {seconds: 40, pins: true});
  await led.shows(line, number, room, {seconds: 40, pins: true});
  assert.equal((await led.picture(boardOfDesk2, path.join(led.folder, 'other.png'))).some((byte) => byte !== 0), false,
    'the board of another desk stays dark');

  await led.pressUntil(panelOfDesk3, startKey, 'the key begins the service',
    async () => (await desk(3, cookie)).ticket?.state === 'serving');
  const {json} = await hall.api('GET', `/api/v1/tickets/${(await desk(3, cookie)).ticket.id}`,
    {cookie: await hall.login('manager', password)});
  const called = json.events.filter((event) => event.type === 'ticket_called');
  assert.equal(called.length, 1, 'one press, one call');
  assert.equal(called[0].via, 'panel');
});

test('a call at the desk\'s page stands on its board, and on no other desk\'s', async () => {
  const number = await issue('consultation');
  const cookie = await sitDown(2);
  assert.equal((await hall.api('POST', '/api/v1/desks/2/next', {body: {}, cookie})).status, 200);
  await led.shows(boardOfDesk2, number, '', {seconds: 40, pins: true});
  await eventually('the other desk\'s panel does not show it', async () =>
    !fs.readFileSync(path.join(led.folder, 'wanted-12')).equals(await led.picture(panelOfDesk3, path.join(led.folder, 'other.png'))));
});

test('the display ends: the board gives its number up by itself and says so', async () => {
  const before = await led.picture(boardOfDesk2, path.join(led.folder, 'before.png'));
  assert.ok(before.some((byte) => byte !== 0), 'it shows the number of the call before');
  await hall.processes.stop('board', 'SIGKILL');
  await eventually('the board gives the number up by itself', async () =>
    !before.equals(await led.picture(boardOfDesk2, path.join(led.folder, 'after.png'))), 14);
  const dash = await led.picture(boardOfDesk2, path.join(led.folder, 'after.png'));
  assert.ok(dash.some((byte) => byte !== 0), 'a dash, not the dark: dark means that nobody is called');
});
