// SPDX-License-Identifier: MIT
// The specialist's page against the fixture: keyboard, lost replies, take-over, a cut link.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {launch, open_page, settled} from './browser.mjs';
import {start_fixture} from './fixture_server.mjs';

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

/// A desk at work: `sit` opens desk 3 beforehand.
async function desk(t, {sit = true, path = '/desk#3', ...options} = {}) {
  const fixture = await start_fixture();
  t.after(() => fixture.close());
  fixture.log_in('specialist');
  if (sit) Object.assign(fixture.hall.desks[2], {state: 'open', specialist: 'ivanova'});
  const opened = await open_page(browser, fixture.url + path, options);
  const {page, context, troubles} = opened;
  t.after(() => context.close());
  return {fixture, page, ...fixture, verbs: () => fixture.hall.commands.map((command) => command.path.split('/').pop()),
    number: (text) => page.locator('.who .number', {hasText: text}).waitFor(),
    main: (text) => page.locator('.hand > .main:not(.busy)', {hasText: text}).waitFor(),
    settle: () => settled(page),
    done: () => assert.deepEqual(troubles, [])};
}

describe('desk', {concurrency: 3}, () => {

test('a whole shift by keyboard: log in, sit down, serve, hold, return, transfer, no-show, pause, close', async (t) => {
  const fixture = await start_fixture();
  t.after(() => fixture.close());
  const {page, context, troubles} = await open_page(browser, fixture.url + '/');
  t.after(() => context.close());
  const at = (text) => page.locator('.hand > .main:not(.busy)', {hasText: text}).waitFor();
  const who = (text) => page.locator('.who .number', {hasText: text}).waitFor();
  const press = async (key) => { await settled(page); await page.keyboard.press(key); };
  await page.locator('#login:focus').waitFor();
  await page.keyboard.type('ivanova');
  await page.keyboard.press('Tab');
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await page.getByText('Неверный логин или пароль.').waitFor();
  await page.keyboard.type('secret');  // the wrong one is selected: typing replaces it
  await page.keyboard.press('Enter');
  await page.getByText('Какое окно?').waitFor();
  await page.locator('.desk').nth(2).waitFor();
  for (let i = 0; i < 3; ++i) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await at('Следующий');
  await press('Space');
  await who('В012');  // the oldest
  assert.equal(await page.locator('[data-test=spoken]').textContent(), 'Вызван В012, Подать документы');
  await press('1');
  await page.getByText('1 повтор').waitFor();
  await press('Space');
  await at('Завершить и следующий');
  assert.match(await page.locator('.stamp strong').textContent(), /^09:14:\d\d$/);
  await press('Shift+Digit2');
  assert.equal(await page.locator('.outcomes [aria-pressed=true]').textContent(), 'Принято⇧2');
  await press('F8');
  await who('А047');
  assert.equal(fixture.hall.tickets.find((t) => t.number === 'В012').outcome, 'accepted');
  await press('3');  // hold
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await page.locator('.tickets', {hasText: 'исправляет документы'}).waitFor();
  await press('4');  // return: the first of the list
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({state: 'detached'});
  await press('4');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.tickets li').length === 2);
  await press('Space');
  await page.locator('.who.called').waitFor();
  await press('5');  // transfer with a note
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('2');
  await page.keyboard.press('Tab');
  await page.keyboard.type('ждёт справку');
  await page.keyboard.press('Enter');
  await at('Следующий');
  assert.equal(fixture.hall.commands.at(-1).body.note, 'ждёт справку');
  await press('Space');
  await page.locator('.who.called').waitFor();
  await press('2');  // no-show
  await at('Следующий');
  await press('Space');
  await page.locator('.who.called').waitFor();
  await press('Backspace');  // undo the call
  await page.locator('.who.empty').waitFor();
  await press('Space');
  await page.locator('.who.called').waitFor();
  await press('Space');
  await press('7');
  await page.getByText('заявитель 2').waitFor();
  await press('6');
  await at('Следующий');
  await press('8');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Enter');
  await at('Продолжить работу');
  await press('8');
  await at('Следующий');
  await press('9');
  await at('Открыть окно');
  assert.deepEqual(fixture.hall.commands.map((command) => command.path.split('/').pop()),
    ['open', 'next', 'recall', 'start', 'next', 'hold', 'return', 'next', 'transfer', 'next', 'no-show', 'next', 'undo', 'next', 'start',
      'next-applicant', 'finish', 'pause', 'resume', 'close']);
  assert.equal(new Set(fixture.hall.commands.map((command) => command.key)).size, 20);
  assert.deepEqual(troubles, []);
});

test('a reply lost after the server acted: same key again, one visitor called', async (t) => {
  const d = await desk(t);
  d.hall.faults.lose_reply = 6;  // Chromium itself repeats a request whose kept connection broke
  await d.main('Следующий');
  await d.page.keyboard.press('Space');
  await d.page.getByText('«Следующий»: повтор…').waitFor();
  await d.number('В012');
  await d.main('Начать приём');
  assert.ok(d.verbs().length === 7 && d.verbs().every((verb) => verb === 'next'));
  assert.equal(new Set(d.hall.commands.map((command) => command.key)).size, 1);
  assert.equal(d.hall.tickets.filter((t) => t.state === 'called').length, 1);
  d.done();
});

test('a reload while the reply is missing sends the stored key again', async (t) => {
  const d = await desk(t);
  d.hall.faults.lose_reply = 100;
  await d.main('Следующий');
  await d.page.keyboard.press('Space');
  await d.page.getByText('повтор…').waitFor();
  d.hall.faults.lose_reply = 0;
  await d.page.reload();
  await d.number('В012');
  await d.page.waitForFunction(() => sessionStorage.getItem('talon.outbox') === null);
  assert.equal(new Set(d.hall.commands.map((command) => command.key)).size, 1);
  d.done();
});

test('a double click on the large button is one call and no start', async (t) => {
  const d = await desk(t);
  await d.main('Следующий');
  await d.page.evaluate(() => new Promise((resolve) => {  // the finger goes on while the button changes under it
    const button = document.querySelector('.hand > .main');
    let settling = false;
    const observer = new MutationObserver(() => {
      const was = settling;
      settling = button.classList.contains('settling');
      if (!was || settling) return button.click();
      observer.disconnect();
      resolve();
    });
    observer.observe(button, {subtree: true, childList: true, characterData: true, attributes: true});
    button.click();
    button.click();
  }));
  await d.number('В012');
  assert.deepEqual(d.verbs(), ['next']);
  await d.page.locator('.hand > .main').click();
  await d.main('Завершить и следующий');
  assert.deepEqual(d.verbs(), ['next', 'start']);
  d.done();
});

test('a mouse click does not take the focus: Space stays the large button', async (t) => {
  const d = await desk(t);
  await d.main('Следующий');
  await d.page.locator('.hand > .main').click();
  await d.number('В012');
  await d.settle();
  await d.page.getByRole('button', {name: 'Повторить вызов'}).click();
  await d.page.getByText('1 повтор').waitFor();
  assert.equal(await d.page.evaluate(() => document.activeElement.tagName), 'BODY');
  await d.settle();
  await d.page.keyboard.press('Space');
  await d.main('Завершить и следующий');
  d.done();
});

test('shortcuts can be switched off, and stay off', async (t) => {
  const d = await desk(t);
  await d.main('Следующий');
  await d.page.getByLabel('Настройки и выход').click();
  await d.page.getByLabel('Горячие клавиши').uncheck();
  await d.page.keyboard.press('Enter');
  await d.page.keyboard.press('F8');
  await d.page.reload();
  await d.main('Следующий');
  await d.page.keyboard.press('F8');
  assert.deepEqual(d.verbs(), []);
  assert.equal(await d.page.locator('.hand kbd').count(), 0);
  d.done();
});

test('an occupied desk: who is there, take over; the other page says so and can take it back', async (t) => {
  const d = await desk(t, {sit: false, path: '/desk'});
  Object.assign(d.hall.desks[2], {state: 'open', specialist: 'petrova'});
  await d.page.locator('.desk', {hasText: 'работает: petrova'}).nth(1).click();
  await d.page.getByRole('dialog').getByText('petrova').waitFor();
  assert.deepEqual(d.verbs(), []);
  await d.page.getByRole('button', {name: 'Занять окно'}).click();
  await d.main('Следующий');
  assert.deepEqual(d.verbs(), ['take-over']);
  d.hall.desks[2].specialist = 'petrova';
  d.touch();
  await d.page.getByText('За этим окном теперь работает petrova.').waitFor();
  await d.page.getByRole('button', {name: 'Занять окно снова'}).click();
  await d.main('Следующий');
  d.done();
});

test('a cut link: banner with the age of the data after 9 s, the visitor stays, the end of service is sent later', async (t) => {
  const d = await desk(t, {clock: true});
  await d.main('Следующий');
  await d.page.keyboard.press('Space');
  await d.number('В012');
  await d.settle();
  await d.page.keyboard.press('Space');
  await d.main('Завершить и следующий');
  await d.page.clock.pauseAt(await d.page.evaluate(() => Date.now() + 1000));
  d.cut();
  const lost = d.page.getByText(/Нет связи, данные на 09:14/);
  await d.page.clock.runFor(5000);  // at most 4 s since the last byte
  assert.equal(await lost.count(), 0, 'not before 9 s of silence');
  await d.page.clock.runFor(5000);
  await lost.waitFor();
  await d.page.clock.resume();
  await d.number('В012');
  await d.page.keyboard.press('6');
  await d.page.getByText('«Завершить»: повтор… Отправится, когда появится связь.').waitFor();
  d.mend();
  await d.main('Следующий');
  await d.page.locator('.banner.lost').waitFor({state: 'detached'});
  assert.equal(d.hall.tickets.find((t) => t.number === 'В012').state, 'served');
  d.done();
});

test('a refusal is said in the server\'s words', async (t) => {
  const d = await desk(t);
  await d.main('Следующий');
  d.hall.faults.refuse = {status: 409, problem: {type: '/problems/last-desk', title: 'Это последнее окно очереди.', status: 409}};
  await d.page.keyboard.press('9');
  await d.page.getByRole('alert').getByText('Это последнее окно очереди.').waitFor();
  d.done();
});

});
