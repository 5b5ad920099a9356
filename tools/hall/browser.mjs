// SPDX-License-Identifier: MIT
// Debian's Chromium without a window, driven by the playwright-core that tests/web locks.
import {createRequire} from 'node:module';
import path from 'node:path';
import {root} from './hall.mjs';

const {chromium} = createRequire(path.join(root, 'tests/web/package.json'))('playwright-core');

export function launchBrowser() {
  return chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic',
    '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']});
}

/** A page with somebody logged in. */
export async function logIn(browser, hall, login, password, {width = 1280, height = 800, scheme = 'light', clip} = {}) {
  const context = await browser.newContext({viewport: {width, height}, colorScheme: scheme, locale: 'ru-RU', deviceScaleFactor: clip ?? 1});
  const page = await context.newPage();
  await page.goto(`${hall.url}/`);
  await page.getByLabel('Логин').fill(login);
  await page.getByLabel('Пароль').fill(password);
  await page.getByRole('button', {name: 'Войти'}).click();
  return page;
}
