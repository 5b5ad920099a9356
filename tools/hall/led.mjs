// SPDX-License-Identifier: MIT
// LED boards of the demonstration: the firmware itself in QEMU, joined to one bus that talon-display masters, and a window
// in which their panels shine and their keys can be pressed.
import fs from 'node:fs';
import path from 'node:path';
import crypto from 'node:crypto';
import {root} from './hall.mjs';
import {alive, eventually, run} from './processes.mjs';

/** As many as QEMU carries in real time beside everything else, one of each kind. The first hangs over the hall. */
export const ledBoards = [
  {address: 1, role: 'hall_line', columns: 96, title: 'Строка табло зала: номер → кабинет'},
  {address: 12, role: 'desk_board', columns: 64, desk: '2', title: 'Табло окна 2'},
  {address: 13, role: 'desk_panel', columns: 64, desk: '3', title: 'Табло и пульт окна 3'},
];
const pitch = 7, margin = 24, title = 28, keys = 56;  // of the window: firmware/hal/host/panel_wall.cpp
const wall = {
  width: Math.max(...ledBoards.map((one) => one.columns)) * pitch + 2 * margin,
  height: ledBoards.reduce((sum, one) => sum + title + 16 * pitch + (one.role === 'desk_panel' ? keys : 0) + margin, margin),
};

/** The hall's file with these boards on its bus instead of those it has. */
export function hallFileWithLed(folder, file) {
  const text = fs.readFileSync(file, 'utf8');
  const at = text.indexOf('[[bus.board]]');
  if (at < 0 || /^\[\[(?!bus\.board)/m.test(text.slice(at))) throw new Error(`${file}: the boards of its bus are not its last part`);
  const boards = ledBoards.map((one) => `[[bus.board]]\naddress = ${one.address}\nrole = "${one.role}"\n${one.desk ? `desk = "${one.desk}"\n` : ''}`);
  const target = path.join(folder, 'hall.toml');
  fs.writeFileSync(target, text.slice(0, at) + boards.join('\n'));
  return target;
}

export class LedBoards {
  constructor(hall) {
    this.hall = hall;
    this.folder = path.join(hall.folder, 'led');
    this.port = path.join(this.folder, 'port');
    this.keyFile = path.join(this.folder, 'bus.key');
    this.env = {TALON_BUILD: path.dirname(hall.bin)};
  }

  /** more: sockets of further stations on the pair, beside the terminal. */
  static async start(hall, {more = []} = {}) {
    const boards = new LedBoards(hall);
    boards.more = more;
    fs.mkdirSync(boards.folder, {recursive: true});
    const key = crypto.randomBytes(16).toString('hex');
    fs.writeFileSync(boards.keyFile, `${key}\n`, {mode: 0o600});
    for (const {address, role, columns} of ledBoards) {
      hall.processes.start(`led-${address}`, path.join(root, 'tools/board'),
        ['run', boards.folder, String(address), role.replace('_', '-'), key, String(columns)], {env: boards.env});
    }
    await boards.startBus();
    return boards;
  }

  async startBus() {
    const {processes} = this.hall;
    const lines = ledBoards.map(({address}) => path.join(this.folder, String(address), 'line'));
    await eventually('the emulators are there', () => {
      for (const {address} of ledBoards) alive(processes.running.get(`led-${address}`));
      return lines.every((line) => fs.existsSync(line));
    }, 30);
    const bus = processes.start('led-bus', this.hall.program('talon-board'), ['bus', '--terminal', this.port, ...lines, ...this.more]);
    await processes.said(bus, /шина готова/);
  }

  /** What talon-display is told of the bus. */
  displayArguments() { return ['--bus', fs.realpathSync(this.port), '--bus-key', this.keyFile]; }

  /** The server knows every board, none is silent. Each says that its settings are not stored: QEMU's flash cannot be written. */
  healthy(cookie, seconds = 60) {
    return eventually('the LED boards answer', async () => {
      const {json} = await this.hall.api('GET', '/api/v1/live', {cookie});
      const parts = json.devices.find((one) => one.device === 'board1').components.filter((one) => one.component.startsWith('led/'));
      if (parts.length === ledBoards.length && parts.every((one) => one.health !== 'failed')) return true;
      throw new Error(JSON.stringify(parts));
    }, seconds);
  }

  /** Presses a key of a panel (1 next, 2 repeat, 3 start and finish, 4 pause) as long as a finger does. */
  async press(address, key) { await this.tool('press', address, key); }

  /** The panel as PNG and as its 256 bytes of dots. pins: rebuilt from the edges of the chip's pins, not from the scanned memory. */
  async picture(address, file, {pins = false} = {}) {
    await this.tool('picture', address, file, ...(pins ? ['--pins'] : []));
    return fs.readFileSync(path.join(this.folder, String(address), 'panel.bin'));
  }

  /** Waits until the panel's dots are this call's: `room` on the hall line. number "": all dark. */
  async shows(address, number, room = '', {seconds = 20, pins = false} = {}) {
    const {role, columns} = ledBoards.find((one) => one.address === address);
    const file = path.join(this.folder, `wanted-${address}`);
    let wanted = Buffer.alloc(256);
    if (number) {
      await run(this.hall.program('talon-board'), ['dots', '--role', role.replace('_', '-'), '--number', number,
        '--room', role === 'hall_line' ? room : '', '--columns', String(columns), file]);
      wanted = fs.readFileSync(file);
    }
    const picture = path.join(this.folder, `panel-${address}.png`);
    await eventually(`LED board ${address} shows ${number || 'nothing'}`, async () =>
      (await this.picture(address, picture, {pins})).equals(wanted), seconds);
  }

  /** Presses a key until `happened`: an emulator that gets no time misses a press, as a desk does a light finger. */
  async pressUntil(address, key, what, happened) {
    for (let attempt = 1; ; ++attempt) {
      await this.press(address, key);
      try {
        return await eventually(what, happened, 6);
      } catch (error) {
        if (attempt === 3 || !/^not within/.test(error.message)) throw error;
      }
    }
  }

  tool(act, address, ...rest) {
    return run(path.join(root, 'tools/board'), [act, this.folder, String(address), ...rest.map(String)], {env: {...process.env, ...this.env}});
  }

  /** The window; on a virtual display when the person has none. */
  async startWindow() {
    const {hall} = this;
    const shared = Boolean(process.env.DISPLAY) && !hall.virtualScreens;
    if (shared) hall.displays.led = {number: process.env.DISPLAY, shared};
    const display = shared ? process.env.DISPLAY : await hall.startDisplayServer('led', wall.width, wall.height);
    const boards = ledBoards.map((one) => `${path.join(this.folder, String(one.address))}=${one.role === 'desk_panel' ? '*' : ''}${one.title}`);
    hall.processes.start('led', hall.program('talon-board'), ['watch', ...boards], {env: {DISPLAY: display}});
  }
}
