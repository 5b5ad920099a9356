// SPDX-License-Identifier: MIT
// One HTTP request: JSON in, JSON out, a refusal as a named error. Our pages and the API have one origin, so the
// browser sends the session's cookie and the Origin header itself.

/// The server's answer was a refusal: RFC 9457, `title` is a Russian sentence for people.
export class Problem extends Error {
  constructor(readonly status: number, readonly code: string, readonly title: string, readonly detail: string,
              readonly retry_after_s: number | null) {
    super(title);
  }
  /// The sentence people read; the detail only where it is one of its own.
  get text(): string {
    return this.detail && this.detail !== this.title ? `${this.title} (${this.detail})` : this.title;
  }
}

/// Nobody answered: link down, server down, or it took longer than `timeout_ms`. Whether a command was done is unknown.
export class NoAnswer extends Error {}

export interface Answer { status: number; body: unknown }

export async function read_problem(reply: Response): Promise<Problem> {
  let said: { type?: string; title?: string; detail?: string } = {};
  try {
    said = (await reply.json()) as typeof said;
  } catch {
    // A proxy's page instead of a problem: the status says what can be said.
  }
  const code = (said.type ?? '').split('/').pop() ?? '';
  const wait = Number(reply.headers.get('Retry-After'));
  return new Problem(reply.status, code, said.title ?? `Сервер отказал (код ${reply.status}).`, said.detail ?? '',
                     Number.isFinite(wait) && wait > 0 ? wait : null);
}

export async function request(method: string, path: string, body?: unknown, headers: Record<string, string> = {},
                              timeout_ms = 5000): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeout_ms);
  try {
    const reply = await fetch(path, {
      method, signal: abort.signal, cache: 'no-store', credentials: 'same-origin',
      headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!reply.ok) throw await read_problem(reply);
    const text = await reply.text();
    return { status: reply.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new NoAnswer(String(error));
  } finally {
    clearTimeout(timer);
  }
}

export async function get<T>(path: string): Promise<T> {
  return (await request('GET', `/api/v1${path}`)).body as T;
}
