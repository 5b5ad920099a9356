// SPDX-License-Identifier: MIT
// The voice through ALSA: what a loudspeaker at the sound card would have given is in a file outside, beside what the display
// says it has spoken.
import {test, before} from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {eventually, run} from '../../tools/hall/processes.mjs';
import {howSurely, readVoice, spokenNumber} from '../whole/readers.mjs';

const frame = 4, rate = 48_000;  // QEMU's recording: 16 bits, two channels
const header = 44;

class Speaker {
  constructor(machine) { this.file = path.join(machine.folder, 'speaker.wav'); }

  size() { return fs.existsSync(this.file) ? Math.max(header, fs.statSync(this.file).size) : header; }

  /** Waits until the card has had `seconds` more than `from` and keeps what sounded since then as a WAV file of one channel. */
  async since(from, seconds, target) {
    await eventually(`the sound card has ${seconds} s`, () => this.size() - from > seconds * rate * frame, 60);
    const raw = `${target}.raw`;
    const start = from + ((from - header) % frame === 0 ? 0 : frame - ((from - header) % frame));
    fs.writeFileSync(raw, fs.readFileSync(this.file).subarray(start));
    await run('sox', ['-t', 'raw', '-r', String(rate), '-e', 'signed', '-b', '16', '-c', '2', raw, '-c', '1', target]);
    fs.rmSync(raw);
    return target;
  }
}

/** Seconds and level (dB of full scale) of what sounds, without the silence at both ends. */
async function heard(file) {
  const trimmed = `${file}.trimmed.wav`;
  await run('sox', [file, trimmed, 'silence', '1', '0.02', '0.5%', 'reverse', 'silence', '1', '0.02', '0.5%', 'reverse']);
  const {stderr} = await run('sox', [trimmed, '-n', 'stats']);
  const value = (name) => Number(new RegExp(`${name}\\s+(-?[\\d.]+)`).exec(stderr)[1]);
  return {file: trimmed, seconds: value('Length s'), level: value('RMS lev dB'), peak: value('Pk lev dB')};
}

export function soundScenarios(machine, house) {
  const speaker = new Speaker(machine);
  const card = '/sys/bus/pci/drivers/snd_intel8x0';

  before(() => house.open());

  /** As the installer does: Linux begins with every channel of a card muted. Resolves with what the card then adds, in dB. */
  async function unmute() {
    await machine.must('alsactl init; amixer -q set Master 100% unmute && amixer -q set PCM 0dB unmute');
    const tone = path.join(machine.share, 'tone.wav');
    await run('sox', ['-n', '-r', '44100', '-c', '1', '-b', '16', tone, 'synth', '2', 'sine', '440', 'gain', '-18']);
    const from = speaker.size();
    await machine.must('aplay -q /run/share/tone.wav');
    return (await heard(await speaker.since(from, 1.9, path.join(machine.folder, 'tone.wav')))).level - (await heard(tone)).level;
  }

  /** Nobody could have understood another number, were it of the last digit alone. */
  async function onlyThisNumber(file, number) {
    const others = [...'0123456789'].map((digit) => number.slice(0, -1) + digit).filter((one) => one !== number);
    const [own, ...rest] = await howSurely(file, [number, ...others].map((one) => `талон ${spokenNumber(one)}`));
    console.log(`voice: ${number} is heard ${own.toFixed(2)} alike, another number at most ${Math.max(...rest).toFixed(2)}`);
    assert.ok(Math.max(...rest) < own - 0.05, others.map((one, index) => `${one} ${rest[index].toFixed(2)}`).join(', '));
  }

  /** Calls somebody to desk 4; the number, and the file of what the display spoke. */
  async function announce() {
    const number = await house.issue('submission');
    if (house.cookies[4] === undefined) {
      await house.sitDown(4);
    } else {
      await house.act(4, 'start');
      await house.act(4, 'finish');
    }
    await house.act(4, 'next');
    const {seq} = await house.call(number);
    const file = path.join(house.voices, `${String(seq).padStart(8, '0')}.wav`);
    await eventually('it is spoken', () => fs.existsSync(file), 90);
    return {number, file};
  }

  test('voice: without a sound card there is an alarm, with it the alarm ends', async () => {
    const device = await machine.must(`basename $(ls -d ${card}/0000:*)`);
    await machine.must(`echo ${device} > ${card}/unbind`);
    house.startDisplay();
    assert.match((await house.health('sound', 'failed')).reason, /нет звукового устройства/);
    await machine.must(`echo ${device} > ${card}/bind`);
    await house.health('sound', 'ok');
    await house.stopDisplay();
  });

  test('voice: a call is heard at the sound card whole, as long and as loud as it was spoken', async () => {
    const gain = await unmute();
    house.startDisplay();
    await house.health('sound', 'ok');
    const from = speaker.size();
    const {number, file} = await announce();
    const spoken = await heard(file);
    // The device stays open for a while: silence follows the words.
    const sounded = await heard(await speaker.since(from, spoken.seconds + 2, path.join(machine.folder, 'heard.wav')));
    const level = sounded.level - gain;
    console.log(`voice: spoken ${spoken.seconds} s at ${spoken.level} dB, heard ${sounded.seconds} s at ${level.toFixed(2)} dB`);
    // Where the card ran dry there is silence between; what is shorter was cut, what is much longer is said twice.
    const longer = sounded.seconds / spoken.seconds - 1;
    assert.ok(longer > -0.01 && longer < 0.15, `heard ${sounded.seconds} s of ${spoken.seconds} s`);
    assert.ok(Math.abs(level - spoken.level) < 1, `heard at ${level} dB, spoken at ${spoken.level} dB`);
    await readVoice(sounded.file, [`талон ${spokenNumber(number)}`]);
    await onlyThisNumber(sounded.file, number);
    await house.stopDisplay();
  });
}
