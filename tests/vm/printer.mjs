// SPDX-License-Identifier: MIT
// A USB printer at the kernel's own xhci, usbcore, usbfs and usblp: the emulated printer stands outside, its cable is a socket.
import {test, before, after} from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {eventually, run} from '../../tools/hall/processes.mjs';

/** Two sockets of one controller, so that a cable can be put elsewhere. */
export const printerDevices = (machine) => [1, 2].flatMap((port) => [
  '-chardev', `socket,id=printer${port},path=${machine.socket(`usb${port}`)},server=on,wait=off`,
  '-device', `usb-redir,chardev=printer${port},bus=xhci.0,port=${port}`]);

export class VmPrinter {
  constructor(machine, build) {
    this.machine = machine;
    this.build = build;
    this.folder = path.join(machine.share, 'printer');  // RIG_FOLDER inside
    this.slips = path.join(this.folder, 'slips');
    this.control = path.join(this.folder, 'control');
  }

  start() {
    fs.mkdirSync(this.slips, {recursive: true});
    fs.writeFileSync(this.control, '');
    this.entry = this.machine.processes.start('printer', path.join(this.build, 'bin/talon-printer'),
      ['emulate', '--no-keyboard', '--unplugged', '--speed', '600', '--slips', this.slips, '--bytes', path.join(this.folder, 'bytes'), '--control', this.control,
        ...[1, 2].flatMap((port) => ['--usb-redir', this.machine.socket(`usb${port}`)])]);
  }

  /** A command to printer or cable; resolves when it was obeyed. */
  async command(line) {
    const said = this.entry.text.length;
    fs.appendFileSync(this.control, `${line}\n`);
    await eventually(`the printer obeys "${line}"`, () => this.entry.text.slice(said).includes(`ok ${line}`));
  }

  /** Whole, plugged in, and the kernel's own driver has it. */
  async ready() {
    await this.command('repair');
    await this.command('plug');
    await this.machine.must('for i in $(seq 200); do [ -e /dev/usb/lp0 ] && exit 0; sleep 0.1; done; dmesg | tail; exit 1');
  }

  files() { return fs.readdirSync(this.slips).filter((name) => name.endsWith('.png')).sort(); }

  /** Whether a foreign reader finds "повтор" on a slip: white on a black label, below what a torn slip left on the same strip. */
  async repeated(file) {
    const picture = path.join(this.slips, file);
    const {stdout} = await run('convert', [picture, '-colorspace', 'gray', '-threshold', '50%', '-define', 'connected-components:verbose=true',
      '-define', 'connected-components:area-threshold=2500', '-connected-components', '8', 'null:']);
    const labels = [...stdout.matchAll(/ (\d+x\d+\+\d+\+\d+) \S+ \d+ (?:gray|srgb)\(0[,)]/g)].map(([, box]) => box)
      .filter((box) => /^1\d\dx[4-7]\d\+/.test(box));
    for (const box of labels) if (/повтор/i.test(await this.white(picture, box))) return true;
    return false;
  }

  /** What stands white in a black box; above it the box may have grown together with torn letters. */
  async white(picture, box) {
    const label = path.join(this.folder, 'label.png');
    await run('convert', [picture, '-crop', box, '+repage', '-gravity', 'south', '-crop', 'x54+0+0', '+repage', '-gravity', 'center',
      '-shave', '3x3', '-negate', '-bordercolor', 'white', '-border', '12', '-scale', '200%', label]);
    const {stdout} = await run('tesseract', [label, '-', '-l', 'rus', '--psm', '7', '--dpi', '300'], {env: {...process.env, OMP_THREAD_LIMIT: '1'}});
    return stdout;
  }
}

