// SPDX-License-Identifier: MIT
// The whole hall as real processes: a finger at the kiosk, a slip through libusb into an emulated USB printer, read back by
// software nobody here wrote; a specialist in a browser, the board's picture, the voice's file, the manager's page. Then the
// same again with the server killed in the middle.
import {test, before, after} from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {launchBrowser, logIn} from '../../tools/hall/browser.mjs';
import {DeskPage} from '../../tools/hall/desk_page.mjs';
import {eventually} from '../../tools/hall/processes.mjs';
import {openHall, password, startBoard, startKiosk} from '../../tools/hall/scene.mjs';
import {readBoard, readSlip, readVoice, spokenNumber} from './readers.mjs';

const build = process.env.TALON_BUILD ?? fileURLToPath(new URL('../../build/dev', import.meta.url));
let hall, hand, browser, desk, manager, menu;

before(async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'talon-whole-'));
  hall = await openHall({folder, bin: path.join(build, 'bin'), clock: 'virtual:2026-03-02T10:14,rate=1'});
  hall.virtualScreens = true;
  hall.slips = path.join(folder, 'slips');
  hall.bytes = path.join(folder, 'slip.bytes');
  fs.mkdirSync(hall.slips);
  menu = (await hall.api('GET', '/api/v1/menu')).json;
  hand = await startKiosk(hall, 'usb:', {command: ['umockdev-wrapper', path.join(build, 'tests/usb_rig'),
    '--slips', hall.slips, '--bytes', hall.bytes, '--']});
  await startBoard(hall, {sound: 'dummy'});
  manager = await hall.login('manager', password);
  browser = await launchBrowser();
  desk = new DeskPage(await logIn(browser, hall, 'specialist3', password, {width: 1024, height: 768}));
  await desk.page.waitForURL('**/desk');
  await desk.open('3');
});

after(async () => {
  await browser?.close();
  await hall?.stop();
  if (hall && !process.exitCode) fs.rmSync(hall.folder, {recursive: true, force: true});
});

const live = async () => (await hall.api('GET', '/api/v1/live', {cookie: manager})).json;
const history = async (id) => (await hall.api('GET', `/api/v1/tickets/${id}`, {cookie: manager})).json;
const slipFiles = () => fs.readdirSync(hall.slips).filter((name) => name.endsWith('.png')).sort();

/** A visitor's way from the first touch to the manager's table; `disturb` happens between call and start. */
async function visit({disturb = async () => {}} = {}) {
  const slipsBefore = slipFiles().length;
  const bytesBefore = fs.existsSync(hall.bytes) ? fs.statSync(hall.bytes).size : 0;
  const screen = await hand.take(menu, 'child_benefit', 'submission');
  assert.equal(screen.view, 'ticket');
  const number = screen.number;
  assert.match(number, /^В\d{3}$/);

  await eventually('the slip comes out', () => slipFiles().length > slipsBefore, 30);
  const slip = await readSlip(fs.readFileSync(hall.bytes).subarray(bytesBefore), path.join(hall.folder, `slip-${number}`));
  const called = await callAndRead(number);
  await eventually('the slip is confirmed', async () => (await history(called.id)).ticket.slip === 'printed');
  await hand.leave();
  await disturb();
  return {number, slip, ...await serve(called)};
}

async function callAndRead(number) {
  assert.ok(await desk.next(), 'somebody waits');
  assert.equal((await desk.page.locator('.who .number').textContent()).trim(), number, 'the desk page shows the number');
  const picture = (await hall.api('GET', '/api/v1/hall')).json;
  const call = picture.calls.find((one) => one.number === number && !one.left);
  assert.equal(call.room_title, 'кабинет 2');
  const file = path.join(hall.folder, `board-${number}.png`);
  await eventually('the board shows number and room', async () => {
    const seen = await readBoard(await hall.screenshot('board', file));
    return seen.number === number && /кабинет\s*2/.test(seen.room) ? true : (() => { throw new Error(JSON.stringify(seen)); })();
  }, 30);
  const voice = await eventually('the announcement is spoken', () =>
    fs.readdirSync(hall.voices).find((name) => name === `${String(call.seq).padStart(8, '0')}.wav`), 30);
  await readVoice(path.join(hall.voices, voice), [`талон ${spokenNumber(number)}`, 'кабинет два', 'окно три']);
  const desks = (await live()).desks;
  return {id: desks.find((one) => one.desk === '3').ticket.id, call};
}

