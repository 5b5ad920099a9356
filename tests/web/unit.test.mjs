// SPDX-License-Identifier: MIT
// The pure parts of the consoles, without a browser.
import assert from 'node:assert/strict';
import {webcrypto} from 'node:crypto';
import {test} from 'node:test';
import {load} from './bundle.mjs';

globalThis.crypto ??= webcrypto;  // node 18 has it only as a module

const {limit_view, span, limit_text, plural, percent, clock_of, hall_now, rfc3339, grown, clock_text, until_of, normal_number, plot, EventParser,
  Outbox, changed_ms, double_ms, patience_ms, NoAnswer, Problem, action_of, allowed, main_action, outcomes_of, spoken_change, may_end} = await load('limit.ts', 'words.ts', 'hall_time.ts',
  'api/stream.ts', 'api/outbox.ts', 'api/request.ts', 'desk/actions.ts', 'desk/telephone.tsx', 'manager/chart.tsx', 'manager/decisions.tsx', 'manager/history.tsx');

test('exactly the limit is within, one second more is a breach', () => {
  assert.equal(limit_view(1259, 1800).kind, 'ok');
  assert.equal(limit_view(1260, 1800).kind, 'near');
  assert.deepEqual([limit_view(1800, 1800).kind, limit_view(1800, 1800).left_s], ['near', 0]);
  assert.deepEqual([limit_view(1801, 1800).kind, limit_view(1801, 1800).left_s], ['over', -1]);
  assert.equal(limit_view(99999, null).word, 'без норматива');
});

test('durations, plurals and shares read as people write them', () => {
  assert.deepEqual([span(65), span(3725), span(0)], ['1:05', '1:02:05', '0:00']);
  assert.deepEqual([limit_text(1800), limit_text(45), limit_text(9000)], ['30\u00a0мин', '45\u00a0с', '2\u00a0ч 30\u00a0мин']);
  assert.deepEqual([1, 2, 5, 11, 21, 112].map((n) => plural(n, 'окно', 'окна', 'окон')), ['1 окно', '2 окна', '5 окон', '11 окон', '21 окно', '112 окон']);
  assert.deepEqual([percent(1), percent(0.99999), percent(null)], ['100 %', '99,9 %', '–']);
});

test('hall time runs on at the hall\'s rate and is written in the hall\'s offset', () => {
  const clock = clock_of({now: '2026-03-02T09:14:07.120+05:00', rate: 60, virtual_clock: true}, 1000);
  assert.equal(hall_now(clock, 2000) - clock.at_ms, 60_000);
  assert.equal(rfc3339(hall_now(clock, 2000), clock.offset_min), '2026-03-02T09:15:07+05:00');
  assert.equal(grown(10, clock, clock.at_ms + 1999), 11);
  assert.equal(clock_text('2026-03-02T09:14:07.120+05:00', true), '09:14:07');
  assert.equal(until_of('2026-03-02', '17:30', 300), '2026-03-02T17:30:00+05:00');
});

test('a stream cut into any pieces gives the same messages', () => {
  const text = ': here\n\nid: 7\ndata: {"a":\ndata: 1}\n\n: here\r\n\r\nid: 8\r\ndata: x\r\n\r\n';
  for (let size = 1; size <= text.length; ++size) {
    const parser = new EventParser();
    const got = [];
    for (let at = 0; at < text.length; at += size) got.push(...parser.feed(text.slice(at, at + size)));
    assert.deepEqual(got, [{id: '7', data: '{"a":\n1}'}, {id: '8', data: 'x'}], `pieces of ${size}`);
  }
});

