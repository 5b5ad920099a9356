// SPDX-License-Identifier: MIT
// The real talon-server with an example hall, on a free port, in a folder of its own.
import crypto from 'node:crypto';
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const program = join(process.env.TALON_BIN ?? join(root, 'build/dev/bin'), 'talon-server');
export const password = 'тридцать три коровы';

export async function start_server({clock = 'virtual:2026-03-02T09:30,rate=1', hall = 'snezhinsk', from = null} = {}) {
  const data = from ?? mkdtempSync(join(tmpdir(), 'talon-web-'));
  const user = (login, role, name) => execFileSync(program, ['user', 'add', login, '--role', role, '--name', name, '--data', data], {input: `${password}\n`, stdio: ['pipe', 'ignore', 'pipe']});
  if (!from) {
    for (const login of ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']) user(login, 'specialist', `Специалист ${login}`);
    user('chief', 'manager', 'Руководитель');
    user('keeper', 'administrator', 'Администратор');
  }
  const child = spawn(program, ['run', '--config', join(root, `deploy/halls/${hall}.toml`), '--data', data, '--listen', '127.0.0.1:0', '--clock', clock], {stdio: ['ignore', 'pipe', 'pipe']});
  let said = '';
  child.stderr.on('data', (bytes) => (said += bytes));
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (bytes) => { const found = /listening on (\S+)/.exec(String(bytes)); if (found) resolve(found[1]); });
    child.once('exit', (code) => reject(new Error(`talon-server ended with ${code}: ${said}`)));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));

  async function call(method, path, body, {cookie = '', key, origin = url} = {}) {
    const reply = await fetch(url + path, {method, headers: {Origin: origin, Cookie: cookie, ...(body ? {'Content-Type': 'application/json'} : {}),
      ...(key ? {'Idempotency-Key': key} : {})}, ...(body ? {body: JSON.stringify(body)} : {})});
    const text = await reply.text();
    return {status: reply.status, body: text && /json/.test(reply.headers.get('content-type') ?? '') ? JSON.parse(text) : text, cookie: (reply.headers.get('set-cookie') ?? '').split(';')[0]};
  }
  const log_in = async (login) => (await call('POST', '/api/v1/session', {login, password})).cookie;
  const chief = await log_in('chief');
  /// A ticket as a kiosk would issue it.
  const issue = async (service, procedure) => {
    const reply = await call('POST', '/api/v1/tickets', {service, procedure}, {cookie: chief, key: crypto.randomUUID()});
    if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
    return reply.body.number;
  };
  /// keep: the data stay, for another start_server with `from`.
  return {url, call, chief, log_in, issue, data, async close({keep = false} = {}) {
    child.kill('SIGTERM');
    await ended;
    if (keep) return;
    rmSync(data, {recursive: true, force: true});
  }};
}
