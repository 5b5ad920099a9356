// SPDX-License-Identifier: MIT
// Every page: accessibility in both themes and at every zoom, hostile text, a lost link, the manager's acts.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {after, before, describe, test} from 'node:test';
import {launch, open_page, settled} from './browser.mjs';
import {bad_outlook, notices, start_fixture} from './fixture_server.mjs';

const axe_source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

async function violations(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${axe_source}; 0`);
  const found = await page.evaluate(async () => (await axe.run(document, {resultTypes: ['violations']})).violations);
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.failureSummary?.split('\n').slice(1, 2)}`).join(' | ')}`);
}

const pages = {
  login: {path: '/', wait: 'text=Войти'},
  choose: {path: '/desk', role: 'specialist', wait: '.desk'},
  desk: {path: '/desk#3', role: 'specialist', wait: '.who', async prepare(page) {
    await page.keyboard.press('Space');
    await page.locator('.who.called').waitFor();
    await settled(page);
    await page.keyboard.press('Space');
    await page.locator('.who.serving').waitFor();
  }},
  transfer: {path: '/desk#3', role: 'specialist', wait: '.who', async prepare(page) {
    await page.keyboard.press('Space');
    await page.locator('.who.called').waitFor();
    await page.keyboard.press('5');
    await page.getByRole('dialog').waitFor();
  }},
  talk: {path: '/desk#3', role: 'specialist', wait: '.who', async prepare(page, fixture) {
    await page.keyboard.press('Minus');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.talk').waitFor();
    const promise = (callback, due_date, late) => ({callback, service: 'child', specialist: 'petrova', specialist_name: 'Специалист 2', due_date, late, contact: ''});
    fixture.hall.callbacks = [promise('c1', '2026-02-27', true), promise('c2', '2026-03-02', false), promise('c3', '2026-03-04', false)];
    fixture.hall.row = {registry: 'appeals', title: 'Журнал регистрации устных обращений', year: 2026, number: 14, ticket: 'В016'};
    fixture.hall.desks[2].talk.since -= 640_000;
    fixture.touch();
    await page.locator('.talk .limit-over').waitFor();
    await page.locator('.callbacks li').nth(2).waitFor();
  }},
  phone: {path: '/desk#3', role: 'specialist', wait: '.who', async prepare(page) {
    await page.keyboard.press('Minus');
    await page.getByRole('dialog').waitFor();
  }},
  reason: {path: '/desk#3', role: 'specialist', wait: '.who', async prepare(page) {
    await pages.desk.prepare(page);
    await page.keyboard.press('Shift+Digit3');
    await page.getByRole('dialog').waitFor();
  }},
  choosing: {path: '/desk#3', role: 'specialist', wait: '.who', async prepare(page, fixture) {
    fixture.hall.may_choose = true;
    fixture.touch();
    await page.getByRole('button', {name: 'Не по порядку'}).click();
    await page.getByRole('dialog').waitFor();
  }},
  hall: {path: '/manager', role: 'manager', wait: '.lines', async prepare(page, fixture) {
    fixture.hall.notices = notices;
    fixture.touch();
    await page.locator('.notices').waitFor();
  }},
  reports: {path: '/manager#reports', role: 'manager', wait: '.chart'},
  plan: {path: '/manager#plan', role: 'manager', wait: '.plan-parts', async prepare(page) {
    await page.getByRole('button', {name: 'Добавить'}).click();
    await page.locator('.banner.said').waitFor();
  }},
  records: {path: '/manager#records', role: 'manager', wait: '.reports .calm'},
  regulation: {path: '/manager#regulation', role: 'manager', wait: '.limits table'},
  order: {path: '/manager', role: 'manager', wait: '.lines', async prepare(page) { await page.getByText('Изменить порядок…').click(); }},
  talks: {path: '/manager#records', role: 'manager', wait: '.reports', async prepare(page) {
    await page.getByRole('button', {name: 'Обращения'}).click();
    await page.getByText('Оценки посетителей').waitFor();
  }},
  books: {path: '/manager#records', role: 'manager', wait: '.reports', async prepare(page) {
    await page.getByRole('button', {name: 'Журналы и запись'}).click();
    await page.getByText('Пропусков нет').waitFor();
  }},
  accesses: {path: '/manager#records', role: 'manager', wait: '.reports', async prepare(page) {
    await page.getByRole('button', {name: 'Доступ'}).click();
    await page.getByText('Сменён пароль').waitFor();
    await page.getByLabel('Имя для входа или устройство').fill('petrova');
    await page.getByLabel('Имя для входа или устройство').blur();
    await page.getByText('Нет права').waitFor({state: 'detached'});
  }},
  sessions: {path: '/manager#records', role: 'manager', wait: '.reports', async prepare(page) {
    await page.getByRole('button', {name: 'Выездной приём'}).click();
    await page.getByRole('button', {name: 'Принять дела'}).click();
    await page.getByText('Записано в книгу учёта').waitFor();
    await page.getByLabel('Почему').fill('Метель');
    await page.getByRole('button', {name: 'Выезд отменён'}).click();
    await page.getByText(/^Выезд .* отменён\.$/).waitFor();
  }},
  staffing: {path: '/manager#plan', role: 'manager', wait: '.plan-parts', async prepare(page) {
    await page.getByRole('button', {name: 'План окон'}).click();
    await page.locator('.staffing').waitFor();
  }},
  decision: {path: '/manager', role: 'manager', wait: '.lines', async prepare(page) { await page.getByText('Решение…').click(); }},
};

async function open(t, name, {text, ...options} = {}) {
  const {path, role, wait, prepare} = pages[name];
  const fixture = await start_fixture({text});
  t.after(() => fixture.close());
  if (role) fixture.log_in(role);
  Object.assign(fixture.hall.desks[2], {state: 'open', specialist: 'ivanova'});
  const opened = await open_page(browser, fixture.url + path, options);
  t.after(() => opened.context.close());
  await opened.page.locator(wait).first().waitFor();
  await prepare?.(opened.page, fixture);
  return {...opened, fixture, done: () => assert.deepEqual(opened.troubles, [])};
}

describe('pages', {concurrency: 3}, () => {

// Zoom of 200 and 400 % is a viewport a half and a quarter as wide (WCAG 1.4.10).
for (const name of Object.keys(pages)) {
  test(`axe finds nothing on ${name}, light and dark, 100, 200 and 400 %, and nothing leaves the screen`, async (t) => {
    const {page, done} = await open(t, name, {viewport: {width: 1280, height: 1024}});
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({colorScheme});
      for (const zoom of [1, 2, 4]) {
        await page.setViewportSize({width: 1280 / zoom, height: Math.round(1024 / zoom)});
        assert.deepEqual(await violations(page), [], `${name} ${colorScheme} ${zoom}`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways at zoom ${zoom}`);
      }
    }
    done();
  });
}

