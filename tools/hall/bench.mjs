// SPDX-License-Identifier: MIT
// Runs every benchmark in one go and prints ratios: our path against the raw limit or the plain way, measured side by side.
import fs from 'node:fs';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {run} from './processes.mjs';
import {openHall, startBoard, startKiosk, startPrinter} from './scene.mjs';
import {root} from './hall.mjs';
import {percentile, reach} from './reach.mjs';
import {Cable, table, touch} from './touch.mjs';

const {values: options} = parseArgs({options: {bin: {type: 'string'}, scale: {type: 'string', default: '1'}, only: {type: 'string', default: ''}}});
const bin = path.resolve(root, options.bin);
const folder = fs.mkdtempSync(path.join(root, 'build/bench-'));
const figures = new Map();

/** One program; its lines are "name value unit [ratio]". */
async function measure(program, ...args) {
  const file = ['.', '../bench', '../tests'].map((where) => path.join(bin, where, program)).find((one) => fs.existsSync(one));
  if (!file) throw new Error(`${program} is not built`);
  console.log(`== ${program}`);
  const running = run(file, args, {cwd: folder, maxBuffer: 1 << 24});
  running.child.stderr.pipe(process.stderr);  // how far a long one has come
  const {stdout} = await running;
  process.stdout.write(stdout);
  for (const line of stdout.split('\n')) {
    const match = /^(\S+)\s+([-\d.e+]+)\s+(\S+)/.exec(line);
    if (match) figures.set(match[1], Number(match[2]));
  }
}

const memory = (pid) => Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

