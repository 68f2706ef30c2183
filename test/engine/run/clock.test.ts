import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { endByClock, startByClock } from '@relais/engine/run';

const now = Date.parse('2026-11-09T08:00:00Z');
const earliest = Date.parse('2000-01-01');
const MINUTE = 60_000;
const DAY = 86_400_000;
/** By how much a clock may be wrong: from a minute to ten thousand years, either way. */
const offset = fc.oneof(fc.integer({ min: -2 * DAY, max: 2 * DAY }), fc.integer({ min: -2e14, max: 2.5e14 }));
const start = (said: number, { ahead = 0, unconnected = false, at = now } = {}) =>
  startByClock({ said, ahead, unconnected }, { now: at, earliest });

describe('The clock of a device', () => {
  it('is believed up to a day ahead, and as long ago as a device keeps what it could not send', () => {
    for (const said of [now, now - 3 * MINUTE, now + DAY, now - 30 * DAY]) assert.equal(start(said), said);
    for (const said of [now + DAY + 1, now - 32 * DAY, 0]) assert.equal(start(said), now);
  });

  it('is believed of long ago when the run began without the server, though not of before there were figures', () => {
    const unconnected = true;
    assert.equal(start(now - 400 * DAY, { unconnected }), now - 400 * DAY);
    assert.equal(start(earliest - 1, { unconnected }), now);
  });

  it('that is known to be days off is put right by what is known', () => {
    const ahead = 3 * DAY;
    assert.equal(start(now - 2 * MINUTE + ahead, { ahead }), now - 2 * MINUTE);
    assert.equal(start(now - 2 * MINUTE - ahead, { ahead: -ahead }), now - 2 * MINUTE);
  });

  it('whatever it says, gives a start that can be', () => {
    fc.assert(
      fc.property(offset, offset, fc.boolean(), (wrong, ahead, unconnected) => {
        const kept = start(now + wrong, { ahead, unconnected });
        assert.ok(kept <= now + DAY);
        assert.ok(kept >= (unconnected ? earliest : now - 31 * DAY));
        // What was put right once is taken as it is.
        assert.equal(start(kept, { unconnected }), kept);
      }),
    );
  });

  it('as wrong at the end as at the start, leaves the run as long as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: DAY + 1, max: 1e13 }), fc.integer({ min: 0, max: 120 }), (wrong, minutes) => {
        const started = start(now + wrong);
        const later = now + minutes * MINUTE;
        const corrected = now + wrong - started;
        const ended = endByClock({ said: later + wrong, ahead: 0 }, { started, corrected, now: later });
        assert.equal(ended - started, minutes * MINUTE);
      }),
    );
  });

  it('set in between, or wrong at the end alone, gives an end after the start that can be', () => {
    fc.assert(
      fc.property(offset, offset, offset, fc.integer({ min: 0, max: 120 }), (wrong, then, ahead, minutes) => {
        const started = start(now + wrong);
        const later = now + minutes * MINUTE;
        const clocks = { started, corrected: now + wrong - started, now: later };
        const ended = endByClock({ said: later + then, ahead }, clocks);
        assert.ok(ended >= started && ended <= later + DAY);
      }),
    );
    const set = endByClock({ said: now + MINUTE, ahead: 0 }, { started: now, corrected: 3 * DAY, now: now + MINUTE });
    assert.equal(set, now + MINUTE, 'by the clock that was set right meanwhile');
  });
});
