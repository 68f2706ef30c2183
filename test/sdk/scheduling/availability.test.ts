import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type {
  AvailabilityMessage,
  AvailabilityState,
  AvailabilityStore,
  EventHandlers,
  Slot,
  SlotList,
} from '@relais/sdk';
import { UnreachableError } from '@relais/sdk';
import { createAvailability } from '../../../packages/sdk/src/scheduling/availability.ts';
import { createHandClock, settle } from '../support/clock.ts';
import type { HandClock } from '../support/clock.ts';

const minutes = 60_000;

interface Setting {
  readonly store: AvailabilityStore;
  readonly clock: HandClock;
  /** Lists asked for and not answered yet, oldest first. */
  readonly asked: { answer(list: SlotList): void; fail(error: Error): void; readonly signal: AbortSignal }[];
  /** How many lists were asked for in all. */
  readonly count: () => number;
  /** Live subscriptions, the last one being open. */
  readonly subscriptions: { readonly handlers: EventHandlers; readonly after: number | undefined; stopped: boolean }[];
}

function setUp(): Setting {
  const clock = createHandClock();
  const asked: Setting['asked'] = [];
  const subscriptions: Setting['subscriptions'] = [];
  let count = 0;
  const store = createAvailability({
    now: clock.now,
    sleep: clock.sleep,
    random: () => 0.5,
    slots: {
      list: (_query, options) =>
        new Promise((answer, fail) => {
          count += 1;
          const signal = options!.signal!;
          asked.push({ answer, fail, signal });
          signal.addEventListener('abort', () => fail(signal.reason as Error));
        }),
    },
    events: {
      subscribe(handlers, options) {
        const subscription = { handlers, after: options?.after, stopped: false };
        subscriptions.push(subscription);
        return () => (subscription.stopped = true);
      },
    },
  });
  return { store, clock, asked, count: () => count, subscriptions };
}

function slotOf(number: number, remaining = 1): Slot {
  const hour = String(8 + number).padStart(2, '0');
  return {
    practiceId: 'p1',
    siteId: 's1',
    serviceDate: '2026-11-09',
    start: `2026-11-09T${hour}:00:00Z`,
    startLocal: `2026-11-09T${hour}:00:00+00:00`,
    end: `2026-11-09T${hour}:15:00Z`,
    capacity: 2,
    remaining,
  };
}

function listOf(sequence: number, ...slots: Slot[]): SlotList {
  return { now: '2026-11-09T07:00:00Z', sequence, slots };
}

function change(sequence: number, number: number, remaining: number): AvailabilityMessage {
  const { practiceId, start } = slotOf(number);
  return { sequence, at: '2026-11-09T07:00:00Z', slots: [{ practiceId, start, remaining }] };
}

const shown = ({ slots }: AvailabilityState) =>
  slots.map((slot) => [Number(slot.start.slice(11, 13)) - 8, slot.remaining]);

/** A store with a listener, which shows slots 1 and 2 as of sequence 10. */
async function open(): Promise<Setting> {
  const setting = setUp();
  setting.store.subscribe(() => {});
  setting.asked.shift()!.answer(listOf(10, slotOf(1), slotOf(2, 2)));
  await settle();
  return setting;
}

const tell = ({ subscriptions }: Setting, message: AvailabilityMessage) =>
  subscriptions.at(-1)!.handlers.onAvailability!(message);

