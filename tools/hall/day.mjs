// SPDX-License-Identifier: MIT
// A whole reception day at the hall clock's rate: some 50 visitors touch the kiosk and take a slip from the printer, the
// others come through the API under the second kiosk's key; five specialists work through the API, one in a browser.
import fs from 'node:fs';
import path from 'node:path';
import {launchBrowser, logIn} from './browser.mjs';
import {HallTime} from './time.mjs';
import {seeded} from './random.mjs';
import {Specialist} from './specialist.mjs';
import {visitorsOfDay, serviceMinutes} from './visitors.mjs';
import {password} from './scene.mjs';
import {eventually} from './processes.mjs';
import {takePictures} from './pictures.mjs';

const opens = 9 * 60, closes = 18 * 60;

export async function playDay(hall, hand, {seed, visitors = 190, touched = 50, pictures}) {
  const random = seeded(seed);
  const time = await HallTime.of(hall);
  const menu = (await hall.api('GET', '/api/v1/menu')).json;
  const plan = visitorsOfDay(random, menu, {from: opens + 1, to: closes - 25, count: visitors, touched});
  console.log(`A reception day, seed ${seed}: ${plan.length} visitors, ${plan.filter((one) => one.touch).length} of them at the kiosk, about ${Math.round((closes + 30 - time.minutes()) / time.rate)} minutes.`);
  const count = {kiosk: 0, api: 0, refused: 0};
  const manager = await hall.login('manager', password);
  const browser = await launchBrowser();
  const progress = setInterval(() => {
    showProgress(hall, manager, time, count);
    secondKioskIsThere(hall);
  }, 5000);
  try {
    const pages = await browserDesk(browser, hall, time, seeded(seed + 1));
    await time.waitUntil(opens);
    const staff = await apiSpecialists(hall, time, seed);
    const touching = kioskVisitors(hall, hand, menu, plan.filter((one) => one.touch), time, count);
    const walking = apiVisitors(hall, plan.filter((one) => !one.touch), time, count);
    const watching = time.waitUntil(10 * 60 + 20).then(() => takePictures(hall, browser, {live: true, folder: pictures}));
    await Promise.all([touching, walking, watching, pages.work, ...staff.map((one) => one.work())]);
  } finally {
    clearInterval(progress);
  }
  await leaveReport(hall, browser, manager, count, pictures);
  await browser.close();
}

async function kioskVisitors(hall, hand, menu, visitors, time, count) {
  for (const visitor of visitors) {
    await time.waitUntil(visitor.minute);
    const screen = await hand.take(menu, visitor.service, visitor.procedure);
    if (screen.view === 'ticket') count.kiosk += 1; else count.refused += 1;
    const slips = () => fs.readdirSync(hall.slips).filter((name) => name.endsWith('.png')).length;
    if (screen.view === 'ticket') await eventually('the slip comes out', () => slips() >= count.kiosk);
    await hand.leave();
  }
}

async function apiVisitors(hall, visitors, time, count) {
  for (const visitor of visitors) {
    await time.waitUntil(visitor.minute);
    const body = {service: visitor.service, procedure: visitor.procedure};
    const reply = await hall.api('POST', '/api/v1/tickets', {body, device: 'kiosk2'});
    if (reply.status !== 201) { count.refused += 1; continue; }
    count.api += 1;
    await hall.api('POST', `/api/v1/tickets/${reply.json.id}/slip`, {body: {outcome: 'printed'}, device: 'kiosk2'});
  }
}

async function apiSpecialists(hall, time, seed) {
  const staff = [];
  for (let desk = 2; desk <= 6; ++desk) {
    const cookie = await hall.login(`specialist${desk}`, password);
    staff.push(new Specialist(hall, String(desk), cookie, seeded(seed + desk), time, {lunch: 12 * 60 + 25 * (desk - 2), closes}));
  }
  return staff;
}

