// SPDX-License-Identifier: MIT
// Starts programs, waits for what they say, ends exactly those it started.
import {spawn, execFile} from 'node:child_process';
import {promisify} from 'node:util';
import fs from 'node:fs';
import path from 'node:path';

export const run = promisify(execFile);

export class Processes {
  constructor(logFolder) {
    this.logFolder = logFolder;
    this.running = new Map();
    fs.mkdirSync(logFolder, {recursive: true});
  }

  /** Starts a program; its output goes to <log folder>/<name>.log. */
  start(name, program, args, {env = {}, cwd} = {}) {
    const file = path.join(this.logFolder, `${name}.log`);
    const log = fs.createWriteStream(file, {flags: 'a'});
    const child = spawn(program, args, {env: {...process.env, ...env}, cwd, stdio: ['pipe', 'pipe', 'pipe']});
    const entry = {name, child, text: '', exited: null, waiters: [], log: file};
    const take = (chunk) => {
      log.write(chunk);
      entry.text += chunk;
      entry.waiters.forEach((check) => check());
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.stdin.on('error', () => {});  // a program that has ended reads nothing more
    entry.done = new Promise((resolve) => {
      child.on('error', (error) => { take(`${error.message}\n`); entry.exited ??= {code: 127}; resolve(entry.exited); entry.waiters.forEach((check) => check()); });
      child.on('exit', (code, signal) => { entry.exited = {code, signal}; resolve(entry.exited); entry.waiters.forEach((check) => check()); });
    });
    this.running.set(name, entry);
    return entry;
  }

  /** Resolves with the match once the program has printed it; fails when it ends or is silent too long. */
  said(entry, pattern, seconds = 30) {
    return new Promise((resolve, reject) => {
      const fail = (why) => { clearTimeout(timer); reject(new Error(`${entry.name}: ${why}\n${entry.text.slice(-2000)}`)); };
      const timer = setTimeout(() => fail(`did not say ${pattern} within ${seconds} s`), seconds * 1000);
      const check = () => {
        const match = pattern.exec(entry.text);
        if (match) { clearTimeout(timer); resolve(match); }
        else if (entry.exited) fail(`ended with ${JSON.stringify(entry.exited)} before it said ${pattern}`);
      };
      entry.waiters.push(check);
      check();
    });
  }

  async stop(name, signal = 'SIGTERM', seconds = 10) {
    const entry = this.running.get(name);
    if (!entry) return null;
    this.running.delete(name);
    if (entry.exited) return entry.exited;
    entry.child.kill(signal);
    const timer = setTimeout(() => entry.child.kill('SIGKILL'), seconds * 1000);
    const result = await entry.done;
    clearTimeout(timer);
    return result;
  }

  async stopAll() {
    for (const name of [...this.running.keys()].reverse()) await this.stop(name);
  }
}

/** A program that was to go on has ended: no waiting helps. */
export class Ended extends Error {}

/** Throws with the program's last words when it has ended. */
export function alive(entry) {
  if (entry.exited) throw new Ended(`${entry.name} ended with ${JSON.stringify(entry.exited)}: ${entry.text.trim().slice(-2000) || 'it said nothing'}`);
  return true;
}

/** Polls `condition` until it gives something truthy; Ended ends it at once. */
export async function eventually(what, condition, seconds = 20) {
  const until = Date.now() + seconds * 1000;
  let last;
  for (;;) {
    try {
      const value = await condition();
      if (value) return value;
      last = value;
    } catch (error) {
      if (error instanceof Ended) throw error;
      last = error;
    }
    if (Date.now() > until) throw new Error(`not within ${seconds} s: ${what} (last: ${last instanceof Error ? last.message : JSON.stringify(last)})`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
