// SPDX-License-Identifier: MIT
// The terminal under a Wayland compositor made for terminals (cage), upright and lying: it comes up on the whole glass, and what
// the compositor shows is, dot for dot, what the terminal has drawn.
import {test, before, after} from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {eventually, run} from '../../tools/hall/processes.mjs';
import {openHall, startPrinter} from '../../tools/hall/scene.mjs';

const build = process.env.TALON_BUILD ?? fileURLToPath(new URL('../../build/dev', import.meta.url));
let hall, printer;

before(async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'talon-wayland-'));
  hall = await openHall({folder, bin: path.join(build, 'bin'), clock: 'virtual:2026-03-02T10:14,rate=1'});
  printer = await startPrinter(hall);
});

after(async () => {
  await hall?.stop();
  if (hall && !process.exitCode) fs.rmSync(hall.folder, {recursive: true, force: true});
});

/** The compositor refuses to run as root. */
function asNobody(folder) {
  if (process.getuid() !== 0) return [];
  fs.chmodSync(hall.folder, 0o755);
  for (const file of [folder, hall.keys.kiosk1.file]) fs.chownSync(file, 65534, 65534);
  return ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
}

/** Starts compositor and terminal. turns: of the glass, by 90 degrees; at least one, else the compositor shows the terminal's own
 * buffer and there is no picture to take. */
async function startTerminal(name, turns) {
  const folder = path.join(hall.folder, name);
  fs.mkdirSync(folder, {mode: 0o700});
  const env = {XDG_RUNTIME_DIR: folder, DISPLAY: '', WLR_BACKENDS: 'headless', WLR_LIBINPUT_NO_DEVICES: '1', WLR_RENDERER: 'pixman',
    SDL_VIDEODRIVER: 'wayland'};
  const [program, ...args] = [...asNobody(folder), 'cage', '-d', ...Array(turns).fill('-r'), '--', 'sh', '-c', `cd ${folder} && echo $WAYLAND_DISPLAY > socket && echo $$ > pid && exec "$@"`, 'terminal',
    hall.program('talon-kiosk'), '--server', hall.url, '--key', hall.keys.kiosk1.file, '--printer', printer,
    '--printer-profile', 'epson-tm-t20', '--state', path.join(folder, 'state'), '--targets', path.join(folder, 'targets.json'),
    '--screenshot-dir', folder];
  hall.processes.start(name, program, args, {env});
  await eventually('the first page', () => {
    const file = path.join(folder, 'targets.json');
    return fs.existsSync(file) && JSON.parse(fs.readFileSync(file, 'utf8')).view === 'start';
  }, 30);
  return {folder, env: {...process.env, ...env, WAYLAND_DISPLAY: fs.readFileSync(path.join(folder, 'socket'), 'utf8').trim()}};
}

for (const [mode, turns] of [['720x1280', 1], ['1280x720', 2]]) {
  test(`the terminal on a Wayland glass of ${mode}`, async () => {
    const {folder, env} = await startTerminal(`terminal-${mode}`, turns);
    const shown = path.join(hall.folder, `${mode}.png`);
    await eventually('the compositor shows what the terminal has drawn', async () => {
      const known = fs.readdirSync(folder).filter((name) => name.endsWith('.png'));
      process.kill(Number(fs.readFileSync(path.join(folder, 'pid'), 'utf8')), 'SIGUSR1');
      await run('grim', [shown], {env});
      const drawn = await eventually('the terminal takes a picture', () =>
        fs.readdirSync(folder).find((name) => name.endsWith('.png') && !known.includes(name)), 5);
      const {stdout} = await run('identify', ['-format', '%wx%h', shown]);
      assert.equal(stdout, mode);
      const {stderr} = await run('compare', ['-metric', 'AE', shown, path.join(folder, drawn), 'null:']).catch((error) => error);
      return stderr.trim() === '0' ? true : (() => { throw new Error(`${stderr.trim()} dots differ`); })();
    }, 30);
    const {stdout} = await run('tesseract', [shown, '-', '-l', 'rus', '--psm', '3']);
    assert.match(stdout, /По какому вопросу[^]*Нажмите на нужную строку/, 'a person can read it');
    await hall.processes.stop(`terminal-${mode}`);
  });
}
