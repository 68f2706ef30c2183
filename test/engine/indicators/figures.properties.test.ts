import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { indicatorDefinitions } from '@relais/engine/indicators';
import type { LoggedEvent } from '@relais/engine/indicators';
import fc from 'fast-check';
import { ended, event, figuresOf, intake, log, patient, started } from './support.ts';

const instant = fc
  .integer({ min: 0, max: 364 * 24 * 60 })
  .map((minutes) => `${new Date(Date.UTC(2025, 10, 1) + minutes * 60_000).toISOString().slice(0, 19)}Z`);
const few = (prefix: string) => fc.integer({ min: 0, max: 7 }).map((number) => `${prefix}${number}`);

/** On a day of a trial, or not. */
const trial = fc.constantFrom({}, { trial: true as const });
const seen = (at: string, booked: boolean) => ({
  ...{ practiceId: 'c', siteId: 's', serviceDate: at.slice(0, 10), booked },
});

/** Few ids, so that things are started twice, moved, cancelled, given up and taken up again. */
const row = fc.oneof(
  fc.tuple(few('i'), instant, few('p')).map(([id, at, who]) => intake(id, at, { outcome: 'redirected' }, who)),
  fc.tuple(few('i'), instant, few('b')).map(([id, at, booking]) => intake(id, at, { outcome: 'seat', booking })),
  fc.tuple(few('i'), instant, few('k')).map(([id, at, callback]) => intake(id, at, { outcome: 'callback', callback })),
  fc
    .tuple(few('b'), instant, instant, few('p'), trial)
    .map(([id, at, slot, who, trial]) =>
      event(
        'booking.confirmed',
        id,
        { hold: id, practiceId: 'c', start: slot, ...trial },
        { at, person: patient(who) },
      ),
    ),
  fc
    .tuple(few('b'), instant, instant, trial)
    .map(([id, at, slot, trial]) =>
      event(
        'booking.moved',
        id,
        { from: { hold: id, practiceId: 'c', start: at }, to: { hold: id, practiceId: 'd', start: slot, ...trial } },
        { at },
      ),
    ),
  fc
    .tuple(few('v'), instant, trial)
    .map(([id, at, trial]) => event('visit.added', id, { ...seen(at, false), ...trial }, { at })),
  fc.tuple(few('b'), instant).map(([id, at]) => event('visit.started', id, seen(at, true), { at })),
  fc
    .tuple(few('b'), instant)
    .map(([id, at]) => event('visit.closed', id, { ...seen(at, true), finalReason: 'wound', minutes: 9 }, { at })),
  fc
    .tuple(few('b'), instant)
    .map(([id, at]) => event('booking.cancelled', id, { hold: id, practiceId: 'c', start: at }, { at })),
  fc
    .tuple(few('k'), instant, few('p'))
    .map(([id, at, who]) =>
      event(
        'callback.requested',
        id,
        { class: 'soon', rank: 1, targetMinutes: 60, entryPoint: 'nurse', arrivedAt: at },
        { at, person: patient(who) },
      ),
    ),
  fc
    .tuple(few('k'), instant, fc.constantFrom('givenUp' as const, 'advised' as const))
    .map(([id, at, outcome]) => event('callback.closed', id, { outcome }, { at })),
  fc.tuple(few('k'), instant).map(([id, at]) => event('callback.reopened', id, {}, { at })),
  fc.tuple(few('r'), instant, few('p')).map(([id, at, who]) => started(id, at, { who, more: { certified: true } })),
  fc
    .tuple(few('r'), instant, fc.constantFrom('managedByDelegate' as const, 'redirected' as const, 'refused' as const))
    .map(([id, at, outcome]) => ended(id, at, { outcome })),
  fc.tuple(few('r'), instant).map(([id, at]) => event('run.review-needed', id, { differences: [] }, { at })),
  fc.tuple(few('e'), few('r'), instant).map(([id, run, at]) =>
    event('adverse-event.declared', id, {
      ...{ protocol: 'odynophagie', run, type: 'care', severity: 'minor', occurredOn: at.slice(0, 10) },
    }),
  ),
);

const every = indicatorDefinitions.map(({ id }) => id);

function answers(events: readonly LoggedEvent[]) {
  const figures = figuresOf(events);
  const complete = [
    { indicators: every, from: '2025-11-01', to: '2026-10-31', by: ['month' as const] },
    { indicators: every, from: '2026-03-15', to: '2026-04-02', compare: 'previous' as const },
  ].map((query) => figures.answer(query, '2026-11-01', 'complete'));
  return [...complete, figures.answer({ indicators: every, from: '2025-11-01', to: '2026-10-31' }, '2026-11-01')];
}

describe('figures of a log', () => {
  it('are the same in whatever order its rows are taken', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 60 }).chain((rows) => {
          const events = log(rows);
          return fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }));
        }),
        ([events, shuffled]) => assert.deepEqual(answers(shuffled), answers(events)),
      ),
      { numRuns: 60 },
    );
  });

  it('kept up to date while they are asked for are those made anew', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 10, maxLength: 60 }), (rows) => {
        const events = log(rows);
        const query = { indicators: every, from: '2025-11-01', to: '2026-10-31' };
        const byReason = { ...query, indicators: ['SNP-01'], by: ['reason' as const] };
        const kept = figuresOf(events, {}, (figures) => {
          figures.answer(query, '2026-11-01');
          figures.answer(byReason, '2026-11-01');
        });
        const anew = figuresOf(events);
        assert.deepEqual(kept.answer(query, '2026-11-01'), anew.answer(query, '2026-11-01'));
        assert.deepEqual(kept.answer(byReason, '2026-11-01'), anew.answer(byReason, '2026-11-01'));
      }),
      { numRuns: 15 },
    );
  });
});
