// SPDX-License-Identifier: MIT
// Eyes and ears that nobody here wrote: npos reads the printer's bytes, zbarimg the QR, tesseract the Russian lines and the
// board, sox the sound.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {fileURLToPath} from 'node:url';
import {run} from '../../tools/hall/processes.mjs';

// Their threads wait for each other in a spin: on a machine with two cores a page is read three times sooner by one.
process.env.OMP_THREAD_LIMIT ??= '1';

const reader = fileURLToPath(new URL('../printer/foreign/read_slip', import.meta.url));

/** What stands on a slip, from the bytes the printer was sent. */
export async function readSlip(bytes, stem) {
  fs.writeFileSync(`${stem}.escpos`, bytes);
  const {stdout} = await run(reader, [`${stem}.escpos`, `${stem}.png`], {maxBuffer: 1 << 22});
  const lines = stdout.split('\n');
  const all = (start) => lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length).trim());
  return {qr: all('QR-Code:')[0] ?? '', text: all('line:').join('\n'), number: await readNumber(`${stem}.png`, stem)};
}

/** The enormous number, read alone and as digits: letters and 0 look alike to a reader of prose. */
export async function readNumber(picture, stem) {
  await run('convert', [picture, '-crop', '576x200+0+110', '+repage', '-resize', '50%', '-bordercolor', 'white', '-border', '20', `${stem}-number.png`]);
  const {stdout} = await run('tesseract', [`${stem}-number.png`, '-', '-l', 'rus', '--psm', '7', '-c', 'tessedit_char_whitelist=АВГЕНПРСУ0123456789']);
  return stdout.trim().replace(/\s/g, '');
}

/** All words of a picture of paper or of a glass, in the order a person reads them. languages: as tesseract names them. */
export async function readWords(picture, languages = 'rus') {
  const plain = picture.replace(/(\.png)?$/, '-plain.png');
  await run('convert', [picture, '-colorspace', 'Gray', '-threshold', '55%', '-resize', '50%', plain]);
  const {stdout} = await run('tesseract', [plain, '-', '-l', languages, '--psm', '4']);
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

/** How much of `whole` is `part`, at the best place from `first` to `last`, and where that is: 1 is the same sound at any loudness. */
function likeness(whole, part, first = 0, last = whole.length) {
  const power = (from, length) => { let sum = 0; for (let i = 0; i < length; ++i) sum += whole[from + i] ** 2; return sum; };
  const own = part.reduce((sum, value) => sum + value * value, 0);
  let best = 0, at = Math.max(0, first);
  for (let from = at; from <= last && from + part.length <= whole.length; ++from) {
    let product = 0;
    for (let i = 0; i < part.length; ++i) product += whole[from + i] * part[i];
    const alike = product / Math.sqrt(own * power(from, part.length) + 1);
    if (alike > best) [best, at] = [alike, from];
  }
  return {best, at};
}

const piece = 0.1 * rate;  // shorter than any spoken digit
const together = 3;        // pieces: one may be spoilt by a drop-out, three in a row are another word
const early = 0.02 * rate, late = 0.1 * rate;  // where a piece may be, seen from the end of the one before

/** How surely `part` is in `whole`, by its worst 0.3 s, and where it ends. Piece by piece: a sound card that runs dry for a moment
 * moves all that follows, which would spoil a comparison of the whole, and a word in ten that is another would not. */
function spoken(whole, part) {
  const begin = likeness(whole, part).at;
  let at = begin, known = false;
  const found = [];
  for (let from = 0; from + piece <= part.length; from += piece) {
    // The best place of the whole may be that of its end, moved: the first pieces are looked for further around.
    const near = known ? [at - early, at + late] : [begin - 0.4 * rate, begin + 0.4 * rate];
    const one = likeness(whole, part.slice(from, from + piece), Math.round(near[0]), Math.round(near[1]));
    found.push(one.best);
    known ||= one.best > 0.8;
    if (one.best > 0.6) at = one.at;
    at += piece;
  }
  let worst = 1;
  for (let i = 0; i + together <= found.length; ++i) {
    worst = Math.min(worst, found.slice(i, i + together).reduce((sum, one) => sum + one, 0) / together);
  }
  return {worst, end: at};
}

/** A phrase as the synthesiser speaks it, without the silence at both ends, which the board trims too. */
async function phraseAlone(phrase, speed, file) {
  await run('espeak-ng', ['-v', 'ru', '-s', String(speed), '-w', file, phrase]);
  const whole = await samples(file);
  fs.rmSync(file);
  const peak = whole.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const sounds = (value) => Math.abs(value) > 0.02 * peak;
  return whole.slice(whole.findIndex(sounds), whole.findLastIndex(sounds) + 1);
}

/** How surely each of these phrases is said in a recording, 0 to 1. */
export async function howSurely(file, phrases) {
  const sound = await samples(file);
  const all = [];
  for (const phrase of phrases) all.push((await phraseIn(sound, phrase, file)).worst);
  return all;
}

/** How surely a phrase is said in this sound at one of the speeds of a voice at leisure. */
async function phraseIn(sound, phrase, file) {
  const tried = [];
  for (const speed of [140, 150]) tried.push(spoken(sound, await phraseAlone(phrase, speed, `${file}.${speed}.wav`)));
  return tried.reduce((one, other) => (other.worst > one.worst ? other : one));
}

/** The recording contains these phrases as the synthesiser speaks them, in this order, is not silent and not clipped. */
export async function readVoice(file, phrases) {
  const {stderr} = await run('sox', [file, '-n', 'stat']);
  const value = (name) => Number(new RegExp(`${name}:\\s+([-\\d.]+)`).exec(stderr)[1]);
  assert.ok(value('RMS     amplitude') > 0.01, stderr);
  assert.ok(value('Maximum amplitude') < 0.999, stderr);
  let rest = await samples(file);
  for (const phrase of phrases) {
    const {worst, end} = await phraseIn(rest, phrase, file);
    assert.ok(worst > 0.7, `"${phrase}" is not said: likeness ${worst.toFixed(2)}`);
    rest = rest.slice(end);
  }
}
