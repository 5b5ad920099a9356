// SPDX-License-Identifier: MIT
// tools/demo's main: a short scene, or a whole reception day, in the hall of Snezhinsk. Everything it writes lies in one folder.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {root} from './hall.mjs';
import {LedBoards, hallFileWithLed} from './led.mjs';
import {openHall, startBoard, startKiosk, startPrinter, password} from './scene.mjs';
import {playDay} from './day.mjs';
import {playScene} from './short_scene.mjs';

const {values: options} = parseArgs({options: {
  bin: {type: 'string'}, day: {type: 'boolean'}, pictures: {type: 'boolean'}, folder: {type: 'string'}, seed: {type: 'string'},
}});

// A Monday with reception from 9:00 to 18:00, whatever day it is here: the clock is the hall's own and said on every screen.
const clock = options.day ? 'virtual:2026-03-02T08:50,rate=60' : 'virtual:2026-03-02T10:14,rate=1';

async function main() {
  const folder = options.folder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'talon-demo-'));
  const bin = path.resolve(root, options.bin ?? 'build/release/bin');
  fs.mkdirSync(folder, {recursive: true});
  const config = hallFileWithLed(folder, path.join(root, 'deploy/halls/snezhinsk.toml'));
  const hall = await openHall({folder, bin, clock, config});
  hall.virtualScreens = Boolean(options.pictures);
  let ended = false;
  const end = async () => { if (!ended) { ended = true; await hall.stop(); } };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end().then(() => process.exit(130)));
  try {
    const printer = await startPrinter(hall);
    const hand = await startKiosk(hall, printer);
    hall.led = await LedBoards.start(hall);
    await hall.led.startWindow();
    await startBoard(hall, {led: hall.led});
    console.log(`The hall of Snezhinsk is open: ${hall.url}   (virtual clock: Monday 2 March 2026)`);
    console.log(`  specialist's page  ${hall.url}/desk      log-in specialist2 ... specialist6`);
    console.log(`  manager's page     ${hall.url}/manager   log-in manager`);
    console.log(`  password of all    ${password}`);
    console.log('  LED boards         the firmware itself in QEMU, one bus; in their window the panel of desk 3 can be pressed');
    console.log(`  everything it writes: ${folder}`);
    if (options.day) await playDay(hall, hand, {seed: Number(options.seed ?? 2026), pictures: options.pictures ? path.join(root, 'docs/pictures') : undefined});
    else await playScene(hall, hand, {manager: !options.pictures, pictures: options.pictures ? path.join(root, 'docs/pictures') : path.join(folder, 'pictures')});
    if (!options.day && !options.pictures && process.stdin.isTTY) {
      console.log('The hall stays open until Ctrl-C.');
      await new Promise((resolve) => { process.once('SIGINT', resolve); process.once('SIGTERM', resolve); });
    }
  } finally {
    await end();
  }
}

main().then(() => process.exit(0), (error) => { console.error(`demo: ${error.stack ?? error}`); process.exit(1); });
