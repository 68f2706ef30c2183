import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { doctorWaitUntil, isAwaitingDoctor, orderCallbacks, whyAway } from '@relais/engine/desk';
import type { DoctorCase, QueueEntry } from '@relais/engine/desk';

const minute = 60_000;
const noon = Date.UTC(2026, 10, 10, 12);
const rule = { minutes: 20, classes: ['c'] };
const today: DoctorCase = { class: 'c', rank: 3, targetMinutes: 480, clinicianOnly: false, arrivedAt: noon };

describe('the treating doctor first', () => {
  it('waits as long as the structure has said', () => {
    assert.equal(doctorWaitUntil(today, rule, noon), noon + 20 * minute);
  });

  it('lets nobody wait where the structure has not asked for it, or for another class', () => {
    assert.equal(doctorWaitUntil(today, undefined, noon), undefined);
    assert.equal(doctorWaitUntil({ ...today, class: 'b' }, rule, noon), undefined);
  });

  it('lets nobody wait who was sent to 15 or whom a clinician must call', () => {
    assert.equal(doctorWaitUntil({ ...today, rank: 0, targetMinutes: 0 }, rule, noon), undefined);
    assert.equal(doctorWaitUntil({ ...today, clinicianOnly: true }, rule, noon), undefined);
  });

  it('cuts the time where it would pass the target of a call that was written down before', () => {
    assert.equal(doctorWaitUntil({ ...today, arrivedAt: noon - 470 * minute }, rule, noon), noon + 10 * minute);
    assert.equal(doctorWaitUntil({ ...today, arrivedAt: noon - 480 * minute }, rule, noon), undefined);
  });

  it('never keeps anybody longer than said nor past the target, and at every instant either waits or is to be called, never both', () => {
    const question = fc.record({
      minutes: fc.integer({ min: 1, max: 240 }),
      rank: fc.integer({ min: 0, max: 5 }),
      targetMinutes: fc.integer({ min: 0, max: 3000 }),
      clinicianOnly: fc.boolean(),
      sinceMinutes: fc.integer({ min: -5, max: 4000 }),
      answer: fc.constantFrom('sees', 'cannot', 'unanswered', undefined),
      answeredAfter: fc.integer({ min: 0, max: 300 * minute }),
      lookedAfter: fc.integer({ min: 0, max: 600 * minute }),
    });
    fc.assert(
      fc.property(question, (q) => {
        const asked = { class: 'c', rank: q.rank, targetMinutes: q.targetMinutes, clinicianOnly: q.clinicianOnly };
        const arrivedAt = noon - q.sinceMinutes * minute;
        const until = doctorWaitUntil({ ...asked, arrivedAt }, { minutes: q.minutes, classes: ['c'] }, noon);
        if (until !== undefined) {
          assert.ok(q.rank > 0 && !q.clinicianOnly);
          assert.ok(until > noon && until <= noon + q.minutes * minute);
          assert.ok(until <= arrivedAt + q.targetMinutes * minute);
        }
        const now = noon + q.lookedAfter;
        const hasAnswer = q.answer !== undefined && q.answeredAfter <= q.lookedAfter;
        const doctor = until === undefined ? undefined : { until, answer: hasAnswer ? q.answer : undefined };
        const entry: QueueEntry = { id: 'one', rank: q.rank, targetMinutes: q.targetMinutes, arrivedAt, doctor };
        const isCalled = orderCallbacks([entry], now).length === 1;
        assert.equal(isCalled, !isAwaitingDoctor(doctor, now));
        assert.equal(whyAway(entry, now), isCalled ? undefined : 'doctor');
        if (hasAnswer || until === undefined || now >= until) assert.ok(isCalled);
      }),
      { numRuns: 2000 },
    );
  });
});
