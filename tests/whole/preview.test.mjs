// SPDX-License-Identifier: MIT
// The administrator changes [slip] of his hall and sees the paper before anybody takes a ticket: the two programs together.
import {test} from 'node:test';
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = path.join(process.env.TALON_BUILD ?? path.join(root, 'build/dev'), 'bin');
const hall = fs.readFileSync(path.join(root, 'deploy/halls/snezhinsk.toml'), 'utf8');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'talon-preview-'));
test.after(() => fs.rmSync(folder, {recursive: true, force: true}));

const slip = (layout, ...line) => {
  const file = path.join(folder, 'hall.toml');
  fs.writeFileSync(file, `${hall}\n[slip]\n${layout}\n`);
  return spawnSync(path.join(bin, 'talon-server'), ['slip', file, ...line], {encoding: 'utf8'});
};
const draw = (json, width) => {
  const picture = path.join(folder, 'slip.png');
  execFileSync(path.join(bin, 'talon-printer'), ['render', '--slip', '-', '--width', String(width), picture], {input: json});
  return picture;
};
const read = (picture) => execFileSync('tesseract', [picture, '-', '-l', 'rus', '--psm', '6'], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});

test('a changed layout is seen on the picture, and its QR is read', () => {
  const {stdout, status} = slip('text_mm = 4\nqr_mm = 24\nparts = ["office", "number", "note", "issued", "errand", "waiting", "way", "brief", '
    + '"stamp", "missed", "code", "contact"]\nnote = "Гардероб слева от входа"', 'child_benefit/submission');
  assert.equal(status, 0);
  const content = JSON.parse(stdout);
  const picture = draw(stdout, 576);
  const words = read(picture);
  assert.match(words, /Гардероб слева от входа[^]*Время выдачи[^]*Перед вами/, 'the note stands where the layout puts it');
  assert.match(words, new RegExp(content.procedure));
  assert.equal(execFileSync('zbarimg', ['--quiet', '--raw', picture], {encoding: 'utf8'}).trim(), content.url);
});

test('58 mm paper takes the same slip', () => {
  const {stdout} = slip('large_print = true');
  assert.match(read(draw(stdout, 384)), /Точное\s+время\s+обращения/);
});

test('a layout against the rules is refused with the rule and draws nothing', () => {
  const {stdout, stderr, status} = slip('number_mm = 9\nparts = ["number"]');
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /number_mm[^]*14 до 30 мм/);
  assert.match(stderr, /нет части «stamp»: её требует пункт S2-5\.4\.1-j/);
});

test('a line that the hall does not have is named, with those it has', () => {
  const {stderr, status} = slip('', 'child_benefit/none');
  assert.equal(status, 1);
  assert.match(stderr, /«child_benefit\/none» в этом зале нет[^]*child_benefit\/submission/);
});
