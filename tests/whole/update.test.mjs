// SPDX-License-Identifier: MIT
// New firmware for a board by the technician's command, over a real serial line (a pseudo terminal) through libmodbus.
import {test, before, after} from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {eventually} from '../../tools/hall/processes.mjs';

const build = process.env.TALON_BUILD ?? fileURLToPath(new URL('../../build/dev', import.meta.url));
const tool = path.join(build, 'bin/talon-board');
const key = '000102030405060708090a0b0c0d0e0f';
let folder, board;
const file = (name) => path.join(folder, name);

/** Runs the tool to its end; `watch` sees what it says while it says it. */
function say(arguments_, watch = () => {}) {
  return new Promise((resolve) => {
    const child = spawn(tool, arguments_, {stdio: ['ignore', 'pipe', 'pipe']});
    let out = '', error = '';
    child.stdout.on('data', (data) => { out += data; watch(out, child); });
    child.stderr.on('data', (data) => { error += data; });
    child.on('close', (code, signal) => resolve({code, signal, out, error}));
  });
}
const pack = (version, name, keyName = 'bus.key') => say(['pack', '--slot-0', file('body'), '--slot-1', file('body'),
  '--version', String(version), '--bus-key', file(keyName), file(name)]);
const update = (name, watch, keyName = 'bus.key') =>
  say(['update', '--port', file('port'), '--address', '12', '--bus-key', file(keyName), file(name)], watch);

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'talon-update-'));
  fs.writeFileSync(file('bus.key'), `${key}\n`);
  fs.writeFileSync(file('other.key'), `ff${key.slice(2)}\n`);
  fs.writeFileSync(file('body'), Buffer.alloc(21400, 0x5a));
  board = spawn(tool, ['run', '--terminal', file('port'), '--address', '12', '--key', key], {stdio: 'ignore'});
  await eventually('the board is there', () => fs.existsSync(file('port')));
  for (const [version, name, keyName] of [[4, 'four'], [5, 'five'], [2, 'two'], [9, 'foreign', 'other.key']]) {
    const done = await pack(version, name, keyName);
    assert.equal(done.code, 0, done.error);
  }
});

after(() => {
  board?.kill();
  fs.rmSync(folder, {recursive: true, force: true});
});

test('a killed update goes on where it was, the board starts the new version', async () => {
  const killed = await update('four', (out, child) => { if (out.includes('передано 40 %')) child.kill('SIGKILL'); });
  assert.equal(killed.signal, 'SIGKILL');
  const done = await update('four');
  assert.equal(done.code, 0, done.error);
  assert.match(done.out, /^табло 12: передано [2-9]0 %/, 'not from the beginning');
  assert.match(done.out, /табло 12: работает версия 4, прежняя 1/);
  assert.match((await update('four')).out, /она уже стояла/);
});

test('what may not be written is refused in words', async () => {
  for (const [name, keyName, words] of [
    ['two', 'bus.key', /версия 2 старше той, что принимает табло \(от 5\)/],
    ['foreign', 'bus.key', /подписан другим ключом шины/],
    ['foreign', 'other.key', /ключ шины не подходит/],
    ['body', 'bus.key', /это не файл программы табло/],
    ['none', 'bus.key', /не читается файл/],
  ]) {
    const refused = await update(name, () => {}, keyName);
    assert.equal(refused.code, 1);
    assert.match(refused.error, words);
  }
});

test('a second master is told that the port is taken', async () => {
  let second;
  const first = await update('five', (out) => { if (out.includes('передано 10 %')) second ??= update('five'); });
  assert.equal(first.code, 0, first.error);
  assert.match((await second).error, /порт занят другой программой «Талона»/);
});
