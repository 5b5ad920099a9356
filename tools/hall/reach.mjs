// SPDX-License-Identifier: MIT
// From a specialist's press to eyes and ears: 40 desks, 8 boards as processes (one of them speaks), 40 LED boards. Board and
// voice by this machine's clock, LED on the bus's own time (no clock of this machine is in it).
import fs from 'node:fs';
import path from 'node:path';
import {Hall, root} from './hall.mjs';
import {alive, eventually} from './processes.mjs';

const desks = 40, boards = 8, rooms = 8;
const password = 'talon-bench-2026';
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const each = (count, make) => Array.from({length: count}, (_, index) => make(index + 1));

function hallFile(folder) {
  const text = fs.readFileSync(path.join(root, 'tests/hall/hall.toml'), 'utf8');
  const file = path.join(folder, 'hall.toml');
  fs.writeFileSync(file, [
    text.slice(0, text.indexOf('[[room]]')),
    ...each(rooms, (room) => `[[room]]\nid = "${room}"\ntitle = "кабинет ${room}"\n`),
    ...each(desks, (desk) => `[[desk]]\nid = "${desk}"\nroom = "${1 + desk % rooms}"\ntitle = "окно ${desk}"\nserves = ["benefit/*"]\n`),
    '[[kiosk]]\nid = "kiosk1"\ntitle = "Терминал"\nletter = "П"\ndiagonal_inch = 27\ndistance_m = 0.6\n',
    ...each(boards, (board) => `[[display]]\nid = "board${board}"\ntitle = "Табло ${board}"\ndiagonal_inch = 43\ndistance_m = 6\n`),
  ].join('\n'));
  return file;
}

/** Everybody in their places; the boards share one virtual screen. */
async function open(folder, bin) {
  fs.mkdirSync(folder, {recursive: true});
  const hall = new Hall({folder, bin, config: hallFile(folder), clock: 'virtual:2026-03-02T10:14,rate=1'});
  for (const desk of each(desks, (one) => one)) await hall.addUser(`specialist${desk}`, 'specialist', `Специалист ${desk}`, password);
  for (const device of ['kiosk1', ...each(boards, (board) => `board${board}`)]) await hall.addDevice(device);
  await hall.startServer();
  hall.traces = each(boards, (board) => path.join(folder, `board${board}.trace`));
  hall.voices = path.join(folder, 'voices');
  const env = {DISPLAY: await hall.startDisplayServer('boards', 1920, 1080), SDL_AUDIODRIVER: 'dummy', SDL_FRAMEBUFFER_ACCELERATION: '0'};
  for (const board of each(boards, (one) => one)) {
    const voice = board === 1 ? ['--voice-dir', hall.voices] : ['--no-voice'];
    const entry = hall.processes.start(`board${board}`, hall.program('talon-display'), ['--server', hall.url, '--key', hall.keys[`board${board}`].file,
      '--windowed', '--size', '1920x1080', '--state', path.join(folder, `board${board}`), '--trace', hall.traces[board - 1], ...voice], {env});
    await eventually(`board ${board} draws`, () => alive(entry) && fs.existsSync(hall.traces[board - 1]) && drawn(hall.traces[board - 1]).some((one) => one.seq >= 0), 60);
  }
  hall.cookies = [];
  for (const desk of each(desks, (one) => one)) {
    hall.cookies[desk] = await hall.login(`specialist${desk}`, password);
    await verb(hall, desk, 'open');
  }
  return hall;
}

async function verb(hall, desk, name, body = {}) {
  const reply = await hall.api('POST', `/api/v1/desks/${desk}/${name}`, {body, cookie: hall.cookies[desk]});
  if (reply.status >= 300) throw new Error(`${name} at desk ${desk}: ${reply.status} ${reply.text}`);
  return reply.json;
}

const drawn = (file) => fs.readFileSync(file, 'utf8').trim().split('\n').filter(Boolean).map((line) => {
  const [, at, cost, seq] = line.split(' ');
  return {at: Number(at), cost: Number(cost), seq: Number(seq)};
});

/** One visitor: the ticket, the call, the end. When the call was pressed, and its number among the hall's events. */
async function call(hall, desk) {
  const issued = await hall.api('POST', '/api/v1/tickets', {body: {service: 'benefit', procedure: 'consultation'}, device: 'kiosk1'});
  if (issued.status !== 201) throw new Error(`ticket: ${issued.status} ${issued.text}`);
  const pressed = Date.now();
  const {number} = (await verb(hall, desk, 'next')).ticket;
  const {seq} = (await hall.api('GET', '/api/v1/hall')).json.calls.find((one) => one.number === number);
  return {desk, pressed, seq};
}

async function end(hall, desk) {
  await verb(hall, desk, 'start');
  await verb(hall, desk, 'finish', {outcome: 'consulted'});
}

export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * percent / 100) - 1];
}

/** Spans in ms from the press: to the picture of each board; to the beginning of the announcement. */
export async function reach(folder, bin, scale) {
  const hall = await open(folder, bin);
  try {
    const calls = [], spoken = [];
    // Far apart, so that the voice is never still busy with the call before.
    for (let i = 0; i < Math.max(5, 20 * scale); ++i) {
      const one = await call(hall, 1 + i % desks);
      const file = path.join(hall.voices, `${String(one.seq).padStart(8, '0')}.wav`);
      await eventually('the call is said', () => fs.existsSync(file), 20);
      spoken.push(fs.statSync(file).mtimeMs - one.pressed);
      calls.push(one);
      await end(hall, one.desk);
      await pause(7000);
    }
    // And as a busy hall presses: five calls a second.
    for (let i = 0; i < Math.max(40, 200 * scale); ++i) {
      const one = await call(hall, 1 + i % desks);
      calls.push(one);
      await end(hall, one.desk);
      await pause(200);
    }
    await pause(2000);
    const pictures = hall.traces.map(drawn);
    const seen = calls.flatMap(({pressed, seq}) => pictures.map((list) => {
      const first = list.find((one) => one.seq >= seq);
      if (!first) throw new Error(`call ${seq} was never drawn`);
      return first.at - pressed;
    }));
    return {seen, spoken, costs: pictures.flat().map((one) => one.cost), idle: await idle(hall)};
  } finally {
    await hall.stop();
  }
}

/** Pictures a board draws by itself in 65 s with nobody called: its clock's minute. */
async function idle(hall) {
  await pause(60000);  // the last rows leave
  const before = hall.traces.map((file) => drawn(file).length);
  await pause(65000);
  return Math.max(...hall.traces.map((file, index) => drawn(file).length - before[index]));
}
