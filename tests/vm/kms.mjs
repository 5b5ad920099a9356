// SPDX-License-Identifier: MIT
// The terminal without X11 and Wayland: SDL's KMS on the kernel's DRM drivers, drawn by Mesa's software. What the graphics card
// gives out is fetched by QEMU, fingers come from the kernel's hid-multitouch, mouse and keys from QEMU's own.
import {test, before, after} from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {Ended, eventually, run} from '../../tools/hall/processes.mjs';
import {startPrinter} from '../../tools/hall/scene.mjs';

/** Two graphics cards, two drivers (bochs-drm, virtio-gpu), a lying and an upright glass. Which is card0 differs from boot to boot:
 * it is known by its glass. */
const glasses = {
  lying: {width: 1280, height: 720, device: 'bochs-display'},
  upright: {width: 720, height: 1280, device: 'virtio-gpu-pci'},
};
export const kmsDevices = () => Object.entries(glasses).flatMap(([id, {device, width, height}]) =>
  ['-device', `${device},id=${id},edid=on,xres=${width},yres=${height}`]);

export const slow = 60;  // seconds: the machine is emulated, and its graphics card too

export class Terminal {
  /** state: the folder inside that the terminal keeps; none: one that ends with it. */
  constructor(machine, house, printer, finger, state) { Object.assign(this, {machine, house, printer, finger, state}); }

  /** glass: of `glasses`; turn: of the picture, in degrees. Resolves when the first page, `view`, stands. */
  async start(glass, turn = 0, view = 'start') {
    this.glass = glass;
    this.turn = turn;
    this.name = `${glass}-${turn}`;
    this.folder = path.join(this.machine.share, this.name);
    fs.mkdirSync(this.folder);
    const key = path.join(this.machine.share, 'kiosk1.key');
    fs.copyFileSync(this.house.hall.keys.kiosk1.file, key);
    const inside = `/run/share/${this.name}`;
    const {width, height} = glasses[glass];
    this.job = this.machine.start(`for glass in /sys/class/drm/card*-*; do
        [ "$(head -n 1 $glass/modes)" = ${width}x${height} ] && card=$(basename $glass)
      done
      card=\${card%%-*}
      export SDL_VIDEODRIVER=kmsdrm SDL_KMSDRM_DEVICE_INDEX=\${card#card}
      echo $$ > /run/kiosk.pid
      exec ${this.house.hall.program('talon-kiosk')} --server ${this.house.url} --key /run/share/kiosk1.key \\
        --printer ${this.printer.replace('127.0.0.1', '10.0.2.2')} --printer-profile epson-tm-t20 --state ${this.state ?? `/run/${this.name}`} \\
        ${turn ? `--turn ${turn}` : ''} --targets ${inside}/targets.json --screenshot-dir ${inside}`);
    await this.view(view);
  }

  async stop() {
    await this.machine.must('kill $(cat /run/kiosk.pid)');
    await this.machine.within(this.job.done, slow, 'the terminal ends');
    assert.equal(this.job.code, 0, this.job.text());
  }

  now() { return JSON.parse(fs.readFileSync(path.join(this.folder, 'targets.json'), 'utf8')); }

  view(wanted) {
    return eventually(`the terminal shows ${wanted}`, () => {
      if (this.job.code !== null) throw new Ended(`the terminal has ended: ${this.job.text()}`);
      const screen = this.now();
      if (screen.view === wanted) return screen;
      throw new Error(`${screen.view}\n${this.job.text().slice(-1000)}`);
    }, slow);
  }

  /** The middle of a target as shares of the glass, left to right and top to bottom as the panel was made. */
  place(act, index = 0) {
    const target = this.now().targets.find((one) => one.act === act && one.index === index);
    const {width, height} = glasses[this.glass];
    const [across, down] = this.turn % 180 === 0 ? [width, height] : [height, width];
    const x = (target.x + target.width / 2) / across, y = (target.y + target.height / 2) / down;
    return {0: [x, y], 90: [1 - y, x], 180: [1 - x, 1 - y], 270: [y, 1 - x]}[this.turn];
  }

  /** Does `act` until the page changes, which has to be to `next`: a touch right after a page change is rightly ignored. */
  async go(next, act) {
    const before = this.now().view;
    await eventually(`${before} gives way to ${next}`, async () => {
      if (this.now().view === before) await act();
      return this.changed(before);
    }, slow);
    return this.view(next);
  }

  touch(act, index, next) { return this.go(next, () => this.finger.touch(...this.place(act, index))); }

  /** Whether another page comes within a while. */
  changed(before) {
    return eventually('another page', () => this.now().view !== before, 5).catch((error) => {
      if (!/^not within/.test(error.message)) throw error;
      return false;
    });
  }

  /** A picture of the glass from the graphics card. */
  async glassPicture(name) {
    const file = path.join(this.folder, `${name}.ppm`);
    await this.machine.qmp('screendump', {filename: file, device: this.glass});
    return file;
  }

  async ownPicture() {
    const known = fs.readdirSync(this.folder);
    await this.machine.must('kill -USR1 $(cat /run/kiosk.pid)');
    return eventually('the terminal takes a picture', async () => {
      const file = fs.readdirSync(this.folder).find((one) => one.endsWith('.png') && !known.includes(one));
      return file && (await run('identify', [path.join(this.folder, file)])) && path.join(this.folder, file);
    }, slow);
  }

