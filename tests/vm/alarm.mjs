// SPDX-License-Identifier: MIT
// The fire alarm at a serial port's CTS, through the kernel's 8250 driver: the board shows the way out while the line is on.
import {test, before} from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {eventually, run} from '../../tools/hall/processes.mjs';

const port = '/dev/ttyS2';

/** The third serial port: the first two are the console and the agent's. */
export const alarmDevices = () => ['-serial', 'null'];

export function alarmScenarios(machine, house, build) {
  const control = path.join(machine.share, 'line');
  let line, shots;

  async function start(input) {
    shots = fs.mkdtempSync(path.join(machine.share, 'shots-'));
    const inside = `/run/share/${path.basename(shots)}`;
    house.startDisplay({more: ['--alarm-input', input, '--screenshot-dir', inside, '--trace', `${inside}/trace`]});
    // Before it has drawn, a request for a picture would end it; and what the server knows is of the display before.
    await eventually('the board draws', () => fs.existsSync(path.join(shots, 'trace')) && fs.statSync(path.join(shots, 'trace')).size > 0, 60);
    await house.health('alarm_input', 'ok');
  }

  async function set(state) {
    const said = line.text().length;
    fs.appendFileSync(control, `${state}\n`);
    await eventually(`CTS is ${state}`, () => line.text().slice(said).includes(`ok ${state}`) || (() => { throw new Error(line.text()); })());
  }

  /** What a person reads on the board. */
  async function board() {
    const known = fs.readdirSync(shots);
    await machine.must('kill -USR1 $(cat /run/display.pid)');
    const file = await eventually('the board takes a picture', async () => {
      const name = fs.readdirSync(shots).find((one) => one.endsWith('.png') && !known.includes(one));
      return name && (await run('identify', [path.join(shots, name)])) && path.join(shots, name);
    }, 60);
    return (await run('tesseract', [file, '-', '-l', 'rus', '--psm', '3'])).stdout;
  }

  const reads = (wanted) => eventually(`the board ${wanted ? 'shows the way out' : 'is as ever'}`, async () => {
    const text = await board();
    if (/Пожарная\s+тревога/.test(text) === wanted) return true;
    throw new Error(text);
  }, 90);

  before(async () => {
    await house.open();
    fs.writeFileSync(control, '');
    line = machine.start(`echo $$ > /run/line.pid; exec ${build}/tests/vm_cts ${port} /run/share/line`);
  });

  test('fire alarm: CTS of a serial port brings the way out to the board, and its end takes it away', async () => {
    await set('off');
    await start(port);
    await reads(false);
    await set('on');
    await reads(true);
    await set('off');
    await reads(false);
    await house.stopDisplay();
  });

  test('fire alarm: a line that is on at 0 alarms when its wire is cut; a port that is gone is told', async () => {
    await set('on');
    await start(`!${port}`);
    await reads(false);
    await set('off');
    await reads(true);
    await machine.must(`kill $(cat /run/line.pid); mv ${port} ${port}.gone`);
    assert.match((await house.health('alarm_input', 'failed')).reason, /ttyS2/);
    await reads(true);  // what was last known stands
    await machine.must(`mv ${port}.gone ${port}`);
    await house.stopDisplay();
  });
}
