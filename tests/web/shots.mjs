// SPDX-License-Identifier: MIT
// Pictures of every page for a person to look at. usage: node shots.mjs FOLDER [PART OF THE NAMES]
import {mkdirSync} from 'node:fs';
import {launch, open_page} from './browser.mjs';
import {bad_outlook, notices, start_fixture} from './fixture_server.mjs';

const folder = process.argv[2] ?? 'shots';
const part = process.argv[3] ?? '';
mkdirSync(folder, {recursive: true});
const browser = await launch();

async function shot(name, path, role, {prepare, theme = 'light', ...options} = {}) {
  if (!name.includes(part)) return;
  const fixture = await start_fixture();
  if (role) fixture.log_in(role);
  if (path.startsWith('/desk#')) Object.assign(fixture.hall.desks[2], {state: 'open', specialist: 'ivanova'});
  const {page, context, troubles} = await open_page(browser, fixture.url + path, {colorScheme: theme, ...options});
  await page.waitForTimeout(250);
  await prepare?.(page, fixture);
  await page.waitForTimeout(250);
  await page.screenshot({path: `${folder}/${name}.png`, fullPage: options.full ?? false});
  if (troubles.length) console.log(name, troubles);
  await context.close();
  await fixture.close();
}

const next = async (page) => { await page.keyboard.press('Space'); await page.waitForTimeout(150); };
const serve = async (page) => { await next(page); await page.waitForTimeout(750); await next(page); };
const ring = async (page) => { await page.keyboard.press('Minus'); await page.keyboard.press('Enter'); await page.locator('.who.talk').waitFor(); };
const promised = (hall) => { hall.callbacks = [
  {callback: 'c1', service: 'child', specialist: 'petrova', specialist_name: 'Специалист 2', due_date: '2026-02-27', late: true, contact: ''},
  {callback: 'c2', service: 'child', specialist: 'ivanova', specialist_name: 'Специалист', due_date: '2026-03-02', late: false, contact: ''},
  {callback: 'c3', service: '', specialist: 'petrova', specialist_name: 'Специалист 2', due_date: '2026-03-04', late: false, contact: ''}]; };
/// A talk that has run for so long, and the promises of the hall.
const talk = (seconds) => async (page, fixture) => {
  promised(fixture.hall);
  await ring(page);
  fixture.hall.desks[2].talk.since -= seconds * 1000;
  fixture.hall.row = {registry: 'appeals', title: 'Журнал регистрации устных обращений', year: 2026, number: 14, ticket: 'В016'};
  fixture.touch();
  await page.keyboard.press('Shift+Digit3');
};
const small = {viewport: {width: 360, height: 740}};
const wide = {viewport: {width: 1440, height: 900}};
await shot('talks', '/manager#records', 'manager', {viewport: {width: 1440, height: 900}, prepare: async (page, fixture) => {
  fixture.hall.help = [{device: 'kiosk-1', title: 'Киоск у входа', called_at: '2026-03-02T09:14:00.000+05:00'}]; fixture.touch();
  await page.getByRole('button', {name: 'Обращения'}).click(); }});
await shot('books', '/manager#records', 'manager', {...wide, full: true, prepare: async (page) => {
  await page.getByRole('button', {name: 'Журналы и запись'}).click(); }});
await shot('mobile-service', '/manager#records', 'manager', {...wide, full: true, prepare: async (page) => {
  await page.getByRole('button', {name: 'Выездной приём'}).click(); }});
await shot('login', '/', null, {prepare: async (page) => {
  await page.fill('#login', 'ivanova'); await page.fill('#password', 'wrong'); await page.click('button'); }});
await shot('choose', '/desk', 'specialist', small);
await shot('desk-360-free', '/desk#3', 'specialist', {...small, full: true});
await shot('desk-360-called', '/desk#3', 'specialist', {...small, prepare: next});
await shot('desk-360-serving', '/desk#3', 'specialist', {...small, full: true, prepare: serve});
await shot('desk-320-virtual', '/desk#3', 'specialist', {viewport: {width: 320, height: 640}, prepare: async (page, fixture) => {
  fixture.hall.virtual_clock = true; fixture.touch(); await next(page); }});
await shot('desk-320-lost', '/desk#3', 'specialist', {viewport: {width: 320, height: 640}, prepare: async (page, fixture) => {
  await next(page); fixture.cut(); await page.waitForTimeout(9800); }});