test('hostile text in every field is shown as text', async (t) => {
  const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>"\'`${alert(3)}';
  const text = Object.fromEntries(['priority', 'note', 'desk', 'room', 'pause', 'service', 'procedure', 'line', 'office', 'name', 'device', 'reason', 'clause', 'outcome'].map((key) => [key, evil]));
  text.brief = [evil];
  for (const name of ['choose', 'desk', 'transfer', 'talk', 'hall', 'reports', 'talks', 'books', 'accesses', 'sessions', 'plan', 'regulation']) {
    const {page, fixture, done} = await open(t, name, {text});
    if (name === 'hall') { fixture.hall.help = [{device: 'kiosk-1', title: evil, called_at: '2026-03-02T09:14:00.000+05:00'}]; fixture.touch(); await page.locator('.banner.help').waitFor(); }
    if (name === 'reports') { await page.locator('.link.num').first().click(); await page.locator('.events').waitFor(); }
    assert.equal(await page.locator('img, #root script').count(), 0, name);
    assert.ok((await page.locator('body').textContent()).includes(evil), name);
    done();
  }
});

test('the manager: data stay, grey and with their age, when the link is lost; no false zeros', async (t) => {
  const {page, fixture, done} = await open(t, 'hall', {clock: true});
  const books = await page.locator('.books dl').first().textContent();
  fixture.hall.faults.silent = true;
  await page.clock.runFor(9500);
  await page.getByText(/Нет связи, данные на 09:14/).waitFor();
  await page.locator('.live.is-grey').waitFor();
  assert.equal(await page.locator('.books dl').first().textContent(), books);
  const clock = await page.locator('.clock').textContent();
  await page.clock.runFor(1200);
  assert.equal(await page.locator('.clock').textContent(), clock, 'time stands still with the data');
  fixture.hall.faults.silent = false;
  await page.locator('.live.is-grey').waitFor({state: 'detached'});
  done();
});

