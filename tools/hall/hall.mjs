// SPDX-License-Identifier: MIT
// A whole hall of real processes on loopback: server, kiosk and board on virtual displays, an emulated printer.
// Used by the demonstration and by the whole-hall tests; it knows the programs only by their command lines and the API.
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import crypto from 'node:crypto';
import {Processes, alive, eventually, run} from './processes.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

export class Hall {
  /**
   * @param {object} options folder: everything of this hall; bin: folder of the programs; config: HALL.toml;
   *   clock: "" or "virtual:...,rate=..."
   */
  constructor({folder, bin = path.join(root, 'build/dev/bin'), config, clock = ''}) {
    Object.assign(this, {folder, bin, config, clock});
    this.data = path.join(folder, 'data');
    fs.mkdirSync(this.data, {recursive: true});
    this.processes = new Processes(path.join(folder, 'logs'));
    this.keys = {};
    this.displays = {};
    this.port = 0;
  }

  program(name) { return path.join(this.bin, name); }

  async addUser(login, role, name, password) {
    const file = path.join(this.folder, `password-${login}`);
    fs.writeFileSync(file, password, {mode: 0o600});
    await run(this.program('talon-server'), ['user', 'add', login, '--data', this.data, '--role', role, '--name', name, '--password-file', file]);
    fs.rmSync(file);
  }

  async addDevice(name) {
    const file = path.join(this.folder, `${name}.key`);
    await run(this.program('talon-server'), ['device', 'add', name, '--role', name.startsWith('kiosk') ? 'kiosk' : 'display', '--data', this.data, '--key-file', file]);
    this.keys[name] = {file, key: fs.readFileSync(file, 'utf8').trim()};
    return this.keys[name];
  }

  async startServer() {
    const args = ['run', '--config', this.config, '--data', this.data, '--listen', `127.0.0.1:${this.port}`];
    if (this.clock) args.push('--clock', this.clock);
    const entry = this.processes.start('server', this.program('talon-server'), args);
    const match = await this.processes.said(entry, /listening on (http:\/\/127\.0\.0\.1:(\d+))/);
    this.url = match[1];
    this.port = Number(match[2]);
    return this.url;
  }

  /** A virtual X display; resolves with ":N". */
  async startDisplayServer(name, width, height) {
    const numberFile = path.join(this.folder, `${name}.display`);
    const entry = this.processes.start(`xvfb-${name}`, 'bash', ['-c',
      `exec Xvfb -displayfd 3 -screen 0 ${width}x${height}x24 -nolisten tcp 3>"${numberFile}"`]);
    const number = await eventually(`display for ${name}`, () => {
      alive(entry);
      return fs.existsSync(numberFile) && fs.readFileSync(numberFile, 'utf8').trim();
    });
    this.displays[name] = {number: `:${number}`, shared: false};
    return `:${number}`;
  }

  /** The window of a program on a person's own display. */
  async windowOf(name) {
    const {pid} = this.processes.running.get(name).child;
    const {stdout} = await run('xdotool', ['search', '--onlyvisible', '--pid', String(pid)], {env: this.displayEnv(name)});
    return stdout.trim().split('\n').at(-1);
  }

  displayEnv(name) { return {...process.env, DISPLAY: this.displays[name].number}; }

  async screenshot(name, file) {
    const {number, shared} = this.displays[name];
    await run('import', ['-display', number, '-window', shared ? await this.windowOf(name) : 'root', file]);
    return file;
  }

  /** A finger: down, held as a finger is, up. Pixels of the program's own window. */
  async touch(name, x, y) {
    const env = this.displayEnv(name);
    const where = this.displays[name].shared ? ['--window', await this.windowOf(name)] : [];
    await run('xdotool', ['mousemove', ...where, String(Math.round(x)), String(Math.round(y)), 'mousedown', '1'], {env});
    await new Promise((resolve) => setTimeout(resolve, 120));  // the finger stays: shorter presses are rightly ignored
    await run('xdotool', ['mouseup', '1'], {env});
  }

  async api(method, route, {body, cookie, device, key} = {}) {
    const headers = {};
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (cookie) { headers.Cookie = cookie; headers.Origin = this.url; }
    if (device) headers.Authorization = `Bearer ${this.keys[device].key}`;
    if (method !== 'GET') headers['Idempotency-Key'] = key ?? crypto.randomUUID();
    const reply = await fetch(`${this.url}${route}`, {method, headers, body: body === undefined ? undefined : JSON.stringify(body)});
    const text = await reply.text();
    let json = null;
    if (text && (reply.headers.get('content-type') ?? '').includes('json')) json = JSON.parse(text);
    return {status: reply.status, json, text, headers: reply.headers};
  }

  /** Logs a person in; resolves with the cookie. */
  async login(login, password) {
    const reply = await fetch(`${this.url}/api/v1/session`, {method: 'POST',
      headers: {'Content-Type': 'application/json', Origin: this.url}, body: JSON.stringify({login, password})});
    if (reply.status !== 200) throw new Error(`log-in of ${login}: ${reply.status} ${await reply.text()}`);
    return reply.headers.get('set-cookie').split(';')[0];
  }

  async stop() { await this.processes.stopAll(); }
}
