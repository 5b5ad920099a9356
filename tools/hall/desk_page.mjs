// SPDX-License-Identifier: MIT
// The specialist's page worked by the keyboard, as a shift is: space for the one thing to do, digits for the others.

export class DeskPage {
  constructor(page) { this.page = page; }

  main() { return this.page.locator('button.main, button[data-action="main"]').first(); }

  /** What the large button offers now. */
  async offers() { return (await this.main().innerText()).trim(); }

  async becomes(pattern, timeout = 15000) {
    await this.page.waitForFunction((source) => {
      const button = document.querySelector('button.main, button[data-action="main"]');
      return button && new RegExp(source).test(button.textContent);
    }, pattern.source, {timeout});
  }

  async open(desk) {
    this.desk = desk;
    await this.page.getByRole('button', {name: new RegExp(`окно ${desk}`, 'i')}).first().click();
    await this.becomes(/Следующий|Начать приём|Завершить и следующий/);
  }

  async waiting() {
    const reply = await this.page.evaluate(async (desk) => {
      const picture = await fetch(`/api/v1/desks/${desk}`);
      return picture.ok ? picture.json() : {waiting: 0};
    }, this.desk);
    return reply.waiting;
  }

  /** Presses while the page offers `now`, until it offers `then`: a second press within two seconds is rightly ignored. */
  async press(key, now, then, tries = 6) {
    for (let attempt = 0; attempt < tries; ++attempt) {
      if (now.test(await this.offers())) await this.page.keyboard.press(key);
      const changed = await this.becomes(then, 2500).then(() => true, (error) => {
        if (error.name !== 'TimeoutError') throw error;
        return false;
      });
      if (changed) return true;
    }
    return false;
  }

  /** Calls the next one; false when nobody waits. */
  async next() {
    if ((await this.waiting()) === 0) return false;
    return this.press('Space', /Следующий/, /Начать приём/);
  }

  async start() {
    if (!(await this.press('Space', /Начать приём/, /Завершить и следующий/))) throw new Error('the service does not start');
  }

  async finish() {
    if (!(await this.press('Digit6', /Завершить и следующий/, /^Следующий/))) throw new Error('the service does not finish');
  }

  async close() {
    await this.page.keyboard.press('Digit9');
    await this.page.waitForFunction(() => /Открыть окно|Какое окно/.test(document.body.innerText), null, {timeout: 15000});
  }
}