test('the manager: over the limit first, with countdown, word and shape', async (t) => {
  const {page, done} = await open(t, 'hall');
  const first = page.locator('.lines tbody tr').first();
  assert.match(await first.textContent(), /превышен−\d:\d\d/);
  assert.equal(await first.locator('.shape-over').count(), 1);
  assert.equal(await page.locator('.lines .shape-near').count(), 2);
  await page.getByText('бумага заканчивается').waitFor();
  await page.getByText('молчит').waitFor();
  done();
});

test('the manager: a decision needs a reason and carries the hall\'s time', async (t) => {
  const {page, fixture, done} = await open(t, 'decision');
  await page.locator('dialog input[type=time]').fill('17:30');
  await page.keyboard.press('Enter');
  assert.equal(fixture.hall.decisions.length, 0);
  await page.getByLabel('Причина').fill('очередь');
  await page.getByText('Записать решение').click();
  await page.getByText('Решение записано в журнал.').waitFor();
  assert.deepEqual(fixture.hall.decisions, [{kind: 'extension', reason: 'очередь', until: '2026-03-02T17:30:00+05:00'}]);
  done();
});

test('the manager: the orders of calls are the server\'s, and a change needs a reason', async (t) => {
  const {page, fixture, done} = await open(t, 'hall');
  const part = page.locator('.part', {hasText: 'Порядок вызова'});
  await part.getByText('Живая очередь, уступка 20 минут').waitFor();
  await part.getByRole('button').click();
  const list = page.getByLabel('Порядок вызова до конца дня');
  assert.deepEqual(await list.locator('option').allTextContents(), ['Живая очередь, уступка 20 минут', 'Живая очередь без уступок', 'Меньше нарушений, уступка 20 минут', 'Строго по времени выдачи талона']);
  await page.getByText('Действует сейчас.').waitFor();
  await list.selectOption('fifo');
  await page.getByText('Что делает порядок «строго по времени выдачи талона».').waitFor();
  await page.getByLabel('Причина').press('Enter');
  assert.deepEqual(fixture.hall.decisions, [], 'not without a reason');
  await page.getByLabel('Причина').fill('жалобы на порядок');
  await page.getByText('Записать решение').click();
  await page.getByText('Решение записано в журнал.').waitFor();
  assert.deepEqual(fixture.hall.decisions, [{kind: 'mode', reason: 'жалобы на порядок', value: 'fifo'}]);
  done();
});

test('the manager: people are named in breaches and in a ticket\'s history', async (t) => {
  const {page, done} = await open(t, 'reports', {text: {name: 'Иванова Анна Петровна'}});
  const breaches = page.getByRole('region', {name: 'Нарушения срока'});
  await breaches.getByText('Иванова Анна Петровна').waitFor();
  await breaches.locator('.link.num').click();
  await page.locator('.events').getByText('Иванова Анна Петровна').first().waitFor();
  assert.ok(!(await page.locator('body').textContent()).includes('petrova'));
  done();
});

test('a call for help is answered from the desk and from the hall, and leaves both', async (t) => {
  for (const name of ['desk', 'hall']) {
    const {page, fixture, done} = await open(t, name);
    fixture.hall.help = [{device: 'kiosk-1', title: 'Киоск у входа', called_at: '2026-03-02T09:14:00.000+05:00'}];
    fixture.touch();
    await page.getByText('Киоск у входа, с 09:14').waitFor();
    await page.getByRole('button', {name: 'Иду'}).click();
    await page.locator('.banner.help').waitFor({state: 'detached'});
    assert.deepEqual(fixture.hall.help, [], name);
    done();
  }
});

