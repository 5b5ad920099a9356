// SPDX-License-Identifier: MIT
// The hall around the machine: the server, and LED boards as the firmware's own ELF in another QEMU, run outside; inside runs
// talon-display, which reaches the boards through the kernel's ftdi_sio and the loudspeaker through ALSA.
import fs from 'node:fs';
import path from 'node:path';
import {root} from '../../tools/hall/hall.mjs';
import {LedBoards, hallFileWithLed} from '../../tools/hall/led.mjs';
import {eventually} from '../../tools/hall/processes.mjs';
import {openHall, password} from '../../tools/hall/scene.mjs';

/** An RS-485 adapter (FTDI), plugged in while somebody holds the other end of its socket; a sound card; a network to us. */
export const hallDevices = (machine) => [
  '-chardev', `socket,id=rs485,path=${machine.socket('rs485')},server=on,wait=off`, '-device', 'usb-serial,chardev=rs485,bus=xhci.0,port=3',
  '-audiodev', `wav,id=speaker,path=${path.join(machine.folder, 'speaker.wav')},out.frequency=48000`, '-device', 'AC97,audiodev=speaker',
  '-netdev', 'user,id=net,restrict=off', '-device', 'virtio-net-pci,netdev=net'];

const outside = '10.0.2.2';  // QEMU's name for our loopback

export class VmHall {
  constructor(machine, build) {
    Object.assign(this, {machine, build});
    this.cookies = {};  // of specialists, by desk
    this.voices = path.join(machine.share, 'voices');
  }

  async open() {
    if (this.hall) return;
    const folder = path.join(this.machine.folder, 'hall');
    fs.mkdirSync(folder);
    const config = hallFileWithLed(folder, path.join(root, 'deploy/halls/snezhinsk.toml'));
    this.hall = await openHall({folder, bin: path.join(this.build, 'bin'), clock: 'virtual:2026-03-02T10:14,rate=1', config});
    this.manager = await this.hall.login('manager', password);
    await this.machine.must(`for i in $(seq 100); do nic=$(ls /sys/class/net | grep -v lo) && break; sleep 0.1; done
      ip link set $nic up; ip address add 10.0.2.15/24 dev $nic; curl -sf --max-time 20 ${this.url}/api/v1/hall >/dev/null`);
  }

  get url() { return `http://${outside}:${this.hall.port}`; }

  async startBoards() { this.led = await LedBoards.start(this.hall, {more: [this.machine.socket('rs485')]}); }

  /** port: of the boards' bus, none: the display has no boards; more: of its arguments. */
  startDisplay({port, more = []} = {}) {
    const share = (file) => {
      fs.copyFileSync(file, path.join(this.machine.share, path.basename(file)));
      return `/run/share/${path.basename(file)}`;
    };
    this.display = this.machine.start(`export SDL_VIDEODRIVER=dummy SDL_AUDIODRIVER=alsa
      echo $$ > /run/display.pid
      exec ${this.hall.program('talon-display')} --server ${this.url} --key ${share(this.hall.keys.board1.file)} \\
        --windowed --size 1280x720 --state /run/board1 --voice-dir /run/share/voices ${port ? `--bus ${port} --bus-key ${share(this.led.keyFile)}` : ''} \\
        ${more.map((word) => `'${word}'`).join(' ')}`);
  }

  async stopDisplay() {
    await this.machine.must('kill $(cat /run/display.pid)');
    await this.machine.within(this.display.done, 20, 'the display ends');
  }

  async stopBoards() {
    for (const name of [...this.hall.processes.running.keys()].filter((one) => one.startsWith('led-'))) await this.hall.processes.stop(name);
  }

  /** What the display reports of one of its parts: "sound", "led/13". */
  async component(name) {
    if (this.display.code !== null) throw new Error(`the display has ended: ${this.display.text()}`);
    const {json} = await this.hall.api('GET', '/api/v1/live', {cookie: this.manager});
    return json.devices.find((one) => one.device === 'board1').components.find((one) => one.component === name);
  }

  health(name, wanted, seconds = 60) {
    return eventually(`${name} is ${wanted}`, async () => {
      const found = await this.component(name);
      if (found?.health === wanted) return found;
      throw new Error(`${JSON.stringify(found)}\n${this.display.text().slice(-500)}`);
    }, seconds);
  }

  async issue(procedure) {
    const reply = await this.hall.api('POST', '/api/v1/tickets', {body: {service: 'child_benefit', procedure}, device: 'kiosk2'});
    if (reply.status !== 201) throw new Error(reply.text);
    return reply.json.number;
  }

  async sitDown(desk) {
    const cookie = await this.hall.login(`specialist${desk}`, password);
    const reply = await this.hall.api('POST', `/api/v1/desks/${desk}/open`, {body: {}, cookie});
    if (reply.status !== 200) throw new Error(reply.text);
    this.cookies[desk] = cookie;
  }

  /** What the specialist of this desk does: "next", "recall", "start", "finish". */
  async act(desk, verb) {
    const reply = await this.hall.api('POST', `/api/v1/desks/${desk}/${verb}`, {body: {}, cookie: this.cookies[desk]});
    if (reply.status !== 200) throw new Error(`${verb} at desk ${desk}: ${reply.status} ${reply.text}`);
  }

  async desk(number) { return (await this.hall.api('GET', `/api/v1/desks/${number}`, {cookie: this.cookies[number]})).json; }
  async call(number) { return (await this.hall.api('GET', '/api/v1/hall')).json.calls.find((one) => one.number === number && !one.left); }

  async close() { await this.hall?.stop(); }
}