/** name, the checks of the guest's program, and of the slips that came out meanwhile which are marked "повтор". */
const journeys = [
  ['found by libusb, maker and model read', 'usb_worker_check', 'UsbWorker.FindsThePrinter', []],
  ['printed and confirmed', 'usb_worker_check', 'UsbWorker.PrintsConfirmed', [false]],
  ['another serial number is another printer', 'usb_worker_check', 'UsbWorker.AnotherSerialNumberIsAnotherPrinter', []],
  ['paper low, out and in again are told', 'usb_worker_check', 'UsbWorker.TellsItsStateByItself', []],
  ['paper end in mid-slip: failed, then repeated', 'usb_worker_check', 'UsbWorker.PaperEndInMidSlip', [true]],
  ['cover opened in mid-slip: failed, then repeated', 'usb_worker_check', 'UsbWorker.CoverOpenedInMidSlip', [true]],
  ['unplugged in mid-slip, plugged again: failed, then repeated', 'usb_worker_check', 'UsbWorker.UnpluggedInMidSlipAndPluggedAgain', [true]],
  ['plugged into another port in mid-slip: failed, then repeated', 'vm_worker_check', 'VmWorker.PluggedIntoAnotherPortInMidSlip', [true]],
  ['NAK while nothing is printed: offline, a slip is refused at once', 'vm_worker_check', 'VmWorker.NothingIsTakenAtAll', []],
  ['NAK in mid-slip: failed, then repeated', 'usb_worker_check', 'UsbWorker.AStalledWriteIsNotBelieved', [true]],
  ['a transfer taken in part: failed, then repeated', 'vm_worker_check', 'VmWorker.APieceTakenInPart', [true]],
  ['unplugged between paper and confirmation: unknown, then repeated', 'vm_worker_check', 'VmWorker.UnpluggedBetweenPaperAndConfirmation', [false, true]],
  ['usblp is taken off and given back', 'vm_worker_check', 'VmWorker.TakesThePrinterFromUsblpAndGivesItBack', [false]],
];

export function printerScenarios(machine, build) {
  const printer = new VmPrinter(machine, build);
  const tool = path.join(build, 'bin/talon-printer');
  before(() => printer.start());
  after(() => machine.processes.stop('printer'));

  for (const [name, program, check, marked] of journeys) {
    test(`USB printer: ${name}`, async () => {
      await printer.ready();
      const earlier = printer.files().length;
      const said = printer.entry.text.length;
      await machine.must(`export RIG_FOLDER=/run/share/printer; ${path.join(build, 'tests', program)} --gtest_filter=${check}`, {seconds: 200});
      const slips = printer.files().slice(earlier);
      const found = [];
      for (const file of slips) found.push(await printer.repeated(file));
      assert.deepEqual(found, marked, `"повтор" on ${slips}`);
      if (check.endsWith('APieceTakenInPart')) {
        const [, taken, of] = /cancelled after (\d+) of (\d+)/.exec(printer.entry.text.slice(said)) ?? [];
        assert.ok(Number(taken) > 0 && Number(taken) < Number(of), `taken ${taken} of ${of}`);
      }
    });
  }

  test('USB printer: talon-printer lists, asks and prints', async () => {
    await printer.ready();
    assert.equal(await machine.must(`${tool} list`), 'usb:04b8:0e15:J3DF000001\tEPSON TM-T20II\tepson-tm-t20');
    assert.match(await machine.must(`${tool} status usb:`), /состояние: готов\nподтверждает печать: да/);
    assert.equal(await machine.must(`${tool} test usb:`), 'напечатан');
    await printer.command('paper after 300');
    const torn = await machine.run(`${tool} test usb:`);
    assert.deepEqual([torn.code, torn.text], [1, 'не напечатан: нет бумаги (media-empty)\n']);
    await printer.command('repair');
    await printer.command('unplug');
    const away = await machine.run(`${tool} test usb:`);
    assert.deepEqual([away.code, away.text], [1, 'не напечатан: не отвечает или отключён (offline)\n']);
    assert.equal(await machine.must(`${tool} list`), 'принтеров на USB нет');
  });
}