describe('the availability store', () => {
  it('asks for nothing before somebody listens', async () => {
    const { store, count } = setUp();
    await settle();
    assert.equal(count(), 0);
    assert.equal(store.getState().status, 'loading');
  });

  it('shows the list and follows changes from there', async () => {
    const { store, subscriptions } = await open();
    assert.equal(store.getState().status, 'ready');
    assert.deepEqual(shown(store.getState()), [
      [1, 1],
      [2, 2],
    ]);
    assert.equal(subscriptions[0]!.after, 10);
  });

  it('takes a slot off when it is taken and puts it back when it is freed', async () => {
    const setting = await open();
    tell(setting, change(11, 1, 0));
    assert.deepEqual(shown(setting.store.getState()), [[2, 2]]);
    tell(setting, change(12, 1, 1));
    assert.deepEqual(shown(setting.store.getState()), [
      [1, 1],
      [2, 2],
    ]);
    assert.equal(setting.count(), 1);
  });

  it('passes over what the list knew already', async () => {
    const setting = await open();
    tell(setting, change(10, 1, 0));
    tell(setting, change(4, 2, 0));
    assert.deepEqual(shown(setting.store.getState()), [
      [1, 1],
      [2, 2],
    ]);
  });

  it('keeps a change that is newer than the list under way', async () => {
    const setting = await open();
    const refreshing = setting.store.refresh();
    tell(setting, change(12, 1, 0));
    setting.asked.shift()!.answer(listOf(11, slotOf(1), slotOf(2, 1)));
    await refreshing;
    assert.deepEqual(shown(setting.store.getState()), [[2, 1]]);
  });

  it('does not go back to a list older than what is shown', async () => {
    const setting = await open();
    const refreshing = setting.store.refresh();
    setting.asked.shift()!.answer(listOf(9, slotOf(1, 2)));
    await refreshing;
    assert.deepEqual(shown(setting.store.getState()), [
      [1, 1],
      [2, 2],
    ]);
    await setting.clock.advance(10_000);
    assert.equal(setting.asked.length, 1, 'and asks again');
  });

  it('asks for the list when a slot it does not know is freed', async () => {
    const setting = await open();
    await setting.clock.advance(1 * minutes);
    tell(setting, change(11, 5, 1));
    await setting.clock.advance(2000);
    assert.equal(setting.asked.length, 1);
    setting.asked.shift()!.answer(listOf(11, slotOf(1), slotOf(2, 2), slotOf(5)));
    await settle();
    assert.equal(setting.store.getState().slots.length, 3);
  });

  it('asks why when nothing is left', async () => {
    const setting = await open();
    await setting.clock.advance(1 * minutes);
    tell(setting, change(11, 1, 0));
    tell(setting, change(12, 2, 0));
    assert.equal(setting.store.getState().slots.length, 0);
    await setting.clock.advance(2000);
    setting.asked.shift()!.answer({ ...listOf(12), none: { reason: 'full' } });
    await settle();
    assert.equal(setting.store.getState().none?.reason, 'full');
  });

  it('asks once for a burst of changes, and not again within five seconds', async () => {
    const setting = await open();
    for (let sequence = 11; sequence < 31; sequence += 1) tell(setting, change(sequence, 6, 1));
    await setting.clock.advance(4999);
    assert.equal(setting.count(), 1);
    await setting.clock.advance(2000);
    assert.equal(setting.count(), 2);
    setting.asked.shift()!.answer(listOf(30, slotOf(1)));
    await settle();
    tell(setting, change(31, 7, 1));
    await setting.clock.advance(4000);
    assert.equal(setting.count(), 2);
    await setting.clock.advance(1000);
    assert.equal(setting.count(), 3);
  });

  it('asks again after a reset, and believes a log that counts from lower down', async () => {
    const setting = await open();
    setting.subscriptions[0]!.handlers.onReset!({ sequence: 2 });
    await setting.clock.advance(10_000);
    setting.asked.shift()!.answer(listOf(3, slotOf(7)));
    await settle();
    assert.deepEqual(shown(setting.store.getState()), [[7, 1]]);
    tell(setting, change(4, 7, 0));
    assert.deepEqual(shown(setting.store.getState()), []);
  });

  it('asks again when a reset comes while the list is on its way', async () => {
    const setting = await open();
    const refreshing = setting.store.refresh();
    setting.subscriptions[0]!.handlers.onReset!({ sequence: 20 });
    setting.asked.shift()!.answer(listOf(11, slotOf(1)));
    await refreshing;
    await setting.clock.advance(10_000);
    assert.equal(setting.count(), 3);
  });

  it('takes a slot off the list once its notice has run out, and asks nobody', async () => {
    const setting = setUp();
    setting.store.subscribe(() => {});
    const until = (bookableUntil: string) => ({ bookableUntil });
    const [soon, later] = [until('2026-11-09T07:02:00Z'), until('2026-11-09T07:04:30Z')];
    setting.asked.shift()!.answer(listOf(10, { ...slotOf(1), ...soon }, { ...slotOf(2), ...later }, slotOf(3)));
    await setting.clock.advance(2 * minutes);
    assert.deepEqual(shown(setting.store.getState()).length, 3);
    await setting.clock.advance(1);
    assert.deepEqual(shown(setting.store.getState()), [
      [2, 1],
      [3, 1],
    ]);
    tell(setting, change(11, 1, 2));
    assert.deepEqual(shown(setting.store.getState()).length, 2, 'a seat freed there comes too late');
    await setting.clock.advance(2.5 * minutes);
    assert.deepEqual(shown(setting.store.getState()), [[3, 1]]);
    assert.equal(setting.count(), 1);
  });

  it('asks why when the notice of the last slot has run out', async () => {
    const setting = setUp();
    setting.store.subscribe(() => {});
    setting.asked.shift()!.answer(listOf(10, { ...slotOf(1), bookableUntil: '2026-11-09T07:02:00Z' }));
    await setting.clock.advance(2 * minutes + 2000);
    assert.deepEqual(setting.store.getState().slots, []);
    setting.asked.shift()!.answer({ ...listOf(10), none: { reason: 'ended-today', noticeMinutes: 45 } });
    await settle();
    assert.equal(setting.store.getState().none?.noticeMinutes, 45);
  });

  it('watches the clock for nobody once its last listener has gone', async () => {
    const setting = setUp();
    const leave = setting.store.subscribe(() => {});
    setting.asked.shift()!.answer(listOf(10, { ...slotOf(1), bookableUntil: '2026-11-09T07:02:00Z' }));
    await settle();
    leave();
    await setting.clock.advance(10 * minutes);
    assert.equal(setting.store.getState().slots.length, 1);
    assert.equal(setting.count(), 1);
  });

  it('asks again every five minutes, as seats are released without an event', async () => {
    const setting = await open();
    await setting.clock.advance(5 * minutes);
    assert.equal(setting.count(), 1);
    await setting.clock.advance(2000);
    assert.equal(setting.count(), 2);
  });

  it('asks when the next opening begins to be bookable', async () => {
    const setting = setUp();
    setting.store.subscribe(() => {});
    const none = { reason: 'beyond-horizon' as const, bookableFrom: '2026-11-09T07:02:00Z' };
    setting.asked.shift()!.answer({ ...listOf(10), none });
    await settle();
    await setting.clock.advance(2 * minutes - 1);
    assert.equal(setting.count(), 1);
    await setting.clock.advance(2000);
    assert.equal(setting.count(), 2);
  });

  it('says that it failed, never that nothing is free', async () => {
    const setting = setUp();
    setting.store.subscribe(() => {});
    setting.asked.shift()!.fail(new UnreachableError('The agenda did not answer'));
    await settle();
    assert.equal(setting.store.getState().status, 'failed');
    assert.equal(setting.store.getState().error?.code, 'unreachable');
    await setting.clock.advance(32_000);
    setting.asked.shift()!.answer(listOf(1, slotOf(1)));
    await settle();
    assert.equal(setting.store.getState().status, 'ready');
    assert.equal(setting.store.getState().error, undefined);
  });

  it('keeps showing an old list when a new one cannot be had', async () => {
    const setting = await open();
    const refreshing = setting.store.refresh();
    setting.asked.shift()!.fail(new UnreachableError('The agenda did not answer'));
    await refreshing;
    const { status, error, slots } = setting.store.getState();
    assert.deepEqual([status, error?.code, slots.length], ['ready', 'unreachable', 2]);
  });

  it('stops everything with its last listener, and begins again with the next', async () => {
    const setting = setUp();
    const leave = setting.store.subscribe(() => {});
    const leaveToo = setting.store.subscribe(() => {});
    setting.asked.shift()!.answer(listOf(10, slotOf(1)));
    await settle();
    leave();
    assert.equal(setting.subscriptions[0]!.stopped, false);
    leaveToo();
    leaveToo();
    assert.ok(setting.subscriptions[0]!.stopped);
    await setting.clock.advance(20 * minutes);
    assert.equal(setting.count(), 1);
    setting.store.subscribe(() => {});
    assert.equal(setting.count(), 2);
    setting.asked.shift()!.answer(listOf(14, slotOf(1)));
    await settle();
    assert.equal(setting.subscriptions.length, 2);
    assert.equal(setting.subscriptions[1]!.after, 14);
  });

  it('gives up the list under way when everybody leaves', async () => {
    const setting = setUp();
    const leave = setting.store.subscribe(() => assert.fail('nobody listens any more'));
    leave();
    assert.ok(setting.asked[0]!.signal.aborted);
    await settle();
    setting.store.subscribe(() => {});
    assert.equal(setting.count(), 2);
  });

  it('tells its listeners of every change', async () => {
    const setting = await open();
    let told = 0;
    setting.store.subscribe(() => (told += 1));
    tell(setting, change(11, 1, 0));
    setting.subscriptions[0]!.handlers.onState!('waiting');
    assert.equal(told, 2);
    assert.equal(setting.store.getState().connection, 'waiting');
  });

  it('ends with what the server has, whatever the order of lists and changes', async () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('change' as const),
        slot: fc.integer({ min: 1, max: 4 }),
        remaining: fc.integer({ min: 0, max: 2 }),
      }),
      fc.record({ kind: fc.constant('ask' as const) }),
      fc.record({ kind: fc.constant('read' as const), back: fc.integer({ min: 0, max: 3 }) }),
    );
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25 }), followServer), { numRuns: 300 });
  });
});