async function serve({id}) {
  await desk.start();
  const seen = (await history(id)).ticket;
  assert.ok((await desk.page.textContent('body')).includes(seen.seen_at.slice(11, 19)), 'the exact time of being seen stands large');
  await desk.finish();
  const row = await eventually('the report has the visit', async () => {
    const legs = (await hall.api('GET', '/api/v1/reports/legs?from=2026-03-02&to=2026-03-02', {cookie: manager})).json;
    return legs.rows.find((one) => one.number === seen.number);
  });
  return {seen, row, id};
}

function agree({number, slip, seen, row}) {
  assert.equal(slip.qr.startsWith('http://127.0.0.1:8080/t/'), true, `QR: ${slip.qr}`);
  assert.ok(slip.number.endsWith(number.slice(1)), `number on paper: ${slip.number}, issued: ${number}`);
  assert.ok(slip.text.includes(seen.issued_at.slice(11, 16)), `time of issue on paper: ${slip.text}`);
  assert.match(slip.text, /Подать документы/);
  assert.match(slip.text, /Пособие на реб[её]нка/);
  assert.match(slip.text, /Точное время обращения/i);
  const waited = Math.floor((Date.parse(seen.seen_at) - Date.parse(seen.issued_at)) / 1000);
  assert.ok(Math.abs(row.wait_ms / 1000 - waited) < 1.001, `wait ${row.wait_ms} ms, by the clock ${waited} s`);
}

test('from a touch to paper, to a desk, to the board, to the voice, to the statistics', async () => {
  agree(await visit());
  const page = await logIn(browser, hall, 'manager', password, {width: 1440, height: 1000});
  const row = (await hall.api('GET', '/api/v1/reports/summary?by=procedure&from=2026-03-02&to=2026-03-02', {cookie: manager})).json.rows
    .find((one) => one.key === 'submission');
  await page.waitForURL('**/manager');
  await page.getByText('Отчёты').first().click();
  const shown = `${Math.floor(row.wait.max_s / 60)}:${String(row.wait.max_s % 60).padStart(2, '0')}`;
  await page.getByText(shown, {exact: true}).first().waitFor({timeout: 15000});
  await page.context().close();
});

test('the same after the server was killed in the middle: nothing lost, nothing doubled', async () => {
  const result = await visit({disturb: async () => {
    await hall.processes.stop('server', 'SIGKILL');
    await hall.startServer();
    await eventually('the desk page is back with its visitor', async () => /Начать приём/.test(await desk.offers()), 30);
  }});
  agree(result);
  const events = (await history(result.id)).events.map((event) => event.type);
  for (const type of ['ticket_issued', 'ticket_called', 'service_started', 'service_finished']) {
    assert.equal(events.filter((one) => one === type).length, 1, `${type} once in ${events}`);
  }
  const picture = await live();
  assert.equal(picture.issued, 2);
  assert.equal(picture.issued, picture.served + picture.no_show + picture.cancelled + picture.in_hall);
  assert.equal(slipFiles().length, 2);
});

test('without the server the kiosk goes on under its own letter, and its ticket arrives', async () => {
  const before = (await live()).issued;
  await hall.processes.stop('server', 'SIGKILL');
  const screen = await hand.take(menu, 'child_benefit', 'submission');
  assert.equal(screen.view, 'ticket');
  assert.match(screen.number, /^[^АВ]\d{3}$/, 'a letter that no procedure has');
  await eventually('the third slip', () => slipFiles().length === 3, 30);
  await hand.leave();
  await hall.startServer();
  await eventually('the ticket arrives', async () => (await live()).issued === before + 1, 30);
  await eventually('somebody waits on the desk page', async () => (await desk.waiting()) > 0, 30);
  assert.ok(await desk.next());
  assert.equal((await desk.page.locator('.who .number').textContent()).trim(), screen.number, 'the number in the hand');
  const {id} = (await live()).desks.find((one) => one.desk === '3').ticket;
  await eventually('its slip is known', async () => (await history(id)).ticket.slip === 'printed', 30);
  await serve({id});
  assert.equal((await live()).issued, before + 1, 'one touch, one ticket');
});
