// SPDX-License-Identifier: MIT
// Everybody of the Snezhinsk hall in their places: server, people, two kiosks' keys, kiosk and board with their programs.
import fs from 'node:fs';
import path from 'node:path';
import {Hall, root} from './hall.mjs';
import {KioskHand} from './kiosk_hand.mjs';
import {Ended, alive, eventually, run} from './processes.mjs';

/** Log-ins of the demonstration. They exist only in its own folder. */
export const password = 'talon-pokaz-2026';
export const people = [
  ['manager', 'manager', 'Руководитель'],
  ...Array.from({length: 6}, (_, index) => [`specialist${index + 1}`, 'specialist', `Специалист ${index + 1}`]),
];

export async function openHall({folder, bin, clock, config = path.join(root, 'deploy/halls/snezhinsk.toml')}) {
  const hall = new Hall({folder, bin, config, clock});
  for (const [login, role, name] of people) await hall.addUser(login, role, name, password);
  for (const device of ['kiosk1', 'kiosk2', 'board1']) await hall.addDevice(device);
  await hall.startServer();
  return hall;
}

/** The emulated printer: takes bytes on TCP, writes every slip as PNG into `slips`. */
/** model: its profile's name. hall.printerObeys(line) gives it a fault or a hand that takes the slip. */
export async function startPrinter(hall, {model = 'epson-tm-t20'} = {}) {
  hall.slips = path.join(hall.folder, 'slips');
  fs.mkdirSync(hall.slips, {recursive: true});
  const control = path.join(hall.folder, 'printer-control');
  fs.writeFileSync(control, '');
  const entry = hall.processes.start('printer', hall.program('talon-printer'),
    ['emulate', '--listen', 'tcp:127.0.0.1:0', '--slips', hall.slips, '--model', model, '--no-keyboard', '--control', control]);
  hall.printerModel = model;
  hall.printerObeys = async (line) => {
    const said = entry.text.length;
    fs.appendFileSync(control, `${line}\n`);
    await eventually(`the printer obeys "${line}"`, () => entry.text.slice(said).includes(`ok ${line}`));
  };
  const match = await hall.processes.said(entry, /(tcp:127\.0\.0\.1:\d+)/);
  return match[1];
}

/** A screen for kiosk or board: a half-size window on the person's own display when there is one, else a virtual display. */
async function screenFor(hall, name, width, height) {
  if (!process.env.DISPLAY || hall.virtualScreens) return {display: await hall.startDisplayServer(name, width, height), size: `${width}x${height}`};
  hall.displays[name] = {number: process.env.DISPLAY, shared: true};
  return {display: process.env.DISPLAY, size: `${width / 2}x${height / 2}`};
}

export async function startKiosk(hall, printer, {width = 1080, height = 1920, command = [], trace, more = []} = {}) {
  const {display, size} = await screenFor(hall, 'kiosk', width, height);
  const env = {DISPLAY: display, SDL_MOUSE_TOUCH_EVENTS: '1'};
  const targets = path.join(hall.folder, 'kiosk-targets.json');
  const args = ['--server', hall.url, '--key', hall.keys.kiosk1.file, '--printer', printer,
    '--state', path.join(hall.folder, 'kiosk1'), '--windowed', '--size', size, '--targets', targets];
  // Over TCP a printer cannot say what it is: the installer names it.
  if (printer.startsWith('tcp:')) args.push('--printer-profile', hall.printerModel ?? 'epson-tm-t20');
  if (trace) args.push('--trace', trace);
  args.push(...more);
  const [program, ...rest] = [...command, hall.program('talon-kiosk'), ...args];
  hall.processes.start('kiosk', program, rest, {env});
  const hand = new KioskHand(hall, 'kiosk', targets);
  await hand.view(['start', 'closed'], 30);
  return hand;
}

export async function startBoard(hall, {width = 1920, height = 1080, sound = 'dummy', led} = {}) {
  hall.voices = path.join(hall.folder, 'voices');
  const {display, size} = await screenFor(hall, 'board', width, height);
  const env = {DISPLAY: display};
  if (!hall.displays.board.shared) env.SDL_AUDIODRIVER = sound;
  const board = hall.processes.start('board', hall.program('talon-display'),
    ['--server', hall.url, '--key', hall.keys.board1.file, '--windowed', '--size', size,
      '--voice-dir', hall.voices, '--state', path.join(hall.folder, 'board1'),
      ...(led ? led.displayArguments() : [])], {env});
  if (hall.displays.board.shared) {
    const own = await eventually('the board has a window', () => alive(board) && hall.windowOf('board'));
    await run('xdotool', ['windowmove', own, '560', '0'], {env: hall.displayEnv('board')});  // beside the kiosk
  }
  const manager = await hall.login('manager', password);
  await eventually('the board is heard by the server', async () => {
    alive(board);
    const live = await hall.api('GET', '/api/v1/live', {cookie: manager});
    const own = live.json?.devices.find((device) => device.device === 'board1');
    // A board whose numbers could not be read tells that first and ends then.
    const screen = own?.components.find((one) => one.component === 'screen');
    if (screen?.health === 'failed') throw new Ended(`the board shows nothing: ${screen.reason}`);
    return own && own.heard_s !== null && screen;
  }, 30);
  alive(board);
}