  /** Dot for dot what the terminal has drawn is what the card gives out; the picture, upright. */
  shown(name) {
    return eventually('the glass shows what the terminal has drawn', async () => {
      const dump = await this.glassPicture(name);
      const upright = path.join(this.folder, `${name}-glass.png`);
      await run('convert', [dump, '-rotate', String(-this.turn), '+repage', upright]);
      const {stderr} = await run('compare', ['-metric', 'AE', upright, await this.ownPicture(), 'null:']).catch((error) => error);
      if (stderr.trim() !== '0') throw new Error(`${stderr.trim()} dots differ`);
      return upright;
    }, slow);
  }
}

/** A finger at the touch panel inside. */
export class Finger {
  constructor(machine, build) {
    Object.assign(this, {machine, build, touches: 0});
    this.control = path.join(machine.share, 'finger');
  }

  async plug() {
    fs.writeFileSync(this.control, '');
    await this.machine.must('modprobe uhid');
    this.job = this.machine.start(`echo $$ > /run/finger.pid; exec ${this.build}/tests/vm_touchscreen /run/share/finger`);
    await this.machine.must(`for i in $(seq 200); do
        udevadm info --export-db | grep -q ID_INPUT_TOUCHSCREEN=1 && [ -d /sys/bus/hid/drivers/hid-multitouch/*:1209:0001.* ] && exit 0; sleep 0.1
      done; dmesg | tail; exit 1`, {seconds: slow});
  }

  async order(line) {
    const said = this.job.text().length;
    fs.appendFileSync(this.control, `${line}\n`);
    await eventually(`the finger obeys "${line}"`, () => this.job.text().slice(said).includes(`ok ${line}`));
  }

  /** Never twice at the same dot, as no finger is: the kernel tells only what changed, and an SDL that has just begun to listen would
   * not know the rest. */
  async touch(x, y) {
    const aside = (this.touches++ % 7 - 3) / 1000;
    await this.order(`put 0 ${(x + aside).toFixed(4)} ${(y + aside).toFixed(4)}`);
    await this.order('lift 0');
  }

  async unplug() { await this.machine.run('kill $(cat /run/finger.pid)'); }
}

const event = (type, data) => ({type, data});

export function kmsScenarios(machine, house, build) {
  const finger = new Finger(machine, build);
  const read = async (picture) => (await run('tesseract', [picture, '-', '-l', 'rus', '--psm', '3'])).stdout;
  let terminal;

  const type = async (...keys) => {
    for (const key of keys) {
      for (const down of [true, false]) {
        await machine.qmp('input-send-event', {events: [event('key', {down, key: {type: 'qcode', data: key}})]});
      }
    }
  };

  /** A mouse only knows steps: into the corner, then from there. */
  const click = async (x, y) => {
    const move = async (dx, dy) => {
      for (let far = Math.max(Math.abs(dx), Math.abs(dy)); far > 0; far -= 100) {
        const part = Math.min(1, 100 / far);
        const [across, down] = [Math.round(dx * part), Math.round(dy * part)];
        await machine.qmp('input-send-event', {events: [event('rel', {axis: 'x', value: across}), event('rel', {axis: 'y', value: down})]});
        [dx, dy] = [dx - across, dy - down];
      }
    };
    await move(-1600, -1600);
    await move(Math.round(x), Math.round(y));
    for (const down of [true, false]) await machine.qmp('input-send-event', {events: [event('btn', {button: 'left', down})]});
  };

  before(async () => {
    await house.open();
    await finger.plug();
    terminal = new Terminal(machine, house, await startPrinter(house.hall), finger);
  });
  after(() => finger.unplug());

  test('KMS: a lying glass shows the terminal dot for dot; finger, mouse and keys reach it', async () => {
    await terminal.start('lying');
    const first = await terminal.shown('start');
    assert.match(await read(first), /По какому вопросу[^]*Нажмите на нужную строку/, 'a person can read it');

    await terminal.touch('group', 0, 'services');
    const second = await terminal.shown('services');
    const {stderr} = await run('compare', ['-metric', 'AE', first, second, 'null:']).catch((error) => error);
    assert.ok(Number(stderr) > 10_000, `another page: ${stderr} dots differ`);

    const {width, height} = glasses.lying;
    await terminal.go('start', () => {
      const [x, y] = terminal.place('home');
      return click(x * width, y * height);
    });
    await terminal.go('services', () => type('down', 'ret'));
    await terminal.stop();
  });

  test('KMS: at an upright glass a visitor takes a ticket', async () => {
    await terminal.start('upright');
    await terminal.shown('start');
    await terminal.touch('group', 0, 'services');
    await terminal.touch('service', 0, 'procedures');
    await terminal.touch('take', 0, 'ticket');
    const {number} = terminal.now();
    assert.match(number, /^[А-Я]\d{3}$/);
    const told = (await read(await terminal.shown('ticket'))).replace(/\s/g, '');
    assert.ok(told.replaceAll('О', '0').includes(number), `${number} in: ${told}`);  // a reader of prose takes 0 for a letter
    await eventually('the slip is printed', () => fs.readdirSync(house.hall.slips).some((name) => name.endsWith('.png')), slow);
    await terminal.stop();
  });

  for (const turn of [90, 270]) {
    test(`KMS: a lying glass hung upright (--turn ${turn}) shows the terminal upright, and fingers are where they are seen`, async () => {
      await terminal.start('lying', turn);
      const picture = await terminal.shown('start');
      assert.equal((await run('identify', ['-format', '%wx%h', picture])).stdout, '720x1280');
      assert.match(await read(picture), /По какому вопросу/);
      await terminal.touch('group', 0, 'services');
      await terminal.shown('services');
      await terminal.stop();
    });
  }
}
