// SPDX-License-Identifier: MIT
// The consoles and the real talon-server together: a shift by keyboard, lost replies, two people at one desk, another
// site's page, the manager's figures.
import crypto from 'node:crypto';
import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {after, before, describe, test} from 'node:test';
import {launch, open_page, settled} from './browser.mjs';
import {password, start_server} from './talon_server.mjs';

let browser, server;
before(async () => { [browser, server] = await Promise.all([launch(), start_server()]); });
after(async () => { await browser?.close(); await server?.close(); });

async function log_in(t, login, options) {
  const opened = await open_page(browser, server.url + '/', options);
  t.after(() => opened.context.close());
  await opened.page.locator('#login:focus').waitFor();
  await opened.page.keyboard.type(login);
  await opened.page.keyboard.press('Tab');
  await opened.page.keyboard.type(password);
  await opened.page.keyboard.press('Enter');
  return opened;
}

async function at_desk(t, login, title) {
  const opened = await log_in(t, login);
  const {page} = opened;
  await page.locator('.desk', {hasText: title}).first().focus();
  await page.keyboard.press('Enter');
  return {...opened,
    main: (text) => page.locator('.hand > .main:not(.busy)', {hasText: text}).waitFor(),
    who: (text) => page.locator('.who .number', {hasText: text}).waitFor(),
    press: async (key) => { await settled(page); await page.keyboard.press(key); }};
}

const service = 'child_benefit';

