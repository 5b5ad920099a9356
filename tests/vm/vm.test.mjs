// SPDX-License-Identifier: MIT
// One boot of the virtual machine carries everything that needs a kernel with devices (README.md).
import {before, after, describe} from 'node:test';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {alarmDevices, alarmScenarios} from './alarm.mjs';
import {busScenarios} from './bus.mjs';
import {VmHall, hallDevices} from './hall.mjs';
import {kmsDevices, kmsScenarios} from './kms.mjs';
import {Machine} from './machine.mjs';
import {soundScenarios} from './sound.mjs';
import {printerDevices, printerScenarios} from './printer.mjs';

const build = process.env.TALON_BUILD ?? fileURLToPath(new URL('../../build/dev', import.meta.url));
const image = process.env.TALON_VM_IMAGE ?? fileURLToPath(new URL('../../build/vm', import.meta.url));
const only = process.env.TALON_VM_ONLY?.split(',');  // some of the parts below
const machine = new Machine({folder: fs.mkdtempSync(path.join(os.tmpdir(), 'talon-vm-')), image});
const house = new VmHall(machine, build);

before(async () => {
  const from = Date.now();
  const kernel = await machine.boot(['-device', 'qemu-xhci,id=xhci', ...printerDevices(machine), ...hallDevices(machine), ...alarmDevices(), ...kmsDevices()]);
  console.log(`Linux ${kernel} is up after ${((Date.now() - from) / 1000).toFixed(1)} s; files in ${machine.folder}`);
});
after(async () => {
  await house.close();
  await machine.off();
  if (!process.env.TALON_KEEP) fs.rmSync(machine.folder, {recursive: true, force: true});
});

const part = (name, scenarios) => { if (!only || only.includes(name)) describe(name, scenarios); };
part('printer', () => printerScenarios(machine, build));
part('boards', () => busScenarios(machine, house));
part('voice', () => soundScenarios(machine, house));
part('alarm', () => alarmScenarios(machine, house, build));
part('kms', () => kmsScenarios(machine, house, build));
