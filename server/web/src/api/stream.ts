// SPDX-License-Identifier: MIT
// Server-Sent Events over fetch. Not EventSource: that hides the comment the server sends every 3 s, and without it
// nobody can tell a quiet hall from a dead link.
import { Problem, read_problem } from './request';

export const silence_ms = 9000;  // three comments missed: "нет связи"

export interface Message { id: string; data: string }

/// Bytes -> messages: feed() takes text in any pieces.
export class EventParser {
  private rest_ = '';
  private id_ = '';
  private data_: string[] = [];

  feed(text: string): Message[] {
    const messages: Message[] = [];
    this.rest_ += text;
    for (;;) {
      const end = this.rest_.search(/\r\n|\n|\r(?=[^])/);
      if (end < 0) return messages;
      const line = this.rest_.slice(0, end);
      this.rest_ = this.rest_.slice(end + (this.rest_.startsWith('\r\n', end) ? 2 : 1));
      const message = this.line(line);
      if (message) messages.push(message);
    }
  }

  private line(line: string): Message | null {
    if (line === '') {
      if (this.data_.length === 0) return null;
      const message = { id: this.id_, data: this.data_.join('\n') };
      this.data_ = [];
      return message;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return null;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.data_.push(value);
    if (field === 'id') this.id_ = value;
    return null;
  }
}

export interface StreamEvents<Picture> {
  picture(picture: Picture): void;
  /// up: bytes arrive; lost: none for 9 s, or the server cannot be reached.
  link(state: 'up' | 'lost'): void;
  refused(problem: Problem): void;
}

/// Follows `path` until close(): connects again after every loss, with a growing pause of at most 4 s.
export class Stream<Picture> {
  private closed_ = false;
  private abort_: AbortController | null = null;
  private last_byte_ = performance.now();
  private watch_: number;
  private state_: 'up' | 'lost' | 'new' = 'new';
  private wake_: (() => void) | null = null;

  constructor(private readonly path_: string, private readonly events_: StreamEvents<Picture>) {
    this.watch_ = window.setInterval(() => this.check(), 500);
    window.addEventListener('online', this.hurry);
    window.addEventListener('offline', this.drop);
    void this.run();
  }

  close(): void {
    this.closed_ = true;
    window.clearInterval(this.watch_);
    window.removeEventListener('online', this.hurry);
    window.removeEventListener('offline', this.drop);
    this.abort_?.abort();
    this.hurry();
  }

  private hurry = (): void => this.wake_?.();
  private drop = (): void => this.abort_?.abort();

  private set(state: 'up' | 'lost'): void {
    if (state === this.state_ || this.closed_) return;
    this.state_ = state;
    this.events_.link(state);
  }

  private check(): void {
    if (performance.now() - this.last_byte_ < silence_ms) return;
    this.set('lost');
    this.abort_?.abort();
    this.last_byte_ = performance.now();
  }

  private async run(): Promise<void> {
    let pause_ms = 250;
    while (!this.closed_) {
      try {
        if (await this.connect()) pause_ms = 250;
      } catch (error) {
        if (error instanceof Problem && error.status < 500) return this.events_.refused(error);
      }
      if (this.closed_) return;
      await new Promise<void>((resolve) => {
        this.wake_ = resolve;
        window.setTimeout(resolve, pause_ms * (0.75 + Math.random() / 2));
      });
      this.wake_ = null;
      pause_ms = Math.min(pause_ms * 2, 4000);
    }
  }

  /// True when at least one message came.
  private async connect(): Promise<boolean> {
    this.abort_ = new AbortController();
    const reply = await fetch(this.path_, {
      signal: this.abort_.signal, cache: 'no-store', headers: { Accept: 'text/event-stream' },
    });
    if (!reply.ok || !reply.body) throw await read_problem(reply);
    const parser = new EventParser();
    const decoder = new TextDecoder();
    const reader = reply.body.getReader();
    let heard = false;
    for (;;) {
      const { done, value } = await reader.read();
      if (done || this.closed_) return heard;
      this.last_byte_ = performance.now();
      this.set('up');
      for (const message of parser.feed(decoder.decode(value, { stream: true }))) {
        heard = true;
        this.events_.picture(JSON.parse(message.data) as Picture);
      }
    }
  }
}
