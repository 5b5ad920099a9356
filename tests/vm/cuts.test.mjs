// SPDX-License-Identifier: MIT
// The power of the whole terminal goes in mid-print: the machine is killed with the printer at this byte, comes back with the same
// disk, and the same number is offered, never another.
import {test, before, after} from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {eventually, run} from '../../tools/hall/processes.mjs';
import {openHall, password, startPrinter} from '../../tools/hall/scene.mjs';
import {Cable} from './cable.mjs';
import {Finger, Terminal, slow} from './kms.mjs';
import {Machine} from './machine.mjs';
import {VmPrinter} from './printer.mjs';

const build = process.env.TALON_BUILD ?? fileURLToPath(new URL('../../build/dev', import.meta.url));
const image = process.env.TALON_VM_IMAGE ?? fileURLToPath(new URL('../../build/vm', import.meta.url));
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'talon-cuts-'));
const disk = path.join(root, 'disk.img');
const state = '/run/disk/kiosk';
/** Shares of a slip's bytes: none of it, a first piece, ... all of it while the printer's word is not heard any more. */
const points = [0, 0.001, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.97, 1];

let hall, cable, manager, slipBytes, boots = 0, machine, terminal;

/** The machine with its disk, and the terminal with its first page. */
async function boot(view) {
  machine = new Machine({folder: path.join(root, `boot-${++boots}`), image});
  await machine.boot(['-device', 'virtio-gpu-pci,id=upright,edid=on,xres=720,yres=1280',
    '-drive', `file=${disk},format=raw,if=none,id=disk,cache=writeback`, '-device', 'virtio-blk-pci,drive=disk',
    '-netdev', 'user,id=net,restrict=off', '-device', 'virtio-net-pci,netdev=net']);
  const url = `http://10.0.2.2:${hall.port}`;
  await machine.must(`modprobe -a virtio_blk ext4; mkdir /run/disk
    for i in $(seq 100); do [ -b /dev/vda ] && break; sleep 0.1; done; mount -t ext4 /dev/vda /run/disk
    for i in $(seq 100); do nic=$(ls /sys/class/net | grep -v lo) && break; sleep 0.1; done
    ip link set $nic up; ip address add 10.0.2.15/24 dev $nic; curl -sf --max-time 20 ${url}/api/v1/hall >/dev/null`);
  const finger = new Finger(machine, build);
  await finger.plug();
  terminal = new Terminal(machine, {hall, url}, cable.name, finger, state);
  await terminal.start('upright', 0, view);
}

/** To the touch that takes a ticket, which is repeated while it is taken for one at the page before; does not wait for the number. */
async function take() {
  await terminal.touch('group', 0, 'services');
  await terminal.touch('service', 0, 'procedures');
  const target = terminal.now().targets.find((one) => one.act === 'take');
  const place = terminal.place('take', target.index);
  const before = await issued();
  return () => eventually('a ticket is asked for', async () => {
    await terminal.finger.touch(...place);
    return await terminal.changed('procedures') || await issued() > before;
  }, slow);
}

/** Reads the mark on a strip that may begin with a torn slip. */
const marked = (file) => Object.assign(new VmPrinter({share: root}, build), {slips: hall.slips, folder: root}).repeated(file);
const papers = () => fs.readdirSync(hall.slips).filter((name) => name.endsWith('.png')).sort();
const issued = async () => (await hall.api('GET', '/api/v1/live', {cookie: manager})).json.issued;
const status = async (number) => (await hall.api('GET', `/api/v1/tickets/${encodeURIComponent(number)}/status`, {device: 'kiosk1'})).json;
const printed = (number) => eventually(`${number} is printed`, async () => {
  const {slip} = await status(number);
  if (slip !== 'printed') throw new Error(slip);
  return true;
}, slow);

before(async () => {
  fs.writeFileSync(disk, '');
  fs.truncateSync(disk, 64 << 20);
  await run('mkfs.ext4', ['-q', '-F', disk]);
  const folder = path.join(root, 'hall');
  fs.mkdirSync(folder);
  hall = await openHall({folder, bin: path.join(build, 'bin'), clock: 'virtual:2026-03-02T10:14,rate=1'});
  manager = await hall.login('manager', password);
  cable = await Cable.lay(await startPrinter(hall));
  await boot('start');
});
after(async () => {
  await machine?.off();
  cable?.close();
  await hall?.stop();
  if (!process.env.TALON_KEEP) fs.rmSync(root, {recursive: true, force: true});
});

test('an undisturbed slip: how many bytes it has', async () => {
  cable.arm();
  await (await take())();
  const {number} = await terminal.view('ticket');
  await printed(number);
  slipBytes = cable.sent;
  assert.ok(slipBytes > 10_000, `${slipBytes} bytes`);
  await terminal.touch('home', 0, 'start');
});

for (const share of points) {
  test(`the power goes at ${share * 100} % of the slip: the same number is offered and printed as a repetition`, async () => {
    const before = await issued();
    const touch = await take();
    const all = papers().length;
    let cut = null;
    const gone = new Promise((resolve) => {
      cut = () => resolve(machine.cut());
      cable.arm(share < 1 ? {most: Math.round(share * slipBytes), onMost: cut} : {answers: false});
    });
    await touch();
    // The whole slip is on paper, and the terminal has not heard it.
    if (share === 1) eventually('the slip is out', () => papers().length > all, slow).then(cut, cut);
    await gone;
    assert.equal(await issued(), before + 1, 'the number exists');

    cable.arm();
    const earlier = papers().length;
    await boot('offer');
    await terminal.touch('print_offer', 0, 'ticket');
    const {number} = terminal.now();
    await printed(number);
    await eventually('the paper is out', () => papers().length > earlier, slow);
    assert.ok(await marked(papers().at(-1)), `"повтор" on ${papers().at(-1)}`);
    assert.equal(await issued(), before + 1, 'never a second number');
    await terminal.touch('home', 0, 'start');
  });
}