/** Processor seconds of a process so far. */
function cpu(pid) {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Memory, start and idle load of each program; from a finger to eyes and paper. */
async function programs() {
  console.log('== programs');
  const started = (begin) => ((performance.now() - begin) / 1000).toFixed(2);
  let begin = performance.now();
  const hall = await openHall({folder: path.join(folder, 'hall'), bin, clock: 'virtual:2026-03-02T10:14,rate=1'});
  hall.virtualScreens = true;
  const rows = [['talon-server', 'server', `${started(begin)} s with 7 people and 3 devices added`]];
  try {
    const cable = await Cable.lay(await startPrinter(hall));
    const trace = path.join(folder, 'kiosk.trace');
    begin = performance.now();
    const hand = await startKiosk(hall, cable.name, {trace});
    rows.push(['talon-kiosk', 'kiosk', `${started(begin)} s to the first menu`]);
    begin = performance.now();
    await startBoard(hall);
    rows.push(['talon-display', 'board', `${started(begin)} s until heard by the server`]);
    rows.push(['talon-printer emulate', 'printer', '']);
    console.log(table(await touch(hall, hand, cable, trace)));
    await new Promise((resolve) => setTimeout(resolve, 3000));  // what moves after a ticket has come to rest
    const before = rows.map(([, name]) => cpu(hall.processes.running.get(name).child.pid));
    await new Promise((resolve) => setTimeout(resolve, 10000));
    const idle = rows.map(([, name], index) => (cpu(hall.processes.running.get(name).child.pid) - before[index]) * 10);
    rows.forEach(([title, name, start], index) => {
      const {pid} = hall.processes.running.get(name).child;
      console.log(`${title.padEnd(24)} ${memory(pid).toFixed(1).padStart(7)} MB  idle ${idle[index].toFixed(1)} % of a core  ${start}`);
    });
    figures.set('terminal_idle', idle[1]);
    figures.set('one_percent', 1);
    cable.take();
  } finally {
    await hall.stop();
  }
}

/** The LED boards on the bus's own time (no clock of this machine is in it), and what the firmware takes of the chip. */
async function ledBoards() {
  console.log('== LED boards');
  const {stdout} = await run(path.join(bin, '../tests/test_bus'), ['--gtest_brief=1', '--gtest_filter=BusLatency.*:BusTiming.*']);
  const led = /^\| call -> LED \| (\d+) ms \| (\d+) ms/m.exec(stdout);
  if (!led) throw new Error('test_bus does not say what a call to the LED takes');
  console.log(stdout.split('\n').filter((line) => line && !line.startsWith('[') && !line.startsWith('Note:') && !line.startsWith('Running')).join('\n'));
  for (const [name, budget] of [['talon-boot', 16], ['talon-board-0', 64]]) {
    const file = path.join(bin, '../firmware', `${name}.bin`);
    if (!fs.existsSync(file)) throw new Error(`${name} is not built`);
    console.log(`${name.padEnd(24)} ${(fs.statSync(file).size / 1024).toFixed(1).padStart(7)} kB of ${budget} kB of flash`);
  }
  return [Number(led[1]), Number(led[2])];
}

/** One table: from the specialist's press to what visitors see and hear. */
async function callReaches([ledP50, ledP99]) {
  console.log('== from the press to eyes and ears: 40 desks, 8 boards, 40 LED boards, 2 cores');
  const {seen, spoken, costs, idle} = await reach(path.join(folder, 'reach'), bin, Number(options.scale));
  const row = (what, p50, p99, goal, how) =>
    console.log(`| ${what.padEnd(26)} | ${p50.toFixed(0).padStart(5)} ms | ${p99.toFixed(0).padStart(5)} ms | ${goal.padStart(6)} | ${how} |`);
  console.log(`| ${'call -> '.padEnd(26)} | ${'p50'.padStart(8)} | ${'p99'.padStart(8)} | ${'goal'.padStart(6)} | measured |`);
  row('board', percentile(seen, 50), percentile(seen, 99), '300 ms', `8 processes, ${seen.length} pictures, this machine's clock`);
  row('LED', ledP50, ledP99, '500 ms', '40 boards, 24 of them panels, bus time, server taken as 20 ms');
  row('voice begins', percentile(spoken, 50), percentile(spoken, 99), '800 ms', `${spoken.length} calls one by one, this machine's clock`);
  console.log(`a board's picture costs ${(percentile(costs, 50) / 1000).toFixed(1)} ms, p99 ${(percentile(costs, 99) / 1000).toFixed(1)} ms (1920x1080, 8 boards on this machine)`);
  console.log(`an idle board draws ${idle} pictures in 65 s (aim at most 2: its clock)`);
}

/** With --only some figures are not measured, and their ratios are left out. */
function ratio(title, over, under, aim) {
  const known = figures.has(over) && figures.has(under);
  if (!known && options.only) return;
  if (!known) throw new Error(`not measured: ${over} or ${under}`);
  console.log(`${title.padEnd(66)} ${(figures.get(over) / figures.get(under)).toFixed(2).padStart(7)}   ${aim}`);
}

const parts = {
  server: async () => {
    for (const program of ['bench_commit', 'bench_http', 'bench_report', 'bench_fold', 'bench_queue', 'bench_order']) await measure(program, options.scale);
  },
  hall: async () => callReaches(await ledBoards()),
  terminal: async () => {
    await measure('bench_terminal', options.scale);
    await programs();
  },
};
if (options.only && !parts[options.only]) throw new Error(`--only: ${Object.keys(parts).join(', ')}`);
for (const [name, part] of Object.entries(parts)) {
  if (!options.only || options.only === name) await part();
}
console.log('\n== ratios');
ratio('durable issue over HTTP, 1 connection / SQLite one by one', 'issue_c1', 'sqlite_commit_1', 'aim 0.5');
ratio('durable issue over HTTP, 32 connections / SQLite one by one', 'issue_c32', 'sqlite_commit_1', 'aim 5');
ratio('month report: plain SQL / our fold on the same rows', 'report_month_sql', 'report_month_fold', 'aim 5');
ratio('next of 30 000 waiting: looking at everybody / our order, p99.9', 'plain_30000', 'order_30000_p999', 'aim 100');
ratio('our order, p99.9: 30 000 waiting / 30 waiting', 'order_30000_p999', 'order_30_p999', 'aim at most 4');
ratio('a slip of 80 mm encoded for the printer / its pixels copied', 'slip_80mm_encode', 'slip_80mm_copy', '');
ratio('bytes of a slip of 80 mm / its plain bitmap', 'slip_80mm_bytes', 'slip_80mm_bitmap', 'aim below 1');
ratio('a page composed again / for the first time', 'page_again', 'page_first', 'aim below 0.5');
ratio('the idle terminal / 1 % of a core', 'terminal_idle', 'one_percent', 'aim below 1');
fs.rmSync(folder, {recursive: true, force: true});