test('the manager: what needs a hand is marked, a decision says who made it and when', async (t) => {
  const {page, fixture, done} = await open(t, 'hall');
  const rows = page.locator('.notices li');
  await rows.nth(1).waitFor();
  assert.equal(await rows.locator('svg').count(), 1);
  assert.match(await rows.nth(1).textContent(), /Приём продлён.*решение, Начальник отдела, 09:05/);
  fixture.hall.notices = [];
  fixture.touch();
  await page.getByText('К сведению').waitFor({state: 'detached'});
  done();
});

test('the manager: a warning names what helps, an extension is proposed and decided', async (t) => {
  const {page, fixture, done} = await open(t, 'hall');
  assert.equal(await page.locator('.banner.outlook').count(), 0);
  fixture.hall.outlook = bad_outlook;
  fixture.touch();
  await page.getByText('Открыть: Окно 2 на 60 минут, нарушений станет меньше на 3,4').waitFor();
  await page.getByText('после закрытия вызовут: 4 талона').waitFor();
  await page.getByText('Продлить приём…').click();
  assert.equal(await page.locator('dialog input[type=time]').inputValue(), '17:40');
  await page.getByText('Записать решение').click();
  await page.getByText('Решение записано в журнал.').waitFor();
  assert.deepEqual(fixture.hall.decisions, [{kind: 'extension', reason: 'ко времени закрытия не приняты: 4 талона', until: '2026-03-02T17:40:00+05:00'}]);
  done();
});

test('the manager: reports by period and cut, CSV of the same period, history of a ticket', async (t) => {
  const {page, done} = await open(t, 'reports');
  await page.getByRole('button', {name: 'Месяц', exact: true}).click();
  await page.getByRole('button', {name: 'Специалисты'}).click();
  await page.locator('.report').waitFor();
  const link = page.getByRole('link', {name: 'сводка'});
  await page.waitForFunction(() => document.querySelector('.downloads a').href.includes('from=2026-03-01'));
  assert.match(await link.getAttribute('href'), /from=2026-03-01&to=2026-03-02&by=specialist&format=csv&separator=%3B$/);
  await page.getByText('без норматива').first().waitFor();
  await page.getByText('баланс сходится').waitFor();
  assert.equal(await page.locator('.chart .norm-label').first().textContent(), '45\u00a0мин, п.\u00a02.14');
  await page.locator('input[type=search]').fill('b9');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('дольше всех ждал').waitFor();
  done();
});

test('the manager: a past day with changes put together, tried from a proposal, and a plan of desks', async (t) => {
  const {page, fixture, done} = await open(t, 'plan');
  assert.equal(fixture.hall.replayed, 'open,1,11:00,13:00');
  await page.getByLabel('Что изменить').selectOption('serve');
  await page.locator('label.field', {hasText: /^Очередь/}).locator('select').selectOption({index: 1});
  await page.getByRole('button', {name: 'Добавить'}).click();
  await page.waitForFunction(() => document.querySelectorAll('.asked li').length === 2);
  await page.locator('.banner.said').waitFor();
  assert.match(fixture.hall.replayed, /^open,1,11:00,13:00;serve,1,[a-z-]+,submission$/);
  await page.getByRole('button', {name: 'убрать'}).first().click();
  await page.waitForFunction(() => document.querySelectorAll('.asked li').length === 1);
  await page.getByRole('button', {name: 'Кому что принимать'}).click();
  await page.getByRole('button', {name: 'примерить на одном дне'}).click();
  await page.getByText('С изменениями').waitFor();
  await page.getByRole('button', {name: 'План окон'}).click();
  await page.locator('.staffing').waitFor();
  assert.equal(await page.locator('.staffing tbody tr').count(), 18);
  assert.match(await page.getByRole('link', {name: 'Скачать CSV'}).getAttribute('href'), /staffing\?from=2026-01-01&to=2026-03-01&target=5&format=csv/);
  done();
});

test('too many attempts: the sentence and how long', async (t) => {
  const {page, done} = await open(t, 'login');
  await page.fill('#login', 'ivanova');
  await page.fill('#password', 'many');
  await page.keyboard.press('Enter');
  await page.getByText('Слишком много попыток входа. Повторите через 30 с.').waitFor();
  done();
});

});
