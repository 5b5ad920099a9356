// SPDX-License-Identifier: MIT
// The booking dialog of the desk's and the manager's page against the fixture: keyboard, a lost reply, a slot that is
// gone meanwhile, a code that is found, moved and cancelled.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {launch, open_page, settled} from './browser.mjs';
import {start_fixture} from './fixture_server.mjs';

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

async function desk(t, options = {}) {
  const fixture = await start_fixture();
  t.after(() => fixture.close());
  fixture.log_in('specialist');
  Object.assign(fixture.hall.desks[2], {state: 'open', specialist: 'ivanova'});
  const {page, context, troubles} = await open_page(browser, `${fixture.url}/desk#3`, options);
  t.after(() => context.close());
  await settled(page);
  return {fixture, page, hall: fixture.hall, troubles, code: () => page.locator('[data-test=code]').textContent(),
    posts: () => fixture.hall.commands.filter((one) => one.path === '/api/v1/appointments')};
}

describe('booking', {concurrency: 3}, () => {

test('by keyboard: the nearest time, by telephone, with a reminder and the citizen\'s consent', async (t) => {
  const {page, hall, posts, code, troubles} = await desk(t);
  await page.keyboard.press('0');
  await page.getByRole('dialog').getByText('Запись на приём').waitFor();
  await page.locator('.option').first().waitFor();
  assert.deepEqual(await page.locator('.option span').first().textContent(), '09:00, вторник, 3 марта');
  await page.getByLabel('Когда удобно').selectOption('evening');
  await page.locator('.option', {hasText: '15:00, вторник'}).waitFor();
  await page.getByLabel('Напомнить заранее').selectOption('sms');
  await page.getByLabel('Телефон', {exact: true}).fill('8 999 123-45-67');
  await page.keyboard.press('Enter');
  assert.equal(posts().length, 0, 'without consent nothing is sent');
  await page.getByText('Гражданин согласен').click();
  await page.getByLabel('Телефон', {exact: true}).press('Enter');
  assert.equal(await code(), '48151\u00a062340');
  await page.getByText('Пройти сразу: кабинет 6, 1 этаж').waitFor();
  assert.deepEqual(posts().map((one) => one.body), [{service: 'child', procedure: 'submission', slot_at: '2026-03-03T15:00:00.000+05:00',
    booked_by: 'telephone', remind: 'sms', phone: '8 999 123-45-67', consent: true}]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({state: 'detached'});
  assert.equal(hall.appointments.length, 1);
  assert.deepEqual(troubles, []);
});

test('a lost reply books once', async (t) => {
  const {page, hall, posts, code} = await desk(t);
  await page.getByRole('button', {name: 'Записать'}).click();
  await page.locator('.option').first().waitFor();
  hall.faults.lose_reply = 1;
  await page.getByRole('dialog').getByRole('button', {name: 'Записать'}).click();
  assert.match(await code(), /^48151/);
  assert.equal(hall.appointments.length, 1);
  assert.equal(new Set(posts().map((one) => one.key)).size, 1);
});

test('a time that was taken meanwhile is said, and others are offered', async (t) => {
  const {page, hall, code} = await desk(t);
  await page.getByRole('button', {name: 'Записать'}).click();
  await page.locator('.option').first().waitFor();
  hall.appointments.push({appointment: 'x', code: '1', slot_at: '2026-03-03T09:00:00.000+05:00', state: 'expected'});
  hall.faults.refuse = {status: 409, problem: {type: '/problems/slot-taken', title: 'Это время уже занято.', status: 409, detail: ''}};
  await page.getByRole('dialog').getByRole('button', {name: 'Записать'}).click();
  await page.getByRole('alert').getByText('Это время уже занято.').waitFor();
  await page.locator('.option', {hasText: '09:00, вторник'}).waitFor({state: 'detached'});
  await page.getByRole('dialog').getByRole('button', {name: 'Записать'}).click();
  assert.match(await code(), /^48151/);
  assert.equal(hall.appointments.at(-1).slot_at, '2026-03-03T09:30:00.000+05:00');
});

test('by a code an appointment is found, moved and cancelled; a wrong one is said', async (t) => {
  const {page, hall} = await desk(t);
  hall.appointments.push({appointment: 'a9', code: '4815162342', service: 'child', procedure: 'submission', title: 'Пособие на ребёнка: Подать документы',
    slot_at: '2026-03-03T10:00:00.000+05:00', rooms: [], state: 'expected', booked_by: 'telephone', remind: 'sms', reminder: 'failed', reminder_reason: 'шлюз сообщений ответил 400', number: '', contact: ''});
  const find = async (code) => {
    await page.getByRole('button', {name: 'Записать'}).click();
    await page.getByText('Есть код').click();
    await page.getByLabel('Код записи').fill(code);
    await page.keyboard.press('Enter');
  };
  await find('11111 11111');
  await page.getByRole('alert').getByText('Такой записи на приём нет.').waitFor();
  await page.getByLabel('Код записи').fill('48151 62342');
  await page.keyboard.press('Enter');
  await page.getByText('10:00, вторник, 3 марта').waitFor();
  await page.getByText('напоминание не отправлено: шлюз сообщений ответил 400').waitFor();
  await page.locator('.option', {hasText: '11:00, вторник'}).click();
  await page.getByRole('button', {name: 'Перенести'}).click();
  await page.getByText('Перенесено: 11:00, вторник, 3 марта').waitFor();
  assert.equal(hall.appointments[0].slot_at, '2026-03-03T11:00:00.000+05:00');
  await page.getByRole('button', {name: 'Готово'}).click();
  await find('4815162342');
  await page.getByRole('button', {name: 'Отменить запись'}).click();
  await page.getByRole('heading', {name: 'Запись отменена'}).waitFor();
  assert.equal(hall.appointments[0].state, 'cancelled');
});

test('at the manager\'s page too, and in a hall without booking it says so', async (t) => {
  const fixture = await start_fixture();
  t.after(() => fixture.close());
  fixture.hall.no_booking = true;
  fixture.log_in('manager');
  const {page, context, troubles} = await open_page(browser, `${fixture.url}/manager`);
  t.after(() => context.close());
  await page.getByRole('button', {name: 'Запись…'}).click();
  await page.getByText('без предварительной записи').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({state: 'detached'});
  assert.deepEqual(troubles, []);
});

test('fits a window 320 px wide', async (t) => {
  const {page} = await desk(t, {viewport: {width: 320, height: 640}});
  await page.getByRole('button', {name: 'Записать'}).click();
  await page.locator('.option').first().waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  const dialog = await page.getByRole('dialog').evaluate((element) => element.scrollWidth <= element.clientWidth);
  assert.ok(dialog, 'the dialog scrolls up and down alone');
});

});
