// SPDX-License-Identifier: MIT
// A visitor's hand at the kiosk: reads what can be touched now (talon-kiosk --targets FILE), touches it, waits for the page.
import fs from 'node:fs';
import {eventually, run} from './processes.mjs';

/** The letters and digits of the pages with keys, in Russian, in the order of their targets. */
const keyboards = {
  code_entry: '1234567890',
  entry: 'АВГЕНПРСУ0123456789',
  search: 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ',
};

export class KioskHand {
  constructor(hall, display, targetsFile) { Object.assign(this, {hall, display, targetsFile}); }

  now() {
    if (!fs.existsSync(this.targetsFile)) return {view: '', targets: []};
    return JSON.parse(fs.readFileSync(this.targetsFile, 'utf8'));
  }

  view(wanted, seconds = 20) {
    const names = Array.isArray(wanted) ? wanted : [wanted];
    return eventually(`kiosk shows ${names.join(' or ')}`, () => {
      const screen = this.now();
      return names.includes(screen.view) && screen;
    }, seconds);
  }

  /** The target of an act ("group", "service", "take", "home" ...) and index, once the page has it. */
  offered(act, index) {
    return eventually(`kiosk offers ${act} ${index ?? ''}`, () =>
      this.now().targets.find((one) => one.act === act && (index === undefined || one.index === index)));
  }

  /** Touches the target of an act and index on the page now shown. */
  async touch(act, index) {
    const target = await this.offered(act, index);
    await this.hall.touch(this.display, target.x + target.width / 2, target.y + target.height / 2);
    return target;
  }

  /** The view when it comes within `seconds`, else null. */
  async comes(wanted, seconds) {
    try {
      return await this.view(wanted, seconds);
    } catch (error) {
      if (!/^not within/.test(error.message)) throw error;
      return null;
    }
  }

  /** Touches `act` until the page changes to one of `views`: a touch right after a page change is rightly ignored. */
  async go(act, index, views) {
    const before = this.now().view;
    for (let attempt = 0; attempt < 3; ++attempt) {
      await this.touch(act, index);
      const screen = await this.comes(views, 2.5);
      if (screen) return screen;
      if (this.now().view !== before) break;  // under way: without the server a number takes five seconds
    }
    return this.view(views);
  }

  /** The way to a service's procedures; resolves with the index of the one wanted. Pages of a long menu are turned. */
  async find(menu, service, procedure) {
    await this.view('start');
    const wanted = menu.services.find((one) => one.service === service);
    const group = menu.groups.findIndex((one) => one.id === wanted.group);
    await this.go('group', group, 'services');
    const index = menu.services.indexOf(wanted);
    for (let page = 0; page < 4 && !this.now().targets.some((one) => one.act === 'service' && one.index === index); ++page) {
      await this.touch('next_page');
      await eventually('next page', () => this.now().targets.some((one) => one.act === 'service'));
    }
    await this.go('service', index, 'procedures');
    return wanted.procedures.findIndex((one) => one.procedure === procedure);
  }

  /** The whole way to a ticket; resolves when the page with the number stands. */
  async take(menu, service, procedure) {
    return this.go('take', await this.find(menu, service, procedure), ['ticket', 'refused', 'no_server', 'closed']);
  }

  /** The whole way to a time for later, the `slot`-th of the first day; resolves when the page with its code stands. */
  async book(menu, service, procedure, slot = 0) {
    await this.go('details', await this.find(menu, service, procedure), 'details');
    await this.go('book', undefined, 'days');
    await this.go('day', 0, 'times');
    await this.go('slot', slot, 'confirm');
    return this.go('reserve', undefined, ['reserved', 'no_server']);
  }

  /** One key of the page now shown. */
  strike(character) { return this.touch('letter', keyboards[this.now().view].indexOf(character)); }

  /** Types on the page's own keys, as who looks whether the letter has come: a touch right after a page change is rightly ignored. */
  async type(words) {
    const typed = (wanted, seconds) => eventually(`typed ${wanted}`, () => this.now().typed === wanted, seconds);
    for (let count = 1; count <= words.length; ++count) {
      const wanted = words.slice(0, count);
      for (let attempt = 0; attempt < 3 && this.now().typed !== wanted; ++attempt) {
        await this.strike(wanted.at(-1));
        await typed(wanted, 1.5).catch((error) => { if (attempt === 2) throw error; });
      }
    }
  }

  /** Presses keys of a keyboard or keypad, by their X names: "7", "KP_7", "BackSpace", "Return". */
  async press(...keys) {
    await run('xdotool', ['key', '--clearmodifiers', '--delay', '60', ...keys], {env: this.hall.displayEnv(this.display)});
  }

  /** Back to the start for the next visitor. */
  async leave() {
    for (let attempt = 0; attempt < 5 && this.now().view !== 'start'; ++attempt) {
      if (this.now().targets.some((one) => one.act === 'home')) await this.touch('home');
      if (await this.comes('start', 2)) return;
    }
    await this.view('start', 30);
  }
}
