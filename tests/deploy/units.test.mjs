// SPDX-License-Identifier: MIT
// The unit files as systemd reads them, with the programs that were just built.
import {test} from 'node:test';
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = path.join(process.env.TALON_BUILD ?? path.join(root, 'build/dev'), 'bin');
const units = path.join(root, 'deploy/systemd');
const names = fs.readdirSync(units).filter((name) => name.endsWith('.service'));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'talon-units-'));
test.after(() => fs.rmSync(folder, {recursive: true, force: true}));

const run = (program, ...line) => spawnSync(program, line, {encoding: 'utf8'});
const text = (name) => fs.readFileSync(path.join(units, name), 'utf8');
const value = (name, key) => text(name).match(new RegExp(`^${key}=(.*)$`, 'm'))?.[1];
/** Seconds of "5" or "100ms". */
const seconds = (span) => (span.endsWith('ms') ? Number(span.slice(0, -2)) / 1000 : Number(span));
/** The unit with the programs of this build, where systemd can look for them. */
const here = (name) => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text(name).replaceAll('/usr/bin/talon-', `${bin}/talon-`));
  return file;
};

const once = (name) => value(name, 'Type') === 'oneshot';

test('there is a unit for each program that runs all day, and for the copy of each night', () => {
  assert.deepEqual(names.sort(), ['talon-backup.service', 'talon-display.service', 'talon-kiosk.service', 'talon-server.service']);
  assert.deepEqual(names.filter(once), ['talon-backup.service']);
});

for (const name of names) {
  test(`${name}: systemd finds nothing wrong with it`, () => {
    const {status, stderr} = run('systemd-analyze', 'verify', '--man=no', '--generators=no', here(name));
    const ours = stderr.split('\n').filter((line) => line.includes(name));
    assert.deepEqual(ours, []);
    assert.equal(status, 0, stderr);
  });

  test(`${name}: little is open to it`, () => {
    const {status, stdout, stderr} = run('systemd-analyze', 'security', '--offline=yes', '--threshold=25', '--no-pager', here(name));
    assert.equal(status, 0, stdout + stderr);
  });

  test(`${name}: its program takes every option of the call`, () => {
    const [, program, line] = value(name, 'ExecStart').match(/^\/usr\/bin\/(\S+) (.*)$/);
    const sub = line.startsWith('--') ? [] : [line.split(' ')[0]];
    const help = run(path.join(bin, program), ...sub, '--help').stdout;
    for (const option of line.match(/--[a-z-]+/g)) assert.ok(help.includes(`${option} `), `${program} has no ${option}`);
  });

  if (once(name)) continue;
  test(`${name}: it is started again within a second, however often it ends`, () => {
    assert.equal(value(name, 'Restart'), 'always');
    assert.equal(value(name, 'StartLimitIntervalSec'), '0');
    assert.ok(seconds(value(name, 'RestartSec')) <= 0.5);
  });
}

test('a terminal that stands still is back within six seconds', () => {
  const name = 'talon-kiosk.service';
  assert.equal(value(name, 'Type'), 'notify');
  assert.equal(value(name, 'WatchdogSignal'), 'SIGKILL', 'nothing to wait for before it dies');
  const start = 0.5; // measured: 0.2 s to the first picture
  assert.ok(seconds(value(name, 'WatchdogSec')) + seconds(value(name, 'RestartSec')) + start <= 6);
});

test('every night a copy of the hall is made, and made up for after a night without power', () => {
  const timer = path.join(folder, 'talon-backup.timer');
  fs.copyFileSync(path.join(units, 'talon-backup.timer'), timer);
  here('talon-backup.service');
  const {status, stderr} = run('systemd-analyze', 'verify', '--man=no', '--generators=no', timer);
  assert.equal(status, 0, stderr);
  assert.equal(value('talon-backup.timer', 'Persistent'), 'yes');
  assert.equal(run('systemd-analyze', 'calendar', value('talon-backup.timer', 'OnCalendar')).status, 0);
  assert.equal(value('talon-backup.service', 'User'), value('talon-server.service', 'User'), 'the journal is theirs');
});

test('the users of the units are made', () => {
  const {status, stdout, stderr} = run('systemd-sysusers', '--dry-run', path.join(units, 'talon.sysusers.conf'));
  assert.equal(status, 0, stdout + stderr);
  for (const name of names) assert.match(text('talon.sysusers.conf'), new RegExp(`^u ${value(name, 'User')} `, 'm'));
});
