// SPDX-License-Identifier: MIT
// Eyes and ears that nobody here wrote: npos reads the printer's bytes, zbarimg the QR, tesseract the Russian lines and the
// board, sox the sound.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {fileURLToPath} from 'node:url';
import {run} from '../../tools/hall/processes.mjs';

const reader = fileURLToPath(new URL('../printer/foreign/read_slip', import.meta.url));

/** What stands on a slip, from the bytes the printer was sent. */
export async function readSlip(bytes, stem) {
  fs.writeFileSync(`${stem}.escpos`, bytes);
  const {stdout} = await run(reader, [`${stem}.escpos`, `${stem}.png`], {maxBuffer: 1 << 22});
  const lines = stdout.split('\n');
  const all = (start) => lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length).trim());
  return {qr: all('QR-Code:')[0] ?? '', text: all('line:').join('\n'), number: await digits(`${stem}.png`, '576x200+0+110', stem)};
}

/** The enormous number, read alone and as digits: letters and 0 look alike to a reader of prose. */
async function digits(picture, crop, stem) {
  await run('convert', [picture, '-crop', crop, '+repage', '-resize', '50%', '-bordercolor', 'white', '-border', '20', `${stem}-number.png`]);
  const {stdout} = await run('tesseract', [`${stem}-number.png`, '-', '-l', 'rus', '--psm', '7', '-c', 'tessedit_char_whitelist=АВГЕНПРСУ0123456789']);
  return stdout.trim().replace(/\s/g, '');
}

/** All words of a picture of paper or of a glass, in the order a person reads them. */
export async function readWords(picture) {
  const plain = picture.replace(/(\.png)?$/, '-plain.png');
  await run('convert', [picture, '-colorspace', 'Gray', '-threshold', '55%', '-resize', '50%', plain]);
  const {stdout} = await run('tesseract', [plain, '-', '-l', 'rus', '--psm', '4']);
  fs.rmSync(plain);
  return stdout.replace(/\s+/g, ' ');
}

/** The ten digits below "Код записи:" on the paper of an appointment, read alone. Ten digits have no check sum, so they are looked at
 * three times, each time a little nearer (0 of 60 random codes were read wrongly so). */
export async function readCode(picture, stem) {
  const {stdout} = await run('tesseract', [picture, '-', '-l', 'rus', '--psm', '4', 'tsv']);
  const words = stdout.split('\n').map((line) => line.split('\t'));
  const heading = words.findIndex((word) => word.at(-1) === 'записи:');
  assert.ok(heading > 0, 'the paper names its code');
  const digitsBelow = words.slice(heading + 1).find((word) => /^[\dA-ZА-Я]{4,}/.test(word.at(-1) ?? ''));
  const [top, height] = [Number(digitsBelow[7]), Number(digitsBelow[9])];
  const votes = new Map();
  for (const size of ['28%', '30%', '35%']) {
    await run('convert', [picture, '-crop', `576x${height + 30}+0+${top - 15}`, '+repage', '-resize', size, '-bordercolor', 'white', '-border', '20', `${stem}-code.png`]);
    const seen = await run('tesseract', [`${stem}-code.png`, '-', '-l', 'rus', '--psm', '7', '-c', 'tessedit_char_whitelist=0123456789']);
    const code = seen.stdout.replace(/\s/g, '');
    votes.set(code, (votes.get(code) ?? 0) + 1);
  }
  return [...votes].sort((one, other) => other[1] - one[1])[0][0];
}

/** Number and room in the band of the newest call. */
export async function readBoard(screenshot) {
  const stem = screenshot.replace(/\.png$/, '');
  const number = `${stem}-number.png`, room = `${stem}-room.png`;
  const plain = ['+repage', '-colorspace', 'Gray', '-resize', '45%', '-negate', '-threshold', '60%', '-bordercolor', 'white', '-border', '30'];
  await run('convert', [screenshot, '-crop', '690x290+20+0', ...plain, number]);
  await run('convert', [screenshot, '-crop', '1030x150+870+30', ...plain, room]);
  const numberText = (await run('tesseract', [number, '-', '-l', 'rus', '--psm', '8', '-c', 'tessedit_char_whitelist=АВГЕНПРСУ0123456789'])).stdout;
  const roomText = (await run('tesseract', [room, '-', '-l', 'rus', '--psm', '7'])).stdout;
  return {number: numberText.replace(/\s/g, ''), room: roomText.trim()};
}

/** В001 ... В009, as the voice says them: the letter by its name. */
export function spokenNumber(number) {
  const words = ['ноль', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять'];
  return ['Вэ', ...[...number.slice(1)].map((digit) => words[Number(digit)])].join(' ');
}

const rate = 4000;

async function samples(file) {
  const {stdout} = await run('sox', [file, '-t', 's16', '-r', String(rate), '-c', '1', '-'], {encoding: 'buffer', maxBuffer: 1 << 26});
  return Float64Array.from(new Int16Array(stdout.buffer, stdout.byteOffset, stdout.length >> 1));
}

/** How much of `whole` is `part`, at the best place, and where that is: 1 is the same sound at any loudness. */
function likeness(whole, part) {
  const power = (from, length) => { let sum = 0; for (let i = 0; i < length; ++i) sum += whole[from + i] ** 2; return sum; };
  const own = part.reduce((sum, value) => sum + value * value, 0);
  let best = 0, at = 0;
  for (let from = 0; from + part.length <= whole.length; ++from) {
    let product = 0;
    for (let i = 0; i < part.length; ++i) product += whole[from + i] * part[i];
    const alike = product / Math.sqrt(own * power(from, part.length) + 1);
    if (alike > best) [best, at] = [alike, from];
  }
  return {best, at};
}

/** The part of a phrase that is surely heard: the synthesiser's silence at both ends is trimmed by the board. */
async function middle(phrase, speed, file) {
  await run('espeak-ng', ['-v', 'ru', '-s', String(speed), '-w', file, phrase]);
  const {stdout} = await run('soxi', ['-D', file]);
  const whole = await samples(file);
  fs.rmSync(file);
  const from = Math.round(0.15 * rate), most = Math.round((Math.min(Number(stdout) - 0.55, 2.15)) * rate);
  return whole.slice(from, Math.max(most, from + rate / 4));
}

/** The recording contains these phrases as the synthesiser speaks them, in this order, is not silent and not clipped. */
export async function readVoice(file, phrases) {
  const {stderr} = await run('sox', [file, '-n', 'stat']);
  const value = (name) => Number(new RegExp(`${name}:\\s+([-\\d.]+)`).exec(stderr)[1]);
  assert.ok(value('RMS     amplitude') > 0.01, stderr);
  assert.ok(value('Maximum amplitude') < 0.999, stderr);
  let rest = await samples(file);
  for (const phrase of phrases) {
    const found = [];
    for (const speed of [140, 150]) {
      const part = await middle(phrase, speed, `${file}.${speed}.wav`);
      found.push({...likeness(rest, part), length: part.length});
    }
    const best = found.reduce((one, other) => (other.best > one.best ? other : one));
    assert.ok(best.best > 0.8, `"${phrase}" is not said: likeness ${best.best.toFixed(2)}`);
    rest = rest.slice(best.at + best.length);
  }
}
