// SPDX-License-Identifier: MIT
// From a finger to eyes and paper: what the terminal itself traces (talon-kiosk --trace) beside what comes down the printer's wire,
// both on this machine's steady clock.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import {eventually, run} from './processes.mjs';
import {percentile} from './reach.mjs';

const steady = () => Number(process.hrtime.bigint() / 1000n);  // microseconds, the clock of the trace

/** The printer's cable with somebody who listens: when the bytes of a slip begin, how many they are. */
export class Cable {
  static async lay(printer) {
    const [, host, port] = /^tcp:(.*):(\d+)$/.exec(printer);
    const cable = new Cable();
    cable.bytes = [];
    cable.server = net.createServer((kiosk) => {
      const device = net.connect(Number(port), host);
      kiosk.on('data', (piece) => { cable.bytes.push({at: steady(), count: piece.length}); device.write(piece); });
      device.on('data', (piece) => kiosk.write(piece));
      for (const [one, other] of [[kiosk, device], [device, kiosk]]) {
        one.on('close', () => other.destroy());
        one.on('error', () => other.destroy());
      }
    });
    await new Promise((resolve) => cable.server.listen(0, '127.0.0.1', resolve));
    cable.name = `tcp:127.0.0.1:${cable.server.address().port}`;
    return cable;
  }
  /** Questions about the printer's state are a few bytes; a slip begins with a piece of a picture. */
  slipSince(at) {
    const pieces = this.bytes.filter((one) => one.at >= at && one.count > 200);
    return {first: pieces[0]?.at, count: pieces.reduce((sum, one) => sum + one.count, 0)};
  }
  take() { this.server.close(); }
}

const lines = (file) => fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => {
  const [what, at, cost, view] = line.split(' ');
  return {what, at: Number(at), cost: Number(cost), view};
});

/** The touches of a trace, each with the first picture after the finger came down and the first of another page after it left. */
function touches(trace) {
  const found = [];
  for (let i = 0; i < trace.length; ++i) {
    if (trace[i].what !== 'down') continue;
    const up = trace.findIndex((one, index) => index > i && one.what === 'up');
    if (up < 0) break;
    const before = trace.slice(0, i).findLast((one) => one.what === 'drawn')?.view;
    const pressed = trace.slice(i, up).find((one) => one.what === 'drawn');
    const end = trace.findIndex((one, index) => index > up && one.what === 'down');
    const next = trace.slice(up, end < 0 ? undefined : end).find((one) => one.what === 'drawn' && one.view !== before);
    if (pressed && next) found.push({pressed: pressed.at - trace[i].at, next: next.at - trace[up].at, to: next.view, up: trace[up].at});
  }
  return found;
}

const visitors = 7;  // one more in a minute is a flood to the terminal

/** Visitors one after the other. Resolves with lists of milliseconds, bytes and millimetres. */
export async function touch(hall, hand, cable, traceFile) {
  const menu = (await hall.api('GET', '/api/v1/menu')).json;
  const result = {firstByte: [], bytes: [], millimetres: [], bitmap: []};
  for (let i = 0; i < visitors; ++i) {
    const slips = fs.readdirSync(hall.slips).length;
    const {view} = await hand.take(menu, 'child_benefit', 'submission');
    if (view !== 'ticket') throw new Error(`the terminal gives no ticket: ${view}`);
    const picture = await eventually('the slip', () => {
      const all = fs.readdirSync(hall.slips).filter((name) => name.endsWith('.png')).sort();
      return all.length > slips && all.at(-1);
    }, 30);
    const taken = touches(lines(traceFile)).filter((one) => one.to === 'issuing' || one.to === 'ticket').at(-1);
    const {first, count: bytes} = cable.slipSince(taken.up);
    const {stdout} = await run('identify', ['-format', '%w %h', path.join(hall.slips, picture)]);
    const [width, height] = stdout.split(' ').map(Number);
    result.firstByte.push((first - taken.up) / 1000);
    result.bytes.push(bytes);
    result.millimetres.push(height / 8);
    result.bitmap.push(Math.ceil(width / 8) * height);
    await hand.leave();
  }
  const trace = lines(traceFile);
  const all = touches(trace);
  result.pressed = all.map((one) => one.pressed / 1000);
  result.next = all.map((one) => one.next / 1000);
  result.frames = trace.filter((one) => one.what === 'drawn').map((one) => one.cost / 1000);
  return result;
}

/** The table of a terminal, a line each. */
export function table({pressed, next, firstByte, frames, bytes, millimetres, bitmap}) {
  const row = (what, list, goal) => `| ${what.padEnd(34)} | ${percentile(list, 50).toFixed(1).padStart(7)} ms | ${percentile(list, 99).toFixed(1).padStart(7)} ms | ${goal.padStart(6)} |`;
  return [
    `| ${'terminal'.padEnd(34)} | ${'p50'.padStart(10)} | ${'p99'.padStart(10)} | ${'goal'.padStart(6)} |`,
    row('finger down -> press on the glass', pressed, '50 ms'),
    row('finger up -> next page', next, '150 ms'),
    row('finger up -> slip\'s first byte', firstByte, '1 s'),
    row('composing and drawing a change', frames, '33 ms'),
    `a slip: ${percentile(bytes, 50)} bytes, ${percentile(millimetres, 50).toFixed(0)} mm of paper; its plain bitmap: ${percentile(bitmap, 50)} bytes`,
  ].join('\n');
}
