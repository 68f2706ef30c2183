import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BackendClock } from '../../../packages/server/src/core/backend-clock.ts';
import { describePostgres } from '../support/engines.ts';
import { openBackend } from '../support/backend.ts';
import { createApp } from '../../../packages/server/src/app.ts';
import { send } from '../support/backend.ts';

const EIGHT = Date.parse('2026-11-09T07:00:00Z');
const HOUR = 3_600_000;

/** A machine whose clock runs and can be set, and a database whose clock runs. */
function setUp({ ahead = 0, isShared = false } = {}) {
  const machine = { elapsed: 0, ahead, asked: 0 };
  const told: string[] = [];
  const clock = new BackendClock({
    wall: () => EIGHT + machine.ahead + machine.elapsed,
    steady: () => 5000 + machine.elapsed,
    readShared: isShared ? () => Promise.resolve(((machine.asked += 1), EIGHT + machine.elapsed)) : undefined,
    report: (error) => told.push(error.message),
  });
  return { machine, told, clock };
}

describe('the clock of a backend', () => {
  it('goes by the database where it is shared, however wrong the machine is', async () => {
    for (const ahead of [HOUR, -HOUR]) {
      const { machine, told, clock } = setUp({ ahead, isShared: true });
      await clock.check();
      assert.equal(clock.now(), EIGHT);
      assert.equal(clock.secondsAhead, ahead / 1000);
      assert.match(told.join(), ahead > 0 ? /is 3600 s ahead of that of the database/ : /is 3600 s behind/);
      machine.elapsed += 60_000;
      await clock.check();
      assert.equal(clock.now(), EIGHT + 60_000);
      assert.equal(told.length, 1, 'said once');
    }
  });

  it('takes no notice of small differences', async () => {
    const { told, clock } = setUp({ ahead: 800, isShared: true });
    await clock.check();
    assert.deepEqual([clock.now(), clock.secondsAhead, told], [EIGHT + 800, 0, []]);
  });

  it('does not follow a clock that is set until it has looked', async () => {
    const { machine, told, clock } = setUp({ isShared: true });
    await clock.check();
    machine.ahead = HOUR;
    machine.elapsed += 1000;
    assert.equal(clock.now(), EIGHT + 1000);
    await clock.check();
    assert.equal(clock.now(), EIGHT + 1000);
    assert.equal(told.length, 1);
    machine.ahead = 0;
    await clock.check();
    assert.deepEqual([clock.now(), clock.secondsAhead], [EIGHT + 1000, 0]);
  });

  it('follows the machine where it is alone, and says that it was set', async () => {
    const { machine, told, clock } = setUp();
    machine.ahead = HOUR;
    assert.equal(clock.now(), EIGHT);
    await clock.check();
    assert.equal(clock.now(), EIGHT + HOUR);
    assert.match(told.join(), /was set 3600 s forward: holds may have ended early/);
    assert.equal(clock.secondsAhead, 0);
  });

  it('asks the database twice a minute, not each time', async () => {
    const { machine, clock } = setUp({ isShared: true });
    for (let second = 0; second < 60; second += 1) {
      await clock.check();
      machine.elapsed += 1000;
    }
    assert.equal(machine.asked, 2);
  });
});

describePostgres('a backend whose clock is wrong', (engine) => {
  it('says so where its health is asked, and stays ready', async () => {
    const backend = await openBackend(engine);
    const app = createApp({ context: backend.context, secondsAhead: () => 3600 });
    const { status, body } = await send(app, '/health');
    assert.deepEqual([status, body], [200, { status: 'ready', clockSecondsAhead: 3600 }]);
    app.close();
    await backend.close();
  });
});
