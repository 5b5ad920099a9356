// SPDX-License-Identifier: MIT
// One terminal as its visitor meets it, on the hall that is shipped: the real server, the real terminal on a virtual display, an
// emulated printer. What a person reads on glass and paper, and what the books say.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {eventually} from '../../tools/hall/processes.mjs';
import {openHall, password, startKiosk, startPrinter} from '../../tools/hall/scene.mjs';
import {readWords} from './readers.mjs';

const build = process.env.TALON_BUILD ?? fileURLToPath(new URL('../../build/dev', import.meta.url));
export const today = '2026-03-02';

export class Terminal {
  /** name: of the test, for its folder; at: hall time; model: of the printer; more: arguments of the terminal. */
  static async open(name, {at = '10:14', model, more = []} = {}) {
    const terminal = new Terminal();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), `talon-${name}-`));
    terminal.hall = await openHall({folder, bin: path.join(build, 'bin'), clock: `virtual:${today}T${at},rate=1`});
    terminal.hall.virtualScreens = true;
    terminal.menu = (await terminal.hall.api('GET', '/api/v1/menu')).json;
    terminal.hand = await startKiosk(terminal.hall, await startPrinter(terminal.hall, {model}), {more});
    terminal.manager = await terminal.hall.login('manager', password);
    return terminal;
  }

  async close() {
    await this.hall.stop();
    if (!process.exitCode) fs.rmSync(this.hall.folder, {recursive: true, force: true});
  }

  papers() { return fs.readdirSync(this.hall.slips).filter((name) => name.endsWith('.png')).sort(); }
  newestPaper() { return path.join(this.hall.slips, this.papers().at(-1)); }

  /** The next paper out of the printer after `count`, as a person reads it. */
  async nextPaper(count, languages) {
    await eventually('the paper comes out', () => this.papers().length > count, 30);
    return eventually('it can be read', async () => (await readWords(this.newestPaper(), languages)) || null);
  }

  /** What a person reads on the glass now. */
  async glass(name, languages) {
    return readWords(await this.hall.screenshot('kiosk', path.join(this.hall.folder, `${name}.png`)), languages);
  }

  /** Looks at the glass until all of `wanted` stand on it; resolves with its words. */
  reads(name, wanted, languages) {
    return eventually(`the glass says ${wanted.join(' and ')}`, async () => {
      const words = await this.glass(name, languages);
      if (wanted.every((one) => one.test(words))) return words;
      throw new Error(words);
    }, 12);
  }

  /** What the manager is told at this address. */
  async told(route) {
    const reply = await this.hall.api('GET', `/api/v1/${route}`, {cookie: this.manager});
    assert.equal(reply.status, 200, `${route}: ${reply.text}`);
    return reply.json;
  }

  /** A ticket by id: itself and its events. */
  history(id) { return this.told(`tickets/${id}`); }

  /** A desk's buttons as its specialist presses them: verb(name, body) resolves with the desk's picture. */
  async desk(name) {
    const cookie = await this.hall.login(`specialist${name}`, password);
    return async (verb, body = {}) => {
      const reply = await this.hall.api('POST', `/api/v1/desks/${name}/${verb}`, {body, cookie});
      assert.equal(reply.status, 200, `${verb}: ${reply.text}`);
      return reply.json;
    };
  }
}