describe('server', () => {  // one after another: the manager's figures are those of the shift before

test('a shift by keyboard against the real server, with replies lost after the server acted', async (t) => {
  const numbers = [];
  for (let i = 0; i < 3; ++i) numbers.push(await server.issue(service, 'consultation'));
  const {page, main, who, press, troubles} = await at_desk(t, 'first', 'кно 3');
  await main('Следующий');
  const keys = [];
  let lose = 2;
  await page.route('**/api/v1/desks/*/next', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (lose-- > 0) { await route.fetch(); await route.abort('connectionreset'); } else await route.continue();
  });
  await press('Space');
  await who(numbers[0]);
  await page.waitForFunction(() => sessionStorage.getItem('talon.outbox') === null);
  assert.equal(keys.length, 3);
  assert.equal(new Set(keys).size, 1);
  const called = (await server.call('GET', '/api/v1/live', null, {cookie: server.chief})).body.desks.filter((desk) => desk.ticket);
  assert.deepEqual(called.map((desk) => desk.ticket.number), [numbers[0]], 'one visitor called');

  await press('1');
  await page.getByText('1 повтор').waitFor();
  await press('Space');
  await main('Завершить и следующий');
  assert.match(await page.locator('.stamp strong').textContent(), /^09:3\d:\d\d$/);
  await press('7');
  await page.getByText('заявитель 2').waitFor();
  await press('Shift+Digit1');
  await press('Space');
  await who(numbers[1]);
  await press('3');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await page.locator('.tickets', {hasText: 'исправляет документы'}).waitFor();
  await press('Space');
  await who(numbers[2]);
  await press('Backspace');
  await page.locator('.who.empty').waitFor();
  await press('4');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tickets').waitFor({state: 'detached'});
  await press('Space');
  await who(numbers[1]);  // back at its place by the time of issue
  await press('2');
  await page.locator('.tickets', {hasText: numbers[1]}).waitFor();
  await press('Space');
  await who(numbers[2]);
  await press('5');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('пособие на реб подать');
  await page.keyboard.press('Enter');
  await page.locator('.who.empty').waitFor();
  await page.locator('.panel', {hasText: 'Мои очереди'}).getByText('Подать документы').waitFor();
  await press('Space');
  await page.locator('.who.called').waitFor();
  await press('Space');
  await main('Завершить и следующий');
  await press('6');
  await main('Следующий');
  await press('Space');
  await page.getByText('Никто не ждёт').first().waitFor();
  assert.deepEqual(troubles, []);
});

test('an occupied desk is taken over, and the first page says so', async (t) => {
  const first = await at_desk(t, 'second', 'кно 2');
  await first.main('Следующий');
  const second = await log_in(t, 'third');
  await second.page.locator('.desk', {hasText: 'кно 2'}).first().click();
  await second.page.getByRole('dialog').getByText('second').waitFor();
  await second.page.getByRole('button', {name: 'Занять окно'}).click();
  await second.page.locator('.hand > .main', {hasText: 'Следующий'}).waitFor();
  await first.page.getByText('теперь работает').waitFor();
  await first.page.getByText('Выбрать другое окно').click();
  await first.page.locator('.desk', {hasText: 'кно 5'}).click();
  await first.main('Следующий');
  // Nobody works at two desks: the first is closed on the way, which the last desk of a line may not (S2-5.4.1-o).
  await first.page.goto(`${server.url}/desk`);
  await first.page.locator('.desk', {hasText: 'кно 1'}).click();
  await first.page.getByRole('dialog').getByText('окно 5').waitFor();
  await first.page.keyboard.press('Enter');
  await first.page.getByRole('alert').getByText('последнее').waitFor();
  await first.page.locator('.desk', {hasText: 'работает: вы'}).getByText('кно 5').waitFor();
  assert.deepEqual([...first.troubles, ...second.troubles], []);
});

test('hostile text typed at a desk is shown as text', async (t) => {
  const evil = '<img src=x onerror=alert(1)>';
  await server.issue(service, 'result');
  const {page, main, press, troubles} = await at_desk(t, 'fourth', 'кно 4');
  await main('Следующий');
  await press('Space');
  await page.locator('.who.called').waitFor();
  await press('3');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('5');
  await page.getByLabel('Своими словами').fill(evil);
  await page.keyboard.press('Enter');
  await page.locator('.tickets', {hasText: evil}).waitFor();
  assert.equal(await page.locator('img').count(), 0);
  assert.deepEqual(troubles, []);
});

test('another site cannot act for somebody who is logged in here', async (t) => {
  const {page} = await at_desk(t, 'fifth', 'кно 6');
  await page.locator('.hand > .main').waitFor();
  const other = createServer((request, response) => response.setHeader('content-type', 'text/html').end('<title>other</title>'));
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
  t.after(() => other.close());
  const attack = await page.context().newPage();
  await attack.goto(`http://localhost:${other.address().port}/`);
  const before = (await server.call('GET', '/api/v1/live', null, {cookie: server.chief})).body.seq;
  await attack.evaluate(async (url) => {
    for (const [path, body] of [['desks/6/next', {}], ['desks/6/close', {}], ['decisions', {kind: 'emergency', reason: 'x', subject: 'x'}], ['session', {}]]) {
      for (const type of ['text/plain', 'application/json']) {
        await fetch(`${url}/api/v1/${path}`, {method: 'POST', mode: type === 'text/plain' ? 'no-cors' : 'cors', credentials: 'include',
          headers: {'Content-Type': type, ...(type === 'text/plain' ? {} : {'Idempotency-Key': crypto.randomUUID()})}, body: JSON.stringify(body)}).catch(() => undefined);
      }
    }
  }, server.url);
  assert.equal((await server.call('GET', '/api/v1/live', null, {cookie: server.chief})).body.seq, before);
  const direct = await server.call('POST', '/api/v1/decisions', {kind: 'extension', reason: 'x'}, {cookie: server.chief, key: crypto.randomUUID(), origin: 'http://evil.example'});
  assert.equal(direct.status, 403);
});

test('the telephone against the real server: a talk holds the calls, a promise is kept', async (t) => {
  const {page, main, press, troubles} = await at_desk(t, 'sixth', 'кно 1');
  await main('Следующий');
  await press('Minus');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Enter');
  await main('Закончить разговор');
  await page.locator('.talk').getByText(/предел 10\sмин/).waitFor();
  await page.getByText('«Управление социальной защиты населения города Снежинска, Специалист sixth. Здравствуйте!»').waitFor();
  const live = (await server.call('GET', '/api/v1/live', null, {cookie: server.chief})).body;
  assert.equal(live.desks.find((desk) => desk.desk === '1').state, 'phone');
  assert.deepEqual(live.order.modes.map((one) => one.mode), ['live', 'live_0', 'live_60', 'patient', 'balanced', 'balanced_patient', 'compliance', 'fifo']);
  await page.getByLabel('О чём').selectOption('housing_subsidy');
  await page.getByLabel('О чём').evaluate((select) => select.blur());
  await press('Shift+Digit3');
  await press('Space');
  await main('Следующий');
  await page.locator('.callbacks li', {hasText: 'Субсидия'}).getByText('до 04.03').waitFor();
  const [promise] = (await server.call('GET', '/api/v1/callbacks', null, {cookie: server.chief})).body.callbacks;
  assert.deepEqual([promise.service, promise.specialist_name, promise.due_date, promise.late], ['housing_subsidy', 'Специалист sixth', '2026-03-04', false]);
  await press('Equal');
  await page.getByText('Звонок без ответа записан').waitFor();
  await settled(page);
  await page.locator('.callbacks button').click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.callbacks').waitFor({state: 'detached'});
  const report = (await server.call('GET', '/api/v1/reports/phone?from=2026-03-02&to=2026-03-02', null, {cookie: server.chief})).body.total;
  assert.deepEqual([report.talks, report.promised, report.missed, report.rung_back, report.rung_back_late], [1, 1, 1, 1, 0]);
  assert.deepEqual(troubles, []);
});

test('the manager: the hall live, a decision, reports, history', async (t) => {
  const {page, troubles} = await log_in(t, 'chief');
  await page.locator('.desk-cards li').first().waitFor();
  await page.getByText('учебное время').waitFor();
  const issued = Number(await page.locator('.books dd').first().textContent());
  await server.issue('housing_subsidy', 'submission');
  await page.waitForFunction((n) => Number(document.querySelector('.books dd').textContent) === n, issued + 1);
  await page.locator('.lines', {hasText: 'Субсидия на оплату жилья'}).waitFor();
  const cells = (await page.locator('.books dl').first().locator('dd').allTextContents()).map(Number);
  assert.equal(cells[0], cells.slice(1).reduce((a, b) => a + b), 'issued = served + no-show + cancelled + in hall');
  await page.getByText('Решение…').click();
  await page.locator('dialog input[type=time]').fill('18:30');
  await page.getByLabel('Причина').fill('большая очередь');
  await page.keyboard.press('Enter');
  await page.getByText('Решение записано в журнал.').waitFor();
  await page.getByText('приём открыт до 18:30').waitFor();
  await page.getByRole('link', {name: 'Отчёты'}).click();
  await page.getByText('баланс сходится').waitFor();
  await page.locator('.chart circle.within').nth(1).waitFor();
  for (const by of ['Услуги', 'Окна', 'Специалисты', 'Часы', 'Дни недели', 'Даты']) {
    await page.getByRole('button', {name: by}).click();
    await page.locator('.report thead', {hasText: by}).waitFor();
  }
  await page.locator('input[type=search]').fill('a1');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('Талон выдан').waitFor();
  await page.getByRole('dialog').getByText('Вызов, Специалист first').first().waitFor();
  const csv = await server.call('GET', '/api/v1/reports/summary?from=2026-03-02&to=2026-03-02&by=desk&format=csv&separator=%3B', null, {cookie: server.chief});
  assert.equal(csv.status, 200);
  assert.deepEqual(troubles, []);
});

});
