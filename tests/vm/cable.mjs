// SPDX-License-Identifier: MIT
// The cable between a terminal and a printer on TCP, which counts what went over it and can end it at any byte.
import net from 'node:net';

export class Cable {
  /** printer: "tcp:HOST:PORT". Resolves with a cable whose `name` a terminal prints to. */
  static async lay(printer) {
    const cable = new Cable();
    const [, host, port] = printer.split(':');
    cable.listener = net.createServer((terminal) => cable.join(terminal, net.connect(Number(port), host)));
    await new Promise((resolve) => { cable.listener.listen(0, '127.0.0.1', resolve); });
    cable.name = `tcp:127.0.0.1:${cable.listener.address().port}`;
    return cable;
  }

  /** sent: bytes of the slip since arm(). */
  constructor() { this.arm(); }

  /** After `most` bytes of the next slip onMost is called, and nothing goes any further; answers: whether the printer is heard. */
  arm({most = Infinity, answers = true, onMost = () => {}} = {}) { Object.assign(this, {sent: 0, begun: false, most, answers, onMost}); }

  join(terminal, printer) {
    terminal.on('data', (bytes) => {
      // Questions for its state are a few bytes; a slip comes in large pieces.
      this.begun ||= bytes.length >= 64;
      if (!this.begun) return printer.write(bytes);
      const left = this.most - this.sent;
      const part = bytes.subarray(0, Math.max(0, Math.min(bytes.length, left)));
      this.sent += part.length;
      if (part.length > 0) printer.write(part);
      if (bytes.length > left) this.onMost();
    });
    printer.on('data', (bytes) => { if (this.answers) terminal.write(bytes); });
    for (const [one, other] of [[terminal, printer], [printer, terminal]]) {
      one.on('error', () => {});  // the machine behind it is gone: its close is what counts
      one.on('close', () => other.destroy());
    }
  }

  close() { this.listener.close(); }
}
