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
  assert.equal(await page.locator('.outcomes [aria-pressed=true]').textContent(), 'Документы приняты⇧2');
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

test('how a visit ended: only what the server offers for this procedure, a reason where it asks for one', async (t) => {
  const d = await desk(t);
  const ways = () => d.page.locator('.outcomes button').evaluateAll((all) => all.map((one) => one.firstChild.textContent));
  const press = async (key) => { await d.settle(); await d.page.keyboard.press(key); };
  await d.main('Следующий');
  await press('Space');
  await d.number('В012');
  assert.deepEqual(await ways(), [], 'nothing before the visitor is there');
  await press('Space');
  await d.main('Завершить и следующий');
  assert.deepEqual(await ways(), ['Консультация дана', 'Документы приняты', 'Документы возвращены', 'Разъяснено отсутствие права', 'Принято с требованием официального отказа']);
  await press('Shift+Digit3');
  await d.page.getByRole('dialog').getByText('следующий номер').waitFor();
  await d.page.keyboard.press('Escape');
  await d.page.getByRole('dialog').waitFor({state: 'detached'});
  assert.equal(await d.page.locator('.outcomes [aria-pressed=true]').count(), 0, 'without a reason nothing is chosen');
  await press('Shift+Digit3');
  await d.page.getByRole('dialog').waitFor();
  await d.page.keyboard.press('2');
  await d.page.keyboard.press('Enter');
  await d.page.locator('.outcomes [aria-pressed=true]', {hasText: 'истёк срок действия документа'}).waitFor();
  await press('6');
  await d.main('Следующий');
  assert.deepEqual(d.hall.commands.at(-1).body, {outcome: 'returned', reason: 'истёк срок действия документа'});
  await press('Space');
  await d.number('А047');
  await press('Space');
  await d.main('Завершить и следующий');
  assert.deepEqual(await ways(), ['Консультация дана', 'Разъяснено отсутствие права']);
  assert.equal(await d.page.locator('.outcomes [aria-pressed=true]').count(), 0, 'the last visit\'s ending is not this one\'s');
  d.done();
});

test('the telephone by keyboard: a talk, the limit, forwarded once, a promise that is kept, a call nobody answered', async (t) => {
  const d = await desk(t);
  const {page, hall} = d;
  const press = async (key) => { await d.settle(); await page.keyboard.press(key); };
  const last = () => { const {path, body} = hall.commands.at(-1); return [path.split('/').pop(), body]; };
  await d.main('Следующий');
  await press('Minus');
  await page.getByRole('dialog').getByText('посетителей к окну не вызывают').waitFor();
  await page.keyboard.press('Enter');
  await d.main('Закончить разговор');
  assert.deepEqual(last(), ['phone', {forwarded: false}]);
  assert.equal(await page.locator('[data-test=spoken]').textContent(), 'Разговор по телефону');
  await page.getByText('«Управление социальной защиты населения города Снежинска, Специалист. Здравствуйте!»').waitFor();
  await page.locator('.talk .limit-ok').getByText(/предел 10\sмин, п\.\s6\.5, осталось/).waitFor();
  for (const [key, name] of [['8', 'Перерыв'], ['9', 'Закрыть окно'], ['Minus', 'Телефон']]) {
    await press(key);
    assert.equal(await page.getByRole('button', {name, exact: false}).first().getAttribute('aria-disabled'), 'true', `${name} while the talk runs`);
  }
  assert.equal(await page.getByRole('dialog').count(), 0);
  const talk = hall.desks[2].talk;
  for (const [seconds, kind] of [[421, 'near'], [599, 'near'], [602, 'over']]) {
    talk.since -= (seconds - (hall.shift ?? 0)) * 1000;
    hall.shift = seconds;
    d.touch();
    await page.locator(`.talk .limit-${kind}`).waitFor();
    await page.locator(`.talk .number.at-${kind}`).waitFor();
  }
  await page.getByLabel('О чём').selectOption('child');
  await page.getByLabel('Ждал ответа').selectOption('30');
  await page.getByLabel('О чём').evaluate((select) => select.blur());
  await page.getByLabel('Ждал ответа').evaluate((select) => select.blur());
  await press('Shift+Digit3');
  await page.locator('.endings [aria-pressed=true]', {hasText: 'Перезвоним'}).waitFor();
  await press('Space');
  await d.main('Следующий');
  assert.deepEqual(last(), ['phone-end', {outcome: 'callback', service: 'child', waited_s: 30}]);
  await page.locator('.callbacks li', {hasText: 'кто обещал: вы'}).getByText('до 04.03').waitFor();

  await press('Minus');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await d.main('Закончить разговор');
  await page.getByText('звонок передан вам').waitFor();
  assert.equal(await page.locator('.endings button', {hasText: 'Передан'}).getAttribute('aria-disabled'), 'true');
  await press('Shift+Digit2');
  assert.equal(await page.locator('.endings [aria-pressed=true]').textContent(), 'Ответ дан⇧1', 'one forwarding at most');
  await press('F8');
  await d.main('Следующий');
  assert.deepEqual(last(), ['phone-end', {outcome: 'answered'}]);

  await press('Space');
  await page.locator('.who.called').waitFor();
  await press('Equal');  // it rings while somebody is at the desk
  await page.getByText('Звонок без ответа записан').waitFor();
  assert.equal(hall.missed, 1);
  await page.locator('.callbacks button').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('срок 04.03.2026').waitFor();
  await d.settle();
  await page.keyboard.press('Enter');
  await page.locator('.callbacks').waitFor({state: 'detached'});
  assert.deepEqual([hall.callbacks, last()], [[], ['made', {}]]);
  await page.getByText('Обещание исполнено').waitFor();
  d.done();
});

