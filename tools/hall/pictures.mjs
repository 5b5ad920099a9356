// SPDX-License-Identifier: MIT
// Pictures of the running programs, for README.md and for the eye.
import fs from 'node:fs';
import path from 'node:path';
import {logIn} from './browser.mjs';
import {password} from './scene.mjs';

/** live: the manager's page as it stands; report: the report of that day. */
export async function takePictures(hall, browser, {live, report, folder}) {
  const target = folder ?? path.join(hall.folder, 'pictures');
  fs.mkdirSync(target, {recursive: true});
  const page = await logIn(browser, hall, 'manager', password, {width: 1440, height: 1000});
  await page.waitForURL('**/manager');
  if (live) {
    await page.getByText('Ждут', {exact: false}).first().waitFor();
    await page.screenshot({path: path.join(target, 'manager.png')});
  }
  if (report) {
    await page.goto(`${hall.url}/manager#reports`);
    await page.getByText('баланс').first().waitFor();
    await page.screenshot({path: path.join(target, 'report.png'), fullPage: true});
  }
  await page.context().close();
}