/** Desk 1 is worked in the browser, by the keyboard. */
async function browserDesk(browser, hall, time, random) {
  const page = await logIn(browser, hall, 'specialist1', password, {width: 1024, height: 768});
  await page.waitForURL('**/desk');
  const desk = await import('./desk_page.mjs').then(({DeskPage}) => new DeskPage(page));
  await desk.open('1');
  const work = (async () => {
    while (time.minutes() < closes || (await desk.waiting()) > 0) {
      if (!(await desk.next())) { await time.wait(1); continue; }
      await time.wait(random.between(0.4, 1));
      await desk.start();
      await time.wait(serviceMinutes(random, 'consultation'));
      await desk.finish();
    }
    await desk.close();
  })();
  return {page, work};
}

/** The second kiosk is this program: it says how its parts are, as a kiosk does every five seconds. */
function secondKioskIsThere(hall) {
  const components = ['printer', 'screen', 'link', 'disk'].map((component) => ({component, health: 'ok', reason: ''}));
  return hall.api('PUT', '/api/v1/devices/kiosk2/state', {body: {components}, device: 'kiosk2'})
    .catch((error) => console.log(`  second kiosk: ${error.message}`));
}

async function showProgress(hall, manager, time, count) {
  const {json} = await hall.api('GET', '/api/v1/live', {cookie: manager}).catch((error) => { console.log(`  ${error.message}`); return {}; });
  if (!json) return;
  const over = json.lines.reduce((sum, line) => sum + line.over, 0);
  console.log(`  ${time.text()}  issued ${json.issued} (kiosk ${count.kiosk})  served ${json.served}  waiting ${json.waiting}` +
    `  no-show ${json.no_show}  breaches ${json.breaches.length}  over the limit now ${over}`);
}

async function leaveReport(hall, browser, manager, count, pictures) {
  const day = '2026-03-02';
  const report = (await hall.api('GET', `/api/v1/reports/summary?by=procedure&from=${day}&to=${day}`, {cookie: manager})).json;
  const csv = await hall.api('GET', `/api/v1/reports/legs?from=${day}&to=${day}&format=csv&separator=;`, {cookie: manager});
  const folder = path.join(hall.folder, 'report');
  fs.mkdirSync(folder, {recursive: true});
  fs.writeFileSync(path.join(folder, 'legs.csv'), csv.text);
  await takePictures(hall, browser, {report: day, folder: pictures});
  printReport(report);
  console.log(`Visitors: ${count.kiosk} by touch, ${count.api} through the API, ${count.refused} refused. Slips: ${hall.slips}`);
  console.log(`The day's rows: ${path.join(folder, 'legs.csv')}`);
  const books = report.books;
  if (!books.balanced) throw new Error(`the books do not balance: ${JSON.stringify(books)}`);
}

function printReport(report) {
  const minutes = (seconds) => (seconds === null || seconds === undefined ? '' : (seconds / 60).toFixed(1));
  const share = (one) => (one.within_share === null || one.within_share === undefined ? 'без норматива' : `${(one.within_share * 100).toFixed(1)} %`);
  const cells = (row) => [row.title, row.tickets, row.served, row.no_show, minutes(row.wait.mean_s), minutes(row.wait.median_s),
    minutes(row.wait.p90_s), minutes(row.wait.max_s), share(row.wait), minutes(row.service.mean_s), share(row.service)];
  const head = ['Процедура', 'талонов', 'принято', 'неявка', 'ждали, мин', 'медиана', 'p90', 'макс', 'в срок', 'приём, мин', 'в срок'];
  const table = [head, ...report.rows.map(cells), cells({...report.total, title: 'Всего'})].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column].length)));
  console.log('\nОтчёт за день, 2 марта 2026 (виртуальные часы)');
  for (const row of table) console.log('  ' + row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '));
  const {issued, served, no_show: noShow, cancelled, in_hall: inHall, balanced} = report.books;
  console.log(`  выдано ${issued} = принято ${served} + неявка ${noShow} + отменено ${cancelled} + в зале ${inHall}: ${balanced ? 'сходится' : 'НЕ СХОДИТСЯ'}\n`);
}