await shot('desk-1024-serving', '/desk#3', 'specialist', {viewport: {width: 1024, height: 768}, prepare: serve});
await shot('desk-1280-dark', '/desk#3', 'specialist', {viewport: {width: 1280, height: 800}, theme: 'dark', prepare: next});
await shot('desk-1024-talk', '/desk#3', 'specialist', {viewport: {width: 1024, height: 768}, prepare: talk(222)});
await shot('desk-1280-talk-over-dark', '/desk#3', 'specialist', {viewport: {width: 1280, height: 1000}, theme: 'dark', prepare: talk(640)});
/// The dialog of a button, with a desk that may choose.
const asks = (button, fill) => async (page, fixture) => {
  fixture.hall.may_choose = true;
  fixture.touch();
  await page.getByRole('button', {name: button, exact: true}).click();
  await fill?.(page.getByRole('dialog'));
};
await shot('desk-1024-choosing', '/desk#3', 'specialist', {viewport: {width: 1024, height: 768}, prepare: asks('Не по порядку', (dialog) =>
  dialog.getByLabel('Почему не по порядку').selectOption('другое'))});
await shot('desk-360-receiving', '/desk#3', 'specialist', {...small, full: true, prepare: asks('Без талона')});
await shot('desk-1024-matter', '/desk#3', 'specialist', {viewport: {width: 1024, height: 768}, prepare: async (page, fixture) => {
  await serve(page); await asks('Другое дело')(page, fixture); }});
await shot('desk-1024-transfer', '/desk#3', 'specialist', {viewport: {width: 1024, height: 768}, prepare: async (page) => {
  await serve(page); await page.keyboard.press('Digit5'); }});
await shot('desk-360-talk', '/desk#3', 'specialist', {...small, full: true, prepare: talk(450)});
await shot('desk-phone-asked', '/desk#3', 'specialist', {viewport: {width: 1024, height: 768}, prepare: async (page) => { await page.keyboard.press('Minus'); }});
await shot('desk-360-transfer', '/desk#3', 'specialist', {...small, prepare: async (page) => { await next(page); await page.keyboard.press('5'); }});
await shot('desk-settings', '/desk#3', 'specialist', {viewport: {width: 1024, height: 768}, prepare: async (page) => { await page.click('[aria-label="Настройки и выход"]'); }});
await shot('desk-reason', '/desk#3', 'specialist', {viewport: {width: 1024, height: 900}, prepare: async (page) => { await serve(page); await page.keyboard.press('Shift+Digit3'); }});
await shot('desk-768', '/desk#3', 'specialist', {viewport: {width: 768, height: 1024}, prepare: serve});
await shot('live-360', '/manager', 'manager', {...small, full: true});
await shot('reports-360', '/manager#reports', 'manager', {...small, full: true});
await shot('records-360', '/manager#records', 'manager', {...small, full: true});
await shot('regulation', '/manager#regulation', 'manager', wide);
await shot('records', '/manager#records', 'manager', {...wide, full: true});
await shot('live-1440', '/manager', 'manager', wide);
await shot('live-outlook', '/manager', 'manager', {...wide, prepare: async (page, fixture) => { fixture.hall.outlook = bad_outlook; fixture.touch(); }});
await shot('live-notices', '/manager', 'manager', {...wide, prepare: async (page, fixture) => { fixture.hall.notices = notices; fixture.touch(); }});
await shot('live-1024', '/manager', 'manager', {viewport: {width: 1024, height: 768}});
await shot('live-tv-dark', '/manager', 'manager', {viewport: {width: 1920, height: 1080}, theme: 'dark', prepare: async (page, fixture) => {
  await page.evaluate(() => { document.documentElement.dataset.size = 'large'; }); fixture.hall.help = [{device: 'kiosk-1', title: 'Киоск у входа', called_at: '2026-03-02T09:14:00.000+05:00'}]; fixture.hall.virtual_clock = true; fixture.touch(); }});
await shot('reports-1440', '/manager#reports', 'manager', {...wide, full: true});
await shot('reports-dark', '/manager#reports', 'manager', {...wide, theme: 'dark'});
await shot('history', '/manager#reports', 'manager', {...wide, prepare: async (page) => { await page.fill('input[type=search]', 'b9'); await page.keyboard.press('Enter'); await page.waitForTimeout(300); }});
const add = async (page) => { await page.getByRole('button', {name: 'Добавить'}).click(); await page.waitForTimeout(300); };
await shot('plan-what-if', '/manager#plan', 'manager', {...wide, full: true, prepare: add});
await shot('plan-staffing', '/manager#plan', 'manager', {...wide, full: true, prepare: async (page) => { await page.getByRole('button', {name: 'План окон'}).click(); await page.waitForTimeout(300); }});
await shot('plan-duties-dark', '/manager#plan', 'manager', {...wide, theme: 'dark', full: true, prepare: async (page) => { await page.getByRole('button', {name: 'Кому что принимать'}).click(); await page.waitForTimeout(300); }});
await shot('decision', '/manager', 'manager', {...wide, prepare: async (page) => { await page.click('text=Решение…'); }});
await shot('decision-mode', '/manager', 'manager', {...wide, prepare: async (page) => { await page.click('text=Изменить порядок…'); }});
await browser.close();