function bench(replies) {
  const stored = new Map();
  const seen = {sent: [], done: [], states: [], now: 0, stored};
  const world = {
    storage: {getItem: (k) => stored.get(k) ?? null, setItem: (k, v) => stored.set(k, v), removeItem: (k) => stored.delete(k)},
    now_ms: () => seen.now,
    pause: (ms) => new Promise((resolve) => {
      const over = () => { seen.now += ms; resolve(); };
      if (ms === changed_ms) seen.settle = over; else over();
    }),
    changed: (state) => seen.states.push(state.kind === 'sending' ? state.attempts : state.kind),
    done: (outcome) => seen.done.push(outcome),
    send: async (path, body, key) => {
      assert.ok([...stored.values()].some((entry) => entry.includes(key)), 'the key is stored before the send');
      seen.sent.push({path, key});
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      if (reply instanceof Error) throw reply;
      return reply;
    }};
  return {box: new Outbox(world), seen, world};
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a lost reply is asked for again under the same key', async () => {
  const {box, seen} = bench([new NoAnswer('cut'), new Problem(503, 'storage-unavailable', '', '', null), {status: 200, body: {}}]);
  assert.ok(box.submit('/next', 'next', {}));
  assert.ok(!box.submit('/finish', 'finish', {}), 'one command at a time');
  await settled();
  assert.equal(seen.sent.length, 3);
  assert.equal(new Set(seen.sent.map((sent) => sent.key)).size, 1);
  assert.match(seen.sent[0].key, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(seen.done[0].answer.status, 200);
  assert.equal(seen.stored.size, 0);
});

test('a double click is one command, a refusal may be tried again at once', async () => {
  const {box, seen} = bench([{status: 200, body: {}}, new Problem(409, 'nobody-waiting', 'Никого', '', null), {status: 200, body: {}}]);
  assert.ok(box.submit('/next', 'next', {}));
  await settled();
  assert.ok(!box.submit('/start', 'start', {}), 'the button that has just changed');
  seen.settle();
  await settled();
  assert.deepEqual(seen.states, [1, 'settling', 'idle']);
  assert.ok(!box.submit('/next', 'next', {}), 'the same again');
  seen.now += double_ms;
  assert.ok(box.submit('/start', 'start', {}));
  await settled();
  assert.equal(seen.done[1].problem.code, 'nobody-waiting');
  assert.ok(box.submit('/start', 'start', {}), 'a refusal may be tried again at once');
});

test('an end of service waits for ever, a call is given up', async () => {
  const call = bench([new NoAnswer('cut')]);
  call.box.submit('/next', 'next', {});
  await settled();
  assert.ok(call.seen.done[0].dropped);
  assert.ok(call.seen.now > patience_ms);
  const finish = bench([...Array.from({length: 60}, () => new NoAnswer('cut')), {status: 200, body: {}}]);
  finish.box.submit('/finish', 'finish', {});
  await settled();
  assert.ok(finish.seen.now > patience_ms);
  assert.equal(finish.seen.done[0].answer.status, 200);
});

test('a command left over from before a reload is sent with its old key', async () => {
  const {box, seen, world} = bench([{status: 200, body: {}}]);
  world.storage.setItem('talon.outbox', JSON.stringify({key: 'old-key', path: '/finish', verb: 'finish', body: {}, pressed_ms: 0}));
  box.resume();
  await settled();
  assert.deepEqual(seen.sent, [{path: '/finish', key: 'old-key'}]);
});

const picture = (more) => ({state: 'open', ticket: null, held: [], no_shows: [], undo: null, waiting: 1, ...more});
test('the one large button follows the state', () => {
  const verb = (more) => main_action(picture(more)).verb;
  assert.deepEqual([verb({}), verb({ticket: {state: 'called'}}), verb({ticket: {state: 'serving'}}), verb({state: 'paused'}), verb({state: 'closed'})],
    ['next', 'start', 'next', 'resume', 'open']);
  assert.ok(!allowed(picture({ticket: {state: 'called'}}), 'finish'));
  assert.ok(allowed(picture({held: [{}]}), 'return'));
});