test('promises to ring back: the overdue one is red, today\'s is near, and a reply lost keeps it once', async (t) => {
  const d = await desk(t);
  const promise = (callback, due_date, late) => ({callback, service: 'child', specialist: 'petrova', specialist_name: 'Специалист 2', due_date, late, contact: ''});
  d.hall.callbacks = [promise('c1', '2026-02-27', true), promise('c2', '2026-03-02', false), promise('c3', '2026-03-04', false)];
  d.touch();
  const rows = d.page.locator('.callbacks li');
  await rows.nth(2).waitFor();
  assert.deepEqual(await rows.locator('.chip').allTextContents(), ['просрочен, 27.02', 'сегодня', 'до 04.03']);
  assert.deepEqual(await rows.locator('.chip').evaluateAll((all) => all.map((one) => one.className)), ['chip chip-over', 'chip chip-near', 'chip chip-ok']);
  d.hall.faults.lose_reply = 2;
  await rows.first().getByRole('button').click();
  await d.page.getByRole('button', {name: 'Да, перезвонили'}).click();
  await d.page.waitForFunction(() => document.querySelectorAll('.callbacks li').length === 2);
  await d.page.waitForFunction(() => sessionStorage.getItem('talon.outbox') === null);
  assert.deepEqual(d.hall.callbacks.map((one) => one.callback), ['c2', 'c3']);
  assert.equal(new Set(d.hall.commands.map((command) => command.key)).size, 1);
  d.done();
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

test('an answer given while the last command only just ended is not lost: the question stays', async (t) => {
  const d = await desk(t);
  await d.main('Следующий');
  await d.settle();
  d.hall.faults.delay_ms = 400;
  await d.page.keyboard.press('Equal');
  await d.page.locator('.hand > .main.busy').waitFor();
  await d.page.keyboard.press('Minus');
  await d.page.getByRole('dialog').waitFor();
  await d.page.keyboard.press('Enter');
  await d.settle();
  assert.deepEqual(d.verbs(), ['phone-missed']);
  assert.equal(await d.page.getByRole('dialog').count(), 1);
  await d.page.keyboard.press('Enter');
  await d.main('Закончить разговор');
  assert.deepEqual(d.verbs(), ['phone-missed', 'phone']);
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

test('a chosen ticket is called with its reason, where the desk may choose', async (t) => {
  const d = await desk(t);
  await d.main('Следующий');
  assert.equal(await d.page.getByRole('button', {name: 'Не по порядку'}).count(), 0);
  assert.equal(await d.page.getByRole('button', {name: 'Без талона'}).getAttribute('aria-disabled'), 'true', 'others wait');
  d.hall.may_choose = true;
  d.touch();
  await d.page.getByRole('button', {name: 'Не по порядку'}).click();
  const dialog = d.page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill('а049');
  const call = dialog.getByRole('button', {name: 'Вызвать А049'});
  assert.equal(await call.getAttribute('aria-disabled'), 'true', 'no reason yet');
  await dialog.getByText('По порядку следующий В012').waitFor();
  await dialog.getByLabel('Почему не по порядку').selectOption('другое');
  await dialog.getByLabel('Своими словами').fill('ждёт скорую');
  await call.click();
  await d.number('А049');
  const {ticket, reason} = d.hall.commands.at(-1).body;
  assert.equal(d.hall.tickets.find((one) => one.id === ticket).number, 'А049');
  assert.equal(reason, 'ждёт скорую');
  d.done();
});

test('a visitor without a ticket past those who wait, and another matter of the same visitor', async (t) => {
  const d = await desk(t);
  d.hall.may_choose = true;
  d.touch();
  await d.main('Следующий');
  await d.page.getByRole('button', {name: 'Без талона'}).click();
  const dialog = d.page.getByRole('dialog');
  await dialog.getByLabel('Субсидия на оплату жилья: Подать документы').check();
  await dialog.getByLabel('Другие ждут: почему сейчас').selectOption('плохо себя чувствует');
  await dialog.getByRole('button', {name: 'Начать приём'}).click();
  await d.number('А099');
  assert.deepEqual(d.hall.commands.at(-1).body, {service: 'housing', procedure: 'submission', reason: 'плохо себя чувствует'});
  await d.page.locator('.outcomes button', {hasText: 'Документы приняты'}).click();
  await d.page.getByRole('button', {name: 'Другое дело'}).click();
  await dialog.getByLabel('Пособие на ребёнка: Получить результат').check();
  await d.settle();
  await dialog.getByRole('button', {name: 'Продолжить приём'}).click();
  await dialog.waitFor({state: 'detached'});
  assert.deepEqual(d.hall.commands.at(-1).body, {service: 'child', procedure: 'result', outcome: 'accepted'});
  await d.number('А099');
  d.done();
});

test('a transfer to a named desk comes back', async (t) => {
  const d = await desk(t);
  await d.page.locator('.hand > .main:not(.busy)').click();
  await d.page.locator('.who.called').waitFor();
  await d.page.getByRole('button', {name: 'Перенаправить'}).click();
  const dialog = d.page.getByRole('dialog');
  await dialog.getByLabel('К кому').selectOption('2');
  await dialog.getByLabel('потом вернуть ко мне').check();
  await d.settle();
  await dialog.getByRole('button', {name: 'Перенаправить'}).click();
  await dialog.waitFor({state: 'detached'});
  const {to_desk, return_here} = d.hall.commands.at(-1).body;
  assert.deepEqual([to_desk, return_here], ['2', true]);
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
