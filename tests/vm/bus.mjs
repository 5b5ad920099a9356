// SPDX-License-Identifier: MIT
// talon-display → libmodbus → the kernel's ftdi_sio → RS-485 → the firmware, and a key on its way back.
import {test, before, after} from 'node:test';
import assert from 'node:assert/strict';

const line = 1, boardOfDesk2 = 12, panelOfDesk3 = 13;
const led = (address) => `led/bus1/${address}`;
const nextKey = 1;
const named = '/dev/talon-bus-*';

export function busScenarios(machine, house) {
  before(() => house.open());
  after(async () => {
    if (house.display) await house.stopDisplay();
    await house.stopBoards();
  });

  test('LED boards: udev names the adapter and sets its timer to 1 ms', async () => {
    await house.startBoards();
    const [name, mode, node, timer] = (await machine.must(`for i in $(seq 200); do [ -e ${named} ] && break; sleep 0.1; done
      ls ${named}; stat -L -c '%a %G' ${named}; readlink -f ${named}
      cat /sys/bus/usb-serial/devices/$(basename $(readlink -f ${named}))/latency_timer`)).split('\n');
    assert.equal(mode, '660 dialout');
    assert.equal(timer, '1', `the latency timer of ${node}`);
    house.port = name;
  });

  test('LED boards: a key of the panel calls; panel and hall line show it, read from the chip\'s pins', async () => {
    house.startDisplay({port: house.port});
    await house.led.healthy(house.manager, 120);
    const number = await house.issue('submission');
    await house.sitDown(3);
    await house.led.pressUntil(panelOfDesk3, nextKey, 'the key calls', async () => (await house.desk(3)).ticket?.number === number);
    const {room} = await house.call(number);
    await house.led.shows(panelOfDesk3, number, '', {seconds: 60, pins: true});
    await house.led.shows(line, number, room, {seconds: 60, pins: true});
  });

  test('LED boards: the adapter is pulled out: told; put back: the call of meanwhile stands on its board', async () => {
    await house.hall.processes.stop('led-bus');
    await house.health(led(boardOfDesk2), 'failed');
    const number = await house.issue('consultation');
    await house.sitDown(2);
    await house.act(2, 'next');
    await house.led.startBus();
    await house.led.healthy(house.manager, 120);
    assert.equal(await machine.must('cat /sys/bus/usb-serial/devices/ttyUSB*/latency_timer'), '1', 'again');
    await house.led.shows(boardOfDesk2, number, '', {seconds: 60, pins: true});
  });
}
