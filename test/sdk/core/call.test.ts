import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bookingRoutes, schedulingRoutes } from '@relais/model';
import { createCall } from '../../../packages/sdk/src/core/call.ts';
import type { Call } from '../../../packages/sdk/src/core/call.ts';
import type { Ask } from '../../../packages/sdk/src/core/transport.ts';

/** A call whose server gives one answer to all, and what was asked of it. */
function callOf(answer: string): { call: Call; asked: Ask[] } {
  const asked: Ask[] = [];
  const send = (ask: Ask) => Promise.resolve(void asked.push(ask)).then(() => ({ text: answer, tag: null }));
  const never = () => Promise.reject(new Error('not asked here'));
  return { call: createCall({ send, fetchBytes: never, stream: never }), asked };
}

describe('a call', () => {
  it('goes where the contract says, with its parameters written safely', async () => {
    const { call, asked } = callOf('BEGIN:VCALENDAR');
    await call(bookingRoutes.readCalendar, { params: { booking: 'a/b?c' }, token: 'rl_b' });
    const { method, path, token } = asked[0]!;
    assert.deepEqual([method, path, token], ['GET', '/bookings/a%2Fb%3Fc/calendar', 'rl_b']);
  });

  it('carries the members of the query that are set', async () => {
    const { call, asked } = callOf(JSON.stringify({ now: '2026-11-09T07:00:00Z', sequence: 1, slots: [] }));
    await call(schedulingRoutes.listSlots, { query: { from: '2026-11-09', to: undefined, label: 'icopé' } });
    assert.equal(asked[0]!.path, '/slots?from=2026-11-09&label=icop%C3%A9');
  });

  it('that writes has a key, the one given or a new one', async () => {
    const { call, asked } = callOf('');
    await call(bookingRoutes.releaseHold, { params: { hold: 'h1' }, key: 'given' });
    await call(bookingRoutes.releaseHold, { params: { hold: 'h1' } });
    assert.equal(asked[0]!.key, 'given');
    assert.match(asked[1]!.key!, /^[0-9a-f]{32}$/);
  });

  it('that reads has none', async () => {
    const { call, asked } = callOf('');
    await call(bookingRoutes.readCalendar, { params: { booking: 'b1' } });
    assert.equal(asked[0]!.key, undefined);
  });

  it('gives the answer in the shape of the contract, or an error that says where it differs', async () => {
    const { call } = callOf(JSON.stringify({ now: '2026-11-09T07:00:00Z', slots: [] }));
    await assert.rejects(call(schedulingRoutes.listSlots, {}), { code: 'contract', message: /at sequence$/ });
  });
});

/** Never run: each line that the compiler is to refuse. */
export async function refusedByTypes(call: Call): Promise<void> {
  // @ts-expect-error the path has a parameter
  await call(bookingRoutes.readBooking, { token: 'rl_b' });
  // @ts-expect-error of another name
  await call(bookingRoutes.readBooking, { params: { hold: 'h1' } });
  // @ts-expect-error the query knows no such member
  await call(schedulingRoutes.listSlots, { query: { until: '2026-11-10' } });
  // @ts-expect-error a move says by which hold
  await call(bookingRoutes.moveBooking, { params: { booking: 'b1' } });
  // @ts-expect-error a hold has no reference
  void (await call(bookingRoutes.createHold, { body: {} })).reference;
}
