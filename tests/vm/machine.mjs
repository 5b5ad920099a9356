// SPDX-License-Identifier: MIT
// A virtual machine with Debian's kernel that sees this machine's files and runs jobs for a test.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {Processes, eventually} from '../../tools/hall/processes.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** A Unix socket of QEMU read by lines. */
class Lines {
  constructor(file, onLine) {
    this.socket = net.createConnection(file);
    this.socket.on('error', () => {});  // the machine has ended; whoever waits for a line says so
    let rest = '';
    this.socket.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      for (const line of lines) onLine(line.trim());
    });
  }

  send(line) { this.socket.write(`${line}\n`); }
}

export class Machine {
  /** folder: everything of this machine (its `share` is /run/share inside); image: what tests/vm/image made. */
  constructor({folder, image}) {
    Object.assign(this, {folder, image});
    this.share = path.join(folder, 'share');
    fs.mkdirSync(this.share, {recursive: true});
    this.processes = new Processes(path.join(folder, 'logs'));
    this.jobs = new Map();
    this.count = 0;
  }

  socket(name) { return path.join(this.folder, name); }

  /** Boots; devices: further arguments of QEMU. Emulation only: the hardware's own virtualisation is not everywhere. */
  async boot(devices, {seconds = 180} = {}) {
    const read = (name) => fs.readFileSync(path.join(this.image, name), 'utf8').trim();
    const words = {guest: path.join(here, 'guest'), modules: path.join(this.image, 'root'), version: read('version')};
    // Sound and serial lines wait for nobody: before other work where one may.
    const first = process.getuid() === 0 ? ['nice', '-n', '-10'] : [];
    const [program, ...rest] = [...first, 'qemu-system-x86_64',
      '-M', 'q35', '-accel', 'tcg,thread=multi', '-cpu', 'Nehalem', '-smp', '2', '-m', '2048', '-nodefaults', '-no-user-config',
      '-display', 'none', '-no-reboot', '-serial', 'stdio',
      '-serial', `unix:${this.socket('agent')},server=on,wait=off`, '-qmp', `unix:${this.socket('qmp')},server=on,wait=off`,
      '-kernel', path.join(this.image, 'vmlinuz'), '-initrd', path.join(this.image, 'initrd'),
      '-append', ['console=ttyS0 quiet panic=-1 mitigations=off nokaslr',
        ...Object.entries(words).map(([name, value]) => `talon.${name}=${value}`)].join(' '),
      '-fsdev', 'local,id=host,path=/,security_model=none,readonly=on,multidevs=remap', '-device', 'virtio-9p-pci,fsdev=host,mount_tag=host',
      '-fsdev', `local,id=share,path=${this.share},security_model=none,multidevs=remap`, '-device', 'virtio-9p-pci,fsdev=share,mount_tag=share',
      ...devices];
    const entry = this.processes.start('machine', program, rest);
    await eventually('the machine has its sockets', () => {
      if (entry.exited) throw new Error(entry.text);
      return fs.existsSync(this.socket('agent')) && fs.existsSync(this.socket('qmp'));
    });
    const ready = new Promise((resolve) => { this.onReady = resolve; });
    this.agent = new Lines(this.socket('agent'), (line) => this.heard(line));
    this.control = new Lines(this.socket('qmp'), (line) => this.answered(line));
    this.control.send('{"execute": "qmp_capabilities"}');
    return this.within(ready, seconds, 'the machine is up');
  }

  heard(line) {
    const [word, name, code] = line.split(' ');
    if (word === 'ready') this.onReady(name);
    if (word !== 'done') return;
    const job = this.jobs.get(name);
    job.code = Number(code);
    job.resolve(job);
  }

  async within(promise, seconds, what) {
    const entry = this.processes.running.get('machine');
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not within ${seconds} s: ${what}\n${entry.text.slice(-2000)}`)), seconds * 1000);
    });
    const ended = entry.done.then(() => { throw new Error(`the machine ended: ${what}\n${entry.text.slice(-2000)}`); });
    try {
      return await Promise.race([promise, late, ended]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Begins a shell script inside. Its `done` resolves when it ended; text() is what it has said. */
  start(script) {
    const name = `job-${++this.count}`;
    const file = path.join(this.share, name);
    fs.writeFileSync(`${file}.sh`, `${script}\n`);
    const job = {name, code: null, text: () => (fs.existsSync(`${file}.out`) ? fs.readFileSync(`${file}.out`, 'utf8') : '')};
    job.done = new Promise((resolve) => { job.resolve = resolve; });
    this.jobs.set(name, job);
    this.agent.send(name);
    return job;
  }

  /** Runs a shell script inside to its end; {code, text}. */
  async run(script, {seconds = 60} = {}) {
    const job = this.start(script);
    await this.within(job.done, seconds, script).catch((error) => { throw new Error(`${error.message}\n${job.text()}`); });
    return {code: job.code, text: job.text()};
  }

  /** The same, which must succeed; what it said. */
  async must(script, options) {
    const {code, text} = await this.run(script, options);
    if (code !== 0) throw new Error(`${script}: code ${code}\n${text}`);
    return text.trim();
  }

  answered(line) {
    const reply = JSON.parse(line);
    if (!('return' in reply || 'error' in reply)) return;
    const waiter = this.waiters?.shift();
    if (waiter) waiter(reply);
  }

  /** A command of QEMU's own protocol. */
  async qmp(execute, args) {
    this.waiters ??= [];
    const reply = await this.within(new Promise((resolve) => {
      this.waiters.push(resolve);
      this.control.send(JSON.stringify({execute, arguments: args}));
    }), 30, execute);
    if (reply.error) throw new Error(`${execute}: ${reply.error.desc}`);
    return reply.return;
  }

  /** The power is gone: nothing is written any more, inside or outside. */
  async cut() {
    await this.processes.stop('machine', 'SIGKILL');
  }

  async off() {
    const entry = this.processes.running.get('machine');
    if (entry && !entry.exited && this.agent) {
      this.agent.send('off');
      await Promise.race([entry.done, new Promise((resolve) => { setTimeout(resolve, 15_000).unref(); })]);
    }
    await this.processes.stopAll();
  }
}