type ServerStep =
  { kind: 'change'; slot: number; remaining: number } | { kind: 'ask' } | { kind: 'read'; back: number };

/** A server with four slots, whose lists are read at one moment and arrive at another, some from a replica a little behind. */
async function followServer(steps: readonly ServerStep[]): Promise<void> {
  const setting = setUp();
  const history: number[][] = [[0, 1, 1, 1, 1]];
  const listAt = (sequence: number) =>
    listOf(
      sequence,
      ...[1, 2, 3, 4].map((number) => slotOf(number, history[sequence]![number])).filter((slot) => slot.remaining > 0),
    );
  setting.store.subscribe(() => {});
  setting.asked.shift()!.answer(listAt(0));
  await settle();
  for (const one of steps) {
    if (one.kind === 'change') {
      history.push(history.at(-1)!.with(one.slot, one.remaining));
      tell(setting, change(history.length - 1, one.slot, one.remaining));
    } else if (one.kind === 'ask') {
      void setting.store.refresh();
    } else {
      setting.asked.shift()?.answer(listAt(Math.max(0, history.length - 1 - one.back)));
      await settle();
    }
  }
  for (let round = 0; round < 3; round += 1) {
    setting.asked.splice(0).forEach((list) => list.answer(listAt(history.length - 1)));
    await setting.clock.advance(10_000);
  }
  assert.deepEqual(
    shown(setting.store.getState()),
    shown({ ...setting.store.getState(), slots: listAt(history.length - 1).slots }),
  );
}