test('keys go by their place; repeats and the browser\'s own shortcuts are left alone', () => {
  const key = (code, more) => action_of({code, shift: false, ctrl: false, alt: false, meta: false, repeat: false, ...more});
  assert.deepEqual([key('Space'), key('F8'), key('Numpad2'), key('Digit6'), key('Backspace'), key('KeyZ', {ctrl: true})],
    ['main', 'main', 'no-show', 'finish', 'undo', 'undo']);
  assert.deepEqual(key('Digit3', {shift: true}), {outcome: 2});
  assert.deepEqual([key('Space', {repeat: true}), key('Digit1', {alt: true}), key('Digit1', {ctrl: true}), key('KeyQ')], [null, null, null, null]);
});

test('the telephone: a talk takes the large button, a call may be missed at any open desk', () => {
  const talk = picture({state: 'phone', phone: {since: '', forwarded: false, limit_s: 600, clause: '6.5'}});
  assert.deepEqual(main_action(talk), {verb: 'phone-end', title: 'Закончить разговор'});
  assert.deepEqual(['next', 'pause', 'close', 'phone'].map((verb) => allowed(talk, verb)), [false, false, false, false]);
  assert.deepEqual([{}, {ticket: {state: 'called'}}, {ticket: {state: 'serving'}}, {state: 'paused'}, {state: 'closed'}].map((more) => [allowed(picture(more), 'phone'), allowed(picture(more), 'phone-missed')]),
    [[true, true], [false, true], [false, true], [false, true], [false, false]]);
  assert.deepEqual([may_end({forwarded: false}, 'forwarded'), may_end({forwarded: true}, 'forwarded'), may_end({forwarded: true}, 'callback')], [true, false, true]);
  const key = (code) => action_of({code, shift: false, ctrl: false, alt: false, meta: false, repeat: false});
  assert.deepEqual(['Minus', 'NumpadSubtract', 'Equal', 'NumpadAdd'].map(key), ['phone', 'phone', 'phone-missed', 'phone-missed']);
});

test('outcomes: those of the procedure and those of every one, in the server\'s order', () => {
  const outcomes = [{id: 'a', procedures: []}, {id: 'b', procedures: ['result']}, {id: 'c', procedures: ['submission', 'result']}];
  const at = (state, procedure) => outcomes_of(picture({outcomes, ticket: {state, procedure}})).map((one) => one.id);
  assert.deepEqual([at('serving', 'submission'), at('serving', 'result'), at('serving', 'consultation'), at('called', 'result')], [['a', 'c'], ['a', 'b', 'c'], ['a'], []]);
  assert.deepEqual(outcomes_of(picture({outcomes})), []);
});

test('what a screen reader is told', () => {
  const called = picture({ticket: {id: '1', number: 'А047', state: 'called', procedure_title: 'Подать документы', recalls: 0, applicants: 1}});
  assert.equal(spoken_change(picture({}), called), 'Вызван А047, Подать документы');
  assert.equal(spoken_change(called, called), '');
  assert.equal(spoken_change(picture({waiting: 0}), picture({waiting: 1})), 'В очереди появился посетитель');
});

test('chart: nothing leaves its box, limit labels do not touch, no data is no error', () => {
  const at = (hour, wait_s) => ({at: `2026-03-02T${hour}:30:00+05:00`, number: 'А001', procedure: 'p', wait_s, broken: false});
  const drawn = plot({points: [at('08', 0), at('12', 7200), at('23', 60)], limits: [{procedure: 'a', clause: '1', limit_s: 1800}, {procedure: 'b', clause: '2', limit_s: 1860}]});
  for (const point of drawn.points) assert.ok(point.x >= 56 && point.x <= 810 && point.y >= 16 && point.y <= 284, JSON.stringify(point));
  assert.ok(drawn.limits[1].label_y - drawn.limits[0].label_y >= 16);
  assert.equal(plot({points: [], limits: []}).points.length, 0);
});

test('a number typed in any alphabet', () => {
  assert.deepEqual(['a17', 'А017', ' b-9 ', 'A1000', 'x', '017'].map(normal_number), ['А017', 'А017', 'В009', 'А1000', '', '']);
});
