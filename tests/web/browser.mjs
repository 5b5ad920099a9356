// SPDX-License-Identifier: MIT
import {existsSync} from 'node:fs';
import {chromium} from 'playwright-core';

export const launch = () => chromium.launch({
  executablePath: ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path)),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']});

/// A page that collects what must never happen: errors, CSP violations, requests to other hosts.
/// `clock`: the page's timers can be run on by page.clock.runFor(ms); until then they keep real time.
export async function open_page(browser, url, {clock = false, ...options} = {}) {
  const context = await browser.newContext({locale: 'ru-RU', viewport: {width: 1024, height: 768}, ...options});
  context.setDefaultTimeout(30000);
  const page = await context.newPage();
  if (clock) await page.clock.install();
  const troubles = [];
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) troubles.push(message.text());
  });
  page.on('request', (request) => { if (!request.url().startsWith(new URL(url).origin)) troubles.push(`foreign request: ${request.url()}`); });
  page.on('dialog', (dialog) => { troubles.push(`alert: ${dialog.message()}`); void dialog.dismiss(); });
  await page.goto(url);
  return {page, context, troubles};
}

/// The desk's large button takes a press again: no command is under way, and it did not change just now.
export const settled = (page) => page.locator('.hand > .main:not(.busy):not(.settling)').waitFor();
