// SPDX-License-Identifier: MIT
// A short scene: the hall has some visitors, one touches the kiosk, takes a slip, is called, seen and served.
import fs from 'node:fs';
import path from 'node:path';
import {launchBrowser, logIn} from './browser.mjs';
import {DeskPage} from './desk_page.mjs';
import {ledBoards} from './led.mjs';
import {takePictures} from './pictures.mjs';
import {eventually} from './processes.mjs';
import {password} from './scene.mjs';

const others = [['child_benefit', 'consultation'], ['utilities', 'submission'], ['child_benefit', 'submission'],
  ['labour_veteran', 'consultation'], ['birth_benefit', 'submission'], ['guardianship', 'consultation'], ['child_benefit', 'result']];

/** manager: pictures of the manager's page too; a whole day makes better ones. */
export async function playScene(hall, hand, {pictures, manager}) {
  fs.mkdirSync(pictures, {recursive: true});
  const menu = (await hall.api('GET', '/api/v1/menu')).json;
  for (const [service, procedure] of others) {
    await hall.api('POST', '/api/v1/tickets', {body: {service, procedure}, device: 'kiosk2'});
  }
  await callSome(hall, [2, 4, 5]);
  await hand.view('start');
  await settled();
  await shoot(hall, 'kiosk', pictures, 'kiosk-start');
  const screen = await hand.take(menu, 'child_benefit', 'submission');
  console.log(`A visitor touched the kiosk three times: ticket ${screen.number}.`);
  await eventually('the slip comes out', () => fs.readdirSync(hall.slips).some((name) => name.endsWith('.png')));
  const slip = fs.readdirSync(hall.slips).filter((name) => name.endsWith('.png')).sort().at(-1);
  fs.copyFileSync(path.join(hall.slips, slip), path.join(pictures, 'slip.png'));
  console.log(`The slip came out: ${path.join(hall.slips, slip)}`);
  await settled();
  await shoot(hall, 'kiosk', pictures, 'kiosk');
  const browser = await launchBrowser();
  try {
    await serveInBrowser(hall, browser, screen.number, pictures);
    if (manager) await takePictures(hall, browser, {live: true, report: '2026-03-02', folder: pictures});
  } finally {
    await browser.close();
  }
  console.log(`Pictures: ${pictures}`);
}

/** Desks with a specialist each: the first visitor of theirs is called. */
async function callSome(hall, desks) {
  for (const desk of desks) {
    const cookie = await hall.login(`specialist${desk}`, password);
    await hall.api('POST', `/api/v1/desks/${desk}/open`, {body: {}, cookie});
    await hall.api('POST', `/api/v1/desks/${desk}/next`, {body: {}, cookie});
  }
}

async function serveInBrowser(hall, browser, number, pictures) {
  const page = await logIn(browser, hall, 'specialist3', password, {width: 1024, height: 768});
  await page.waitForURL('**/desk');
  const desk = new DeskPage(page);
  await desk.open('3');
  await hall.led.healthy(await hall.login('manager', password));
  for (let calls = 0; calls < 5 && (await desk.waiting()) > 0; ++calls) {
    // Not the mouse this time: the key of the panel on the desk.
    await hall.led.pressUntil(13, 1, 'the panel\'s key calls the next one', async () => /Начать приём/.test(await desk.offers()));
    const mine = (await page.locator('.who .number').textContent()).trim() === number;
    if (mine) {
      console.log(`The specialist at desk 3 pressed "next" on the panel: ${number} is called, board, LED boards and voice tell the hall.`);
      const {ticket} = (await hall.api('GET', '/api/v1/desks/3', {cookie: await hall.login('specialist3', password)})).json;
      console.log(`What the printer said of its slip: ${ticket.slip}.`);
      await eventually('the voice has spoken', () => fs.existsSync(hall.voices) && fs.readdirSync(hall.voices).length > 0, 30);
      await settled();
      await shoot(hall, 'board', pictures, 'board');
      await shootLed(hall, number, pictures);
    }
    await desk.start();
    if (mine) await page.screenshot({path: path.join(pictures, 'desk.png')});
    await desk.finish();
    if (mine) break;
  }
}

/** The window with all of them, and each panel by itself as the chip's pins drive it. */
async function shootLed(hall, number, folder) {
  await hall.led.shows(13, number);
  await shoot(hall, 'led', folder, 'led');
  for (const {address} of ledBoards) await hall.led.picture(address, path.join(folder, `led-${address}.png`), {pins: true});
  await hall.led.shows(13, number, '', {pins: true});
  console.log('The LED panels show it: rebuilt from the edges of the chip\'s pins, and the same dots as the memory it scans.');
}

/** A new call flashes for five seconds, a slip slides out, a menu hears of new tickets: pictures are taken when they stand. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 6000));

async function shoot(hall, display, folder, name) {
  if (hall.displays[display]) await hall.screenshot(display, path.join(folder, `${name}.png`));
}
